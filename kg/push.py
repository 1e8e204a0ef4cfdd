"""Graphs into a triple store, by the SPARQL 1.1 Graph Store Protocol.

Each named graph is replaced as a whole, so pushing twice does no harm. A mark file remembers what
a store has taken: an interrupted push goes on where it stopped, and the next one sends only the
graphs that have changed.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path

from rdflib import Dataset

from kg import http
from kg.errors import GraphError
from kg.store import graph_lines, graph_names, write_atomically

#: Statements in a request; a larger graph takes several.
BATCH = 20_000
#: Graphs after which the mark file is written.
_MARKED = 50

#: Called with the number of graphs dealt with and of all.
Progress = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class Pushed:
    """What a push did, in named graphs."""

    graphs: int
    sent: int
    removed: int


def push(
    graph: Dataset,
    address: str,
    *,
    mark: Path,
    prune: bool = False,
    progress: Progress | None = None,
) -> Pushed:
    """Send the named graphs of ``graph`` to the Graph Store Protocol address of a store.

    ``mark`` is the file that remembers what was sent. With ``prune``, graphs that were sent before
    and are not there any more are deleted from the store. Raises GraphError where the store
    refuses or cannot be reached.
    """
    marks = _Marks(mark, address)
    names = graph_names(graph)
    sent = 0
    with http.client() as client:
        store = _GraphStore(client, address)
        try:
            for number, name in enumerate(names, start=1):
                lines = graph_lines(graph, name)
                if marks.changed(name, lines):
                    store.replace(name, lines)
                    marks.note(name, lines)
                    sent += 1
                if progress is not None:
                    progress(number, len(names))
            gone = sorted(marks.names() - set(names)) if prune else []
            for name in gone:
                store.delete(name)
                marks.forget(name)
        finally:
            marks.save()
    return Pushed(len(names), sent, len(gone))


class _GraphStore:
    """A store behind its Graph Store Protocol address."""

    def __init__(self, client: http.Client, address: str) -> None:
        self._client = client
        self._address = address

    def replace(self, name: str, lines: list[str]) -> None:
        """Put a graph in the place of the one with that name, in batches."""
        for start in range(0, max(len(lines), 1), BATCH):
            body = "".join(f"{line}\n" for line in lines[start : start + BATCH]).encode("utf-8")
            self._send("PUT" if start == 0 else "POST", name, body)

    def delete(self, name: str) -> None:
        """Delete a graph; one that is not there is no error."""
        self._send("DELETE", name, None)

    def _send(self, method: str, name: str, body: bytes | None) -> None:
        # N-Triples are Turtle, and every store reads Turtle.
        headers = {"Content-Type": "text/turtle; charset=utf-8"} if body is not None else {}
        accepted = (404,) if method == "DELETE" else ()
        http.send(
            self._client, method, self._address, params={"graph": name}, headers=headers,
            content=body, accepted=accepted,
        )  # fmt: skip


class _Marks:
    """Hashes of what one store has taken, by graph."""

    def __init__(self, path: Path, address: str) -> None:
        self._path = path
        self._address = address
        self._all = self._read()
        self._taken: dict[str, str] = self._all.setdefault(address, {})
        self._unsaved = 0

    def _read(self) -> dict[str, dict[str, str]]:
        if not self._path.exists():
            return {}
        try:
            found = json.loads(self._path.read_text("utf-8"))
        except (OSError, ValueError) as error:
            raise GraphError(f"{self._path}: not a mark file; remove it to push all") from error
        if not isinstance(found, dict):
            raise GraphError(f"{self._path}: not a mark file; remove it to push all")
        return found

    def names(self) -> set[str]:
        return set(self._taken)

    def changed(self, name: str, lines: Iterable[str]) -> bool:
        return self._taken.get(name) != _hash(lines)

    def note(self, name: str, lines: Iterable[str]) -> None:
        self._taken[name] = _hash(lines)
        self._unsaved += 1
        if self._unsaved >= _MARKED:
            self.save()

    def forget(self, name: str) -> None:
        self._taken.pop(name, None)

    def save(self) -> None:
        text = json.dumps(self._all, indent=1, sort_keys=True) + "\n"
        write_atomically(self._path, [text.encode("utf-8")])
        self._unsaved = 0


def _hash(lines: Iterable[str]) -> str:
    return hashlib.sha256("\n".join(lines).encode("utf-8")).hexdigest()
