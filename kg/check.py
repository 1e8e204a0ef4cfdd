"""Checks a graph: the shapes, and the laws in ``queries/checks``. Reports, never repairs."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from rdflib import Dataset, URIRef
from rdflib.term import Node

from kg import ontology, store
from kg.errors import DataError
from kg.gate import Violation as Objection
from kg.gate import violations
from kg.paths import queries_dir
from kg.queries import queries
from kg.vocab import ONTOLOGY_GRAPH, SK

Triple = tuple[Node, Node, Node]

#: What a row of ``severity.txt`` may say; only the first fails ``kg check``.
SEVERITIES = ("violation", "warning", "info")


@dataclass(frozen=True, slots=True, order=True)
class Violation:
    """One thing that is wrong, or looks wrong, in a graph."""

    severity: str  # "violation", "warning" or "info"
    check: str  # name of the check, or "shape:NAME"
    entity: str
    property: str
    value: str
    message: str


def check(dataset: Dataset) -> list[Violation]:
    """Everything the shapes and the checks object to: violations first, then sorted."""
    found = {*_shapes(dataset), *_checks(dataset)}
    return sorted(found, key=lambda v: (SEVERITIES.index(v.severity), v))


def _shapes(dataset: Dataset) -> list[Violation]:
    graphs: dict[str, set[Triple]] = defaultdict(set)
    for s, p, o, name in store.read_terms(dataset):
        if name != str(ONTOLOGY_GRAPH):
            graphs[name].add((s, p, o))
    found = violations({triple for triples in graphs.values() for triple in triples})
    return [
        Violation(
            severity, f"shape:{v.shape}", _text(v.focus), _text(v.path), _text(v.value), v.message
        )
        for v, severity in _by_source(found, graphs)
    ]


def _by_source(
    found: list[Objection], graphs: dict[str, set[Triple]]
) -> Iterator[tuple[Objection, str]]:
    """Objections with their severity: what no article says by itself is a mere disagreement.

    Two start dates from two articles are a warning; two from one article, or an end before the
    start in one article, stay what they are.
    """
    doubtful = [v for v in found if v.severity == "violation" and _compares_values(v)]
    if not doubtful:
        yield from ((v, v.severity) for v in found)
        return
    foci = {v.focus for v in doubtful}
    alone = {
        (v.shape, v.focus, v.path)
        for triples in graphs.values()
        if any(s in foci or o in foci for s, _, o in triples)
        for v in violations(triples)
    }
    for v in found:
        shared = v in doubtful and (v.shape, v.focus, v.path) not in alone
        yield v, "warning" if shared else v.severity


def _compares_values(v: Objection) -> bool:
    """Whether an objection is to values that exclude each other: too many, or out of order."""
    return v.amount == "max" or v.path in (SK.startDate, SK.countLower)


def _checks(dataset: Dataset) -> list[Violation]:
    whole = _with_ontology(dataset)
    # A file of facts alone (.ttl) cannot be blamed for the evidence it has no place for.
    has_evidence = bool(store.ask_engine(whole, _ANY_EVIDENCE).rows)
    return [
        Violation(severities()[query.name], query.name, *_row(row), query.question)
        for query in queries("checks")
        if has_evidence or query.name != "statement-without-evidence"
        for row in store.ask_engine(whole, query.text).rows
    ]


def _row(row: tuple[Node | None, ...]) -> tuple[str, str, str]:
    """Every check has the same three columns."""
    entity, about, value = row
    return _text(entity), _text(about), _text(value)


_ANY_EVIDENCE = "SELECT ?node WHERE { ?node <https://w3id.org/summitkg/ontology#quote> ?q } LIMIT 1"


def _with_ontology(dataset: Dataset) -> store.KnowledgeGraph:
    """A copy that also holds the ontology: some laws are about its terms."""
    whole = store.memory()
    whole.oxigraph.extend(store.recorded(dataset))
    terms = ontology.ontology()
    store.add(whole, ((s, p, o, ONTOLOGY_GRAPH) for s, p, o in terms))
    return whole


@lru_cache(maxsize=1)
def severities() -> dict[str, str]:
    """How serious each check is; :class:`DataError` where the list and the files differ."""
    path = queries_dir() / "severity.txt"
    rows = [
        line.split()
        for line in path.read_text(encoding="utf-8").splitlines()
        if line.strip() and not line.startswith("#")
    ]
    found = dict(rows)
    names = {query.name for query in queries("checks")}
    if found.keys() != names or not set(found.values()) <= set(SEVERITIES):
        problem = ", ".join(sorted(found.keys() ^ names)) or "an unknown severity"
        raise DataError(f"{path}: must name each check once with its severity; see {problem}")
    return found


def _text(term: Node | None) -> str:
    if term is None:
        return ""
    return str(term) if isinstance(term, URIRef) else term.n3()
