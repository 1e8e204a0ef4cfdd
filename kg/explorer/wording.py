"""How the pages put the graph in words: sections, and each property from either end."""

from __future__ import annotations

import re
from collections.abc import Iterable

from rdflib import URIRef

from kg.ontology import label
from kg.view import words
from kg.vocab import SK

#: Sections of a page in their order.
SECTIONS: dict[str, str] = {
    "when": "When and where",
    "who": "Who organized it",
    "posts": "Posts",
    "roles": "Part in events",
    "happened": "What happened",
    "many": "Who took part, and how many",
    "published": "What was published",
    "about": "What it was about",
    "edition": "Series and edition",
    "reports": "In reports",
    "more": "More",
}

#: Property: section, words when the page is about its subject; in the order of the page.
_OUT: dict[URIRef, tuple[str, str]] = {
    SK.startDate: ("when", "First day"),
    SK.endDate: ("when", "Last day"),
    SK.releasedOn: ("when", "Released on"),
    SK.takesPlaceIn: ("when", "Place"),
    SK.withinPlace: ("when", "Within"),
    SK.attendanceMode: ("when", "Held"),
    SK.hostedBy: ("who", "Host"),
    SK.organizedBy: ("who", "Organizer"),
    SK.coOrganizedBy: ("who", "Co-organizer"),
    SK.sponsoredBy: ("who", "Sponsor"),
    SK.supportedBy: ("who", "Supporter"),
    SK.holdsPosition: ("posts", "Post"),
    SK.affiliatedWith: ("posts", "Works for"),
    SK.partOfOrganization: ("posts", "Part of"),
    SK.hasActivity: ("happened", "On the programme"),
    SK.activityOf: ("happened", "Part of"),
    SK.firstTime: ("happened", "For the first time"),
    SK.hasParticipant: ("many", "Took part"),
    SK.hasGroup: ("many", "Counted"),
    SK.hasCount: ("many", "How many"),
    SK.subgroupOf: ("many", "Among"),
    SK.selectedFrom: ("many", "Chosen from"),
    SK.memberKind: ("many", "Kind"),
    SK.hasSpeaker: ("many", "Speaker"),
    SK.releases: ("published", "Published"),
    SK.releasedBy: ("published", "Published by"),
    SK.features: ("published", "Shown"),
    SK.hasTheme: ("about", "Theme"),
    SK.hasTopic: ("about", "Topic"),
    SK.inSeries: ("edition", "Series"),
    SK.editionLabel: ("edition", "Edition"),
    SK.editionNumber: ("edition", "Number in the series"),
    SK.mainEvent: ("reports", "Is about"),
    SK.reportedIn: ("reports", "Reported in"),
}

#: Property: section, words when the page is about its object.
_IN: dict[URIRef, tuple[str, str]] = {
    SK.takesPlaceIn: ("happened", "Events here"),
    SK.withinPlace: ("when", "Places within"),
    SK.positionIn: ("posts", "Posts here"),
    SK.holdsPosition: ("posts", "Held by"),
    SK.affiliatedWith: ("posts", "People"),
    SK.partOfOrganization: ("posts", "Parts"),
    SK.hostedBy: ("roles", "Host of"),
    SK.organizedBy: ("roles", "Organizer of"),
    SK.coOrganizedBy: ("roles", "Co-organizer of"),
    SK.sponsoredBy: ("roles", "Sponsor of"),
    SK.supportedBy: ("roles", "Supporter of"),
    SK.hasSpeaker: ("roles", "Spoke at"),
    SK.hasParticipant: ("roles", "Took part in"),
    SK.hasGroup: ("roles", "Counted at"),
    SK.hasActivity: ("happened", "Part of"),
    SK.activityOf: ("happened", "On the programme"),
    SK.subgroupOf: ("many", "Of whom"),
    SK.selectedFrom: ("many", "Chosen from these"),
    SK.hasCount: ("many", "Number of"),
    SK.memberKind: ("many", "Groups of this kind"),
    SK.countedKind: ("many", "Numbers of this kind"),
    SK.releases: ("published", "Published at"),
    SK.releasedBy: ("published", "Published"),
    SK.features: ("published", "Shown at"),
    SK.hasTheme: ("about", "Theme of"),
    SK.hasTopic: ("about", "Topic of"),
    SK.inSeries: ("edition", "Editions"),
    SK.mainEvent: ("reports", "Main event of"),
    SK.reportedIn: ("reports", "Reported here"),
}

#: Roles that follow from a more special one and are not said twice.
GENERAL = {
    SK.organizedBy: (SK.hostedBy, SK.coOrganizedBy, SK.sponsoredBy),
    SK.hasParticipant: (SK.hasSpeaker,),
    SK.hasTopic: (SK.hasTheme,),
    SK.hasGroup: (SK.hasParticipant,),
    SK.activityOf: (),
}
_ORDER = {
    **{(False, p): i for i, p in enumerate(_OUT)},
    **{(True, p): i for i, p in enumerate(_IN)},
}


def spoken(name: str) -> str:
    """The name of a column, a blank or a foreign term as words.

    >>> spoken("otherValue"), spoken("event_name")
    ('other value', 'event name')
    """
    return re.sub(r"(?<=[a-z])(?=[A-Z])|_", " ", name).lower()


def best_name(names: Iterable[str]) -> str:
    """The name to show of several: a written-out one before an acronym, then the first.

    >>> best_name({"UPU", "Universal Postal Union", "Universal Post Union"})
    'Universal Post Union'
    """
    return min(names, key=lambda name: (name.isupper() and len(name) < 12, name), default="")


def untitled(publisher: str, issued: str) -> str:
    """What an article without a title is called; ``issued`` is an ISO date.

    >>> untitled("Marram Wire", "2031-05-15")
    'Marram Wire, 15 May 2031'
    """
    return ", ".join(filter(None, (publisher, words.day(issued)))) or "Untitled report"


def words_of(prop: URIRef, *, pointing: bool) -> tuple[str, str]:
    """Section and words of a property; ``pointing`` where the page is about its object."""
    known = (_IN if pointing else _OUT).get(prop)
    if known is not None:
        return known
    name = label(prop) if prop.startswith(str(SK)) else spoken(label(prop))
    return "more", f"{name} of" if pointing else name[:1].upper() + name[1:]


def order(prop: URIRef, *, pointing: bool) -> tuple[int, str]:
    """Sorts properties as the page lists them."""
    return _ORDER.get((pointing, prop), len(_ORDER)), str(prop)


def bounds(lower: str, upper: str, modifier: str) -> str:
    """What the wording of a number rules out; empty where it adds nothing to the words.

    >>> bounds("2001", "", "moreThan"), bounds("", "199", "nearly"), bounds("20", "30", "range")
    ('at least 2,001', 'at most 199', 'between 20 and 30')
    >>> bounds("12", "12", "exact"), bounds("", "", "about")
    ('exactly 12', 'no bounds stated')
    """
    low, high = (f"{int(n):,}" if n.isdecimal() else n for n in (lower, upper))
    if low and low == high:
        return f"exactly {low}"
    if low and high:
        return f"between {low} and {high}"
    if low or high:
        return f"at least {low}" if low else f"at most {high}"
    return "no bounds stated" if modifier else ""


#: Words before a number for each modifier, where the text's own wording is not in the graph.
_MODIFIERS = {
    "moreThan": "more than {}",
    "atLeast": "at least {}",
    "nearly": "nearly {}",
    "atMost": "up to {}",
    "about": "about {}",
    "multiplesOf": "several times {}",
}


def number(value: str, modifier: str) -> str:
    """A count without a label of its own.

    >>> number("2000", "moreThan")
    'more than 2,000'
    """
    plain = f"{int(value):,}" if value.isdecimal() else value
    return _MODIFIERS.get(modifier, "{}").format(plain) if plain else ""
