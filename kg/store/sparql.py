"""SPARQL on the engine, and results that came from elsewhere; rows of rdflib terms."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

import pyoxigraph as ox
from rdflib import Dataset
from rdflib.term import Node

from kg.errors import GraphError, QueryError
from kg.store.dataset import asked, rdflib_term


@dataclass(frozen=True, slots=True)
class Rows:
    """What a query gives: bindings (None where unbound), or triples, or one yes or no."""

    columns: tuple[str, ...]
    rows: tuple[tuple[Node | None, ...], ...]
    kind: str = "table"  # "table", "triples" or "boolean"
    boolean: bool | None = None


def ask_engine(dataset: Dataset, text: str) -> Rows:
    """Runs a query over the union of all graphs; :class:`QueryError` with line and column."""
    try:
        return _rows(asked(dataset).query(text))
    except SyntaxError as error:
        raise QueryError(syntax_problem(error)) from error
    except (RuntimeError, ValueError, OSError) as error:
        raise QueryError(f"the query failed: {' '.join(str(error).split())}") from error


def parse_answer(data: bytes, media_type: str) -> Rows:
    """The answer of an endpoint; :class:`GraphError` where it is not what it says it is."""
    try:
        results = ox.QueryResultsFormat.from_media_type(media_type)
        if results is not None:
            return _rows(ox.parse_query_results(data, format=results))
        syntax = ox.RdfFormat.from_media_type(media_type)
        if syntax is None:
            raise GraphError(f"the endpoint answered with {media_type}, not with query results")
        return _triples(quad.triple for quad in ox.parse(data, format=syntax))
    except (SyntaxError, ValueError) as error:
        raise GraphError(f"the endpoint's answer is malformed: {error}") from error


def _rows(result: ox.QuerySolutions | ox.QueryBoolean | ox.QueryTriples) -> Rows:
    if isinstance(result, ox.QueryBoolean):
        return Rows((), (), kind="boolean", boolean=bool(result))
    if isinstance(result, ox.QueryTriples):
        return _triples(result)
    columns = tuple(variable.value for variable in result.variables)
    rows = tuple(
        tuple(None if term is None else rdflib_term(term) for term in row) for row in result
    )
    return Rows(columns, rows)


def _triples(triples: Iterator[ox.Triple]) -> Rows:
    rows = {tuple(rdflib_term(t) for t in (x.subject, x.predicate, x.object)) for x in triples}
    ordered = sorted(rows, key=lambda row: [term.n3() for term in row])
    return Rows(("subject", "predicate", "object"), tuple(ordered), kind="triples")


def syntax_problem(error: SyntaxError) -> str:
    """What is wrong and where: the engine's text starts with ``error at LINE:COLUMN``."""
    problem = " ".join(str(error.msg).split())
    return re.sub(r"^error at (\d+):(\d+)", r"line \1, column \2", problem)
