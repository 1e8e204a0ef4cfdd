"""The graphs of one article under the merged IRIs, as if its names had been the common ones."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import cast

from rdflib import Literal, URIRef
from rdflib.term import Node

from kg import store
from kg.graph import Quad, Term
from kg.identity.model import Renaming
from kg.identity.nested import follow
from kg.iri import digest
from kg.model import Statement
from kg.vocab import ID, RDF, RDFS, SK, SKOS

_EVIDENCE = str(ID["evidence/"])
_MARK = re.compile(r"[0-9a-f]{8}$")


def rewrite(quads: Iterable[Quad], renaming: Renaming) -> list[Quad]:
    """The quads of one article with every IRI and label as the merged graph has it.

    Evidence follows: what it supports is renamed, its IRI is minted anew from that, and of two
    pieces that have become one the stronger stays. Graph names stay.
    """
    if not renaming:
        return list(quads)
    plain: list[Quad] = []
    evidence: dict[tuple[URIRef, URIRef], list[tuple[URIRef, Term]]] = defaultdict(list)
    terms: dict[Node, Node] = {}
    for subject, predicate, value, graph in quads:
        if subject.startswith(_EVIDENCE):
            evidence[subject, graph].append((predicate, value))
        else:
            plain.append((*_statement(subject, predicate, value, renaming, terms), graph))
    return plain + list(_evidence(evidence, renaming, terms))


def rewrite_nquads(lines: str, renaming: Renaming) -> str:
    """The same for N-Quads, as :func:`kg.store.nquads` writes them."""
    if not renaming:
        return lines
    found = cast("Iterator[Quad]", store.parse_nquads(lines))
    return store.nquads(rewrite(found, renaming))


def _statement(
    subject: URIRef, predicate: URIRef, value: Term, renaming: Renaming, terms: dict[Node, Node]
) -> tuple[URIRef, URIRef, Term]:
    """A triple under the new names; a label that is not the common one becomes another name."""
    new = _term(subject, renaming, terms)
    assert isinstance(new, URIRef)
    if predicate in (RDFS.label, SKOS.altLabel) and str(new) in renaming.labels:
        same = str(value) == renaming.labels[str(new)]
        predicate = RDFS.label if same else SKOS.altLabel
    return new, predicate, _term(value, renaming, terms)


def _term(term: Term, renaming: Renaming, terms: dict[Node, Node]) -> Term:
    if isinstance(term, Literal):
        return term
    known = terms.get(term)
    if known is None:
        known = terms[term] = URIRef(follow(str(term), renaming.iris))
    assert isinstance(known, URIRef)
    return known


def _evidence(
    nodes: dict[tuple[URIRef, URIRef], list[tuple[URIRef, Term]]],
    renaming: Renaming,
    terms: dict[Node, Node],
) -> Iterator[Quad]:
    """The nodes of evidence, each IRI once."""
    best: dict[tuple[URIRef, URIRef], dict[URIRef, Term]] = {}
    for (node, graph), pairs in nodes.items():
        fields = dict(pairs)
        subject, predicate, value = (fields[p] for p in (RDF.subject, RDF.predicate, RDF.object))
        assert isinstance(subject, URIRef) and isinstance(predicate, URIRef)
        triple = _statement(subject, predicate, value, renaming, terms)
        fields |= dict(zip((RDF.subject, RDF.predicate, RDF.object), triple, strict=True))
        mark = digest(" ".join((*Statement(*triple).key(), str(fields[SK.ruleId]))), 8)
        key = (URIRef(_MARK.sub(mark, node)), graph)
        if key not in best or _strength(fields) > _strength(best[key]):
            best[key] = fields
    for (node, graph), fields in best.items():
        yield from ((node, predicate, value, graph) for predicate, value in fields.items())


def _strength(fields: dict[URIRef, Term]) -> tuple[float, bool, int]:
    """Sorts pieces of evidence as :func:`kg.graph.strongest` does."""
    asserted = str(fields[SK.modality]) == "asserted"
    return float(str(fields[SK.confidence])), asserted, -int(str(fields[SK.sentenceIndex]))
