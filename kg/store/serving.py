"""Answering SPARQL in bytes: what a server's worker process does with the engine."""

from __future__ import annotations

import io
import json
import re
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Any

import pyoxigraph as ox

from kg.errors import GraphError, QueryError
from kg.store.sparql import syntax_problem
from kg.store.union import is_united, part

#: Media types of tables and of yes or no, the preferred one first.
TABLES = (
    "application/sparql-results+json",
    "application/sparql-results+xml",
    "text/csv",
    "text/tab-separated-values",
    "application/json",
    "application/xml",
)
#: Media types of graphs, the preferred one first.
GRAPHS = (
    "text/turtle",
    "application/n-triples",
    "application/ld+json",
    "application/rdf+xml",
    "application/trig",
    "application/n-quads",
)
_JSON = ("application/sparql-results+json", "application/json")
#: What stands between two rows of a table, at least.
_BETWEEN_ROWS = {
    "application/sparql-results+json": b"},{",
    "application/json": b"},{",
    "application/sparql-results+xml": b"<result>",
    "application/xml": b"<result>",
    "text/csv": b"\n",
    "text/tab-separated-values": b"\n",
}
#: Bytes of an answer that the engine may write before its rows are counted.
_SHORT = 1_000_000

#: What may stand between keywords: names in brackets, strings, comments, variables, short names.
_NO_KEYWORD = re.compile(
    r'<[^<>"{}|^`\\\x00-\x20]*>'
    r'|"""(?:[^"\\]|\\.|"(?!""))*"""|\'\'\'(?:[^\'\\]|\\.|\'(?!\'\'))*\'\'\''
    r'|"(?:[^"\\\n]|\\.)*"|\'(?:[^\'\\\n]|\\.)*\''
    r"|#[^\n]*|[?$]\w+|[\w.-]*:[\w.:%\\-]*",
    re.DOTALL,
)


@dataclass(frozen=True, slots=True)
class Question:
    """A query and what the protocol says beside it; ``None`` where it says nothing."""

    query: str
    tables: str = _JSON[0]  # media type of an answer that is a table or yes or no
    graphs: str = GRAPHS[1]  # media type of an answer that is a graph
    default_graphs: tuple[str, ...] = ()
    named_graphs: tuple[str, ...] = ()
    rows: int | None = None


@dataclass(frozen=True, slots=True)
class Reply:
    """An answer; ``truncated`` where it has been cut at the row limit."""

    body: bytes
    media: str
    truncated: bool = False


def refuse_remote(text: str) -> None:
    """:class:`QueryError` where a query or update would make the engine ask other servers."""
    for word in ("SERVICE", "LOAD"):
        if _has_keyword(text, word):
            raise QueryError(f"{word} is refused: this server asks no others")


def _has_keyword(text: str, word: str) -> bool:
    return re.search(rf"\b{word}\b", _NO_KEYWORD.sub(" ", text), re.IGNORECASE) is not None


class Reader:
    """A store on disk, read only, as it was when the reader was made."""

    def __init__(self, path: Path) -> None:
        self._store = ox.Store.read_only(str(path))
        self._united = is_united(self._store)

    def answer(self, question: Question) -> Reply:
        """The answer; :class:`QueryError` where the query is wrong or asks for too much."""
        refuse_remote(question.query)
        try:
            found = self._ask(question)
            if isinstance(found, ox.QueryTriples):
                return _graph(found, question)
            short = _short_table(found, question)
            if short is not None:
                return short
            return _table(self._ask(question), question)
        except SyntaxError as error:
            raise QueryError(syntax_problem(error)) from error
        except (RuntimeError, ValueError, OSError) as error:
            raise QueryError(f"the query failed: {' '.join(str(error).split())}") from error

    def graph(self, name: str | None, media: str) -> Reply | None:
        """One named graph, or the default graph for None; None where there is no such graph."""
        term = ox.DefaultGraph() if name is None else ox.NamedNode(name)
        if name is not None and not self._store.contains_named_graph(term):
            return None
        quads = self._store.quads_for_pattern(None, None, None, term)
        return Reply(_written((q.triple for q in quads), media), media)

    def _ask(self, question: Question) -> Any:
        return self._store.query(question.query, **self._dataset(question))

    def _dataset(self, question: Question) -> dict[str, Any]:
        if question.default_graphs or question.named_graphs:
            return {
                "default_graph": [ox.NamedNode(name) for name in question.default_graphs],
                "named_graphs": [ox.NamedNode(name) for name in question.named_graphs],
            }
        # A query that names its own data set means that and not the union.
        apart = not self._united and not _has_keyword(question.query, "FROM")
        return {"use_default_graph_as_union": apart}


def update(path: Path, text: str) -> None:
    """Run a SPARQL update on a store; :class:`QueryError` where it is wrong."""
    refuse_remote(text)
    try:
        ox.Store().update(text)  # a malformed one must not cost the store its union
        store = _writable(path)
        part(store)
        store.update(text)
        store.flush()
    except SyntaxError as error:
        raise QueryError(syntax_problem(error)) from error


def write_graph(path: Path, name: str | None, body: bytes | None, media: str, *, add: bool) -> bool:
    """Replace, add to, or (without body) remove a graph; whether it was there before."""
    term = ox.DefaultGraph() if name is None else ox.NamedNode(name)
    syntax = ox.RdfFormat.from_media_type(media)
    if body is not None and syntax is None:
        raise QueryError(f"{media}: not a syntax for graphs")
    store = _writable(path)
    before = name is None or store.contains_named_graph(term)
    try:
        parsed = list(ox.parse(body, format=syntax, rename_blank_nodes=True)) if body else []
    except (SyntaxError, ValueError) as error:
        raise QueryError(f"the graph cannot be read: {' '.join(str(error).split())}") from error
    part(store)
    if not add:
        store.clear_graph(term)
        if body is None and name is not None:
            store.remove_graph(term)
    store.extend(ox.Quad(q.subject, q.predicate, q.object, term) for q in parsed)
    store.flush()
    return before


def _writable(path: Path) -> ox.Store:
    try:
        return ox.Store(str(path))
    except OSError as error:
        raise GraphError(f"{path}: cannot be written ({' '.join(str(error).split())})") from error


def _graph(triples: ox.QueryTriples, question: Question) -> Reply:
    limit = question.rows
    kept = list(triples if limit is None else islice(triples, limit + 1))
    truncated = limit is not None and len(kept) > limit
    body = _written(kept[:limit] if truncated else kept, question.graphs)
    return Reply(body, question.graphs, truncated)


def _written(triples: Any, media: str) -> bytes:
    syntax = ox.RdfFormat.from_media_type(media)
    return ox.serialize(triples, format=syntax) or b""


def _table(found: ox.QuerySolutions, question: Question) -> Reply:
    """A table cut at the row limit: as JSON, from which the engine writes the other forms."""
    media, limit = question.tables, question.rows
    names = [variable.value for variable in found.variables]
    rows = [
        {n: _term(row[n]) for n in names if row[n] is not None}
        for row in (found if limit is None else islice(found, limit + 1))
    ]
    truncated = limit is not None and len(rows) > limit
    document = {"head": {"vars": names}, "results": {"bindings": rows[:limit]}}
    body = json.dumps(document, ensure_ascii=False, separators=(",", ":")).encode("utf-8")
    if media not in _JSON:
        parsed = ox.parse_query_results(body, format=ox.QueryResultsFormat.JSON)
        body = parsed.serialize(format=_results_format(media)) or b""
    return Reply(body, media, truncated)


class _Full(Exception):
    """An answer is larger than a short one."""


class _Short(io.BytesIO):
    """Takes what is written up to a size."""

    def write(self, data: Any) -> int:
        if self.tell() + len(data) > _SHORT:
            raise _Full
        return super().write(data)


def _short_table(found: ox.QuerySolutions | ox.QueryBoolean, question: Question) -> Reply | None:
    """A small answer as the engine writes it, which is fast; None where it may be over a limit."""
    buffer = _Short()
    try:
        found.serialize(buffer, format=_results_format(question.tables))
    except _Full:
        return None
    body = buffer.getvalue()
    # Text may hold the mark between rows too: then there seem to be more rows, never fewer.
    limit = question.rows
    if limit is not None and body.count(_BETWEEN_ROWS[question.tables]) >= limit:
        return None
    return Reply(body, question.tables)


def _results_format(media: str) -> ox.QueryResultsFormat:
    found = ox.QueryResultsFormat.from_media_type(media)
    assert found is not None, media
    return found


def _term(term: Any) -> dict[str, Any]:
    """A term in SPARQL 1.1 Query Results JSON."""
    if isinstance(term, ox.NamedNode):
        return {"type": "uri", "value": term.value}
    if isinstance(term, ox.BlankNode):
        return {"type": "bnode", "value": term.value}
    if isinstance(term, ox.Triple):
        parts = ("subject", "predicate", "object")
        return {"type": "triple", "value": {name: _term(getattr(term, name)) for name in parts}}
    fields = {"type": "literal", "value": term.value}
    if term.language:
        return {**fields, "xml:lang": term.language}
    if term.datatype.value == "http://www.w3.org/2001/XMLSchema#string":
        return fields
    return {**fields, "datatype": term.datatype.value}
