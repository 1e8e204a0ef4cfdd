"""The union of all graphs, each statement once: what a query sees where it names no graph.

The engine's own union gives a statement as often as graphs hold it: counts come out wrong, and
every pattern of a join multiplies by the number of articles that name a thing. So the union is
kept as statements, in the default graph: in a store on disk beside the named graphs and marked, in
memory in a copy that is made for queries. The named graphs stay what is recorded.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import pyoxigraph as ox

from kg.vocab import PREFIXES

#: An empty graph of this name says that the default graph holds the union.
_MARK = ox.NamedNode(PREFIXES["graph"] + "union")


def is_united(store: ox.Store) -> bool:
    """Whether the default graph is the union of the named graphs."""
    return store.contains_named_graph(_MARK)


def unite(store: ox.Store) -> None:
    """Make the default graph the union of the named graphs, and keep it so from now on.

    What else the default graph held is lost, so this is for stores that kg fills.
    """
    if not is_united(store):
        store.clear_graph(ox.DefaultGraph())
        store.bulk_extend(_plain(store))
        store.add_graph(_MARK)


def part(store: ox.Store) -> None:
    """Give the default graph back to those who write to it, without the union."""
    if is_united(store):
        store.remove_graph(_MARK)
        store.clear_graph(ox.DefaultGraph())


def united_copy(store: ox.Store) -> ox.Store:
    """A copy in memory whose default graph is the union of all graphs."""
    copy = ox.Store()
    copy.bulk_extend(store)
    copy.bulk_extend(_plain(store))
    return copy


def recorded(store: ox.Store) -> Iterator[ox.Quad]:
    """The quads without the union; in no order."""
    if not is_united(store):
        yield from store
        return
    for name in store.named_graphs():
        yield from store.quads_for_pattern(None, None, None, name)


def names(store: ox.Store) -> list[str]:
    """IRIs of the named graphs, sorted."""
    found = store.named_graphs()
    return sorted(n.value for n in found if isinstance(n, ox.NamedNode) and n != _MARK)


def lines(store: ox.Store, name: str) -> list[str]:
    """Sorted lines of N-Triples of a graph, without their ends; ``""`` is the default graph."""
    graph = ox.NamedNode(name) if name else ox.DefaultGraph()
    text = store.dump(format=ox.RdfFormat.N_TRIPLES, from_graph=graph) or b""
    return sorted(text.decode().split("\n")[:-1])


def load(store: ox.Store, lines: str) -> None:
    """Add N-Quads; the union follows the graphs, so that it never says more than they do."""
    store.bulk_load(input=lines.encode(), format=ox.RdfFormat.N_QUADS)
    if is_united(store):
        store.bulk_extend(_plain(ox.parse(lines, format=ox.RdfFormat.N_QUADS)))


def add(store: ox.Store, quads: Iterable[ox.Quad]) -> None:
    """Add quads in one transaction."""
    added = list(quads)
    store.extend([*added, *_plain(added)] if is_united(store) else added)


def drop(store: ox.Store, graphs: Iterable[str]) -> None:
    """Remove named graphs, and before that from the union what only they say."""
    going = [ox.NamedNode(name) for name in graphs]
    if is_united(store):
        gone = {ox.DefaultGraph(), *going}
        for name in going:
            for quad in store.quads_for_pattern(None, None, None, name):
                kept = store.quads_for_pattern(quad.subject, quad.predicate, quad.object, None)
                if all(other.graph_name in gone for other in kept):
                    store.remove(ox.Quad(quad.subject, quad.predicate, quad.object))
    for name in going:
        store.remove_graph(name)


def _plain(quads: Iterable[ox.Quad]) -> Iterator[ox.Quad]:
    return (ox.Quad(quad.subject, quad.predicate, quad.object) for quad in quads)
