"""Which series of events are one: by name, order of words, acronym and spelling."""

from __future__ import annotations

from collections.abc import Hashable
from functools import lru_cache

from kg.extract.entities import series_name
from kg.identity.names import (
    acronyms,
    content,
    gaps,
    initials,
    is_acronym,
    spelled_alike,
    without_acronym,
)
from kg.identity.units import Units, blocks

Words = tuple[str, ...]


def settle(units: Units) -> None:
    """Join series; an acronym joins the one series that it can stand for."""
    series = units.of("series")

    def names(unit: int) -> list[Words]:
        return bases(units.names(unit))

    def sets(unit: int) -> list[Words]:
        return [tuple(sorted(name)) for name in names(unit) if len(name) >= 3]

    def nearly(unit: int) -> list[Hashable]:
        return [gap for name in names(unit) if len(name) >= 3 for gap in gaps(name)]

    units.chain_by(series, names, "same name")
    units.chain_by(series, sets, "same words in another order")
    for left, right in units.pairs_alike(series, nearly, lambda u: tuple(names(u))):
        if any(spelled_alike(a, b) for a in names(left) for b in names(right)):
            units.clusters.union(left, right, "spelled alike")
    bare = {u for u in series if all(map(is_acronym, units.names(u)))}
    for _, members in blocks(series, lambda u: short_forms(units.names(u))):
        full = sorted({units.clusters.root(u) for u in members if u not in bare})
        if len(full) < 2:
            short = [u for u in members if u in bare]
            units.clusters.chain([*full, *short], "acronym of one series only")


@lru_cache(maxsize=1 << 16)
def bases(names: tuple[str, ...]) -> list[Words]:
    """Content words of full names without acronym, ordinal and year.

    >>> bases(("The 3rd World Lantern Forum (WLF)", "WLF 2019"))
    [('world', 'lantern', 'forum')]
    """
    plain = (series_name(without_acronym(name)) for name in names)
    return list(dict.fromkeys(content(name) for name in plain if name and not is_acronym(name)))


@lru_cache(maxsize=1 << 16)
def short_forms(names: tuple[str, ...]) -> list[str]:
    """Acronyms that names are, explain, or have as initials.

    >>> short_forms(("WLF 2019",)), short_forms(("World Lantern Forum",))
    (['WLF'], ['WLF'])
    """
    found: set[str] = set()
    for name in names:
        plain = series_name(without_acronym(name))
        found |= acronyms(name) | acronyms(plain)
        if not is_acronym(plain):
            found |= initials(plain)
    return sorted(found)
