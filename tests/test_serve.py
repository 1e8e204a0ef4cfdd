"""The endpoint: the SPARQL 1.1 Protocol, its limits, and what it refuses.

Tests of the protocol have the names of the W3C's protocol tests where there is one.
"""

import concurrent.futures
import csv
import io
import json
import os
import shutil
import signal
import socket
import subprocess
import time
from pathlib import Path

import httpx
import pytest
from rdflib import Graph, URIRef
from serve_fixture import serving

from kg.cli import run
from kg.queries import query as ask
from kg.store import graph_lines, graph_names, load, on_disk, open_graph

pytest.importorskip("starlette", reason="the extra serve is not installed")

TINY = Path(__file__).parent / "data" / "tiny.trig"
ASK = "ASK {}"
SELECT = "SELECT ?s WHERE { ?s a <https://w3id.org/summitkg/ontology#Summit> }"
FORM = "application/x-www-form-urlencoded"
QUERY = "application/sparql-query"
HOSTILE = "SELECT (COUNT(*) AS ?n) WHERE { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }"
TOKEN = "0123456789abcdef-token"


@pytest.fixture(scope="module")
def server():
    with serving(TINY, "--timeout", "1", "--rows", "40", "--max-body", "3000") as (address, _):
        yield address


@pytest.fixture
def endpoint(server):
    return f"{server}/sparql"


@pytest.fixture(scope="module")
def names():
    """Names of the small graph's named graphs, facts first."""
    return graph_names(open_graph(TINY))


def get(endpoint, **fields):
    return httpx.get(endpoint, params=fields, headers={"Accept": "application/json"})


class TestProtocol:
    def test_query_get(self, endpoint):
        answer = httpx.get(endpoint, params={"query": ASK})
        assert answer.status_code == 200 and answer.json()["boolean"] is True

    def test_query_post_form(self, endpoint):
        assert httpx.post(endpoint, data={"query": ASK}).json()["boolean"] is True

    def test_query_post_direct(self, endpoint):
        answer = httpx.post(endpoint, content=ASK, headers={"Content-Type": QUERY})
        assert answer.json()["boolean"] is True

    @pytest.mark.parametrize("way", ["get", "form", "direct"])
    def test_query_dataset_default_graph(self, way, endpoint, names):
        count = "SELECT (COUNT(*) AS ?n) WHERE { ?s ?p ?o }"
        fields = {"default-graph-uri": names[0]}
        if way == "get":
            answer = httpx.get(endpoint, params={"query": count, **fields})
        elif way == "form":
            answer = httpx.post(endpoint, data={"query": count, **fields})
        else:
            headers = {"Content-Type": QUERY}
            answer = httpx.post(endpoint, params=fields, content=count, headers=headers)
        expected = len(graph_lines(open_graph(TINY), names[0]))
        assert int(answer.json()["results"]["bindings"][0]["n"]["value"]) == expected

    def test_query_dataset_default_graphs(self, endpoint, names):
        answer = httpx.get(
            endpoint,
            params=[
                ("query", "SELECT (COUNT(*) AS ?n) WHERE { ?s ?p ?o }"),
                ("default-graph-uri", names[0]),
                ("default-graph-uri", names[1]),
            ],
        )
        graph = open_graph(TINY)
        expected = {*graph_lines(graph, names[0]), *graph_lines(graph, names[1])}
        assert int(answer.json()["results"]["bindings"][0]["n"]["value"]) == len(expected)

    def test_query_dataset_named_graphs(self, endpoint, names):
        text = "SELECT DISTINCT ?g WHERE { GRAPH ?g { ?s ?p ?o } }"
        fields = [("query", text), *(("named-graph-uri", name) for name in names[:2])]
        found = httpx.get(endpoint, params=fields).json()["results"]["bindings"]
        assert {row["g"]["value"] for row in found} == set(names[:2])

    def test_query_dataset_full(self, endpoint, names):
        text = "ASK { GRAPH ?g { ?s ?p ?o } ?a ?b ?c }"
        fields = {"default-graph-uri": names[0], "named-graph-uri": names[1]}
        assert get(endpoint, query=text, **fields).json()["boolean"] is True

    def test_query_multiple_dataset(self, endpoint, names):
        """A dataset in the request stands above the one in the query."""
        text = f"SELECT DISTINCT ?g FROM NAMED <{names[1]}> WHERE {{ GRAPH ?g {{ ?s ?p ?o }} }}"
        found = get(endpoint, query=text, **{"named-graph-uri": names[0]}).json()
        assert [row["g"]["value"] for row in found["results"]["bindings"]] == [names[0]]

    @pytest.mark.parametrize(
        ("text", "media"),
        [
            (SELECT, "application/sparql-results+json"),
            (SELECT, "application/sparql-results+xml"),
            (SELECT, "text/csv"),
            (SELECT, "text/tab-separated-values"),
            (ASK, "application/sparql-results+xml"),
            ("CONSTRUCT WHERE { ?s ?p ?o }", "text/turtle"),
            ("CONSTRUCT WHERE { ?s ?p ?o }", "application/rdf+xml"),
            ("CONSTRUCT WHERE { ?s ?p ?o }", "application/ld+json"),
            ("DESCRIBE <https://w3id.org/summitkg/id/org/x>", "application/n-triples"),
        ],
    )
    def test_query_content_type(self, text, media, endpoint):
        answer = httpx.get(endpoint, params={"query": text}, headers={"Accept": media})
        assert answer.headers["content-type"].partition(";")[0] == media
        assert "Accept" in answer.headers["vary"]

    def test_bad_query_method(self, endpoint):
        assert httpx.put(endpoint, params={"query": ASK}).status_code == 405

    def test_bad_query_missing_form_type(self, endpoint):
        assert httpx.post(endpoint, content=f"query={ASK}").status_code == 415

    def test_bad_query_missing_direct_type(self, endpoint):
        assert httpx.post(endpoint, content=ASK).status_code == 415

    def test_bad_query_wrong_media_type(self, endpoint):
        headers = {"Content-Type": "text/plain"}
        assert httpx.post(endpoint, content=ASK, headers=headers).status_code == 415

    def test_bad_query_non_utf8(self, endpoint):
        content = 'ASK { ?s ?p "é" }'.encode("latin-1")
        headers = {"Content-Type": QUERY}
        assert httpx.post(endpoint, content=content, headers=headers).status_code == 400

    def test_bad_query_syntax(self, endpoint):
        answer = get(endpoint, query="ASK { ?s }")
        assert answer.status_code == 400 and "line 1, column" in answer.text

    def test_bad_multiple_queries(self, endpoint):
        fields = [("query", ASK), ("query", ASK)]
        assert httpx.get(endpoint, params=fields).status_code == 400
        assert httpx.post(endpoint, content="query=ASK+%7B%7D&query=ASK+%7B%7D",
                          headers={"Content-Type": FORM}).status_code == 400  # fmt: skip

    def test_bad_no_query(self, endpoint):
        assert httpx.get(endpoint, params={"default-graph-uri": "urn:x"}).status_code == 400

    def test_an_unacceptable_form(self, endpoint):
        answer = httpx.get(endpoint, params={"query": ASK}, headers={"Accept": "image/png"})
        assert answer.status_code == 406


class TestDescriptions:
    @pytest.mark.filterwarnings("ignore:ConjunctiveGraph:DeprecationWarning")
    @pytest.mark.parametrize("media", ["text/turtle", "application/ld+json"])
    def test_the_service_describes_itself(self, media, endpoint):
        answer = httpx.get(endpoint, headers={"Accept": media})
        text = "ASK { ?x a <http://www.w3.org/ns/sparql-service-description#Service> }"
        form = {"text/turtle": "turtle", "application/ld+json": "json-ld"}[media]
        assert Graph().parse(data=answer.text, format=form).query(text).askAnswer

    def test_void_states_the_size(self, server):
        graph = Graph().parse(data=httpx.get(f"{server}/.well-known/void").text, format="turtle")
        stated = int(str(next(graph.objects(None, URIRef("http://rdfs.org/ns/void#triples")))))
        rows = ask(TINY, "SELECT (COUNT(*) AS ?n) WHERE { ?s ?p ?o }").values()
        assert stated == rows[0]["n"]

    def test_openapi_names_every_path(self, server):
        document = httpx.get(f"{server}/openapi.json").json()
        for path in document["paths"]:
            assert httpx.get(f"{server}{path}").status_code in (200, 400, 405)

    def test_one_graph_by_the_graph_store_protocol(self, server, names):
        answer = httpx.get(f"{server}/store", params={"graph": names[0]})
        assert len(Graph().parse(data=answer.text)) == len(graph_lines(open_graph(TINY), names[0]))
        assert httpx.get(f"{server}/store", params={"graph": "urn:none"}).status_code == 404
        assert httpx.get(f"{server}/store").status_code == 400

    @pytest.mark.parametrize(
        ("media", "start"), [("text/html", "<!doctype"), ("text/turtle", "@prefix")]
    )
    def test_every_entity_has_a_page_by_negotiation(self, media, start, server, endpoint):
        found = httpx.get(endpoint, params={"query": SELECT}).json()
        path = found["results"]["bindings"][0]["s"]["value"].partition("/summitkg")[2]
        answer = httpx.get(f"{server}{path}", headers={"Accept": media})
        assert answer.status_code == 200 and answer.text.lstrip().lower().startswith(start)


class TestLimits:
    def test_a_hostile_query_ends_and_blocks_nobody(self, endpoint):
        with concurrent.futures.ThreadPoolExecutor() as pool:
            started = time.perf_counter()
            hostile = pool.submit(httpx.get, endpoint, params={"query": HOSTILE}, timeout=30)
            time.sleep(0.1)
            quick = get(endpoint, query="ASK { ?s ?p 'quick' }")
            assert quick.status_code == 200 and not hostile.done()
            answer = hostile.result()
        assert answer.status_code == 503 and "longer than 1 second" in answer.text
        assert time.perf_counter() - started < 15
        assert get(endpoint, query="ASK { ?s ?p 'after' }").status_code == 200

    @pytest.mark.parametrize("media", ["application/json", "text/csv"])
    def test_a_long_answer_is_cut_and_says_so(self, media, endpoint):
        text = "SELECT * WHERE { ?s ?p ?o }"
        answer = httpx.get(endpoint, params={"query": text}, headers={"Accept": media})
        assert answer.headers["x-kg-truncated"] == "only the first 40 rows are given"
        if media == "text/csv":
            assert len(list(csv.reader(io.StringIO(answer.text)))) == 41
        else:
            assert len(answer.json()["results"]["bindings"]) == 40

    def test_a_short_answer_is_whole(self, endpoint):
        assert "x-kg-truncated" not in httpx.get(endpoint, params={"query": SELECT}).headers

    def test_many_readers_at_once(self, endpoint):
        texts = [f"{SELECT} # {i % 7}" for i in range(60)]
        with concurrent.futures.ThreadPoolExecutor(16) as pool:
            answers = list(pool.map(lambda t: get(endpoint, query=t), texts))
        assert {a.status_code for a in answers} == {200}
        assert len({a.text for a in answers}) == 1

    def test_it_stops_when_told_and_logs_in_json(self):
        with serving(TINY) as (address, process):
            httpx.get(f"{address}/health")
            process.send_signal(signal.SIGTERM)
            error = process.communicate(timeout=20)[1]
        lines = [json.loads(line) for line in error.splitlines() if line.startswith("{")]
        assert {"method", "path", "status", "bytes", "ms"} == set(lines[-1])
        assert process.returncode in (0, -signal.SIGTERM)

    def test_a_taken_port_is_one_line(self, server, capsys):
        port = server.rpartition(":")[2]
        assert run(["serve", str(TINY), "--port", port]) == 2
        assert "is it taken?" in capsys.readouterr().err


class TestSecurity:
    @pytest.mark.parametrize(
        "text",
        [
            "SELECT * { SERVICE <http://127.0.0.1:1/> { ?s ?p ?o } }",
            "SELECT * { service silent <http://127.0.0.1:1/> { ?s ?p ?o } }",
            "SELECT * { # <\nSERVICE <http://127.0.0.1:1/> { ?s ?p ?o } }",
            "SELECT * { ?s ?p '''a'b''' SERVICE <http://127.0.0.1:1/> { ?s ?p ?o } }",
        ],
    )
    def test_service_asks_no_other_server(self, text, endpoint):
        answer = get(endpoint, query=text)
        assert answer.status_code == 400 and "SERVICE is refused" in answer.text

    @pytest.mark.parametrize(
        "text",
        [
            "SELECT ?service WHERE { ?service ?p 'SERVICE' }",
            "PREFIX service: <urn:service:> ASK { ?s service:load ?o } # SERVICE",
            "ASK { ?s ?p <urn:SERVICE> }",
        ],
    )
    def test_the_words_alone_are_no_offence(self, text, endpoint):
        assert get(endpoint, query=text).status_code == 200

    def test_from_fetches_nothing(self, endpoint):
        with socket.socket() as trap:
            trap.bind(("127.0.0.1", 0))
            trap.listen()
            trap.settimeout(0.3)
            where = f"http://127.0.0.1:{trap.getsockname()[1]}/data.ttl"
            answer = get(endpoint, query=f"SELECT * FROM <{where}> WHERE {{ ?s ?p ?o }}")
            assert answer.json()["results"]["bindings"] == []
            with pytest.raises(TimeoutError):
                trap.accept()

    @pytest.mark.parametrize("path", ["/../../etc/passwd", "/assets/../../../etc/passwd",
                                      "/assets/%2e%2e%2f%2e%2e%2fetc%2fpasswd",
                                      "/id/../../../etc/passwd"])  # fmt: skip
    def test_no_path_leads_out(self, path, server):
        host, port = server.removeprefix("http://").split(":")
        answer = raw(
            host, port, f"GET {path} HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n\r\n"
        )
        assert " 404 " in answer.splitlines()[0] and "root:" not in answer

    def test_an_oversized_body(self, endpoint):
        answer = httpx.post(endpoint, content=b"x" * 5000, headers={"Content-Type": QUERY})
        assert answer.status_code == 413

    @pytest.mark.slow
    def test_a_slow_body(self, server):
        host, port = server.removeprefix("http://").split(":")
        head = f"POST /sparql HTTP/1.1\r\nHost: {host}\r\nContent-Type: {QUERY}\r\n"
        answer = raw(host, port, f"{head}Content-Length: 100\r\n\r\nASK", timeout=30)
        assert " 408 " in answer.splitlines()[0]

    def test_no_header_can_be_injected(self, server, endpoint):
        evil = "x\r\nX-Injected: yes\r\n\r\n<script>"
        for answer in (
            get(endpoint, query=evil),
            httpx.get(f"{server}/store", params={"graph": evil}),
            httpx.get(f"{server}/about", params={"iri": evil}),
            httpx.get(f"{server}/search", params={"q": evil}),
        ):
            assert "x-injected" not in answer.headers

    def test_a_strange_host_is_refused(self, server):
        assert httpx.get(f"{server}/health", headers={"Host": "evil.example"}).status_code == 400

    @pytest.mark.parametrize(
        ("method", "path"), [("POST", "/update"), ("PUT", "/store?default"),
                             ("DELETE", "/store?default")]
    )  # fmt: skip
    def test_nobody_writes_to_a_readers_server(self, method, path, server):
        headers = {"Authorization": f"Bearer {TOKEN}", "Content-Type": "text/turtle"}
        assert httpx.request(method, f"{server}{path}", headers=headers).status_code == 403

    def test_no_page_of_other_origins_may_read(self, endpoint):
        headers = {"Origin": "https://evil.example"}
        answer = httpx.get(endpoint, params={"query": ASK}, headers=headers)
        assert "access-control-allow-origin" not in answer.headers


def raw(host, port, request, timeout=10):
    """The answer to a request that no client would send."""
    with socket.create_connection((host, int(port)), timeout=timeout) as connection:
        connection.sendall(request.encode())
        pieces = []
        while piece := connection.recv(65536):
            pieces.append(piece)
            if timeout == 30:
                break
    return b"".join(pieces).decode("utf-8", "replace")


@pytest.fixture(scope="module")
def writable(tmp_path_factory):
    folder = tmp_path_factory.mktemp("writable")
    store = on_disk(folder / "store", create=True)
    load(store, TINY)
    store.close()
    (folder / "token").write_text(TOKEN)
    options = (
        "--writable",
        "--token-file",
        str(folder / "token"),
        "--cors",
        "https://a.example",
    )
    with serving(folder / "store", *options) as (address, _):
        yield address


class TestWriting:
    def test_an_update_needs_the_token(self, writable):
        text = {"update": "INSERT DATA { <urn:a> <urn:b> <urn:c> }"}
        assert httpx.post(f"{writable}/update", data=text).status_code == 401
        wrong = {"Authorization": "Bearer wrong"}
        assert httpx.post(f"{writable}/update", data=text, headers=wrong).status_code == 401
        assert not get(f"{writable}/sparql", query="ASK { <urn:a> ?p ?o }").json()["boolean"]

    def test_what_is_written_is_read(self, writable):
        headers = {"Authorization": f"Bearer {TOKEN}"}
        text = {"update": "INSERT DATA { GRAPH <urn:g> { <urn:d> <urn:b> <urn:c> } }"}
        assert httpx.post(f"{writable}/update", data=text, headers=headers).status_code == 204
        assert get(f"{writable}/sparql", query="ASK { <urn:d> ?p ?o }").json()["boolean"]

    def test_what_is_written_is_found(self, writable):
        headers = {"Authorization": f"Bearer {TOKEN}"}
        assert get(f"{writable}/suggest", q="zanzibar").json() == []
        label = "<http://www.w3.org/2000/01/rdf-schema#label>"
        said = f'<urn:z> a <urn:Z> ; {label} "Zanzibar"'
        text = {"update": f"INSERT DATA {{ GRAPH <urn:g> {{ {said} }} }}"}
        assert httpx.post(f"{writable}/update", data=text, headers=headers).status_code == 204
        assert [t["label"] for t in get(f"{writable}/suggest", q="zanzibar").json()] == ["Zanzibar"]

    def test_load_asks_no_other_server(self, writable):
        headers = {"Authorization": f"Bearer {TOKEN}"}
        answer = httpx.post(
            f"{writable}/update", data={"update": "LOAD <http://127.0.0.1:1/x>"}, headers=headers
        )
        assert answer.status_code == 400 and "LOAD is refused" in answer.text

    def test_graphs_are_put_added_to_and_deleted(self, writable):
        where, name = f"{writable}/store", {"graph": "urn:new"}
        headers = {"Authorization": f"Bearer {TOKEN}", "Content-Type": "text/turtle"}

        def size():
            return len(Graph().parse(data=httpx.get(where, params=name).text))

        def send(method, text):
            return httpx.request(
                method, where, params=name, content=text, headers=headers
            ).status_code

        assert send("PUT", "<urn:a> <urn:b> 1 .") == 201 and size() == 1
        assert send("POST", "<urn:a> <urn:b> 2 .") == 204 and size() == 2
        assert send("PUT", "<urn:a> <urn:b> 3 .") == 204 and size() == 1
        assert send("PUT", "<urn:a> <urn:b>") == 400 and size() == 1
        assert send("DELETE", "") == 204 and send("DELETE", "") == 404

    def test_a_page_of_an_admitted_origin_may_read(self, writable):
        headers = {"Origin": "https://a.example"}
        answer = httpx.get(f"{writable}/sparql", params={"query": ASK}, headers=headers)
        assert answer.headers["access-control-allow-origin"] == "https://a.example"

    def test_writing_needs_a_token_file_and_a_store(self, tmp_path, capsys):
        assert run(["serve", str(TINY), "--writable"]) == 2
        (tmp_path / "short").write_text("short")
        (tmp_path / "token").write_text(TOKEN)
        for name in ("short", "none", "token"):
            arguments = ["--writable", "--token-file", str(tmp_path / name)]
            assert run(["serve", str(TINY), *arguments]) == 2
        error = capsys.readouterr().err
        assert (
            "16 characters" in error and "cannot be read" in error and "served from a copy" in error
        )


class TestClients:
    def test_kg_itself(self, endpoint):
        assert ask(endpoint, SELECT).rows == ask(TINY, SELECT).rows

    def test_sparqlwrapper(self, endpoint):
        sparqlwrapper = pytest.importorskip("SPARQLWrapper")
        client = sparqlwrapper.SPARQLWrapper(endpoint)
        client.setQuery(SELECT)
        client.setReturnFormat(sparqlwrapper.JSON)
        assert client.queryAndConvert()["results"]["bindings"]

    def test_rdflib_sparqlstore(self, endpoint):
        from rdflib.plugins.stores.sparqlstore import SPARQLStore

        assert len(list(Graph(SPARQLStore(endpoint)).query(SELECT))) == len(ask(TINY, SELECT))

    def test_pandas(self, endpoint):
        pandas = pytest.importorskip("pandas")
        answer = httpx.get(endpoint, params={"query": SELECT}, headers={"Accept": "text/csv"})
        assert list(pandas.read_csv(io.StringIO(answer.text)).columns) == ["s"]

    @pytest.mark.skipif(not shutil.which("curl"), reason="curl is not installed")
    def test_curl(self, endpoint):
        command = ["curl", "-sS", "--data-urlencode", f"query={SELECT}", "-H", "Accept: text/csv"]
        done = subprocess.run([*command, endpoint], capture_output=True, text=True, check=True)
        assert done.stdout.splitlines()[0] == "s"

    @pytest.mark.slow
    @pytest.mark.skipif(
        not os.environ.get("KG_COMUNICA"), reason="KG_COMUNICA does not name comunica-sparql"
    )
    def test_comunica(self, endpoint):
        command = [os.environ["KG_COMUNICA"], f"sparql@{endpoint}", SELECT, "-t", "text/csv"]
        done = subprocess.run(command, capture_output=True, text=True, check=True, timeout=120)
        assert len(done.stdout.splitlines()) == len(ask(TINY, SELECT)) + 1
