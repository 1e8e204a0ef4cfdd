"""The manifest: which reports were read and what each gave, in SQLite, the door to which this is.

Every method is one transaction, so a build that is killed at any moment leaves a manifest that the
next build goes on from. Nothing here needs the extractor or the store.
"""

from __future__ import annotations

import hashlib
import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, NamedTuple

from kg.archive.result import packed_fields, unpack
from kg.errors import GraphError

_FORMAT = "1"

_TABLES = """
CREATE TABLE IF NOT EXISTS meta (name TEXT PRIMARY KEY, value TEXT) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS item (
  source TEXT, line INTEGER, key TEXT, PRIMARY KEY (source, line, key)) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS item_key ON item (key);
CREATE TABLE IF NOT EXISTS unreadable (
  source TEXT, line INTEGER, problem TEXT, PRIMARY KEY (source, line)) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS result (
  key TEXT PRIMARY KEY, text TEXT, iri TEXT, article BLOB, quads BLOB, ledger BLOB,
  descriptions BLOB, fault TEXT);
CREATE INDEX IF NOT EXISTS result_text ON result (text, iri);
CREATE INDEX IF NOT EXISTS result_iri ON result (iri);
CREATE TABLE IF NOT EXISTS published (iri TEXT PRIMARY KEY, mark TEXT) WITHOUT ROWID;
CREATE TEMP TABLE scan (source TEXT, line INTEGER, key TEXT, PRIMARY KEY (source, line))
  WITHOUT ROWID;
CREATE TEMP TABLE scan_fault (source TEXT, line INTEGER, problem TEXT);
"""

_INSERT = """INSERT OR IGNORE INTO result
  (key, text, iri, article, quads, ledger, descriptions, fault) VALUES
  (:key, :text, :iri, :article, :quads, :ledger, :descriptions, :fault)"""

#: Of several results with one text, the one that stands for it: independent of any order.
_CHOSEN = """SELECT min(r.iri || ' ' || r.key) AS choice FROM result r
  WHERE r.fault IS NULL AND r.key IN (SELECT key FROM item) GROUP BY r.text"""

_GONE = """SELECT i.source, i.line, i.key FROM item i LEFT JOIN scan s USING (source, line, key)
  WHERE s.key IS NULL AND NOT EXISTS (SELECT 1 FROM scan_fault f
    WHERE i.source = f.source OR substr(i.source, 1, length(f.source) + 1) = f.source || '/')"""

#: Of these, what moved to another line and what made way for another report on its line.
_REPLACED = f"""{_GONE} AND (
  EXISTS (SELECT 1 FROM scan m WHERE m.source = i.source AND m.key = i.key)
  OR EXISTS (SELECT 1 FROM scan n WHERE n.source = i.source AND n.line = i.line
    AND NOT EXISTS (SELECT 1 FROM item o WHERE o.source = n.source AND o.key = n.key)))"""


def stored_article(path: Path, iri: str) -> str:
    """The article under this IRI as JSON, "" if there is none; the manifest is only read."""
    try:
        db = sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True, timeout=5)
        try:
            found = db.execute("SELECT article FROM result WHERE iri = ? ORDER BY key", (iri,))
            row = found.fetchone()
        finally:
            db.close()
    except sqlite3.Error as error:
        raise GraphError(f"{path}: {error}") from error
    return "" if row is None else unpack(row[0])


class Reading(NamedTuple):
    """A report that the graph is to hold."""

    key: str
    iri: str


class Manifest:
    """The manifest in a file; :class:`GraphError` where it is damaged or of another format."""

    def __init__(self, path: Path) -> None:
        self.path = path
        try:
            self._db = sqlite3.connect(path, isolation_level=None, timeout=60)
            self._db.execute("PRAGMA journal_mode = WAL")
            self._db.execute("PRAGMA synchronous = NORMAL")
            self._db.executescript(_TABLES)
            if self.get("format", _FORMAT) != _FORMAT:
                raise GraphError(f"{path}: made by another version of kg; build into a new folder")
            self.put("format", _FORMAT)
        except sqlite3.Error as error:
            raise self._problem(error) from error

    def close(self) -> None:
        """Write everything to disk and let go of the file."""
        self._db.close()

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """All or nothing; :class:`GraphError` where the file cannot be written."""
        try:
            self._db.execute("BEGIN IMMEDIATE")
            try:
                yield
            except BaseException:
                self._db.execute("ROLLBACK")
                raise
            self._db.execute("COMMIT")
        except sqlite3.Error as error:
            raise self._problem(error) from error

    def _problem(self, error: sqlite3.Error) -> GraphError:
        said = str(error)
        if "full" in said:
            said = "the disk is full; make room and give the same command again"
        return GraphError(f"{self.path}: {said}")

    # -- small facts ---------------------------------------------------------------------

    def get(self, name: str, default: str = "") -> str:
        """A remembered value."""
        row = self._db.execute("SELECT value FROM meta WHERE name = ?", (name,)).fetchone()
        return default if row is None else str(row[0])

    def put(self, name: str, value: str) -> None:
        """Remember a value."""
        if self.get(name) != value:
            with self.transaction():
                self._db.execute("INSERT OR REPLACE INTO meta VALUES (?, ?)", (name, value))

    # -- scanning ------------------------------------------------------------------------

    def saw(self, rows: Iterable[tuple[str, int, str]]) -> None:
        """Note reports of this build: source, line (0 for a whole file), key of the result."""
        with self.transaction():
            self._db.executemany("INSERT OR REPLACE INTO scan VALUES (?, ?, ?)", rows)

    def could_not_read(self, source: str, line: int, problem: str) -> None:
        """Note a file or line of this build that cannot be read."""
        self._db.execute("INSERT INTO scan_fault VALUES (?, ?, ?)", (source, line, problem))

    def known(self, key: str) -> bool:
        """Whether there is a result under this key."""
        return bool(self._db.execute("SELECT 1 FROM result WHERE key = ?", (key,)).fetchone())

    def settle_scan(self, *, prune: bool) -> None:
        """Make what this build saw the content of the archive.

        A report that stands where another stood replaces it. One that is not there any more stays
        in the archive, unless ``prune``; what lies in a file or folder that could not be read
        stays in any case.
        """
        with self.transaction():
            self._db.execute(
                f"DELETE FROM item WHERE (source, line, key) IN ({_GONE if prune else _REPLACED})"
            )
            self._db.execute("INSERT OR IGNORE INTO item SELECT source, line, key FROM scan")
            seen = "source IN (SELECT source FROM scan)"
            self._db.execute(f"DELETE FROM unreadable WHERE ? OR {seen}", (prune,))
            self._db.execute("INSERT OR REPLACE INTO unreadable SELECT * FROM scan_fault")
            self._db.execute("DELETE FROM scan")
            self._db.execute("DELETE FROM scan_fault")

    # -- results -------------------------------------------------------------------------

    def take(self, path: Path) -> int:
        """Take over the result file of a partition; how many results it held."""
        with self.transaction(), path.open(encoding="utf-8") as stream:
            rows = [packed_fields(line) for line in stream]
            self._db.executemany(_INSERT, rows)
        return len(rows)

    def merge(self, other: Path) -> None:
        """Take over the results of another manifest."""
        self._db.execute("ATTACH ? AS other", (str(other),))
        with self.transaction():
            self._db.execute("INSERT OR IGNORE INTO result SELECT * FROM other.result")
        self._db.execute("DETACH other")

    def forget_unused(self) -> None:
        """Drop the results that no report has any more."""
        with self.transaction():
            self._db.execute("DELETE FROM result WHERE key NOT IN (SELECT key FROM item)")

    def forget_faults(self) -> None:
        """Drop the results of reports that could not be read, so that they are tried again."""
        with self.transaction():
            self._db.execute("DELETE FROM result WHERE fault IS NOT NULL")

    def results(self) -> int:
        """How many results there are."""
        return int(self._db.execute("SELECT count(*) FROM result").fetchone()[0])

    def readings(self) -> list[Reading]:
        """What the graph is to hold, sorted: each text once."""
        rows = self._db.execute(f"SELECT choice FROM ({_CHOSEN}) ORDER BY choice")
        return [Reading(key, iri) for iri, _, key in (row[0].partition(" ") for row in rows)]

    def text_of(self, column: str, key: str) -> str:
        """One packed column of a result: article, quads, ledger or descriptions."""
        row = self._db.execute(f"SELECT {column} FROM result WHERE key = ?", (key,)).fetchone()
        return unpack(row[0])

    def faults(self) -> Iterator[dict[str, Any]]:
        """Everything that could not be read, sorted by place: source, line or None, problem."""
        rows = self._db.execute("""SELECT source, line, problem FROM unreadable UNION ALL
            SELECT i.source, i.line, r.fault FROM item i JOIN result r USING (key)
            WHERE r.fault IS NOT NULL ORDER BY 1, 2, 3""")
        for source, line, problem in rows:
            yield {"source": source, "line": line or None, "problem": problem}

    def state(self) -> str:
        """Hash of everything that the graph and the ledger follow from."""
        mark = hashlib.sha256()
        for row in self._db.execute("SELECT * FROM item ORDER BY 1, 2, 3"):
            mark.update(repr(row).encode("utf-8"))
        for fault in self.faults():
            mark.update(repr(fault).encode("utf-8"))
        return mark.hexdigest()

    # -- publication ---------------------------------------------------------------------

    def published(self) -> dict[str, str]:
        """Articles that the store holds, each with the mark of what it holds of it."""
        return dict(self._db.execute("SELECT iri, mark FROM published"))

    def publish(self, marks: dict[str, str], gone: Iterable[str]) -> None:
        """Note what the store holds now."""
        with self.transaction():
            self._db.executemany("INSERT OR REPLACE INTO published VALUES (?, ?)", marks.items())
            self._db.executemany("DELETE FROM published WHERE iri = ?", ((iri,) for iri in gone))
