"""A folder of pages: an index of all events, and one self-contained page for each."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator, Mapping
from pathlib import Path

from rdflib import Dataset

from kg.errors import GraphError
from kg.iri import digest, slug
from kg.store import write_atomically
from kg.view.index import Row, render_index
from kg.view.model import picture
from kg.view.parts import Whole
from kg.view.render import render

INDEX = "index.html"
#: By this a folder is known as one that kg wrote, and may replace.
MARK = '<meta name="generator" content="kg view">'


def write_folder(dataset: Dataset, folder: str | Path, *, title: str | None = None) -> int:
    """Write ``index.html`` and a page for each event into a folder; the number of events.

    An earlier folder of pages is replaced as a whole; :class:`GraphError` where the folder holds
    anything else, cannot be written, or the graph has no event.
    """
    folder = Path(folder)
    _check(folder)
    whole = Whole(picture(dataset))
    events = [key for key, node in whole.nodes.items() if node.family == "event"]
    if not events:
        raise GraphError("the graph holds no event; draw it on one page, with -o PAGE.html")
    make_folder(folder.parent)
    try:
        beside = Path(tempfile.mkdtemp(dir=folder.parent, prefix=f".{folder.name}."))
    except OSError as error:
        raise GraphError(f"{folder}: cannot be written ({error.strerror})") from error
    try:
        names = _names(events)
        rows = list(_write_pages(whole, events, {"": INDEX, **names}, beside))
        text = render_index(whole, rows, names, title=title, mark=MARK)
        write_atomically(beside / INDEX, [text.encode("utf-8")])
        beside.chmod(0o755)
        _move(beside, folder)
    finally:
        shutil.rmtree(beside, ignore_errors=True)
    return len(events)


def make_folder(folder: Path) -> None:
    """The folder and those above it; :class:`GraphError` where it cannot be made."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise GraphError(f"{folder}: cannot be written ({error.strerror})") from error


def _write_pages(
    whole: Whole, events: list[str], pages: Mapping[str, str], folder: Path
) -> Iterator[Row]:
    for key in events:
        keys = whole.belonging(key)
        note = (
            f"Shown: {len(keys):,} of {len(whole.nodes):,} things, those that belong to this "
            "event. The index leads to the others."
        )
        part = whole.part(keys, main=key, note=note)
        text = render(part, pages=pages)
        write_atomically(folder / pages[key], [text.encode("utf-8")])
        yield Row(key, len(keys), len(part.sources), frozenset(keys))


def _names(events: list[str]) -> dict[str, str]:
    """A file name for each event, readable and its own."""
    names: dict[str, str] = {}
    taken = {INDEX}
    for key in events:
        name = f"{slug(key)}.html"
        if name in taken:
            name = f"{slug(key)}-{digest(key, 8)}.html"
        taken.add(name)
        names[key] = name
    return names


def _check(folder: Path) -> None:
    """Refuse to replace what kg did not write."""
    if not folder.exists():
        return
    if not folder.is_dir():
        raise GraphError(f"{folder}: a file; give a folder, or a page that ends in .html")
    if any(folder.iterdir()) and not _ours(folder / INDEX):
        raise GraphError(f"{folder}: holds something else; give a new or an empty folder")


def _ours(index: Path) -> bool:
    try:
        with index.open(encoding="utf-8") as stream:
            return MARK in stream.read(1000)
    except (OSError, UnicodeDecodeError):
        return False


def _move(beside: Path, folder: Path) -> None:
    """Set the finished folder in its place, and take away what stood there."""
    old = beside.with_name(f"{beside.name}.old")
    try:
        if folder.exists():
            folder.rename(old)
        beside.rename(folder)
    except OSError as error:
        raise GraphError(f"{folder}: cannot be written ({error.strerror})") from error
    shutil.rmtree(old, ignore_errors=True)
