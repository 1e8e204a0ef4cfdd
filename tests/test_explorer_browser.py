"""The explorer in a real browser: reading, searching, asking and drawing, by mouse and by keys.

Every request but those to the explorer itself is refused and counted; none may be made.
"""

from __future__ import annotations

import socket
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote

import pytest
from browser_fixture import CHROMIUM, FLAGS
from view_fixture import SUMMIT

pytest.importorskip("starlette", reason="the extra serve is not installed")
pytest.importorskip("uvicorn", reason="the extra serve is not installed")

import uvicorn
from explorer_fixture import app, hub, merge, names

from kg.vocab import ID

sync_api = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")

#: The statement that the city hosted the summit, on the summit's page.
FACT = "dd:has(> .value a:text-is('City of Port Ellery'))"
EVENT = "/id/" + SUMMIT.removeprefix(str(ID))
ARTICLE = "/id/article/harbour-cities-1"
AROUND = "/explore?iri=" + quote(SUMMIT, safe="")
COUNTS = (
    "PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>\n"
    "PREFIX sk: <https://w3id.org/summitkg/ontology#>\n"
    "SELECT ?name ?lower { ?count sk:countLower ?lower ; rdfs:label ?name }\n"
)
CONSTRUCT = f"CONSTRUCT {{ <{SUMMIT}> ?p ?o }} WHERE {{ <{SUMMIT}> ?p ?o }}"


def query(text: str, view: str = "table") -> str:
    return f"/query?query={quote(text)}&view={view}"


PAGES = (
    "/",
    "/search?q=harbour",
    "/browse/Organization",
    EVENT,
    ARTICLE,
    AROUND,
    "/query",
    query(COUNTS, "chart"),
    query(CONSTRUCT, "graph"),
    query("SELECT nonsense"),
    "/questions",
    "/questions/counts-at-least",
    "/disagreements",
    "/ledger",
    "/id/org/nobody",
)

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(not CHROMIUM.exists(), reason=f"no browser at {CHROMIUM}"),
]


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    """The explorer on a free port of this machine."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    served = app(merge(names(), hub(60)), title="Water reports")
    settings = uvicorn.Config(served, port=port, log_level="error", ws="none", lifespan="off")
    server = uvicorn.Server(settings)
    thread = threading.Thread(target=server.run)
    thread.start()
    while not server.started:
        time.sleep(0.01)
    yield f"http://127.0.0.1:{port}"
    server.should_exit = True
    thread.join()


@pytest.fixture(scope="module")
def browser() -> Iterator[object]:
    with sync_api.sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=str(CHROMIUM), args=list(FLAGS))
        yield browser
        browser.close()


class Visit:
    """One window on the explorer, what it complained of, and what it asked of others."""

    def __init__(self, browser, address: str, **options) -> None:
        self.address = address
        self.complaints: list[str] = []
        self.strangers: list[str] = []
        options = {"viewport": {"width": 1280, "height": 900}, "reduced_motion": "reduce"} | options
        self.context = browser.new_context(accept_downloads=True, **options)
        self.context.route(lambda url: not url.startswith(address), self._refuse)
        self.context.set_default_timeout(5000)
        self.page = self.context.new_page()
        self.page.on("console", lambda m: self.complaints.append(m.text))
        self.page.on("pageerror", lambda e: self.complaints.append(str(e)))

    def _refuse(self, route) -> None:
        self.strangers.append(route.request.url)
        route.abort()

    def go(self, path: str):
        self.page.goto(self.address + path)
        self.page.wait_for_selector("html[data-ready]")
        if self.page.locator("#picture").count():
            self.page.wait_for_selector("#picture[data-ready]")
        return self.page

    def until(self, condition: str) -> None:
        """Waits until a condition holds; Playwright's own way needs a policy that allows eval."""
        for _ in range(100):
            if self.page.evaluate(condition):
                return
            time.sleep(0.05)
        raise AssertionError(f"never true: {condition}")

    @property
    def path(self) -> str:
        return self.page.url.removeprefix(self.address)

    def focused(self) -> str:
        return self.page.evaluate("document.activeElement.textContent.trim()")


@pytest.fixture
def visit(browser, address, request) -> Iterator[Visit]:
    """A visit; a parameter may set the window and the colours."""
    visit = Visit(browser, address, **getattr(request, "param", {}))
    yield visit
    visit.context.close()
    # A page that is not there, or a wrong query, is logged by the browser itself.
    assert [c for c in visit.complaints if "Failed to load resource" not in c] == []
    assert visit.strangers == []


def test_search_suggests_while_typing_and_leads_to_the_page(visit):
    page = visit.go("/")
    page.locator("#search").press_sequentially("harbour cit")
    page.wait_for_selector("#suggestions li")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    page.wait_for_url("**" + EVENT)
    assert page.inner_text("h1") == "2031 Harbour Cities Water Summit"


@pytest.mark.slow
def test_search_works_without_suggestions_too(visit):
    page = visit.go(EVENT)
    page.fill("#search", "delta")
    page.keyboard.press("Enter")
    page.wait_for_url("**/search?q=delta")
    page.get_by_role("link", name="Delta Prize").click()
    assert page.inner_text("h1") == "Delta Prize"


def test_a_click_on_a_source_shows_the_sentence_with_the_words_marked(visit):
    page = visit.go(EVENT)
    fact = page.locator(FACT)
    assert not fact.locator("blockquote").is_visible()
    fact.locator("summary").click()
    assert fact.locator("blockquote").is_visible()
    assert fact.locator("mark").inner_text() == "City of Port Ellery"
    fact.get_by_role("link", name="Tide turns at Port Ellery").click()
    page.wait_for_url(f"**{ARTICLE}#c*")
    assert "hosted by the City of" in page.locator(":target").inner_text()


def test_the_editor_completes_classes_and_declares_their_prefixes(visit):
    page = visit.go("/query")
    page.evaluate("kgEditor.setValue('SELECT ?x { ?x a ', 1); kgEditor.focus()")
    page.keyboard.type("sk:Summ")
    page.wait_for_selector(".ace_autocomplete .ace_line")
    # The list follows the typing; Enter takes the row that is chosen when it has caught up.
    chosen = "document.querySelector('.ace_autocomplete .ace_line.ace_selected')"
    visit.until(f"({chosen} || document.body).textContent.startsWith('sk:Summit')")
    page.keyboard.press("Enter")
    page.keyboard.type(" }")
    text = page.evaluate("kgEditor.getValue()")
    assert text == "PREFIX sk: <https://w3id.org/summitkg/ontology#>\nSELECT ?x { ?x a sk:Summit }"
    page.keyboard.press("Control+Enter")
    page.wait_for_url("**/query?query=**")
    assert page.inner_text(".count") == "63 rows"
    assert "2031 Harbour Cities Water Summit" in page.inner_text("table")


@pytest.mark.slow
def test_the_editor_offers_only_properties_of_this_graph(visit):
    page = visit.go("/query")
    page.evaluate("kgEditor.setValue('SELECT ?x { ?x ', 1); kgEditor.focus()")
    page.keyboard.type("organizedBy")
    page.wait_for_selector(".ace_autocomplete .ace_line")
    offered = page.inner_text(".ace_autocomplete")
    assert "sk:coOrganizedBy" in offered and "sponsoredBy" not in offered


def test_a_mistake_is_shown_where_it_is(visit):
    page = visit.go(query("SELECT ?x WHERE {\n ?x a nope:Thing }"))
    assert "line 2, column" in page.inner_text("#problem")
    (note,) = page.evaluate("kgEditor.session.getAnnotations()")
    assert (note["row"], note["type"]) == (1, "error")


def test_an_answer_changes_between_table_chart_and_graph(visit):
    page = visit.go(query(COUNTS))
    page.get_by_role("link", name="Chart").click()
    page.wait_for_selector(".bars li")
    widths = page.eval_on_selector_all(".bars rect", "all => all.map((r) => r.width.baseVal.value)")
    assert max(widths) == 100 and "1,801" in page.inner_text(".bars")
    visit.go(query(CONSTRUCT))
    page.get_by_role("link", name="Graph").click()
    page.wait_for_selector("#picture[data-ready]")
    assert page.evaluate("kgPicture.things.size") > 15


def test_an_answer_can_be_kept_as_a_file(visit):
    page = visit.go(query(COUNTS))
    with page.expect_download() as download:
        page.get_by_role("link", name="CSV").click()
    assert download.value.suggested_filename == "answer.csv"
    assert "1801" in Path(download.value.path()).read_text(encoding="utf-8")


def test_earlier_queries_are_kept_and_their_answers_are_not(visit):
    visit.go(query(COUNTS))
    page = visit.go("/query")
    assert "SELECT ?name ?lower" in page.inner_text("#history")
    kept = page.evaluate("JSON.stringify(localStorage)")
    assert "countLower" in kept and "1801" not in kept and "delegates" not in kept
    page.click("#forget")
    assert not page.locator("#history").is_visible()


@pytest.mark.slow
def test_a_saved_question_is_filled_in_and_has_an_address(visit):
    page = visit.go("/questions")
    page.get_by_role("link", name="Counts that are certainly large").click()
    page.get_by_label("Minimum").fill("1000")
    page.get_by_role("button", name="Ask").click()
    page.wait_for_url("**/questions/counts-at-least?minimum=1000")
    assert page.inner_text(".count") == "1 row"


def test_back_leads_to_what_was_read_before(visit):
    page = visit.go("/search?q=harbour")
    page.get_by_role("link", name="2031 Harbour Cities Water Summit").click()
    page.get_by_role("link", name="Port Ellery", exact=True).first.click()
    assert page.inner_text("h1") == "Port Ellery"
    page.go_back()
    assert visit.path == EVENT
    page.go_back()
    assert visit.path == "/search?q=harbour"


@pytest.mark.slow
def test_a_link_to_a_fact_opens_its_evidence(visit):
    page = visit.go(EVENT)
    anchor = page.locator(FACT).get_attribute("id")
    other = visit.go(f"{EVENT}?#{anchor}")
    assert other.locator(f"#{anchor} blockquote").is_visible()


def test_the_picture_grows_where_it_is_opened(visit):
    page = visit.go(AROUND)
    before = page.evaluate("kgPicture.things.size")
    page.get_by_role("button", name="“Open Sluice” Expo", exact=True).click()
    visit.until(f"kgPicture.things.size > {before}")
    assert "tidal power" in page.inner_text("#panel")
    assert "open-sluice-expo" in visit.path
    places = page.evaluate("[...kgPicture.things.values()].map((t) => `${t.x} ${t.y}`)")
    assert len(set(places)) == len(places)
    page.go_back()
    visit.until("document.querySelector('#panel .title').textContent.includes('2031')")


@pytest.mark.slow
def test_a_large_neighbourhood_comes_in_portions(visit):
    page = visit.go("/explore?iri=" + quote(ID["org/hub"], safe=""))
    assert page.evaluate("kgPicture.things.size") == 61
    body = visit.go("/explore?iri=" + quote(ID["summit/s0001"], safe=""))
    body.get_by_role("button", name="Hub", exact=True).click()
    visit.until("kgPicture.things.size === 26")
    body.get_by_role("button", name="25 more of “Host of”").click()
    visit.until("kgPicture.things.size === 51")


def test_a_relation_shows_its_sentence(visit):
    page = visit.go(AROUND)
    page.get_by_role("button", name="source for City of Port Ellery").click()
    page.wait_for_selector("#panel blockquote")
    assert page.inner_text("#panel mark") == "City of Port Ellery"
    page.get_by_role("button", name="Back to 2031 Harbour Cities").click()
    assert page.locator("#panel blockquote").count() == 0


def test_everything_can_be_reached_by_keys_alone(visit):
    page = visit.go("/")
    page.keyboard.press("Tab")
    assert visit.focused() == "Skip to the content"
    page.keyboard.press("Enter")
    page.keyboard.press("/")
    assert page.evaluate("document.activeElement.id") == "search"
    page.keyboard.type("harbour cities water")
    page.keyboard.press("Enter")
    page.wait_for_url("**/search**")
    for _ in range(20):
        page.keyboard.press("Tab")
        if "2031 Harbour" in visit.focused():
            break
    page.keyboard.press("Enter")
    page.wait_for_url("**" + EVENT)
    for _ in range(20):
        page.keyboard.press("Tab")
        if visit.focused().startswith("1 source"):
            break
    page.keyboard.press("Enter")
    assert page.locator("details[open] blockquote").is_visible()


@pytest.mark.slow
def test_the_picture_can_be_walked_by_keys(visit):
    page = visit.go(AROUND)
    page.locator("#picture canvas").focus()
    page.keyboard.press("ArrowRight")
    name = page.locator("#picture canvas").get_attribute("aria-label").split(",")[0]
    page.keyboard.press("Enter")
    visit.until(f"document.querySelector('#panel .title').textContent === {name!r}")


def test_the_editor_can_be_left_by_keys(visit):
    page = visit.go("/query")
    page.evaluate("kgEditor.focus()")
    page.keyboard.press("Escape")
    page.keyboard.press("Tab")
    visit.until("document.activeElement.textContent.trim() === 'Ask'")


@pytest.mark.slow
def test_focus_is_visible(visit):
    page = visit.go(EVENT)
    for _ in range(12):
        page.keyboard.press("Tab")
        style = page.evaluate("getComputedStyle(document.activeElement).outlineStyle")
        assert style == "solid"


@pytest.mark.slow
@pytest.mark.parametrize(
    "visit", [{"viewport": {"width": 390, "height": 800}}], indirect=True, ids=["phone"]
)
def test_a_phone_shows_every_page_without_moving_sideways(visit):
    for path in PAGES:
        page = visit.go(path)
        width = page.evaluate("document.documentElement.scrollWidth")
        assert (path, width) == (path, 390)


def background(visit: Visit) -> int:
    """Brightness of the page, 0 to 255."""
    colour = visit.page.evaluate("getComputedStyle(document.body).backgroundColor")
    return int(colour.removeprefix("rgb(").split(",")[0])


@pytest.mark.parametrize("visit", [{"color_scheme": "dark"}], indirect=True, ids=["dark"])
def test_dark_follows_the_system_and_can_be_changed_for_good(visit):
    page = visit.go(EVENT)
    assert background(visit) < 60
    page.click("#theme")
    assert background(visit) > 200
    visit.go("/query")
    assert background(visit) > 200


@pytest.mark.slow
@pytest.mark.parametrize("visit", [{"java_script_enabled": False}], indirect=True, ids=["plain"])
def test_pages_can_be_read_without_script(visit):
    page = visit.page
    for path, words in (
        (EVENT, "City of Port Ellery"),
        (ARTICLE, "hosted by the City of"),
        (AROUND, "City of Port Ellery"),
        (query(COUNTS, "chart"), "1,801"),
    ):
        page.goto(visit.address + path)
        assert words in page.inner_text("main")
    page.goto(visit.address + EVENT)
    page.locator(FACT).locator("summary").click()
    assert page.locator("details[open] blockquote").is_visible()


@pytest.mark.slow
@pytest.mark.parametrize(
    "visit",
    [
        {"color_scheme": "light"},
        {"color_scheme": "dark", "viewport": {"width": 390, "height": 800}},
    ],
    indirect=True,
    ids=["light", "dark-phone"],
)
def test_axe_finds_nothing_serious(visit):
    axe = pytest.importorskip(
        "axe_playwright_python.sync_playwright", reason="axe-playwright-python is not installed"
    )
    found = []
    for path in PAGES:
        page = visit.go(path)
        results = axe.Axe().run(page)
        found += [
            (path, v["id"], v["nodes"][0]["html"][:200])
            for v in results.response["violations"]
            if v["impact"] in ("serious", "critical")
        ]
    assert found == []
