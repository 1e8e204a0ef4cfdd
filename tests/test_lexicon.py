"""Laws of the lexicon: it points into the ontology, and its examples are read as they say."""

from __future__ import annotations

from pathlib import Path

import pytest
from rdflib import RDF, RDFS, Graph, URIRef

from kg.extract import extract
from kg.lexicon import Entry, lexicon, load
from kg.model import Article, Extraction
from kg.ontology import kinds, ontology, superclasses
from kg.paths import ontology_dir
from kg.vocab import LEXINFO, LX, ONTOLEX, SK, SYNSEM

FILES = sorted(ontology_dir().glob("lexicon-*.ttl"))
ENTRIES = lexicon().entries
RELATIONAL = [e for e in ENTRIES if e.senses and e.id != "post"]
by_id = pytest.mark.parametrize("entry", RELATIONAL, ids=lambda e: e.id)


@pytest.fixture(scope="module")
def graph() -> Graph:
    whole = Graph()
    for path in FILES:
        whole.parse(path)
    return whole


def test_references_are_properties_of_the_ontology(graph: Graph) -> None:
    declared = set(ontology().subjects(RDF.type, None))
    assert set(graph.objects(None, ONTOLEX.reference)) <= declared


def test_denoted_things_exist(graph: Graph) -> None:
    known = set(ontology().subjects(RDF.type, None)) | set(kinds().subjects(RDF.type, None))
    assert set(graph.objects(None, ONTOLEX.denotes)) <= known


def test_each_frame_belongs_to_one_entry(graph: Graph) -> None:
    frames = list(graph.objects(None, SYNSEM.synBehavior))
    assert len(frames) == len(set(frames))


def test_each_entry_is_written_once(graph: Graph) -> None:
    canonical = list(graph.subjects(ONTOLEX.canonicalForm))
    assert sorted(canonical) == sorted(set(canonical))


def test_every_entry_has_an_example(graph: Graph) -> None:
    lacking = [e.id for e in ENTRIES if not e.examples and not e.counter_examples]
    assert lacking == []


def test_own_terms_are_declared_in_the_schema(graph: Graph) -> None:
    schema = Graph().parse(ontology_dir() / "lexicon-schema.ttl")
    declared = set(schema.subjects(RDF.type, None))
    used = {t for triple in graph for t in triple if isinstance(t, URIRef) and t in LX}
    assert used <= declared


def test_form_features_come_from_lexinfo(graph: Graph) -> None:
    used = {str(p) for p in graph.predicates() if str(p).startswith(str(LEXINFO))}
    names = {"partOfSpeech", "number", "tense", "person", "verbFormMood", "subject"}
    names |= {"directObject", "prepositionalAdjunct", "prepositionalObject", "copulativeArg"}
    assert {u.rpartition("#")[2] for u in used} <= names


@by_id
def test_senses_agree_with_the_property(entry: Entry) -> None:
    core = ontology()
    for sense in entry.senses:
        domain = core.value(SK[sense.property], RDFS.domain)
        if isinstance(domain, URIRef) and sense.domain:
            assert domain in superclasses(SK[sense.domain]), sense


# -- example sentences ------------------------------------------------------------------------

CARRIER = "The Baltic Harbour Forum opened in Turku on 3 May 2023.\n\n"


def reading(sentence: str) -> Extraction:
    """What is read from a sentence in a report about the forum that it names."""
    return extract(Article(CARRIER + sentence))


def supports(entry: Entry, extraction: Extraction) -> bool:
    rules = [c.evidence.rule for c in extraction.claims]
    return any(rule.startswith(f"lex:{entry.id}/") for rule in rules)


@by_id
def test_examples_yield_a_claim_of_their_entry(entry: Entry) -> None:
    assert entry.examples
    for sentence in entry.examples:
        assert supports(entry, reading(sentence)), sentence


@by_id
def test_counter_examples_yield_none(entry: Entry) -> None:
    for sentence in entry.counter_examples:
        assert not supports(entry, reading(sentence)), sentence


def test_a_new_phrase_is_one_edit(tmp_path: Path) -> None:
    """A verb that the lexicon lacks is understood once it is written down beside the others."""
    sentence = "The Baltic Harbour Forum was masterminded by the Nordic Maritime Council."
    text = (ontology_dir() / "lexicon-roles.ttl").read_text("utf-8")
    start = text.index(":stage_v a ontolex:Word")
    entry = text[start : text.index("\n\n", start)]
    for old, new in (
        ("staging", "masterminding"),
        ("staged", "masterminded"),
        ("stage", "mastermind"),
    ):
        entry = entry.replace(old, new)
    path = tmp_path / "lexicon-own.ttl"
    path.write_text(text[: text.index("\n\n")] + "\n\n" + entry, "utf-8")

    before = extract(Article(CARRIER + sentence))
    after = extract(Article(CARRIER + sentence), lexicon=load([*FILES, path]))

    organized = [c for c in after.claims if c.statement.predicate == SK.organizedBy]
    assert all(c.statement.predicate != SK.organizedBy for c in before.claims)
    assert [c.evidence.rule for c in organized] == ["lex:mastermind_v/passive"]
