"""The SHACL shapes, run on a graph: what they object to, and whose fault it is.

Shapes are parsed once a process. The data is given the class tree of the ontology and nothing is
inferred, so a misplaced thing cannot become what its place demands.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from pyshacl.graph_abstraction import DataGraph
from pyshacl.pytypes import SHACLExecutor
from pyshacl.shapes_graph import ShapesGraph
from rdflib import Graph, Literal, URIRef
from rdflib.term import Node

from kg import ontology
from kg.vocab import RDFS, SH

SEVERITIES = {SH.Violation: "violation", SH.Warning: "warning", SH.Info: "info"}

_AMOUNTS = {
    SH.MaxCountConstraintComponent: "max",
    SH.UniqueLangConstraintComponent: "max",
    SH.MinCountConstraintComponent: "min",
}


@dataclass(frozen=True, slots=True)
class Violation:
    """One objection of one shape to one node."""

    shape: str  # local name of the node shape, such as "Event"
    severity: str  # "violation", "warning" or "info"
    focus: URIRef
    path: URIRef | None  # the property looked at, also where the shape looks at it backwards
    inverse: bool  # the focus is the object of ``path``
    value: URIRef | Literal | None
    #: What is wrong is a number of values: "max" (too many), "min" (too few), or neither.
    amount: str | None
    #: Properties whose objects the shape is about, where it has no path.
    target_properties: tuple[URIRef, ...]
    message: str


def violations(triples: Iterable[tuple[Node, Node, Node]]) -> list[Violation]:
    """What the shapes object to in these triples, sorted; warnings and infos included."""
    data = Graph()
    for triple in triples:
        data.add(triple)
    for edge in _class_tree():
        data.add(edge)
    target, executor = DataGraph.from_rdflib(data), SHACLExecutor()
    found: set[Violation] = set()
    for shape in _shapes().shapes:
        _, reports = shape.validate(executor, target)
        found.update(_violation(triples) for _, _, triples in reports)
    return sorted(found, key=_order)


def _order(v: Violation) -> tuple[str, ...]:
    value = "" if v.value is None else v.value.n3()
    return v.shape, v.focus, v.path or "", value, v.message, v.severity


def _violation(report: Iterable[tuple[Node, Node, Any]]) -> Violation:
    """Reads the triples of one validation result."""
    parts: dict[Node, Any] = {}
    for _, predicate, value in sorted(report, key=lambda triple: str(triple[1])):
        parts.setdefault(predicate, value[1] if isinstance(value, tuple) else value)
    shapes = ontology.shapes()
    owner = next(shapes.subjects(SH.property, parts[SH.sourceShape]), parts[SH.sourceShape])
    path, inverse = _path(parts.get(SH.resultPath))
    targets = shapes.objects(owner, SH.targetObjectsOf)
    return Violation(
        shape=str(owner).rpartition("#")[2],
        severity=SEVERITIES.get(parts[SH.resultSeverity], "violation"),
        focus=parts[SH.focusNode],
        path=path,
        inverse=inverse,
        value=parts.get(SH.value),
        amount=_AMOUNTS.get(parts[SH.sourceConstraintComponent]),
        target_properties=tuple(sorted(t for t in targets if isinstance(t, URIRef))),
        message=str(parts[SH.resultMessage]),
    )


def _path(node: Node | None) -> tuple[URIRef | None, bool]:
    """The property of a plain or inverse path; other paths have none."""
    if isinstance(node, URIRef):
        return node, False
    backwards = ontology.shapes().value(node, SH.inversePath) if node is not None else None
    return (backwards, True) if isinstance(backwards, URIRef) else (None, False)


@lru_cache(maxsize=1)
def _shapes() -> ShapesGraph:
    return ShapesGraph(ontology.shapes())


@lru_cache(maxsize=1)
def _class_tree() -> tuple[tuple[Node, Node, Node], ...]:
    return tuple(ontology.ontology().triples((None, RDFS.subClassOf, None)))
