"""Confidence that means something: the fit, the reliability table and the calibration error."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rdflib import Graph

import kg.confidence
from kg.cli import run
from kg.confidence import family, measured
from kg.evaluate.calibration import (
    Observation,
    calibration_error,
    fit,
    left_out,
    reliability,
    turtle,
)
from kg.extract import extract
from kg.model import Article
from kg.vocab import LX, RDF, SK


def seen(*rights: bool, article: str = "a", rule: str = "rule:place") -> list[Observation]:
    return [Observation(article, str(SK.takesPlaceIn), rule, 0.9, right) for right in rights]


observations = st.lists(
    st.builds(
        Observation,
        st.sampled_from("abc"),
        st.sampled_from([str(SK.takesPlaceIn), str(SK.startDate)]),
        st.sampled_from(["rule:place", "lex:hold_v/date", "lex:open_v/date"]),
        st.floats(0, 1),
        st.booleans(),
    ),
    max_size=40,
)


def test_a_family_that_is_right_three_times_in_four_is_trusted_three_quarters() -> None:
    (value,) = fit(seen(*[True, True, True, False] * 25)).values()
    assert value == 0.75


def test_a_rule_seen_once_is_drawn_towards_all_others() -> None:
    table = fit(seen(*[True] * 99) + seen(False, rule="rule:rare"))
    assert table[str(SK.takesPlaceIn), "rule:rare"] == pytest.approx(4 * 0.99 / 5, abs=0.01)


def test_all_entries_of_the_lexicon_are_one_family() -> None:
    assert set(fit(seen(True, rule="lex:hold_v/x") + seen(True, rule="lex:open_v/y"))) == {
        (str(SK.takesPlaceIn), "lex")
    }


@given(observations)
def test_confidence_lies_between_nothing_and_certainty(found: list[Observation]) -> None:
    assert all(0 <= value <= 1 for value in fit(found).values())


@given(observations)
def test_order_of_the_facts_does_not_matter(found: list[Observation]) -> None:
    assert fit(found) == fit(found[::-1])


def test_a_report_does_not_judge_itself() -> None:
    pairs = left_out(seen(*[False] * 20, article="a") + seen(*[True] * 20, article="b"))
    assert all(confidence == (0 if right is True else 1) for confidence, right in pairs)


def test_the_error_of_honest_confidence_is_nothing() -> None:
    assert calibration_error([(0.75, True)] * 3 + [(0.75, False)]) == 0


def test_the_error_of_overconfidence_is_its_excess() -> None:
    assert calibration_error([(0.95, True), (0.95, False)]) == pytest.approx(0.45)
    assert calibration_error([]) == 0


def test_the_table_has_a_line_for_each_tenth_with_facts() -> None:
    rows = reliability([(0.55, True), (0.52, False), (1.0, True)])
    assert [(r.low, r.facts, r.right) for r in rows] == [(0.5, 2, 0.5), (0.9, 1, 1.0)]


def test_the_command_writes_what_the_program_reads(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "confidence.ttl").write_text(
        turtle({(str(SK.takesPlaceIn), "lex"): 0.61}), encoding="utf-8"
    )
    monkeypatch.setattr(kg.confidence, "ontology_dir", lambda: tmp_path)
    kg.confidence._table.cache_clear()
    try:
        assert measured(str(SK.takesPlaceIn), "lex:hold_v/place") == 0.61
        assert measured(str(SK.startDate), "lex:hold_v/date") is None
    finally:
        kg.confidence._table.cache_clear()


def test_the_shipped_table_is_what_statements_carry() -> None:
    found = extract(Article(text="The Baltic Harbour Forum was held in Turku on 3 May 2023."))
    places = [c for c in found.claims if c.statement.predicate == SK.takesPlaceIn]
    assert places
    for claim in places:
        rule = claim.evidence.rule
        assert claim.evidence.confidence == measured(str(SK.takesPlaceIn), rule), family(rule)


def test_evaluate_writes_the_table(tmp_path: Path) -> None:
    gold = Path(__file__).parent / "quality" / "gold"
    out = tmp_path / "confidence.ttl"
    one = sorted(gold.glob("*.json"))[0].stem
    assert run(["evaluate", str(gold), "--only", one, "--write-confidence", str(out)]) == 0
    assert list(Graph().parse(out).subjects(RDF.type, LX.RuleConfidence))
