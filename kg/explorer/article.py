"""The page about an article: its sentences in their order, each with what was read from it.

A graph holds only the sentences that support a statement; an archive also keeps the whole text.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import Any

from rdflib import Literal, URIRef
from rdflib.term import Node

from kg.explorer.asking import Ask, iri, rows
from kg.explorer.neighbours import things
from kg.explorer.quoting import Segment, cut
from kg.iri import digest
from kg.ontology import label
from kg.view import words
from kg.vocab import RDF, RDFS, SK, SKOS

#: Pieces of evidence of one article that are read.
MOST = 20_000
_EVIDENCE = """
SELECT DISTINCT ?s ?p ?o ?start ?end ?quote ?rule ?confidence ?modality WHERE {
  ?e prov:hadPrimarySource %s ; rdf:subject ?s ; rdf:predicate ?p ; rdf:object ?o ;
    sk:charStart ?start ; sk:charEnd ?end ; sk:quote ?quote ; sk:ruleId ?rule ;
    sk:confidence ?confidence .
  OPTIONAL { ?e sk:modality ?modality }
} LIMIT %d
"""
_NAMING = {RDF.type, RDFS.label, SKOS.altLabel}
#: Parts of a number or a post, which its own words already say.
_FINE = {
    SK.countLower,
    SK.countModifier,
    SK.countUpper,
    SK.countValue,
    SK.countedKind,
    SK.mainEvent,
    SK.memberKind,
    SK.positionTitle,
    SK.reportedIn,
}


@dataclass(frozen=True, slots=True)
class Reading:
    """One statement that was read from a passage; ends are what :func:`things` tells."""

    anchor: str
    subject: dict[str, Any]
    predicate: str
    object: dict[str, Any]
    rule: str
    confidence: str
    planned: bool


@dataclass(frozen=True, slots=True)
class Passage:
    """One quote with what was read from it.

    ``gap`` counts the characters before it that nothing was read from; ``before`` is their text
    where it is known.
    """

    start: int
    end: int
    gap: int
    before: str
    segments: tuple[Segment, ...]
    readings: tuple[Reading, ...]
    fine: tuple[Reading, ...]
    names: tuple[dict[str, Any], ...]


@dataclass(frozen=True, slots=True)
class Reader:
    """All passages of an article in the order of their offsets.

    ``whole`` says whether the text between them is known; ``rest`` is what follows the last.
    """

    passages: tuple[Passage, ...]
    whole: bool
    rest: str


async def reader(ask: Ask, article: str, text: str) -> Reader:
    """What was read from an article; ``text`` is its whole text, "" where nobody keeps it.

    A text that does not have every quote at its place is another one and is not shown.
    """
    found = await rows(ask, _EVIDENCE % (iri(article), MOST))
    by_span: dict[tuple[int, int, str], list[tuple[Node | None, ...]]] = defaultdict(list)
    for row in found.rows:
        by_span[int(str(row[3])), int(str(row[4])), str(row[5])].append(row)
    named = {str(t) for row in found.rows for t in (row[0], row[2]) if isinstance(t, URIRef)}
    known = await things(ask, sorted(named))
    whole = bool(text) and all(text[start:end] == quote for start, end, quote in by_span)
    at, result = 0, []
    for start, end, quote in sorted(by_span):
        gap, before = max(0, start - at), text[at:start].strip() if whole else ""
        at = max(at, end)
        said = by_span[start, end, quote]
        result.append(_passage((start, end), gap, before, quote, said, known))
    return Reader(tuple(result), whole, text[at:].strip() if whole else "")


def _passage(
    span: tuple[int, int],
    gap: int,
    before: str,
    quote: str,
    found: list[tuple[Node | None, ...]],
    known: dict[str, dict[str, Any]],
) -> Passage:
    readings: dict[tuple[str, ...], tuple[URIRef, Reading]] = {}
    names: dict[str, dict[str, Any]] = {}
    for row in sorted(found, key=lambda r: [str(t) for t in r]):
        subject, predicate, value = row[:3]
        if predicate in _NAMING:
            names[str(subject)] = _end(subject, known)
        else:
            reading = _reading(row, known)
            readings[str(subject), str(predicate), str(value)] = URIRef(str(predicate)), reading
    shown = [end["label"] for name, end in names.items() if not _is_part(name)]
    return Passage(
        *span,
        gap,
        before,
        cut(quote, _all_marks(quote, shown)),
        tuple(r for p, r in readings.values() if p not in _FINE),
        tuple(r for p, r in readings.values() if p in _FINE),
        tuple(sorted((end for name, end in names.items() if not _is_part(name)),
                     key=lambda e: str(e["label"]).casefold())),
    )  # fmt: skip


def _is_part(name: str) -> bool:
    return "/id/count/" in name or "/id/position/" in name or "/id/topic/kind/" in name


def _reading(row: tuple[Node | None, ...], known: dict[str, dict[str, Any]]) -> Reading:
    subject, predicate, value, _, _, _, rule, confidence, modality = row
    statement = " ".join(str(term) for term in row[:3])
    return Reading(
        anchor="r" + digest(statement + str(row[3]), 8),
        subject=_end(subject, known),
        predicate=label(URIRef(str(predicate))),
        object=_end(value, known),
        rule=str(rule),
        confidence=str(confidence),
        planned=str(modality) == "planned",
    )


def _end(term: Node | None, known: dict[str, dict[str, Any]]) -> dict[str, Any]:
    """A thing, or a literal in words, in the form of :func:`things`."""
    if isinstance(term, URIRef):
        mode = words.mode(term)
        if mode:
            return {"label": mode, "href": "", "family": "", "kind": ""}
        about = known[str(term)]
        return {**about, "label": label(term)} if term.startswith(str(SK)) else about
    python = term.toPython() if isinstance(term, Literal) else None
    text = ("yes" if python else "no") if isinstance(python, bool) else words.day(str(term))
    return {"label": text, "href": "", "family": "", "kind": ""}


def _all_marks(quote: str, names: list[str]) -> list[tuple[int, int]]:
    """Every place where one of the names stands, the longest first, none inside another."""
    taken: list[tuple[int, int]] = []
    for name in sorted(set(names), key=lambda n: (-len(n), n)):
        for start, end in words.marks(quote, [[name], [name.strip("\"'“”‘’")]]):
            if all(end <= left or start >= right for left, right in taken):
                taken.append((start, end))
    return sorted(taken)
