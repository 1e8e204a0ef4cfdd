"""What a picture is drawn from: a graph and, where a query chooses, the triples that it makes."""

from __future__ import annotations

from rdflib import Dataset, URIRef
from rdflib.term import Node

from kg.errors import QueryError
from kg.queries import query as ask
from kg.view.facts import Triple


def constructed(dataset: Dataset, query: str) -> frozenset[Triple]:
    """The triples that a CONSTRUCT query makes of a dataset.

    ``query`` is the name of a saved query, a file, or SPARQL; :class:`QueryError` where it is none
    or asks for something else than triples.
    """
    answer = ask(dataset, query)
    if answer.result.kind != "triples":
        raise QueryError(
            f"{answer.query.source}: a picture needs a CONSTRUCT query, "
            "for example CONSTRUCT WHERE { ?s ?p ?o }"
        )
    return frozenset(triple for row in answer.rows if (triple := _triple(row)))


def _triple(row: tuple[Node | None, ...]) -> Triple | None:
    subject, predicate, value = row
    if isinstance(subject, URIRef) and predicate is not None and value is not None:
        return subject, predicate, value
    return None
