"""Datelines: agency, place, date and authors before a report's first sentence, with offsets.

A dateline stands at the start of the text, or after headline, date line, byline or caption;
credits stand at its end. Only what is printed is read; above all, no year is guessed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import reduce

from kg.gazetteer import organization
from kg.model import Span
from kg.reading.byline import WORD, is_outlet, outlet_before_place, people
from kg.reading.calendar import DATE, read_date
from kg.reading.header import is_caption, is_headline, read_credits, read_header
from kg.reading.imprint import Dateline, Mention, PrintedDate, mention, skip_space

__all__ = ["Dateline", "Mention", "PrintedDate", "parse"]

#: Datelines stand below at most so many lines of headline, date and captions; credits are among
#: the last two lines.
_LINES_ABOVE = 8
_LINES_BELOW = 2

_JOINT = r"(?:al|am|and|da|de|del|do|el|la|of|on|the|upon)"
_SEGMENT = rf"{WORD}\.?(?:[ /](?:{_JOINT} )*{WORD}\.?){{0,5}}"
_DASH = r"(?:\s*(?:--+|[—–―])| -(?= ))"

#: What all datelines share: "PLACE, REGION, DATE (AGENCY) --", each part optional but the end;
#: press releases also print "DATE, PLACE --" and "PLACE -- DATE --".
_DATELINE = re.compile(
    rf"\[?(?:(?P<first>{DATE})(?:,|{_DASH}| \|) )?"
    rf"(?P<segments>{_SEGMENT}(?:, ?{_SEGMENT}){{0,3}}?)?"
    rf"(?:(?:,? ?(?<=[ ,])|{_DASH}\s?| \| )(?P<date>{DATE}))?\]?"
    r"(?: ?(?:--)?(?:/(?P<wire>[^\s/][^/\n]{1,40})/|\((?P<bracket>[^\s()/][^()\n]{1,60})\)))?"
    rf"(?:(?P<dash>{_DASH})|(?P<stop>[.:])(?= |$)|(?P<line>$)|(?= ))",
    re.MULTILINE,
)
_PART = re.compile("[^,]+")
_LABEL = re.compile(
    r" ?(?:(?:Report|Story|Text) by [^:\n]{2,120}|(?P<outlet>[A-Z][^.:;,()\n]{1,60})):(?=\s)"
)

#: A segment with one of these words opens a sentence ("On Monday, May 3 ...") or labels a line.
_NO_PLACE = re.compile(
    r"\b(?:A|After|An|As|At|Before|By|During|For|From|If|In|It|Last|Next|Note|On|Photos?|Since"
    r"|Speakers?|The|This|Today|Until|Update|When|While|With|Yesterday"
    r"|(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|January|February|March|April|June|July|August"
    r"|September|October|November|December)\b"
    r"|^(?:ABOUT|ANALYSIS|BREAKING|CORRECTED|EDITORIAL|EXCLUSIVE|FACTBOX|FEATURE|INTERVIEW|LIVE"
    r"|NEWS|NOTE|OPINION|PHOTOS?|PREVIEW|REVIEW|SUMMARY|UPDATED?|VIDEO|WATCH)\b"
)


def parse(text: str) -> Dateline | None:
    """Read all that a normalized text prints about its publication; None where it prints nothing.

    >>> line = parse("OSLO, May 3 (Harbour Post) -- The fair opened.")
    >>> line.place.text, line.publisher.text, line.date.month, line.date.year, line.body_start
    ('OSLO', 'Harbour Post', 5, None, 30)
    """
    opening = list(_opening(text))
    body_start = opening[-1].body_start if opening else 0
    found = [*opening, *_closing(text, body_start)]
    return reduce(Dateline.completed_by, found) if found else None


def _opening(text: str) -> Iterator[Dateline]:
    """Yield what the lines say that stand before the report's first sentence."""
    position = 0
    for _ in range(_LINES_ABOVE):
        position = skip_space(text, position)
        piece = read_header(text, position) or _read_dateline(text, position)
        if piece is None:
            line = text[position:].partition("\n")[0]
            if not (is_caption(line) or is_headline(line)):
                return
            position += len(line)
            continue
        yield piece
        if piece.place:
            return
        position = piece.body_start


def _closing(text: str, body_start: int) -> Iterator[Dateline]:
    """Yield what the credits say that stand after the report's last sentence."""
    end = len(text)
    for _ in range(_LINES_BELOW):
        end = len(text[:end].rstrip())
        start = text.rfind("\n", 0, end) + 1
        if start <= body_start:
            return
        if piece := read_credits(text, start):
            yield Dateline(piece.span, publisher=piece.publisher, authors=piece.authors)
        end = start


def _read_dateline(text: str, start: int) -> Dateline | None:
    """Read the dateline that starts at ``start``; None where the words there are none."""
    match = _DATELINE.match(text, start)
    if not (match and match[0]) or _NO_PLACE.search(match["segments"] or ""):
        return None
    outlet, places = _segments(text, match)
    publisher, authors = _bracket(text, match, outlet)
    if match["wire"]:
        publisher = mention(text, *match.span("wire"))
    label, end = _label(text, match)
    dated = "date" if match["date"] else "first"
    line = Dateline(
        span=Span(start, match.end()),
        body_start=skip_space(text, end),
        publisher=label or publisher,
        place=places[0] if places else None,
        regions=tuple(places[1:]),
        date=read_date(text, *match.span(dated)) if match[dated] else None,
        authors=authors,
    )
    return line if _holds(line, match, led=outlet is not None) else None


def _label(text: str, match: re.Match[str]) -> tuple[Mention | None, int]:
    """Return the outlet in "-- AGENCY: The fair ...", and where dateline and label end."""
    label = _LABEL.match(text, match.end()) if match["dash"] else None
    if label is None:
        return None, match.end()
    if label["outlet"] is None:
        return None, label.end()
    if is_outlet(label["outlet"]):
        return mention(text, *label.span("outlet")), label.end()
    return None, match.end()


def _segments(text: str, match: re.Match[str]) -> tuple[Mention | None, list[Mention]]:
    """Split "AGENCY, PLACE, REGION" or "AGENCY PLACE, REGION" into the agency and the places."""
    if not match["segments"]:
        return None, []
    start, end = match.span("segments")
    parts = [mention(text, *part.span()) for part in _PART.finditer(text, start, end)]
    first, rest = parts[0], parts[1:]
    if rest and is_outlet(first.text, acronym=False):
        return first, rest
    if length := outlet_before_place(first.text):
        middle, end = first.span.start + length, first.span.end
        return mention(text, first.span.start, middle), [mention(text, middle, end), *rest]
    return None, parts


def _bracket(
    text: str, match: re.Match[str], outlet: Mention | None
) -> tuple[Mention | None, tuple[Mention, ...]]:
    """Read "(AGENCY)", "(AGENCY/AUTHOR)" or, where the agency is known, "(AUTHOR and AUTHOR)"."""
    if not match["bracket"]:
        return outlet, ()
    start, end = match.span("bracket")
    slash = text.find("/", start, end)
    first = mention(text, start, end if slash < 0 else slash)
    if outlet is None and is_outlet(first.text):
        return first, () if slash < 0 else people(text, slash + 1, end)
    authors = people(text, start, end)
    if outlet is None and match["dash"]:
        return first, ()
    return outlet, authors


def _holds(line: Dateline, match: re.Match[str], *, led: bool) -> bool:
    """Tell whether the parts found make a dateline and not the start of a sentence.

    ``led`` says that an agency stands before the place.
    """
    if (match["date"] or match["first"]) and line.date is None:
        return False
    if match["dash"]:
        if line.place and (line.date or match["wire"]):
            return True
        if match["bracket"]:
            return is_outlet(match["bracket"].partition("/")[0])
        return line.place is not None and _is_capitals(line.place.text)
    if line.place is None or line.date is None:
        return False
    if match["bracket"]:
        return bool(line.publisher or line.authors)
    return led or match["line"] is not None or match["stop"] == ":"


def _is_capitals(place: str) -> bool:
    """Tell whether a place is printed in capitals and is no acronym or organization."""
    letters = place.replace(" ", "").replace("-", "").replace("/", "").replace(".", "")
    return letters.isalpha() and letters.isupper() and len(letters) > 3 and not organization(place)
