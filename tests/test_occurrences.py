"""Names that hold no event noun are events where the words about them say so."""

from __future__ import annotations

import pytest
from extract_fixture import stated


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("VOLTA GLOBAL 2022 opened in Turku on Monday. The show lasts four days.", "Volta Global"),
        ("Lumio Tallinn 2019 drew 3,000 visitors to the harbour halls.", "Lumio Tallinn"),
        ("LUMIO 2019, which concluded on Friday in Turku, had 200 exhibitors.", "LUMIO"),
    ],
)
def test_a_dated_name_of_something_that_takes_place(text: str, name: str) -> None:
    series = {label.casefold() for _, label in stated(text, "inSeries")}
    assert name.casefold() in series


@pytest.mark.parametrize(
    "text",
    [
        "Lumio 2019 was written by two students. It drew them for 3 years.",
        "The Volta 2022 sold 3,000 units. The company is in Turku.",
    ],
)
def test_a_dated_name_of_something_else(text: str) -> None:
    assert not stated(text, "inSeries")


LEAD = "The 14th Marrow Bay Book Fair opened on Monday in Turku. "
FAIR = "14th Marrow Bay Book Fair"


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("Northern Inks, a co-located show, is for printers.", {"Northern Inks"}),
        (
            "There are three co-located shows, including Paper World, Ink North and Glue Days.",
            {"Paper World", "Ink North", "Glue Days"},
        ),
    ],
)
def test_names_that_are_said_to_be_events(text: str, parts: set[str]) -> None:
    found = {part for whole, part in stated(LEAD + text, "hasActivity") if whole == FAIR}
    assert parts <= found


@pytest.mark.parametrize(
    "text",
    [
        "Ada Voss, who was awarded the Lantern Prize, read from her book.",
        "Lantern Prize laureate Ada Voss read from her book.",
        'The fair is held under the theme "A Festival of Paper".',
    ],
)
def test_what_is_only_named_is_no_part(text: str) -> None:
    assert not stated(LEAD + text, "hasActivity")


def test_a_theme_with_an_event_noun_is_the_theme() -> None:
    said = stated(LEAD + 'This year\'s theme is "A Festival of Paper".', "hasTheme")
    assert said == {(FAIR, "A Festival of Paper")}
