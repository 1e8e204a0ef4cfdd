"""Which events share organizers and participants, and how many: an archive seen from afar."""

from __future__ import annotations

from collections import Counter, defaultdict
from itertools import combinations

from kg.view.lines import Fact
from kg.view.model import ROLES, SHARES
from kg.view.parts import Whole
from kg.vocab import SK

#: Events that one thing may join: what nearly every event shares says nothing about any two.
HUB = 200
#: Lines kept for each event: those to the events that it shares most with.
STRONGEST = 4
#: Names said on a line before the rest is only counted.
NAMED = 6

_SHARING = set(ROLES) - {SK.releasedBy}


def shared(whole: Whole) -> dict[tuple[str, str], list[str]]:
    """Keys of the organizers and participants that two events share, by the sorted pair.

    What takes part in an activity takes part in the event that it belongs to. Groups are of one
    event each and are not counted.
    """
    taking: dict[str, set[str]] = defaultdict(set)
    for event, node in whole.nodes.items():
        if node.family == "event":
            for key in (event, *_activities(whole, event)):
                for fact in whole.facts[key]:
                    if fact.object and fact.property in _SHARING:
                        taking[fact.object].add(event)
    pairs: dict[tuple[str, str], list[str]] = defaultdict(list)
    for thing in sorted(taking):
        if len(taking[thing]) <= HUB:
            for one, other in combinations(sorted(taking[thing]), 2):
                pairs[(one, other)].append(thing)
    return pairs


def _activities(whole: Whole, event: str) -> list[str]:
    return [f.object for f in whole.facts[event] if f.object and f.property == SK.hasActivity]


def joined(whole: Whole, *, most: int) -> tuple[list[str], list[Fact]]:
    """At most so many events, those that share most first, and the lines between them."""
    pairs = shared(whole)
    weight: Counter[str] = Counter()
    for (one, other), things in pairs.items():
        weight[one] += len(things)
        weight[other] += len(things)
    events = [key for key, node in whole.nodes.items() if node.family == "event"]
    events.sort(key=lambda key: (-weight[key], key))
    kept = set(events[:most])
    inside = {p: things for p, things in pairs.items() if kept.issuperset(p)}
    return events[:most], [_line(whole, p, inside[p]) for p in _strongest(inside)]


def _strongest(pairs: dict[tuple[str, str], list[str]]) -> list[tuple[str, str]]:
    """The pairs that are among the strongest of either of their events, sorted."""
    lines: Counter[str] = Counter()
    kept = []
    for pair in sorted(pairs, key=lambda p: (-len(pairs[p]), p)):
        if min(lines[key] for key in pair) < STRONGEST:
            kept.append(pair)
            lines.update(pair)
    return sorted(kept)


def _line(whole: Whole, pair: tuple[str, str], things: list[str]) -> Fact:
    one, other = pair
    names = [whole.nodes[key].label for key in things[:NAMED]]
    more = f" and {len(things) - NAMED} more" if len(things) > NAMED else ""
    return Fact(
        subject=one,
        property=SHARES,
        value=whole.nodes[other].iri,
        predicate="shares with",
        object=other,
        text=whole.nodes[other].label,
        note=f"{len(things)} in common: {', '.join(names)}{more}",
        support=(),
        tiers=(),
    )
