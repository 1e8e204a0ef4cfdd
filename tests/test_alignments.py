"""Every link to another vocabulary leads to a term that exists there."""

from __future__ import annotations

from pathlib import Path

import pytest
from rdflib import Graph, URIRef
from rdflib.namespace import DCTERMS, FOAF, ORG, OWL, PROV, RDF, RDFS, SDO, SKOS, DefinedNamespace

from kg import ontology as onto
from kg.paths import ontology_dir
from kg.vocab import SK

ALIGNMENTS = sorted((ontology_dir() / "alignments").glob("*.ttl"))
LISTS = Path(__file__).parent / "data" / "vocabularies"
LINKS = {RDFS.subClassOf, RDFS.subPropertyOf, SKOS.closeMatch, SKOS.broadMatch}

#: Vocabularies that rdflib carries; the others are listed in data/vocabularies.
CARRIED: dict[str, type[DefinedNamespace]] = {
    "dcterms": DCTERMS,
    "foaf": FOAF,
    "org": ORG,
    "prov": PROV,
    "schema": SDO,
    "skos": SKOS,
}


def vocabulary(stem: str) -> set[URIRef]:
    """All terms of an outside vocabulary."""
    if stem in CARRIED:
        return {URIRef(str(term)) for term in dir(CARRIED[stem])}
    lines = (LISTS / f"{stem}.txt").read_text("utf-8").splitlines()
    namespace = lines[0].removeprefix("# ")
    return {URIRef(namespace + line) for line in lines if not line.startswith("#")}


def links(path: Path) -> list[tuple[URIRef, URIRef, URIRef]]:
    graph = Graph().parse(path)
    return [(s, p, o) for s, p, o in graph if s in SK]  # type: ignore[misc]


@pytest.mark.parametrize("path", ALIGNMENTS, ids=lambda p: p.stem)
def test_both_ends_of_every_link_exist(path: Path) -> None:
    ours, theirs = set(onto.classes() + onto.properties()), vocabulary(path.stem)
    assert links(path)
    for subject, predicate, target in links(path):
        assert subject in ours
        assert predicate in LINKS
        assert target in theirs, f"{target} is not in the vocabulary {path.stem}"


@pytest.mark.parametrize("path", ALIGNMENTS, ids=lambda p: p.stem)
def test_classes_link_to_classes_and_properties_to_properties(path: Path) -> None:
    for subject, predicate, target in links(path):
        wrong = RDFS.subPropertyOf if subject in onto.classes() else RDFS.subClassOf
        assert predicate != wrong
        capital = str(target).replace("#", "/").rpartition("/")[2][0].isupper()
        if "cidoc" not in str(target):
            assert capital == (subject in onto.classes()), f"{subject} {target}"


@pytest.mark.parametrize("path", ALIGNMENTS, ids=lambda p: p.stem)
def test_an_alignment_has_a_header_of_its_own(path: Path) -> None:
    graph = Graph().parse(path)
    header = URIRef(f"https://w3id.org/summitkg/alignments/{path.stem}")
    assert (header, RDF.type, OWL.Ontology) in graph
    assert graph.value(header, DCTERMS.title) and graph.value(header, DCTERMS.license)


@pytest.mark.parametrize("path", sorted(LISTS.glob("*.txt")), ids=lambda p: p.stem)
def test_a_term_list_is_sorted_names_its_source_and_is_needed(path: Path) -> None:
    lines = path.read_text("utf-8").splitlines()
    assert "source:" in lines[1]
    assert lines[2:] == sorted(set(lines[2:]))
    assert path.stem in {p.stem for p in ALIGNMENTS} - set(CARRIED)


def test_an_invented_target_would_be_noticed() -> None:
    assert URIRef("https://schema.org/SummitMeeting") not in vocabulary("schema")
    assert URIRef("http://linkedevents.org/ontology/venue") not in vocabulary("lode")
