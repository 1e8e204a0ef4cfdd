"""From facts to the things that the picture draws: nodes, edges, and what each panel says.

Counts are folded into the label of their group, positions into their person; evidence, kinds
and articles are no nodes. Everything is sorted: the same dataset gives the same picture.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace

from rdflib import Dataset, URIRef

from kg.ontology import label, superclasses
from kg.view import words
from kg.view.facts import Facts, Source, Triple
from kg.view.families import FAMILIES, classify
from kg.view.lines import Fact, lines_about, once
from kg.vocab import ID, KIND, SK, SKOS

#: Relations that an event needs to be a centre of its own beside the main event.
_CENTRE = 6
#: What joins two events that share organizers or participants; drawn, never part of a graph.
SHARES = SKOS.related

#: What the object of a property is called in the filter by role.
ROLES = {
    SK.hostedBy: "host",
    SK.organizedBy: "organizer",
    SK.coOrganizedBy: "co-organizer",
    SK.sponsoredBy: "sponsor",
    SK.supportedBy: "supporter",
    SK.hasSpeaker: "speaker",
    SK.hasParticipant: "participant",
    SK.releasedBy: "publisher",
}


@dataclass(frozen=True, slots=True)
class Node:
    """A thing drawn. ``key`` is its IRI without the common base: the permalink of the page."""

    key: str
    iri: str
    family: str
    kind: str
    label: str
    sub: str
    names: tuple[str, ...]
    roles: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Edge:
    """A relation drawn. ``fact`` is its place in the picture's facts, ``turn`` counts the edges
    between the same two nodes, so that each can bend its own way. ``mutual`` has no arrowhead."""

    source: str
    target: str
    label: str
    fact: int
    planned: bool
    turn: int = 0
    mutual: bool = False


@dataclass(frozen=True, slots=True)
class Dated:
    """A row of the timeline; both days are ISO dates, equal for one day."""

    key: str
    start: str
    end: str


@dataclass(frozen=True, slots=True)
class Picture:
    """All that the page shows. ``main`` is the key of the main event, empty without one.

    ``note`` says in a sentence what is shown and what is left out.
    """

    main: str
    roots: tuple[str, ...]
    nodes: tuple[Node, ...]
    edges: tuple[Edge, ...]
    facts: tuple[Fact, ...]
    timeline: tuple[Dated, ...]
    sources: tuple[Source, ...]
    note: str = ""


def picture(dataset: Dataset, more: Collection[Triple] = ()) -> Picture:
    """Read a dataset, and ``more`` triples that a query made from it, into the picture of it."""
    facts = Facts(dataset, more)
    drawn = _drawn(facts)
    lines = once([f for iri in drawn for f in lines_about(facts, drawn, iri)])
    roles: dict[str, set[str]] = defaultdict(set)
    for fact in lines:
        if fact.object is not None and fact.property in ROLES:
            roles[fact.object].add(ROLES[fact.property])
    nodes = [replace(n, roles=tuple(sorted(roles[n.key]))) for n in drawn.values()]
    edges = edges_of(lines)
    order = {family.key: i for i, family in enumerate(FAMILIES)}
    nodes.sort(key=lambda n: (order[n.family], n.label.casefold(), n.key))
    roots = _roots(nodes, edges, {_key(e) for e in facts.main_events()})
    return Picture(
        main=roots[0] if roots else "",
        roots=tuple(roots),
        nodes=tuple(nodes),
        edges=tuple(edges),
        facts=tuple(lines),
        timeline=tuple(_timeline(nodes, facts)),
        sources=tuple(facts.sources()),
    )


def _key(iri: str) -> str:
    return iri.removeprefix(str(ID))


def _drawn(facts: Facts) -> dict[URIRef, Node]:
    """Every node, without roles yet. A topic is drawn unless it is only a kind of thing."""
    kinds = {
        value
        for s in facts.subjects()
        for predicate, value in facts.statements(s)
        if predicate in (SK.memberKind, SK.countedKind)
    }
    drawn = {}
    for iri in facts.subjects():
        types = [SK[name] for name in facts.types(iri)]
        above = {c.removeprefix(str(SK)) for t in types for c in superclasses(t)}
        found = classify(above)
        if found is None or iri in kinds or iri.startswith(str(KIND)):
            continue
        family, name = found
        drawn[iri] = Node(
            key=_key(iri),
            iri=str(iri),
            family=family.key,
            kind=label(SK[name] if SK[name] in types else types[0]),
            label=_label(facts, iri, family.key),
            sub=_sub(facts, iri, family.key),
            names=facts.other_names(iri),
        )
    return drawn


def _counts(facts: Facts, group: URIRef) -> list[URIRef]:
    """Counts of a group, its size (the count of its own kind of member) first."""
    kinds = set(facts.values(group, SK.memberKind))
    counts = [c for c in facts.values(group, SK.hasCount) if isinstance(c, URIRef)]
    return sorted(counts, key=lambda c: (facts.one(c, SK.countedKind) not in kinds, c))


def _label(facts: Facts, iri: URIRef, family: str) -> str:
    counts = _counts(facts, iri) if family == "group" else []
    return facts.label(counts[0]) if counts else facts.label(iri)


def _sub(facts: Facts, iri: URIRef, family: str) -> str:
    """The second, quieter line under a name."""
    if family in ("event", "activity"):
        return words.days(facts.text(iri, SK.startDate), facts.text(iri, SK.endDate))
    if family == "group":
        return ", ".join(facts.label(c) for c in _counts(facts, iri)[1:])
    if family == "person":
        posts = facts.values(iri, SK.holdsPosition)
        return ", ".join(t for t in (facts.text(p, SK.positionTitle) for p in posts) if t)
    if family == "document":
        edition = facts.text(iri, SK.editionLabel)
        return "" if edition in facts.label(iri) else f"edition {edition}"
    return ""


def edges_of(lines: Sequence[Fact]) -> list[Edge]:
    """One edge for each line between two nodes; several between a pair are numbered apart."""
    between: dict[tuple[str, str], int] = defaultdict(int)
    edges = []
    for i, line in enumerate(lines):
        if line.object is None or line.object == line.subject:
            continue
        first, second = sorted((line.subject, line.object))
        turn = between[(first, second)]
        between[(first, second)] += 1
        planned = bool(line.support) and all(s.modality == "planned" for s in line.support)
        mutual = line.property == SHARES
        edges.append(Edge(line.subject, line.object, line.predicate, i, planned, turn, mutual))
    return edges


def _roots(nodes: list[Node], edges: list[Edge], reported: set[str]) -> list[str]:
    """Events to set in a centre: the main one, and others with much around them.

    Main is what reports are about, and of several the most connected.
    """
    degree: dict[str, int] = defaultdict(int)
    for edge in edges:
        degree[edge.source] += 1
        degree[edge.target] += 1
    events = [n.key for n in nodes if n.family == "event"]
    events.sort(key=lambda key: (key not in reported, -degree[key], key))
    return [key for key in events if key == events[0] or degree[key] >= _CENTRE]


def _timeline(nodes: list[Node], facts: Facts) -> list[Dated]:
    """Dated events and documents, the earliest first; of those, the longest first."""
    rows = []
    for node in nodes:
        iri = URIRef(node.iri)
        start = facts.text(iri, SK.startDate) or facts.text(iri, SK.releasedOn)
        end = facts.text(iri, SK.endDate) or start
        if _is_day(start or end) and _is_day(end):
            rows.append(Dated(node.key, start or end, end))
    rows.sort(key=lambda r: r.end, reverse=True)
    return sorted(rows, key=lambda r: r.start)


def _is_day(text: str) -> bool:
    return words.day(text) != text
