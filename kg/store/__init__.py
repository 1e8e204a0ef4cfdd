"""Graphs in memory and on disk: an rdflib ``Dataset`` over the Oxigraph store.

The only part of kg that knows pyoxigraph. rdflib users work with the dataset; loading, querying
and writing go to the engine underneath, which is ten to twenty times faster.
"""

from kg.store.dataset import (
    KnowledgeGraph,
    Quad,
    add,
    drop_graphs,
    graph_lines,
    graph_names,
    load_nquads,
    memory,
    nquads,
    on_disk,
    parse_nquads,
    recorded,
    unite,
)
from kg.store.files import (
    ARCHIVED,
    READABLE,
    load,
    open_graph,
    read_terms,
    serialize,
    write_atomically,
)
from kg.store.sparql import Rows, ask_engine, parse_answer

__all__ = [
    "ARCHIVED",
    "READABLE",
    "KnowledgeGraph",
    "Quad",
    "Rows",
    "add",
    "ask_engine",
    "drop_graphs",
    "graph_lines",
    "graph_names",
    "load",
    "load_nquads",
    "memory",
    "nquads",
    "on_disk",
    "open_graph",
    "parse_answer",
    "parse_nquads",
    "read_terms",
    "recorded",
    "serialize",
    "unite",
    "write_atomically",
]
