"""Turtle and TriG in one sorted, readable form: the same statements are the same bytes.

Works on N-Triples forms of terms, so it needs no RDF library. A block a subject, ``a`` first, then
predicates and objects sorted; each graph of TriG in a block of its own, sorted by name.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from kg.vocab import PREFIXES

#: Subject, predicate, object in N-Triples form.
Row = tuple[str, str, str]

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


def turtle(rows: Iterable[Row]) -> Iterator[str]:
    """Turtle text in pieces."""
    shortener = _Shortener()
    blocks = list(_blocks(rows, shortener, ""))
    yield from shortener.header()
    yield from ("\n" + block for block in blocks)


def trig(graphs: dict[str, list[Row]]) -> Iterator[str]:
    """TriG text in pieces; graphs by name in N-Triples form, ``""`` for the default graph."""
    shortener = _Shortener()
    parts: list[str] = []
    for name in sorted(graphs):
        blocks = list(_blocks(graphs[name], shortener, "  " if name else ""))
        if name:
            parts.append(f"\n{shortener.term(name)} {{\n" + "\n".join(blocks) + "}\n")
        else:
            parts += ["\n" + block for block in blocks]
    yield from shortener.header()
    yield from parts


def _blocks(rows: Iterable[Row], shortener: _Shortener, indent: str) -> Iterator[str]:
    subjects: dict[str, dict[str, set[str]]] = {}
    for subject, predicate, value in rows:
        subjects.setdefault(subject, {}).setdefault(predicate, set()).add(value)
    for subject in sorted(subjects):
        lines = [
            f"{shortener.predicate(p)} " + " , ".join(shortener.term(o) for o in sorted(values))
            for p, values in sorted(subjects[subject].items(), key=_type_first)
        ]
        joined = f" ;\n{indent}  ".join(lines)
        yield f"{indent}{shortener.term(subject)} {joined} .\n"


def _type_first(item: tuple[str, set[str]]) -> tuple[bool, str]:
    return item[0] != _TYPE, item[0]


class _Shortener:
    """Writes terms with prefixes and remembers which it needed."""

    def __init__(self) -> None:
        # The longest namespace wins, so that a kind is k:guest and not a path under id:.
        ordered = sorted(PREFIXES.items(), key=lambda item: (-len(item[1]), item[0]))
        self._namespaces = [(namespace, prefix) for prefix, namespace in ordered]
        self._known: dict[str, str] = {}
        self._used: set[str] = set()

    def header(self) -> Iterator[str]:
        """Prefix lines of what was used, sorted."""
        yield from (f"@prefix {p}: <{PREFIXES[p]}> .\n" for p in sorted(self._used))

    def predicate(self, term: str) -> str:
        return "a" if term == _TYPE else self.term(term)

    def term(self, term: str) -> str:
        if term not in self._known:
            self._known[term] = self._literal(term) if term[0] == '"' else self._iri(term)
        return self._known[term]

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
