"""The dataset that kg hands out, and the way from it to the engine underneath."""

from __future__ import annotations

import html
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from functools import lru_cache
from pathlib import Path

import pyoxigraph as ox
from rdflib import Dataset, Literal, URIRef
from rdflib.graph import DATASET_DEFAULT_GRAPH_ID
from rdflib.term import BNode, Node

from kg.errors import GraphError
from kg.ontology import label
from kg.store import union
from kg.store.underneath import UnionStore
from kg.vocab import PREFIXES, RDF, SK

Quad = tuple[Node, Node, Node, Node]


class KnowledgeGraph(Dataset):
    """An rdflib ``Dataset`` over an Oxigraph store; its default graph is the union of all.

    Shows itself in a notebook as a table of what it holds.
    """

    def __init__(self, store: ox.Store, *, writable: bool = True) -> None:
        self._under = UnionStore(store)
        super().__init__(store=self._under, default_union=True)
        self.oxigraph = store
        self._writable = writable
        for prefix, namespace in PREFIXES.items():
            self.bind(prefix, namespace, replace=True)

    def asked(self) -> ox.Store:
        """The store that queries are put to: its default graph is the union of all graphs."""
        return self._under.asked()

    def changed(self) -> None:
        """To be called after a change to ``oxigraph``."""
        self._under.changed()

    def taken(self) -> None:
        """To be called before a change to ``oxigraph`` that does not care for the union."""
        self._under.taken()

    def close(self, commit_pending_transaction: bool = False) -> None:
        """Writes everything to disk and lets go of the store, so that others can open it."""
        if self._writable:
            self.oxigraph.flush()
        super().close(commit_pending_transaction)
        del self.oxigraph

    def _repr_html_(self) -> str:
        """Table of the classes and how many things of each there are."""
        pattern = (None, ox.NamedNode(str(RDF.type)), None, None)
        types = {(q.subject, q.object) for q in self.oxigraph.quads_for_pattern(*pattern)}
        names = [o.value for _, o in types if isinstance(o, ox.NamedNode)]
        counts = Counter(name for name in names if name.startswith(str(SK)))
        rows = "".join(
            f"<tr><td>{html.escape(label(URIRef(name)))}</td><td>{counts[name]}</td></tr>"
            for name in sorted(counts)
        )
        caption = f"Knowledge graph, {len(self.oxigraph)} statements"
        return (
            f"<table><caption>{caption}</caption>"
            f"<tr><th>class</th><th>things</th></tr>{rows}</table>"
        )


def memory() -> KnowledgeGraph:
    """An empty graph in memory."""
    return KnowledgeGraph(ox.Store())


def on_disk(path: Path, *, create: bool = False) -> KnowledgeGraph:
    """The store in a folder; :class:`GraphError` where it is not one or another program has it.

    With ``create`` it is made where needed and can be written to; without, it is read only.
    """
    if not create and not (path / "CURRENT").is_file():
        raise GraphError(f"{path}: no graph here; build one with kg build ... -o {path}")
    try:
        store = ox.Store(str(path)) if create else ox.Store.read_only(str(path))
    except OSError as error:
        problem = " ".join(str(error).split())
        if "lock" in problem.lower():
            problem = "another program is using this store; try again when it has finished"
        elif "space" in problem.lower():
            problem = "the disk is full; make room and give the same command again"
        raise GraphError(f"{path}: {problem}") from error
    return KnowledgeGraph(store, writable=create)


def engine(dataset: Dataset) -> ox.Store:
    """The Oxigraph store under a dataset; a copy in memory where it is another kind of dataset."""
    if isinstance(dataset, KnowledgeGraph):
        return dataset.oxigraph
    inner = getattr(dataset.store, "_store", None)
    if isinstance(inner, ox.Store):
        return inner
    store = ox.Store()
    store.extend(ox_quad(quad) for quad in dataset.quads((None, None, None, None)))
    return store


def asked(dataset: Dataset) -> ox.Store:
    """The store that queries are put to: its default graph is the union of all graphs."""
    if isinstance(dataset, KnowledgeGraph):
        return dataset.asked()
    return union.united_copy(engine(dataset))


def recorded(dataset: Dataset) -> Iterator[ox.Quad]:
    """The quads of a dataset, each once in every graph that holds it; in no order."""
    return union.recorded(engine(dataset))


def add(dataset: KnowledgeGraph, quads: Iterable[Quad]) -> None:
    """Adds quads in one transaction."""
    union.add(dataset.oxigraph, (ox_quad(quad) for quad in quads))
    dataset.changed()


def nquads(quads: Iterable[Quad]) -> str:
    """Quads as sorted lines of N-Quads, each once."""
    return "".join(sorted({f"{ox_quad(quad)} .\n" for quad in quads}))


def parse_nquads(lines: str) -> Iterator[Quad]:
    """The quads of lines of N-Quads, their literals as written."""
    for quad in ox.parse(lines, format=ox.RdfFormat.N_QUADS):
        terms = (quad.subject, quad.predicate, quad.object)
        subject, predicate, value = map(rdflib_term, terms)
        name = quad.graph_name
        graph = DATASET_DEFAULT_GRAPH_ID if isinstance(name, ox.DefaultGraph) else rdflib_term(name)
        yield subject, predicate, value, graph


def load_nquads(dataset: KnowledgeGraph, lines: str) -> None:
    """Adds N-Quads without a transaction: fast, and whole only when it returns."""
    union.load(dataset.oxigraph, lines)
    dataset.changed()


def graph_names(dataset: Dataset) -> list[str]:
    """Names of the named graphs, sorted."""
    return union.names(engine(dataset))


def graph_lines(dataset: Dataset, name: str) -> list[str]:
    """The statements of one graph as sorted lines of N-Triples, without line ends."""
    return union.lines(engine(dataset), name)


def lines_by_graph(
    dataset: Dataset, keep: Callable[[str], bool] | None = None
) -> dict[str, list[str]]:
    """:func:`graph_lines` of all graphs, or of those that ``keep`` chooses by their IRI.

    The default graph is ``""``; where it is the union of the others it is left out.
    """
    inner = engine(dataset)
    default = [] if union.is_united(inner) else [""]
    chosen = [n for n in [*default, *union.names(inner)] if keep is None or keep(n)]
    return {name: found for name in chosen if (found := union.lines(inner, name))}


def drop_graphs(dataset: KnowledgeGraph, names: Iterable[str]) -> None:
    """Removes whole named graphs."""
    union.drop(dataset.oxigraph, names)
    dataset.changed()


def unite(dataset: KnowledgeGraph) -> None:
    """Keep the union of all graphs in the store from now on; for a store that is only kg's."""
    union.unite(dataset.oxigraph)


def ox_quad(quad: Iterable[Node | None]) -> ox.Quad:
    """The engine's form of a quad."""
    subject, predicate, value, graph = quad
    name = ox.DefaultGraph() if graph in (None, DATASET_DEFAULT_GRAPH_ID) else _node(graph)
    return ox.Quad(_node(subject), ox.NamedNode(str(predicate)), ox_term(value), name)


def ox_term(term: Node | None) -> ox.NamedNode | ox.BlankNode | ox.Literal:
    """The engine's form of a term."""
    if not isinstance(term, Literal):
        return _node(term)
    if term.language:
        return ox.Literal(str(term), language=term.language)
    datatype = ox.NamedNode(str(term.datatype)) if term.datatype else None
    return ox.Literal(str(term), datatype=datatype)


def _node(term: Node | None) -> ox.NamedNode | ox.BlankNode:
    if isinstance(term, BNode):
        return ox.BlankNode(str(term))
    return ox.NamedNode(str(term))


@lru_cache(maxsize=1 << 14)
def rdflib_term(
    term: ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple,
) -> URIRef | BNode | Literal:
    """The house form of a term of the engine; :class:`GraphError` for a quoted triple.

    Remembered, because the rows of an answer name the same few things again and again and
    rdflib's literals are slow to make.
    """
    if isinstance(term, ox.NamedNode):
        return URIRef(term.value)
    if isinstance(term, ox.BlankNode):
        return BNode(term.value)
    if isinstance(term, ox.Triple):
        raise GraphError("a statement about a statement (RDF-star) cannot be shown")
    if term.language:
        return Literal(term.value, lang=term.language)
    if term.datatype.value == "http://www.w3.org/2001/XMLSchema#string":
        return Literal(term.value)
    return Literal(term.value, datatype=URIRef(term.datatype.value), normalize=False)
