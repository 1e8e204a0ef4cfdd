"""Collects the claims of one article: mints IRIs, declares things, keeps the evidence.

Every triple of the facts graph comes from here, types and labels included, so every triple has a
sentence.
"""

from __future__ import annotations

from rdflib import Literal, URIRef
from rdflib.namespace import XSD

from kg import gazetteer
from kg.confidence import measured
from kg.extract.entities import fold, series_name
from kg.extract.mentions import Entity
from kg.extract.report import Report, sentence_of
from kg.iri import article_iri, mint, slug
from kg.model import Claim, Evidence, Rejection, Span, Statement
from kg.vocab import RDF, RDFS, SK, SKOS

#: A quotation longer than this is cut to the passage around the words that matter.
LONGEST_QUOTE = 600

_CLASSES = {
    "Organization": SK.Organization,
    "Country": SK.Organization,
    "Person": SK.Person,
    "Place": SK.Place,
    "Document": SK.Document,
    "Title": SK.Topic,
}

#: What is said in these ways is no fact of the event: the reason and its words in the ledger.
_TURNED_DOWN = {
    "negated": ("modality:negated", "the text denies it"),
    "conditional": ("modality:conditional", "the text says only that it may be so"),
    "expected": ("modality:expected", "the text says only that it was expected"),
    "another": ("owner:another", "the number is not the event's but of something else"),
}


class Claims:
    """The growing list of claims and rejections of one article."""

    def __init__(self, report: Report) -> None:
        self.report = report
        self.claims: list[Claim] = []
        self.rejections: list[Rejection] = []
        self._declared: set[tuple[str, str, str]] = set()
        self.article = article_iri(report.article)

    # -- evidence ------------------------------------------------------------------------

    def evidence(
        self, span: Span, rule: str, confidence: float, modality: str = "asserted"
    ) -> Evidence:
        """Evidence quoting the sentence around a span, or the passage of a very long sentence."""
        sentence = sentence_of(self.report.sentences, span.start)
        if sentence is None:
            return Evidence(span, 0, rule, confidence, modality)
        start, end = sentence.span.start, max(sentence.span.end, span.end)
        if end - start > LONGEST_QUOTE:
            start, end = span.start, span.end
        return Evidence(Span(start, end), sentence.index, rule, confidence, modality)

    # -- adding --------------------------------------------------------------------------

    def add(
        self,
        subject: URIRef,
        predicate: str,
        value: URIRef | Literal,
        span: Span,
        rule: str,
        confidence: float,
        modality: str = "asserted",
    ) -> None:
        """State ``subject sk:predicate value``; ``span`` is the passage that says so.

        What the text denies, makes conditional or says of another goes to the ledger instead.
        """
        self._put(Statement(subject, SK[predicate], value), span, rule, confidence, modality)

    def _put(
        self, statement: Statement, span: Span, rule: str, confidence: float, modality: str
    ) -> None:
        plain = "planned" if modality == "planned" else "asserted"
        trust = measured(str(statement.predicate), rule) or confidence
        claim = Claim(statement, self.evidence(span, rule, trust, plain))
        if modality in _TURNED_DOWN:
            self.rejections.append(Rejection(claim, *_TURNED_DOWN[modality]))
        else:
            self.claims.append(claim)

    def node(
        self, iri: URIRef, classes: tuple[URIRef, ...], labels: tuple[str, ...], span: Span
    ) -> URIRef:
        """Declare a node's types and names, once; the first label is the rdfs:label."""
        for cls in classes:
            self._once(Statement(iri, RDF.type, cls), span, "rule:name")
        for i, label in enumerate(labels):
            predicate = RDFS.label if i == 0 else SKOS.altLabel
            self._once(Statement(iri, predicate, Literal(label, lang="en")), span, "rule:name")
        return iri

    def _once(self, statement: Statement, span: Span, rule: str) -> None:
        if statement.key() not in self._declared:
            self._declared.add(statement.key())
            trust = measured(str(statement.predicate), rule) or 0.95
            self.claims.append(Claim(statement, self.evidence(span, rule, trust)))

    def finish(self) -> None:
        """Move what is named but has no admitted statement to the rejections, persons excepted.

        A document that "was expected to be released" must not stay behind as a document.
        """
        people, linked = set(), set()
        for claim in self.claims:
            subject, _, value = claim.statement.key()
            if claim.statement.object == SK.Person:
                people.add(subject)
            if claim.statement.predicate in SK and claim.statement.predicate != SK.reportedIn:
                linked |= {subject, value}
        kept = []
        for claim in self.claims:
            if claim.statement.subject.n3() in linked | people:
                kept.append(claim)
            else:
                message = "nothing else that the text asserts is about it"
                self.rejections.append(Rejection(claim, "unconnected", message))
        self.claims = kept

    # -- entities ------------------------------------------------------------------------

    def iri(self, entity: Entity) -> URIRef:
        """IRI of an entity, from its canonical name, without declaring it."""
        if entity.kind == "Event":
            return self._event_iri(entity)
        if entity.kind in {"Organization", "Country", "Demonym"}:
            return mint("org", canonical_name(entity))
        if entity.kind == "Title":
            return mint("topic", entity.label)
        return mint(entity.kind.lower(), entity.label)

    def _event_iri(self, entity: Entity) -> URIRef:
        main = self.report.main
        if entity is main or main is None or entity.parent is None:
            return mint("summit", edition_slug(entity))
        return mint("activity", edition_slug(main), entity.label)

    def entity(self, entity: Entity) -> URIRef:
        """Declare an entity with its type and all its names; returns its IRI."""
        iri = self.iri(entity)
        if entity.kind == "Event":
            classes = self._event_classes(entity)
        else:
            classes = (_CLASSES.get(entity.kind, SK.Organization),)
        first = entity.first_mention.span if entity.mentions else self.report.sentences[0].span
        self.node(iri, classes, (entity.label,), first)
        if entity.kind == "Event" and entity.parent is None and entity is not self.report.main:
            self._once(Statement(iri, SK.reportedIn, self.article), first, "rule:other-edition")
        for alias in entity.aliases:
            spans = [m.span for m in entity.mentions if m.name == alias]
            where = self.report.text.find(alias)
            span = spans[0] if spans else Span(where, where + len(alias)) if where >= 0 else first
            self._once(Statement(iri, SKOS.altLabel, Literal(alias, lang="en")), span, "rule:alias")
        return iri

    def _event_classes(self, entity: Entity) -> tuple[URIRef, ...]:
        if entity.parent is None:
            return (SK.Summit,)
        special = entity.event_class
        if special in {"Summit", "Activity", ""}:
            # A conference inside another event is a session of it.
            return (SK.Activity, SK.Forum) if special == "Summit" else (SK.Activity,)
        return (SK.Activity, SK[special])

    def place(self, name: str, span: Span) -> URIRef:
        """Declare a place by name."""
        country = gazetteer.country(name)
        iri = mint("place", country.label if country is not None else name)
        return self.node(iri, (SK.Place,), (name,), span)

    def state(self, name: str, span: Span) -> URIRef:
        """Declare a state as the organization that sends ministers and delegations."""
        country = gazetteer.country(name) or gazetteer.demonym(name)
        if country is None:
            return self.node(mint("org", name), (SK.Organization,), (name,), span)
        labels = (name,) if fold(name) == fold(country.label) else (country.label, name)
        return self.node(mint("org", country.label), (SK.Organization,), labels, span)


def canonical_name(entity: Entity) -> str:
    """The name that an organization's or country's IRI is minted from."""
    for name in (entity.label, *entity.aliases):
        known = gazetteer.organization(name) or gazetteer.country(name)
        if known is not None:
            return known.label
    return entity.label


def edition_slug(entity: Entity) -> str:
    """Slug of an event edition: series with year, else with ordinal, else the name alone."""
    base = slug(series_name(entity.label) or entity.label)
    if entity.year:
        return f"{base}-{entity.year}"
    return f"{base}-{entity.number}th" if entity.number else base


def date_literal(iso: str) -> Literal:
    """An xsd:date."""
    return Literal(iso, datatype=XSD.date)


def integer(value: int) -> Literal:
    """An xsd:integer."""
    return Literal(str(value), datatype=XSD.integer)
