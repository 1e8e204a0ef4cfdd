"""The engine under rdflib's dataset: queries see the union of all graphs, each statement once."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

import pyoxigraph as ox
from oxrdflib.store import OxigraphStore
from rdflib.graph import DATASET_DEFAULT_GRAPH_ID, Graph
from rdflib.query import Result

from kg.store import union

#: How rdflib says that a query is about the union of all graphs.
_UNION = "__UNION__"


class UnionStore(OxigraphStore):
    """rdflib's view of an Oxigraph store that knows about :mod:`kg.store.union`."""

    def __init__(self, store: ox.Store) -> None:
        super().__init__(store=store)
        self._copy: ox.Store | None = None

    def asked(self) -> ox.Store:
        """The store that queries are put to; in memory a copy that lasts until the next change."""
        if union.is_united(self._inner):
            return self._inner
        if self._copy is None:
            self._copy = union.united_copy(self._inner)
        return self._copy

    def changed(self) -> None:
        """Forget the copy."""
        self._copy = None

    def taken(self) -> None:
        """Leave the default graph to those who write through rdflib or load files."""
        union.part(self._inner)
        self.changed()

    def query(
        self,
        query: Any,
        initNs: Mapping[str, Any],  # noqa: N803
        initBindings: Mapping[str, Any],  # noqa: N803
        queryGraph: str,  # noqa: N803
        **kwargs: object,
    ) -> Result:
        """Answers a query; over the union unless it is put to one graph."""
        if queryGraph != _UNION:
            return super().query(query, initNs, initBindings, queryGraph, **kwargs)
        names = {**self._namespace_for_prefix, **initNs}
        return OxigraphStore(store=self.asked()).query(query, names, initBindings, "", **kwargs)

    def triples(self, triple_pattern: Any, context: Graph | None = None) -> Iterator[Any]:
        """Matching triples with the graphs that hold them, of which the union is none."""
        found = super().triples(triple_pattern, context)
        if context is not None or not union.is_united(self._inner):
            return found
        return (
            (triple, iter((graph,)))
            for triple, graphs in found
            for graph in graphs
            if graph is not None and graph.identifier != DATASET_DEFAULT_GRAPH_ID
        )

    def add(self, triple: Any, context: Graph, quoted: bool = False) -> None:
        """Adds a triple."""
        self.taken()
        super().add(triple, context, quoted)

    def addN(self, quads: Iterable[Any]) -> None:  # noqa: N802
        """Adds quads."""
        self.taken()
        super().addN(quads)

    def remove(self, triple: Any, context: Graph | None = None) -> None:
        """Removes what matches."""
        self.taken()
        super().remove(triple, context)

    def update(self, *arguments: Any, **options: Any) -> None:
        """Runs a SPARQL update."""
        self.taken()
        super().update(*arguments, **options)

    def remove_graph(self, graph: Graph) -> None:
        """Removes a graph."""
        self.taken()
        super().remove_graph(graph)
