"""Which places are one: by name, unless they lie in different places."""

from __future__ import annotations

from collections.abc import Iterable

from kg import gazetteer
from kg.identity.names import content
from kg.identity.units import Units, blocks

#: Words for sorts of places that names have or lack; each with what it may also be called.
_SORTS = {
    "city": "city", "town": "city", "township": "city", "village": "village", "county": "county",
    "district": "district", "province": "province", "state": "state", "prefecture": "prefecture",
    "region": "region", "island": "island",
}  # fmt: skip


def settle(units: Units) -> None:
    """Join the places of a name that lie in the same place, or of which one lies nowhere."""
    ids = units.of("place")
    for unit in ids:
        marks = {}
        country = next(filter(None, map(gazetteer.country, units.names(unit))), None)
        sorts = {_sort(name) for name in units.names(unit)} - {""}
        if country is not None:
            marks["authority"] = frozenset({str(country.iri)})
        if len(sorts) == 1:
            marks["sort"] = frozenset(sorts)
        units.clusters.mark(unit, marks)

    def names(unit: int) -> list[tuple[str, ...]]:
        return [_name(units, name) for name in units.names(unit)]

    units.chain_by(ids, lambda u: _authority(units, u), "the same entry of the authority file")
    units.chain_by(
        ids, lambda u: [(n, w) for n in names(u) for w in _within(units, u)],
        "same name, in the same place",
    )  # fmt: skip
    for _, members in blocks(ids, names):
        units.join_unmarked(
            members, lambda u: bool(_within(units, u)), "same name, and nothing against it"
        )


def _authority(units: Units, unit: int) -> list[str]:
    found = map(gazetteer.country, units.names(unit))
    return [str(country.iri) for country in found if country is not None]


def _name(units: Units, name: str) -> tuple[str, ...]:
    """The words of a name without the country behind its comma and without its sort."""
    head, comma, tail = name.partition(",")
    words = content(head if comma and gazetteer.country(tail.strip()) else name)
    plain = tuple(w for w in words if w not in _SORTS)
    return plain or words


def _sort(name: str) -> str:
    last = content(name)[-1:]
    return _SORTS.get(last[0], "") if last and len(content(name)) > 1 else ""


def _within(units: Units, unit: int) -> list[tuple[str, ...]]:
    """Names of the places around a place, at every distance that the article tells."""
    found: list[tuple[str, ...]] = []
    todo: list[str] = list(units.values(unit, "within"))
    seen: set[str] = set()
    while todo:
        iri = todo.pop()
        around = units.unit(unit, iri)
        if iri in seen or around is None:
            continue
        seen.add(iri)
        found += [_name(units, name) for name in units.names(around)]
        todo += units.values(around, "within")
    return found + [_name(units, c) for c in _behind_comma(units.names(unit))]


def _behind_comma(names: Iterable[str]) -> list[str]:
    tails = (name.partition(",")[2].strip() for name in names)
    return [tail for tail in tails if gazetteer.country(tail) is not None]
