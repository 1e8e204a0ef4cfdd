"""Graphs to files of every supported format; the suffix decides."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from rdflib import Dataset

from kg import store
from kg.errors import GraphError
from kg.export.jsonld import jsonld
from kg.export.tables import write_tables
from kg.network import gexf, graphml
from kg.vocab import IDENTITY_GRAPH

__all__ = ["FORMATS", "check_format", "export"]

#: Suffix and name of every format; no suffix or ``.csv`` is a folder of CSV tables.
FORMATS = {
    ".ttl": "Turtle (facts)",
    ".trig": "TriG (everything)",
    ".nq": "N-Quads (everything)",
    ".nt": "N-Triples (facts)",
    ".jsonld": "JSON-LD (everything)",
    ".rdf": "RDF/XML (facts)",
    ".xml": "RDF/XML (facts)",
    ".graphml": "GraphML (facts)",
    ".gexf": "GEXF (facts)",
    ".csv": "CSV tables (a folder)",
}

_OTHER: dict[str, Callable[[Dataset], bytes]] = {
    ".graphml": graphml,
    ".gexf": gexf,
    ".jsonld": jsonld,
}


def check_format(path: Path) -> None:
    """:class:`GraphError` where the suffix names no format or the folder does not exist."""
    if path.suffix.lower() not in FORMATS:
        known = ", ".join(sorted(FORMATS))
        raise GraphError(f"{path}: unknown format (known suffixes: {known})")
    if not path.parent.is_dir():
        raise GraphError(f"{path}: the folder {path.parent} does not exist")


def export(dataset: Dataset, path: str | Path) -> None:
    """Writes a graph in the format of the suffix of ``path``; ``.csv`` names a folder of tables.

    Formats without named graphs hold the facts, the articles and the kinds, but no evidence. The
    same graph gives the same bytes.
    """
    path = Path(path)
    check_format(path)
    suffix = path.suffix.lower()
    if suffix == ".csv":
        write_tables(dataset, path)
    elif suffix in _OTHER:
        store.write_atomically(path, [_OTHER[suffix](dataset)])
    else:
        keep = None if suffix in (".trig", ".nq") else _is_fact_graph
        store.write_atomically(path, [store.serialize(dataset, suffix, keep)])


def _is_fact_graph(name: str) -> bool:
    return not name.endswith("/evidence") and name != str(IDENTITY_GRAPH)
