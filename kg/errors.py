"""The errors that kg raises for reasons a person can act on.

    KGError
    ├── InputError       a report cannot be read: file, line, what is wrong
    ├── DataError        a shipped or user-edited data file (ontology, lexicon, query) is wrong
    ├── GraphError       a graph cannot be opened, read or written
    ├── QueryError       a query is unknown, malformed or lacks a parameter
    └── MissingExtra     an optional library is needed and not installed

The command line prints ``str(error)`` on one line and exits with ``error.exit_code``.
"""

from __future__ import annotations


class KGError(Exception):
    """Base of all errors that kg raises on purpose."""

    exit_code = 2


class InputError(KGError):
    """A report that cannot be read.

    ``source`` names the file (or ``<stdin>``); ``line`` is 1-based where a line is to blame.
    """

    def __init__(self, source: str, problem: str, *, line: int | None = None) -> None:
        where = source if line is None else f"{source}:{line}"
        super().__init__(f"{where}: {problem}")
        self.source = source
        self.line = line
        self.problem = problem


class DataError(KGError):
    """A data file of the program or of the user (ontology, lexicon, query header) is wrong."""


class GraphError(KGError):
    """A graph that cannot be opened, read or written."""


class QueryError(KGError):
    """A query that is unknown, malformed, or lacks a parameter."""


class MissingExtra(KGError):
    """An optional library is needed; the message names the extra that brings it."""
