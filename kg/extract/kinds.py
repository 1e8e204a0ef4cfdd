"""What the scheme of counted kinds says of a kind: its label, and whether its members take part."""

from __future__ import annotations

from functools import lru_cache

from rdflib import Graph, URIRef

from kg.paths import ontology_dir
from kg.vocab import ID, KIND, RDFS, SKOS

#: Kinds whose members (and those of narrower kinds) take part in an event where it has them.
_TAKING_PART = ("person", "organization", "country-or-region", "country-or-organization", "team",
                "delegation", "member")  # fmt: skip


@lru_cache(maxsize=1)
def _scheme() -> Graph:
    return Graph().parse(ontology_dir() / "kinds.ttl", format="turtle")


@lru_cache(maxsize=1)
def _participants() -> frozenset[URIRef]:
    scheme = _scheme()
    return frozenset(
        URIRef(str(kind))
        for name in _TAKING_PART
        for kind in scheme.transitive_subjects(SKOS.broader, KIND[name])
    )


def takes_part(kind: str) -> bool:
    """Whether members of a kind (full IRI) are people, bodies or states."""
    return URIRef(kind) in _participants()


@lru_cache(maxsize=1)
def _only_at_events() -> frozenset[str]:
    return frozenset(map(str, _scheme().objects(ID["topic/only-at-events"], SKOS.member)))


def only_at_events(kind: str) -> bool:
    """Whether a kind (full IRI) is counted at events only: delegates, booths, sessions."""
    return kind in _only_at_events()


@lru_cache(maxsize=512)
def comparable(kind: str, other: str) -> bool:
    """Whether members of one kind can be members of the other: equal, broader or narrower."""
    a, b = URIRef(kind), URIRef(other)
    above_a = set(_scheme().transitive_objects(a, SKOS.broader))
    above_b = set(_scheme().transitive_objects(b, SKOS.broader))
    people = KIND["person"]
    return b in above_a or a in above_b or (people in above_a and people in above_b)


@lru_cache(maxsize=1)
def _labels() -> dict[str, str]:
    return {str(s): str(o) for s, o in _scheme().subject_objects(RDFS.label)}


def kind_label(kind: str) -> str:
    """Plural label of a kind: "guests"."""
    return _labels().get(kind, kind.rpartition("/")[2])


def exists(name: str) -> bool:
    """Whether the scheme has a kind of this local name."""
    return str(KIND[name]) in _labels()
