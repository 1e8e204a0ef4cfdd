"""The 19 samples as one archive: what is one thing there, and what is not."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest
from rdflib import URIRef

import kg
from kg import store
from kg.extract import extract
from kg.gate import admit
from kg.identity import unify
from kg.reading import read
from kg.vocab import ID, RDF, RDFS, SK, SKOS

SAMPLES = Path(__file__).resolve().parents[2] / "shared" / "articles"

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(not SAMPLES.is_dir(), reason="the samples are not beside the checkout"),
]


@cache
def graph() -> store.KnowledgeGraph:
    dataset = store.memory()
    store.add(dataset, unify([admit(extract(article)) for article in read(SAMPLES)]))
    return dataset


def things(cls: URIRef) -> set[URIRef]:
    return set(graph().subjects(RDF.type, cls))


def labels(iri: URIRef) -> set[str]:
    return {str(x) for p in (RDFS.label, SKOS.altLabel) for x in graph().objects(iri, p)}


def test_the_editions_of_the_world_internet_conference_are_in_one_series():
    (series,) = [s for s in things(SK.Series) if "Internet Conf" in str(labels(s))]
    editions = set(graph().subjects(SK.inSeries, series))
    assert len(editions) == 7
    marks = [
        tuple(
            sorted(
                str(x) for p in (SK.editionNumber, SK.editionLabel) for x in graph().objects(e, p)
            )
        )
        for e in editions
    ]
    assert len(set(marks)) == 7


def test_no_two_of_the_reported_events_are_merged():
    assert len(things(SK.Summit)) == 19


def test_the_itu_is_one_node_under_all_its_names():
    bodies = things(SK.Organization)
    named = {b for b in bodies if labels(b) & {"ITU", "International Telecommunication Union"}}
    assert named == {ID["org/international-telecommunication-union"]}
    assert labels(named.pop()) >= {"ITU", "International Telecommunication Union"}


def test_ministries_of_one_country_are_one_and_others_apart():
    for words in (
        "Ministry of Science and Technology",
        "National Development and Reform Commission",
    ):
        found = [s for s in things(SK.Organization) if words in str(labels(s))]
        assert len(found) == 1
    ministries = [s for s in things(SK.Organization) if "Ministry" in str(labels(s))]
    assert len(ministries) == 2


def test_everything_has_one_label():
    named = {s for s in graph().subjects(RDFS.label) if s in ID}
    assert [s for s in named if len(set(graph().objects(s, RDFS.label))) > 1] == []


def test_the_merged_graph_violates_nothing():
    assert [v for v in kg.check(graph()) if v.severity == "violation"] == []


def test_no_two_reports_disagree():
    assert kg.query(graph(), "where-articles-disagree").rows == ()
