"""The lines of a panel: each statement about a drawn thing, in words, with its evidence.

Counts and positions are no things of their own here: what is said of them is folded into the
line of their group or person.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Protocol

from rdflib import Literal, URIRef
from rdflib.term import Node as Term

from kg.ontology import label
from kg.view import words
from kg.view.facts import Facts, Support
from kg.vocab import SK

#: Facts of a panel come in this order, the rest after it by name.
_ORDER = (
    SK.startDate,
    SK.endDate,
    SK.takesPlaceIn,
    SK.attendanceMode,
    SK.inSeries,
    SK.editionLabel,
    SK.editionNumber,
    SK.firstTime,
    SK.hasTheme,
    SK.hostedBy,
    SK.organizedBy,
    SK.coOrganizedBy,
    SK.supportedBy,
    SK.holdsPosition,
    SK.hasCount,
    SK.hasSpeaker,
    SK.hasParticipant,
    SK.hasGroup,
    SK.hasActivity,
    SK.releases,
    SK.features,
    SK.hasTopic,
)
_RANK = {p: i for i, p in enumerate(_ORDER)}


class Drawn(Protocol):
    """What a line needs to know of a thing that has a node."""

    @property
    def key(self) -> str:
        """Its key on the page."""

    @property
    def label(self) -> str:
        """Its name on the page."""


@dataclass(frozen=True, slots=True)
class Fact:
    """One line of a panel. ``object`` is a node's key where the value is drawn.

    ``value`` is the stated value itself, ``tiers`` are the words to mark in its passages, as
    :func:`kg.view.words.marks` takes them.
    """

    subject: str
    property: URIRef
    value: str
    predicate: str
    object: str | None
    text: str
    note: str
    support: tuple[Support, ...]
    tiers: tuple[tuple[str, ...], ...]


def lines_about(facts: Facts, drawn: Mapping[URIRef, Drawn], iri: URIRef) -> list[Fact]:
    """The facts of one node's panel, in the order in which people ask for them."""
    lines = []
    for predicate, value in facts.statements(iri):
        support = facts.support(iri, predicate, value)
        line = Fact(
            subject=drawn[iri].key,
            property=predicate,
            value=str(value),
            predicate=label(predicate),
            object=None,
            text=_text(facts, value),
            note="",
            support=support,
            tiers=_tiers(facts, value),
        )
        if isinstance(value, URIRef) and value in drawn:
            node = drawn[value]
            tiers = ((node.label,), *line.tiers)
            line = replace(line, object=node.key, text=node.label, tiers=tiers)
        elif predicate == SK.hasCount:
            line = _with_count(facts, line, value)
        elif predicate == SK.holdsPosition:
            line = _with_position(facts, drawn, line, value)
        lines.append(line)
    return sorted(lines, key=_rank)


def _rank(line: Fact) -> tuple[int, str, str, str]:
    return _RANK.get(line.property, len(_RANK)), line.predicate, line.text, line.object or ""


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
    low, high, value = (
        _grouped(facts.text(count, p)) for p in (SK.countLower, SK.countUpper, SK.countValue)
    )
    bounds = (
        f"exactly {low}"
        if low and low == high
        else f"{low} to {high}"
        if low and high
        else f"{low} or more"
        if low
        else f"{high} or fewer"
        if high
        else f"about {value}"
        if value
        else ""
    )
    spelled = (value, low, high)
    return replace(
        line,
        note=bounds,
        support=_all_support(facts, count, line.support),
        tiers=(*line.tiers, spelled, tuple(number.replace(",", "") for number in spelled)),
    )


def _grouped(number: str) -> str:
    return f"{int(number):,}" if number.isdecimal() else number


def _with_position(facts: Facts, drawn: Mapping[URIRef, Drawn], line: Fact, position: Term) -> Fact:
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


def once(lines: list[Fact]) -> list[Fact]:
    """Fold lines that only repeat another one into it: its inverse, or a group that takes part."""
    said = {(f.subject, f.property, f.object): f for f in lines if f.object is not None}
    gained: dict[tuple[str, URIRef, str | None], set[Support]] = defaultdict(set)
    kept = []
    for line in lines:
        same: tuple[str, URIRef, str | None] | None = None
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
