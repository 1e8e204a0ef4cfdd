"""An invented graph of any size, shaped like a corpus of event reports, with all its evidence.

Every 40 things are one summit with its activities, groups, documents, topics and people; some
organizations and places are shared between summits, as they are in a corpus. There are two
relations for each thing, each with a sentence of about 150 characters. No text is from a report.
"""

from __future__ import annotations

import random
from collections.abc import Iterator

from rdflib import Literal, URIRef

from kg.iri import mint
from kg.store import KnowledgeGraph, add, memory
from kg.vocab import DCTERMS, GRAPH, ID, META_GRAPH, PROV, RDF, RDFS, SK, XSD

Quad = tuple[URIRef, URIRef, URIRef | Literal, URIRef]

#: Things of one summit, and how many of each kind come with it.
PER_SUMMIT = 40
_KINDS = (
    ("activity", "Exhibition", "Expo", SK.hasActivity, 6),
    ("org", "Organization", "Institute", SK.organizedBy, 7),
    ("person", "Person", "", SK.hasSpeaker, 7),
    ("group", "ParticipantGroup", "delegates", SK.hasGroup, 5),
    ("document", "Document", "Charter", SK.releases, 6),
    ("place", "Place", "Bay", SK.takesPlaceIn, 2),
    ("topic", "Topic", "", SK.hasTopic, 6),
)
_START = (
    "Amber Birch Coral Delta Ember Fjord Garnet Heron Indigo Juniper Kelp Lantern Marram".split()
)
_END = "Atlas Bridge Canal Dune Estuary Field Grove Harbour Island Jetty Lagoon Meadow Quay".split()
_WORDS = "the delegates of a coastal town met near old mills and spoke for long about water".split()


def event_graph(things: int, *, seed: int = 7) -> KnowledgeGraph:
    """A dataset in which ``things`` resources are drawn; the same numbers give the same graph."""
    dataset = memory()
    add(dataset, _quads(things, random.Random(seed)))
    return dataset


def _quads(things: int, choose: random.Random) -> Iterator[Quad]:
    shared = [mint("org", f"Shared Body {i}") for i in range(max(1, things // 200))]
    made = 0
    for body in shared:
        yield from _thing(body, "Organization", body.rpartition("/")[2].replace("-", " "), "shared")
    made = len(shared)
    number = 0
    while made < things:
        size = min(PER_SUMMIT, things - made)
        yield from _summit(number, size, shared, choose)
        made += size
        number += 1


def _summit(number: int, size: int, shared: list[URIRef], choose: random.Random) -> Iterator[Quad]:
    slug = f"report-{number}"
    name = f"{1990 + number % 40} {_name(choose)} Summit {number}"
    event = mint("summit", name)
    article = ID[f"article/{slug}"]
    yield article, RDF.type, SK.Article, META_GRAPH
    yield article, DCTERMS.title, Literal(f"The {name} ends", lang="en"), META_GRAPH
    yield article, DCTERMS.publisher, Literal("Marram Wire"), META_GRAPH
    yield article, SK.mainEvent, event, META_GRAPH
    yield from _thing(event, "Summit", name, slug)
    members = list(_members(number, size - 1, choose))
    relations = [(event, relation, thing) for thing, _, _, relation in members]
    for thing, kind, label, _ in members:
        yield from _thing(thing, kind, label, slug)
    others = [thing for thing, *_ in members]
    for i in range(max(0, 2 * size - len(relations) - 2)):
        relations.append((others[i % len(others)], SK.hasTopic, choose.choice(others)))
    relations += [(event, SK.coOrganizedBy, choose.choice(shared)) for _ in range(2)]
    day = Literal(
        f"{1990 + number % 40}-{1 + number % 12:02}-{1 + number % 28:02}", datatype=XSD.date
    )
    start = 0
    for i, (subject, predicate, value) in enumerate([*relations, (event, SK.startDate, day)]):
        quote = _sentence(choose)
        yield subject, predicate, value, GRAPH[f"article/{slug}"]
        yield from _evidence(slug, i, start, quote, (subject, predicate, value))
        start += len(quote) + 1


def _members(
    number: int, size: int, choose: random.Random
) -> Iterator[tuple[URIRef, str, str, URIRef]]:
    pool = [kind for kind in _KINDS for _ in range(kind[4])]
    for i in range(size):
        folder, kind, ending, relation, _ = pool[i % len(pool)]
        label = f"{_name(choose)} {ending}".strip() + f" {number}-{i}"
        yield mint(folder, label), kind, label, relation


def _thing(iri: URIRef, kind: str, label: str, slug: str) -> Iterator[Quad]:
    graph = GRAPH[f"article/{slug}"]
    yield iri, RDF.type, SK[kind], graph
    yield iri, RDFS.label, Literal(label, lang="en"), graph


def _evidence(
    slug: str, number: int, start: int, quote: str, triple: tuple[URIRef, URIRef, URIRef | Literal]
) -> Iterator[Quad]:
    node, graph = ID[f"evidence/{slug}/{number}"], GRAPH[f"article/{slug}/evidence"]
    subject, predicate, value = triple
    yield node, RDF.type, SK.Evidence, graph
    yield node, RDF.subject, subject, graph
    yield node, RDF.predicate, predicate, graph
    yield node, RDF.object, value, graph
    yield node, PROV.hadPrimarySource, ID[f"article/{slug}"], graph
    yield node, SK.sentenceIndex, Literal(number), graph
    yield node, SK.charStart, Literal(start), graph
    yield node, SK.charEnd, Literal(start + len(quote)), graph
    yield node, SK.quote, Literal(quote), graph
    yield node, SK.ruleId, Literal("lex:organize/passive"), graph
    yield node, SK.confidence, Literal("0.90", datatype=XSD.decimal), graph
    yield node, SK.modality, Literal("asserted"), graph


def _name(choose: random.Random) -> str:
    return f"{choose.choice(_START)} {choose.choice(_END)}"


def _sentence(choose: random.Random) -> str:
    return " ".join(choose.choices(_WORDS, k=30)).capitalize() + "."
