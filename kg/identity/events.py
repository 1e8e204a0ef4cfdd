"""Which editions of events are one. Editions of other years or ordinals never are.

An edition is known by its series or name together with its ordinal, its year or its days. What a
report leaves out is no hint: a bare name joins an edition only where the report came out with it.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Hashable, Iterator
from functools import lru_cache

from kg.extract.entities import edition_of as plain_edition_of
from kg.identity.clusters import Marks
from kg.identity.names import spelled_alike
from kg.identity.series import Words, bases, short_forms
from kg.identity.units import Units, blocks

#: Dates of one edition are no further apart; the spring and autumn fairs of one year are.
NEAR = 45

edition_of = lru_cache(maxsize=1 << 16)(plain_edition_of)

_YEAR = re.compile(r"(?:18|19|20)\d\d")


def settle(units: Units) -> None:
    """Join editions of one series or name."""
    summits = units.of("summit")
    for unit in summits:
        seen = frozenset(units.values(unit, "published"))
        known = units.editions[unit] = _known(units, unit)
        units.clusters.mark(unit, known or ({"seen": seen} if seen else {}))
    for keys, reason in (
        (_named, "same name, same edition"),
        (_numbered_in_series, "same series, same ordinal"),
        (_dated_in_series, "same series, same year, and the same place or first day"),
        (_short, "acronym of the name, same edition, and the same place or first day"),
    ):
        units.chain_by(summits, lambda u, keys=keys: keys(units, u), reason, clash)  # type: ignore[misc]
    for left, right in units.pairs_alike(
        summits, lambda u: _settings(units, u), lambda u: tuple(_names(units, u))
    ):
        pairs = ((a, b) for a in _names(units, left) for b in _names(units, right))
        if any(spelled_alike(a, b) for a, b in pairs):
            units.clusters.union(left, right, "spelled alike, same edition", clash)
    _undated(units, summits)


def clash(left: Marks, right: Marks) -> bool:
    """Whether two clusters are known to be other editions.

    Ordinals differ; years that are stated differ, from each other or from the days; or, where no
    ordinal is shared, the days are too far apart. Days that differ a little, or under one
    ordinal, are a disagreement about one edition.
    """
    numbers = [m["number"] for m in (left, right) if "number" in m]
    if len(numbers) == 2 and numbers[0] != numbers[1]:
        return True
    stated = left.get("year", frozenset()) | right.get("year", frozenset())
    if len(stated) > 1:
        return True
    days = left.get("day", frozenset()) | right.get("day", frozenset())
    years = {day[:4] for day in days}
    if stated and years - stated:
        return True
    if len(numbers) < 2 and (len(years) > 1 or _spread(days) > NEAR):
        return True
    # Reports that name no edition come out within weeks of it, and of each other.
    seen = left.get("seen", frozenset()) | right.get("seen", frozenset())
    return bool(seen) and _spread(seen | days) > 2 * NEAR


def _spread(days: frozenset[str]) -> int:
    """Days between the first and the last of some dates."""
    dates = [dt.date.fromisoformat(day) for day in days]
    return (max(dates) - min(dates)).days if dates else 0


# -- what is known of one edition -------------------------------------------------------------


def _known(units: Units, unit: int) -> Marks:
    marks = {
        "number": _numbers(units, unit),
        "year": _years(units, unit),
        "day": frozenset(filter(_is_day, units.values(unit, "start"))),
    }
    # A report that contradicts itself tells nothing of the matter.
    return {name: values for name, values in marks.items() if len(values) == 1}


def _numbers(units: Units, unit: int) -> frozenset[str]:
    named = (edition_of(name)[0] for name in units.names(unit))
    return frozenset(units.values(unit, "number")) | {str(n) for n in named if n is not None}


def _years(units: Units, unit: int) -> frozenset[str]:
    """Years that the name or the edition's label states."""
    stated = {v for v in units.values(unit, "edition") if _YEAR.fullmatch(v)}
    named = (edition_of(name)[1] for name in units.names(unit))
    return frozenset(stated | {str(year) for year in named if year is not None})


def _is_day(value: str) -> bool:
    try:
        dt.date.fromisoformat(value)
    except ValueError:
        return False
    return True


def _names(units: Units, unit: int) -> list[Words]:
    return bases(units.names(unit))


def _editions(units: Units, unit: int) -> Iterator[tuple[str, str]]:
    """The ordinal and the year, stated or of the first day, as far as each is one."""
    marks = units.editions[unit]
    yield from (("number", n) for n in marks.get("number", ()))
    days = (day[:4] for day in marks.get("day", ()))
    yield from (("year", y) for y in marks.get("year", days))


def _where_and_when(units: Units, unit: int) -> Iterator[Hashable]:
    yield from units.refs(unit, "place")
    yield from units.values(unit, "start")


# -- keys that one edition shares with itself ---------------------------------------------------


def _named(units: Units, unit: int) -> list[Hashable]:
    return [(name, e) for name in _names(units, unit) for e in _editions(units, unit)]


def _numbered_in_series(units: Units, unit: int) -> list[Hashable]:
    editions = [e for e in _editions(units, unit) if e[0] == "number"]
    return [(s, e) for s in units.refs(unit, "series") for e in editions]


def _settings(units: Units, unit: int) -> list[Hashable]:
    editions = list(_editions(units, unit))
    return [(e, w) for e in editions for w in _where_and_when(units, unit)]


def _dated_in_series(units: Units, unit: int) -> list[Hashable]:
    return [(s, x) for s in units.refs(unit, "series") for x in _settings(units, unit)]


def _short(units: Units, unit: int) -> list[Hashable]:
    return [(s, x) for s in short_forms(units.names(unit)) for x in _settings(units, unit)]


# -- without number and year ------------------------------------------------------------------


def _undated(units: Units, summits: list[int]) -> None:
    """Names without an edition: by when the reports came out, else only with each other."""
    clusters = units.clusters
    for _, members in blocks(summits, lambda u: _names(units, u)):
        bare = [u for u in members if not units.editions[u]]
        dated = [u for u in members if units.editions[u]]
        for unit in bare:
            near = {clusters.root(other) for other in dated if _came_out_with(units, unit, other)}
            if len(near) == 1:
                clusters.union(near.pop(), unit, "same name, reported in the same weeks", clash)
        left = [u for u in bare if clusters.members(u) == [u]]
        left.sort(key=lambda u: units.values(u, "published"))
        said = [u for u in left if units.values(u, "published")]
        clusters.chain(said, "same name, reported in the same weeks", clash)
        silent = [u for u in left if not units.values(u, "published")]
        clusters.chain(silent, "same name, and nothing says which edition", clash)


def _came_out_with(units: Units, bare: int, other: int) -> bool:
    """Whether a report came out near the days, or else near the report, of an edition."""
    mine = units.values(bare, "published")
    theirs = units.editions[other].get("day") or units.values(other, "published")
    return any(_spread(frozenset({a, b})) <= NEAR for a in mine for b in theirs)
