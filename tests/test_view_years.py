"""The timeline of an index: a column a year, or a month, each a link into the table."""

from __future__ import annotations

import re

from kg.view.years import anchors, columns


def read(days: list[str]) -> list[tuple[str, str]]:
    """Time and number of each column."""
    items = re.findall(r"<li>(.*?)</li>", columns(days))
    numbers = [re.search(r"<b>([\d,]+)", item) for item in items]
    times = re.findall(r'<span class="time">([^<]+)</span>', columns(days))
    return [(time, n[1] if n else "") for time, n in zip(times, numbers, strict=True)]


def test_years_from_the_first_to_the_last() -> None:
    days = ["2028-05-01", "2030-06-02", "2030-07", ""]
    assert read(days) == [("2028", "1"), ("2029", ""), ("2030", "2")]


def test_one_year_is_told_by_months() -> None:
    assert read(["2030-03-01", "2030-05-02"]) == [
        ("Mar 2030", "1"),
        ("Apr 2030", ""),
        ("May 2030", "1"),
    ]


def test_a_century_leaves_out_the_years_without_events() -> None:
    assert read(["1851-05-01", "2030-05-02"]) == [("1851", "1"), ("2030", "1")]


def test_one_time_is_no_timeline() -> None:
    assert columns(["2030-05-01", "2030-05-09", ""]) == columns([]) == ""


def test_each_column_leads_to_the_first_event_of_its_time() -> None:
    rows = [("a", "2028-05-01"), ("b", "2030-01-01"), ("c", "2030-02-01"), ("d", "")]
    assert anchors(rows) == {"a": "t2028", "b": "t2030"}
    links = re.findall(r'href="#(\w+)"', columns(day for _, day in rows))
    assert links == ["t2028", "t2030"]
