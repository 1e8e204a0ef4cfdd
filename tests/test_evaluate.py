"""Scoring: what counts as right, wrong and missed; the floors that our own reports must keep."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from kg.cli import run
from kg.errors import InputError
from kg.evaluate import Evaluation, Score, evaluate

HERE = Path(__file__).resolve().parent
SHARED = HERE.parents[1] / "shared"
TEXT = "The Baltic Harbour Forum was held in Turku from 3 to 5 May 2023. It drew 300 guests.\n"


@pytest.fixture
def gold(tmp_path: Path) -> Path:
    """One annotated report: a date is wrong, a place is missing from the text."""
    (tmp_path / "forum.txt").write_text(TEXT, "utf-8")
    annotation = {
        "text_file": "forum.txt",
        "published": "2023-05-06",
        "summit": {
            "name": "Baltic Harbour Forum",
            "start": "2023-05-03",
            "end": "2023-05-06",
            "places": ["Turku", "Finland"],
        },
        "counts": [{"of": "guests", "value": 300, "bound": "exact"}],
    }
    (tmp_path / "forum.json").write_text(json.dumps(annotation), "utf-8")
    return tmp_path


def test_right_wrong_and_missed_are_told_apart(gold: Path) -> None:
    kinds = evaluate(gold).kinds
    assert (kinds["summit start"].right, kinds["summit start"].wrong) == (1, 0)
    assert (kinds["summit end"].wrong, kinds["summit end"].missed) == (1, 1)
    assert (kinds["summit place"].right, kinds["summit place"].missed) == (1, 1)
    assert kinds["count"].right == 1


def test_a_spurious_fact_comes_with_its_sentence(gold: Path) -> None:
    (error,) = [e for e in evaluate(gold).errors if e.what == "spurious"]
    assert error.kind == "summit end"
    assert "from 3 to 5 May 2023" in error.quote
    assert error.rule.startswith("lex:hold_v/")


def test_rules_and_properties_are_scored(gold: Path) -> None:
    result = evaluate(gold)
    assert result.properties["takesPlaceIn"].right == 1
    assert result.rules["lex:hold_v"].wrong == 1


@pytest.mark.parametrize(
    ("score", "precision", "recall"),
    [(Score(3, 1, 2), 0.75, 0.6), (Score(), 0.0, 0.0), (Score(0, 5, 0), 0.0, 0.0)],
)
def test_measures(score: Score, precision: float, recall: float) -> None:
    assert (score.precision, score.recall) == (precision, recall)


def test_a_floor_is_a_sentence_when_missed() -> None:
    result = Evaluation()
    result.kinds["count"] = Score(1, 1, 0)
    assert result.below({"precision": 0.4}) == []
    assert result.below({"precision": 0.9, "kinds": {"count": 0.9}}) == [
        "pooled precision is 0.500, below the floor 0.900",
        "F1 of count is 0.667, below 0.900",
    ]


def test_the_command_fails_below_the_floor(gold: Path, tmp_path: Path) -> None:
    floor = tmp_path / "floor"
    floor.write_text('{"precision": 0.99}', "utf-8")
    assert run(["evaluate", str(gold)]) == 0
    assert run(["evaluate", str(gold), "--floor", str(floor)]) == 1


@pytest.mark.parametrize("content", ["{", "[]", "{}"])
def test_a_broken_annotation_is_one_line(tmp_path: Path, content: str) -> None:
    (tmp_path / "x.json").write_text(content, "utf-8")
    with pytest.raises(InputError, match=r"x\.json: "):
        evaluate(tmp_path)


def test_an_empty_folder_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="no annotated reports"):
        evaluate(tmp_path)


@pytest.mark.parametrize(
    "folder", ["quality", *(f"quality/heldout{n}" for n in ("", "2", "3", "4"))]
)
def test_own_reports_keep_their_floor(folder: str) -> None:
    floor = json.loads((HERE / folder / "floor.json").read_text("utf-8"))
    assert evaluate(HERE / folder / "gold").below(floor) == []


@pytest.mark.skipif(not SHARED.exists(), reason="the samples are not beside the checkout")
def test_samples_keep_their_floor() -> None:
    assert evaluate(SHARED / "gold").below({"precision": 0.95, "recall": 0.92, "f1": 0.94}) == []


@pytest.mark.slow
@pytest.mark.skipif(not SHARED.exists(), reason="the samples are not beside the checkout")
def test_scores_equal_those_of_the_reference_scorer(tmp_path: Path) -> None:
    out = tmp_path / "scores.json"
    command = f"{sys.executable} -m kg build {{article}} -o {{out}}"
    scorer = [sys.executable, str(SHARED / "eval" / "score.py"), "--build", command]
    scorer += ["--articles", str(SHARED / "articles"), "--gold", str(SHARED / "gold")]
    subprocess.run([*scorer, "--json", str(out)], check=True, capture_output=True)
    reference = json.loads(out.read_text("utf-8"))["per_kind"]
    own = {k: [s.right, s.wrong, s.missed] for k, s in evaluate(SHARED / "gold").kinds.items()}
    assert own == {k: v for k, v in reference.items() if any(v)}
