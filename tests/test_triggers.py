"""The scan before tagging and parsing: what it lets through, and that it costs no fact."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.extract import events, extract, parse
from kg.extract.report import analyzer
from kg.extract.triggers import Words
from kg.model import Article
from kg.reading import read

REPORTS = sorted(Path(__file__).parent.glob("quality/**/reports/*.txt"))


@pytest.mark.parametrize(
    "text",
    ["The Ostrava Glass Fair closed.", "Leaders met at COP28.", "Silva 2016 opened its doors."],
)
def test_event_nouns_and_editions_name_an_event(text: str) -> None:
    assert analyzer().triggers.names_event(text)


@pytest.mark.parametrize("text", ["Shares fell by a tenth.", "Fairness is a virtue.", ""])
def test_other_texts_name_none(text: str) -> None:
    assert not analyzer().triggers.names_event(text)


@pytest.mark.parametrize(
    ("text", "carries"),
    [
        ("It was organized by the city.", True),
        ("It drew 300 guests.", True),
        ("Under the auspices of the king.", True),
        ("Two hundred guests came.", True),
        # Guests, bodies, places and people are named beside a word that says what they did.
        ("The guests of the city were glad.", False),
        ("The ministry has a hall for its director.", False),
        ("It rained.", False),
    ],
)
def test_a_sentence_carries_a_fact_by_a_word_of_the_lexicon(text: str, carries: bool) -> None:
    assert analyzer().triggers.carries_fact(text) is carries


@given(st.text("abc -", max_size=12), st.text("abc", min_size=1, max_size=4))
def test_words_occur_as_whole_words_only(text: str, word: str) -> None:
    separate = text.replace("-", " ").split(" ")
    assert Words([word]).occur_in(text) == (word in separate)


def test_an_article_without_event_is_never_tagged(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(texts: object) -> None:
        raise AssertionError("tagged")

    monkeypatch.setattr(parse, "labels", refuse)
    assert extract(Article("Shares in Ostrava Glass fell by a tenth on Monday.")).claims == ()


def main_event(article: Article, *, tagged: bool) -> bool:
    report = analyzer().report(article, tagged=tagged)
    events.settle(report)
    return report.main is not None


@pytest.mark.parametrize("path", REPORTS, ids=lambda path: path.stem)
def test_the_surface_finds_an_event_wherever_the_tagger_does(path: Path) -> None:
    (article,) = read(path)
    assert main_event(article, tagged=False) or not main_event(article, tagged=True)
