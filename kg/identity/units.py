"""All descriptions of a set of reports, numbered in an order that their IRIs do not decide.

A unit is the number of a description: one thing in one article. Rules ask for the units of a
family, for the cluster that a name in their context has come to mean, and join them.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator

from kg.identity.clusters import Clash, Clusters, Marks, differ
from kg.identity.model import Description

#: What is resolved, in the order in which it is: later families look at earlier ones.
FAMILIES = {
    "Place": "place", "Series": "series", "Summit": "summit", "Organization": "org",
    "Person": "person", "Activity": "activity", "Document": "document", "Topic": "topic",
    "Position": "position",
}  # fmt: skip

Key = tuple[Hashable, ...]


class Units:
    """Numbered descriptions with their clusters."""

    def __init__(self, descriptions: Iterable[Description]) -> None:
        self.items = sorted(set(descriptions), key=_order)
        self.clusters = Clusters(len(self.items))
        self.at = {(d.article, d.iri): i for i, d in enumerate(self.items)}
        #: What each unit says of its edition; filled by the rules for events.
        self.editions: dict[int, Marks] = {}
        self._context = [_grouped(d) for d in self.items]
        self._families: dict[str, list[int]] = defaultdict(list)
        for i, description in enumerate(self.items):
            self._families[family(description)].append(i)

    def of(self, name: str) -> list[int]:
        """Units of a family, in order."""
        return self._families.get(name, [])

    def names(self, unit: int) -> tuple[str, ...]:
        """All names that the article has for the thing, labels first."""
        item = self.items[unit]
        return item.labels + item.alt_labels

    def values(self, unit: int, relation: str) -> tuple[str, ...]:
        """What the article says of the thing."""
        return self._context[unit].get(relation, ())

    def unit(self, beside: int, iri: str) -> int | None:
        """The unit that an IRI in the context of a unit stands for."""
        return self.at.get((self.items[beside].article, iri))

    def refs(self, unit: int, relation: str) -> list[int | str]:
        """Clusters that a relation names; the bare IRI of what the article does not describe."""
        found = []
        for iri in self.values(unit, relation):
            other = self.unit(unit, iri)
            found.append(iri if other is None else self.clusters.root(other))
        return found

    def events(self, unit: int) -> list[int | str]:
        """Clusters of the events that a thing has to do with."""
        return list(dict.fromkeys(self.refs(unit, "event") + self.refs(unit, "organizes")))

    def meetings(self, unit: int) -> list[Key]:
        """The events that a thing has to do with, and their series: where it was met before."""
        found: list[Key] = [("event", event) for event in self.events(unit)]
        for relation in ("event", "organizes"):
            for iri in self.values(unit, relation):
                event = self.unit(unit, iri)
                if event is not None:
                    found += [("series", series) for series in self.refs(event, "series")]
        return list(dict.fromkeys(found))

    # -- joining ---------------------------------------------------------------------------

    def chain_by(
        self,
        units: Iterable[int],
        keys: Callable[[int], Iterable[Hashable]],
        reason: str,
        clash: Clash = differ,
    ) -> None:
        """Join the units that share a key."""
        for _, members in blocks(units, keys):
            self.clusters.chain(members, reason, clash)

    def join_unmarked(
        self, members: Iterable[int], marked: Callable[[int], bool], reason: str
    ) -> None:
        """Join things of one name of which at most one says anything that tells it from others.

        With two or more that do, nothing tells which of them a bare name means, and each stays
        what it is. ``marked`` says of a unit whether it tells.
        """
        roots: dict[int, bool] = {}
        for member in members:
            root = self.clusters.root(member)
            if root not in roots:
                roots[root] = any(map(marked, self.clusters.members(root)))
        telling = [root for root, tells in roots.items() if tells]
        if len(telling) < 2:
            self.clusters.chain([*telling, *(r for r in roots if r not in telling)], reason)

    def pairs_alike(
        self,
        units: Iterable[int],
        keys: Callable[[int], Iterable[Hashable]],
        form: Callable[[int], Hashable],
    ) -> Iterator[tuple[int, int]]:
        """Pairs of units that share a key and differ in form; each form once in a block."""
        for _, members in blocks(units, keys):
            first: dict[Hashable, int] = {}
            for member in members:
                first.setdefault(form(member), member)
            rest = list(first.values())
            for n, left in enumerate(rest):
                yield from ((left, right) for right in rest[n + 1 :])


def blocks(
    units: Iterable[int], keys: Callable[[int], Iterable[Hashable]]
) -> Iterator[tuple[Hashable, list[int]]]:
    """Units by the keys that they share, where two or more do."""
    found: dict[Hashable, list[int]] = defaultdict(list)
    for unit in units:
        for key in dict.fromkeys(keys(unit)):
            found[key].append(unit)
    return ((key, members) for key, members in found.items() if len(members) > 1)


def family(description: Description) -> str:
    """The family of a description; ``""`` for what is never resolved, such as a count."""
    return next((name for cls, name in FAMILIES.items() if cls in description.classes), "")


def _grouped(item: Description) -> dict[str, tuple[str, ...]]:
    return {name: item.values(name) for name in dict.fromkeys(name for name, _ in item.context)}


def _order(item: Description) -> tuple[object, ...]:
    """By what does not change when a graph is rewritten, then by the rest."""
    return sorted({*item.labels, *item.alt_labels}), item.article, item.iri, item
