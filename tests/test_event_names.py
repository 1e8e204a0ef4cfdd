"""Which names mean the event, and which mean a body that its name holds."""

from __future__ import annotations

import datetime as dt

import pytest
from extract_fixture import scenes, stated

from kg.extract import extract
from kg.model import Article
from kg.vocab import RDF, RDFS, SK


def events(text: str) -> set[str]:
    """Labels of all summits."""
    claims = [c.statement for c in extract(Article(text=text)).claims]
    found = {s.subject for s in claims if s.predicate == RDF.type and s.object == SK.Summit}
    return {str(s.object) for s in claims if s.subject in found and s.predicate == RDFS.label}


@pytest.mark.parametrize(
    ("text", "name"),
    [
        # The short name and the name in full.
        (
            "Marrow Festival draws crowds. The 36th Marrow Festival of Letters opened in Turku.",
            "36th Marrow Festival of Letters",
        ),
        # The session of a body, and the same by the body's acronym.
        (
            "HLC Session opens in Turku. The 41st Session of the Harbour Lantern Committee (HLC) "
            "opened on Monday. The HLC is 90 years old.",
            "41st Session of the Harbour Lantern Committee",
        ),
        # A conference of the parties, with its number and with its subject.
        (
            "COP15 opens. The United Nations COP15 lantern conference opened in Turku on Monday.",
            "United Nations COP15 lantern conference",
        ),
    ],
)
def test_several_names_of_one_event(text: str, name: str) -> None:
    assert events(text) == {name}


def test_a_conference_of_parties_takes_the_number_named_most() -> None:
    text = (
        "Work at the ninth meeting of the Conference of the Parties to the Convention on Lanterns "
        "and Wicks went on. COP9 opened yesterday. COP9 is hosted by Chile. Fiji wants COP10."
    )
    assert stated(text, "editionNumber") == {
        ("Conference of the Parties to the Convention on Lanterns and Wicks", "9")
    }


def test_a_name_that_the_event_is_better_known_by() -> None:
    text = "The 11th Lantern Expo opened in Turku. The expo, better known as Lumotek, is back."
    report = scenes(text)[0].report
    assert report.main is not None and "Lumotek" in report.main.aliases


def test_what_the_sender_says_of_itself_is_not_said_of_the_event() -> None:
    text = (
        "The 11th Lantern Expo opened in Turku.\n\nAbout the Lantern Guild\n"
        "The guild has 40,000 members in 104 countries."
    )
    assert not stated(text, "hasGroup")


def test_the_acronym_in_a_bracket_belongs_to_the_body() -> None:
    text = (
        "The 42nd Summit of the Union of Lantern Ports (ULP) opened in Turku on Monday. "
        "ULP Secretary-General Ada Voss spoke at the summit."
    )
    report = scenes(text)[0].report
    body = report.registry.find("Organization", "ULP")
    assert body is not None and body.label == "Union of Lantern Ports"
    assert report.main is not None and "ULP" not in report.main.aliases


@pytest.mark.parametrize(
    "text",
    [
        "The 14th Lantern Forum opened in Turku. It will be followed by COP16.",
        "The 14th Lantern Forum opened at the Harbour Trade Pavilion in Turku.",
        "The 14th Lantern Forum opened. Their stand at the Harbour Book Fair last May was small.",
        "The 14th Lantern Forum opened in Turku. They met representatives of the Lantern Assembly.",
    ],
)
def test_what_is_no_part(text: str) -> None:
    assert not stated(text, "hasActivity")


def test_days_without_a_year_are_of_the_edition_that_they_are_said_of() -> None:
    text = "The Lantern Expo 2030 closed in Turku. Lantern Expo 2031 will take place on May 4-6."
    days = stated(text, "startDate", dt.date(2030, 5, 9))
    assert ("Lantern Expo 2031", "2031-05-04") in days


def test_the_year_of_a_founding_dates_nothing() -> None:
    text = "The Lantern Fair was founded in 1987. The Lantern Fair runs from May 4 to May 6."
    assert not stated(text, "startDate")


def test_a_printed_weekday_rules_out_other_years() -> None:
    text = "The 14th Lantern Forum opened in Turku. The forum runs until Friday, May 9."
    assert ("14th Lantern Forum", "2031-05-09") in stated(text, "endDate", dt.date(2031, 5, 6))
    assert not stated(text, "endDate", dt.date(2033, 5, 6))


def test_what_leads_up_to_the_event_is_not_the_event() -> None:
    text = "The mayor launched the torch relay for the 5th Lantern Games on June 3 in Turku."
    assert not stated(text, "startDate", dt.date(2031, 6, 4))


def test_an_edition_that_a_later_sentence_counts() -> None:
    text = "Lantern Expo 2031 closed in Turku. Guests left. The twelfth edition took place in May."
    assert stated(text, "editionNumber") == {("Lantern Expo 2031", "12")}


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("The 14th Lantern Forum is near. Guests go to Turku, where the forum will be held.",
         {"Turku"}),
        ("The 14th Lantern Forum opened in Turku. He chaired a talk at the Aura Congress Centre.",
         {"Turku", "Aura Congress Centre"}),
    ],
)  # fmt: skip
def test_places_told_beside(text: str, places: set[str]) -> None:
    assert {place for _, place in stated(text, "takesPlaceIn")} == places


def test_a_house_and_its_town() -> None:
    text = "TURKU: Guests came to the 14th Lantern Forum. The forum opened at the Palais Rameau."
    assert {place for _, place in stated(text, "takesPlaceIn")} == {"Turku", "Palais Rameau"}


def test_an_acronym_with_the_number_of_the_edition() -> None:
    text = "The Seventh Symposium on Lake Systems (SLS 7) opened in Turku. SLS 7 drew 300 guests."
    assert ("Seventh Symposium on Lake Systems", "300 guests") in {
        (event, count) for event, group in stated(text, "hasGroup")
        for _, count in stated(text, "hasCount")
    }  # fmt: skip


def test_what_is_so_since_a_year_is_of_this_edition() -> None:
    text = (
        "The Lantern Forum opened in Turku. For the first time since 2016 the forum is held online."
    )
    assert stated(text, "attendanceMode", dt.date(2031, 5, 6))


def test_an_edition_counted_by_the_times_it_was_held() -> None:
    text = "The Lantern Fair ended in Turku. The fair was held for the 78th time."
    assert stated(text, "editionNumber") == {("Lantern Fair", "78")}


@pytest.mark.parametrize(
    "name",
    [
        "Marrow Forum for Asia Annual Conference 2031",
        "2031 Norway (Turku) International Boat Expo",
        "first Lantern Union–Central Asia summit",
        "Fifth Session of the Intergovernmental Panel on Waste",
    ],
)
def test_names_with_brackets_dashes_and_sessions(name: str) -> None:
    assert name in events(f"The {name} opened in Turku on 4 May 2031. It drew 300 guests.")


def test_an_acronym_of_a_known_body_inside_the_name() -> None:
    text = "EU-Africa summit opens\n\nThe second European Union-Africa summit opened in Turku."
    assert events(text) == {"second European Union-Africa summit"}


def test_a_convention_on_a_subject_is_a_treaty() -> None:
    text = "Norway has signed the Turku Convention on Sea Rights. Ministers praised the convention."
    assert events(text) == set()
    assert events("The 4th Turku Convention on Sea Rights opened on Monday.") == {
        "4th Turku Convention on Sea Rights"
    }
