"""Laws of every graph built from a real-looking report: the samples beside the checkout, and ours.

The samples stand in ``../shared`` and are not part of the project; without them those cases skip.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest
from rdflib import Dataset, URIRef

import kg
from kg.paths import example_report
from kg.reading import read
from kg.vocab import META_GRAPH, RDF, SK

ROOT = Path(__file__).resolve().parents[1]
SAMPLES = sorted((ROOT.parent / "shared" / "articles").glob("*.txt"))
OWN = [example_report(), *sorted((ROOT / "tests" / "quality" / "reports").glob("*.txt"))]

reports = pytest.mark.parametrize("path", [*OWN, *SAMPLES], ids=lambda p: p.stem)


@cache
def built(path: Path) -> Dataset:
    return kg.build(path)


def facts(dataset: Dataset) -> list[tuple[URIRef, URIRef, object]]:
    return [
        (s, p, o)
        for s, p, o, g in dataset.quads((None, None, None, None))
        if str(g).startswith(str(META_GRAPH).removesuffix("meta") + "article/")
        and not str(g).endswith("/evidence")
    ]


@reports
def test_every_statement_has_evidence(path: Path) -> None:
    dataset = built(path)
    supported = {
        (
            dataset.value(e, RDF.subject),
            dataset.value(e, RDF.predicate),
            dataset.value(e, RDF.object),
        )
        for e in dataset.subjects(RDF.type, SK.Evidence)
    }
    assert set(facts(dataset)) <= supported


@reports
def test_offsets_reproduce_the_quote(path: Path) -> None:
    dataset = built(path)
    (article,) = read(path)
    nodes = list(dataset.subjects(RDF.type, SK.Evidence))
    for node in nodes:
        start = int(str(dataset.value(node, SK.charStart)))
        end = int(str(dataset.value(node, SK.charEnd)))
        assert article.text[start:end] == str(dataset.value(node, SK.quote))


@reports
def test_the_graph_passes_all_checks(path: Path) -> None:
    assert [v for v in kg.check(built(path)) if v.severity == "error"] == []


@pytest.mark.skipif(not SAMPLES, reason="the samples are not beside the checkout")
def test_samples_have_facts() -> None:
    assert all(len(facts(built(path))) > 20 for path in SAMPLES)
