"""An extraction as quads: facts, evidence, and the article they come from."""

import tomllib
from decimal import Decimal
from pathlib import Path

from kg_fixture import ARTICLE, FORUM, GUILD, SENTENCES, claim, extraction
from rdflib import Literal

from kg.graph import quads, run_iri
from kg.iri import article_iri, evidence_graph, facts_graph
from kg.version import VERSION
from kg.vocab import DCTERMS, KIND, META_GRAPH, RDF, RDFS, SK

QUADS = set(quads(extraction()))
FACTS = {q[:3] for q in QUADS if q[3] == facts_graph(ARTICLE)}
EVIDENCE = {q[:3] for q in QUADS if q[3] == evidence_graph(ARTICLE)}
META = {q[:3] for q in QUADS if q[3] == META_GRAPH}


def test_every_fact_comes_from_a_claim_and_every_claim_is_a_fact():
    made = (c.statement for c in extraction().claims)
    assert {(s.subject, s.predicate, s.object) for s in made} == FACTS


def test_every_fact_has_evidence_whose_quote_stands_at_its_offsets():
    about = {}
    for s, p, o in EVIDENCE:
        about.setdefault(s, {})[p] = o
    supported = {(e[RDF.subject], e[RDF.predicate], e[RDF.object]) for e in about.values()}
    assert supported == FACTS
    for e in about.values():
        start, end = int(e[SK.charStart]), int(e[SK.charEnd])
        assert ARTICLE.text[start:end] == str(e[SK.quote])
        assert str(e[SK.modality]) == "asserted"
        assert e[SK.confidence].value == Decimal("0.90")


def test_one_passage_and_rule_is_one_piece_of_evidence_at_its_highest_confidence():
    twice = [claim(FORUM, SK.hostedBy, GUILD, SENTENCES[1], c, "rule:x") for c in (0.6, 0.8)]
    found = [
        (s, p, o) for s, p, o, _ in quads(extraction(*twice)) if o == Literal("rule:x")
    ]  # fmt: skip
    assert len(found) == 1
    node = found[0][0]
    values = [o for s, p, o, _ in quads(extraction(*twice)) if s == node and p == SK.confidence]
    assert [str(v) for v in values] == ["0.80"]


def test_the_article_is_described_in_the_meta_graph():
    node = article_iri(ARTICLE)
    assert (node, RDF.type, SK.Article) in META
    assert (node, DCTERMS.identifier, Literal(ARTICLE.sha256)) in META
    assert (node, DCTERMS.publisher, Literal("Bay Post")) in META


def test_kinds_that_are_used_carry_their_label():
    assert (KIND.guest, RDFS.label, Literal("guests", lang="en")) in META


def test_the_run_is_named_after_version_and_ontology_and_not_after_time():
    project = tomllib.loads((Path(__file__).parents[1] / "pyproject.toml").read_text())
    assert project["project"]["version"] == VERSION
    assert f"run/kg-{VERSION}-" in run_iri()
    assert set(quads(extraction())) == QUADS
