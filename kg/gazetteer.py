"""Countries and well-known organizations by any of their names (``ontology/authority-*.ttl``)."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from types import MappingProxyType
from typing import Protocol, TypeVar

from rdflib import Graph, URIRef
from rdflib.term import Node

from kg.errors import DataError
from kg.ontology import load_turtle
from kg.vocab import DCTERMS, LX, OWL, RDF, RDFS, SK, SKOS


@dataclass(frozen=True, slots=True)
class Country:
    """A country or territory; ``demonyms`` are its adjectives, ``same_as`` its Wikidata IRI."""

    iri: URIRef
    label: str
    alternatives: tuple[str, ...] = ()
    demonyms: tuple[str, ...] = ()
    same_as: URIRef | None = None


@dataclass(frozen=True, slots=True)
class Organization:
    """A body; ``alternatives`` are acronyms and other names, ``kind`` is "news agency" or alike."""

    iri: URIRef
    label: str
    kind: str
    alternatives: tuple[str, ...] = ()
    same_as: URIRef | None = None


class _Named(Protocol):
    @property
    def label(self) -> str: ...
    @property
    def alternatives(self) -> tuple[str, ...]: ...


_Entry = TypeVar("_Entry", bound=_Named)


def country(name: str) -> Country | None:
    """Return the country that a name names, with its case: "US" is one, "us" is none.

    >>> country("the Netherlands").label
    'Netherlands'
    """
    return _country_names().get(_key(name))


def demonym(adjective: str) -> Country | None:
    """Return the country that an adjective of origin points to.

    >>> demonym("Chilean").label
    'Chile'
    """
    return _demonyms().get(_key(adjective))


def organization(name: str) -> Organization | None:
    """Return the organization that a full name or acronym names.

    >>> organization("WIPO").label
    'World Intellectual Property Organization'
    """
    return _organization_names().get(_key(name))


@lru_cache(maxsize=1)
def countries() -> tuple[Country, ...]:
    """Return all countries and territories, by IRI."""
    graph = load_turtle("authority-countries.ttl")
    return tuple(
        Country(
            iri,
            _label(graph, iri, RDFS.label),
            _texts(graph, iri, SKOS.altLabel),
            _texts(graph, iri, LX.demonym),
            _same_as(graph, iri),
        )
        for iri in _entries(graph, SK.Place)
    )


@lru_cache(maxsize=1)
def organizations() -> tuple[Organization, ...]:
    """Return all organizations, by IRI."""
    graph = load_turtle("authority-organizations.ttl")
    return tuple(
        Organization(
            iri,
            _label(graph, iri, RDFS.label),
            _label(graph, iri, DCTERMS.type),
            _texts(graph, iri, SKOS.altLabel),
            _same_as(graph, iri),
        )
        for iri in _entries(graph, SK.Organization)
    )


def _key(name: str) -> str:
    """Form under which a name is looked up: plain apostrophes and spaces, no leading article."""
    return re.sub(r"^[Tt]he (?=\w)", "", " ".join(name.replace("’", "'").split()))


def _by_name(pairs: Iterable[tuple[str, _Entry]]) -> MappingProxyType[str, _Entry]:
    """Index entries by name; two entries under one name are an error in the data."""
    index: dict[str, _Entry] = {}
    for name, entry in pairs:
        other = index.setdefault(_key(name), entry)
        if other is not entry:
            raise DataError(f"authority data: {other.label} and {entry.label} share {name!r}")
    return MappingProxyType(index)


@lru_cache(maxsize=1)
def _country_names() -> MappingProxyType[str, Country]:
    return _by_name((name, c) for c in countries() for name in (c.label, *c.alternatives))


@lru_cache(maxsize=1)
def _demonyms() -> MappingProxyType[str, Country]:
    return _by_name((name, c) for c in countries() for name in c.demonyms)


@lru_cache(maxsize=1)
def _organization_names() -> MappingProxyType[str, Organization]:
    return _by_name((name, o) for o in organizations() for name in (o.label, *o.alternatives))


def _entries(graph: Graph, kind: URIRef) -> list[URIRef]:
    return sorted(node for node in graph.subjects(RDF.type, kind) if isinstance(node, URIRef))


def _label(graph: Graph, iri: Node, predicate: URIRef) -> str:
    label = graph.value(iri, predicate)
    if label is None:
        raise DataError(f"authority data: {iri} has no {predicate}")
    return str(label)


def _texts(graph: Graph, iri: Node, predicate: Node) -> tuple[str, ...]:
    return tuple(sorted(str(text) for text in graph.objects(iri, predicate)))


def _same_as(graph: Graph, iri: Node) -> URIRef | None:
    other = graph.value(iri, OWL.sameAs)
    return other if isinstance(other, URIRef) else None
