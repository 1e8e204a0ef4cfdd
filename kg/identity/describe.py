"""One article's extraction as descriptions: small, and all that identity needs to know of it."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable

from rdflib import URIRef

from kg import gazetteer
from kg.identity.model import Description
from kg.identity.names import split_country
from kg.iri import article_iri
from kg.model import Claim, Extraction
from kg.vocab import RDF, RDFS, SK, SKOS

_ORGANIZING = ("organizedBy", "hostedBy", "coOrganizedBy", "sponsoredBy", "supportedBy")
#: Relations of a thing to what it names, and what descriptions call them.
_OUTGOING = {
    "withinPlace": "within", "partOfOrganization": "within", "positionTitle": "post",
    "positionIn": "body", "inSeries": "series", "editionNumber": "number",
    "editionLabel": "edition", "takesPlaceIn": "place", "startDate": "start",
}  # fmt: skip
#: Relations in which a thing is named by another.
_INCOMING = {
    "hasActivity": "parent", "holdsPosition": "holder",
    **dict.fromkeys(("hasParticipant", "hasSpeaker", "releases"), "event"),
    **dict.fromkeys(_ORGANIZING, "organizes"),
}  # fmt: skip

#: What a thing has to do with, for the classes that the article's main event says nothing about.
_OWN_EVENT = {"Summit", "Activity", "Series", "Topic", "Group", "ParticipantGroup", "Count"}

Pair = tuple[str, str]


class _Thing:
    """What is collected of one IRI."""

    def __init__(self) -> None:
        self.classes: set[str] = set()
        self.labels: set[str] = set()
        self.alt_labels: set[str] = set()
        self.context: set[Pair] = set()

    @property
    def names(self) -> list[str]:
        return sorted(self.labels | self.alt_labels)


def describe(extraction: Extraction) -> list[Description]:
    """Descriptions of all things that an article's claims name, sorted by IRI. Pure.

    Give it what the gate admitted: a thing that is not in the graph needs no identity.
    """
    article = article_iri(extraction.article)
    things = _things(extraction.claims)
    main = sorted(
        str(c.statement.object) for c in extraction.claims if c.statement.predicate == SK.mainEvent
    )
    for thing in things.values():
        if not thing.classes & _OWN_EVENT:
            thing.context |= {("event", event) for event in main}
    if extraction.article.published is not None:
        for event in main:
            things[event].context.add(("published", extraction.article.published.isoformat()))
    _flatten_posts(things)
    _countries(extraction, things)
    return [
        Description(
            str(article),
            iri,
            tuple(sorted(thing.classes)),
            tuple(sorted(thing.labels)),
            tuple(sorted(thing.alt_labels - thing.labels)),
            tuple(sorted(thing.context)),
        )
        for iri, thing in sorted(things.items())
        if thing.labels or thing.alt_labels
    ]


def _things(claims: Iterable[Claim]) -> dict[str, _Thing]:
    things: dict[str, _Thing] = defaultdict(_Thing)
    for claim in claims:
        statement = claim.statement
        subject, value = str(statement.subject), str(statement.object)
        if statement.predicate == RDF.type:
            things[subject].classes.add(value.rpartition("#")[2])
        elif statement.predicate == RDFS.label:
            things[subject].labels.add(value)
        elif statement.predicate == SKOS.altLabel:
            things[subject].alt_labels.add(value)
        elif statement.predicate in SK:
            name = statement.predicate.removeprefix(str(SK))
            if name in _OUTGOING:
                things[subject].context.add((_OUTGOING[name], value))
            if name in _INCOMING and isinstance(statement.object, URIRef):
                things[value].context.add((_INCOMING[name], subject))
    return things


def _flatten_posts(things: dict[str, _Thing]) -> None:
    """Give each person the posts and bodies of the positions held."""
    for position in list(things.values()):
        if "Position" in position.classes:
            held = {pair for pair in position.context if pair[0] in ("post", "body")}
            for holder in [value for name, value in position.context if name == "holder"]:
                things[holder].context |= held


# -- the country of a body --------------------------------------------------------------------


def _countries(extraction: Extraction, things: dict[str, _Thing]) -> None:
    """Note the country of each body: of its name, else beside it, above it, or around it."""
    bodies = {i: t for i, t in sorted(things.items()) if "Organization" in t.classes}
    known = {i: _only(split_country(n)[1] for n in t.names) for i, t in bodies.items()}
    passages = _passages(extraction, bodies)
    for iri, thing in bodies.items():
        known[iri] = known[iri] or _only(
            _beside(passage, name) for passage in passages[iri] for name in thing.names
        )
    for iri, thing in bodies.items():
        if not known[iri]:
            above = (value for name, value in thing.context if name == "within")
            known[iri] = _only(known.get(value, "") for value in above)
    around = _around_events(things, known)
    for iri, thing in bodies.items():
        country = known[iri] or _only(
            around.get(v, "") for n, v in thing.context if n == "organizes"
        )
        if country:
            thing.context.add(("country", country))


def _only(values: Iterable[str]) -> str:
    """The one value that is not empty; ``""`` where there is none or where they differ."""
    found = {value for value in values if value}
    return found.pop() if len(found) == 1 else ""


def _passages(extraction: Extraction, bodies: dict[str, _Thing]) -> dict[str, set[str]]:
    """The sentences in which bodies are named."""
    found: dict[str, set[str]] = defaultdict(set)
    for claim in extraction.claims:
        span = claim.evidence.span
        for iri in (str(claim.statement.subject), str(claim.statement.object)):
            if iri in bodies:
                found[iri].add(extraction.article.text[span.start : span.end])
    return found


def _beside(passage: str, name: str) -> str:
    """The country right before a name ("Norland's", "the Norlandic") or behind it ("of …")."""
    found = set()
    for match in re.finditer(rf"(?<!\w){re.escape(name)}(?!\w)", passage):
        before = re.findall(r"[\w.'’-]+(?=\s)", passage[max(0, match.start() - 40) : match.start()])
        after = re.match(r",? (?:of|in) (?:the )?((?:[A-Z][\w.'’-]*(?: of (?:the )?| )?){1,6})",
                         passage[match.end() :])  # fmt: skip
        for length in (3, 2, 1):
            words = " ".join(before[-length:])
            plain = re.sub(r"['’]s?$", "", words)
            country = gazetteer.demonym(plain) or (
                gazetteer.country(plain) if plain != words else None
            )
            if country is not None:
                found.add(country.label)
                break
        behind = after.group(1).split() if after else []
        for length in range(len(behind), 0, -1):
            country = gazetteer.country(" ".join(behind[:length]).rstrip(".,"))
            if country is not None:
                found.add(country.label)
                break
    return _only(found)


def _around_events(things: dict[str, _Thing], known: dict[str, str]) -> dict[str, str]:
    """The country that an event's organizers share, else that of its place or its name."""
    with_country: dict[str, set[str]] = defaultdict(set)
    for iri, country in known.items():
        for name, event in things[iri].context:
            if name == "organizes" and country:
                with_country[event].add(country)
    found = {}
    for event in sorted({*with_country, *(i for i, t in things.items() if "Summit" in t.classes)}):
        thing = things[event]
        places = [_land(value, things) for name, value in thing.context if name == "place"]
        found[event] = (
            _only(with_country[event])
            or _only(places)
            or _only(split_country(name)[1] for name in thing.names)
        )
    return found


def _land(place: str, things: dict[str, _Thing]) -> str:
    """The country in which a place lies, as far as the article says."""
    seen: set[str] = set()
    while place not in seen and place in things:
        seen.add(place)
        for name in things[place].names:
            country = gazetteer.country(name)
            if country is not None:
                return country.label
        place = next((v for n, v in sorted(things[place].context) if n == "within"), place)
    return ""
