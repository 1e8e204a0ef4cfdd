"""Where a picture comes from: a graph at hand or a copy of an endpoint's, and a query's answer."""

from __future__ import annotations

from rdflib import Dataset, Literal, URIRef
from rdflib.term import Node

from kg import endpoint
from kg.errors import GraphError, QueryError
from kg.queries import open_graph_or_endpoint
from kg.queries import query as ask
from kg.store import KnowledgeGraph, add, memory
from kg.view.facts import Triple
from kg.vocab import INFERRED_GRAPH, META_GRAPH, ONTOLOGY_GRAPH

#: Everything but the ontology and what was inferred, whether or not the endpoint's default graph
#: is the union of its named graphs.
_ALL = f"""{{ SELECT DISTINCT ?s ?p ?o WHERE {{
  {{ ?s ?p ?o }} UNION {{ GRAPH ?g {{ ?s ?p ?o }}
  FILTER(?g NOT IN (<{ONTOLOGY_GRAPH}>, <{INFERRED_GRAPH}>)) }} }} }}"""


def open_for_view(graph: str, query: str | None = None) -> tuple[Dataset, frozenset[Triple] | None]:
    """The dataset in a file, archive, store or endpoint, and the triples that a query makes of it.

    ``query`` is the name of a saved query, a file, or SPARQL. :class:`QueryError` where it is not
    a CONSTRUCT query, :class:`GraphError` where the graph cannot be read.
    """
    opened = open_graph_or_endpoint(graph)
    dataset = _copy(opened) if isinstance(opened, str) else opened
    return dataset, None if query is None else _constructed(dataset, query)


def _constructed(dataset: Dataset, query: str) -> frozenset[Triple]:
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


def _copy(url: str) -> KnowledgeGraph:
    """All that an endpoint holds; :class:`GraphError` where it gives less than it says it has."""
    counted = endpoint.ask(url, f"SELECT (COUNT(*) AS ?n) WHERE {_ALL}").rows
    rows = endpoint.ask(url, f"CONSTRUCT {{ ?s ?p ?o }} WHERE {_ALL}").rows
    number = counted[0][0] if counted else None
    if not isinstance(number, Literal) or len(rows) < int(number):
        raise GraphError(
            f"{url}: the endpoint gave {len(rows):,} of {number or 'its'} statements; "
            "draw from the file or store behind it"
        )
    dataset = memory()
    add(dataset, ((*triple, META_GRAPH) for row in rows if (triple := _triple(row))))
    return dataset
