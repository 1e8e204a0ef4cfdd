"""Facts in the form that is scored: a kind and fields, each field a set of accepted strings.

``stated`` reads them from claims, ``annotated`` from a gold file. "*main*" is the main event.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from rdflib import Literal, URIRef

from kg.evaluate.names import alike, words
from kg.model import Claim
from kg.ontology import kind_labels
from kg.vocab import RDF, RDFS, SK, SKOS

MAIN = "*main*"
ROLES = {
    "hostedBy": "host",
    "coOrganizedBy": "co-organizer",
    "sponsoredBy": "sponsor",
    "supportedBy": "supporter",
    "organizedBy": "organizer",
}
MODES = {
    "MixedEventAttendanceMode": "hybrid",
    "OnlineEventAttendanceMode": "online",
    "OfflineEventAttendanceMode": "onsite",
}
BOUNDS = {
    "moreThan": "more than",
    "atLeast": "at least",
    "atMost": "up to",
    "multiplesOf": "multiples",
}
GOLD_BOUNDS = {
    "thousands": "multiples",
    "hundreds": "multiples",
    "dozens": "multiples",
    "tens": "multiples",
    "over": "more than",
    "almost": "nearly",
    "around": "about",
    "": "exact",
}


@dataclass(frozen=True)
class Fact:
    """One scored fact; ``claim`` is what states it, None for an annotated one."""

    kind: str
    fields: tuple[frozenset[str], ...]
    optional: bool = False
    claim: Claim | None = None


class _Claims:
    """Claims by subject and property."""

    def __init__(self, claims: Iterable[Claim]) -> None:
        self.by_subject: dict[URIRef, list[Claim]] = defaultdict(list)
        self.all: list[Claim] = []
        seen = set()
        for claim in claims:
            key = claim.statement.key()
            if key not in seen:
                seen.add(key)
                self.all.append(claim)
                self.by_subject[claim.statement.subject].append(claim)

    def of(self, subject: URIRef, *names: str) -> Iterator[Claim]:
        """Claims of a subject with one of these properties of the ontology."""
        wanted = {SK[name] for name in names}
        return (c for c in self.by_subject[subject] if c.statement.predicate in wanted)

    def names(self, node: URIRef | Literal) -> list[str]:
        """Label first, then the other names."""
        if isinstance(node, Literal):
            return [str(node)]
        labels = [c for c in self.by_subject[node] if c.statement.predicate == RDFS.label]
        others = [c for c in self.by_subject[node] if c.statement.predicate == SKOS.altLabel]
        return [str(c.statement.object) for c in (*labels, *others)]

    def typed(self, *classes: URIRef) -> list[Claim]:
        """One type claim for each node of these classes."""
        found: dict[URIRef, Claim] = {}
        for claim in self.all:
            if claim.statement.predicate == RDF.type and claim.statement.object in classes:
                found.setdefault(claim.statement.subject, claim)
        return list(found.values())


def stated(claims: Iterable[Claim]) -> list[Fact]:
    """The scored facts that claims state."""
    table = _Claims(claims)
    main = next((c for c in table.all if c.statement.predicate == SK.mainEvent), None)
    facts: list[Fact] = []

    def add(kind: str, claim: Claim, *fields: Iterable[str]) -> None:
        facts.append(Fact(kind, tuple(frozenset(f) for f in fields), claim=claim))

    activities = {c.statement.subject: c for c in table.typed(SK.Activity)}
    summits = [c.statement.subject for c in table.typed(SK.Summit, SK.Event)]
    owner = main.statement.object if main is not None else None
    if main is not None and isinstance(owner, URIRef):
        _main(table, owner, main, add)
    named = {
        event: [*table.names(event), *([MAIN] if event == owner else [])]
        for event in (*activities, *summits)
    }
    for event, claim in activities.items():
        add("activity", claim, named[event])
        for each in table.of(event, "startDate"):
            add("activity date", each, named[event], [str(each.statement.object)])
    for event, names in named.items():
        _parts(table, event, names, add)
    for claim in table.typed(SK.Document):
        add("document", claim, table.names(claim.statement.subject))
    for claim in table.typed(SK.Person):
        person = claim.statement.subject
        add("person", claim, table.names(person))
        for held in table.of(person, "holdsPosition"):
            post = held.statement.object
            assert isinstance(post, URIRef)
            titles = [str(c.statement.object) for c in table.of(post, "positionTitle")]
            bodies = [
                n for c in table.of(post, "positionIn") for n in table.names(c.statement.object)
            ]
            add("position", held, titles, table.names(person), bodies)
    return facts


def _main(table: _Claims, main: URIRef, claim: Claim, add: Any) -> None:
    names = table.names(main)
    add("summit name", claim, names)
    for alias in table.by_subject[main]:
        text = str(alias.statement.object)
        if alias.statement.predicate == SKOS.altLabel and any(c.isupper() for c in text):
            add("summit alias", alias, [text])
    for name, kind in (
        ("startDate", "summit start"),
        ("endDate", "summit end"),
        ("editionNumber", "summit edition"),
    ):
        for each in table.of(main, name):
            add(kind, each, [str(each.statement.object)])
    for name, kind in (("hasTheme", "summit theme"), ("inSeries", "summit series")):
        for each in table.of(main, name):
            add(kind, each, table.names(each.statement.object))
    for each in table.of(main, "attendanceMode"):
        local = str(each.statement.object).rpartition("/")[2]
        add("summit mode", each, [MODES.get(local, local)])
    todo, seen = list(table.of(main, "takesPlaceIn")), set()
    while todo:
        each = todo.pop(0)
        place = each.statement.object
        if place not in seen and isinstance(place, URIRef):
            seen.add(place)
            add("summit place", each, table.names(place))
            todo += table.of(place, "withinPlace")


def _parts(table: _Claims, event: URIRef, names: list[str], add: Any) -> None:
    themes = {c.statement.object for c in table.of(event, "hasTheme")}
    for each in table.of(event, "hasTopic"):
        if each.statement.object not in themes:
            add("topic", each, table.names(each.statement.object), names)
    special = {c.statement.object for c in table.of(event, *list(ROLES)[:-1])}
    for role, label in ROLES.items():
        for each in table.of(event, role):
            if role != "organizedBy" or each.statement.object not in special:
                add("organizer", each, table.names(each.statement.object), [label], names)
    listed = {c.statement.subject for c in table.typed(SK.Group, SK.ParticipantGroup, SK.Person)}
    seen: set[URIRef | Literal] = set()
    for each in table.of(event, "hasParticipant", "hasSpeaker"):
        if each.statement.object not in listed | seen:
            seen.add(each.statement.object)
            add("participant", each, table.names(each.statement.object), names)
    groups = {c.statement.object for c in table.of(event, "hasGroup", "hasParticipant")}
    labels = {str(k): v for k, v in kind_labels().items()}
    for group in sorted(g for g in groups if isinstance(g, URIRef)):
        for each in table.of(group, "hasCount"):
            count = each.statement.object
            assert isinstance(count, URIRef)
            value = [str(c.statement.object) for c in table.of(count, "countValue")] or ["None"]
            bound = [str(c.statement.object) for c in table.of(count, "countModifier")]
            kinds = [
                labels.get(str(c.statement.object), "") for c in table.of(count, "countedKind")
            ]
            add("count", each, value, [BOUNDS.get(b, b) for b in bound], names, kinds)


def annotated(gold: dict[str, Any]) -> list[Fact]:
    """The facts of one gold file. An empty field accepts anything."""
    facts: list[Fact] = []
    summit = gold.get("summit", {})
    optional = set(summit.get("optional_fields", []))
    names = [n for n in [summit.get("name"), *summit.get("aliases", [])] if n]
    known: dict[str, list[str]] = {}
    for group in ("activities", "documents", "organizers", "participants"):
        for item in gold.get(group, []):
            every = _every(item)
            known.update({" ".join(words(n)): every for n in every})

    def event(name: str | None) -> list[str]:
        if not name:
            return [MAIN]
        if any(alike(name, n) for n in names):
            return [*names, MAIN]
        return known.get(" ".join(words(name)), [name])

    def add(kind: str, doubtful: bool, *fields: Iterable[str]) -> None:
        facts.append(Fact(kind, tuple(frozenset(f) for f in fields), doubtful))

    if names:
        add("summit name", "name" in optional, names)
        for alias in summit.get("aliases", []):
            if any(c.isupper() for c in alias):
                add("summit alias", False, [alias])
        add("summit alias", True, [summit["name"]])
    for field in ("start", "end", "edition", "theme", "mode", "series"):
        if summit.get(field) not in (None, ""):
            add(f"summit {field}", field in optional, [str(summit[field])])
    for place in summit.get("places", []):
        add("summit place", "places" in optional, [place])
    for item in gold.get("organizers", []):
        role = item.get("role", "organizer")
        add("organizer", _doubtful(item), _every(item), [role], event(item.get("of")))
    for item in gold.get("activities", []):
        add("activity", _doubtful(item), _every(item))
        if item.get("date"):
            add("activity date", _doubtful(item), _every(item), [item["date"]])
        for topic in item.get("topics", []):
            add("topic", _doubtful(item), [topic], _every(item))
    for item in gold.get("documents", []):
        add("document", _doubtful(item), _every(item))
    for item in gold.get("counts", []):
        bound = item.get("bound") or "exact"
        value, scope = [str(item["value"])], event(item.get("about"))
        add("count", _doubtful(item), value, [GOLD_BOUNDS.get(bound, bound)], scope, [])
    for item in gold.get("people", []):
        person = _every(item)
        add("person", _doubtful(item), person)
        posts = [item] if item.get("position") else []
        posts += [
            p if isinstance(p, dict) else {"position": p} for p in item.get("other_positions", [])
        ]
        for post in posts:
            body = post.get("affiliation") or []
            doubtful = _doubtful(item) or _doubtful(post)
            bodies = [body] if isinstance(body, str) else body
            add("position", doubtful, [post["position"]], person, bodies)
    for item in gold.get("participants", []):
        add("participant", _doubtful(item), _every(item), event(item.get("in")))
    for name in gold.get("reporters", []):
        add("person", True, [name])
    return facts


def _every(item: dict[str, Any]) -> list[str]:
    return [item["name"], *item.get("aliases", [])]


def _doubtful(item: dict[str, Any]) -> bool:
    return bool(item.get("optional"))
