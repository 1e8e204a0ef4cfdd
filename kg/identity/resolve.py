"""From descriptions of all reports to decisions: which are one thing, under which IRI and name."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from kg.identity import bodies, events, naming, parts, people, places, series
from kg.identity.model import Description, Identities
from kg.identity.overrides import Overrides
from kg.identity.units import Units, family


def resolve(descriptions: Iterable[Description], overrides: Overrides | None = None) -> Identities:
    """Which descriptions are of one thing. A pure function of the set: order means nothing.

    ``overrides`` forces and forbids merges; what is forbidden wins. Near-linear: descriptions
    are compared only within blocks of a shared name, word or acronym.
    """
    units = Units(descriptions)
    _keep_ends_apart(units)
    unused = _override(units, overrides or Overrides())
    places.settle(units)
    series.settle(units)
    events.settle(units)
    bodies.settle(units)
    people.settle(units)
    parts.settle_activities(units)
    parts.settle_documents(units)
    parts.settle_topics(units)
    parts.settle_positions(units)
    return naming.identities(units, unused)


def _keep_ends_apart(units: Units) -> None:
    """Nothing is a part of itself: what an article relates is two things."""
    for unit in range(len(units.items)):
        for relation in ("within", "parent"):
            for iri in units.values(unit, relation):
                other = units.unit(unit, iri)
                if other is not None:
                    units.clusters.keep_apart(unit, other)


def _override(units: Units, overrides: Overrides) -> tuple[str, ...]:
    """Forbid and force what the user says; the names and IRIs that nothing bears."""
    if not overrides.same and not overrides.different:
        return ()
    bearers: dict[str, list[int]] = defaultdict(list)
    for unit, item in enumerate(units.items):
        if family(item):
            for name in dict.fromkeys((item.iri, *units.names(unit))):
                bearers[name].append(unit)
    for left, right in overrides.different:
        for a in bearers[left]:
            for b in bearers[right]:
                units.clusters.keep_apart(a, b)
    for left, right in overrides.same:
        members = sorted({*bearers[left], *bearers[right]})
        for name in sorted({family(units.items[u]) for u in members}):
            row = [u for u in members if family(units.items[u]) == name]
            units.clusters.chain(row, "forced", lambda _left, _right: False)
    named = {name for pair in (*overrides.same, *overrides.different) for name in pair}
    return tuple(sorted(name for name in named if not bearers[name]))
