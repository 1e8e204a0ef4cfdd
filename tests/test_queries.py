"""Queries: found, filled safely, run, and shown."""

import csv
import datetime as dt
import http.server
import io
import json
import threading
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rdflib import Literal, URIRef

from kg import store
from kg.errors import GraphError, KGError, QueryError
from kg.queries import Parameter, SavedQuery, bind, queries, query

TINY = Path(__file__).parent / "data" / "tiny.trig"
GRAPH = store.open_graph(TINY)


def own(text: str, kind: str = "string", default: str | None = None) -> SavedQuery:
    return SavedQuery("", "", "query", text, parameters=(Parameter("x", kind, "1", default),))


@settings(deadline=None)
@given(st.text(st.characters(exclude_categories=("Cs",))))
def test_a_string_comes_back_as_it_went_in_whatever_it_holds(text):
    filled = bind(own("SELECT ?y WHERE { BIND ($x AS ?y) }"), {"x": text})
    assert store.ask_engine(GRAPH, filled).rows == ((Literal(text),),)


@settings(deadline=None)
@given(st.text(), st.sampled_from(["iri", "integer", "decimal", "date"]))
def test_other_kinds_become_one_term_or_a_clear_refusal(text, kind):
    try:
        filled = bind(own("SELECT ?y WHERE { BIND ($x AS ?y) }", kind), {"x": text})
    except QueryError as error:
        assert "parameter x is not of kind" in str(error)
    else:
        assert len(store.ask_engine(GRAPH, filled).rows) == 1


@pytest.mark.parametrize(
    ("kind", "value", "term"),
    [
        ("integer", 300, Literal(300)),
        ("integer", " 7 ", Literal(7)),
        ("date", dt.date(2024, 5, 16), Literal(dt.date(2024, 5, 16))),
        ("iri", "sk:hostedBy", URIRef("https://w3id.org/summitkg/ontology#hostedBy")),
        ("iri", "urn:a:b", URIRef("urn:a:b")),
    ],
)
def test_values_are_typed_by_the_kind_of_their_parameter(kind, value, term):
    filled = bind(own("SELECT ?y WHERE { BIND ($x AS ?y) }", kind), {"x": value})
    assert store.ask_engine(GRAPH, filled).rows == ((term,),)


def test_parameters_inside_strings_iris_and_comments_are_left_alone():
    text = """SELECT ?a ?b ?c WHERE { # $x
      BIND ("it's $x \\" $x" AS ?a) BIND ('''$x '$x' ''' AS ?b) BIND (<urn:$x> AS ?c) }"""
    assert bind(own(text), {"x": "boom"}) == text


def test_a_default_fills_what_is_not_given():
    assert '"5"' in bind(own("$x", "integer", "5"), {})


@pytest.mark.parametrize(
    ("text", "values", "problem"),
    [
        ("no-such-query", {}, "neither a saved query nor a file"),
        ("SELECT * { ?s ?p }", {}, "line 1, column"),
        ("counts-at-least", {"minimum": "many"}, "not of kind integer"),
        ("counts-at-least", {"maximum": 3}, "no parameter maximum"),
        ("INSERT DATA { <urn:a> <urn:b> 1 }", {}, "column"),
        ("#+ parameters: [\nASK {}", {}, "not YAML"),
        ("#+ parameters: [{name: a, kind: colour}]\nASK {}", {}, "needs a name and a kind"),
    ],
)
def test_a_wrong_query_is_one_line_that_says_what(text, values, problem):
    with pytest.raises(QueryError) as error:
        query(GRAPH, text, values)
    assert problem in str(error.value)
    assert "\n" not in str(error.value)


def test_a_missing_parameter_is_named_with_an_example():
    with pytest.raises(QueryError, match=r"parameter x .* for example --param x='1'"):
        bind(own("$x"), {})


@pytest.mark.parametrize("saved", queries("questions"), ids=lambda q: q.name)
def test_every_question_gives_its_golden_answer(saved):
    golden = TINY.parent / "answers" / f"{saved.name}.csv"
    assert query(GRAPH, saved.name).to_csv() == golden.read_text(encoding="utf-8")


def test_an_answer_has_every_form():
    answer = query(GRAPH, "counts-at-least", {"minimum": 300})
    assert answer.columns == ("eventName", "text", "lower")
    assert [row[2].toPython() for row in answer] == [1201, 301]
    assert list(csv.reader(io.StringIO(answer.to_csv())))[1][2] == "1201"
    assert answer.to_tsv().splitlines()[0] == "?eventName\t?text\t?lower"
    bindings = json.loads(answer.to_json())["results"]["bindings"]
    assert bindings[0]["lower"]["value"] == "1201"
    assert answer.to_markdown().splitlines()[1] == "| --- | --- | --- |"
    assert "<td>1201</td>" in answer._repr_html_()


def test_yes_and_no_and_triples_are_answers_too():
    assert query(GRAPH, "ASK { ?s ?p ?o }").boolean is True
    assert not query(GRAPH, "ASK { ?s <urn:none> ?o }")
    triples = query(GRAPH, "organized-by")
    assert triples.columns == ("subject", "predicate", "object")
    assert len(triples) > 0


@pytest.mark.parametrize("library", ["pandas", "polars"])
def test_an_answer_becomes_a_frame(library):
    pytest.importorskip(library)
    frame = getattr(query(GRAPH, "counts-at-least"), f"to_{library}")()
    assert list(frame.columns) == ["eventName", "text", "lower"]
    assert list(frame["lower"]) == [1201, 301]


def test_a_missing_library_names_its_extra(monkeypatch):
    monkeypatch.setitem(__import__("sys").modules, "polars", None)
    with pytest.raises(KGError, match=r"pip install 'kg\[polars\]'"):
        query(GRAPH, "counts-at-least").to_polars()


class Endpoint(http.server.BaseHTTPRequestHandler):
    """Answers each query from the small graph; refuses what does not parse."""

    def do_POST(self):
        import urllib.parse

        body = self.rfile.read(int(self.headers["Content-Length"])).decode()
        text = urllib.parse.parse_qs(body)["query"][0]
        try:
            data, code = query(GRAPH, text).to_json().encode(), 200
        except QueryError as error:
            data, code = str(error).encode(), 400
        self.send_response(code)
        self.send_header("Content-Type", "application/sparql-results+json")
        self.end_headers()
        self.wfile.write(data)

    def log_message(self, *_):
        pass


@pytest.fixture
def endpoint():
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Endpoint)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}/sparql"
    server.shutdown()
    thread.join()
    server.server_close()


def test_an_endpoint_answers_like_a_file(endpoint):
    assert query(endpoint, "when-and-where").rows == query(TINY, "when-and-where").rows


def test_a_refused_query_is_the_querys_fault(endpoint):
    with pytest.raises(QueryError, match="refuses the query"):
        query(endpoint, "SELECT * { nonsense }")


def test_an_endpoint_that_is_not_there_is_named():
    with pytest.raises(GraphError, match=r"127\.0\.0\.1:9.*cannot be reached"):
        query("http://127.0.0.1:9/sparql", "ASK { ?s ?p ?o }", timeout=5)
