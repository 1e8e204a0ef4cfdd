"""The example sentence of every entry without a frame is read as the entry says."""

from __future__ import annotations

import pytest
from rdflib import Literal, URIRef

from kg.extract import events, extract, parts
from kg.extract.report import Report, analyzer
from kg.lexicon import Entry, lexicon
from kg.model import Article, Extraction
from kg.vocab import SK

CARRIER = "The Baltic Harbour Forum opened in Turku on 3 May 2023.\n\n"
HEADS = {str(SK[c]) for c in ("Organization", "Place", "Document")}
ENTRIES = [e for e in lexicon().entries if not e.senses and e.id != "post"]


def of(*, kind: str) -> pytest.MarkDecorator:
    """Parametrize over the entries of one sort."""
    chosen = [e for e in ENTRIES if _sort(e) == kind]
    assert chosen
    return pytest.mark.parametrize("entry", chosen, ids=lambda e: e.id)


def _sort(entry: Entry) -> str:
    for name in ("Quantifier", "Factuality", "Honorific", "FieldNoun", "BringingVerb"):
        if name in entry.types:
            return name
    denotes = entry.denotes or ""
    if "/topic/kind/" in denotes:
        return "kind"
    if denotes == str(SK.Position):
        return "post"
    return "head" if denotes in HEADS else "event"


def analysed(sentence: str) -> Report:
    report = analyzer().report(Article(CARRIER + sentence))
    events.settle(report)
    parts.settle(report)
    return report


def read(entry: Entry) -> Extraction:
    return extract(Article(CARRIER + entry.examples[0]))


def test_every_entry_is_of_one_sort_and_has_an_example() -> None:
    assert [e.id for e in ENTRIES if not e.examples] == []


@of(kind="head")
def test_a_head_noun_heads_the_name(entry: Entry) -> None:
    report = analysed(entry.examples[0])
    heads = {m.head.entry.id for row in report.mentions for m in row if m.head is not None}
    assert entry.id in heads


@of(kind="event")
def test_an_event_noun_heads_the_name_of_an_event(entry: Entry) -> None:
    report = analysed(entry.examples[0])
    heads = {m.head.entry.id for m in report.all_mentions("Event") if m.head is not None}
    assert entry.id in heads


@of(kind="post")
def test_a_post_is_held(entry: Entry) -> None:
    titles = [
        str(c.statement.object)
        for c in read(entry).claims
        if c.statement.predicate == SK.positionTitle
    ]
    assert len(titles) == 1
    assert titles[0].lower() in entry.forms


@of(kind="BringingVerb")
def test_what_others_bring_is_counted(entry: Entry) -> None:
    counts = [c for c in read(entry).claims if c.statement.predicate == SK.countValue]
    assert [int(str(c.statement.object)) for c in counts] == [40]


@of(kind="kind")
def test_a_kind_is_counted(entry: Entry) -> None:
    kinds = {
        c.statement.object for c in read(entry).claims if c.statement.predicate == SK.countedKind
    }
    assert URIRef(entry.denotes or "") in kinds


@of(kind="Quantifier")
def test_a_quantifier_bounds_the_count(entry: Entry) -> None:
    found = [c for c in read(entry).claims if c.statement.predicate == SK.countModifier]
    assert [c.statement.object for c in found] == [Literal(entry.modifier)]
    assert [c.evidence.rule for c in found] == [f"lex:{entry.id}/count"]


@of(kind="Factuality")
def test_a_marker_of_factuality_decides_what_enters(entry: Entry) -> None:
    found = read(entry)
    roles = {SK.hostedBy}
    if entry.modality == "planned" or entry.id == "is_expected":
        claims = [c for c in found.claims if c.statement.predicate in roles]
        assert [c.evidence.modality for c in claims] == ["planned"]
    else:
        assert not [c for c in found.claims if c.statement.predicate in roles]
        reasons = [r.reason for r in found.rejections if r.claim.statement.predicate in roles]
        assert reasons == [f"modality:{entry.modality}"]


@of(kind="Honorific")
def test_an_honorific_is_no_part_of_the_name(entry: Entry) -> None:
    names = {m.name for m in analysed(entry.examples[0]).all_mentions("Person")}
    assert "Maria Lopez" in names


@of(kind="FieldNoun")
def test_a_field_noun_keeps_the_name_together(entry: Entry) -> None:
    names = [m.name for m in analysed(entry.examples[0]).all_mentions("Organization")]
    assert any(n.startswith("Ministry of ") and n.endswith(("Trade", "Commerce")) for n in names)
