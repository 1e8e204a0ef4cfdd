"""A number is the event's or somebody else's; nobody else's number enters the graph."""

from __future__ import annotations

import datetime as dt

import pytest

from kg.extract import extract
from kg.model import Article, Extraction
from kg.vocab import SK

LEAD = "The 14th Lantern Forum opened in Turku on Monday, drawing 500 delegates. "


def read(text: str) -> Extraction:
    return extract(Article(text=LEAD + text, published=dt.date(2031, 5, 6)))


def counted(text: str) -> set[int]:
    """All counts but the lead's."""
    claims = [c.statement for c in read(text).claims]
    return {int(str(s.object)) for s in claims if s.predicate == SK.countValue} - {500}


@pytest.mark.parametrize(
    "text",
    [
        "The company employs 300 people in six countries.",
        "The association has 1,200 members in 40 countries.",
        "Turku is a city of 200,000 people.",
        "The Harbour Union, which has 55 member states, was founded in 1990.",
        "The Lantern Guild represents 400 companies.",
        "Finland has about 300 universities.",
        "China now has more than 4,500 firms working in the field, he noted.",
        "In 2019, the two countries signed 12 agreements.",
        "It builds on a letter sent to the government in 2019 by more than 200 scientists.",
        "The bank has financed 40 projects in Africa.",
        "Last year 3,000 people died in floods in the region.",
        "The network links 25 universities in Asia.",
        "The ministry plans to build 30 schools by 2033.",
        "Their new book, translated into 20 languages, sold 30,000 copies.",
        "He has written 12 books and directed three films.",
        "She leads a team of 15 engineers.",
        "The law affects 2 million workers.",
        "The museum, home to 4,000 paintings, reopened last month.",
        "The start-up, which has 40 employees, won the prize.",
        "The festival is run by a team of 15 volunteers.",
        "The Harbour Society, a band of 40 volunteers, cleans the river.",
        "More than 100 countries have ratified the treaty.",
        "The platform connects 10,000 farmers with buyers.",
        "A petition signed by 4,000 scientists was handed over.",
        "The university counts 20,000 students.",
        "At least 12 people were arrested during a protest outside the hall.",
        "The project will create homes for 3,000 families.",
        "The union, with 30 members, supports it.",
        "The three firms have been working on the chip since spring.",
        "Four in ten business leaders were confident.",
        "The union's 800,000 workers are being balloted.",
        "The film won two awards at the forum.",
        "It is predicted that by 2036 there will be 2,000 robots in homes.",
        "Arsenal ran out 5-4 winners.",
        "According to the agency, 4,000 companies went bankrupt last year.",
        "Voss, who has published 11 novels, read from her latest.",
        "A youth assembly was held in Oslo with 100 participants.",
        "The forum topped last year's 91,230 visitors.",
        "Vela makes boats. It has trained 200 engineers.",
    ],
)
def test_a_number_of_somebody_else(text: str) -> None:
    assert counted(text) == set()


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("India has 60 exhibitors.", 60),
        ("Chile sent a delegation of 240 businessmen.", 240),
        ("The guild invited 64 artists from the islands.", 64),
        ("The forum has 90 speakers.", 90),
        ("About 90 journalists covered it.", 90),
        ("It will have 289 companies on two floors.", 289),
        ("Organizers expect 9,000 students.", 9000),
        ("The programme lists 75 readings.", 75),
        ("The previous edition had 400 companies.", 400),
        ("The forum's 350 films come from the islands.", 350),
        ("Five awards were presented.", 5),
        ("Some 600 publishers have put up stalls.", 600),
        ("Spain had the largest delegation, with 140 members.", 140),
    ],
)
def test_a_number_of_the_event(text: str, number: int) -> None:
    assert number in counted(text)


def test_the_ledger_keeps_what_is_somebody_elses() -> None:
    rejected = read("The Lantern Guild represents 400 companies.").rejections
    assert {r.reason for r in rejected if r.claim.statement.predicate == SK.hasCount} == {
        "owner:another"
    }
