"""JSON-LD with a context, graphs and nodes sorted: the same graph gives the same bytes."""

from __future__ import annotations

import json
from collections import defaultdict
from typing import Any

from rdflib import Dataset, Literal
from rdflib.term import BNode, Node

from kg.store import read_terms
from kg.vocab import PREFIXES, RDF, XSD

#: Namespaces whose terms are written as ``prefix:name``; data IRIs stay whole.
_SHORT = ("dcterms", "k", "prov", "rdf", "rdfs", "schema", "sk", "skos", "xsd")

_Nodes = dict[str, dict[str, set[Node]]]


def jsonld(dataset: Dataset) -> bytes:
    """All graphs of a dataset; the nodes of the default graph stand at the top."""
    graphs: dict[str, _Nodes] = defaultdict(lambda: defaultdict(lambda: defaultdict(set)))
    for s, p, o, name in read_terms(dataset):
        graphs[name][_id(s)][_short(str(p))].add(o)
    top = _node_list(graphs.pop("", {}))
    top += [{"@id": name, "@graph": _node_list(graphs[name])} for name in sorted(graphs)]
    context = {prefix: PREFIXES[prefix] for prefix in _SHORT}
    document = {"@context": context, "@graph": top}
    return (json.dumps(document, ensure_ascii=False, indent=1) + "\n").encode()


def _node_list(nodes: _Nodes) -> list[dict[str, Any]]:
    return [_node(name, nodes[name]) for name in sorted(nodes)]


def _node(name: str, about: dict[str, set[Node]]) -> dict[str, Any]:
    result: dict[str, Any] = {"@id": name}
    for key in sorted(about):
        values = sorted(about[key], key=lambda term: term.n3())
        if key == _short(str(RDF.type)) and not any(isinstance(v, Literal) for v in values):
            result["@type"] = [_id(value) for value in values]
        else:
            result[key] = [_value(value) for value in values]
    return result


def _value(term: Node) -> Any:
    if not isinstance(term, Literal):
        return {"@id": _id(term)}
    if term.language:
        return {"@value": str(term), "@language": term.language}
    if term.datatype and term.datatype != XSD.string:
        return {"@value": str(term), "@type": _short(str(term.datatype))}
    return str(term)


def _id(term: Node) -> str:
    return f"_:{term}" if isinstance(term, BNode) else _short(str(term))


def _short(iri: str) -> str:
    for prefix in _SHORT:
        rest = iri.removeprefix(PREFIXES[prefix])
        # "//" after a colon would read as an absolute IRI.
        if rest != iri and rest and not rest.startswith("//"):
            return f"{prefix}:{rest}"
    return iri
