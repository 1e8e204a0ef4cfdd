"""Names are found whole on the surface, and what is no name is left alone."""

from __future__ import annotations

import pytest
from extract_fixture import sentence

from kg.extract.quotes import find_quotes, is_title
from kg.extract.report import analyzer
from kg.model import Article


def names(text: str) -> list[str]:
    chunks = analyzer().finder.find(sentence(text))
    return [text[c.span.start : c.span.end] for c in chunks]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        # A name keeps the edition, the year and the head noun that belong to it.
        ("The 14th Marrow Bay Book Fair begins.", ["14th Marrow Bay Book Fair"]),
        ("The 2030 World Grain Congress was held.", ["2030 World Grain Congress"]),
        ("Kerr & Sons came to Harbour Expo 2030.", ["Kerr & Sons", "Harbour Expo 2030"]),
        ("It was the 15th Tallow summit.", ["15th Tallow summit"]),
        (
            "The World Lantern Conference (WLC) Tallow Summit ended.",
            ["World Lantern Conference (WLC) Tallow Summit"],
        ),
        # "of", "and" and commas join words inside a name, not two names.
        ("She leads the University of Tallow Bay.", ["University of Tallow Bay"]),
        (
            "They praised the Ministry of Arts, Culture and Tourism.",
            ["Ministry of Arts, Culture and Tourism"],
        ),
        ("Bosnia and Herzegovina and Peru came.", ["Bosnia and Herzegovina", "Peru"]),
        ("They met President Ruiz of Ecuador.", ["Ruiz", "Ecuador"]),
        # A post is no part of the name beside it.
        ("Minister of Health Jonas Brandt spoke.", ["Health", "Jonas Brandt"]),
        (
            "The Speaker of the Lantern Parliament Jonas Brandt spoke.",
            ["Lantern Parliament", "Jonas Brandt"],
        ),
        # A body that an event meets at, or is for, is not in the event's name.
        (
            "They met at the University of Tallow for the Lantern Symposium on Oil 2030.",
            ["University of Tallow", "Lantern Symposium on Oil 2030"],
        ),
        (
            "The Organizing Committee for the Tallow Games met.",
            ["Organizing Committee for the Tallow Games"],
        ),
        # A dateline ends before the sentence begins.
        ("OSLO - Delegates to the Lantern Forum came.", ["OSLO", "Lantern Forum"]),
        # Venues and documents with their small words.
        ("It is at the Lindqvist congress centre.", ["Lindqvist congress centre"]),
        ("It is at the Holm Theatre on Tallow Island.", ["Holm Theatre", "Tallow Island"]),
        (
            "They signed a Memorandum of Understanding on Safe Seas.",
            ["Memorandum of Understanding on Safe Seas"],
        ),
        # Capitals alone make no name: first words, months, speech.
        ("However, the mayor of Marrow Bay stayed.", ["Marrow Bay"]),
        ("In May the guild met on Monday.", []),
        ("Ten boats raced.", []),
        ("He said, “we were glad to see so many old friends here”.", []),
        (
            "Co-organised by the Lantern Guild, the fair grew.",
            ["Lantern Guild"],
        ),
        ("Praising the guild, he left.", []),
        (
            "It is led by the Ministry of Digital Economy and Society.",
            ["Ministry of Digital Economy and Society"],
        ),
        ("It is at the Palais Rameau.", ["Palais Rameau"]),
        (
            "The 88th Tallow Library and Information Congress ended.",
            ["88th Tallow Library and Information Congress"],
        ),
        (
            "It was the Federation of Lantern Associations and Institutions.",
            ["Federation of Lantern Associations and Institutions"],
        ),
        (
            "It was the National Library of the Netherlands.",
            ["National Library of the Netherlands"],
        ),
        (
            "It was the Hubei provincial people's government.",
            ["Hubei provincial people's government"],
        ),
        (
            "They read the White Paper on China's Lantern Development 2030 and left.",
            ["White Paper on China's Lantern Development 2030"],
        ),
        (
            "They signed the Statement on Safe and Open Seas.",
            ["Statement on Safe and Open Seas"],
        ),
        (
            "It is hosted by the Ministry of Research and Higher Technology.",
            ["Ministry of Research and Higher Technology"],
        ),
        ("Congress Chair Ada Voss spoke.", ["Congress", "Ada Voss"]),
        ("Authors Ada Voss and Ben Holm came.", ["Ada Voss", "Ben Holm"]),
        # A quoted title is a name, and so is a quotation that is announced as a theme.
        ("Guests saw “The Long Harbour” at the fair.", ["“The Long Harbour”"]),
        ("It is themed “small boats, wide water”.", ["“small boats, wide water”"]),
    ],
)
def test_names_are_found_whole(text: str, found: list[str]) -> None:
    assert names(text) == found


@pytest.mark.parametrize(
    ("text", "quoted"),
    [
        ("the play “Salt”", ["Salt"]),
        ('the plays "Salt" and "Rope."', ["Salt", "Rope"]),
        ("the ‘fishers’ ball’", ["fishers"]),
        ("the guild's boats and the fair's end", []),
        ("an “unclosed quotation", []),
    ],
)
def test_quotations_are_what_stands_between_marks(text: str, quoted: list[str]) -> None:
    quotes = find_quotes(sentence(text))
    assert [q.text for q in quotes] == quoted
    assert all(text[q.inner.start : q.inner.end] == q.text for q in quotes)


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("“The Long Harbour of the North”", True),
        ("“small boats”", True),
        ("“We saw boats there every single night”", False),
        ("“we were all very glad to see so many of our old friends”", False),
    ],
)
def test_a_title_reads_unlike_speech(text: str, title: bool) -> None:
    (quote,) = find_quotes(sentence(f"It is {text}"))
    assert is_title(quote) is title


def test_a_prize_is_nobody_and_a_book_no_event() -> None:
    text = "Turing Award winner Ada Voss spoke. The guild released a book titled “Turku Festival”."
    report = analyzer().report(Article(text))
    kinds = {m.text: m.kind for row in report.mentions for m in row}
    assert kinds["Turing Award"] == "Unknown"
    assert kinds["Ada Voss"] == "Person"
    assert kinds["“Turku Festival”"] == "Title"
