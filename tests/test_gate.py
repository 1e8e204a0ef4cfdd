"""The gate: what conforms passes, what does not becomes a rejection with a reason."""

import json

import pytest
from kg_fixture import BAY, COUNT, FORUM, GUESTS, GUILD, claim, extraction, good_claims, thing
from rdflib import Literal

from kg import ledger
from kg.gate import admit
from kg.model import Extraction
from kg.vocab import ID, SCHEMA, SK, XSD


def rejected(result: Extraction) -> dict[tuple[str, str], str]:
    return {
        (r.claim.statement.subject, r.claim.statement.predicate): r.reason
        for r in result.rejections
    }


def test_what_conforms_passes_untouched():
    result = admit(extraction())
    assert set(result.claims) == set(good_claims())
    assert result.rejections == ()


def test_an_article_without_claims_passes():
    empty = Extraction(extraction().article, extraction().sentences, ())
    assert admit(empty) is empty


@pytest.mark.parametrize(
    ("bad", "reason"),
    [
        (claim(FORUM, SK.hostedBy, BAY), "shape:OrganizerRole"),
        (claim(FORUM, SK.hasParticipant, BAY), "shape:ParticipantRole"),
        (claim(FORUM, SK.takesPlaceIn, GUILD), "shape:Event"),
        (claim(FORUM, SK.startDate, Literal("May")), "shape:Event"),
        (claim(FORUM, SK.firstTime, Literal("yes")), "shape:Event"),
        (claim(FORUM, SK.attendanceMode, SCHEMA.Nowhere), "shape:Event"),
        (claim(FORUM, SK.inventedProperty, GUILD), "ontology:undeclared"),
        (claim(FORUM, SK.sponsoredBy, GUILD, confidence=0.3), "confidence"),
    ],
)
def test_a_bad_statement_leaves_alone_with_its_reason(bad, reason):
    result = admit(extraction(bad))
    assert reason in {r.reason for r in result.rejections}
    assert bad not in result.claims
    kept = {c.statement.predicate for c in result.claims}
    assert {SK.reportedIn, SK.takesPlaceIn, SK.hostedBy, SK.hasCount} <= kept


def test_the_better_supported_of_two_values_stays():
    sure = claim(FORUM, SK.editionNumber, Literal(3), confidence=0.9)
    unsure = claim(FORUM, SK.editionNumber, Literal(4), confidence=0.6)
    result = admit(extraction(unsure, sure))
    assert sure in result.claims
    assert [r.claim for r in result.rejections] == [unsure]


def test_a_count_goes_with_the_group_that_owned_it():
    result = admit(extraction(without=[SK.memberKind]))
    assert not any({GUESTS, COUNT} & {c.statement.subject, c.statement.object}
                   for c in result.claims)  # fmt: skip
    assert rejected(result)[GUESTS, SK.hasCount] == "shape:Group"
    assert rejected(result)[COUNT, SK.countValue] == "orphan"


def test_what_only_a_rejected_statement_named_goes_too():
    stray = ID["place/nowhere"]
    result = admit(
        extraction(
            *thing(stray, SK.Place, "Nowhere"), claim(FORUM, SK.hostedBy, stray, confidence=0.2)
        )
    )
    assert {r.reason for r in result.rejections} == {"confidence", "orphan"}
    assert stray not in {c.statement.subject for c in result.claims}


def test_an_activity_of_nothing_is_rejected():
    fair = ID["activity/lantern-forum-2030/fair"]
    result = admit(extraction(*thing(fair, SK.Exhibition, "Lantern Fair")))
    assert {r.reason for r in result.rejections} == {"shape:Activity"}


def test_an_event_cannot_end_before_it_starts():
    dates = [
        claim(FORUM, SK.startDate, Literal("2030-05-03", datatype=XSD.date)),
        claim(FORUM, SK.endDate, Literal("2030-05-01", datatype=XSD.date)),
    ]
    assert "shape:Event" in {r.reason for r in admit(extraction(*dates)).rejections}


def test_the_ledger_tells_all_about_a_rejection():
    result = admit(extraction(claim(FORUM, SK.hostedBy, BAY)))
    (line,) = ledger.lines(result)
    entry = json.loads(line)
    assert entry["subject_label"] == "2030 Lantern Forum"
    assert entry["object_label"] == "Marrow Bay"
    assert entry["reason"] == "shape:OrganizerRole"
    assert "agent" in entry["message"]
    text = result.article.text
    assert text[entry["start"] : entry["end"]] == entry["quote"]
    assert entry["quote"] in entry["sentence"]
