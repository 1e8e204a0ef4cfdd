"""How the page words things: modes, dates, and the words that a quote is marked at."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Sequence

from rdflib import URIRef

from kg.vocab import SCHEMA

_MODES = {
    str(SCHEMA.MixedEventAttendanceMode): "online and on site",
    str(SCHEMA.OnlineEventAttendanceMode): "online",
    str(SCHEMA.OfflineEventAttendanceMode): "on site",
}
_MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)


def mode(iri: URIRef) -> str | None:
    """Words for one of schema.org's attendance modes; None for any other IRI."""
    return _MODES.get(str(iri))


def day(date: str) -> str:
    """A date as people write it; what is no date is returned as it came.

    >>> day("2021-09-28")
    '28 September 2021'
    """
    try:
        when = dt.date.fromisoformat(date)
    except ValueError:
        return date
    return f"{when.day} {_MONTHS[when.month - 1]} {when.year}"


def days(start: str, end: str) -> str:
    """A stretch of days without repeating what both ends share.

    >>> days("2021-09-26", "2021-09-28"), days("2021-09-28", "2021-10-02"), days("", "2021-10-02")
    ('26–28 September 2021', '28 September – 2 October 2021', '2 October 2021')
    """
    if not start or not end or start == end:
        return day(start or end)
    first, last = day(start).split(" "), day(end).split(" ")
    if len(first) == 3 and len(last) == 3:
        if first[1:] == last[1:]:
            return f"{first[0]}–{day(end)}"
        if first[2] == last[2]:
            return f"{first[0]} {first[1]} – {day(end)}"
    return f"{day(start)} – {day(end)}"


def marks(quote: str, tiers: Iterable[Sequence[str]]) -> tuple[tuple[int, int], ...]:
    """Code-point ranges of the first names that occur in a quote, without regard to case.

    Each tier is tried in turn: the names of the thing, then weaker signs of it.

    >>> marks("More than 600 people", [["600 guests"], ["600"]])
    ((10, 13),)
    """
    for names in tiers:
        wanted = sorted({n for n in names if n.strip()}, key=lambda n: (-len(n), n))
        if wanted:
            pattern = "|".join(re.escape(n) for n in wanted)
            found = re.finditer(rf"(?<!\w)(?:{pattern})(?!\w)", quote, re.IGNORECASE)
            spans = tuple((m.start(), m.end()) for m in found)
            if spans:
                return spans
    return ()
