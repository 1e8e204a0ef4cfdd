"""What a report prints about its own publication, as values with offsets into its text."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass

from kg.model import Span

_INK = re.compile(r"\S")


@dataclass(frozen=True, slots=True)
class Mention:
    """A name and where it stands: ``article.text[span.start:span.end] == text``."""

    text: str
    span: Span


@dataclass(frozen=True, slots=True)
class PrintedDate:
    """A date as far as the text prints it; ``year`` is None where it prints none."""

    year: int | None
    month: int
    day: int
    span: Span

    def complete(self) -> dt.date | None:
        """Return the calendar date, None without a year."""
        return None if self.year is None else dt.date(self.year, self.month, self.day)


@dataclass(frozen=True, slots=True)
class Dateline:
    """Who published a report where and when, and who wrote it.

    ``regions`` are the province, state or country after the place, in the order of the text.
    ``span`` covers the dateline itself or, where there is none, the first of the lines read.
    ``body_start`` is the offset of the first word after all that was read at the start.
    """

    span: Span
    body_start: int = 0
    publisher: Mention | None = None
    place: Mention | None = None
    regions: tuple[Mention, ...] = ()
    date: PrintedDate | None = None
    authors: tuple[Mention, ...] = ()

    def completed_by(self, later: Dateline) -> Dateline:
        """Return what both say; where they differ, ``self`` prevails, but for a year it lacks."""
        moved = later.place is not None and self.place is None
        dated = self.date is not None and (self.date.year is not None or later.date is None)
        return Dateline(
            span=later.span if moved else self.span,
            body_start=max(self.body_start, later.body_start),
            publisher=self.publisher or later.publisher,
            place=self.place or later.place,
            regions=later.regions if moved else self.regions,
            date=self.date if dated else later.date,
            authors=self.authors or later.authors,
        )


def mention(text: str, start: int, end: int) -> Mention:
    """Return the words at ``text[start:end]``, without the spaces around them."""
    words = text[start:end]
    start += len(words) - len(words.lstrip())
    return Mention(words.strip(), Span(start, start + len(words.strip())))


def skip_space(text: str, position: int) -> int:
    """Return the offset of the first character from ``position`` on that is no white space."""
    found = _INK.search(text, position)
    return found.start() if found else len(text)
