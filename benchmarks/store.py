"""Questions, loading and writing: kg against rdflib's memory store and against pyoxigraph itself.

    python benchmarks/store.py [--statements 100000] [--large 1000000] [--patience 60]

All figures of one run stand beside each other; the ratios count, not the seconds. pyoxigraph is
asked on the same store, whose default graph holds each statement once. Where rdflib has not
answered in the given seconds, the ratio is a lower bound.
"""

from __future__ import annotations

import argparse
import contextlib
import signal
import statistics
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import pyoxigraph as ox
from graphs import write_copies
from rdflib import Dataset

from kg.queries import bind, queries, query
from kg.store import load, memory, on_disk, open_graph, serialize, unite


def seconds(work: Callable[[], object], *, times: int = 1) -> float:
    """The best of several runs."""
    best = float("inf")
    for _ in range(times):
        started = time.perf_counter()
        work()
        best = min(best, time.perf_counter() - started)
    return best


class Impatience(Exception):
    """rdflib was given enough time."""


def limited(work: Callable[[], object], limit: int) -> float:
    """Seconds of the work, at most ``limit``."""

    def stop(*_: object) -> None:
        raise Impatience

    signal.signal(signal.SIGALRM, stop)
    signal.alarm(limit)
    started = time.perf_counter()
    with contextlib.suppress(Impatience):
        work()
    signal.alarm(0)
    return time.perf_counter() - started


def questions(path: Path, patience: int) -> None:
    """The saved questions, each on the three stores."""
    ours = open_graph(path)
    direct = ours.asked()
    plain = Dataset(default_union=True)
    plain.parse(path, format="nquads")
    heads = ("rows", "kg ms", "oxigraph", "rdflib", "faster", "slower")
    print(f"\n{'question':40}" + "".join(f"{head:>9}" for head in heads))
    faster, slower = [], []
    for saved in queries("questions"):
        values = {p.name: p.example for p in saved.parameters if p.default is None}
        text = bind(saved, values)
        mine = seconds(lambda s=saved, v=values: query(ours, s.name, v), times=5)
        engine = seconds(lambda t=text: drained(direct, t), times=5)
        house = limited(lambda t=text: list(plain.query(t)), patience)
        rows = len(query(ours, saved.name, values))
        faster.append(house / mine)
        slower.append(mine / engine)
        print(f"{saved.name:40}{rows:9}{mine * 1e3:9.2f}{engine * 1e3:9.2f}{house * 1e3:9.0f}"
              f"{faster[-1]:8.0f}x{slower[-1]:8.2f}x", flush=True)  # fmt: skip
    print(f"{'median':67}{'':9}{statistics.median(faster):8.0f}x{statistics.median(slower):8.2f}x")


def drained(store: ox.Store, text: str) -> list[object]:
    """All rows of an answer, as the engine gives them."""
    return list(store.query(text))


def files(path: Path) -> None:
    """Loading N-Quads and writing Turtle, against rdflib."""

    def load_ours() -> None:
        load(memory(), path)

    def load_plain() -> None:
        Dataset().parse(path, format="nquads")

    ours, plain = open_graph(path), Dataset(default_union=True)
    plain.parse(path, format="nquads")
    union = plain.graph()
    for subject, predicate, value, _ in plain.quads():
        union.add((subject, predicate, value))
    loading = seconds(load_plain) / seconds(load_ours, times=3)
    writing = seconds(lambda: union.serialize(format="turtle")) / seconds(
        lambda: serialize(ours, ".ttl"), times=3
    )
    print(f"\nload: {loading:.1f} times faster than rdflib")
    print(f"Turtle: {writing:.1f} times faster than rdflib")


def opening(path: Path, folder: Path) -> None:
    """Opening a large store on disk."""
    store = on_disk(folder, create=True)
    load(store, path)
    unite(store)
    store.close()
    print(f"\nopen the large store: {seconds(lambda: open_graph(folder), times=3):.3f} s")


def main() -> None:
    """Run everything and print it."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--statements", type=int, default=100_000)
    parser.add_argument("--large", type=int, default=1_000_000)
    parser.add_argument("--patience", type=int, default=60, help="seconds for rdflib a question")
    sizes = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "graph.nq")
        print(f"{write_copies(path, sizes.statements):,} statements")
        questions(path, sizes.patience)
        files(path)
        print(f"\n{write_copies(path, sizes.large):,} statements")
        opening(path, Path(folder, "store"))


if __name__ == "__main__":
    main()
