"""The seam to the engine: SPARQL goes out as text, rows of rdflib terms come back.

Every IRI and every string that reaches a query passes :func:`iri` or :func:`string`, so that
nothing a visitor sends can become query text.
"""

from __future__ import annotations

import asyncio
import re
from collections.abc import Awaitable, Iterable
from typing import Protocol

from rdflib.term import Node

from kg.errors import QueryError
from kg.store import Rows, parse_answer
from kg.vocab import PREFIXES

HEAD = "".join(f"PREFIX {prefix}: <{namespace}>\n" for prefix, namespace in PREFIXES.items())
_IRI = re.compile(r"[A-Za-z][A-Za-z0-9+.\-]*:[^\s<>\"{}|\\^`\x00-\x20\x7f\ud800-\udfff]+")


class Ask(Protocol):
    """Answers a query over the union of all named graphs.

    SELECT and ASK give SPARQL 1.1 Query Results JSON, CONSTRUCT and DESCRIBE give N-Triples.
    Raises a :class:`kg.errors.KGError`: :class:`kg.errors.QueryError` where the text is wrong.
    """

    def __call__(self, query: str, /) -> Awaitable[bytes]:
        """The answer as bytes."""


class Texts(Protocol):
    """Gives the text of an article by its IRI, "" where it is not kept."""

    def __call__(self, article: str, /) -> Awaitable[str]:
        """The text."""


def is_iri(text: str) -> bool:
    """Whether a text is an absolute IRI that can stand in a query."""
    return len(text) <= 4000 and _IRI.fullmatch(text) is not None


def iri(text: str) -> str:
    """An IRI as a term of a query; :class:`QueryError` where it is none."""
    if not is_iri(text):
        raise QueryError(f"not an absolute IRI: {text[:100]!r}")
    return f"<{text}>"


def iris(texts: Iterable[str]) -> str:
    """Terms for ``VALUES``: sorted, each once; what cannot stand in a query is left out."""
    return " ".join(f"<{text}>" for text in sorted({t for t in texts if is_iri(t)}))


def string(text: str) -> str:
    """A text as a string of a query."""
    escaped = "".join(
        f"\\u{ord(c):04X}" if c in '"\\' or ord(c) < 0x20 or 0xD800 <= ord(c) < 0xE000 else c
        for c in text
    )
    return f'"{escaped}"'


def is_table(answer: bytes) -> bool:
    """Whether an answer is SPARQL Results JSON; if not, it is N-Triples."""
    return answer.lstrip()[:1] == b"{"


def parse(answer: bytes) -> Rows:
    """The rows of an answer in either form."""
    if is_table(answer):
        return parse_answer(answer, "application/sparql-results+json")
    return parse_answer(answer, "application/n-triples")


async def rows(ask: Ask, query: str) -> Rows:
    """Asks with the house's prefixes declared; large answers are parsed beside the event loop."""
    answer = await ask(HEAD + query)
    if len(answer) < 200_000:
        return parse(answer)
    return await asyncio.to_thread(parse, answer)


def triples_of(answer: Rows) -> list[tuple[Node, Node, Node]]:
    """The triples of a CONSTRUCT query. A literal may be false, so None is asked for."""
    return [
        (s, p, o) for s, p, o in answer.rows if s is not None and p is not None and o is not None
    ]


async def table(ask: Ask, query: str) -> list[dict[str, str]]:
    """Rows of a SELECT as texts by column; unbound columns are left out."""
    found = await rows(ask, query)
    return [
        {c: str(t) for c, t in zip(found.columns, row, strict=True) if t is not None}
        for row in found.rows
    ]
