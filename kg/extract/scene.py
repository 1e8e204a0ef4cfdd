"""One sentence with all that the fact readers need: events, dates, tree, factuality."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from kg.extract.dates import Calendar, DateExpression, calendar_day, find_dates
from kg.extract.editions import is_about_other_edition
from kg.extract.factuality import modality
from kg.extract.mentions import Entity, Mention
from kg.extract.references import EventReference, references
from kg.extract.report import Report
from kg.extract.segment import Sentence
from kg.extract.tree import Tree, Word
from kg.lexicon import Entry
from kg.model import Span

_PRONOUNS = {"it", "which", "that", "they", "this"}


@dataclass
class Scene:
    """A sentence of a report, ready for reading facts."""

    report: Report
    sentence: Sentence
    calendar: Calendar

    @property
    def text(self) -> str:
        """The sentence's text."""
        return self.sentence.text

    @cached_property
    def tree(self) -> Tree | None:
        """Its dependency tree, None for a dateline or a heading without words."""
        return self.report.trees.get(self.sentence.index)

    @cached_property
    def mentions(self) -> list[Mention]:
        """Names in the sentence, in order."""
        return self.report.mentions[self.sentence.index]

    @cached_property
    def references(self) -> list[EventReference]:
        """Places in the sentence that mean an event."""
        return references(self.report, self.sentence)

    @cached_property
    def central(self) -> list[EventReference]:
        """The references without those that only say beside what something happens.

        As in "on the sidelines of the summit, the expo …": the sentence is about the expo.
        """
        start = self.sentence.span.start
        aside = [r for r in self.references if _BESIDE.search(self.text[: r.span.start - start])]
        return [r for r in self.references if r not in aside] or self.references

    @cached_property
    def dates(self) -> list[DateExpression]:
        """Date expressions, without those of the dateline."""
        found = find_dates(self.text, self.sentence.span.start)
        return [d for d in found if not self.report.in_dateline(d.span.start)]

    @cached_property
    def other_edition(self) -> bool:
        """Whether the sentence tells of an earlier edition."""
        return is_about_other_edition(self.report, self.sentence)

    # -- words ---------------------------------------------------------------------------

    def word_at(self, offset: int) -> Word | None:
        """The tree's word that covers an article offset."""
        if self.tree is None:
            return None
        return next((w for w in self.tree.words if w.span.start <= offset < w.span.end), None)

    def event_of(self, word: Word) -> Entity | None:
        """The event that a word means: a name, a generic noun, or a pronoun for the main event."""
        if word.mention is not None:
            return word.mention.entity if word.mention.kind == "Event" else self._generic(word)
        found = self._generic(word)
        if found is None and word.form in _PRONOUNS and word.tag in {"PRP", "WDT", "DT"}:
            return self._antecedent(word)
        return found

    def _generic(self, word: Word) -> Entity | None:
        for reference in self.references:
            if reference.generic and reference.span.start <= word.span.start < reference.span.end:
                return reference.entity
        return None

    def _antecedent(self, word: Word) -> Entity | None:
        """The pronoun "it" means the last event named before, here or one sentence earlier."""
        if word.form == "they" or self._is_of_speaker(word):
            return None
        if word.tag == "WDT":
            before = [r for r in self.references if r.span.end <= word.span.start]
            return before[-1].entity if before else None
        if any(r.span.end <= word.span.start for r in self.references):
            return next(r for r in self.references if r.span.end <= word.span.start).entity
        index = self.sentence.index
        for sentence in reversed(self.report.sentences[max(0, index - 1) : index]):
            found = references(self.report, sentence)
            if found:
                # What the sentence is about stands at its head; else the last event named.
                early = found[0].span.start - sentence.span.start < 40
                return found[0].entity if early else found[-1].entity
        return self.report.main

    def _is_of_speaker(self, word: Word) -> bool:
        """As in "Vela said it would start …": the body that speaks, not the event."""
        tree = self.tree
        if tree is None or word.form != "it":
            return False
        clause = tree.clause(word)
        above = tree.head(clause)
        if clause.dep not in {"ccomp", "xcomp"} or not above.is_verb:
            return False
        speakers = [subject.mention for subject in tree.subjects(above) if subject.mention]
        return any(speaker.kind != "Event" for speaker in speakers)

    def nearest_event(self, offset: int, *, main: bool = True) -> Entity | None:
        """The event of a passage: the last one named before it, else the first one after it."""
        before = [r for r in self.central if r.span.start <= offset]
        if before:
            return before[-1].entity
        if self.central:
            return self.central[0].entity
        return self.topic() if main else None

    def topic(self) -> Entity | None:
        """What a sentence without events of its own is about: the paragraph's last event."""
        for sentence in reversed(self.report.sentences[: self.sentence.index]):
            if sentence.paragraph != self.sentence.paragraph:
                break
            found = {id(r.entity): r.entity for r in references(self.report, sentence)}
            if found:
                # Several events before leave it open; then the sentence is about the main one.
                return next(iter(found.values())) if len(found) == 1 else self.report.main
        return self.report.main

    def modality(self, word: Word | None) -> str:
        """Factuality of the clause that a word stands in."""
        if self.tree is None or word is None:
            return "asserted"
        return modality(self.tree, self.tree.clause(word), self.report.lexicon)

    def verbs(self, word: Word) -> Sequence[Entry]:
        """Lexicon verbs that a word is a form of, with the words after it for phrasal ones."""
        assert self.tree is not None
        table = self.report.lexicon.verbs
        found: list[Entry] = []
        following = [w.form for w in self.tree.words[word.i : word.i + 5]]
        for length in range(len(following), 0, -1):
            found += table.get(" ".join(following[:length]), ())
        return found

    def span(self, *spans: Span) -> Span:
        """The passage from the first to the last of these spans."""
        return Span(min(s.start for s in spans), max(s.end for s in spans))


_BESIDE = re.compile(
    r"\b(?:(?:on|at|in) the (?:eve|sidelines|margins|fringes|edge) of|alongside|parallel to|"
    r"in parallel (?:with|to)|ahead of|back-to-back with|in the run-up to|prior to|"
    r"apart from|besides|in addition to|including|such as|among (?:them|which|these))\s+"
    r"(?:(?:the|this|its|that)\s+)?$",
    re.IGNORECASE,
)


def calendar_of(report: Report) -> Calendar:
    """What fixes dates in this report."""
    printed = report.dateline.date if report.dateline else None
    year = _year(report)
    issued = report.article.published
    if printed is not None:
        if printed.year is not None:
            issued = dt.date(printed.year, printed.month, printed.day)
        elif issued is not None:
            issued = _nearest(issued, printed.month, printed.day)
        elif year is not None:
            issued = calendar_day(year, printed.month, printed.day)
    stated = {
        calendar_day(found.year, found.month, found.day)
        for sentence in report.sentences
        for found in find_dates(sentence.text)
        if not found.is_range
    }
    anchors = tuple(sorted(day for day in stated if day is not None))
    month = printed.month if printed is not None else None
    calendar = Calendar(issued, month, year, anchors)
    return replace(calendar, window=_window(report, calendar))


def _window(report: Report, calendar: Calendar) -> tuple[dt.date, dt.date] | None:
    """The days of the event, as the first range of days that the text states gives them."""
    for sentence in report.sentences:
        for found in find_dates(sentence.text):
            if found.is_range and found.weekday is None:
                first, last = calendar.resolve(found)
                return None if first is None or last is None else (first, last)
    return None


def _nearest(day: dt.date, month: int, number: int) -> dt.date:
    """The date with this month and number nearest to a day; the day itself if there is none."""
    found = (calendar_day(day.year + shift, month, number) for shift in (-1, 0, 1))
    return min((d for d in found if d is not None), key=lambda d: abs((d - day).days), default=day)


#: A year, without those of a beginning: "founded in 1987", "held since 1994".
_STATED_YEAR = re.compile(
    r"\b(?:since|(?:founded|established|created|launched|begun|started|inaugurated|set up|"
    r"first (?:held|staged|organi[sz]ed))(?: \w+)? in)(?: the year)? (?:19|20)\d\d\b|"
    r"(?<![\d,.])((?:19|20)\d\d)(?![\d,]\d|\d)",
    re.IGNORECASE,
)


_WITH_MONTH = re.compile(
    r"\b(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*\.?,? (?:\d[^.;]{0,12}?,? )?"
    r"(?:19|20)\d\d\b|\b(?:19|20)\d\d-\d\d-\d\d\b"
)


def _dated(text: str) -> bool:
    """Whether a text prints a year with a month."""
    return _WITH_MONTH.search(text) is not None


def _year(report: Report) -> int | None:
    """The main event's year, else the only year that the text prints."""
    if report.main is not None and report.main.year is not None:
        return report.main.year
    years = {m.group(1) for m in _STATED_YEAR.finditer(report.text) if m.group(1)}
    published = report.article.published
    if published is None and not _dated(report.text):
        return None  # "a 1998 film" does not date a report
    if len(years) != 1 or (published is not None and int(min(years)) < published.year):
        return None  # a year before the report's own is of something else: "38,000 in 2017"
    return int(years.pop())
