"""An article that only mentions an event says nothing of it in its other sentences."""

from __future__ import annotations

import datetime as dt

import pytest
from extract_fixture import stated

ISSUED = dt.date(2031, 5, 6)
FIRM = """Vela has sold more boats in Norway than in the year before, the firm said on Monday.

Sales rose by a tenth. The yard in Bergen has taken on 300 engineers since the winter.
Prices are stable. "We are glad," said director Ada Voss of the Harbour Bank.

The firm builds ferries. A new model will be shown at the Lantern Fair in Turku.
Its ferries run in Finland. Orders come from 12 countries.
"""


def test_what_is_said_beside_the_event_is_read() -> None:
    assert stated(FIRM, "takesPlaceIn", ISSUED) == {("Lantern Fair", "Turku")}


@pytest.mark.parametrize("predicate", ["hasCount", "hasGroup", "hasParticipant", "holdsPosition"])
def test_other_sentences_are_not_about_the_event(predicate: str) -> None:
    assert stated(FIRM, predicate, ISSUED) == set()


def test_a_report_that_comes_back_to_its_event_is_read_whole() -> None:
    text = (
        "The Lantern Fair in Turku has closed.\n" + FIRM + "More than 300 guests came to the fair."
    )
    assert stated(text, "hasCount", ISSUED)
    assert stated(text, "holdsPosition", ISSUED)


def test_a_short_text_is_about_what_it_names() -> None:
    text = "The Lantern Fair has closed in Turku. More than 300 guests came. They were glad."
    assert stated(text, "hasCount", ISSUED)


def test_it_is_the_body_that_speaks() -> None:
    text = "The Lantern Fair opened in Turku. Vela said it would start building ferries in Norway."
    assert {place for _, place in stated(text, "takesPlaceIn", ISSUED)} == {"Turku"}


def test_the_year_of_a_film_does_not_date_a_report() -> None:
    text = (
        "The Lantern Fair runs from 10 to 20 May in Turku. It showed a film that was made in 1998."
    )
    assert stated(text, "startDate") == set()


def test_the_meeting_is_the_event_again() -> None:
    lead = "The 20th Conference of the Parties (CoP20) to the Oslo Convention opened in Turku.\n"
    text = lead + "\n".join(
        f"Line {n} says little." for n in ("one", "two", "three", "four", "five")
    )
    assert stated(f"{text}\nThe meeting drew 300 guests.\nIt rained.", "hasCount", ISSUED)
