"""The explorer over HTTP: what each page says, in which forms; data never become markup."""

from __future__ import annotations

import asyncio
import csv
import io
import json
import re
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import quote, unquote

import pytest
from hypothesis import given
from hypothesis import strategies as st
from view_fixture import ARTICLE, EXPO, INES, SENTENCES, SUMMIT, Report, summit

pytest.importorskip("starlette", reason="the extra serve is not installed")

from explorer_fixture import CJK, app, asker, hostile, hub, merge, names
from rdflib import Dataset, Literal
from starlette.applications import Starlette
from starlette.testclient import TestClient

from kg.errors import GraphError
from kg.explorer import addresses, asking, chart, routes
from kg.explorer.search import Index
from kg.queries import queries
from kg.store import Rows, ask_engine, open_graph, parse_answer
from kg.vocab import ID, SK, XSD

DATA = Path(__file__).parent / "data"
DISAGREEING = DATA / "checks" / "two-values-across-articles" / "bad.trig"
PAGES = (
    "/",
    "/search",
    "/search?q=water",
    "/browse/Organization",
    "/id/" + SUMMIT.removeprefix(str(ID)),
    "/id/" + ARTICLE.removeprefix(str(ID)),
    "/about?iri=" + quote("https://w3id.org/summitkg/ontology#Summit", safe=""),
    "/explore?iri=" + quote(SUMMIT, safe=""),
    "/query",
    "/query?query=" + quote("SELECT * { ?s ?p ?o } LIMIT 9"),
    "/questions",
    "/questions/when-and-where",
    "/disagreements",
    "/ledger",
)


@pytest.fixture(scope="module")
def client() -> TestClient:
    return TestClient(app(names()))


class Markup(HTMLParser):
    """Collects what a page would run or load, and where it links to."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.scripts: list[str | None] = []
        self.handlers: list[str] = []
        self.links: list[str] = []
        self.tags: list[str] = []
        self.feed(text)

    def handle_starttag(self, tag, attrs):
        values = dict(attrs)
        self.tags.append(tag)
        if tag == "script":
            self.scripts.append(values.get("src"))
        self.handlers += [name for name, _ in attrs if name.startswith("on") or name == "style"]
        self.links += [values[name] for name in ("href", "src", "action") if values.get(name)]


def text_of(page: str) -> str:
    """The words of a page, without tags, with single spaces."""
    body = re.sub(r"<(script|style)\b.*?</\1>", "", page, flags=re.DOTALL)
    return " ".join(re.sub(r"<[^>]+>", " ", body).split())


@pytest.mark.parametrize("path", PAGES)
def test_every_page_runs_and_loads_only_what_this_server_sends(client, path):
    response = client.get(path)
    assert response.status_code in (200, 404) and response.headers["content-type"] == (
        "text/html; charset=utf-8"
    )
    policy = response.headers["content-security-policy"]
    assert policy.startswith("default-src 'self';") and "unsafe" not in policy
    page = Markup(response.text)
    assert page.handlers == [] and "style" not in page.tags
    assert all(source and source.startswith("/assets/") for source in page.scripts)
    assert {"main", "header", "nav", "footer", "h1"} <= set(page.tags)
    assets = {link for link in page.links if link.startswith("/assets/")}
    assert all(client.get(link).status_code == 200 for link in assets)


def test_the_front_page_tells_what_there_is(client):
    page = client.get("/").text
    assert "2031 Harbour Cities Water Summit" in page and "13–15 May 2031" in page
    assert "/browse/Organization" in page and "/questions/when-and-where" in page


# ---- search ----


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("harbour wat", "2031 Harbour Cities Water Summit"),
        ("THE SUMMIT", "2031 Harbour Cities Water Summit"),
        ("sao p", "São Paulo"),
        ("пер", "Пермь"),
        ("互联网", "Wuzhen Summit"),
        ("universal post", "UPU"),
    ],
)
def test_search_finds_names_and_aliases_from_their_beginnings(client, typed, found):
    assert client.get("/suggest", params={"q": typed}).json()[0]["label"] == found
    assert found in client.get("/search", params={"q": typed}).text


def test_a_match_by_another_name_shows_that_name(client):
    (thing,) = client.get("/suggest", params={"q": "世界"}).json()
    assert thing["also"] == CJK and thing["kind"] == "summit"


@pytest.mark.parametrize(
    "typed", ['"', "*", "NEAR(", "a AND", "-", "^x", "text:", "'; DROP", "\x00"]
)
def test_no_text_breaks_the_search(client, typed):
    assert client.get("/suggest", params={"q": typed}).status_code == 200
    assert client.get("/search", params={"q": typed}).status_code == 200


def test_nothing_found_is_said_in_words(client):
    assert "Nothing in the graph has a name like this" in client.get("/search?q=zzzz").text


def test_lists_of_a_class_continue_after_the_last_name():
    client = TestClient(app(hub(230)))
    path, seen = "/browse/Summit", []
    while path:
        page = client.get(path)
        assert page.status_code == 200
        links = Markup(page.text).links
        seen += [link for link in links if link.startswith("/id/summit/")]
        path = next((link for link in links if link.startswith("/browse/Summit?")), "")
    assert len(seen) == len(set(seen)) == 230


def test_a_class_without_things_is_not_found(client):
    response = client.get("/browse/Nonsense")
    assert response.status_code == 404 and "holds nothing of a class" in response.text


# ---- pages about things ----


def page_of(client: TestClient, iri: str) -> str:
    response = client.get(addresses.page_of(str(iri)))
    assert response.status_code == 200
    return response.text


def test_the_page_of_an_event_answers_what_a_journalist_asks(client):
    words = text_of(page_of(client, SUMMIT))
    for part in (
        "13–15 May 2031 · Port Ellery, Marram Coast · online and on site",
        "Who organized it Host City of Port Ellery",
        "Co-organizer 4 Blue Ledger Foundation",
        "What happened On the programme 5",
        "more than 1,800 delegates at least 1,801; also counted: 64 countries and regions",
        "What was published Published 3 Ellery Declaration",
        "Series Harbour Cities Water Summit",
        "Sources Tide turns at Port Ellery as water summit closes",
    ):
        assert part in words


def test_each_fact_shows_its_sentence_with_the_words_marked(client):
    page = page_of(client, SUMMIT)
    assert "<mark>City of Port Ellery</mark>" in page
    assert "<mark>more than 1,800 delegates</mark>" in page.replace("More", "more")
    assert f"characters {len(SENTENCES[0]) + 1}–" in page


def test_planned_facts_are_marked(client):
    planned = text_of(page_of(client, ID["summit/harbour-cities-next"]))
    assert "Place Vessel Bay planned 1 source" in planned
    assert "planned 1 source" not in text_of(page_of(client, EXPO))


def test_a_person_has_posts_and_a_body_has_roles(client):
    assert "director of Bureau of Tides" in text_of(page_of(client, INES))
    mayors = text_of(page_of(client, ID["org/league-of-river-mayors"]))
    assert "Co-organizer of 2031 Harbour Cities Water Summit 13–15 May 2031" in mayors
    assert "Posts here" in mayors


def test_an_acronym_gives_way_to_a_written_out_name():
    r = Report()
    body = r.thing(ID["org/upu"], "Organization", "UPU")
    r.thing(body, "Organization", "Universal Postal Union")
    client = TestClient(app(r.dataset))
    assert "<h1>Universal Postal Union</h1>" in page_of(client, body)
    assert client.get("/suggest?q=upu").json()[0]["label"] == "Universal Postal Union"


def test_an_article_without_a_title_is_called_by_its_imprint():
    r = Report()
    r.article("", "Marram Wire", "2031-05-15")
    client = TestClient(app(merge(r.dataset)))
    assert "Marram Wire, 15 May 2031" in client.get("/search?q=marram").text


def test_a_hub_lists_some_and_leads_to_all():
    page = text_of(page_of(TestClient(app(hub(120))), ID["org/hub"]))
    assert "Host of 120" in page and "50 of 120 are listed. Ask for all" in page


def test_the_article_shows_its_quotes_in_order_with_all_statements(client):
    page = page_of(client, ARTICLE)
    places = [page.index(f'id="c{start}"') for start in sorted(_starts())]
    assert places == sorted(places) and len(places) == 10
    rows = ask_engine(summit(), "SELECT * { ?e a <https://w3id.org/summitkg/ontology#Evidence> }")
    assert len(re.findall(r'<li id="r', page)) == len(rows.rows)


def keeping(text):
    """Gives this text for every article."""

    async def texts(article):
        return text

    return texts


def test_the_article_of_an_archive_shows_its_whole_text():
    r, text = Report(), "A preface.\n\nIt opened in Rome. Rain fell. <b>Nobody</b> minded."
    r.article("Rain", "", "2031-05-15")
    event = r.thing(SUMMIT, "Summit", "Rain Forum")
    r.say(event, SK.editionLabel, Literal("first"), 0, text=text, quote="It opened in Rome.")
    page = page_of(TestClient(app(r.dataset, texts=keeping(text))), ARTICLE)
    unread = re.findall(r'<p class="unread">(.*?)</p>', page)
    assert unread == ["A preface.", "Rain fell. &lt;b&gt;Nobody&lt;/b&gt; minded."]
    assert "The whole text" in page and "that nothing was read from" not in page


def test_a_text_without_the_quotes_at_their_places_is_not_shown():
    other = "An altogether other text. " * 100
    page = page_of(TestClient(app(summit(), texts=keeping(other))), ARTICLE)
    assert "altogether" not in page and "not the whole text" in page


def test_names_and_terms_are_read_again_with_a_new_version():
    version, asked = 1, []
    ask = asker(summit())

    async def counting(query):
        asked.append(query)
        return await ask(query)

    client = TestClient(Starlette(routes=routes(counting, version=lambda: version)))
    client.get("/search?q=a"), client.get("/search?q=b")
    before = len(asked)
    version = 2
    client.get("/search?q=c"), client.get("/search?q=d")
    assert (before, len(asked)) == (1, 2)


def _starts() -> list[int]:
    return [" ".join(SENTENCES).index(sentence) for sentence in SENTENCES]


@pytest.mark.parametrize(
    ("accept", "media"),
    [
        ("", "text/html"),
        ("text/html,application/xhtml+xml,*/*;q=0.8", "text/html"),
        ("text/turtle", "text/turtle"),
        ("application/ld+json;q=0.9, text/html;q=0.1", "application/ld+json"),
        ("application/n-triples, text/turtle;q=0.5", "application/n-triples"),
        ("application/rdf+xml", "application/rdf+xml"),
        ("image/png", "text/html"),
    ],
)
def test_things_are_negotiated(client, accept, media):
    response = client.get(addresses.page_of(str(SUMMIT)), headers={"accept": accept})
    assert response.headers["content-type"].partition(";")[0] == media
    assert response.headers["vary"] == "Accept"
    if media in ("text/turtle", "application/n-triples", "application/rdf+xml"):
        rows = parse_answer(response.content, media).rows
        assert (SUMMIT in {row[0] for row in rows}) and len(rows) > 100


def test_evidence_leads_to_its_passage(client):
    response = client.get("/id/evidence/harbour-cities-1/1", follow_redirects=False)
    assert response.status_code == 303
    assert re.fullmatch(r"/id/article/harbour-cities-1#c\d+", response.headers["location"])


def test_what_is_false_or_nought_is_said_too():
    r = Report()
    event = r.thing(ID["summit/s"], "Summit", "Tide Days")
    r.say(event, SK.firstTime, Literal(False), 0)
    client = TestClient(app(r.dataset))
    assert "For the first time no" in text_of(page_of(client, event))
    assert "firstTime false" in client.get("/id/summit/s?format=ttl").text


def test_editions_stand_in_their_order():
    r = Report()
    series = r.thing(ID["series/s"], "Series", "Tide Days")
    for year, prop in ((2031, SK.startDate), (2029, SK.endDate), (2030, SK.startDate)):
        event = r.thing(ID[f"summit/{year}"], "Summit", f"Tide Days {year}")
        r.say(event, SK.inSeries, series, 0)
        r.say(event, prop, Literal(f"{year}-05-01", datatype=XSD.date), 0)
    words = text_of(page_of(TestClient(app(r.dataset)), series))
    assert re.search(r"Editions 3 Tide Days 2029 .* Tide Days 2030 .* Tide Days 2031", words)


def test_a_format_has_an_address_of_its_own(client):
    path = addresses.page_of(str(SUMMIT))
    turtle = client.get(path + "?format=ttl")
    assert turtle.text == client.get(path, headers={"accept": "text/turtle"}).text
    assert json.loads(client.get(path + "?format=jsonld").text)["@graph"]
    assert client.get(path + "?format=exe").status_code == 400


@pytest.mark.parametrize("path", ["/id/org/nobody", "/explore?iri=urn:x:y", "/about?iri=urn:x:y"])
def test_what_is_not_there_is_said_in_words(client, path):
    response = client.get(path)
    assert response.status_code == 404 and "The graph says nothing about" in response.text


def test_no_data_of_what_is_not_there(client):
    assert client.get("/id/org/nobody", headers={"accept": "text/turtle"}).status_code == 404


@pytest.mark.parametrize("name", ["", "no iri", "http://x/> } DROP", "http://x/\n"])
def test_what_is_no_iri_is_refused(client, name):
    assert client.get("/about", params={"iri": name}).status_code == 404
    assert client.get("/neighbours", params={"iri": name}).status_code == 400


def test_an_iri_of_the_graph_leads_to_its_page(client):
    response = client.get("/about", params={"iri": str(SUMMIT)}, follow_redirects=False)
    assert response.status_code == 308
    assert response.headers["location"] == addresses.page_of(str(SUMMIT))


# ---- the neighbourhood ----


def test_a_neighbourhood_comes_in_portions_without_repeats_or_losses():
    client = TestClient(app(hub(160)))
    start = client.get("/neighbours", params={"iri": ID["org/hub"]}).json()
    (relation,) = start["relations"]
    assert relation["count"] == 160 and relation["words"] == "Host of"
    (portion,) = start["pages"]
    seen = [thing["id"] for thing in portion["things"]]
    assert len(seen) == 25
    while portion["next"]:
        asked = {**relation, "iri": ID["org/hub"], "after": portion["next"]}
        portion = client.get("/neighbours", params=asked).json()
        assert len(portion["things"]) <= 25
        seen += [thing["id"] for thing in portion["things"]]
    assert len(seen) == len(set(seen)) == 160


def test_the_first_picture_and_one_expansion_are_bounded():
    client = TestClient(app(hub(400)))
    start = client.get("/neighbours", params={"iri": ID["org/hub"], "first": "1"}).json()
    assert len(start["pages"][0]["things"]) == 100
    asked = {**start["relations"][0], "iri": ID["org/hub"], "limit": "9999"}
    assert len(client.get("/neighbours", params=asked).json()["things"]) == 100


def test_a_post_is_one_relation_between_person_and_body(client):
    found = client.get("/neighbours", params={"iri": INES}).json()
    works = [p for p in found["pages"] if p["property"].endswith("affiliatedWith")]
    assert [t["label"] for t in works[0]["things"]] == ["Bureau of Tides"]


def test_a_planned_relation_is_told(client):
    found = client.get("/neighbours", params={"iri": ID["summit/harbour-cities-next"]}).json()
    planned = {t["label"]: t["planned"] for p in found["pages"] for t in p["things"]}
    assert planned["Vessel Bay"] is True and planned["22 workshops"] is False


def test_a_relation_has_its_evidence(client):
    asked = {"subject": SUMMIT, "object": ID["org/city-of-port-ellery"]}
    found = client.get("/evidence", params=asked).json()
    assert [s for q in found["quotes"] for s, marked in q["segments"] if marked] == [
        "City of Port Ellery"
    ]


def test_only_drawn_relations_can_be_asked_for(client):
    asked = {"iri": SUMMIT, "property": "http://example.org/> ?x } #"}
    assert client.get("/neighbours", params=asked).status_code == 400


# ---- queries ----

COUNTS = (
    "PREFIX sk: <https://w3id.org/summitkg/ontology#>\n"
    "SELECT ?count ?lower { ?count sk:countLower ?lower } ORDER BY DESC(?lower)"
)


def ask(client: TestClient, query: str, **values: str):
    return client.get("/query", params={"query": query, **values})


def test_an_answer_is_a_table_with_names_and_links(client):
    page = ask(client, COUNTS)
    words = text_of(page.text)
    assert "more than 1,800 delegates 1801" in words and "9 rows" in words
    assert 'href="/id/count/harbour-cities-2031/delegates/delegate"' in page.text


def test_an_answer_with_numbers_is_a_chart(client):
    page = ask(client, COUNTS, view="chart").text
    assert '<ol class="bars">' in page and "lower by count" in page


def test_an_answer_of_triples_is_a_picture(client):
    text = f"CONSTRUCT {{ <{SUMMIT}> ?p ?o }} WHERE {{ <{SUMMIT}> ?p ?o }}"
    page = ask(client, text, view="graph").text
    assert 'id="picture"' in page and "City of Port Ellery" in page
    assert "Turtle" in page


@pytest.mark.parametrize("name", ["csv", "json", "tsv"])
def test_a_table_can_be_kept(client, name):
    response = ask(client, COUNTS, format=name)
    assert f'filename="answer.{name}"' in response.headers["content-disposition"]
    if name == "csv":
        assert list(csv.reader(io.StringIO(response.text)))[1][1] == "1801"
    if name == "json":
        assert response.json()["head"]["vars"] == ["count", "lower"]


@pytest.mark.parametrize("name", ["ttl", "jsonld", "nt", "csv"])
def test_triples_can_be_kept(client, name):
    text = f"CONSTRUCT {{ <{SUMMIT}> ?p ?o }} WHERE {{ <{SUMMIT}> ?p ?o }}"
    response = ask(client, text, format=name)
    assert response.status_code == 200 and "coOrganizedBy" in response.text


def test_a_table_is_no_turtle(client):
    assert ask(client, COUNTS, format="ttl").status_code == 400


def test_yes_and_no_are_said(client):
    assert '<p class="verdict">Yes</p>' in ask(client, "ASK { ?s ?p ?o }").text
    assert '<p class="verdict">No</p>' in ask(client, "ASK { ?s <urn:x> ?o }").text


def test_a_wrong_query_is_answered_with_line_and_column(client):
    response = ask(client, "SELECT ?x WHERE {\n  ?x a nope:Thing\n}")
    assert response.status_code == 400
    assert "line 2, column" in response.text and 'data-line="2"' in response.text
    assert "a prefix is used that is not declared" in response.text


def test_long_answers_are_cut_on_the_page_and_whole_in_the_file():
    client = TestClient(app(hub(600)))
    text = "SELECT ?s { ?s a <https://w3id.org/summitkg/ontology#Summit> }"
    assert "600 rows; the first 500 are shown" in text_of(ask(client, text).text)
    assert len(ask(client, text, format="csv").text.splitlines()) == 601


def test_completion_knows_the_terms_of_this_graph(client):
    terms = client.get("/terms").json()
    assert any(c["short"] == "sk:Summit" and c["count"] == 3 for c in terms["classes"])
    assert any(p["short"] == "sk:coOrganizedBy" and p["count"] == 4 for p in terms["properties"])
    assert not any(p["short"] == "sk:sponsoredBy" for p in terms["properties"])
    assert terms["prefixes"]["sk"] == "https://w3id.org/summitkg/ontology#"


def test_an_engine_that_cannot_answer_is_reported_in_words():
    async def broken(query: str) -> bytes:
        raise GraphError("the query took longer than 10 seconds")

    client = TestClient(Starlette(routes=routes(broken)))
    for path in ("/", "/id/org/x", "/query?query=SELECT"):
        response = client.get(path)
        assert response.status_code == 503 and "longer than 10 seconds" in response.text
    assert client.get("/suggest?q=a").json() == {"problem": "the query took longer than 10 seconds"}


# ---- saved questions ----


def test_every_saved_question_has_a_page(client):
    for question in queries("questions"):
        page = client.get(f"/questions/{question.name}")
        assert page.status_code == 200 and question.name in client.get("/questions").text


def test_a_question_is_a_form_with_its_default_answered(client):
    page = client.get("/questions/counts-at-least").text
    assert 'type="number"' in page and 'value="300"' in page
    assert "more than 1,800 delegates" in page and "310 entries" in page


def test_a_filled_form_has_an_address_and_files(client):
    page = client.get("/questions/counts-at-least?minimum=1000").text
    assert "more than 1,800 delegates" in page and "310 entries" not in page
    kept = client.get("/questions/counts-at-least?minimum=1000&format=csv")
    assert "1801" in kept.text and "311" not in kept.text
    assert "/questions/counts-at-least?minimum=1000&amp;format=csv" in page


def test_a_wrong_value_is_refused_in_words(client):
    response = client.get("/questions/counts-at-least?minimum=many")
    assert response.status_code == 400 and "not of kind integer" in response.text


def test_an_unknown_question_is_not_found(client):
    assert client.get("/questions/nothing").status_code == 404


def test_a_value_never_becomes_query_text(client):
    hostile_value = '") } DELETE { ?s ?p ?o'
    page = client.get("/questions/who-organized-in-what-role", params={"event": hostile_value})
    assert page.status_code == 200 and "Nothing in the graph answers this" in page.text


def test_disagreements_show_both_values_and_their_articles():
    page = TestClient(app(open_graph(DISAGREEING))).get("/disagreements").text
    words = text_of(page)
    assert re.search(r"[1-9]\d* rows? (?:Table Graph )?CSV", words)
    assert page.count("/id/article/") >= 2


def test_no_disagreement_is_said_in_words(client):
    assert (
        "No two reports in this graph state different values" in client.get("/disagreements").text
    )


# ---- the ledger ----


def entry(number: int, reason: str = "modality:negated", **more: object) -> str:
    sentence = f"The league denied that summit {number} was theirs. It went on."
    return json.dumps(
        {
            "article": str(ARTICLE),
            "reason": reason,
            "message": "the text denies it",
            "predicate": "<https://w3id.org/summitkg/ontology#hostedBy>",
            "subject_label": f"Summit {number}",
            "object_label": "League of River Mayors",
            "quote": f"The league denied that summit {number} was theirs.",
            "sentence": sentence,
            "rule": "lex:host/passive",
            "confidence": 0.9,
            **more,
        }
    )


@pytest.fixture
def ledger(tmp_path: Path) -> Path:
    path = tmp_path / "ledger.jsonl"
    lines = [entry(n) for n in range(60)] + [entry(99, "confidence", message="not sure enough")]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path


def test_without_a_ledger_the_page_says_how_to_give_one(client):
    assert "No ledger was given" in client.get("/ledger").text


def test_the_ledger_is_read_a_page_at_a_time(ledger):
    client = TestClient(app(summit(), ledger=ledger))
    page = client.get("/ledger").text
    assert "61 entries" in page and "the text denies it" in page
    assert "<mark>The league denied that summit 0 was theirs.</mark> It went on." in page
    assert "Summit 49<" in page and "Summit 50<" not in page
    assert "Summit 50<" in client.get("/ledger?from=50").text


def test_the_ledger_is_filtered_by_reason_and_words(ledger):
    client = TestClient(app(summit(), ledger=ledger))
    assert "1 entry" in client.get("/ledger?reason=confidence").text
    assert "1 entry" in client.get("/ledger?text=SUMMIT+17+was").text
    assert "Nothing in the ledger matches" in client.get("/ledger?text=zzz").text


@pytest.mark.parametrize(
    ("content", "complaint"),
    [("{}\n{broken\n", "ledger.jsonl:2: not JSON"), ("[]\n", "ledger.jsonl:1: not an entry")],
)
def test_a_broken_ledger_names_the_line(tmp_path, content, complaint):
    path = tmp_path / "ledger.jsonl"
    path.write_text(content, encoding="utf-8")
    response = TestClient(app(summit(), ledger=path)).get("/ledger")
    assert response.status_code == 503 and complaint in response.text


def test_a_missing_ledger_is_reported(tmp_path):
    response = TestClient(app(summit(), ledger=tmp_path / "none.jsonl")).get("/ledger")
    assert response.status_code == 503 and "cannot be read" in response.text


# ---- hostile and empty graphs ----

HOSTILE = (
    "/",
    "/search?q=script",
    "/browse/Summit",
    "/id/summit/hostile",
    "/id/article/hostile",
    "/about?iri=javascript:alert(1)",
    "/explore?iri=" + quote(ID["summit/hostile"], safe=""),
    "/query?query=" + quote("SELECT * { ?s ?p ?o }"),
    "/query?view=graph&query=" + quote("CONSTRUCT WHERE { ?s ?p ?o }"),
    "/query?query=" + quote("</textarea><script>hacked=1</script>"),
    "/search?q=" + quote('"><script>hacked=1</script>'),
    "/questions/who-organized-in-what-role?event=" + quote('"><script>hacked=1</script>'),
    "/ledger?text=" + quote('"><script>hacked=1</script>'),
    "/id/" + quote("<script>hacked=1</script>"),
)


@pytest.mark.parametrize("path", HOSTILE)
def test_data_never_become_markup_or_script(tmp_path, path):
    ledger = tmp_path / "ledger.jsonl"
    bad = "<script>hacked=1</script>"
    ledger.write_text(entry(1, bad, subject_label=bad, sentence=bad, article="javascript:x"))
    client = TestClient(app(hostile(), ledger=ledger, title=bad))
    page = Markup(client.get(path).text)
    assert page.handlers == [] and "img" not in page.tags
    assert all(source and source.startswith("/assets/") for source in page.scripts)
    assert not [link for link in page.links if link.lower().startswith("javascript")]


def test_the_thing_with_a_hostile_iri_has_a_page():
    response = TestClient(app(hostile())).get("/about?iri=javascript:alert(1)")
    assert response.status_code == 200 and "Host of" in response.text


@pytest.mark.parametrize("path", PAGES)
def test_an_empty_graph_has_pages_too(path):
    response = TestClient(app(Dataset())).get(path)
    missing = path.startswith(("/id/", "/about", "/explore", "/browse/"))
    assert response.status_code == (404 if missing else 200)


def test_unknown_assets_are_not_served(client):
    for name in ("../site.py", "..%2Fsite.py", "site.py", "ace.html"):
        assert client.get(f"/assets/{name}").status_code == 404


def test_assets_are_asked_for_once(client):
    first = client.get("/assets/explorer.css")
    again = client.get("/assets/explorer.css", headers={"if-none-match": first.headers["etag"]})
    assert again.status_code == 304 and again.content == b""


# ---- the parts ----


@given(st.text())
def test_a_string_reaches_the_engine_as_it_is(text):
    found = ask_engine(Dataset(), f"SELECT ({asking.string(text)} AS ?x) {{}}").rows[0][0]
    assert str(found) == text


@given(st.text(alphabet=st.characters(exclude_categories=["Cs"])))
def test_the_address_of_a_thing_leads_back_to_it(rest):
    iri = str(ID) + rest
    address = addresses.page_of(iri)
    if address.startswith("/id/"):
        assert str(ID) + unquote(address.removeprefix("/id/")) == iri
    else:
        assert unquote(address.removeprefix("/about?iri=")) == iri


def rows(*pairs: tuple[str, int]) -> Rows:
    return Rows(("name", "n"), tuple((Literal(a), Literal(b)) for a, b in pairs))


def test_named_numbers_are_bars_and_points_in_time_a_line():
    bars = chart.chart(rows(("a", 5), ("b", 10)))
    assert bars is not None and bars.kind == "bars"
    assert [p.share for p in bars.points] == [0.5, 1.0]
    line = chart.chart(rows(("2022", 10), ("2021", 5)))
    assert line is not None and line.kind == "line"
    assert [p.name for p in line.points] == ["2021", "2022"]
    assert line.points[0].y > line.points[1].y


def test_a_gap_in_time_is_a_gap_in_the_line():
    line = chart.chart(rows(("2014", 1), ("2015", 2), ("2018-01", 3)))
    assert line is not None
    near, far = line.points[1].x - line.points[0].x, line.points[2].x - line.points[1].x
    assert far == pytest.approx(3 * near, rel=0.01)


def test_what_has_no_length_is_no_chart():
    assert chart.chart(rows(("a", -1))) is None
    assert chart.chart(Rows(("name",), ())) is None


def test_many_bars_are_cut_and_the_rest_is_told():
    bars = chart.chart(rows(*((str(n), n) for n in range(100))))
    assert bars is not None and len(bars.points) == 60 and bars.left_out == 40


def test_the_index_is_built_from_one_query():
    asked: list[str] = []
    answer = asker(merge(summit()))

    async def counting(query: str) -> bytes:
        asked.append(query)
        return await answer(query)

    index = asyncio.run(Index.build(counting))
    assert len(asked) == 1 and index.find("delta prize")[0].kind == "competition"
