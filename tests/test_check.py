"""Checks report what is wrong and how serious it is."""

from pathlib import Path

from rdflib import Literal, URIRef

from kg import check, store
from kg.check import SEVERITIES, severities
from kg.vocab import GRAPH, ID, RDF, SK

TINY = Path(__file__).parent / "data" / "tiny.trig"
SUMMIT = ID["summit/silver-river-conference-2024"]


def broken(*triple: URIRef | Literal) -> dict[str, str]:
    """Checks that object when one statement is added to the small graph, with severity."""
    dataset = store.open_graph(TINY)
    before = set(check(dataset))
    store.add(dataset, [(*triple, GRAPH["article/added"])])
    return {v.check: v.severity for v in set(check(dataset)) - before}


def test_the_small_graph_violates_nothing():
    assert {v.severity for v in check(store.open_graph(TINY))} <= {"warning", "info"}


def test_shapes_and_checks_both_speak():
    found = broken(SUMMIT, SK.hostedBy, ID["place/port-ostrel"])
    assert found["shape:OrganizerRole"] == "violation"
    assert found["statement-without-evidence"] == "violation"


def test_terms_that_the_ontology_lacks_are_found():
    assert broken(SUMMIT, RDF.type, SK.Picnic)["unknown-term"] == "violation"


def test_checking_changes_nothing():
    dataset = store.open_graph(TINY)
    before = store.serialize(dataset, ".nq")
    check(dataset)
    assert store.serialize(dataset, ".nq") == before


def test_facts_alone_are_not_blamed_for_having_no_evidence(tmp_path):
    from kg import export

    export(store.open_graph(TINY), tmp_path / "facts.ttl")
    found = check(store.open_graph(tmp_path / "facts.ttl"))
    assert [v for v in found if v.severity == "violation"] == []


def test_every_check_has_a_severity():
    assert set(severities().values()) <= set(SEVERITIES)
