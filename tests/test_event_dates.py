"""Parts of an event have their own days; "until" and announcements are told apart."""

from __future__ import annotations

import datetime as dt

import pytest
from extract_fixture import stated

ISSUED = dt.date(2031, 4, 28)  # a Monday
LEAD = "The 14th Marrow Bay Book Fair will be held in Turku from 8 to 10 May 2031. "
FAIR = "14th Marrow Bay Book Fair"


def starts(text: str) -> set[tuple[str, str]]:
    return stated(LEAD + text, "startDate", ISSUED) - {(FAIR, "2031-05-08")}


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("Its parts are the Paper Contest and the Lantern Forum, planned for 9 May.",
         ("Lantern Forum", "2031-05-09")),
        ("A Paper Contest will be held on May 8, and a Lantern Forum on May 10.",
         ("Lantern Forum", "2031-05-10")),
        ("The Paper Contest and the Lantern Forum will be held on 9 May.",
         ("Lantern Forum", "2031-05-09")),
        ("The Lantern Forum is set for Friday.", ("Lantern Forum", "2031-05-09")),
        ("The Ink Makers' Lab, held alongside the fair on May 9, trains writers.",
         ("Ink Makers' Lab", "2031-05-09")),
    ],
)  # fmt: skip
def test_a_part_has_its_day(text: str, day: tuple[str, str]) -> None:
    assert day in starts(text)


@pytest.mark.parametrize(
    "text",
    [
        "The programme of the fair was announced on 20 April 2031.",
        "The next Marrow Bay Book Fair will be held from 6 to 9 May 2033.",
        "Registration is open until 1 May.",
        "The mayor said that the next fair will be held from 8 to 11 July 2032.",
        "A youth assembly was held at the University of Turku on 20 and 21 April.",
        "Ministers agreed to extend the ban until 31 December.",
    ],
)
def test_days_of_something_else(text: str) -> None:
    assert not starts(text)
    assert stated(LEAD + text, "endDate", ISSUED) == {(FAIR, "2031-05-10")}


def test_until_ends_the_event_that_its_people_attend() -> None:
    text = "The 14th Marrow Bay Book Fair opened on Monday in Turku. Until Friday, guests read."
    assert stated(text, "endDate", ISSUED) == {(FAIR, "2031-05-02")}


def test_a_year_of_something_else_dates_nothing() -> None:
    text = "The 14th Marrow Bay Book Fair opened on 27 April in Turku. It drew 90 guests in 2029."
    assert stated(text, "startDate", ISSUED) == {(FAIR, "2031-04-27")}


def test_a_range_with_days_of_the_week() -> None:
    text = "The 14th Marrow Bay Book Fair runs from Thursday, June 5 to Sunday, June 8 in Turku."
    assert stated(text, "startDate", ISSUED) == {(FAIR, "2031-06-05")}
    assert stated(text, "endDate", ISSUED) == {(FAIR, "2031-06-08")}


@pytest.mark.parametrize(
    "text",
    [
        "The workshop on 20 May is full.",
        "The workshop on early music takes place on 20 May.",
    ],
)
def test_a_workshop_of_the_forum_is_not_the_forum(text: str) -> None:
    lead = "The 14th Marrow Bay Forum will be held in Turku from 19 to 21 May 2032. "
    assert {day for _, day in stated(lead + text, "startDate", ISSUED)} == {"2032-05-19"}
