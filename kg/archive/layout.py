"""Where things lie in an archive's folder.

manifest.db       which reports were read, and what each gave (SQLite)
store/            the graph (Oxigraph)
ledger.jsonl      what was rejected and what could not be read
work/             partitions on their way; empty between builds
shards/           results of ``--shard`` builds that wait to be merged
lock              who is building
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from kg.errors import GraphError


@dataclass(frozen=True, slots=True)
class Layout:
    """The paths of one archive."""

    folder: Path

    @property
    def manifest(self) -> Path:
        """The manifest."""
        return self.folder / "manifest.db"

    @property
    def store(self) -> Path:
        """Folder of the store."""
        return self.folder / "store"

    @property
    def ledger(self) -> Path:
        """The ledger."""
        return self.folder / "ledger.jsonl"

    @property
    def identities(self) -> Path:
        """What the user says of identities."""
        return self.folder / "identities.yaml"

    @property
    def work(self) -> Path:
        """Folder of partitions on their way."""
        return self.folder / "work"

    @property
    def shards(self) -> Path:
        """Folder of the results of other machines."""
        return self.folder / "shards"

    def shard(self, number: int, count: int) -> Layout:
        """An archive inside this one for the results of one machine of several."""
        return Layout(self.shards / f"{number}-of-{count}")

    @property
    def lock(self) -> Path:
        """The lock file."""
        return self.folder / "lock"

    def prepare(self) -> None:
        """Make the folder; :class:`GraphError` where it holds something else."""
        strange = self.folder.exists() and not self.folder.is_dir()
        if strange or (self.folder.is_dir() and self._foreign()):
            raise GraphError(f"{self.folder}: not an archive; give a new or an empty folder")
        try:
            self.work.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise GraphError(f"{self.folder}: cannot be made ({error.strerror})") from error

    def _foreign(self) -> bool:
        own = (self.manifest, self.work, self.lock, self.shards, self.identities)
        known = {p.name for p in own}
        names = {path.name for path in self.folder.iterdir()}
        return bool(names) and not names & known
