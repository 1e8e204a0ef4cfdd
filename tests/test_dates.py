"""Dates are read as printed, and resolved by the day of issue and the years the text states."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.extract.dates import Calendar, find_dates, find_duration

#: A report issued on Wednesday, 8 May 2030.
CALENDAR = Calendar(issued=dt.date(2030, 5, 8), month=None, year=None)


def days(text: str, calendar: Calendar = CALENDAR, *, future: bool = False) -> list[str]:
    """First and last day of the one date in a text, in ISO form; "?" where it is open."""
    (found,) = find_dates(text)
    return [d.isoformat() if d else "?" for d in calendar.resolve(found, future=future)]


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("on 4 May 2030", "2030-05-04", "?"),
        ("on May 31", "2030-05-31", "?"),
        ("on the 4th of May", "2030-05-04", "?"),
        ("on Tuesday, May 7", "2030-05-07", "?"),
        ("on 2031-02-03", "2031-02-03", "?"),
        ("May 4 to 6, 2030", "2030-05-04", "2030-05-06"),
        ("from 28 April to 2 May", "2030-04-28", "2030-05-02"),
        ("from Nov. 29 to Dec. 1, 2030", "2030-11-29", "2030-12-01"),
        # The year turns within the range.
        ("30 December to 2 January", "2029-12-30", "2030-01-02"),
        # The month, the week and the day count from the day of issue.
        ("on the 28th", "2030-05-28", "?"),
        ("Monday to Wednesday", "2030-05-06", "2030-05-08"),
        ("on Friday", "2030-05-03", "?"),
        ("yesterday", "2030-05-07", "?"),
        # No calendar has this day.
        ("31 February 2030", "?", "?"),
    ],
)
def test_a_date_is_resolved(text: str, first: str, last: str) -> None:
    assert days(text) == [first, last]


@pytest.mark.parametrize(
    ("text", "day"), [("on Friday", "2030-05-10"), ("on Wednesday", "2030-05-08")]
)
def test_a_planned_weekday_lies_ahead(text: str, day: str) -> None:
    assert days(text, future=True) == [day, "?"]


def test_without_a_day_of_issue_a_date_needs_its_year() -> None:
    nothing = Calendar(issued=None, month=None, year=None)
    assert days("on 4 May", nothing) == ["?", "?"]
    assert days("on Friday", nothing) == ["?", "?"]
    assert days("on 4 May", Calendar(None, None, 2029)) == ["2029-05-04", "?"]


@pytest.mark.parametrize(
    "text", ["in May", "it may 20 times", "the 28th of its kind", "the 12th in a row", "in 2030"]
)
def test_what_is_no_day_is_left_alone(text: str) -> None:
    assert find_dates(text) == []


@pytest.mark.parametrize(
    ("text", "length"),
    [
        ("the three-day fair", 3),
        ("it lasted 5 days", 5),
        ("a week-long camp", 7),
        ("the one-day fair", None),
        ("a long fair", None),
    ],
)
def test_a_length_in_days_is_read(text: str, length: int | None) -> None:
    found = find_duration(text)
    assert (found[0] if found else None) == length


@given(st.dates(min_value=dt.date(1990, 1, 1), max_value=dt.date(2090, 12, 31)))
def test_a_full_date_means_itself_in_every_order(day: dt.date) -> None:
    month = day.strftime("%B")
    for text in (f"{day.day} {month} {day.year}", f"{month} {day.day}, {day.year}", f"{day}"):
        assert days(text) == [day.isoformat(), "?"]
