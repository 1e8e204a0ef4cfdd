"""Evidence as a page shows it: the sentence cut at the marked words, and where it stands."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from rdflib import Literal, URIRef
from rdflib.term import Node

from kg.explorer.addresses import page_of
from kg.explorer.naming import imprint, label_of
from kg.view import words
from kg.view.facts import Facts, Support
from kg.vocab import SK

Tiers = tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class Segment:
    """A stretch of a quote, marked or not."""

    text: str
    marked: bool


@dataclass(frozen=True, slots=True)
class Quote:
    """One passage of one article. Offsets are code points."""

    segments: tuple[Segment, ...]
    title: str
    href: str
    imprint: str  # publisher and date, in words
    start: int
    end: int
    sentence: int  # counted from 1
    rule: str
    confidence: str
    planned: bool


def quotes(facts: Facts, support: Iterable[Support], tiers: Tiers) -> tuple[Quote, ...]:
    """Evidence by article and offset; of several readings of a passage the surest."""
    best: dict[tuple[str, int, int], Support] = {}
    for piece in support:
        passage = piece.passage
        key = (passage.article, passage.start, passage.end)
        if key not in best or piece.confidence > best[key].confidence:
            best[key] = piece
    return tuple(_quote(facts, best[key], tiers) for key in sorted(best))


def _quote(facts: Facts, support: Support, tiers: Tiers) -> Quote:
    passage = support.passage
    article = URIRef(passage.article)
    return Quote(
        segments=cut(passage.quote, words.marks(passage.quote, tiers)),
        title=label_of(facts, article),
        href=f"{page_of(passage.article)}#c{passage.start}",
        imprint=imprint(facts, article),
        start=passage.start,
        end=passage.end,
        sentence=passage.sentence + 1,
        rule=support.rule,
        confidence=support.confidence,
        planned=support.modality == "planned",
    )


def cut(quote: str, ranges: Iterable[tuple[int, int]]) -> tuple[Segment, ...]:
    """A quote in marked and plain stretches; ranges that overlap an earlier one are left out.

    >>> [(s.text, s.marked) for s in cut("five or more", [(0, 4)])]
    [('five', True), (' or more', False)]
    """
    parts: list[Segment] = []
    at = 0
    for start, end in sorted(ranges):
        if start >= at:
            parts += [Segment(quote[at:start], False), Segment(quote[start:end], True)]
            at = end
    return tuple(part for part in (*parts, Segment(quote[at:], False)) if part.text)


def tiers_of(facts: Facts, value: Node) -> Tiers:
    """The words that a value is printed with: its names, or a number, or a day."""
    if isinstance(value, Literal):
        return ((str(value),), *_day_forms(str(value)))
    names = (facts.label(value), *facts.other_names(value))
    numbers: list[str] = []
    for count in (value, *facts.values(value, SK.hasCount)):
        names += (facts.label(count),)
        number = facts.text(count, SK.countValue)
        numbers += [number, f"{int(number):,}"] if number.isdecimal() else []
    title = facts.text(value, SK.positionTitle)
    return (names, tuple(name.strip("\"'“”‘’") for name in names), (*numbers, title))


def _day_forms(text: str) -> Sequence[tuple[str, ...]]:
    try:
        day = dt.date.fromisoformat(text)
    except ValueError:
        return ()
    number, month, _ = words.day(text).split(" ")
    ordinal = "th" if 10 < day.day < 20 else {1: "st", 2: "nd", 3: "rd"}.get(day.day % 10, "th")
    months = (month, month[:3], f"{month[:3]}.")
    full = tuple(form for m in months for form in (f"{m} {number}", f"{number} {m}"))
    return full, (f"{number}{ordinal}", day.strftime("%A")), (number,)
