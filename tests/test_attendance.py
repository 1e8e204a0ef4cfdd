"""Bodies and states take part where the words beside their names show it."""

from __future__ import annotations

import pytest
from extract_fixture import stated

LEAD = "The 14th Marrow Bay Book Fair opened on 4 May 2031 in Turku. "
FAIR = "14th Marrow Bay Book Fair"


def participants(text: str) -> set[str]:
    return {who for event, who in stated(LEAD + text, "hasParticipant") if event == FAIR}


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Norway, Chile and Ghana are also taking part.", {"Norway", "Chile", "Ghana"}),
        ("Delegations from Norway and Chile marched into the hall.", {"Norway", "Chile"}),
        ("Also represented: Norway, Chile and Ghana.", {"Norway", "Chile", "Ghana"}),
        ("Ghana had the largest delegation, followed by Norway and Chile.",
         {"Ghana", "Norway", "Chile"}),
        ("The ministers of Norway, Chile and Ghana met in Turku.", {"Norway", "Chile", "Ghana"}),
        ("Veltrix, Nordhavn Paper and Lumo Press are among the exhibitors.",
         {"Veltrix", "Nordhavn Paper", "Lumo Press"}),
        ("Companies including Veltrix and Nordhavn Paper are represented.",
         {"Veltrix", "Nordhavn Paper"}),
        ("It drew 260 firms, including Nordhavn Paper, chipmaker Norvex and German carmaker Adler.",
         {"Norvex", "Adler"}),
        ("The presidents of Norway, Chile and Ghana also attended.", {"Norway", "Chile", "Ghana"}),
        ("Carmakers such as Volkswagen, BMW and Toyota are showcasing models.",
         {"Volkswagen", "BMW", "Toyota"}),
        ("The Tuva Writers Union runs a stand of its own.", {"Tuva Writers Union"}),
        ("Grid operator Veltrix and Japan's Nordhavn Paper are among those exhibiting.",
         {"Veltrix", "Nordhavn Paper"}),
        ("Ghana and Peru had stands, joined by newcomer Norway.", {"Norway"}),
        ("Statements were made by Norway, Chile and Ghana.", {"Norway", "Chile", "Ghana"}),
    ],
)  # fmt: skip
def test_those_who_are_shown_to_be_there(text: str, names: set[str]) -> None:
    assert participants(text) >= names


@pytest.mark.parametrize(
    "text",
    [
        "Paper came from Norway, Chile and Ghana.",
        "The books are about Norway, Chile and Ghana.",
        "Norway, Chile and Ghana are far away.",
        "Last year's fair was attended by Norway, Chile and Ghana.",
        "Norway, Chile and Ghana did not take part.",
        "The charter was signed by countries such as Norway, Chile and Ghana.",
    ],
)
def test_those_who_are_only_named(text: str) -> None:
    assert not participants(text) & {"Norway", "Chile", "Ghana"}


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Ada Voss, sales director at Vela Robotics, praised the fair.", {"Vela Robotics"}),
        ("Ada Voss, of the Ministry of Trade, praised the fair.", set()),
        ("The fair is organized by Vela Robotics. Ada Voss, director of Vela Robotics, spoke.",
         set()),
    ],
)  # fmt: skip
def test_a_body_takes_part_through_its_people(text: str, names: set[str]) -> None:
    assert participants(text) == names
