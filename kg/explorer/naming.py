"""Names and notes of things: a group is its size, a post its title and its body."""

from __future__ import annotations

from rdflib import Literal, URIRef
from rdflib.term import Node

from kg.explorer.wording import best_name, bounds, number, untitled
from kg.view import words
from kg.view.facts import Facts
from kg.vocab import DCTERMS, RDF, RDFS, SK


def words_for(facts: Facts, prop: URIRef, other: Node) -> tuple[str, str]:
    """A value in words, and what is to be known with it."""
    if isinstance(other, Literal):
        python = other.toPython()
        if isinstance(python, bool):
            return ("yes" if python else "no"), ""
        return words.day(str(other)), ""
    mode = words.mode(other) if isinstance(other, URIRef) else None
    if mode:
        return mode, ""
    if facts.values(other, SK.positionTitle) or facts.values(other, SK.positionIn):
        return post(facts, other), ""
    if facts.values(other, SK.countModifier):
        return label_of(facts, other), bounds_of(facts, other)
    if facts.values(other, SK.hasCount):
        return label_of(facts, other), group_note(facts, other)
    return label_of(facts, other), _note(facts, prop, other)


def label_of(facts: Facts, thing: Node) -> str:
    """A thing's name; a group's is its size and its kind, a count's is its wording."""
    sizes = facts.values(thing, SK.hasCount)
    if sizes:
        kinds = facts.values(thing, SK.memberKind)
        own = [c for c in sizes if facts.one(c, SK.countedKind) in kinds]
        return label_of(facts, (own or sizes)[0])
    if facts.values(thing, SK.countModifier) and not facts.values(thing, RDFS.label):
        return number(facts.text(thing, SK.countValue), facts.text(thing, SK.countModifier))
    labels = facts.values(thing, RDFS.label) or facts.values(thing, DCTERMS.title)
    if labels:
        english = [x for x in labels if isinstance(x, Literal) and x.language in ("en", None)]
        return best_name(str(x) for x in english or labels)
    if SK.Article in facts.values(thing, RDF.type):
        return untitled(facts.text(thing, DCTERMS.publisher), facts.text(thing, DCTERMS.issued))
    return facts.label(thing)


def bounds_of(facts: Facts, count: Node) -> str:
    """What the wording of a count rules out, in words."""
    lower, upper = facts.text(count, SK.countLower), facts.text(count, SK.countUpper)
    return bounds(lower, upper, facts.text(count, SK.countModifier))


def group_note(facts: Facts, group: Node) -> str:
    """The bounds of a group's size, its other numbers, and what it is a part of."""
    name = label_of(facts, group)
    sizes = facts.values(group, SK.hasCount)
    others = [label_of(facts, c) for c in sizes if label_of(facts, c) != name]
    exact = [bounds_of(facts, c) for c in sizes if label_of(facts, c) == name][:1]
    parts = [e for e in exact if not e.startswith("exactly")]
    parts += [f"also counted: {', '.join(others)}"] if others else []
    for prop, phrase in ((SK.subgroupOf, "among"), (SK.selectedFrom, "chosen from")):
        parts += [f"{phrase} {label_of(facts, whole)}" for whole in facts.values(group, prop)]
    return "; ".join(part for part in parts if part)


def post(facts: Facts, position: Node) -> str:
    """A post with the body that it is in."""
    title = facts.text(position, SK.positionTitle) or facts.label(position)
    bodies = [label_of(facts, b) for b in facts.values(position, SK.positionIn)]
    return f"{title} of {', '.join(bodies)}" if bodies else title


def _note(facts: Facts, prop: URIRef, other: Node) -> str:
    """Days of an event, posts of a person, what a place lies in, imprint of an article."""
    when = words.days(facts.text(other, SK.startDate), facts.text(other, SK.endDate))
    posts = [post(facts, p) for p in facts.values(other, SK.holdsPosition)]
    around = wider(facts, other) if prop in (SK.takesPlaceIn, SK.withinPlace) else []
    printed = imprint(facts, other) if SK.Article in facts.values(other, RDF.type) else ""
    return "; ".join(filter(None, (when, ", ".join(posts), ", ".join(around), printed)))


def imprint(facts: Facts, article: Node) -> str:
    """Publisher and date of a titled article; an untitled one is called by them already."""
    if not facts.values(article, DCTERMS.title):
        return ""
    issued = facts.text(article, DCTERMS.issued)
    return ", ".join(filter(None, (facts.text(article, DCTERMS.publisher), words.day(issued))))


def wider(facts: Facts, place: Node) -> list[str]:
    """Names of the places that a place lies in, the nearest first."""
    found: list[str] = []
    seen = {place}
    while (outer := facts.one(place, SK.withinPlace)) is not None and outer not in seen:
        seen.add(outer)
        found.append(label_of(facts, outer))
        place = outer
    return found
