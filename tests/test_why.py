"""Why: statements of a thing with the passages that support them."""

from pathlib import Path

import pytest

from kg import store, why
from kg.errors import GraphError

TINY = Path(__file__).parent / "data" / "tiny.trig"
GRAPH = store.open_graph(TINY)
SUMMIT = "https://w3id.org/summitkg/id/summit/silver-river-conference-2024"


@pytest.mark.parametrize(
    "name",
    [
        SUMMIT,
        f"<{SUMMIT}>",
        "id:summit/silver-river-conference-2024",
        "Eighth Silver River Conference",
        "silver river conference 2024",
    ],
)
@pytest.mark.parametrize("predicate", ["sk:hostedBy", "hosted by", "hostedby"])
def test_things_go_by_iri_prefixed_name_label_and_alternative_label(name, predicate):
    (found,) = why(GRAPH, name, predicate, "Silver River Commission")
    (source,) = found.sources
    assert found.object_label == "Silver River Commission"
    assert "was hosted by the Silver River Commission" in source.quote
    assert source.publisher == "Ostrel Wire"


def test_the_names_are_marked_in_the_quote():
    (found,) = why(GRAPH, SUMMIT, "hosted by")
    (source,) = found.sources
    assert [source.quote[m.start : m.end] for m in source.marks] == ["Silver River Commission"]


def test_quotes_stand_in_the_article_where_they_say():
    text = (TINY.parent / "tiny.txt").read_text(encoding="utf-8")
    for found in why(GRAPH, SUMMIT):
        for source in (s for s in found.sources if s.title.startswith("Silver")):
            assert text[source.span.start : source.span.end] == source.quote


def test_a_literal_is_named_by_its_text():
    (found,) = why(GRAPH, SUMMIT, "sk:endDate", "2024-05-16")
    assert found.predicate_label == "end date"


@pytest.mark.parametrize(
    ("parts", "problem"),
    [
        (["Port Ostrell"], "did you mean: Port Ostrel"),
        (["River Technology"], "did you mean: River Technology Fair"),
        (["companies"], "more than one thing"),
        ([SUMMIT, "hosted bye"], "did you mean: hosted by"),
        ([SUMMIT, "sk:releasedBy"], "no evidence"),
    ],
)
def test_what_cannot_be_found_says_what_comes_close(parts, problem):
    with pytest.raises(GraphError, match=problem):
        why(GRAPH, *parts)
