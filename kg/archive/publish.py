"""From the manifest to the store: only what changed is touched."""

from __future__ import annotations

import json
from collections.abc import Iterator
from itertools import islice

from rdflib import URIRef

from kg import store
from kg.archive.layout import Layout
from kg.archive.manifest import Manifest, Reading
from kg.errors import GraphError
from kg.identity import (
    Description,
    Identities,
    Overrides,
    copies,
    record,
    resolve,
    rewrite_nquads,
)
from kg.iri import graphs_of
from kg.ontology import classes, superclasses
from kg.vocab import GRAPH, IDENTITY_GRAPH, META_GRAPH, SK

#: How the names of the graphs of articles begin.
_ARTICLES = str(GRAPH["article/"])

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


def publish(layout: Layout, manifest: Manifest, overrides: Overrides | None) -> dict[str, int]:
    """Bring store and ledger to what the manifest holds; what is in them and what changed.

    A graph is replaced before the manifest notes it, so after a crash it is replaced once more,
    with the same content. :class:`GraphError` where the store cannot be written.
    """
    readings = manifest.readings()
    decided, identities = _decide(manifest, readings, overrides)
    graph = store.on_disk(layout.store, create=True)
    try:
        store.unite(graph)
        changes = _update(graph, manifest, readings, decided)
        store.drop_graphs(graph, [IDENTITY_GRAPH])
        store.load_nquads(graph, identities)
        contents = {"articles": len(readings), **_contents(graph)}
        graph.oxigraph.flush()
    except OSError as error:
        raise GraphError(f"{layout.store}: {_problem(error)}") from error
    finally:
        graph.close()
    return {**contents, **changes, **_write_ledger(layout, manifest, readings)}


def _problem(error: OSError) -> str:
    said = " ".join(str(error).split())
    if "space" in said.lower():
        return "the disk is full; make room and give the same command again"
    return f"cannot be written ({said})"


def _decide(
    manifest: Manifest, readings: list[Reading], overrides: Overrides | None
) -> tuple[Identities, str]:
    """What is one thing in all these articles; and the record of that as N-Quads."""
    signatures: dict[str, bytes] = {}
    days: dict[str, str] = {}

    def things() -> Iterator[Description]:
        for reading in readings:
            text = manifest.text_of("descriptions", reading.key)
            if text:
                named = json.loads(text)
                signatures[reading.iri] = bytes.fromhex(named["signature"])
                if named["published"]:
                    days[reading.iri] = named["published"]
                yield from map(Description.from_json, named["things"])

    decided = resolve(things(), overrides)
    return decided, store.nquads(record(decided, copies(signatures, days)))


def _update(
    graph: store.KnowledgeGraph, manifest: Manifest, readings: list[Reading], decided: Identities
) -> dict[str, int]:
    before = manifest.published()
    marks = {r.iri: r.key + decided.renaming(URIRef(r.iri)).fingerprint() for r in readings}
    pending = [r for r in readings if before.get(r.iri) != marks[r.iri]]
    gone = sorted(before.keys() - marks.keys())
    replaced = sum(r.iri in before for r in pending)
    for batch in _batches(pending):
        names = (name for r in batch for name in graphs_of(URIRef(r.iri)))
        store.drop_graphs(graph, names)
        store.load_nquads(graph, "".join(_lines(manifest, r, decided) for r in batch))
        graph.oxigraph.flush()
        manifest.publish({r.iri: marks[r.iri] for r in batch}, [])
    # Also what a build that was killed had put there before its reports were taken away.
    kept = {str(name) for r in readings for name in graphs_of(URIRef(r.iri))}
    stale = (n for n in store.graph_names(graph) if n.startswith(_ARTICLES) and n not in kept)
    store.drop_graphs(graph, stale)
    if replaced or gone:
        # What articles share (kinds of counted things, the run) may have lost its last user.
        store.drop_graphs(graph, [META_GRAPH])
        for reading in readings:
            store.load_nquads(graph, _shared(_lines(manifest, reading, decided)))
    graph.oxigraph.flush()
    manifest.publish({}, gone)
    return {"added": len(pending) - replaced, "replaced": replaced, "removed": len(gone)}


def _lines(manifest: Manifest, reading: Reading, decided: Identities) -> str:
    """N-Quads of one article, its things called as all reports together call them."""
    text = manifest.text_of("quads", reading.key)
    return rewrite_nquads(text, decided.renaming(URIRef(reading.iri)))


def _shared(lines: str) -> str:
    end = f"<{META_GRAPH}> .\n"
    return "".join(line for line in lines.splitlines(keepends=True) if line.endswith(end))


def _batches(pending: list[Reading]) -> Iterator[list[Reading]]:
    rest = iter(pending)
    while batch := list(islice(rest, _BATCH)):
        yield batch


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
