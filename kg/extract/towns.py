"""Names that the text itself shows to be of places, whatever the tagger takes them for."""

from __future__ import annotations

import re
from collections.abc import Sequence

from kg.extract.mentions import Mention
from kg.reading.dateline import Dateline

_TOWN_OF = re.compile(
    r"\b(?:city|town|village|municipality|province|region|district|county|island|port|capital) "
    r"of\s+$"
)
_IN = re.compile(r"\bin\s+$")
_AT = re.compile(r"\bat\s+$")
_OPEN = {"Unknown", "Organization", "Person", "Place"}


def settle(text: str, line: Dateline | None, rows: Sequence[Sequence[Mention]]) -> None:
    """A name is a place's where the dateline or words like "the town of X", "at X, TOWN" say so.

    ``rows`` are the mentions of each sentence; their kinds are changed.
    """
    stated = {m.text.casefold() for m in (line.place, *line.regions) if m} if line else set()
    named = [
        (m, row) for row in rows for m in row
        if m.kind in _OPEN and m.head is None and m.quoted is None
    ]  # fmt: skip
    for mention, row in named:
        before = text[max(0, mention.span.start - 20) : mention.span.start]
        sure = mention.kind == "Place" or _state_follows(text, mention, row)
        house = (
            mention.kind == "Unknown"
            and _AT.search(before) is not None
            and _place_follows(text, mention, row)
        )
        if _TOWN_OF.search(before) or (_IN.search(before) and sure) or house:
            stated.add(mention.text.casefold())
    for mention, _ in named:
        if mention.text.casefold() in stated:
            mention.kind = "Place"


def _state_follows(text: str, mention: Mention, row: Sequence[Mention]) -> bool:
    """As in "Aktau, Kazakhstan": a state right after the name and a comma."""
    return any(m.kind == "Country" and text[mention.span.end : m.span.start] == ", " for m in row)


def _place_follows(text: str, mention: Mention, row: Sequence[Mention]) -> bool:
    """As in "at Bharat Mandapam, New Delhi": a house, and the town that it stands in."""
    return any(
        m.kind in {"Place", "Country"} and text[mention.span.end : m.span.start] == ", "
        for m in row
    )
