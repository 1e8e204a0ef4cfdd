"""One partition of reports, read by whatever process picks it up.

The seam between kg and the engines that spread work: :func:`run_partition` takes the name of a
partition file and leaves a result file beside it, renamed into place when it is whole. Running a
partition twice, or twice at once, does no harm. A cursor file names the report in hand, so that a
report that kills its process is known when the partition is tried again.
"""

from __future__ import annotations

import base64
import importlib
import json
import os
import tempfile
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path

from kg.archive.limit import TimeLimitError, time_limit
from kg.archive.result import Result
from kg.errors import InputError, KGError
from kg.files import Item

#: A report that has killed its process this often is left out.
STRIKES = 3
#: What turns the bytes of a report into its result.
READER = "kg.archive.result:read_result"


@dataclass(frozen=True, slots=True)
class Settings:
    """What decides a result beside the report; the same for all partitions of a build."""

    threshold: float | None
    #: Seconds that one report may take.
    seconds: float
    #: ``module:function`` that turns an item into a :class:`Result`.
    reader: str = READER

    @property
    def mark(self) -> str:
        """What enters the keys of results: the time limit does not change what is read."""
        return f"{self.threshold} {self.reader}"


@dataclass(frozen=True, slots=True)
class Partition:
    """Name of a partition's files, in a folder that all workers see."""

    folder: str
    name: str

    @property
    def todo(self) -> Path:
        """The reports, a JSON object a line."""
        return Path(self.folder, f"{self.name}.todo")

    @property
    def done(self) -> Path:
        """The results, a JSON object a line."""
        return Path(self.folder, f"{self.name}.done")

    @property
    def cursor(self) -> Path:
        """The report in hand and its strikes."""
        return Path(self.folder, f"{self.name}.cursor")

    def remove(self) -> None:
        """Remove all files of the partition."""
        for path in (self.todo, self.done, self.cursor):
            path.unlink(missing_ok=True)


def write_partition(folder: Path, name: str, items: Iterable[tuple[str, Item]]) -> Partition:
    """Lay down the reports of a partition, each with its key."""
    partition = Partition(str(folder), name)
    lines = (json.dumps(_packed(key, item)) + "\n" for key, item in items)
    _write(partition.todo, lines)
    return partition


def _packed(key: str, item: Item) -> dict[str, str | int | None]:
    data = base64.b64encode(item.data).decode("ascii")
    return {"key": key, "source": item.source, "line": item.line, "suffix": item.suffix,
            "data": data}  # fmt: skip


def _unpacked(line: str) -> tuple[str, Item]:
    fields = json.loads(line)
    data = base64.b64decode(fields["data"])
    return fields["key"], Item(fields["source"], fields["line"], fields["suffix"], data)


def run_partition(partition: Partition, settings: Settings) -> int:
    """Read all reports of a partition; how many there were. Imports no engine, returns no data."""
    if partition.done.exists():
        return 0
    cursor = _Cursor(partition.cursor)
    with partition.todo.open(encoding="utf-8") as stream:
        work = [_unpacked(line) for line in stream]
    read = _function(settings.reader)
    results = []
    for key, item in work:
        if cursor.struck(key):
            results.append(Result.failed(key, f"it ended the reading process {STRIKES} times"))
            continue
        cursor.at(key)
        results.append(_attempt(read, key, item, settings))
    _write(partition.done, (r.line() + "\n" for r in results))
    _Cursor.current = None
    partition.cursor.unlink(missing_ok=True)
    return len(results)


Reader = Callable[[str, Item, float | None], Result]


def _function(name: str) -> Reader:
    module, _, attribute = name.partition(":")
    found: Reader = getattr(importlib.import_module(module), attribute)
    return found


def _attempt(read: Reader, key: str, item: Item, settings: Settings) -> Result:
    try:
        with time_limit(settings.seconds):
            return read(key, item, settings.threshold)
    except TimeLimitError:
        return Result.failed(key, f"not read within {settings.seconds:g} seconds")
    except InputError as error:
        return Result.failed(key, error.problem)
    except (KGError, OSError):
        raise  # not this report's fault: a library or disk space is missing
    except Exception as error:  # one report must not stop the others
        return Result.failed(key, f"the reading failed: {type(error).__name__}: {error}")


class _Cursor:
    """Which report is in hand, on disk; and how often each has ended its process."""

    #: The cursor in use in this process.
    current: _Cursor | None = None

    def __init__(self, path: Path) -> None:
        self._path = path
        self._strikes: dict[str, int] = {}
        if path.exists():
            fields = json.loads(path.read_text("utf-8"))
            self._strikes = fields["strikes"]
            if fields["key"]:
                self._strikes[fields["key"]] = self._strikes.get(fields["key"], 0) + 1
        _Cursor.current = self

    def struck(self, key: str) -> bool:
        return self._strikes.get(key, 0) >= STRIKES

    def at(self, key: str) -> None:
        _write(self._path, [json.dumps({"key": key, "strikes": self._strikes})])


def spare_report_in_hand() -> None:
    """Say that the report in hand is not to blame for the coming end of this process."""
    if _Cursor.current is not None:
        _Cursor.current.at("")


def _write(path: Path, pieces: Iterable[str]) -> None:
    """Write beside, then rename: no reader ever sees half a file."""
    handle, beside = tempfile.mkstemp(dir=path.parent, prefix=f"{path.name}.", suffix=".part")
    with os.fdopen(handle, "w", encoding="utf-8") as stream:
        stream.writelines(pieces)
    os.replace(beside, path)
