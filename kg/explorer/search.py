"""Search over the names of things: an SQLite full-text index, in memory, from one query.

Words match without regard to case and accents and from their beginnings; ideographs, which are
written without spaces, are indexed one by one.
"""

from __future__ import annotations

import asyncio
import re
import sqlite3
import threading
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from kg.explorer.asking import Ask, table
from kg.explorer.wording import best_name, untitled
from kg.ontology import label, superclasses
from kg.view.families import FAMILIES, classify
from kg.vocab import KIND, SK

_NAMES = """
SELECT DISTINCT ?thing ?property ?name ?type ?publisher ?issued WHERE {
  ?thing a ?type .
  OPTIONAL { VALUES ?property { rdfs:label skos:altLabel dcterms:title } ?thing ?property ?name }
  OPTIONAL { ?thing a sk:Article ; dcterms:publisher ?publisher }
  OPTIONAL { ?thing a sk:Article ; dcterms:issued ?issued }
  FILTER (ISIRI(?thing) && (BOUND(?name) || ?type = sk:Article)
    && ?type NOT IN (sk:Count, sk:Evidence, sk:Position, prov:Activity))
}
"""
_SCHEMA = """
CREATE TABLE thing (id INTEGER PRIMARY KEY, iri TEXT, label TEXT, class TEXT, rank INTEGER);
CREATE INDEX by_class ON thing (class, label COLLATE NOCASE, iri);
CREATE VIRTUAL TABLE name USING fts5 (
  text, thing UNINDEXED, tokenize = 'unicode61 remove_diacritics 2', prefix = '1 2 3'
);
"""
_MATCH = """
SELECT t.iri, t.label, t.class, n.text FROM name n JOIN thing t ON t.id = n.thing
WHERE name MATCH ?
ORDER BY LENGTH(n.text) > LENGTH(?) + 2, t.rank, bm25(name), LENGTH(n.text), t.iri LIMIT ?
"""
_IDEOGRAPH = re.compile("([\u2e80-\u303f\u3041-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7af])")


@dataclass(frozen=True, slots=True)
class Thing:
    """One thing that can be found. ``also`` is the name that matched, where it is another one."""

    iri: str
    label: str
    cls: str  # IRI of the most specific class, empty where there is none
    also: str = ""

    @property
    def kind(self) -> str:
        """Its class in words."""
        return class_words(self.cls)

    @property
    def family(self) -> str:
        """Key of the family that it is drawn as; ``other`` outside all families."""
        return family_of(self.cls)


class Index:
    """The names of all things. Built by :meth:`build`, then read only."""

    def __init__(self, rows: Iterable[dict[str, str]]) -> None:
        self._db = sqlite3.connect(":memory:", check_same_thread=False)
        self._lock = threading.Lock()
        self._db.executescript(_SCHEMA)
        self._fill(rows)

    def _fill(self, rows: Iterable[dict[str, str]]) -> None:
        names: dict[str, set[tuple[bool, str]]] = defaultdict(set)
        types: dict[str, set[str]] = defaultdict(set)
        for row in rows:
            other = row.get("property", "").endswith("altLabel")
            name = row.get("name") or untitled(row.get("publisher", ""), row.get("issued", ""))
            names[row["thing"]].add((other, name))
            types[row["thing"]].add(row["type"])
        for number, iri in enumerate(sorted(names)):
            if iri.startswith(str(KIND)):
                continue
            cls, rank = main_class(types[iri])
            labels = [name for other, name in names[iri] if not other]
            first = best_name(labels or [name for _, name in names[iri]])
            self._db.execute(
                "INSERT INTO thing VALUES (?, ?, ?, ?, ?)", (number, iri, first, cls, rank)
            )
            texts = sorted({name for _, name in names[iri]})
            self._db.executemany(
                "INSERT INTO name VALUES (?, ?)", [(_spaced(text), number) for text in texts]
            )
        self._db.commit()

    @classmethod
    async def build(cls, ask: Ask) -> Index:
        """Asks for all names once and indexes them beside the event loop."""
        return await asyncio.to_thread(cls, await table(ask, _NAMES))

    def _rows(self, query: str, values: tuple[object, ...] = ()) -> list[tuple[str, ...]]:
        """All rows; the one connection serves one thread at a time."""
        with self._lock:
            return self._db.execute(query, values).fetchall()

    def find(self, text: str, *, limit: int = 50) -> list[Thing]:
        """Things with a name that holds the beginning of every word, best first, each once."""
        words = re.findall(r"\w+", _spaced(text))[:12]
        if not words:
            return []
        match = " ".join(f'"{word}"*' for word in words)
        found: dict[str, Thing] = {}
        for iri, name, cls, hit in self._rows(_MATCH, (match, text, limit * 4)):
            plain = _IDEOGRAPH.sub(r"\1", hit.replace(" ", ""))
            also = "" if plain == name.replace(" ", "") else _unspaced(hit)
            found.setdefault(iri, Thing(iri, name, cls, also))
        return list(found.values())[:limit]

    def of_class(self, cls: str, *, after: tuple[str, str] = ("", ""), limit: int) -> list[Thing]:
        """Things of a class by name; ``after`` is the name and IRI of the last one seen."""
        rows = self._rows(
            "SELECT iri, label, class FROM thing WHERE class = ? AND (label COLLATE NOCASE, iri)"
            " > (? COLLATE NOCASE, ?) ORDER BY label COLLATE NOCASE, iri LIMIT ?",
            (cls, *after, limit),
        )
        return [Thing(*row) for row in rows]

    def classes(self) -> list[tuple[str, int]]:
        """Every class with the number of its things, in the order of the families."""
        rows = self._rows(
            "SELECT class, COUNT(*) FROM thing WHERE class != '' GROUP BY class"
            " ORDER BY MIN(rank), COUNT(*) DESC, class"
        )
        return [(cls, int(count)) for cls, count in rows]


def _spaced(text: str) -> str:
    return _IDEOGRAPH.sub(r" \1 ", text)


def _unspaced(text: str) -> str:
    """The indexed text as it was printed."""
    return re.sub(f" {_IDEOGRAPH.pattern} ", r"\1", text)


def main_class(types: Iterable[str]) -> tuple[str, int]:
    """The class that says most about a thing, and the rank of its family."""
    own = sorted(t for t in types if t.startswith(str(SK)))
    above = {
        c.removeprefix(str(SK)) for t in own for c in superclasses(SK[t.removeprefix(str(SK))])
    }
    found = classify(above)
    if found is None:
        return (own[0] if own else min(types, default="")), len(FAMILIES)
    family, name = found
    cls = str(SK[name])
    return (cls if cls in own else own[0]), FAMILIES.index(family)


@lru_cache(maxsize=256)
def family_of(cls: str) -> str:
    """Key of the family that things of a class are drawn as; ``other`` outside all families."""
    if not cls.startswith(str(SK)):
        return "other"
    above = {c.removeprefix(str(SK)) for c in superclasses(SK[cls.removeprefix(str(SK))])}
    found = classify(above)
    return found[0].key if found else "other"


def class_words(cls: str) -> str:
    """A class in words; a plain word where there is none."""
    return label(SK[cls.removeprefix(str(SK))]) if cls.startswith(str(SK)) else "thing"
