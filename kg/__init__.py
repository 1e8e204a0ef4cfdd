"""Turns event news reports into a checkable RDF knowledge graph.

    read(source)                       articles of a file, folder, or "-" for standard input
    build(*sources)                    the graph: an rdflib Dataset over the Oxigraph store
    open_graph(path)                   the graph in an RDF file, an archive or an endpoint
    push(graph, address, mark=file)    the graph into a triple store
    query(graph, text, parameters)     the answer of a saved or own query
    queries()                          the saved queries
    why(graph, subject, ...)           statements with the passages that support them
    check(graph)                       what shapes and checks object to
    view(graph, path)                  one self-contained HTML page
    export(graph, path)                a file in any supported format
    evaluate(gold)                     scores on annotated reports
    extract(article)                   the claims of one article, before they are judged

Names are loaded when first used, so that ``import kg`` costs next to nothing.
"""

from __future__ import annotations

import sys
from importlib import import_module
from types import ModuleType
from typing import TYPE_CHECKING, Any

from kg.version import VERSION

if TYPE_CHECKING:
    from kg.build import build
    from kg.check import check
    from kg.endpoint import open_graph
    from kg.errors import KGError
    from kg.evaluate import evaluate
    from kg.export import export
    from kg.extract import extract
    from kg.model import Article
    from kg.push import push
    from kg.queries import queries, query
    from kg.reading import read
    from kg.store import KnowledgeGraph
    from kg.view import write_page as view
    from kg.why import why

__version__ = VERSION

#: Public name: the module that has it, and its name there.
_HOME = {
    "Article": ("kg.model", "Article"),
    "KGError": ("kg.errors", "KGError"),
    "KnowledgeGraph": ("kg.store", "KnowledgeGraph"),
    "build": ("kg.build", "build"),
    "check": ("kg.check", "check"),
    "evaluate": ("kg.evaluate", "evaluate"),
    "export": ("kg.export", "export"),
    "extract": ("kg.extract", "extract"),
    "open_graph": ("kg.endpoint", "open_graph"),
    "push": ("kg.push", "push"),
    "queries": ("kg.queries", "queries"),
    "query": ("kg.queries", "query"),
    "read": ("kg.reading", "read"),
    "view": ("kg.view", "write_page"),
    "why": ("kg.why", "why"),
}

__all__ = [
    "Article",
    "KGError",
    "KnowledgeGraph",
    "__version__",
    "build",
    "check",
    "evaluate",
    "export",
    "extract",
    "open_graph",
    "push",
    "queries",
    "query",
    "read",
    "view",
    "why",
]


def __getattr__(name: str) -> Any:
    if name not in _HOME:
        raise AttributeError(f"module 'kg' has no attribute {name!r}")
    module, attribute = _HOME[name]
    return getattr(import_module(module), attribute)


class _Package(ModuleType):
    """Keeps ``kg.build`` the function when the module ``kg.build`` is imported."""

    def __setattr__(self, name: str, value: Any) -> None:
        if not (name in _HOME and isinstance(value, ModuleType)):
            super().__setattr__(name, value)


sys.modules[__name__].__class__ = _Package
