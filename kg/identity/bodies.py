"""Which organizations are one: by authority, name, acronym and spelling; states kept apart."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable
from functools import lru_cache

from kg import gazetteer
from kg.identity.clusters import Marks
from kg.identity.names import (
    acronym_key,
    acronyms,
    gaps,
    initials,
    is_acronym,
    spelled_alike,
    split_country,
    without_acronym,
)
from kg.identity.units import Units, blocks

#: Words in the names of bodies of which every state has one: a bare name may mean any of them.
_OF_STATES = frozenset(
    """academy administration agency army assembly authority board bureau cabinet chamber commission
    committee congress council court department directorate embassy government inspectorate
    institute ministry navy office parliament police senate secretariat service treasury""".split()
)

Base = tuple[str, ...]


def settle(units: Units) -> None:
    """Join organizations; those of different states or authority entries never come together."""
    bodies = units.of("org")
    for unit in bodies:
        units.clusters.mark(unit, _marks(units, unit))
    units.chain_by(bodies, lambda u: _authority(units, u), "the same entry of the authority file")
    _same_name(units, bodies)
    _other_order(units, bodies)
    _spelled_alike(units, bodies)
    _acronyms(units, bodies)


def _marks(units: Units, unit: int) -> Marks:
    marks = {}
    authority, countries = set(_authority(units, unit)), _country(units, unit)
    if len(authority) == 1:
        marks["authority"] = frozenset(authority)
    elif len(countries) == 1:
        marks["country"] = frozenset(countries)
    return marks


def _authority(units: Units, unit: int) -> list[str]:
    """Entries that a full name names; an acronym counts where there is no full name."""
    names = units.names(unit)
    full = [name for name in map(without_acronym, names) if not is_acronym(name)]
    found = (
        gazetteer.organization(n) or gazetteer.country(n) or gazetteer.demonym(n)
        for n in full or names
    )
    return list(dict.fromkeys(str(entry.iri) for entry in found if entry is not None))


def _bases(units: Units, unit: int) -> list[tuple[Base, str]]:
    """Full names without their country, and that country."""
    item = units.items[unit]
    return _full_names(item.labels, item.alt_labels)


@lru_cache(maxsize=1 << 16)
def _full_names(labels: tuple[str, ...], aliases: tuple[str, ...]) -> list[tuple[Base, str]]:
    """One word is a name only where it is the label: "the Union" of an alias is anybody's."""
    found = [split_country(without_acronym(n)) for n in labels if not is_acronym(n)]
    others = [split_country(without_acronym(n)) for n in aliases if not is_acronym(n)]
    return list(dict.fromkeys(found + [pair for pair in others if len(pair[0]) > 1]))


def _is_of_state(base: Base) -> bool:
    return not _OF_STATES.isdisjoint(base) or base == ("central", "bank")


def _country(units: Units, unit: int) -> set[str]:
    """The country in the name; for a body that every state has, also the one said of it."""
    bases = _bases(units, unit)
    own = {country for _, country in bases if country}
    if not own and any(_is_of_state(base) for base, _ in bases):
        return set(units.values(unit, "country"))
    return own


# -- names ------------------------------------------------------------------------------------


def _same_name(units: Units, bodies: list[int]) -> None:
    def names(unit: int) -> list[Hashable]:
        """Bodies of states have their country beside the name, others have it inside."""
        return [b if _is_of_state(b) else (b, country) for b, country in _bases(units, unit)]

    def with_country(unit: int) -> list[Hashable]:
        return [(name, c) for name in names(unit) for c in _country(units, unit)]

    def with_meeting(unit: int) -> list[Hashable]:
        return [(base, m) for base, _ in _bases(units, unit) for m in units.meetings(unit)]

    units.chain_by(bodies, with_country, "same name, same country")
    units.chain_by(bodies, with_meeting, "same name, in reports on the same event or series")
    for _, members in blocks(bodies, names):
        units.join_unmarked(
            members,
            lambda u: (
                bool(_country(units, u)) and any(_is_of_state(b) for b, _ in _bases(units, u))
            ),
            "same name, and nothing against it",
        )


def _other_order(units: Units, bodies: list[int]) -> None:
    """Four words are enough; "University of X" and "X University" also need a common event.

    So are three in the name of a government or ministry.
    """

    def long(unit: int) -> list[Hashable]:
        return [
            (tuple(sorted(base)), c)
            for base, own in _bases(units, unit)
            for c in ({own} if own else _country(units, unit) or {""})
            if len(base) >= (3 if _is_of_state(base) else 4)
        ]

    def short(unit: int) -> list[Hashable]:
        return [
            (tuple(sorted(base)), m)
            for base, _ in _bases(units, unit)
            for m in units.meetings(unit)
            if len(base) > 1
        ]

    units.chain_by(bodies, long, "same words in another order")
    units.chain_by(bodies, short, "same words in another order, same event or series")


def _spelled_alike(units: Units, bodies: list[int]) -> None:
    """One slip in one long word, within the reports on one event or series."""

    def nearly(unit: int) -> list[Hashable]:
        bases = [base for base, _ in _bases(units, unit) if len(base) > 1]
        if not bases:
            return []
        meetings = units.meetings(unit)
        return [(gap, m) for base in bases for gap in gaps(base) for m in meetings]

    for left, right in units.pairs_alike(bodies, nearly, lambda u: tuple(_bases(units, u))):
        if any(
            spelled_alike(one, other)
            for one, _ in _bases(units, left)
            for other, _ in _bases(units, right)
        ):
            units.clusters.union(left, right, "spelled alike, same event or series")


# -- acronyms ---------------------------------------------------------------------------------


def _acronyms(units: Units, bodies: list[int]) -> None:
    """Give each bare acronym the one body that is explained by it, or met under its initials."""
    bare: dict[str, list[int]] = defaultdict(list)
    explained: dict[str, list[int]] = defaultdict(list)
    initialled: dict[str, list[int]] = defaultdict(list)
    for unit in bodies:
        names = units.names(unit)
        if all(map(is_acronym, names)):
            for name in names:
                bare[acronym_key(name)].append(unit)
            continue
        for name in names:
            for acronym in acronyms(name):
                explained[acronym].append(unit)
            for acronym in initials(name) if not is_acronym(name) else ():
                initialled[acronym].append(unit)
    for acronym, members in bare.items():
        _explain(units, members, explained[acronym], initialled[acronym])


def _explain(units: Units, bare: list[int], explained: list[int], initialled: list[int]) -> None:
    """Join bare acronyms, by what is met in the same reports first, else by what is unique."""
    for unit in bare:
        here = set(units.meetings(unit))
        for candidates, reason in (
            (explained, "acronym explained in a report on the same event or series"),
            (initialled, "acronym of the initials, same event or series"),
        ):
            met = [c for c in candidates if here & set(units.meetings(c))]
            if len({units.clusters.root(c) for c in met}) == 1:
                units.clusters.union(met[0], unit, reason)
                break
    roots = {units.clusters.root(c) for c in explained}
    if len(roots) < 2:
        units.clusters.chain([*sorted(roots), *bare], "acronym that is explained in one way only")
