"""The part of the graph that one page needs: a thing, what is around it, and the evidence.

Every query is bounded, so that the page of a thing with a million statements is as quick as any
other; what was cut off is known by its number.
"""

from __future__ import annotations

import asyncio
from collections.abc import Iterable
from dataclasses import dataclass

from rdflib import URIRef
from rdflib.graph import DATASET_DEFAULT_GRAPH_ID
from rdflib.term import Node

from kg.explorer.asking import Ask, iri, iris, rows, table, triples_of
from kg.store import add, memory
from kg.view.facts import Facts
from kg.vocab import ID, SK

#: Statements about a thing, things that point to it by one property, pieces of evidence.
OWN, POINTING, EVIDENCE = 2000, 50, 1500
#: How far names, numbers and posts are followed: event, person, post, body.
_STEPS = 3
#: Predicates that say where a statement was read, not what is so.
_MACHINERY = "rdf:subject rdf:predicate rdf:object prov:hadPrimarySource prov:wasGeneratedBy"
#: What is needed to word a thing that another one refers to.
_WORDING = ", ".join(
    (
        "rdf:type rdfs:label skos:altLabel dcterms:title dcterms:publisher dcterms:issued "
        "dcterms:source dcterms:creator sk:startDate sk:endDate sk:withinPlace sk:memberKind "
        "sk:hasCount sk:countedKind sk:countLower sk:countUpper sk:countValue sk:countModifier "
        "sk:holdsPosition sk:positionTitle sk:positionIn sk:subgroupOf sk:selectedFrom"
    ).split()
)

_OWN = "CONSTRUCT { %(thing)s ?p ?o } WHERE { %(thing)s ?p ?o } LIMIT %(limit)d"
_TOTALS = """
SELECT ?p (COUNT(DISTINCT ?s) AS ?n) WHERE {
  ?s ?p %(thing)s . FILTER (?p NOT IN (%(machinery)s) && ISIRI(?s))
} GROUP BY ?p
"""
_POINTING = """{ SELECT ?s ?p WHERE {
  BIND (%(property)s AS ?p) { SELECT DISTINCT ?s WHERE {
    ?s %(property)s %(thing)s . FILTER (ISIRI(?s)) } LIMIT %(limit)d } } }"""
_AROUND = """
CONSTRUCT { ?thing ?p ?o } WHERE { VALUES ?thing { %s } ?thing ?p ?o FILTER (?p IN (%s)) }
"""
_PROOF = """
CONSTRUCT { ?e ?p ?o } WHERE {
  { SELECT DISTINCT ?e WHERE { { %s } } LIMIT %d }
  ?e ?p ?o
}
"""


@dataclass(frozen=True, slots=True)
class Description:
    """What was read about a thing. ``pointing`` has at most :data:`POINTING` of each property."""

    iri: URIRef
    facts: Facts
    own: tuple[tuple[URIRef, Node], ...]  # (property, value)
    pointing: tuple[tuple[URIRef, URIRef], ...]  # (property, subject)
    totals: dict[URIRef, int]  # how many things point to it, by property


class _Triples:
    """Collects triples, each once."""

    def __init__(self) -> None:
        self.all: set[tuple[Node, Node, Node]] = set()

    async def fetch(self, ask: Ask, query: str) -> list[tuple[Node, Node, Node]]:
        """Adds the answer of a CONSTRUCT query; the triples that it gave."""
        found = triples_of(await rows(ask, query))
        self.all.update(found)
        return found

    def facts(self) -> Facts:
        graph = memory()
        add(graph, [(*triple, DATASET_DEFAULT_GRAPH_ID) for triple in self.all])
        return Facts(graph)


async def describe(ask: Ask, name: str) -> Description | None:
    """What the graph says about an IRI; None where it says nothing."""
    thing = iri(name)
    triples = _Triples()
    own = await triples.fetch(ask, _OWN % {"thing": thing, "limit": OWN})
    totals = await _totals(ask, thing)
    pointing = await _pointing(ask, triples, thing, totals)
    if not own and not pointing:
        return None
    around = {str(o) for _, _, o in own if isinstance(o, URIRef)} | {str(s) for _, s in pointing}
    seen = await _follow(ask, triples, around, {name})
    await _evidence(ask, triples, name, seen, {str(s) for _, s in pointing})
    said = {(p, o) for _, p, o in own if isinstance(p, URIRef)}
    ordered = tuple(sorted(said, key=lambda pair: (pair[0], pair[1].n3())))
    facts = await asyncio.to_thread(triples.facts)
    return Description(URIRef(name), facts, ordered, pointing, totals)


async def _totals(ask: Ask, thing: str) -> dict[URIRef, int]:
    machinery = ", ".join(_MACHINERY.split())
    found = await table(ask, _TOTALS % {"thing": thing, "machinery": machinery})
    return {URIRef(row["p"]): int(row["n"]) for row in found if "p" in row}


async def _pointing(
    ask: Ask, triples: _Triples, thing: str, totals: Iterable[URIRef]
) -> tuple[tuple[URIRef, URIRef], ...]:
    parts = [
        _POINTING % {"property": iri(p), "thing": thing, "limit": POINTING} for p in sorted(totals)
    ]
    if not parts:
        return ()
    query = f"CONSTRUCT {{ ?s ?p {thing} }} WHERE {{ {' UNION '.join(parts)} }}"
    found = await triples.fetch(ask, query)
    pairs = {(p, s) for s, p, _ in found if isinstance(p, URIRef) and isinstance(s, URIRef)}
    return tuple(sorted(pairs))


async def _follow(ask: Ask, triples: _Triples, around: set[str], seen: set[str]) -> set[str]:
    """Fetches what is needed to word the things around, and the things that those refer to."""
    for _ in range(_STEPS):
        around = {name for name in around - seen if name.startswith(str(ID))}
        if not around:
            break
        seen |= around
        found = await triples.fetch(ask, _AROUND % (iris(around), _WORDING))
        around = {str(o) for _, p, o in found if isinstance(o, URIRef) and p != SK.mainEvent}
    return seen


async def _evidence(
    ask: Ask, triples: _Triples, name: str, seen: set[str], listed: set[str]
) -> None:
    """Fetches the evidence of what is said about the thing, of its numbers and of its posts.

    Of what points to the thing, only the evidence of what is listed.
    """
    folded = [n for n in seen if n.removeprefix(str(ID)).startswith(("count/", "position/"))]
    patterns = [
        f"VALUES ?s {{ {iris([name, *folded])} }} ?e rdf:subject ?s",
        f"VALUES ?s {{ {iris(listed)} }} ?e rdf:subject ?s ; rdf:object {iri(name)}",
        f"VALUES ?s {{ {iris(folded)} }} ?e rdf:object ?s",
    ]
    query = _PROOF % (" } UNION { ".join(patterns), EVIDENCE)
    found = await triples.fetch(ask, query)
    sources = {str(o) for _, p, o in found if str(p).endswith("hadPrimarySource")}
    if sources:
        await triples.fetch(ask, _AROUND % (iris(sources), _WORDING))
