"""From sources to partitions: every report is hashed, those without a result are queued."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from pathlib import Path

from kg import files
from kg.archive.fingerprint import key_of
from kg.archive.layout import Layout
from kg.archive.manifest import Manifest
from kg.archive.partition import Partition, Settings, write_partition
from kg.errors import InputError
from kg.files import Item

#: Reports in a partition: a second or two of work, so that little is lost when a worker dies.
SIZE = 64
#: Bytes after which a partition is closed, however few reports it has.
BYTES = 16_000_000
#: Reports noted in one transaction.
_NOTED = 1000


def sweep(layout: Layout, manifest: Manifest) -> None:
    """Take over what an interrupted build has finished, and the results of shards; clear up."""
    for path in sorted(layout.work.glob("*.done")):
        manifest.take(path)
    for path in layout.work.iterdir():
        path.unlink()
    for path in sorted(layout.shards.glob("*/manifest.db")):
        manifest.merge(path)


class Scan:
    """Iterates over the partitions that need reading; notes in the manifest all that it sees."""

    def __init__(
        self,
        sources: list[str],
        folder: Path,
        manifest: Manifest,
        settings: Settings,
        shard: tuple[int, int] | None = None,
    ) -> None:
        self._sources = sources
        self._folder = folder
        self._manifest = manifest
        self._settings = settings
        self._shard = shard
        #: Reports queued so far.
        self.queued = 0
        self._partitions = self._run()

    def __iter__(self) -> Iterator[Partition]:
        return self

    def __next__(self) -> Partition:
        return next(self._partitions)

    def _run(self) -> Iterator[Partition]:
        queue: dict[str, Item] = {}
        size = 0
        for key, item in self._unread():
            if key in queue:
                continue
            queue[key] = item
            size += len(item.data)
            if len(queue) >= SIZE or size >= BYTES:
                yield self._partition(queue)
                queue, size = {}, 0
        if queue:
            yield self._partition(queue)

    def _partition(self, queue: dict[str, Item]) -> Partition:
        name = hashlib.sha256("".join(queue).encode()).hexdigest()[:16]
        self.queued += len(queue)
        return write_partition(self._folder, name, queue.items())

    def _unread(self) -> Iterator[tuple[str, Item]]:
        """Reports without a result. A report may come twice where a partition is under way."""
        for source in self._sources:
            for name in files.find(source, on_error=self._note):
                yield from self._file(name)

    def _file(self, name: str) -> Iterator[tuple[str, Item]]:
        seen: list[tuple[str, int, str]] = []
        try:
            for item in files.items(name):
                key = key_of(item, self._settings.mark)
                if not self._mine(key):
                    continue
                seen.append((item.source, item.line or 0, key))
                if not self._manifest.known(key):
                    yield key, item
                if len(seen) >= _NOTED:
                    self._manifest.saw(seen)
                    seen.clear()
        except InputError as error:
            self._note(error)
        self._manifest.saw(seen)

    def _mine(self, key: str) -> bool:
        """Whether this machine reads a report: by its key, so that the shares are even."""
        if self._shard is None:
            return True
        number, count = self._shard
        return int(key[:8], 16) % count == number - 1

    def _note(self, error: InputError) -> None:
        self._manifest.could_not_read(error.source, error.line or 0, error.problem)
