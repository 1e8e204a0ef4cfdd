"""Reads ``ontology/lexicon*.ttl`` (OntoLex-Lemon) into a :class:`Lexicon`."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

from rdflib import Graph, URIRef
from rdflib.term import Node

from kg.errors import DataError
from kg.lexicon.model import Argument, Entry, Lexicon, Sense
from kg.paths import ontology_dir
from kg.vocab import LEXINFO, LX, ONTOLEX, RDF, SK, SKOS, SYNSEM

_FUNCTIONS = {
    LEXINFO.subject: "subject",
    LEXINFO.directObject: "object",
    LEXINFO.prepositionalAdjunct: "pp",
    LEXINFO.prepositionalObject: "object",
    LEXINFO.copulativeArg: "value",
}


def _local(node: Node | None) -> str:
    return "" if node is None else str(node).rpartition("#")[2]


class _Reader:
    """Reads entries out of one graph; errors name the entry."""

    def __init__(self, graph: Graph) -> None:
        self.graph = graph

    def _texts(self, subject: Node, predicate: URIRef) -> tuple[str, ...]:
        return tuple(sorted(str(o) for o in self.graph.objects(subject, predicate)))

    def _number(self, entry: Node, predicate: URIRef) -> int | None:
        value = self.graph.value(entry, predicate)
        return None if value is None else int(str(value))

    def _arguments(self, entry: URIRef) -> dict[Node, Argument]:
        found: dict[Node, Argument] = {}
        for frame in self.graph.objects(entry, SYNSEM.synBehavior):
            for predicate, function in _FUNCTIONS.items():
                for node in self.graph.objects(frame, predicate):
                    markers = self._texts(node, SYNSEM.marker)
                    found[node] = Argument(_local(node), function, markers)
        return found

    def _senses(self, entry: URIRef) -> list[Sense]:
        arguments = self._arguments(entry)
        senses = []
        for node in sorted(self.graph.objects(entry, ONTOLEX.sense), key=str):
            reference = self.graph.value(node, ONTOLEX.reference)
            subject = self.graph.value(node, SYNSEM.subjOfProp)
            object_ = self.graph.value(node, SYNSEM.objOfProp)
            if reference is None or not str(reference).startswith(str(SK)):
                raise DataError(f"lexicon: {_local(node)} has no ontolex:reference in sk:")
            if subject is None or object_ is None:
                raise DataError(f"lexicon: {_local(node)} lacks synsem:subjOfProp or objOfProp")
            confidence = self.graph.value(node, LX.confidence)
            senses.append(
                Sense(
                    property=_local(reference),
                    # An argument that no frame binds is a node that the match creates.
                    subject=arguments.get(subject, Argument(_local(subject), "created")),
                    object=arguments.get(object_, Argument(_local(object_), "created")),
                    domain=_local(self.graph.value(node, SYNSEM.propertyDomain)),
                    range=_local(self.graph.value(node, SYNSEM.propertyRange)),
                    confidence=None if confidence is None else float(str(confidence)),
                )
            )
        return senses

    def _alternations(self, entry: URIRef) -> frozenset[str]:
        return frozenset(
            _local(alternation)
            for frame in self.graph.objects(entry, SYNSEM.synBehavior)
            for alternation in self.graph.objects(frame, LX.alternation)
        )

    def _forms(self, entry: URIRef, types: frozenset[str]) -> dict[str, set[str]]:
        forms: dict[str, set[str]] = {"all": set(), "participle": set(), "plural": set()}
        for predicate in (ONTOLEX.canonicalForm, ONTOLEX.otherForm):
            for form in self.graph.objects(entry, predicate):
                texts = self._texts(form, ONTOLEX.writtenRep)
                if "Honorific" not in types:
                    texts = tuple(text.lower() for text in texts)
                forms["all"].update(texts)
                if (form, LEXINFO.number, LEXINFO.plural) in self.graph:
                    forms["plural"].update(texts)
                past = (form, LEXINFO.tense, LEXINFO.past) in self.graph
                if past and (form, LEXINFO.verbFormMood, LEXINFO.participle) in self.graph:
                    forms["participle"].update(texts)
        return forms

    def entry(self, node: URIRef) -> Entry:
        """Read one entry."""
        graph = self.graph
        types = frozenset(_local(t) for t in graph.objects(node, RDF.type) if str(t) in LX)
        forms = self._forms(node, types)
        canonical = graph.value(node, ONTOLEX.canonicalForm)
        lemmas = self._texts(canonical, ONTOLEX.writtenRep) if canonical is not None else ()
        if not lemmas:
            raise DataError(f"lexicon: {_local(node)} has no canonical form")
        denotes = graph.value(node, ONTOLEX.denotes)
        return Entry(
            id=_local(node),
            part_of_speech=_local(graph.value(node, LEXINFO.partOfSpeech)),
            lemma=lemmas[0],
            forms=tuple(sorted(forms["all"])),
            participles=tuple(sorted(forms["participle"])),
            plurals=tuple(sorted(forms["plural"])),
            senses=tuple(self._senses(node)),
            alternations=self._alternations(node),
            denotes=None if denotes is None else str(denotes),
            scope=str(graph.value(node, LX.eventScope) or "") or None,
            modifier=str(graph.value(node, LX.modifier) or "") or None,
            lower_offset=self._number(node, LX.lowerOffset),
            upper_offset=self._number(node, LX.upperOffset),
            modality=str(graph.value(node, LX.modality) or "") or None,
            types=types,
            examples=self._texts(node, SKOS.example),
            counter_examples=self._texts(node, LX.counterExample),
        )


def load(paths: list[Path]) -> Lexicon:
    """Read lexicon files. Raises DataError naming the file or the entry that is wrong."""
    graph = Graph()
    for path in paths:
        try:
            graph.parse(path, format="turtle")
        except Exception as error:  # rdflib's parser raises many kinds
            raise DataError(f"{path}: not valid Turtle: {error}".splitlines()[0]) from error
    nodes = {s for s in graph.subjects(ONTOLEX.canonicalForm) if isinstance(s, URIRef)}
    reader = _Reader(graph)
    return Lexicon(tuple(reader.entry(node) for node in sorted(nodes, key=str)))


@lru_cache(maxsize=1)
def lexicon() -> Lexicon:
    """The lexicon that ships with the program (or stands in the checkout)."""
    return load(sorted(ontology_dir().glob("lexicon-*.ttl")))
