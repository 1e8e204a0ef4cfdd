"""One IRI and one label for each cluster, and the record of what was merged and what was split."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping
from functools import lru_cache

from kg import gazetteer
from kg.identity.model import Identities, Merge, Renaming, Split
from kg.identity.names import fullness
from kg.identity.nested import follow
from kg.identity.units import FAMILIES, Units, family
from kg.iri import digest, mint, slug
from kg.vocab import ID

#: What tells things of one name apart, in the order in which it is looked at.
_QUALIFIERS = (
    "country",
    "number",
    "edition",
    "start",
    "published",
    "post",
    "body",
    "within",
    "event",
)


#: Of each unit, why it was joined, and the IRI that it was joined with.
Reasons = dict[int, set[tuple[str, str]]]


def identities(units: Units, why: Reasons, unused: tuple[str, ...]) -> Identities:
    """The decisions that the clusters stand for."""
    iris: dict[str, dict[str, str]] = defaultdict(dict)
    merges: list[Merge] = []
    splits: list[Split] = []
    for name in FAMILIES.values():
        groups = _groups(units, name)
        chosen = _distinct(units, groups, [_choice(units, g, iris) for g in groups])
        owners = _owners(units, groups)
        for group, iri in zip(groups, chosen, strict=True):
            merges += _merges(units, group, iri, iris, why)
            splits += _splits(units, group, iri, owners)
            for unit in group:
                item = units.items[unit]
                if item.iri != iri:
                    iris[item.article][item.iri] = iri
    return Identities(tuple(sorted(merges)), tuple(sorted(splits)), _renamings(units, iris), unused)


def _groups(units: Units, name: str) -> list[list[int]]:
    groups: dict[int, list[int]] = defaultdict(list)
    for unit in units.of(name):
        groups[units.clusters.root(unit)].append(unit)
    return list(groups.values())


def _owners(units: Units, groups: list[list[int]]) -> dict[str, int]:
    """How many clusters hold units that had one IRI."""
    return Counter(iri for g in groups for iri in {units.items[u].iri for u in g})


# -- the IRI ----------------------------------------------------------------------------------


def _choice(units: Units, group: list[int], iris: Mapping[str, Mapping[str, str]]) -> str:
    """The authority's IRI, else that of the fullest name, else the smallest."""
    items = [units.items[u] for u in group]
    known = units.clusters.marks(group[0]).get("authority", frozenset())
    if len(known) == 1:
        return _authority_iri(next(iter(known)), family(items[0]))
    best = min((label for item in items for label in item.labels), key=fullness, default="")
    named = [i for i in items if best in i.labels] or items
    return min(follow(i.iri, iris[i.article]) for i in named)


def _authority_iri(iri: str, kind: str) -> str:
    """IRI of an entry of the authority file; a state that acts is an organization of its name."""
    is_place = iri.startswith(str(ID["place/"]))
    return str(mint("org", _authority_labels()[iri])) if is_place and kind == "org" else iri


def _distinct(units: Units, groups: list[list[int]], chosen: list[str]) -> list[str]:
    """The choices with a qualifier where two clusters chose one IRI."""
    rivals: dict[str, list[int]] = defaultdict(list)
    for number, iri in enumerate(chosen):
        rivals[iri].append(number)
    result = list(chosen)
    for iri, numbers in rivals.items():
        if len(numbers) > 1:
            options = [_qualifiers(units, groups[n]) for n in numbers]
            times = Counter(o for row in options for o in set(row))
            for n, row in zip(numbers, options, strict=True):
                free = next((o for o in row if times[o] == 1), None)
                first = min((units.items[u].article, units.items[u].iri) for u in groups[n])
                result[n] = f"{iri}/{free or digest(' '.join(first), 8)}"
    return result


def _qualifiers(units: Units, group: list[int]) -> list[str]:
    """Slugs of what is said of a cluster and may tell it from its namesakes."""
    found: list[str] = []
    for relation in _QUALIFIERS:
        values = {v for u in group for v in units.values(u, relation)}
        found += sorted(slug(_last(value)) for value in values)
    return [option for option in found if option]


def _last(value: str) -> str:
    return value.rpartition("/")[2] if value.startswith(str(ID)) else value


# -- the record -------------------------------------------------------------------------------


def _merges(
    units: Units,
    group: list[int],
    iri: str,
    iris: Mapping[str, Mapping[str, str]],
    why: Reasons,
) -> list[Merge]:
    """One record for each IRI that is given up; what only follows its event is not recorded."""
    by_iri: dict[str, list[int]] = defaultdict(list)
    for unit in group:
        by_iri[units.items[unit].iri].append(unit)
    if len(by_iri) == 1:
        return []
    found = []
    for old, members in sorted(by_iri.items()):
        moved = {follow(old, iris[units.items[u].article]) for u in members}
        if moved == {iri}:
            continue
        reasons = {r for u in members for r, other in why[u] if other != old}
        articles = {units.items[u].article for u in members}
        found.append(Merge(iri, old, tuple(sorted(reasons)), tuple(sorted(articles))))
    return found


def _splits(units: Units, group: list[int], iri: str, owners: Mapping[str, int]) -> list[Split]:
    """One record for each part of an IRI that several clusters had."""
    by_iri: dict[str, set[str]] = defaultdict(set)
    for unit in group:
        by_iri[units.items[unit].iri].add(units.items[unit].article)
    told = {
        f"{relation} {_last(value)}"
        for unit in group
        for relation in _QUALIFIERS[:-1]
        for value in units.values(unit, relation)
    }
    reasons = tuple(sorted(told)) or ("nothing tells which one is meant",)
    return [
        Split(old, iri, reasons, tuple(sorted(articles)))
        for old, articles in sorted(by_iri.items())
        if owners[old] > 1
    ]


# -- labels -----------------------------------------------------------------------------------


def _renamings(units: Units, iris: Mapping[str, Mapping[str, str]]) -> dict[str, Renaming]:
    """What changes in each article; articles in which nothing does are left out."""
    final = [follow(item.iri, iris.get(item.article, {})) for item in units.items]
    spoken: dict[str, list[int]] = defaultdict(list)
    for unit, iri in enumerate(final):
        spoken[iri].append(unit)
    labels: dict[str, dict[str, str]] = defaultdict(dict)
    for iri, members in spoken.items():
        best = _label(units, members, iri)
        for unit in members:
            item = units.items[unit]
            if best is not None and ({*item.labels} - {best} or best in item.alt_labels):
                labels[item.article][iri] = best
    return {
        article: Renaming(
            dict(sorted(iris.get(article, {}).items())), dict(sorted(labels[article].items()))
        )
        for article in sorted({a for a, row in iris.items() if row} | labels.keys())
    }


def _label(units: Units, members: list[int], iri: str) -> str | None:
    """The authority's name where a report has it, else the fullest label."""
    said = {label for u in members for label in units.items[u].labels}
    if len(said) == 1 and not any(said & set(units.items[u].alt_labels) for u in members):
        return next(iter(said))
    known = _authority_labels().get(iri, "")
    if known and any(known in units.names(u) for u in members):
        return known
    return min(said, key=fullness, default=None)


@lru_cache(maxsize=1)
def _authority_labels() -> dict[str, str]:
    """Names of the entries of the authority file by the IRI that they have in a graph."""
    countries = gazetteer.countries()
    own = {str(entry.iri): entry.label for entry in countries}
    own |= {str(entry.iri): entry.label for entry in gazetteer.organizations()}
    return own | {str(mint("org", c.label)): c.label for c in countries}
