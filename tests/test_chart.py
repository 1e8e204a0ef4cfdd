"""Answers as charts: what can be drawn, and that the same answer gives the same bytes."""

from pathlib import Path

import pytest

from kg.cli import run
from kg.errors import GraphError, QueryError
from kg.queries import query

pytest.importorskip("matplotlib", reason="the extra chart is not installed")

from kg.chart import write_chart

TINY = Path(__file__).parent / "data" / "tiny.trig"


def test_a_chart_has_a_bar_and_a_number_for_each_row(tmp_path):
    out = tmp_path / "chart.svg"
    question = ["numbers-over-the-years", "--chart", str(out), "--quiet"]
    assert run(["query", str(TINY), *question]) == 0
    drawn = out.read_text("utf-8")
    for row in query(TINY, "numbers-over-the-years").values():
        assert f"{row['lower']:,}" in drawn and row["year"] in drawn


def test_the_same_answer_gives_the_same_bytes(tmp_path):
    answer = query(TINY, "counts-at-least", {"minimum": 1})
    for name in ("a.svg", "b.svg"):
        write_chart(answer, tmp_path / name)
    assert (tmp_path / "a.svg").read_bytes() == (tmp_path / "b.svg").read_bytes()


def test_what_cannot_be_drawn_is_one_line(tmp_path):
    with pytest.raises(QueryError, match="no numbers"):
        write_chart(query(TINY, "SELECT ?s WHERE { ?s a ?c }"), tmp_path / "a.svg")
    with pytest.raises(QueryError, match="too many"):
        many = "SELECT ?s ?n WHERE { ?s ?p ?o BIND (1 AS ?n) }"
        write_chart(query(TINY, many), tmp_path / "a.svg")
    with pytest.raises(GraphError, match="a chart ends in"):
        write_chart(query(TINY, "counts-at-least", {"minimum": 1}), tmp_path / "a.txt")
    assert list(tmp_path.iterdir()) == []
