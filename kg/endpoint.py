"""SPARQL endpoints over HTTP: asking them, and fetching the whole graph that one holds."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from kg import http, store
from kg.errors import GraphError, QueryError
from kg.store import KnowledgeGraph, Quad, Rows, parse_answer
from kg.vocab import GRAPH

_ACCEPT = (
    "application/sparql-results+json, application/sparql-results+xml;q=0.8, "
    "application/n-triples;q=0.7, text/turtle;q=0.6"
)
#: Seconds to wait for an answer.
TIMEOUT = http.TIMEOUT
#: Rows in an answer: many endpoints cut longer ones off.
PAGE = 5000

_SIZES = f"""SELECT ?g (COUNT(*) AS ?n) WHERE {{ GRAPH ?g {{ ?s ?p ?o }}
  FILTER(STRSTARTS(STR(?g), "{GRAPH}")) }} GROUP BY ?g"""
# The inner query is sorted as a whole: some endpoints refuse to skip far into a sorted answer.
_PAGE = """SELECT ?g ?s ?p ?o WHERE {{ {{ SELECT ?g ?s ?p ?o WHERE {{
  VALUES ?g {{ {names} }} GRAPH ?g {{ ?s ?p ?o }} }} ORDER BY ?g ?s ?p ?o }} }}
  LIMIT {limit} OFFSET {offset}"""


def is_address(text: object) -> bool:
    """Whether a text is the address of an endpoint and not the name of a file."""
    return str(text).startswith(("http://", "https://"))


def ask(url: str, text: str, *, timeout: float = TIMEOUT) -> Rows:
    """The endpoint's answer; :class:`QueryError` if it refuses the query, else GraphError."""
    with http.client(timeout=timeout) as client:
        return _ask(client, url, text, pauses=())


def _ask(
    client: http.Client, url: str, text: str, *, pauses: tuple[float, ...] | None = None
) -> Rows:
    answer = http.send(
        client, "POST", url, data={"query": text}, headers={"Accept": _ACCEPT},
        accepted=(400,), pauses=pauses,
    )  # fmt: skip
    if answer.status_code == 400:
        said = " ".join(answer.text[:2000].split())[:200]
        raise QueryError(f"{url}: the endpoint refuses the query: {said}")
    media_type = answer.headers.get("Content-Type", "").partition(";")[0].strip()
    return parse_answer(answer.content, media_type)


def open_graph(source: str | Path) -> KnowledgeGraph:
    """The graph in an RDF file, in an archive, or behind the address of an endpoint.

    A file and an endpoint's graph are read into memory. :class:`GraphError` where it is none.
    """
    return fetch(str(source)) if is_address(source) else store.open_graph(source)


def fetch(url: str, *, timeout: float = TIMEOUT) -> KnowledgeGraph:
    """All graphs of kg that an endpoint holds, in memory.

    Raises GraphError where there are none, or where the endpoint cuts its answers short.
    """
    graph = store.memory()
    with http.client(timeout=timeout) as client:
        sizes = {str(g): int(str(n)) for g, n in _ask(client, url, _SIZES).rows}
        if not sizes:
            raise GraphError(f"{url}: holds no graph that kg has made")
        for batch in _batches(sizes):
            store.add(graph, _quads(client, url, batch))
    return graph


@dataclass(frozen=True, slots=True)
class _Batch:
    """Graphs that are fetched together."""

    names: tuple[str, ...]
    size: int


def _batches(sizes: dict[str, int]) -> Iterator[_Batch]:
    names: list[str] = []
    size = 0
    for name, count in sorted(sizes.items()):
        if names and size + count > PAGE:
            yield _Batch(tuple(names), size)
            names, size = [], 0
        names.append(name)
        size += count
    yield _Batch(tuple(names), size)


def _quads(client: http.Client, url: str, batch: _Batch) -> Iterable[Quad]:
    found: list[Quad] = []
    for offset in range(0, batch.size, PAGE):
        names = " ".join(f"<{name}>" for name in batch.names)
        rows = _ask(client, url, _PAGE.format(names=names, limit=PAGE, offset=offset)).rows
        # A literal can be false, as the number 0 is; only unbound variables are None.
        found += [
            (s, p, o, g)
            for g, s, p, o in rows
            if s is not None and p is not None and o is not None and g is not None
        ]
    if len(found) != batch.size:
        raise GraphError(
            f"{url}: gave {len(found):,} of {batch.size:,} statements; it cuts its answers short"
        )
    return found
