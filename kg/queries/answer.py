"""What a query answers: a table, a graph, or yes or no; as text, as frames, in a notebook."""

from __future__ import annotations

import csv
import html
import io
import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from importlib import import_module
from typing import Any

from rdflib import Literal, URIRef
from rdflib.term import BNode, Node

from kg.errors import MissingExtra
from kg.queries.saved import SavedQuery
from kg.store import Rows
from kg.vocab import PREFIXES


@dataclass(frozen=True)
class Answer:
    """Rows of rdflib terms under named columns; iterates over the rows.

    ``boolean`` is set for ASK queries; triples of CONSTRUCT queries are rows of three.
    """

    result: Rows
    query: SavedQuery

    @property
    def columns(self) -> tuple[str, ...]:
        """Names of the columns."""
        return self.result.columns

    @property
    def rows(self) -> tuple[tuple[Node | None, ...], ...]:
        """The rows; None where a variable is unbound."""
        return self.result.rows

    @property
    def boolean(self) -> bool | None:
        """The answer of an ASK query; None for other queries."""
        return self.result.boolean

    def __iter__(self) -> Iterator[tuple[Node | None, ...]]:
        return iter(self.rows)

    def __len__(self) -> int:
        return len(self.rows)

    def __bool__(self) -> bool:
        return bool(self.rows) if self.boolean is None else self.boolean

    def values(self) -> list[dict[str, Any]]:
        """Rows as dictionaries of plain Python values (numbers, dates, text)."""
        return [dict(zip(self.columns, map(_python, row), strict=True)) for row in self.rows]

    def to_pandas(self) -> Any:
        """A pandas frame; :class:`MissingExtra` where pandas is not installed."""
        return _library("pandas").DataFrame(self.values(), columns=list(self.columns))

    def to_polars(self) -> Any:
        """A polars frame; :class:`MissingExtra` where polars is not installed."""
        return _library("polars").DataFrame(
            self.values(), schema=list(self.columns), infer_schema_length=None
        )

    def to_csv(self) -> str:
        """SPARQL results in CSV: plain values."""
        stream = io.StringIO()
        writer = csv.writer(stream, lineterminator="\n")
        writer.writerows(self._table(lambda term: str(term)))
        return stream.getvalue()

    def to_tsv(self) -> str:
        """SPARQL results in TSV: terms as in Turtle."""
        if self.boolean is not None:
            return self.to_csv()
        head = "\t".join(f"?{name}" for name in self.columns)
        lines = ["\t".join(_n3(term) for term in row) for row in self.rows]
        return "\n".join([head, *lines]) + "\n"

    def to_json(self) -> str:
        """SPARQL 1.1 Query Results JSON."""
        if self.boolean is not None:
            return json.dumps({"head": {}, "boolean": self.boolean}) + "\n"
        bindings = [
            {c: _json(t) for c, t in zip(self.columns, row, strict=True) if t is not None}
            for row in self.rows
        ]
        document = {"head": {"vars": list(self.columns)}, "results": {"bindings": bindings}}
        return json.dumps(document, ensure_ascii=False, indent=1) + "\n"

    def to_markdown(self) -> str:
        """A Markdown table."""
        head, *rows = self._table(_readable)
        lines = [head, ["---"] * len(head), *rows]
        return "".join("| " + " | ".join(map(_cell, line)) + " |\n" for line in lines)

    def _repr_html_(self) -> str:
        head, *rows = self._table(_readable)
        body = "".join(_html_row("td", row) for row in rows)
        caption = html.escape(self.query.title)
        return f"<table><caption>{caption}</caption>{_html_row('th', head)}{body}</table>"

    def readable(self) -> tuple[list[str], list[list[str]]]:
        """Column names and rows as people read them: prefixed names, plain values."""
        head, *rows = self._table(_readable)
        return head, rows

    def _table(self, text: Callable[[Node], str]) -> list[list[str]]:
        if self.boolean is not None:
            return [["answer"], ["yes" if self.boolean else "no"]]
        rows = [["" if term is None else text(term) for term in row] for row in self.rows]
        return [list(self.columns), *rows]


def _library(name: str) -> Any:
    try:
        return import_module(name)
    except ImportError as error:
        raise MissingExtra(f"{name} is not installed; pip install 'kg[{name}]'") from error


def _html_row(tag: str, cells: list[str]) -> str:
    return "<tr>" + "".join(f"<{tag}>{html.escape(c)}</{tag}>" for c in cells) + "</tr>"


def _cell(text: str) -> str:
    return text.replace("\\", "\\\\").replace("|", "\\|").replace("\n", " ")


def _readable(term: Node) -> str:
    if isinstance(term, URIRef):
        for prefix, namespace in sorted(PREFIXES.items(), key=lambda p: -len(p[1])):
            if term.startswith(namespace):
                return f"{prefix}:{term[len(namespace) :]}"
    return str(term)


def _n3(term: Node | None) -> str:
    if term is None:
        return ""
    if isinstance(term, Literal):
        escaped = str(term).replace("\\", "\\\\").replace('"', '\\"')
        escaped = escaped.replace("\n", "\\n").replace("\r", "\\r").replace("\t", "\\t")
        tail = f"@{term.language}" if term.language else ""
        return f'"{escaped}"{tail}' + (f"^^<{term.datatype}>" if term.datatype else "")
    return term.n3()


def _python(term: Node | None) -> Any:
    if isinstance(term, Literal):
        value = term.toPython()
        return str(term) if isinstance(value, Literal) else value
    return None if term is None else str(term)


def _json(term: Node) -> dict[str, str]:
    if isinstance(term, URIRef):
        return {"type": "uri", "value": str(term)}
    if isinstance(term, BNode):
        return {"type": "bnode", "value": str(term)}
    result = {"type": "literal", "value": str(term)}
    if isinstance(term, Literal) and term.language:
        result["xml:lang"] = term.language
    elif isinstance(term, Literal) and term.datatype:
        result["datatype"] = str(term.datatype)
    return result
