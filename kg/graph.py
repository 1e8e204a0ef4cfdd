"""An extraction as quads: the facts, their evidence, and the article they come from.

Pure: the same extraction gives the same quads on any machine. Three graphs are filled: the facts
and the evidence of the article, and the graph about articles, runs and kinds.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from decimal import Decimal
from functools import lru_cache

from rdflib import Literal, URIRef

from kg.iri import article_iri, evidence_graph, evidence_iri, facts_graph
from kg.model import Article, Claim, Evidence, Extraction, Statement
from kg.ontology import kind_labels
from kg.paths import ontology_dir
from kg.version import VERSION
from kg.vocab import DCTERMS, ID, META_GRAPH, PROV, RDF, RDFS, SK, XSD

Term = URIRef | Literal
Triple = tuple[URIRef, URIRef, Term]
Quad = tuple[URIRef, URIRef, Term, URIRef]

LICENSE = URIRef("https://creativecommons.org/licenses/by/4.0/")


def quads(extraction: Extraction) -> Iterator[Quad]:
    """All quads of one article; duplicates are possible, order means nothing."""
    article = extraction.article
    facts, evidence = facts_graph(article), evidence_graph(article)
    for claim in extraction.claims:
        s = claim.statement
        yield s.subject, s.predicate, s.object, facts
    for claim in strongest(extraction.claims):
        for triple in evidence_triples(article, claim):
            yield *triple, evidence
    for triple in context(article, extraction.claims):
        yield *triple, META_GRAPH
    for name in (facts, evidence):
        yield name, DCTERMS.source, article_iri(article), META_GRAPH
        yield name, DCTERMS.license, LICENSE, META_GRAPH
    yield run_iri(), RDF.type, PROV.Activity, META_GRAPH
    yield run_iri(), RDFS.label, Literal(f"kg {VERSION}", lang="en"), META_GRAPH


def strongest(claims: Iterable[Claim]) -> list[Claim]:
    """One claim for each statement, span and rule: the one with the highest confidence."""
    best: dict[tuple[Statement, int, int, str], Claim] = {}
    for claim in claims:
        evidence = claim.evidence
        key = (claim.statement, evidence.span.start, evidence.span.end, evidence.rule)
        if key not in best or _strength(claim.evidence) > _strength(best[key].evidence):
            best[key] = claim
    return list(best.values())


def _strength(evidence: Evidence) -> tuple[float, bool, int]:
    """Sorts evidence; equal confidence goes to what is asserted, then to the earlier sentence."""
    return evidence.confidence, evidence.modality == "asserted", -evidence.sentence


def evidence_triples(article: Article, claim: Claim) -> Iterator[Triple]:
    """The node of one piece of evidence."""
    statement, evidence = claim.statement, claim.evidence
    span = evidence.span
    node = evidence_iri(article, statement, evidence)
    confidence = Decimal(str(evidence.confidence)).quantize(Decimal("0.01"))
    yield node, RDF.type, SK.Evidence
    yield node, RDF.subject, statement.subject
    yield node, RDF.predicate, statement.predicate
    yield node, RDF.object, statement.object
    yield node, PROV.hadPrimarySource, article_iri(article)
    yield node, PROV.wasGeneratedBy, run_iri()
    yield node, SK.sentenceIndex, Literal(evidence.sentence)
    yield node, SK.charStart, Literal(span.start)
    yield node, SK.charEnd, Literal(span.end)
    yield node, SK.quote, Literal(article.text[span.start : span.end])
    yield node, SK.ruleId, Literal(evidence.rule)
    yield node, SK.confidence, Literal(str(confidence), datatype=XSD.decimal)
    yield node, SK.modality, Literal(evidence.modality)


def context(article: Article, claims: Iterable[Claim]) -> Iterator[Triple]:
    """What the facts refer to and do not state: the article and the kinds of counted things."""
    yield from article_triples(article)
    labels = kind_labels()
    used = {term for c in claims for term in (c.statement.subject, c.statement.object)}
    for kind in used & labels.keys():
        if isinstance(kind, URIRef):
            yield kind, RDF.type, SK.Topic
            yield kind, RDFS.label, Literal(labels[kind], lang="en")


def article_triples(article: Article) -> Iterator[Triple]:
    """The article itself, as far as its publication is known."""
    node = article_iri(article)
    yield node, RDF.type, SK.Article
    yield node, DCTERMS.identifier, Literal(article.sha256)
    yield node, DCTERMS.language, Literal(article.language)
    if article.title:
        title = Literal(article.title, lang=article.language)
        yield node, DCTERMS.title, title
        yield node, RDFS.label, title
    if article.publisher:
        yield node, DCTERMS.publisher, Literal(article.publisher)
    if article.published:
        yield node, DCTERMS.issued, Literal(article.published.isoformat(), datatype=XSD.date)
    for author in article.authors:
        yield node, DCTERMS.creator, Literal(author)
    if article.url:
        yield node, DCTERMS.source, Literal(article.url, datatype=XSD.anyURI)


@lru_cache(maxsize=1)
def run_iri() -> URIRef:
    """IRI of the program in this version with these ontology and lexicon files."""
    mark = hashlib.sha256()
    for path in sorted(ontology_dir().glob("**/*.ttl")):
        mark.update(path.name.encode() + b"\0" + path.read_bytes() + b"\0")
    return ID[f"run/kg-{VERSION}-{mark.hexdigest()[:8]}"]
