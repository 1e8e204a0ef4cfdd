"""A dataset as the picture needs it: resources with labels, statements with their passages."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator
from dataclasses import dataclass

from rdflib import Dataset, Literal, URIRef
from rdflib.term import Node

from kg.store import read_terms
from kg.vocab import DCTERMS, INFERRED_GRAPH, ONTOLOGY_GRAPH, PROV, RDF, RDFS, SK, SKOS

Triple = tuple[Node, Node, Node]

_NOT_FACTS = {str(ONTOLOGY_GRAPH), str(INFERRED_GRAPH)}
_NAMING = {RDF.type, RDFS.label, SKOS.altLabel}


@dataclass(frozen=True, slots=True, order=True)
class Passage:
    """The words of an article that support something; offsets are code points."""

    article: str
    start: int
    end: int
    sentence: int
    quote: str


@dataclass(frozen=True, slots=True, order=True)
class Support:
    """One piece of evidence: a passage, the rule that read it, and how sure it is."""

    passage: Passage
    rule: str
    confidence: str
    modality: str


@dataclass(frozen=True, slots=True, order=True)
class Source:
    """The bibliographic line of an article; unknown parts are empty."""

    iri: str
    title: str
    publisher: str
    issued: str
    authors: tuple[str, ...]
    url: str


class Facts:
    """Everything a dataset states, indexed by subject, and the evidence of each statement.

    ``more`` are triples that a query made from it: they count as stated, without evidence.
    """

    def __init__(self, dataset: Dataset, more: Collection[Triple] = ()) -> None:
        self._about: dict[Node, dict[Node, set[Node]]] = defaultdict(lambda: defaultdict(set))
        for subject, predicate, value, graph in read_terms(dataset):
            if graph not in _NOT_FACTS:
                self._about[subject][predicate].add(value)
        for subject, predicate, value in more:
            self._about[subject][predicate].add(value)
        self._made = {predicate for _, predicate, _ in more} - _NAMING
        self._support: dict[Triple, set[Support]] = defaultdict(set)
        for node in self._of_type(SK.Evidence):
            self._read_evidence(node)

    def _of_type(self, cls: URIRef) -> list[Node]:
        return [n for n, about in self._about.items() if cls in about.get(RDF.type, ())]

    def _read_evidence(self, node: Node) -> None:
        statement = (
            self.one(node, RDF.subject),
            self.one(node, RDF.predicate),
            self.one(node, RDF.object),
        )
        subject, predicate, value = statement
        if subject is None or predicate is None or value is None:
            return
        passage = Passage(
            article=self.text(node, PROV.hadPrimarySource),
            start=int(self.text(node, SK.charStart) or 0),
            end=int(self.text(node, SK.charEnd) or 0),
            sentence=int(self.text(node, SK.sentenceIndex) or 0),
            quote=self.text(node, SK.quote),
        )
        self._support[(subject, predicate, value)].add(
            Support(
                passage,
                rule=self.text(node, SK.ruleId),
                confidence=self.text(node, SK.confidence),
                modality=self.text(node, SK.modality) or "asserted",
            )
        )

    def values(self, subject: Node, predicate: Node) -> list[Node]:
        """Objects of a subject and predicate, sorted by their N-Triples form."""
        return sorted(self._about.get(subject, {}).get(predicate, ()), key=_key)

    def one(self, subject: Node, predicate: Node) -> Node | None:
        """The first object in that order, if any."""
        return next(iter(self.values(subject, predicate)), None)

    def text(self, subject: Node, predicate: Node) -> str:
        """The first object as text, or the empty string."""
        value = self.one(subject, predicate)
        return "" if value is None else str(value)

    def types(self, subject: Node) -> list[str]:
        """Local names of the ``sk:`` classes of a subject, sorted."""
        kinds = (str(t) for t in self.values(subject, RDF.type))
        return [k.removeprefix(str(SK)) for k in kinds if k.startswith(str(SK))]

    def subjects(self) -> list[URIRef]:
        """Every IRI that something is said about, sorted; evidence and articles left out."""
        hidden = {*self._of_type(SK.Evidence), *self._of_type(SK.Article)}
        return sorted(s for s in self._about if isinstance(s, URIRef) and s not in hidden)

    def statements(self, subject: Node) -> Iterator[tuple[URIRef, Node]]:
        """Predicate and object of each ``sk:`` or made statement about a subject, sorted."""
        for predicate in sorted(self._about.get(subject, {}), key=_key):
            if not isinstance(predicate, URIRef):
                continue
            if predicate.startswith(str(SK)) or predicate in self._made:
                for value in self.values(subject, predicate):
                    yield predicate, value

    def support(self, subject: Node, predicate: Node, value: Node) -> tuple[Support, ...]:
        """Evidence of one statement, in order of article and offset."""
        return tuple(sorted(self._support.get((subject, predicate, value), ())))

    def label(self, subject: Node) -> str:
        """English label if there is one, else the first, else the last part of the IRI."""
        labels = self.values(subject, RDFS.label) or self.values(subject, DCTERMS.title)
        english = [x for x in labels if isinstance(x, Literal) and x.language in ("en", None)]
        for text in (*english, *labels):
            if str(text).strip():
                return str(text)
        return str(subject).rstrip("/#").rpartition("/")[2].replace("-", " ")

    def other_names(self, subject: Node) -> tuple[str, ...]:
        """Every further name of a subject, sorted, each once."""
        names = {str(n) for p in (RDFS.label, SKOS.altLabel) for n in self.values(subject, p)}
        return tuple(sorted(names - {self.label(subject)}))

    def main_events(self) -> set[str]:
        """IRIs of the events that articles are about."""
        return {str(e) for a in self._of_type(SK.Article) for e in self.values(a, SK.mainEvent)}

    def sources(self) -> list[Source]:
        """The articles, by date and IRI."""
        found = [
            Source(
                iri=str(a),
                title=self.text(a, DCTERMS.title) or self.label(a),
                publisher=self._name(a, DCTERMS.publisher),
                issued=self.text(a, DCTERMS.issued),
                authors=tuple(str(c) for c in self.values(a, DCTERMS.creator)),
                url=self.text(a, DCTERMS.source),
            )
            for a in self._of_type(SK.Article)
        ]
        return sorted(found, key=lambda s: (s.issued, s.iri))

    def _name(self, subject: Node, predicate: Node) -> str:
        value = self.one(subject, predicate)
        return self.label(value) if isinstance(value, URIRef) else str(value or "")


def _key(term: Node) -> str:
    return term.n3()
