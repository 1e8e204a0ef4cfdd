"""Which activities, documents, topics and positions are one, given what they belong to."""

from __future__ import annotations

import re
from collections.abc import Hashable

from kg.identity.names import content, spelled_alike, words
from kg.identity.units import Units

Words = tuple[str, ...]

_QUOTED = re.compile(r"[\"“‘«„]([^\"“”’»]+)[\"”’»]")


def settle_activities(units: Units) -> None:
    """Join activities of one event with one name."""
    activities = units.of("activity")

    def named(unit: int) -> list[Hashable]:
        return [(p, name) for p in units.refs(unit, "parent") for name in _sets(units, unit)]

    def within(unit: int) -> list[Hashable]:
        return [(p, len(n)) for p in units.refs(unit, "parent") for n in _sets(units, unit)]

    # What is part of a part waits until the part is known.
    nested = [
        u for u in activities if any(_is_activity(units, u, p) for p in units.values(u, "parent"))
    ]
    for row in ([u for u in activities if u not in set(nested)], nested):
        units.chain_by(row, named, "same name, same event")
        for left, right in units.pairs_alike(row, within, units.names):
            if _alike(units, left, right):
                units.clusters.union(left, right, "name hardly differs, same event")


def _is_activity(units: Units, unit: int, iri: str) -> bool:
    other = units.unit(unit, iri)
    return other is not None and "Activity" in units.items[other].classes


def _sets(units: Units, unit: int) -> list[Words]:
    """Content words of names, sorted."""
    return sorted({tuple(sorted(content(name))) for name in units.names(unit)})


def _alike(units: Units, left: int, right: int) -> bool:
    """A slip of spelling, or another wording of the quoted part of an otherwise equal name."""
    pairs = [(a, b) for a in units.names(left) for b in units.names(right)]
    return any(spelled_alike(content(a), content(b)) or _translated(a, b) for a, b in pairs)


def _translated(left: str, right: str) -> bool:
    """Whether names agree outside quotation marks, and in a word inside.

    >>> _translated("“Straight to Oster” World Robot Contest", "“Direct Oster” World Robot Contest")
    True
    """
    inside = [{w for q in _QUOTED.findall(n) for w in content(q)} for n in (left, right)]
    outside = [sorted(content(_QUOTED.sub(" ", n))) for n in (left, right)]
    return outside[0] == outside[1] and len(outside[0]) >= 3 and bool(inside[0] & inside[1])


def settle_documents(units: Units) -> None:
    """Join documents with one title; a title of one or two words is anybody's."""
    documents = units.of("document")
    units.chain_by(documents, lambda u: [t for t in _titles(units, u) if len(t) > 2], "same title")
    units.chain_by(
        documents,
        lambda u: [(t, e) for t in _titles(units, u) for e in units.events(u)],
        "same title, same event",
    )


def _titles(units: Units, unit: int) -> list[Words]:
    return list(dict.fromkeys(words(name) for name in units.names(unit)))


def settle_topics(units: Units) -> None:
    """Join topics whose names differ in case, marks, hyphens or spelling habits alone."""
    units.chain_by(units.of("topic"), lambda u: _titles(units, u), "same words")


def settle_positions(units: Units) -> None:
    """Join the positions of one person with one title in one body."""

    def held(unit: int) -> list[Hashable]:
        bodies = units.refs(unit, "body") or [""]
        titles = {content(title) for title in units.values(unit, "post")}
        holders = units.refs(unit, "holder")
        return [(h, t, b) for h in holders for t in sorted(titles) for b in bodies]

    units.chain_by(units.of("position"), held, "same person, title and organization")
