"""One self-contained HTML page of a graph: it opens from disk and asks the network for nothing."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

from rdflib import Dataset

from kg.errors import GraphError
from kg.view.model import picture
from kg.view.render import render

__all__ = ["page", "write_page"]


def page(dataset: Dataset, *, title: str | None = None) -> str:
    """The page of a dataset as text; ``title`` replaces the name of the main event on top.

    The same dataset gives the same text.
    """
    return render(picture(dataset), title=title)


def write_page(dataset: Dataset, path: str | Path, *, title: str | None = None) -> None:
    """Write the page as UTF-8, whole or not at all; missing folders are made.

    Raises :class:`kg.errors.GraphError` where the file cannot be written.
    """
    text = page(dataset, title=title)
    path = Path(path)
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, beside = tempfile.mkstemp(dir=path.parent, prefix=path.name, suffix=".part")
        try:
            with os.fdopen(handle, "w", encoding="utf-8", newline="\n") as file:
                file.write(text)
            os.chmod(beside, 0o644)
            os.replace(beside, path)
        except BaseException:
            os.unlink(beside)
            raise
    except OSError as error:
        raise GraphError(f"{path}: the page cannot be written: {error.strerror}") from error
