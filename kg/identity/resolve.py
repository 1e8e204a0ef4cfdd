"""From descriptions of all reports to decisions: which are one thing, under which IRI and name.

What is one thing within an article is joined first and looked at again as one, because its names
then explain each other; that repeats until nothing new is found.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence

from kg.identity import bodies, events, parts, people, places, series
from kg.identity.clusters import Clusters
from kg.identity.model import Description, Identities
from kg.identity.naming import Reasons, identities
from kg.identity.overrides import Overrides
from kg.identity.units import Units, family

#: Rounds after which it ends in any case; real archives need two or three.
ROUNDS = 6

_RULES = (
    places.settle,
    series.settle,
    events.settle,
    bodies.settle,
    people.settle,
    parts.settle_activities,
    parts.settle_documents,
    parts.settle_topics,
    parts.settle_positions,
)


def resolve(descriptions: Iterable[Description], overrides: Overrides | None = None) -> Identities:
    """Which descriptions are of one thing. A pure function of the set: order means nothing.

    An IRI has one description in an article. ``overrides`` forces and forbids merges; what is
    forbidden wins. Near-linear: descriptions are compared only within blocks of a shared name,
    word or acronym.
    """
    first = current = Units(descriptions)
    wishes = overrides or Overrides()
    path = list(range(len(first.items)))  # from each first unit to the current one
    origins: list[set[str]] = [{item.iri} for item in first.items]
    why: Reasons = defaultdict(set)
    unused: tuple[str, ...] = ()
    for number in range(ROUNDS):
        found = _decide(current, wishes, origins)
        unused = found if number == 0 else unused
        for unit, place in enumerate(path):
            for reason, other in current.clusters.reasons.get(place, ()):
                why[unit].add((reason, current.items[other].iri))
        step = _joined(current)
        if step is None:
            break
        current, places_of = step
        path = [places_of[place] for place in path]
        origins = [set() for _ in current.items]
        for unit, place in enumerate(path):
            origins[place].add(first.items[unit].iri)
    first.clusters = _carried(current, path)
    return identities(first, why, unused)


def _decide(units: Units, overrides: Overrides, origins: Sequence[set[str]]) -> tuple[str, ...]:
    """Run all rules; the names and IRIs of the overrides that nothing bears."""
    for unit in range(len(units.items)):
        for relation in ("within", "parent"):  # nothing is a part of itself
            for iri in units.values(unit, relation):
                other = units.unit(unit, iri)
                if other is not None:
                    units.clusters.keep_apart(unit, other)
    unused = _override(units, overrides, origins)
    for rule in _RULES:
        rule(units)
    return unused


def _override(units: Units, overrides: Overrides, origins: Sequence[set[str]]) -> tuple[str, ...]:
    if not overrides.same and not overrides.different:
        return ()
    bearers: dict[str, list[int]] = defaultdict(list)
    for unit, item in enumerate(units.items):
        if family(item):
            for name in sorted({*origins[unit], *units.names(unit)}):
                bearers[name].append(unit)
    for left, right in overrides.different:
        for a in bearers[left]:
            for b in bearers[right]:
                units.clusters.keep_apart(a, b)
    for left, right in overrides.same:
        rows: dict[str, list[int]] = defaultdict(list)
        for unit in sorted({*bearers[left], *bearers[right]}):
            rows[family(units.items[unit])].append(unit)
        for row in rows.values():
            units.clusters.chain(row, "forced", lambda _left, _right: False)
    named = {name for pair in (*overrides.same, *overrides.different) for name in pair}
    return tuple(sorted(name for name in named if not bearers[name]))


# -- rounds -----------------------------------------------------------------------------------


def _joined(units: Units) -> tuple[Units, list[int]] | None:
    """The units with those of one article and cluster made one, and where each has gone."""
    groups: dict[tuple[str, int], list[int]] = defaultdict(list)
    for unit, item in enumerate(units.items):
        groups[item.article, units.clusters.root(unit)].append(unit)
    if len(groups) == len(units.items):
        return None
    names = {
        (article, units.items[u].iri): min(units.items[v].iri for v in row)
        for (article, _), row in groups.items()
        for u in row
    }
    made = {key: _one([units.items[u] for u in row], names) for key, row in groups.items()}
    result = Units(made.values())
    places_of = [0] * len(units.items)
    for key, row in groups.items():
        for unit in row:
            places_of[unit] = result.at[made[key].article, made[key].iri]
    return result, places_of


def _one(row: Sequence[Description], names: dict[tuple[str, str], str]) -> Description:
    """Several descriptions of one article as one."""
    article = row[0].article
    labels = {label for item in row for label in item.labels}
    others = {label for item in row for label in item.alt_labels} - labels
    context = {(r, names.get((article, v), v)) for item in row for r, v in item.context}
    return Description(
        article,
        names[article, row[0].iri],
        tuple(sorted({cls for item in row for cls in item.classes})),
        tuple(sorted(labels)),
        tuple(sorted(others)),
        tuple(sorted(context)),
    )


def _carried(units: Units, path: Sequence[int]) -> Clusters:
    """The clusters of the last round over the first units."""
    result = Clusters(len(path))
    heads: dict[int, int] = {}
    for unit, place in enumerate(path):
        result.mark(unit, units.clusters.marks(place))
        head = heads.setdefault(units.clusters.root(place), unit)
        result.union(head, unit, "", lambda _left, _right: False)
    return result
