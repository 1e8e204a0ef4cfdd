"""An answer as the page shows it: a table with linked names, a chart, a picture."""

from __future__ import annotations

import asyncio
from collections import defaultdict
from dataclasses import dataclass
from typing import Any

from rdflib import Literal, URIRef
from rdflib.term import Node

from kg.explorer.addresses import page_of
from kg.explorer.asking import Ask, iris, is_iri, is_table, parse, table
from kg.explorer.chart import Chart, chart
from kg.explorer.formats import formats_of
from kg.explorer.neighbours import things
from kg.explorer.wording import best_name
from kg.ontology import label
from kg.store import Rows
from kg.vocab import GRAPH, ID, PREFIXES, SK

#: Rows of the table on the page; downloads hold all. Things in the picture of an answer.
ROWS, DRAWN = 500, 300

_NAMES = """
SELECT DISTINCT ?thing ?name WHERE {
  VALUES ?thing { %s } ?thing ?p ?name FILTER (?p IN (rdfs:label, dcterms:title))
}
"""


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell: its words, a link where it is a thing, its language, whether it is a number."""

    text: str
    href: str = ""
    title: str = ""
    language: str = ""
    number: bool = False


@dataclass(frozen=True, slots=True)
class Results:
    """An answer in all forms of the page. ``picture`` is None where there is nothing to draw."""

    columns: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]
    total: int
    boolean: bool | None
    chart: Chart | None
    picture: dict[str, Any] | None
    formats: tuple[str, ...]


async def results(ask: Ask, answer: bytes) -> Results:
    """The answer of a query, with the names of the things in it."""
    rows = await asyncio.to_thread(parse, answer)
    shown = rows.rows[:ROWS]
    names = await _names(ask, {str(t) for row in shown for t in row if isinstance(t, URIRef)})
    return Results(
        columns=rows.columns,
        rows=tuple(tuple(_cell(term, names) for term in row) for row in shown),
        total=len(rows.rows),
        boolean=rows.boolean,
        chart=chart(rows) if is_table(answer) else None,
        picture=await _picture(ask, rows),
        formats=formats_of(answer),
    )


async def _names(ask: Ask, found: set[str]) -> dict[str, str]:
    """Names of the things of the graph; a graph of an article has the article's name."""
    articles = {name: _article(name) for name in found}
    wanted = {article for article in articles.values() if article.startswith(str(ID))}
    if not wanted:
        return {}
    labels: dict[str, set[str]] = defaultdict(set)
    for row in await table(ask, _NAMES % iris(wanted)):
        labels[row["thing"]].add(row["name"])
    known = {thing: best_name(texts) for thing, texts in labels.items()}
    return {name: known[article] for name, article in articles.items() if article in known}


def _article(name: str) -> str:
    if name.startswith(str(GRAPH)):
        return str(ID) + name.removeprefix(str(GRAPH)).removesuffix("/evidence")
    return name


def _cell(term: Node | None, names: dict[str, str]) -> Cell:
    if term is None:
        return Cell("")
    if isinstance(term, Literal):
        number = str(term.datatype or "").rpartition("#")[2] in ("integer", "decimal", "double")
        return Cell(str(term), language=term.language or "", number=number)
    text = str(term)
    if not (isinstance(term, URIRef) and is_iri(text)):
        return Cell(text)
    if term.startswith(str(SK)):
        return Cell(label(term), title=text)
    return Cell(names.get(text) or shortened(text), href=page_of(text), title=text)


def shortened(iri: str) -> str:
    """An IRI with a prefix of the house, or as it is."""
    for prefix, namespace in sorted(PREFIXES.items(), key=lambda pair: -len(pair[1])):
        if iri.startswith(namespace):
            return f"{prefix}:{iri.removeprefix(namespace)}"
    return iri


async def _picture(ask: Ask, rows: Rows) -> dict[str, Any] | None:
    """Triples between things, or the things of a row, which are joined to its first one."""
    pairs: list[tuple[str, str, str]] = []
    for row in rows.rows:
        if rows.kind == "triples":
            subject, predicate, value = row
            if isinstance(value, URIRef) and value.startswith(str(ID)):
                pairs.append((str(subject), str(value), label(URIRef(str(predicate)))))
        else:
            columns = zip(rows.columns, row, strict=True)
            own = [(c, str(t)) for c, t in columns if t and str(t).startswith(str(ID))]
            pairs += [(own[0][1], other, c) for c, other in own[1:]]
    seen: dict[str, None] = {}
    for source, target, _ in pairs:
        if len(seen) + 2 <= DRAWN:
            seen.setdefault(source)
            seen.setdefault(target)
    known = await things(ask, [name for name in seen if is_iri(name)])
    edges = [
        {"from": source, "to": target, "label": words}
        for source, target, words in dict.fromkeys(pairs)
        if source in known and target in known and source != target
    ]
    everything = len({end for source, target, _ in pairs for end in (source, target)})
    if not edges:
        return None
    return {"things": list(known.values()), "edges": edges, "left_out": everything - len(known)}
