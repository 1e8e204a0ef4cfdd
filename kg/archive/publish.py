"""From the manifest to the store: only what changed is touched."""

from __future__ import annotations

import json
from collections.abc import Iterator
from itertools import islice

from rdflib import URIRef

from kg import store
from kg.archive.layout import Layout
from kg.archive.manifest import Manifest, Reading
from kg.iri import graphs_of
from kg.ontology import classes, superclasses
from kg.vocab import META_GRAPH, SK

_STATEMENTS = """
SELECT (COUNT(*) AS ?n) WHERE {
  SELECT DISTINCT ?s ?p ?o WHERE {
    GRAPH ?g { ?s ?p ?o } FILTER(STRSTARTS(STR(?g), "https://w3id.org/summitkg/graph/article/")
      && !STRENDS(STR(?g), "/evidence")) } }
"""

_EVENTS = """
SELECT (COUNT(DISTINCT ?event) AS ?n) WHERE { VALUES ?class { CLASSES } ?event a ?class }
"""

#: Articles whose graphs are replaced before the manifest notes it.
_BATCH = 500


def publish(layout: Layout, manifest: Manifest) -> dict[str, int]:
    """Bring store and ledger to what the manifest holds; what is in them and what changed.

    A graph is replaced before the manifest notes it, so after a crash it is replaced once more,
    with the same content. :class:`GraphError` where the store cannot be written.
    """
    readings = manifest.readings()
    graph = store.on_disk(layout.store, create=True)
    try:
        changes = _update(graph, manifest, readings)
        contents = {"articles": len(readings), **_contents(graph)}
    finally:
        graph.close()
    return {**contents, **changes, **_write_ledger(layout, manifest, readings)}


def _update(
    graph: store.KnowledgeGraph, manifest: Manifest, readings: list[Reading]
) -> dict[str, int]:
    before = manifest.published()
    pending = [r for r in readings if before.get(r.iri) != r.key]
    gone = sorted(before.keys() - {r.iri for r in readings})
    replaced = sum(r.iri in before for r in pending)
    for batch in _batches(pending):
        _replace(graph, manifest, batch)
    store.drop_graphs(graph, (name for iri in gone for name in graphs_of(URIRef(iri))))
    if replaced or gone:
        # What articles share (kinds of counted things, the run) may have lost its last user.
        store.drop_graphs(graph, [META_GRAPH])
        for reading in readings:
            store.load_nquads(graph, _shared(manifest, reading))
    graph.oxigraph.flush()
    manifest.publish({}, gone)
    return {"added": len(pending) - replaced, "replaced": replaced, "removed": len(gone)}


def _batches(pending: list[Reading]) -> Iterator[list[Reading]]:
    rest = iter(pending)
    while batch := list(islice(rest, _BATCH)):
        yield batch


def _replace(graph: store.KnowledgeGraph, manifest: Manifest, batch: list[Reading]) -> None:
    store.drop_graphs(graph, (name for r in batch for name in graphs_of(URIRef(r.iri))))
    lines = "".join(manifest.text_of("quads", reading.key) for reading in batch)
    store.load_nquads(graph, lines)
    graph.oxigraph.flush()
    manifest.publish({r.iri: r.key for r in batch}, [])


def _shared(manifest: Manifest, reading: Reading) -> str:
    end = f"<{META_GRAPH}> .\n"
    lines = manifest.text_of("quads", reading.key).splitlines(keepends=True)
    return "".join(line for line in lines if line.endswith(end))


def _contents(graph: store.KnowledgeGraph) -> dict[str, int]:
    """Distinct statements of the articles, and events among the things that they name."""
    statements = store.ask_engine(graph, _STATEMENTS).rows[0][0]
    kinds = " ".join(c.n3() for c in classes() if SK.Event in superclasses(c))
    events = store.ask_engine(graph, _EVENTS.replace("CLASSES", kinds)).rows[0][0]
    return {"statements": int(str(statements)), "events": int(str(events))}


def _write_ledger(layout: Layout, manifest: Manifest, readings: list[Reading]) -> dict[str, int]:
    """Rejected candidates article by article, then what could not be read; how many of each."""
    rejections = faults = 0

    def lines() -> Iterator[bytes]:
        nonlocal rejections, faults
        for reading in readings:
            text = manifest.text_of("ledger", reading.key)
            rejections += text.count("\n")
            yield text.encode("utf-8")
        for fault in manifest.faults():
            faults += 1
            entry = {"reason": "input", **fault}
            yield f"{json.dumps(entry, ensure_ascii=False)}\n".encode()

    store.write_atomically(layout.ledger, lines())
    return {"rejections": rejections, "faults": faults}
