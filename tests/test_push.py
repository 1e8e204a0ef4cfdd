"""Graphs into triple stores and back: two real ones, and one that fails in every way."""

import http.server
import json
import socket
import sys
import threading
import time
from pathlib import Path
from typing import ClassVar

import pytest
import triple_stores
from rdflib import Literal, URIRef

from kg import http as door
from kg.cli import run
from kg.endpoint import fetch
from kg.errors import GraphError
from kg.push import push
from kg.store import add, memory, open_graph, serialize
from kg.vocab import GRAPH, ID, SK, XSD

TINY = Path(__file__).parent / "data" / "tiny.trig"

SERVERS = [
    pytest.param(
        triple_stores.oxigraph,
        marks=pytest.mark.skipif(not triple_stores.OXIGRAPH, reason="oxigraph is not installed"),
        id="oxigraph",
    ),
    pytest.param(
        triple_stores.virtuoso,
        marks=pytest.mark.skipif(not triple_stores.VIRTUOSO, reason="Virtuoso is not installed"),
        id="virtuoso",
    ),
]

VALUES = [
    Literal("two\nlines\tand \"quotes\" and \\ and 'these'"),
    Literal("Évora – “Lumière” 乌镇 🎪", lang="en"),
    Literal("x" * 20_000),
    Literal("0.90", datatype=XSD.decimal),
    Literal("0", datatype=XSD.integer),
    Literal("2021-09-28", datatype=XSD.date),
    Literal("https://example.org/?a=1&b=%C3%A9", datatype=XSD.anyURI),
]


@pytest.fixture(scope="module", params=SERVERS)
def server(request, tmp_path_factory):
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("KG_USER", "dba")
        patch.setenv("KG_PASSWORD", "dba")
        with request.param(tmp_path_factory.mktemp("server")) as addresses:
            yield addresses


def tricky():
    """A graph of the literals that stores like to change."""
    graph = memory()
    name = GRAPH["article/tricky"]
    add(graph, ((ID[f"topic/{i}"], SK.quote, v, name) for i, v in enumerate(VALUES)))
    return graph


def test_there_and_back_nothing_has_changed(server, tmp_path):
    store, sparql = server
    for graph in (open_graph(TINY), tricky()):
        push(graph, store, mark=tmp_path / "mark.json")
        back = serialize(fetch(sparql), ".nq").splitlines()
        assert set(serialize(graph, ".nq").splitlines()) <= set(back)


def test_every_command_works_on_the_server(server, tmp_path, capsys):
    store, sparql = server
    push(open_graph(TINY), store, mark=tmp_path / "mark.json")
    assert run(["query", sparql, "when-and-where", "--format", "csv"]) == 0
    assert run(["why", sparql, "Eighth Silver River Conference", "hosted by"]) == 0
    assert run(["export", sparql, "-o", str(tmp_path / "back.nq")]) == 0
    assert run(["view", sparql, "-o", str(tmp_path / "page.html")]) == 0
    assert run(["check", sparql, "--quiet"]) in (0, 1)
    assert "Silver River" in capsys.readouterr().out


def test_a_graph_that_is_gone_is_deleted_on_demand(server, tmp_path):
    store, sparql = server
    name = URIRef(GRAPH["article/passing"])
    graph = memory()
    add(graph, [(ID["topic/x"], SK.quote, Literal("x"), name)])
    push(graph, store, mark=tmp_path / "mark.json")
    assert b"article/passing" in serialize(fetch(sparql), ".nq")
    assert push(tricky(), store, mark=tmp_path / "mark.json", prune=True).removed == 1
    assert b"article/passing" not in serialize(fetch(sparql), ".nq")


class Moody(http.server.BaseHTTPRequestHandler):
    """Answers as the list of moods says, then well; remembers what was put."""

    protocol_version = "HTTP/1.1"
    moods: ClassVar[list] = []
    taken: ClassVar[list] = []

    def do_PUT(self):
        body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
        mood = self.moods.pop(0) if self.moods else 204
        if mood == "cut":
            self.close_connection = True
            self.connection.shutdown(socket.SHUT_RDWR)
            return
        if mood == "hang":
            time.sleep(0.6)
            mood = 204
        if mood == 204:
            self.taken.append((self.path, body))
        self.send_response(mood)
        if mood == 307:
            self.send_header("Location", f"http://{self.headers['Host']}/moved{self.path}")
        if mood == 401:
            self.send_header("WWW-Authenticate", 'Basic realm="x"')
        self.send_header("Content-Length", "0")
        self.end_headers()

    def do_POST(self):
        self.do_PUT()

    def log_message(self, *_):
        pass


@pytest.fixture
def moody(monkeypatch):
    monkeypatch.setattr(door, "PAUSES", (0.01, 0.01, 0.01))
    Moody.moods, Moody.taken = [], []
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Moody)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}/store"
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.mark.parametrize("moods", [[503, 503], ["cut"], [500, "cut", 429], [307]])
def test_what_passes_is_tried_again(moods, moody, tmp_path):
    Moody.moods = list(moods)
    assert push(open_graph(TINY), moody, mark=tmp_path / "mark.json").sent == 5
    assert len({path.partition("?")[2] for path, _ in Moody.taken}) == 5


@pytest.mark.parametrize(
    ("moods", "message"),
    [([404], "HTTP 404"), ([401], "set KG_USER and KG_PASSWORD"), ([503] * 9, "HTTP 503")],
)
def test_what_does_not_pass_is_one_line(moods, message, moody, tmp_path, monkeypatch):
    for name in ("KG_USER", "KG_PASSWORD", "KG_TOKEN"):
        monkeypatch.delenv(name, raising=False)
    Moody.moods = list(moods)
    with pytest.raises(GraphError, match=message) as error:
        push(open_graph(TINY), moody, mark=tmp_path / "mark.json")
    assert "\n" not in str(error.value)


def test_a_server_that_hangs_is_given_up(moody, tmp_path, monkeypatch):
    monkeypatch.setattr(door, "TIMEOUT", 0.2)
    Moody.moods = ["hang"] * 9
    with pytest.raises(GraphError, match=r"no answer within 0\.2 seconds"):
        push(open_graph(TINY), moody, mark=tmp_path / "mark.json")


def test_nobody_there_is_one_line(tmp_path, monkeypatch, capsys):
    monkeypatch.setattr(door, "PAUSES", ())
    mark = ["--mark", str(tmp_path / "mark.json")]
    assert run(["push", str(TINY), "http://127.0.0.1:9/store", *mark]) == 2
    assert capsys.readouterr().err.count("\n") == 1


def test_an_interrupted_push_goes_on_where_it_stopped(moody, tmp_path):
    Moody.moods = [204, 204, 404]
    with pytest.raises(GraphError):
        push(open_graph(TINY), moody, mark=tmp_path / "mark.json")
    assert push(open_graph(TINY), moody, mark=tmp_path / "mark.json").sent == 3
    assert len({path for path, _ in Moody.taken}) == 5
    assert push(open_graph(TINY), moody, mark=tmp_path / "mark.json").sent == 0


def test_a_large_graph_goes_in_batches(moody, tmp_path, monkeypatch):
    monkeypatch.setattr(sys.modules["kg.push"], "BATCH", 3)
    push(tricky(), moody, mark=tmp_path / "mark.json")
    sent = [body for _, body in Moody.taken]
    assert [body.count(b" .\n") for body in sent] == [3, 3, 1]


def test_each_address_has_its_own_marks(moody, tmp_path):
    push(tricky(), moody, mark=tmp_path / "mark.json")
    assert push(tricky(), f"{moody}/other", mark=tmp_path / "mark.json").sent == 1
    assert len(json.loads((tmp_path / "mark.json").read_text())) == 2


@pytest.mark.parametrize("content", ["{", "[]"])
def test_a_damaged_mark_file_is_one_line(content, tmp_path):
    (tmp_path / "mark.json").write_text(content)
    with pytest.raises(GraphError, match="not a mark file"):
        push(tricky(), "http://127.0.0.1:9/", mark=tmp_path / "mark.json")
