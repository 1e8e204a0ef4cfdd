"""Lines above and below a report: dates, sources, bylines, captions, headlines, credits."""

from __future__ import annotations

import re

from kg.model import Span
from kg.reading.byline import WORD, is_outlet, people
from kg.reading.calendar import DATE, TIME, read_date
from kg.reading.imprint import Dateline, mention, skip_space

#: Longest line that may be a headline.
MAX_HEADLINE = 200

_BAR = r"[ |]*"
_STAMPED = (
    r"(?:(?:Updated|UPDATED|Published|Posted|Issued|Released|Release)(?: [Oo]n| [Tt]ime| [Dd]ate)?|"
    r"Date|Time)[: ]+"
)
_STAMP = rf"(?:{_STAMPED})?"
_SOURCE = r"Source: *(?P<source>[^\s|][^|\n]{1,60}?)"
_EDITOR = r"(?:(?:Web )?[Ee]ditors?: ?[^|\n]{2,80})"

# Groups: ``date``; ``authors``, who must read as people; ``source``, which is the publisher;
# ``outlet``, which is the publisher if it reads as one.
_DATE_LINE = re.compile(  # Updated: 2031-05-04 10:20 | Source: Harbour Post | Editor: Jane Doe
    rf"(?:(?P<outlet>{WORD}(?: {WORD})*){_BAR}\|{_BAR})?"
    rf"{_STAMP}(?P<date>{DATE}){TIME}?{_BAR}(?:{_SOURCE}{_BAR})?{_EDITOR}?"
    r"(?:by [A-Z][^|\n]{1,60})?[ .]*$",  # "by PIB Delhi"
    re.MULTILINE,
)
_SOURCE_LINE = re.compile(  # Source: Harbour Post | 2031-05-04
    rf"{_SOURCE}(?:(?:{_BAR}\|{_BAR}{_STAMP}| +{_STAMPED})(?P<date>{DATE}){TIME}?)?"
    rf"{_BAR}{_EDITOR}?$",
    re.MULTILINE,
)
_BYLINE = re.compile(  # By Jane Doe and John Roe, Harbour Post
    r"(?:By|BY) (?P<authors>[^\n|]{3,100}?)(?:(?:, ?| ?\| ?)(?P<outlet>[^\n,|]+))?$", re.MULTILINE
)
_REPORTS = re.compile(rf"(?P<authors>{WORD}[^.:\n]{{2,60}}) (?:reports?|writes?):")
_CREDITS = re.compile(
    r"(?:\((?:Reporting|Writing|Text|Words|Story|Reporters?|By)(?: by)?:? ?"
    r"|(?:Reporting|Writing|Words) by ?)(?P<authors>[^;:()\n]+?)(?:;[^()\n]*)?\)?$",
    re.MULTILINE | re.IGNORECASE,
)
_CAPTION = re.compile(r"(?:File )?Photo(?:graph|s)?\b|Caption:|.*\([^()]*(?:/|[Pp]hoto)[^()]*\)$")
_EDITOR_LINE = re.compile(rf"\(?{_EDITOR}\)?$")


def read_header(text: str, start: int) -> Dateline | None:
    """Read a date line, source line, byline or "Jane Doe reports:" that starts at ``start``."""
    return _first(text, start, _DATE_LINE, _SOURCE_LINE, _BYLINE, _REPORTS)


def read_credits(text: str, start: int) -> Dateline | None:
    """Read a source line or "(Text: Jane Doe; photo: ...)" that starts at ``start``."""
    return _first(text, start, _SOURCE_LINE, _CREDITS)


def is_caption(line: str) -> bool:
    """Tell whether a line belongs to a photo or names an editor, so that it is no headline."""
    return bool(_CAPTION.match(line) or _EDITOR_LINE.match(line))


def is_headline(line: str) -> bool:
    """Tell whether a line may be a headline: short, and not closed like a sentence."""
    return len(line) <= MAX_HEADLINE and line[-1:] not in {".", ":", ";", ",", ""}


def _first(text: str, start: int, *patterns: re.Pattern[str]) -> Dateline | None:
    """Return what the first pattern reads whose groups hold what they should."""
    for pattern in patterns:
        if (match := pattern.match(text, start)) and (line := _read(text, match)):
            return line
    return None


def _read(text: str, match: re.Match[str]) -> Dateline | None:
    """Turn the groups of a match into a Dateline; None for people or dates that are none."""
    parts = {name: match.span(name) for name, words in match.groupdict().items() if words}
    authors = people(text, *parts["authors"]) if "authors" in parts else ()
    date = read_date(text, *parts["date"]) if "date" in parts else None
    if ("authors" in parts and not authors) or ("date" in parts and date is None):
        return None
    publisher = None
    if "source" in parts:
        publisher = mention(text, *parts["source"])
    elif "outlet" in parts and is_outlet(text[slice(*parts["outlet"])]):
        publisher = mention(text, *parts["outlet"])
    return Dateline(
        span=Span(match.start(), match.end()),
        body_start=skip_space(text, match.end()),
        publisher=publisher,
        date=date,
        authors=authors,
    )
