"""Reports as they lie on disk: which files there are, and the bytes of each report in them.

Knows names and bytes, not formats: what the bytes say is :mod:`kg.reading`'s business.
"""

from __future__ import annotations

import gzip
import io
import os
import sys
import zlib
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from kg.errors import InputError

TEXT = (".txt",)
MARKDOWN = (".md", ".markdown")
HTML = (".html", ".htm")
JSONL = (".jsonl",)

#: What can be read; each may be followed by ``.gz``.
SUFFIXES = (*TEXT, *MARKDOWN, *HTML, *JSONL)

_STDIN = "<stdin>"


@dataclass(frozen=True, slots=True)
class Item:
    """The bytes of one report: a whole file, or one line (1-based) of JSON Lines."""

    source: str
    line: int | None
    suffix: str  # in small letters, without .gz
    data: bytes


def refuse(error: InputError) -> None:
    """What :func:`find` does with a folder that cannot be read unless told otherwise."""
    raise error


def find(source: str | Path, *, on_error: Callable[[InputError], None] = refuse) -> Iterator[str]:
    """Files with reports: the file itself, or those of a folder, sorted, with its subfolders.

    ``-`` is standard input. Hidden files are not reports. Raises InputError where the source does
    not exist or a folder has no report; a subfolder that cannot be read goes to ``on_error``.
    """
    path = Path(source)
    if str(source) == "-" or not path.is_dir():
        yield str(source)
        return
    files = sorted(_reports(path, on_error), key=lambda p: p.relative_to(path).parts)
    if not files:
        raise InputError(str(path), f"no reports in this folder ({', '.join(SUFFIXES)})")
    yield from map(str, files)


def _reports(folder: Path, on_error: Callable[[InputError], None]) -> Iterator[Path]:
    def pass_on(error: OSError) -> None:
        on_error(InputError(str(error.filename), f"cannot be read: {error.strerror}"))

    for directory, subfolders, names in os.walk(folder, onerror=pass_on):
        subfolders[:] = [name for name in subfolders if not name.startswith(".")]
        for name in names:
            if not name.startswith(".") and suffix_of(name) in SUFFIXES:
                yield Path(directory, name)


def suffix_of(name: str) -> str:
    """Suffix of a file, in small letters, without ``.gz``.

    >>> suffix_of("Reports.JSONL.gz")
    '.jsonl'
    """
    return os.path.splitext(name.lower().removesuffix(".gz"))[1]


def items(source: str) -> Iterator[Item]:
    """The reports of one file, or of standard input; JSON Lines one by one, blank ones skipped.

    Raises InputError where the file cannot be read to its end.
    """
    if source == "-":
        yield from _stdin(sys.stdin.buffer)
        return
    path, suffix = Path(source), suffix_of(source)
    if not path.exists():
        raise InputError(source, "no such file or folder")
    if suffix not in SUFFIXES:
        known = ", ".join(SUFFIXES)
        raise InputError(source, f"unknown suffix {suffix!r}; kg reads {known}, also with .gz")
    try:
        with _open(path) as stream:
            if suffix in JSONL:
                yield from _lines(stream, source)
            else:
                yield Item(source, None, suffix, stream.read())
    except (EOFError, zlib.error, gzip.BadGzipFile):
        raise InputError(source, "the gzip data are damaged or cut off") from None
    except OSError as error:
        raise InputError(source, f"cannot be read: {error.strerror or error}") from None


def _open(path: Path) -> BinaryIO | gzip.GzipFile:
    return gzip.open(path) if path.name.lower().endswith(".gz") else path.open("rb")


def _stdin(stream: BinaryIO) -> Iterator[Item]:
    """JSON Lines if the first character is a brace, plain text otherwise."""
    data = stream.read()
    if data.lstrip().startswith(b"{"):
        yield from _lines(io.BytesIO(data), _STDIN)
    else:
        yield Item(_STDIN, None, ".txt", data)


def _lines(stream: Iterable[bytes], source: str) -> Iterator[Item]:
    empty = True
    for number, data in enumerate(stream, start=1):
        if data.strip():
            empty = False
            yield Item(source, number, ".jsonl", data)
    if empty:
        raise InputError(source, "no text to read")
