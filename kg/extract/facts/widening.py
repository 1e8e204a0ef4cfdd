"""The town around a venue and the state around a town, from the dateline of the report."""

from __future__ import annotations

import re

from rdflib import URIRef

from kg import gazetteer
from kg.extract.claims import Claims
from kg.extract.entities import fold
from kg.extract.mentions import Entity
from kg.extract.report import Report
from kg.reading.dateline import Dateline
from kg.vocab import RDFS, SK

#: Words for an administrative division after its name, which are no part of it.
DIVISION = re.compile(
    r"\s+(?:Province|City|County|Prefecture|Municipality|Autonomous Region|province|city|state)$"
)


def town(line: Dateline) -> str:
    """The place of a dateline in the usual letters: "OSLO" is Oslo."""
    assert line.place is not None
    return line.place.text.title() if line.place.text.isupper() else line.place.text


def add_dateline(claims: Claims, main: Entity, line: Dateline) -> None:
    """State that an event is held in the dateline's town, and in the regions printed after it."""
    assert line.place is not None
    place = claims.place(town(line), line.place.span)
    claims.add(
        claims.entity(main), "takesPlaceIn", place, line.place.span, "rule:place/dateline", 0.55
    )
    _add_regions(claims, place, line)


def _add_regions(claims: Claims, inner: URIRef, line: Dateline, *, states: bool = True) -> None:
    for region in line.regions:
        if not states and gazetteer.country(region.text) is not None:
            continue
        outer = claims.place(DIVISION.sub("", region.text), region.span)
        claims.add(inner, "withinPlace", outer, region.span, "rule:place/chain", 0.55)
        inner = outer


def widen(report: Report, claims: Claims, main: Entity) -> None:
    """Complete the known places of an event by what the dateline prints.

    "OSLO -- The fair opened at the Lindqvist Hall" adds the town, "TURKU, Varsinais -- The fair
    opened in Turku" the province. A town that the text itself names is not doubted, and of its
    state the dateline says nothing to the event.
    """
    line = report.dateline
    if line is None or line.place is None:
        return
    known = _places(claims, main)
    same = [iri for iri, name in known.items() if fold(name) == fold(town(line))]
    if same:
        _add_regions(claims, same[0], line, states=False)
    elif known and all(is_venue(report, name) for name in known.values()):
        add_dateline(claims, main, line)


def has_house(report: Report, claims: Claims, main: Entity) -> bool:
    """Whether a house is among the places of an event."""
    return any(is_venue(report, name) for name in _places(claims, main).values())


def without_town(report: Report, claims: Claims, main: Entity) -> bool:
    """Whether of all that is known of an event's place it is the house alone."""
    return all(is_venue(report, name) for name in _places(claims, main).values())


def _places(claims: Claims, main: Entity) -> dict[URIRef, str]:
    """Places that an event is stated to be held in, widening included, with their names."""
    statements = [c.statement for c in claims.claims]
    found = [
        s.object for s in statements
        if s.subject == claims.iri(main) and s.predicate == SK.takesPlaceIn
    ]  # fmt: skip
    for iri in found:
        found += [
            s.object for s in statements
            if s.subject == iri and s.predicate == SK.withinPlace and s.object not in found
        ]  # fmt: skip
    labels = {s.subject: str(s.object) for s in statements if s.predicate == RDFS.label}
    return {iri: labels[iri] for iri in found if isinstance(iri, URIRef) and iri in labels}


def is_venue(report: Report, name: str) -> bool:
    """Whether a name is of a building or a body: "Lindqvist Hall", "University of Turku"."""
    words = name.split()
    core = words[: words.index("of")] if "of" in words[1:] else words
    head = report.heads.ending(core, ("Place", "Organization")) or report.heads.leading(words)
    return len(words) > 1 and head is not None
