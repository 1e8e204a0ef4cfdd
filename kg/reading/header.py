"""Lines above and below a report: dates, sources, bylines, captions, headlines, credits."""

from __future__ import annotations

import re

from kg.model import Span
from kg.reading.byline import WORD, is_outlet, people
from kg.reading.calendar import DATE, TIME, read_date
from kg.reading.imprint import Dateline, Mention, mention, skip_space

#: Longest line that may be a headline.
MAX_HEADLINE = 200

_BAR = r"[ |]*"
_STAMP = r"(?:(?:Updated|UPDATED|Published|Posted|Date)[: ]+)?"
_SOURCE = r"Source: ?(?P<source>[^|\n]{2,60}?)"
_EDITOR = r"(?:(?:Web )?[Ee]ditors?: ?[^|\n]{2,80})"

_LINES = tuple(
    re.compile(pattern + "$", re.MULTILINE)
    for pattern in (
        # 2031-05-04 10:20:00 | Source: Harbour Post | Editor: Jane Doe
        rf"(?:(?P<head>{WORD}(?: {WORD})*){_BAR}\|{_BAR})?"
        rf"{_STAMP}(?P<date>{DATE}){TIME}?{_BAR}(?:{_SOURCE}{_BAR})?{_EDITOR}?[ .]*",
        # Source: Harbour Post | 2031-05-04
        rf"{_SOURCE}(?:{_BAR}\|{_BAR}{_STAMP}(?P<date>{DATE}){TIME}?)?{_BAR}{_EDITOR}?",
        # By Jane Doe and John Roe, Harbour Post
        r"(?:By|BY) (?P<authors>[^\n|]{3,100}?)(?:(?:, ?| ?\| ?)(?P<source>[^\n,|]+))?",
    )
)
_REPORTS = re.compile(rf"(?P<authors>{WORD}[^.:\n]{{2,60}}) (?:reports?|writes?):")
_CREDITS = re.compile(
    r"\((?:[Rr]eporting|[Ww]riting|[Tt]ext|[Ww]ords|[Ss]tory|[Rr]eporters?|[Bb]y)(?: by)?:? ?"
    r"(?P<authors>[^;:()\n]+?)(?:;[^()\n]*)?\)$",
    re.MULTILINE,
)
_CAPTION = re.compile(r"(?:File )?Photo(?:graph|s)?\b|Caption:|.*\([^()]*(?:/|[Pp]hoto)[^()]*\)$")
_EDITOR_LINE = re.compile(rf"\(?{_EDITOR}\)?$")


def read_header(text: str, start: int) -> Dateline | None:
    """Read a date line, source line, byline or "Jane Doe reports:" that starts at ``start``."""
    for pattern in (*_LINES, _REPORTS):
        if (match := pattern.match(text, start)) and (line := _read(text, match)):
            return line
    return None


def read_credits(text: str, start: int) -> Dateline | None:
    """Read a source line or "(Text: Jane Doe; photo: ...)" that starts at ``start``."""
    for pattern in (_LINES[1], _CREDITS):
        if (match := pattern.match(text, start)) and (line := _read(text, match)):
            return line
    return None


def is_caption(line: str) -> bool:
    """Tell whether a line belongs to a photo or names an editor, so that it is no headline."""
    return bool(_CAPTION.match(line) or _EDITOR_LINE.match(line))


def is_headline(line: str) -> bool:
    """Tell whether a line may be a headline: short, and not closed like a sentence."""
    return len(line) <= MAX_HEADLINE and line[-1:] not in {".", ":", ";", ",", ""}


def _read(text: str, match: re.Match[str]) -> Dateline | None:
    """Turn the groups of one match into a Dateline; None where what they hold is not theirs."""
    groups = {name: match.span(name) for name, found in match.groupdict().items() if found}
    authors = people(text, *groups["authors"]) if "authors" in groups else ()
    date = read_date(text, *groups["date"]) if "date" in groups else None
    publisher = _publisher(text, groups, trusted=date is not None)
    if ("authors" in groups and not authors) or ("date" in groups and date is None):
        return None
    if publisher is None and ("head" in groups or not (authors or date)):
        return None
    span = Span(match.start(), match.end())
    return Dateline(
        span, skip_space(text, match.end()), publisher=publisher, date=date, authors=authors
    )


def _publisher(text: str, groups: dict[str, tuple[int, int]], *, trusted: bool) -> Mention | None:
    """Return who published: what "Source:" names, or an outlet's name in another place."""
    for name in ("source", "head"):
        if name in groups:
            found = mention(text, *groups[name])
            if (name == "source" and (trusted or "authors" not in groups)) or is_outlet(found.text):
                return found
    return None
