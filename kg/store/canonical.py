"""Turtle and TriG in one sorted, readable form: the same statements are the same bytes.

Works on lines of N-Triples as the engine writes them (one space between terms, a space and a dot
at the end), so it needs no RDF library. A block a subject, ``a`` first, then predicates and objects
sorted; each graph of TriG in a block of its own, sorted by name.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from itertools import groupby
from operator import itemgetter

from kg.vocab import PREFIXES

_TYPE = "<http://www.w3.org/1999/02/22-rdf-syntax-ns#type>"
_XSD = "http://www.w3.org/2001/XMLSchema#"
_NUMBERS = {
    "integer": re.compile(r"[+-]?[0-9]+"),
    "decimal": re.compile(r"[+-]?[0-9]*\.[0-9]+"),
    "boolean": re.compile(r"true|false"),
}
_TYPED = re.compile(r'(".*")\^\^(<[^>]*>)', re.DOTALL)
#: What a local name may hold unescaped; rarer names are written as full IRIs.
_LOCAL = re.compile(r"[A-Za-z0-9_](?:[A-Za-z0-9_.\-]*[A-Za-z0-9_\-])?")


def turtle(lines: Iterable[str]) -> Iterator[str]:
    """Turtle text in pieces, of sorted lines."""
    shortener = _Shortener()
    blocks = list(_blocks(lines, shortener, ""))
    yield from shortener.header()
    yield from ("\n" + block for block in blocks)


def trig(graphs: Mapping[str, Iterable[str]]) -> Iterator[str]:
    """TriG text in pieces; sorted lines by the graph's IRI, ``""`` for the default graph."""
    shortener = _Shortener()
    parts: list[str] = []
    for name in sorted(graphs):
        blocks = list(_blocks(graphs[name], shortener, "  " if name else ""))
        if name:
            parts.append(f"\n{shortener[f'<{name}>']} {{\n" + "\n".join(blocks) + "}\n")
        else:
            parts += ["\n" + block for block in blocks]
    yield from shortener.header()
    yield from parts


def _blocks(lines: Iterable[str], shortener: _Shortener, indent: str) -> Iterator[str]:
    end = f" ;\n{indent}  "
    for subject, statements in groupby([line.split(" ", 2) for line in lines], itemgetter(0)):
        types: list[str] = []
        others: list[str] = []
        for predicate, rows in groupby(statements, itemgetter(1)):
            values = " , ".join([shortener[row[2][:-2]] for row in rows])
            if predicate == _TYPE:
                types.append(f"a {values}")
            else:
                others.append(f"{shortener[predicate]} {values}")
        yield f"{indent}{shortener[subject]} {end.join(types + others)} .\n"


class _Shortener(dict[str, str]):
    """Terms as Turtle writes them, by their N-Triples form; remembers the prefixes it needed."""

    def __init__(self) -> None:
        super().__init__()
        # The longest namespace wins, so that a kind is k:guest and not a path under id:.
        ordered = sorted(PREFIXES.items(), key=lambda item: (-len(item[1]), item[0]))
        self._namespaces = [(namespace, prefix) for prefix, namespace in ordered]
        self._used: set[str] = set()

    def header(self) -> Iterator[str]:
        """Prefix lines of what was used, sorted."""
        yield from (f"@prefix {p}: <{PREFIXES[p]}> .\n" for p in sorted(self._used))

    def __missing__(self, term: str) -> str:
        short = self[term] = self._literal(term) if term[0] == '"' else self._iri(term)
        return short

    def _iri(self, term: str) -> str:
        if term[0] != "<":
            return term
        iri = term[1:-1]
        for namespace, prefix in self._namespaces:
            if iri.startswith(namespace) and _LOCAL.fullmatch(iri, len(namespace)):
                self._used.add(prefix)
                return f"{prefix}:{iri[len(namespace) :]}"
        return term

    def _literal(self, term: str) -> str:
        match = _TYPED.fullmatch(term)
        if match is None:
            return term
        quoted, datatype = match.groups()
        name = datatype[1:-1].removeprefix(_XSD)
        if name in _NUMBERS and _NUMBERS[name].fullmatch(quoted[1:-1]):
            return quoted[1:-1]
        return f"{quoted}^^{self._iri(datatype)}"
