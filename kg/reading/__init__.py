"""Files in, articles out: text, Markdown, HTML, JSON Lines, standard input, folders of these."""

from __future__ import annotations

import gzip
import io
import os
import sys
import zlib
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import BinaryIO

from kg.errors import InputError
from kg.model import Article
from kg.reading.article import make_article
from kg.reading.html import read_html
from kg.reading.jsonl import read_line
from kg.reading.markdown import read_markdown
from kg.reading.metadata import Metadata
from kg.reading.text import decode

__all__ = ["SUFFIXES", "read"]

_TEXT = (".txt",)
_MARKDOWN = (".md", ".markdown")
_HTML = (".html", ".htm")
_JSONL = (".jsonl",)

#: What can be read; each may be followed by ``.gz``.
SUFFIXES = (*_TEXT, *_MARKDOWN, *_HTML, *_JSONL)

_STDIN = "<stdin>"


def read(source: str | Path) -> Iterator[Article]:
    """Read the articles of a file, of a folder (sorted, with its subfolders) or of ``-``.

    Lazy: JSON Lines are read one by one. Raises InputError, which names file and line, at the
    first article that cannot be read.
    """
    if str(source) == "-":
        return _read_stdin(sys.stdin.buffer)
    path = Path(source)
    if path.is_dir():
        return _read_folder(path)
    return _read_file(path)


def _read_stdin(stream: BinaryIO) -> Iterator[Article]:
    """Read JSON Lines if the first character is a brace, plain text otherwise."""
    data = stream.read()
    if data.lstrip().startswith(b"{"):
        yield from _read_lines(io.BytesIO(data), _STDIN)
    else:
        yield make_article(Metadata(), decode(data, _STDIN), source=_STDIN)


def _read_folder(folder: Path) -> Iterator[Article]:
    """Read every report in a folder, in the order of their paths; hidden files are not reports."""
    files = sorted(_reports(folder), key=lambda path: path.relative_to(folder).parts)
    if not files:
        raise InputError(str(folder), f"no reports in this folder ({', '.join(SUFFIXES)})")
    for path in files:
        yield from _read_file(path)


def _reports(folder: Path) -> Iterator[Path]:
    def refuse(error: OSError) -> None:
        raise InputError(str(error.filename), f"cannot be read: {error.strerror}")

    for directory, subfolders, names in os.walk(folder, onerror=refuse):
        subfolders[:] = [name for name in subfolders if not name.startswith(".")]
        for name in names:
            if not name.startswith(".") and _suffix(Path(name)) in SUFFIXES:
                yield Path(directory, name)


def _suffix(path: Path) -> str:
    """Suffix of a file, in small letters, without ``.gz``."""
    name = path.name.lower().removesuffix(".gz")
    return os.path.splitext(name)[1]


def _read_file(path: Path) -> Iterator[Article]:
    source, suffix = str(path), _suffix(path)
    if not path.exists():
        raise InputError(source, "no such file or folder")
    if suffix not in SUFFIXES:
        known = ", ".join(SUFFIXES)
        raise InputError(source, f"unknown suffix {suffix!r}; kg reads {known}, also with .gz")
    try:
        with _open(path) as stream:
            if suffix in _JSONL:
                yield from _read_lines(stream, source)
            else:
                yield _read_one(stream.read(), suffix, source)
    except (EOFError, zlib.error, gzip.BadGzipFile):
        raise InputError(source, "the gzip data are damaged or cut off") from None
    except OSError as error:
        raise InputError(source, f"cannot be read: {error.strerror or error}") from None


def _open(path: Path) -> BinaryIO | gzip.GzipFile:
    return gzip.open(path) if path.name.lower().endswith(".gz") else path.open("rb")


def _read_one(data: bytes, suffix: str, source: str) -> Article:
    """Read the one article of a text, Markdown or HTML file."""
    if suffix in _HTML:
        metadata, text = read_html(data, source)
    elif suffix in _MARKDOWN:
        metadata, text = read_markdown(decode(data, source), source)
    else:
        metadata, text = Metadata(), decode(data, source)
    return make_article(metadata, text, source=source)


def _read_lines(stream: Iterable[bytes], source: str) -> Iterator[Article]:
    """Read JSON Lines, skipping blank ones; a file without any is not a report."""
    empty = True
    for number, data in enumerate(stream, start=1):
        if not data.strip():
            continue
        empty = False
        metadata, text = read_line(decode(data, source, line=number), source, number=number)
        yield make_article(metadata, text, source=source, line=number)
    if empty:
        raise InputError(source, "no text to read")
