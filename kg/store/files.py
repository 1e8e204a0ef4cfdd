"""Graphs in files: reading every RDF syntax, and writing so that nothing is left half-written."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

import pyoxigraph as ox
from rdflib import Dataset
from rdflib.term import Node

from kg.errors import GraphError
from kg.store.canonical import trig, turtle
from kg.store.dataset import (
    KnowledgeGraph,
    lines_by_graph,
    memory,
    on_disk,
    rdflib_term,
    recorded,
)
from kg.vocab import PREFIXES

#: Folder of the store inside an archive.
ARCHIVED = "store"
READABLE = {
    ".ttl": ox.RdfFormat.TURTLE,
    ".nt": ox.RdfFormat.N_TRIPLES,
    ".nq": ox.RdfFormat.N_QUADS,
    ".trig": ox.RdfFormat.TRIG,
    ".jsonld": ox.RdfFormat.JSON_LD,
    ".rdf": ox.RdfFormat.RDF_XML,
    ".xml": ox.RdfFormat.RDF_XML,
}


def open_graph(path: str | Path) -> KnowledgeGraph:
    """The graph in an RDF file (read into memory), in an archive, or in an on-disk store."""
    path = Path(path)
    if path.is_dir():
        inside = path / ARCHIVED
        return on_disk(inside if inside.is_dir() else path)
    dataset = memory()
    load(dataset, path)
    return dataset


def load(dataset: KnowledgeGraph, path: Path) -> None:
    """Adds a file to a dataset; :class:`GraphError` with line and column where it is malformed."""
    known = READABLE.get(path.suffix.lower())
    if not path.exists():
        raise GraphError(f"{path}: no such file")
    if known is None:
        raise GraphError(f"{path}: not a graph (known suffixes: {', '.join(sorted(READABLE))})")
    dataset.taken()
    try:
        dataset.oxigraph.bulk_load(path=str(path), format=known)
    except SyntaxError as error:
        where = f"{path}:{error.lineno}:{error.offset}" if error.lineno else str(path)
        raise GraphError(f"{where}: {_one_line(error.msg)}") from error
    except UnicodeDecodeError as error:
        raise GraphError(f"{path}: not UTF-8 text") from error
    except (OSError, ValueError) as error:
        raise GraphError(f"{path}: cannot be read ({_one_line(error)})") from error


def _one_line(problem: object) -> str:
    return " ".join(str(problem).split())


def serialize(dataset: Dataset, suffix: str, keep: Callable[[str], bool] | None = None) -> bytes:
    """Canonical bytes of a dataset in the syntax of ``suffix``.

    ``.nq`` and ``.trig`` hold the graphs apart; ``.ttl``, ``.nt``, ``.rdf`` and ``.xml`` hold
    their union. ``keep`` chooses graphs by IRI (the default graph is ``""``).
    """
    graphs = lines_by_graph(dataset, keep)
    if suffix == ".trig":
        return "".join(trig(graphs)).encode()
    if suffix == ".nq":
        return "".join(sorted(_nquads(graphs))).encode()
    merged = sorted({line for lines in graphs.values() for line in lines})
    if suffix == ".ttl":
        return "".join(turtle(merged)).encode()
    text = "".join(f"{line}\n" for line in merged)
    return text.encode() if suffix == ".nt" else _rdf_xml(text)


def read_terms(dataset: Dataset) -> Iterator[tuple[Node, Node, Node, str]]:
    """All quads with rdflib terms and the graph's IRI (``""``: default graph), in no order."""
    for quad in recorded(dataset):
        subject, value = rdflib_term(quad.subject), rdflib_term(quad.object)
        name = "" if isinstance(quad.graph_name, ox.DefaultGraph) else quad.graph_name.value
        yield subject, rdflib_term(quad.predicate), value, name


def _nquads(graphs: dict[str, list[str]]) -> Iterator[str]:
    for name, lines in graphs.items():
        end = f"<{name}> .\n" if name else ".\n"
        yield from (line[:-1] + end for line in lines)


def _rdf_xml(ntriples: str) -> bytes:
    triples = (q.triple for q in ox.parse(ntriples, format=ox.RdfFormat.N_TRIPLES))
    return ox.serialize(triples, format=ox.RdfFormat.RDF_XML, prefixes=PREFIXES) or b""


def write_atomically(path: Path, pieces: Iterable[bytes]) -> None:
    """Writes beside ``path`` and moves the finished file there; :class:`GraphError` on failure."""
    temporary: Path | None = None
    try:
        handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
        temporary = Path(name)
        with os.fdopen(handle, "wb") as stream:
            stream.writelines(pieces)
        temporary.chmod(0o644)
        temporary.replace(path)
    except OSError as error:
        raise GraphError(f"{path}: cannot be written ({error.strerror})") from error
    finally:
        if temporary is not None:
            temporary.unlink(missing_ok=True)
