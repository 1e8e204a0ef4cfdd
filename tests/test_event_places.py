"""Venue, town and region of an event, from the text and from the dateline."""

from __future__ import annotations

import pytest
from extract_fixture import scenes, stated

FAIR = "14th Marrow Bay Book Fair"


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("The fair opened on Monday at the Lindqvist congress centre in Turku.",
         {"Lindqvist congress centre"}),
        ("Ana Ruiz opened the 14th Marrow Bay Book Fair at the University of Turku.",
         {"University of Turku"}),
        ("The 14th Marrow Bay Book Fair opened in the old Finnish city of Turku.", {"Turku"}),
        ("OSLO, May 4 (Fjord Wire) -- The 14th Marrow Bay Book Fair opened on Monday at the Holm "
         "Theatre.", {"Holm Theatre", "Oslo"}),
    ],
)  # fmt: skip
def test_where_the_fair_is(text: str, places: set[str]) -> None:
    lead = "" if FAIR in text else f"The {FAIR} draws crowds. "
    assert {place for _, place in stated(lead + text, "takesPlaceIn")} >= places


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("Ana Ruiz, professor at the University of Oslo, opened the fair in Turku.",
         "University of Oslo"),
        ("The next assembly of readers will meet in Oslo.", "Oslo"),
        ("Oslo will host the next fair.", "Oslo"),
    ],
)  # fmt: skip
def test_where_it_is_not(text: str, place: str) -> None:
    found = stated(f"The {FAIR} opened on Monday in Turku. " + text, "takesPlaceIn")
    assert (FAIR, place) not in found


def test_a_town_is_a_place_whatever_it_sounds_like() -> None:
    first, second = scenes("The fair opened in Brandol, Norway, on Monday. Brandol was glad.")
    kinds = {m.kind for s in (first, second) for m in s.mentions if m.text == "Brandol"}
    assert kinds == {"Place"}


def test_a_house_whose_name_ends_with_its_town() -> None:
    text = f"The {FAIR} took place at the International Conference Centre Turku (ICCT) on Monday."
    assert (FAIR, "International Conference Centre Turku") in stated(text, "takesPlaceIn")


def test_a_place_before_the_name_of_the_edition() -> None:
    text = "Delegates met in Oslo for the Seventh Lantern Symposium on Monday."
    assert stated(text, "takesPlaceIn") == {("Seventh Lantern Symposium", "Oslo")}


def test_a_house_and_its_town_after_at() -> None:
    text = f"The President opened the {FAIR} at Aura Mandapam, Turku on Monday."
    assert (FAIR, "Aura Mandapam") in stated(text, "takesPlaceIn")


def test_an_event_returns_to_its_town() -> None:
    text = f"The {FAIR} returns to Turku from June 3 to 5."
    assert stated(text, "takesPlaceIn") == {(FAIR, "Turku")}


@pytest.mark.parametrize("how", ["held entirely online", "held via videoconference"])
def test_an_online_event_is_held_nowhere(how: str) -> None:
    text = f"OSLO, May 4 (Fjord Wire) -- The {FAIR} is {how}. Readers log in."
    assert stated(text, "takesPlaceIn") == set()
    assert stated(text, "attendanceMode")
