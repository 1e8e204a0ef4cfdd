"""Numbers without a noun count what was counted before, and every number has its event."""

from __future__ import annotations

import pytest
from extract_fixture import scenes

from kg.extract import extract
from kg.model import Article
from kg.vocab import RDFS, SK

LEAD = "The 14th Marrow Bay Book Fair opened on 4 May 2031 in Turku. "
FAIR = "14th Marrow Bay Book Fair"


def counts(text: str) -> dict[int, str]:
    """Number to the event that it belongs to."""
    claims = [c.statement for c in extract(Article(text=LEAD + text)).claims]
    labels = {s.subject: str(s.object) for s in claims if s.predicate == RDFS.label}
    group = {s.object: labels[s.subject] for s in claims if s.predicate == SK.hasGroup}
    count = {s.object: group[s.subject] for s in claims if s.predicate == SK.hasCount}
    return {int(s.object): count[s.subject] for s in claims if s.predicate == SK.countValue}


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("It showed 164 films from 39 countries, 52 of them premieres.", 52),
        ("The fair has 310 guests, about 90 of whom are online.", 90),
        ("Attendance had risen to almost 47,000.", 47_000),
        ("Organizers put the audience at 18,500.", 18_500),
        ("About 260 guests came, while a further 1,100 are following it online.", 1_100),
        ("The fair drew 640 visitors, against 410 last year.", 410),
        ("The fair has 310 guests. More than 900 are expected tomorrow.", 900),
    ],
)
def test_the_noun_may_be_left_out(text: str, value: int) -> None:
    assert counts(text)[value] == FAIR


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("The paper mill employs people, and 47,000 trees stand there.", 47_000),
        ("The flight left at 640.", 640),
        ("The road was closed for 900 metres.", 900),
    ],
)
def test_a_bare_number_alone_counts_nothing(text: str, value: int) -> None:
    assert value not in counts(text)


@pytest.mark.parametrize(
    ("text", "value", "event"),
    [
        ("There will be nine panels, a Lantern Expo with 35 projects and a gala.", 9, FAIR),
        ("There will be nine panels, a Lantern Expo with 35 projects and a gala.", 35,
         "Lantern Expo"),
        ("On the sidelines of the fair, the Lantern Expo drew 37 companies.", 37, "Lantern Expo"),
        ("The Lantern Forum took place on the eve of the fair, with about 200 participants.", 200,
         "Lantern Forum"),
        ("A press conference was held. Six countries had sent 21 projects.", 21, FAIR),
    ],
)  # fmt: skip
def test_a_number_has_its_event(text: str, value: int, event: str) -> None:
    assert counts(text)[value] == event


def test_what_happens_beside_the_fair_is_not_what_a_sentence_is_about() -> None:
    _, scene = scenes(LEAD + "Parallel to the fair, the Lantern Expo drew crowds.")
    assert [r.entity.label for r in scene.central] == ["Lantern Expo"]
