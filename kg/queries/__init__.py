"""Saved and own queries: found by name, filled with parameters, run on graphs and endpoints."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from rdflib import Dataset

from kg import endpoint
from kg.errors import QueryError
from kg.queries.answer import Answer
from kg.queries.bind import Value, bind
from kg.queries.saved import KINDS, Parameter, SavedQuery, find, queries
from kg.store import ask_engine, open_graph

__all__ = [
    "KINDS",
    "Answer",
    "Parameter",
    "SavedQuery",
    "Value",
    "bind",
    "find",
    "open_graph_or_endpoint",
    "queries",
    "query",
]


def query(
    graph: Dataset | str | Path,
    text: str,
    parameters: Mapping[str, Value] | None = None,
    *,
    timeout: float = endpoint.TIMEOUT,
) -> Answer:
    """Answers a query.

    ``graph`` is a dataset, an RDF file, an on-disk store, or a SPARQL endpoint's address;
    ``text`` is the name of a saved query, a file, or SPARQL itself. :class:`QueryError` where the
    query is unknown, malformed or lacks a parameter, :class:`GraphError` where the graph cannot
    be read. ``timeout`` in seconds counts for endpoints.
    """
    saved = find(text)
    filled = bind(saved, parameters or {})
    if not isinstance(graph, Dataset):
        graph = open_graph_or_endpoint(graph)
    if isinstance(graph, str):
        return Answer(endpoint.ask(graph, filled, timeout=timeout), saved)
    try:
        return Answer(ask_engine(graph, filled), saved)
    except QueryError as error:
        raise QueryError(f"{saved.source}: {error}") from error


def open_graph_or_endpoint(graph: str | Path) -> Dataset | str:
    """The dataset in a file or store; an address stays an address."""
    if endpoint.is_address(graph):
        return str(graph)
    return open_graph(Path(graph))
