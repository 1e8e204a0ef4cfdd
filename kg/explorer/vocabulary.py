"""The terms of this graph for completion in the editor: prefixes, classes, properties, counts."""

from __future__ import annotations

from typing import Any

from rdflib import URIRef

from kg.explorer.asking import Ask, table
from kg.explorer.results import shortened
from kg.ontology import label
from kg.vocab import PREFIXES

_CLASSES = "SELECT ?term (COUNT(DISTINCT ?s) AS ?n) WHERE { ?s a ?term } GROUP BY ?term"
_PROPERTIES = "SELECT ?term (COUNT(*) AS ?n) WHERE { ?s ?term ?o } GROUP BY ?term"


async def vocabulary(ask: Ask) -> dict[str, Any]:
    """What can be completed, the most used first."""
    return {
        "prefixes": PREFIXES,
        "classes": _terms(await table(ask, _CLASSES)),
        "properties": _terms(await table(ask, _PROPERTIES)),
    }


def _terms(found: list[dict[str, str]]) -> list[dict[str, Any]]:
    counted = [(row["term"], int(row["n"])) for row in found if "term" in row]
    return [
        {"iri": term, "short": _written(term), "label": label(URIRef(term)), "count": count}
        for term, count in sorted(counted, key=lambda pair: (-pair[1], pair[0]))
    ]


def _written(term: str) -> str:
    short = shortened(term)
    return f"<{term}>" if short == term or "/" in short else short
