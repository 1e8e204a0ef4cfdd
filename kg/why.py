"""Why a graph says something: each statement with the passages that support it."""

from __future__ import annotations

import difflib
from collections import defaultdict
from dataclasses import dataclass

from rdflib import Dataset, Literal, URIRef
from rdflib.term import Node

from kg.errors import GraphError
from kg.iri import article_iri
from kg.model import Span
from kg.ontology import label, properties
from kg.reading import read
from kg.store import ask_engine
from kg.vocab import PREFIXES

_HEAD = "".join(f"PREFIX {prefix}: <{iri}>\n" for prefix, iri in PREFIXES.items())


@dataclass(frozen=True, slots=True)
class Source:
    """One passage that supports a statement, and the article that it stands in."""

    article: str
    title: str
    publisher: str
    issued: str
    sentence: int
    span: Span
    quote: str
    rule: str
    confidence: float
    modality: str
    #: Where the names of subject and object stand in the quote (offsets from its start).
    marks: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Explanation:
    """One statement, with labels for people, and its sources in text order."""

    subject: URIRef
    predicate: URIRef
    object: Node
    subject_label: str
    predicate_label: str
    object_label: str
    sources: tuple[Source, ...]


def why(
    dataset: Dataset, subject: str, predicate: str | None = None, object: str | None = None
) -> list[Explanation]:
    """The statements about a thing with the passages that support them, sorted.

    Each part is a prefixed name (``sk:hostedBy``), an IRI, or a label in any case; an object may
    also be a literal's text. :class:`GraphError` lists close matches where a part is unknown, and
    all matches where it is ambiguous.
    """
    names = _Names(dataset)
    node = names.find(subject)
    wanted = None if predicate is None else _property(predicate)
    return _explanations(dataset, names, node, wanted, object)


class _Names:
    """The labels of all things, both ways."""

    def __init__(self, dataset: Dataset) -> None:
        query = "SELECT DISTINCT ?s ?p ?l WHERE { VALUES ?p { rdfs:label skos:altLabel } ?s ?p ?l }"
        self.by_label: dict[str, set[URIRef]] = defaultdict(set)
        self.of: dict[Node, list[str]] = defaultdict(list)
        rows = sorted(ask_engine(dataset, _HEAD + query).rows, key=str)
        for node, kind, text in sorted(rows, key=lambda row: not str(row[1]).endswith("#label")):
            if isinstance(node, URIRef) and kind is not None:
                self.by_label[str(text).casefold()].add(node)
                self.of[node].append(str(text))
        subjects = ask_engine(dataset, "SELECT DISTINCT ?s WHERE { ?s ?p ?o }").rows
        self.known = {str(row[0]) for row in subjects}

    def find(self, name: str) -> URIRef:
        """The thing of this name; :class:`GraphError` where there is none or more than one."""
        iri = expand(name)
        if iri is not None and str(iri) in self.known:
            return iri
        matches = sorted(self.by_label.get(name.casefold(), ()))
        if len(matches) == 1:
            return matches[0]
        if matches:
            listed = ", ".join(f"<{match}>" for match in matches)
            raise GraphError(f"{name}: more than one thing has this name: {listed}")
        raise GraphError(f"{name}: nothing in the graph has this name{self._close(name)}")

    def _close(self, name: str) -> str:
        folded = name.casefold()
        within = sorted((k for k in self.by_label if folded and folded in k), key=len)[:3]
        close = within or difflib.get_close_matches(folded, sorted(self.by_label), n=3)
        labels = sorted(self.of[min(self.by_label[key])][0] for key in close)
        return f"; did you mean: {', '.join(dict.fromkeys(labels))}?" if labels else ""

    def label(self, term: Node) -> str:
        """First label of a thing; a literal's text; else the end of the IRI."""
        if isinstance(term, Literal):
            return str(term)
        return self.of[term][0] if self.of.get(term) else label(URIRef(str(term)))


def expand(name: str) -> URIRef | None:
    """The IRI that a prefixed name or an IRI (with or without angle brackets) stands for."""
    name = name.removeprefix("<").removesuffix(">")
    prefix, colon, local = name.partition(":")
    if not colon:
        return None
    return URIRef(PREFIXES[prefix] + local) if prefix in PREFIXES else URIRef(name)


def _property(name: str) -> URIRef:
    iri = expand(name)
    if iri is not None:
        return iri
    by_name = {str(p).rpartition("#")[2].casefold(): p for p in properties()}
    by_name |= {label(p).casefold(): p for p in properties()}
    by_name |= {"type": URIRef(PREFIXES["rdf"] + "type"), "a": URIRef(PREFIXES["rdf"] + "type")}
    by_name |= {"label": URIRef(PREFIXES["rdfs"] + "label")}
    if name.casefold() in by_name:
        return by_name[name.casefold()]
    close = difflib.get_close_matches(name.casefold(), sorted(by_name), n=3)
    hint = f"; did you mean: {', '.join(close)}?" if close else ""
    raise GraphError(f"{name}: no property has this name{hint}")


_EVIDENCE = (
    _HEAD
    + """
SELECT DISTINCT ?predicate ?object ?source ?title ?publisher ?issued ?sentence ?start ?end ?quote
  ?rule ?confidence ?modality WHERE {
  ?evidence rdf:subject <%s> ; rdf:predicate ?predicate ; rdf:object ?object ;
    prov:hadPrimarySource ?source ; sk:sentenceIndex ?sentence ; sk:charStart ?start ;
    sk:charEnd ?end ; sk:quote ?quote ; sk:ruleId ?rule ; sk:confidence ?confidence .
  OPTIONAL { ?evidence sk:modality ?modality }
  OPTIONAL { ?source dcterms:title ?title }
  OPTIONAL { ?source dcterms:publisher ?publisher }
  OPTIONAL { ?source dcterms:issued ?issued }
}
ORDER BY ?source ?start ?end ?rule
"""
)


def _explanations(
    dataset: Dataset, names: _Names, node: URIRef, wanted: URIRef | None, value: str | None
) -> list[Explanation]:
    found: dict[tuple[URIRef, Node], list[Source]] = defaultdict(list)
    for predicate, term, *rest in ask_engine(dataset, _EVIDENCE % node).rows:
        if not isinstance(predicate, URIRef) or term is None:
            continue
        if wanted in (None, predicate) and (value is None or _is(term, value, names)):
            marks = names.of[node] + (names.of[term] if term in names.of else [str(term)])
            found[predicate, term].append(_source(rest, marks))
    if not found:
        asked = " ".join(part for part in (wanted, value) if part)
        raise GraphError(
            f"{names.label(node)}: no evidence for {asked or 'anything'}; "
            "evidence is in .trig, .nq and stores, not in .ttl"
        )
    return [
        Explanation(
            node, p, o, names.label(node), label(p), names.label(o), tuple(found[p, o])
        )
        for p, o in sorted(found, key=lambda key: (label(key[0]), key[1].n3()))
    ]  # fmt: skip


def _is(term: Node, value: str, names: _Names) -> bool:
    if str(term) == value or term == expand(value):
        return True
    known = names.of[term] if term in names.of else [str(term), names.label(term)]
    return value.casefold() in [name.casefold() for name in known]


def _source(row: list[Node | None], names: list[str]) -> Source:
    source, title, publisher, issued, sentence, start, end, quote, rule, sure, modality = (
        "" if term is None else str(term) for term in row
    )
    return Source(
        article=source,
        title=title,
        publisher=publisher,
        issued=issued,
        sentence=int(sentence),
        span=Span(int(start), int(end)),
        quote=quote,
        rule=rule,
        confidence=float(sure),
        modality=modality or "asserted",
        marks=_marks(quote, names),
    )


def _marks(quote: str, names: list[str]) -> tuple[Span, ...]:
    """Where names stand in a quote, longest first, none inside another, sorted."""
    folded = quote.casefold() if len(quote.casefold()) == len(quote) else quote
    found: list[Span] = []
    for name in sorted(set(names), key=lambda n: (-len(n), n)):
        start = folded.find(name.casefold())
        if name and start >= 0:
            span = Span(start, start + len(name))
            if all(span.end <= other.start or span.start >= other.end for other in found):
                found.append(span)
    return tuple(sorted(found))


def article_texts(report: str) -> dict[str, str]:
    """Texts of the articles in a report file, by the articles' IRIs."""
    return {str(article_iri(article)): article.text for article in read(report)}
