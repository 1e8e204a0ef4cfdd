"""From facts to the things that the picture draws: nodes, edges, and what each panel says.

Counts are folded into the label of their group, positions into their person; evidence, kinds
and articles are no nodes. Everything is sorted: the same dataset gives the same picture.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, replace

from rdflib import Dataset, Literal, URIRef
from rdflib.term import Node as Term

from kg.view import words
from kg.view.facts import Facts, Source, Support
from kg.view.families import FAMILIES, classify
from kg.vocab import ID, KIND, SK

#: Facts of a panel come in this order, the rest after it by name.
_ORDER = (
    SK.startDate, SK.endDate, SK.takesPlaceIn, SK.attendanceMode, SK.inSeries, SK.editionLabel,
    SK.editionNumber, SK.firstTime, SK.hasTheme, SK.hostedBy, SK.organizedBy, SK.coOrganizedBy,
    SK.supportedBy, SK.holdsPosition, SK.hasCount, SK.hasSpeaker, SK.hasParticipant, SK.hasGroup,
    SK.hasActivity, SK.releases, SK.features, SK.hasTopic,
)
_RANK = {p: i for i, p in enumerate(_ORDER)}

#: What the object of a property is called in the filter by role.
_ROLES = {
    SK.hostedBy: "host", SK.organizedBy: "organizer", SK.coOrganizedBy: "co-organizer",
    SK.sponsoredBy: "sponsor", SK.supportedBy: "supporter", SK.hasSpeaker: "speaker",
    SK.hasParticipant: "participant", SK.releasedBy: "publisher",
}

@dataclass(frozen=True, slots=True)
class Fact:
    """One line of a panel. ``object`` is a node's key where the value is drawn.

    ``tiers`` are the words to mark in its passages, as :func:`kg.view.words.marks` takes them.
    """

    subject: str
    property: URIRef
    predicate: str
    object: str | None
    text: str
    note: str
    support: tuple[Support, ...]
    tiers: tuple[tuple[str, ...], ...]


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
    between the same two nodes, so that each can bend its own way."""

    source: str
    target: str
    label: str
    fact: int
    planned: bool
    turn: int = 0


@dataclass(frozen=True, slots=True)
class Dated:
    """A row of the timeline; both days are ISO dates, equal for one day."""

    key: str
    start: str
    end: str


@dataclass(frozen=True, slots=True)
class Picture:
    """All that the page shows. ``main`` is the key of the main event, empty without one."""

    main: str
    roots: tuple[str, ...]
    nodes: tuple[Node, ...]
    edges: tuple[Edge, ...]
    facts: tuple[Fact, ...]
    timeline: tuple[Dated, ...]
    sources: tuple[Source, ...]


def picture(dataset: Dataset) -> Picture:
    """Read a dataset into the picture of it."""
    facts = Facts(dataset)
    drawn = _drawn(facts)
    lines = _once([f for iri in drawn for f in _lines(facts, drawn, iri)])
    roles: dict[str, set[str]] = defaultdict(set)
    for fact in lines:
        if fact.object is not None and fact.property in _ROLES:
            roles[fact.object].add(_ROLES[fact.property])
    nodes = [replace(n, roles=tuple(sorted(roles[n.key]))) for n in drawn.values()]
    edges = _edges(lines)
    order = {family.key: i for i, family in enumerate(FAMILIES)}
    nodes.sort(key=lambda n: (order[n.family], n.label.casefold(), n.key))
    roots = _roots(nodes, edges)
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
        found = classify(facts.types(iri))
        if found is None or iri in kinds or iri.startswith(str(KIND)):
            continue
        family, name = found
        drawn[iri] = Node(
            key=_key(iri),
            iri=str(iri),
            family=family.key,
            kind=words.term(str(SK[name])),
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


def _lines(facts: Facts, drawn: dict[URIRef, Node], iri: URIRef) -> list[Fact]:
    """The facts of one node's panel, with those of its counts and positions folded in."""
    lines = []
    for predicate, value in facts.statements(iri):
        support = facts.support(iri, predicate, value)
        line = Fact(
            subject=drawn[iri].key,
            property=predicate,
            predicate=words.term(predicate),
            object=None,
            text=_text(facts, value),
            note="",
            support=support,
            tiers=_tiers(facts, value),
        )
        if isinstance(value, URIRef) and value in drawn:
            line = replace(line, object=drawn[value].key, text=drawn[value].label)
        elif predicate == SK.hasCount:
            line = _with_count(facts, line, value)
        elif predicate == SK.holdsPosition:
            line = _with_position(facts, drawn, line, value)
        lines.append(line)
    lines.sort(key=lambda f: (_RANK.get(f.property, len(_RANK)), f.predicate, f.text, f.object or ""))
    return lines


def _text(facts: Facts, value: Term) -> str:
    if isinstance(value, Literal):
        python = value.toPython()
        if isinstance(python, bool):
            return "yes" if python else "no"
        return words.day(str(value))
    named = words.mode(value) if isinstance(value, URIRef) else None
    return named or facts.label(value)


def _tiers(facts: Facts, value: Term) -> tuple[tuple[str, ...], ...]:
    if isinstance(value, Literal):
        return ((str(value),),)
    names = (facts.label(value), *facts.other_names(value))
    stripped = tuple(n.strip("\"'“”‘’") for n in names)
    return (names, stripped)


def _with_count(facts: Facts, line: Fact, count: Term) -> Fact:
    """Say the bounds of a count in words and give the line the count's evidence as well."""
    low, high = facts.text(count, SK.countLower), facts.text(count, SK.countUpper)
    value = facts.text(count, SK.countValue)
    bounds = (
        f"exactly {low}" if low and low == high
        else f"{low} to {high}" if low and high
        else f"{low} or more" if low
        else f"{high} or fewer" if high
        else f"about {value}" if value
        else ""
    )
    spelled = tuple(f"{int(v):,}" for v in (value, low, high) if v.isdecimal())
    return replace(
        line,
        note=bounds,
        support=_all_support(facts, count, line.support),
        tiers=(*line.tiers, spelled, (value,)),
    )


def _with_position(
    facts: Facts, drawn: dict[URIRef, Node], line: Fact, position: Term
) -> Fact:
    """A post as words; where its organization is drawn, the line becomes an edge to it."""
    title = facts.text(position, SK.positionTitle) or facts.label(position)
    organization = facts.one(position, SK.positionIn)
    line = replace(
        line, text=title, support=_all_support(facts, position, line.support), tiers=((title,),)
    )
    if organization is None:
        return line
    line = replace(line, tiers=((title, *_tiers(facts, organization)[0]), (title,)))
    if isinstance(organization, URIRef) and organization in drawn:
        node = drawn[organization]
        return replace(line, predicate=f"{title} of", object=node.key, text=node.label)
    return replace(line, text=f"{title} of {facts.label(organization)}")


def _all_support(facts: Facts, folded: Term, own: tuple[Support, ...]) -> tuple[Support, ...]:
    """Evidence of a line and of the statements folded into it, one for each passage and rule."""
    found: dict[tuple[object, ...], Support] = {}
    more = (s for p, o in facts.statements(folded) for s in facts.support(folded, p, o))
    for support in (*own, *more):
        passage = support.passage
        found.setdefault((passage.article, passage.start, passage.end, support.rule), support)
    return tuple(sorted(found.values()))


def _once(lines: list[Fact]) -> list[Fact]:
    """Fold lines that only repeat another one into it: its inverse, or a group that takes part."""
    said = {(f.subject, f.property, f.object): f for f in lines if f.object is not None}
    gained: dict[tuple[str, URIRef, str | None], set[Support]] = defaultdict(set)
    kept = []
    for line in lines:
        same = None
        if line.property == SK.activityOf:
            same = (line.object or "", SK.hasActivity, line.subject)
        elif line.property == SK.hasGroup:
            same = (line.subject, SK.hasParticipant, line.object)
        if same in said:
            gained[same].update(line.support)
        else:
            kept.append(line)
    return [
        replace(f, support=tuple(sorted({*f.support, *gained[(f.subject, f.property, f.object)]})))
        for f in kept
    ]


def _edges(lines: list[Fact]) -> list[Edge]:
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
        edges.append(Edge(line.subject, line.object, line.predicate, i, planned, turn))
    return edges


def _roots(nodes: list[Node], edges: list[Edge]) -> list[str]:
    """Main events, the most connected first: events that are no part of another event."""
    degree: dict[str, int] = defaultdict(int)
    for edge in edges:
        degree[edge.source] += 1
        degree[edge.target] += 1
    roots = [n.key for n in nodes if n.family == "event"]
    return sorted(roots, key=lambda key: (-degree[key], key))


def _timeline(nodes: list[Node], facts: Facts) -> list[Dated]:
    """Dated events and documents, the earliest first."""
    rows = []
    for node in nodes:
        iri = URIRef(node.iri)
        start = facts.text(iri, SK.startDate) or facts.text(iri, SK.releasedOn)
        end = facts.text(iri, SK.endDate) or start
        if _is_day(start or end) and _is_day(end):
            rows.append(Dated(node.key, start or end, end))
    return sorted(rows, key=lambda r: (r.start, r.end, r.key))


def _is_day(text: str) -> bool:
    return words.day(text) != text
