"""Self-contained HTML pages of a graph: they open from disk and ask the network for nothing.

:func:`write_page` draws a graph, or a choice of it, on one page; :func:`write_folder` writes an
index of its events and a page for each.
"""

from __future__ import annotations

from pathlib import Path

from rdflib import Dataset

from kg.store import write_atomically
from kg.view.choice import Choice, chosen
from kg.view.folder import make_folder, write_folder
from kg.view.model import picture
from kg.view.render import render
from kg.view.source import constructed

__all__ = ["Choice", "constructed", "page", "write_folder", "write_page"]


def page(dataset: Dataset, *, title: str | None = None, choice: Choice | None = None) -> str:
    """The page of a dataset as text; ``title`` replaces the name of the main event on top.

    The same dataset and choice give the same text. :class:`kg.errors.GraphError` where the choice
    names what is not there.
    """
    choice = choice or Choice()
    drawn = chosen(picture(dataset, choice.answer or ()), choice)
    return render(drawn, title=title)


def write_page(
    dataset: Dataset,
    path: str | Path,
    *,
    title: str | None = None,
    choice: Choice | None = None,
) -> None:
    """Write the page as UTF-8, whole or not at all; missing folders are made.

    Raises :class:`kg.errors.GraphError` where the choice is none or the file cannot be written.
    """
    text = page(dataset, title=title, choice=choice)
    path = Path(path)
    make_folder(path.parent)
    write_atomically(path, [text.encode("utf-8")])
