"""The laws of queries/: headers, prefixes, golden answers, good and bad graphs for each check."""

from __future__ import annotations

import csv
import re
from pathlib import Path
from typing import Any

import pyshacl
import pytest
import yaml
from pyoxigraph import NamedNode, RdfFormat, Store
from rdflib import Dataset, Graph, URIRef
from rdflib.namespace import RDF, XSD
from rdflib.plugins.sparql import prepareQuery

from kg.ontology import ontology, shapes
from kg.paths import ontology_dir, queries_dir
from kg.vocab import ID, ONTOLOGY_GRAPH, PREFIXES, SK

# rdflib's own TriG parser uses a class that rdflib deprecates.
pytestmark = pytest.mark.filterwarnings("ignore:ConjunctiveGraph is deprecated")

DATA = Path(__file__).parent / "data"
QUERIES = queries_dir()
FOLDERS = {
    "questions": ["title", "question", "parameters", "returns"],
    "checks": ["title", "problem", "solution"],
    "inferences": ["title", "premise", "conclusion"],
}
FILES = {folder: sorted((QUERIES / folder).glob("*.rq")) for folder in FOLDERS}
EVERY = [path for paths in FILES.values() for path in paths]
DATATYPES = {"integer": XSD.integer, "decimal": XSD.decimal, "date": XSD.date, "string": XSD.string}


def stem(path: Path) -> str:
    return path.stem


def header(path: Path) -> dict[str, Any]:
    lines = path.read_text("utf-8").splitlines()
    return dict(yaml.safe_load("\n".join(x.removeprefix("#+ ") for x in lines if x[:3] == "#+ ")))


def bound(path: Path) -> str:
    """The query with each parameter at its default, or at its example where it has none."""
    text = path.read_text("utf-8")
    for parameter in header(path).get("parameters", []):
        value = str(parameter.get("default", parameter["example"]))
        kind = parameter["kind"]
        iri = kind == "iri"
        term = URIRef(value).n3() if iri else f'"{value}"^^<{DATATYPES[kind]}>'
        text = re.sub(rf"\${parameter['name']}\b", term.replace("\\", r"\\"), text)
    return text


def oxigraph(path: Path, *, with_ontology: bool = False) -> Store:
    store = Store()
    store.load(path=str(path), format=RdfFormat.TRIG)
    if with_ontology:
        core = str(ontology_dir() / "ontology.ttl")
        store.load(path=core, format=RdfFormat.TURTLE, to_graph=NamedNode(str(ONTOLOGY_GRAPH)))
    return store


def memory(path: Path, *, with_ontology: bool = False) -> Dataset:
    dataset = Dataset(default_union=True)
    dataset.parse(path, format="trig")
    if with_ontology:
        dataset.graph(ONTOLOGY_GRAPH).parse(ontology_dir() / "ontology.ttl")
    return dataset


def table(engine: Store | Dataset, query: str) -> list[list[str]]:
    """Header and rows of a SELECT as plain text, in the order of the engine."""
    if isinstance(engine, Store):
        found: Any = engine.query(query, use_default_graph_as_union=True)
        names = [v.value for v in found.variables]
        return [names, *([row[n].value if row[n] else "" for n in names] for row in found)]
    found = engine.query(query)
    names = [str(v) for v in found.vars]
    return [names, *(["" if row[n] is None else str(row[n]) for n in names] for row in found)]


# Every file


def test_there_are_at_least_fifteen_questions() -> None:
    assert len(FILES["questions"]) >= 15


@pytest.mark.parametrize("path", EVERY, ids=stem)
def test_a_query_has_a_complete_header_in_order(path: Path) -> None:
    found = header(path)
    assert list(found) == FOLDERS[path.parent.name]
    for key, value in found.items():
        assert value or key == "parameters", f"{key} is empty"
    for parameter in found.get("parameters", []):
        assert list(parameter) in (
            ["name", "kind", "example"],
            ["name", "kind", "example", "default"],
        )
        assert parameter["kind"] in {*DATATYPES, "iri"}


@pytest.mark.parametrize("path", EVERY, ids=stem)
def test_a_query_uses_exactly_its_parameters(path: Path) -> None:
    body = path.read_text("utf-8").partition("PREFIX")[2]
    strings_out = re.sub(r'"[^"]*"', "", body)
    names = {p["name"] for p in header(path).get("parameters", [])}
    assert set(re.findall(r"\$(\w+)", strings_out)) == names
    assert not names & set(re.findall(r"\?(\w+)", body)), "a parameter is also a variable"


@pytest.mark.parametrize("path", EVERY, ids=stem)
def test_prefixes_are_sorted_known_and_used(path: Path) -> None:
    text = path.read_text("utf-8")
    declared = re.findall(r"^PREFIX (\w+): <(.+)>$", text, re.MULTILINE)
    names = [prefix for prefix, _ in declared]
    assert names == sorted(set(names))
    assert all(PREFIXES[prefix] == namespace for prefix, namespace in declared)
    body = re.sub(r'"[^"]*"', "", text[text.rindex("PREFIX") :].partition("\n")[2])
    assert [p for p in names if not re.search(rf"(?<!\w){p}:", body)] == []


@pytest.mark.parametrize("path", EVERY, ids=stem)
def test_a_query_parses_in_both_engines(path: Path) -> None:
    prepareQuery(bound(path))
    Store().query(bound(path))


@pytest.mark.parametrize("path", FILES["questions"] + FILES["checks"], ids=stem)
def test_rows_come_in_a_fixed_order_and_once(path: Path) -> None:
    text = path.read_text("utf-8")
    assert "\nORDER BY " in text
    assert "SELECT DISTINCT" in text or "\nGROUP BY " in text


# Questions


@pytest.fixture(scope="module")
def engines() -> list[Store | Dataset]:
    return [oxigraph(DATA / "tiny.trig"), memory(DATA / "tiny.trig")]


@pytest.mark.parametrize("path", FILES["questions"], ids=stem)
def test_a_question_has_its_golden_answer(path: Path, engines: list[Store | Dataset]) -> None:
    golden = (DATA / "answers" / f"{path.stem}.csv").read_text("utf-8").splitlines()
    expected = list(csv.reader(golden))
    assert len(expected) > 1
    for engine in engines:
        assert table(engine, bound(path)) == expected


def test_the_evidence_of_the_test_graph_is_true() -> None:
    graph = memory(DATA / "tiny.trig")
    article_of = {"silver-river": "tiny.txt", "correction": "tiny-correction.txt"}
    nodes = list(graph.subjects(RDF.type, SK.Evidence))
    assert len(nodes) > 80
    for node in nodes:
        name = next(
            n for prefix, n in article_of.items() if str(node) in ID and f"/{prefix}" in node
        )
        text = (DATA / name).read_text("utf-8")
        start, end = (int(str(graph.value(node, p))) for p in (SK.charStart, SK.charEnd))
        assert text[start:end] == str(graph.value(node, SK.quote))


def test_the_test_graph_conforms_to_the_shapes() -> None:
    flat = Graph()
    for triple in memory(DATA / "tiny.trig").triples((None, None, None)):
        flat.add(triple)
    conforms, _, report = pyshacl.validate(
        flat, shacl_graph=shapes(), ont_graph=ontology(), advanced=False, inference="none"
    )
    assert conforms, report


# Checks


@pytest.mark.parametrize("path", FILES["checks"], ids=stem)
def test_a_check_is_silent_on_good_and_speaks_on_bad(path: Path) -> None:
    pair = DATA / "checks" / path.stem
    for load in (oxigraph, memory):
        columns, *rows = table(load(pair / "good.trig", with_ontology=True), bound(path))
        assert columns == ["entity", "property", "value"]
        assert rows == []
        assert len(table(load(pair / "bad.trig", with_ontology=True), bound(path))) > 1


def test_every_wrong_bound_is_found() -> None:
    query = bound(QUERIES / "checks" / "bounds-fit-modifier.rq")
    rows = table(oxigraph(DATA / "checks" / "bounds-fit-modifier" / "bad.trig"), query)[1:]
    assert len({value for _, _, value in rows}) == 8


def severities() -> dict[str, str]:
    lines = (QUERIES / "severity.txt").read_text("utf-8").splitlines()
    return dict(line.split() for line in lines if not line.startswith("#"))


def test_every_check_has_a_severity() -> None:
    assert list(severities()) == [path.stem for path in FILES["checks"]]
    assert set(severities().values()) == {"violation", "warning"}


@pytest.mark.parametrize("path", FILES["checks"], ids=stem)
def test_the_test_graph_passes_every_violation_check(path: Path) -> None:
    if severities()[path.stem] == "violation":
        assert len(table(oxigraph(DATA / "tiny.trig", with_ontology=True), bound(path))) == 1


# Inferences

ADDED = {
    "activity-of": ("id/activity/a", "activityOf", "id/summit/s"),
    "affiliated-with": ("id/person/p", "affiliatedWith", "id/org/o"),
    "organized-by": ("id/summit/s", "organizedBy", "id/org/o"),
    "organizer-role": ("id/org/o", "type", "Organizer"),
    "participant-role": ("id/person/p", "type", "Participant"),
    "parts-of-parts": ("id/place/hall", "withinPlace", "id/place/land"),
    "speakers-take-part": ("id/activity/a", "hasParticipant", "id/person/p"),
    "takes-place-in-larger-place": ("id/summit/s", "takesPlaceIn", "id/place/land"),
    "theme-is-topic": ("id/summit/s", "hasTopic", "id/topic/t"),
}
PREMISES = """
@prefix id: <https://w3id.org/summitkg/id/> .
@prefix sk: <https://w3id.org/summitkg/ontology#> .
<https://w3id.org/summitkg/id/summit/s> sk:hasActivity <https://w3id.org/summitkg/id/activity/a> ;
  sk:coOrganizedBy <https://w3id.org/summitkg/id/org/o> ;
  sk:hasTheme <https://w3id.org/summitkg/id/topic/t> ;
  sk:takesPlaceIn <https://w3id.org/summitkg/id/place/hall> .
<https://w3id.org/summitkg/id/activity/a> sk:hasSpeaker <https://w3id.org/summitkg/id/person/p> .
<https://w3id.org/summitkg/id/person/p> sk:holdsPosition <https://w3id.org/summitkg/id/post/x> .
<https://w3id.org/summitkg/id/post/x> sk:positionIn <https://w3id.org/summitkg/id/org/o> .
<https://w3id.org/summitkg/id/place/hall> sk:withinPlace <https://w3id.org/summitkg/id/place/town> .
<https://w3id.org/summitkg/id/place/town> sk:withinPlace <https://w3id.org/summitkg/id/place/land> .
"""


@pytest.mark.parametrize("path", FILES["inferences"], ids=stem)
def test_an_inference_adds_its_conclusion(path: Path) -> None:
    graph = Graph().parse(data=PREMISES, format="turtle")
    subject, predicate, value = ADDED[path.stem]
    expected = (
        URIRef(ID[subject.removeprefix("id/")]),
        RDF.type if predicate == "type" else SK[predicate],
        ID[value.removeprefix("id/")] if value.startswith("id/") else SK[value],
    )
    assert expected not in graph
    in_memory = {tuple(t) for t in graph.query(bound(path)).graph or ()}
    assert expected in in_memory
    store = Store()
    store.load(PREMISES.encode(), format=RdfFormat.TURTLE)
    derived: Any = store.query(bound(path))
    in_store = {tuple(x.value for x in (t.subject, t.predicate, t.object)) for t in derived}
    assert in_store == {tuple(map(str, t)) for t in in_memory}


# The list


def listing() -> str:
    """What README.md has to say, from the headers."""
    intro = {
        "questions": ("question", "answers for people; `kg query GRAPH NAME`"),
        "checks": ("problem", "rows mean failure; `kg check GRAPH`"),
        "inferences": ("premise", "what follows, as CONSTRUCT"),
    }
    lines = [
        "# The saved queries",
        "",
        "Made from the headers of the files; `tests/test_query_files.py` says when it is stale.",
        "Queries run over the union of all named graphs. A `$name` in a body is a parameter of the",
        "header and is replaced by its typed value. Checks run with the ontology loaded beside the",
        "data, in `<https://w3id.org/summitkg/graph/ontology>`; `severity.txt` grades them.",
    ]
    for folder, paths in FILES.items():
        key, about = intro[folder]
        lines += ["", f"## {folder}", "", f"{about[0].upper()}{about[1:]}.", ""]
        lines += (
            [f"| name | {key} | parameters |", "|---|---|---|"]
            if folder == "questions"
            else [
                f"| name | {key} |",
                "|---|---|",
            ]
        )
        for path in paths:
            found = header(path)
            cells = [f"[{path.stem}]({folder}/{path.name})", str(found[key])]
            if folder == "questions":
                cells.append(", ".join(f"`{p['name']}`" for p in found["parameters"]) or "none")
            elif folder == "inferences":
                cells[1] += f" {found['conclusion']}"
            lines.append("| " + " | ".join(cells) + " |")
    return "\n".join(lines) + "\n"


def test_the_readme_lists_every_query() -> None:
    assert (QUERIES / "README.md").read_text("utf-8") == listing()
