"""The ontology, its shapes and the kinds of counted things, loaded once and asked by name."""

from __future__ import annotations

from functools import lru_cache

from rdflib import Graph, URIRef
from rdflib.namespace import OWL, RDF, RDFS, SKOS

from kg.errors import DataError
from kg.paths import ontology_dir
from kg.vocab import KIND, SK


def load_turtle(name: str) -> Graph:
    """Graph of one file of ``ontology/``; :class:`DataError` where it is missing or malformed."""
    path = ontology_dir() / name
    try:
        return Graph().parse(path, format="turtle")
    except OSError as error:
        raise DataError(f"{path}: cannot be read ({error.strerror}); install kg again") from error
    except (SyntaxError, IndexError) as error:  # rdflib where a file is cut off: IndexError
        raise DataError(f"{path}: not valid Turtle: {' '.join(str(error).split())}") from error


@lru_cache(maxsize=1)
def ontology() -> Graph:
    """The core ontology. Shared: do not change it."""
    return load_turtle("ontology.ttl")


@lru_cache(maxsize=1)
def shapes() -> Graph:
    """The SHACL shapes. Shared: do not change it."""
    return load_turtle("shapes.ttl")


@lru_cache(maxsize=1)
def kinds() -> Graph:
    """The scheme of kinds of counted things. Shared: do not change it."""
    return load_turtle("kinds.ttl")


def _own(kind: URIRef) -> list[URIRef]:
    """The ontology's own terms of an OWL kind, sorted."""
    subjects = ontology().subjects(RDF.type, kind)
    return sorted(s for s in subjects if isinstance(s, URIRef) and s in SK)


@lru_cache(maxsize=1)
def classes() -> tuple[URIRef, ...]:
    """The classes, sorted."""
    return tuple(_own(OWL.Class))


@lru_cache(maxsize=1)
def object_properties() -> tuple[URIRef, ...]:
    """The properties whose values are things, sorted."""
    return tuple(_own(OWL.ObjectProperty))


@lru_cache(maxsize=1)
def datatype_properties() -> tuple[URIRef, ...]:
    """The properties whose values are literals, sorted."""
    return tuple(_own(OWL.DatatypeProperty))


def properties() -> tuple[URIRef, ...]:
    """All properties, sorted."""
    return tuple(sorted(object_properties() + datatype_properties()))


@lru_cache(maxsize=1)
def _terms() -> frozenset[URIRef]:
    return frozenset(classes() + properties())


@lru_cache(maxsize=1024)
def label(iri: URIRef) -> str:
    """English label of a class, property or kind; the last part of the IRI for any other."""
    for graph in (ontology(), kinds()):
        for value in graph.objects(iri, RDFS.label):
            return str(value)
    return str(iri).rstrip("/#").replace("#", "/").rpartition("/")[2]


@lru_cache(maxsize=256)
def superclasses(cls: URIRef) -> frozenset[URIRef]:
    """The class itself and all classes above it in the ontology's own namespace."""
    above = ontology().transitive_objects(cls, RDFS.subClassOf)
    return frozenset(c for c in above if isinstance(c, URIRef) and c in SK) | {cls}


def undeclared_terms(graph: Graph) -> tuple[URIRef, ...]:
    """Classes and properties in the ontology's namespace that ``graph`` uses and nobody declared.

    Looks at predicates and at the objects of ``rdf:type``. Sorted.
    """
    used = set(graph.predicates(unique=True)) | set(graph.objects(None, RDF.type, unique=True))
    return tuple(sorted(t for t in used if isinstance(t, URIRef) and t in SK and t not in _terms()))


@lru_cache(maxsize=1)
def kind_labels() -> dict[URIRef, str]:
    """Plural English label of every kind, by IRI, sorted by IRI. Shared: do not change it."""
    found = ((s, str(o)) for s, o in kinds().subject_objects(SKOS.prefLabel))
    return dict(sorted((s, o) for s, o in found if isinstance(s, URIRef) and s in KIND))
