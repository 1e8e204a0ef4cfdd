"""What was merged, kept apart and copied, as statements: they travel with the graph.

A merge is an annotated ``owl:sameAs``, a part of an IRI that stood for several things an annotated
``dcterms:isReplacedBy``, both with reasons and articles; a copy is a ``prov:alternateOf`` between
articles. All stand in ``graph/identities``, which one decision replaces as a whole.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from rdflib import Literal, URIRef

from kg.graph import Quad, Term
from kg.identity.model import Identities, Merge, Split
from kg.iri import digest
from kg.vocab import DCTERMS, ID, IDENTITY_GRAPH, OWL, PROV, RDF, RDFS

#: All merges and splits of a graph, one row for each reason and article.
DECISIONS = f"""
PREFIX dcterms: <{DCTERMS}>
PREFIX owl: <{OWL}>
PREFIX rdfs: <{RDFS}>
SELECT DISTINCT ?relation ?old ?new ?reason ?article WHERE {{
  GRAPH <{IDENTITY_GRAPH}> {{
    ?decision owl:annotatedSource ?old ; owl:annotatedProperty ?relation ;
      owl:annotatedTarget ?new ; rdfs:comment ?reason ; dcterms:source ?article .
  }}
}}
ORDER BY ?relation ?new ?old ?reason ?article
"""

#: All copies of a graph.
COPIES = f"""
PREFIX prov: <{PROV}>
SELECT DISTINCT ?copy ?first WHERE {{
  GRAPH <{IDENTITY_GRAPH}> {{ ?copy prov:alternateOf ?first }}
}}
ORDER BY ?first ?copy
"""


def record(identities: Identities, copies: Mapping[str, str] | None = None) -> list[Quad]:
    """The statements of ``graph/identities``; ``copies`` as :func:`kg.identity.copies` has them."""
    found: list[Quad] = []
    split = {part.iri for part in identities.splits}
    for merge in identities.merges:
        old, new = URIRef(merge.merged), URIRef(merge.kept)
        if merge.merged not in split:
            found.append((old, OWL.sameAs, new, IDENTITY_GRAPH))
        found += _decision(old, OWL.sameAs, new, merge)
    for part in identities.splits:
        found += _decision(URIRef(part.iri), DCTERMS.isReplacedBy, URIRef(part.part), part)
    for copy, first in sorted((copies or {}).items()):
        found.append((URIRef(copy), PROV.alternateOf, URIRef(first), IDENTITY_GRAPH))
    return found


def _decision(
    old: URIRef, relation: URIRef, new: URIRef, decision: Merge | Split
) -> Iterator[Quad]:
    node = ID[f"decision/{digest(f'{old} {relation} {new}', 16)}"]
    pairs: list[tuple[URIRef, Term]] = [
        (RDF.type, OWL.Axiom),
        (OWL.annotatedSource, old),
        (OWL.annotatedProperty, relation),
        (OWL.annotatedTarget, new),
        *((RDFS.comment, Literal(reason, lang="en")) for reason in decision.reasons),
        *((DCTERMS.source, URIRef(article)) for article in decision.articles),
    ]
    yield from ((node, predicate, value, IDENTITY_GRAPH) for predicate, value in pairs)
