"""Answers and descriptions as files, and which of them a client asks for."""

from __future__ import annotations

from rdflib.graph import DATASET_DEFAULT_GRAPH_ID

from kg.errors import QueryError
from kg.explorer.asking import is_table, parse, triples_of
from kg.export.jsonld import jsonld
from kg.media import best
from kg.queries import Answer, SavedQuery
from kg.store import KnowledgeGraph, Rows, add, memory, serialize

#: Name in ``?format=`` to media type.
TABLES = {
    "csv": "text/csv",
    "json": "application/sparql-results+json",
    "tsv": "text/tab-separated-values",
}
GRAPHS = {
    "ttl": "text/turtle",
    "jsonld": "application/ld+json",
    "nt": "application/n-triples",
    "rdf": "application/rdf+xml",
}
MEDIA = {"html": "text/html", **TABLES, **GRAPHS}


def formats_of(answer: bytes) -> tuple[str, ...]:
    """Names of the formats that an answer can be had in."""
    return ("csv", "json", "tsv") if is_table(answer) else ("ttl", "jsonld", "nt", "csv")


def convert(answer: bytes, name: str) -> bytes:
    """An answer in a format; :class:`QueryError` where it has no such form."""
    if name not in formats_of(answer):
        known = ", ".join(formats_of(answer))
        raise QueryError(f"this answer cannot be had as {name[:20]!r} (formats: {known})")
    if name == "json":
        return answer
    rows = parse(answer)
    if name in TABLES:
        table = Answer(rows, SavedQuery("", "", "query", ""))
        return (table.to_csv() if name == "csv" else table.to_tsv()).encode()
    return write(rows, name)


def write(rows: Rows, name: str) -> bytes:
    """Triples in a syntax of :data:`GRAPHS`, sorted."""
    graph = _graph(rows)
    return jsonld(graph) if name == "jsonld" else serialize(graph, f".{name}")


def _graph(rows: Rows) -> KnowledgeGraph:
    graph = memory()
    add(graph, [(*triple, DATASET_DEFAULT_GRAPH_ID) for triple in triples_of(rows)])
    return graph


def negotiate(accept: str, offered: tuple[str, ...]) -> str:
    """The format that an ``Accept`` header wants most; the first offered where it wants none.

    >>> negotiate("text/turtle, text/html;q=0.5", ("html", "ttl"))
    'ttl'
    >>> negotiate("*/*", ("html", "ttl")), negotiate("image/png", ("html", "ttl"))
    ('html', 'html')
    """
    wanted = best(accept, [MEDIA[name] for name in offered])
    return next((name for name in offered if MEDIA[name] == wanted), offered[0])
