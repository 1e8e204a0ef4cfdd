"""The neighbourhood of a thing in small portions: counts by relation first, then pages of things.

A page is ordered by IRI and continues after the last IRI seen, so that nothing comes twice and
nothing is lost however large the neighbourhood is.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from rdflib import URIRef

from kg.errors import QueryError
from kg.explorer.addresses import page_of
from kg.explorer.asking import Ask, iri, iris, string, table
from kg.explorer.search import class_words, family_of, main_class
from kg.explorer.wording import best_name, untitled, words_of
from kg.ontology import label, object_properties
from kg.vocab import SK

#: Things in the first picture, in one expansion, and in one expansion at most.
FIRST, EXPANSION, MOST = 300, 25, 100
#: Relations that are not drawn: numbers and posts are folded, inverses and reports left out.
_FOLDED = {
    SK.activityOf,
    SK.attendanceMode,
    SK.countedKind,
    SK.hasCount,
    SK.holdsPosition,
    SK.mainEvent,
    SK.memberKind,
    SK.positionIn,
    SK.reportedIn,
}
_DRAWN = tuple(p for p in object_properties() if p not in _FOLDED | {SK.affiliatedWith})
#: A post is drawn as one relation between the person and the body.
_WORKS = "sk:affiliatedWith|(sk:holdsPosition/sk:positionIn)"

_COUNTS = """
SELECT ?property ?direction (COUNT(DISTINCT ?other) AS ?count) WHERE {{
  {{ VALUES ?property {{ {drawn} }} {thing} ?property ?other BIND ("out" AS ?direction) }}
  UNION {{ VALUES ?property {{ {drawn} }} ?other ?property {thing} BIND ("in" AS ?direction) }}
  UNION {{ {thing} {works} ?other
    BIND (sk:affiliatedWith AS ?property) BIND ("out" AS ?direction) }}
  UNION {{ ?other {works} {thing}
    BIND (sk:affiliatedWith AS ?property) BIND ("in" AS ?direction) }}
  FILTER (ISIRI(?other))
}} GROUP BY ?property ?direction
"""
_PAGE = """
SELECT DISTINCT ?other WHERE {{
  {pattern} FILTER (ISIRI(?other) && STR(?other) > {after})
}} ORDER BY STR(?other) LIMIT {limit}
"""
_THINGS = """
SELECT ?thing ?name ?type ?size ?publisher ?issued WHERE {
  VALUES ?thing { %s }
  OPTIONAL { ?thing rdfs:label ?name }
  OPTIONAL { ?thing a ?type }
  OPTIONAL { ?thing sk:hasCount ?count ; sk:memberKind ?kind . ?count sk:countedKind ?kind ;
    rdfs:label ?size }
  OPTIONAL { ?thing dcterms:identifier ?text ; dcterms:publisher ?publisher }
  OPTIONAL { ?thing dcterms:identifier ?text ; dcterms:issued ?issued }
}
"""
_PLANNED = """
SELECT ?other (MIN(?modality) AS ?surest) WHERE {
  VALUES ?other { %s }
  ?e rdf:subject %s ; rdf:predicate %s ; rdf:object %s ; sk:modality ?modality
} GROUP BY ?other
"""


@dataclass(frozen=True, slots=True)
class Relation:
    """A relation of a thing to others; ``pointing`` where the others point to it."""

    property: URIRef
    pointing: bool
    count: int

    def as_json(self) -> dict[str, Any]:
        """What the script needs to offer it."""
        return {
            "property": str(self.property),
            "direction": "in" if self.pointing else "out",
            "words": words_of(self.property, pointing=self.pointing)[1],
            "label": label(self.property),
            "count": self.count,
        }


async def relations(ask: Ask, name: str) -> list[Relation]:
    """How many things a thing is related to, by property and direction, the fewest first."""
    drawn = " ".join(f"<{p}>" for p in _DRAWN)
    found = await table(ask, _COUNTS.format(drawn=drawn, thing=iri(name), works=_WORKS))
    counted = [
        Relation(URIRef(row["property"]), row["direction"] == "in", int(row["count"]))
        for row in found
        if "property" in row
    ]
    return sorted(counted, key=lambda r: (r.count, r.property, r.pointing))


async def page(
    ask: Ask, name: str, prop: str, *, pointing: bool, after: str = "", limit: int = EXPANSION
) -> dict[str, Any]:
    """Things on one relation after an IRI, and the IRI to continue after, if there are more."""
    if URIRef(prop) not in {*_DRAWN, SK.affiliatedWith}:
        raise QueryError(f"{prop[:100]}: not a relation that is drawn")
    path = _WORKS if prop == str(SK.affiliatedWith) else f"<{prop}>"
    thing = iri(name)
    pattern = f"?other {path} {thing} ." if pointing else f"{thing} {path} ?other ."
    limit = max(1, min(limit, MOST))
    query = _PAGE.format(pattern=pattern, after=string(after), limit=limit + 1)
    others = [row["other"] for row in await table(ask, query)]
    shown = others[:limit]
    planned = await _planned(ask, name, prop, shown, pointing=pointing)
    known = await things(ask, shown)
    return {
        "property": prop,
        "direction": "in" if pointing else "out",
        "label": label(URIRef(prop)),
        "things": [{**known[o], "planned": o in planned} for o in shown if o in known],
        "next": shown[-1] if len(others) > limit else None,
    }


async def neighbourhood(ask: Ask, name: str, *, budget: int) -> dict[str, Any]:
    """A thing, the counts of all its relations, and first pages of them within the budget.

    Small relations are shown whole; what is left of the budget goes to the larger ones.
    """
    found = await relations(ask, name)
    pages, left = [], max(1, min(budget, FIRST))
    for position, relation in enumerate(found):
        share = min(relation.count, MOST, max(1, left // (len(found) - position)))
        if left < 1:
            break
        got = await page(ask, name, str(relation.property), pointing=relation.pointing, limit=share)
        pages.append(got)
        left -= len(got["things"])
    itself = await things(ask, [name])
    return {
        "thing": itself[name],
        "relations": [relation.as_json() for relation in found],
        "pages": pages,
    }


async def things(ask: Ask, names: Iterable[str]) -> dict[str, dict[str, Any]]:
    """What is drawn of each thing: name, family, class in words, address."""
    names = list(names)
    if not names:
        return {}
    rows = await table(ask, _THINGS % iris(names))
    found: dict[str, dict[str, set[str]]] = {
        n: {"name": set(), "type": set(), "size": set(), "publisher": set(), "issued": set()}
        for n in names
    }
    for row in rows:
        about = found.get(row.get("thing", ""))
        if about is not None:
            for key in about:
                about[key].update(row[k] for k in (key,) if k in row)
    return {n: _thing(n, about) for n, about in found.items()}


def _thing(name: str, about: dict[str, set[str]]) -> dict[str, Any]:
    cls = main_class(about["type"])[0]
    last = name.rstrip("/#").rpartition("/")[2].replace("-", " ")
    return {
        "id": name,
        "label": _label(about) or last,
        "family": family_of(cls),
        "kind": class_words(cls),
        "href": page_of(name),
    }


def _label(about: dict[str, set[str]]) -> str:
    """The size of a group, else a name, else the imprint of an article; may be empty."""
    named = best_name(about["size"] or about["name"])
    if named or not (about["publisher"] or about["issued"]):
        return named
    return untitled(min(about["publisher"], default=""), min(about["issued"], default=""))


async def _planned(
    ask: Ask, name: str, prop: str, others: list[str], *, pointing: bool
) -> set[str]:
    """Those of the others whose relation no report states as done."""
    if not others:
        return set()
    ends = ("?other", iri(name)) if pointing else (iri(name), "?other")
    query = _PLANNED % (iris(others), ends[0], iri(prop), ends[1])
    return {row["other"] for row in await table(ask, query) if row.get("surest") == "planned"}
