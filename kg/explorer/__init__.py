"""The explorer: pages on which a graph is searched, read, drawn and asked in the browser.

:func:`routes` gives the pages of one graph; a server mounts them at its root. Pages are whole
without script, and every script and style comes from this package or from a wheel.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from starlette.routing import Route

from kg.explorer import answers, finding, rejected, things
from kg.explorer.asking import Ask, Texts
from kg.explorer.assets import asset
from kg.explorer.site import Site

__all__ = ["Ask", "Texts", "routes"]


def routes(
    ask: Ask,
    *,
    title: str = "Knowledge graph",
    ledger: Path | None = None,
    texts: Texts | None = None,
    version: Callable[[], int] = lambda: 0,
) -> list[Route]:
    """The pages of the explorer, to be mounted at ``/``.

    ``await ask(query)`` answers SPARQL over the union of all graphs (see :class:`Ask`); the names
    and terms of the graph are read with the first page that needs them and kept while ``version()``
    gives the same number. ``ledger`` is the file that ``kg build --ledger`` wrote; ``texts`` gives
    the whole texts of articles; ``title`` stands on top of every page.
    """
    site = Site(ask, title=title, ledger=ledger, texts=texts, version=version)
    pages = {
        "/": finding.home,
        "/search": finding.search,
        "/browse/{name}": finding.browse,
        "/id/{path:path}": things.by_path,
        "/about": things.by_iri,
        "/explore": things.explore,
        "/query": answers.query,
        "/questions": answers.saved,
        "/questions/{name}": answers.question,
        "/disagreements": answers.disagreements,
        "/ledger": rejected.ledger,
    }
    data = {
        "/suggest": finding.suggest,
        "/neighbours": things.neighbours,
        "/evidence": things.evidence,
        "/terms": answers.terms,
    }
    return [
        *(Route(path, site.page(handler)) for path, handler in pages.items()),
        *(Route(path, site.data(handler)) for path, handler in data.items()),
        Route("/assets/{name}", asset),
    ]
