"""Nouns and names mean the event of the report, unless they mean another one."""

from __future__ import annotations

import datetime as dt

import pytest
from extract_fixture import scenes

LEAD = "The 14th Marrow Bay Book Fair opened on Monday. "
FAIR = "14th Marrow Bay Book Fair"


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("The Marrow Bay Book Fair drew crowds.", "Marrow Bay Book Fair"),
        ("The fair drew crowds.", "fair"),
        ("This year's fair drew crowds.", "fair"),
        ("The event drew crowds.", "event"),
        ("The gathering drew crowds.", "gathering"),
    ],
)
def test_words_that_mean_the_event(text: str, words: str) -> None:
    _, scene = scenes(LEAD + text)
    (reference,) = scene.references
    assert scene.report.text[reference.span.start : reference.span.end] == words
    assert reference.entity is scene.report.main
    assert reference.entity.label == FAIR


@pytest.mark.parametrize(
    "text",
    [
        "Guests came.",
        "A fair drew crowds.",
        "Fairs drew crowds.",
        "The biggest fair of the coast drew crowds.",
        "The opening forum drew crowds.",
        "The next fair drew crowds.",
        "The 13th fair drew crowds.",
    ],
)
def test_words_that_mean_no_event_of_the_report(text: str) -> None:
    _, scene = scenes(LEAD + text)
    assert scene.references == []


@pytest.mark.parametrize(
    ("text", "other"),
    [
        ("The fair drew crowds.", False),
        ("Last year's fair drew crowds.", True),
        ("The previous edition drew crowds.", True),
        ("The next fair will be held in May.", True),
        ("The 13th fair drew crowds.", True),
        ("The 14th fair drew crowds.", False),
        ("The 2029 fair drew crowds.", True),
        ("The 2031 fair drew crowds.", False),
        ("Oslo will host the next fair.", True),
    ],
)
def test_other_editions_are_told_apart(text: str, other: bool) -> None:
    _, scene = scenes(LEAD + text, dt.date(2031, 5, 5))
    assert scene.other_edition is other


def test_the_fair_is_the_trade_fair_and_not_its_show() -> None:
    text = "The 3rd Marrow Trade Fair includes the Tuna Auction Show. The fair drew crowds."
    _, scene = scenes(text)
    assert [r.entity.label for r in scene.references] == ["3rd Marrow Trade Fair"]
