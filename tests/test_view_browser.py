"""The page in a real browser with the network cut: what it shows, and that it asks for nothing."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from browser_fixture import CHROMIUM, FLAGS
from rdflib import Literal
from view_fixture import EXPO, SUMMIT, Report, summit

from kg.iri import mint
from kg.view import write_page
from kg.vocab import ID, SK

sync_api = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")

MAIN = SUMMIT.removeprefix(str(ID))
FAIR = EXPO.removeprefix(str(ID))
TOTAL = "JSON.parse(document.getElementById('data').textContent).nodes.length"

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(not CHROMIUM.exists(), reason=f"no browser at {CHROMIUM}"),
]


class Visit:
    """A page that was opened offline, and what it asked for and complained about."""

    def __init__(self, context, path: Path, fragment: str = "") -> None:
        self.requests: list[str] = []
        self.complaints: list[str] = []
        self.page = context.new_page()
        self.page.on("request", lambda r: self.requests.append(r.url))
        self.page.on("console", lambda m: self.complaints.append(m.text))
        self.page.on("pageerror", lambda e: self.complaints.append(str(e)))
        self.address = path.as_uri()
        self.page.goto(self.address + fragment)
        self.page.wait_for_selector("html[data-ready]")

    def spot(self, key: str) -> tuple[float, float]:
        """Where a node is on the screen."""
        x, y = self.page.evaluate(
            """(id) => {
              const { network } = window.graphPage;
              const at = network.canvasToDOM(network.getPositions([id])[id]);
              const box = document.getElementById("graph").getBoundingClientRect();
              return [box.left + at.x, box.top + at.y];
            }""",
            key,
        )
        return x, y

    def click(self, key: str) -> None:
        self.page.mouse.click(*self.spot(key))
        # vis-network waits for a second click before it reports the first.
        self.page.wait_for_selector("#details:not([hidden])")

    @property
    def details(self) -> str:
        return self.page.inner_text("#details")

    @property
    def selected(self) -> str | None:
        return self.page.evaluate("window.graphPage.state.node")


@pytest.fixture(scope="module")
def browser() -> Iterator[object]:
    with sync_api.sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=str(CHROMIUM), args=list(FLAGS))
        yield browser
        browser.close()


@pytest.fixture(scope="module")
def path(tmp_path_factory) -> Path:
    path = tmp_path_factory.mktemp("view") / "page.html"
    write_page(summit(), path)
    return path


@pytest.fixture
def visit(browser, path, request) -> Iterator[Visit]:
    """One visit; a parameter may set the window, the colours and the fragment."""
    wanted = dict(getattr(request, "param", {}))
    fragment = wanted.pop("fragment", "")
    options = {
        "viewport": {"width": 1440, "height": 900},
        "reduced_motion": "reduce",
        **wanted,
    }
    context = browser.new_context(offline=True, accept_downloads=True, **options)
    visit = Visit(context, path, fragment)
    yield visit
    context.close()
    assert visit.complaints == []
    assert visit.requests == [visit.address]


def test_a_click_on_a_node_shows_its_evidence(visit):
    visit.click(FAIR)
    assert "“Open Sluice” Expo" in visit.page.inner_text("#details h2")
    assert "drew more than 250 exhibitors" in visit.details
    assert "Tide turns at Port Ellery" in visit.details
    assert "characters " in visit.details and "confidence 0.95" in visit.details
    assert "tidal power" in visit.page.locator("#details mark").all_inner_texts()
    assert visit.page.url.endswith("#" + FAIR)


def test_a_click_on_an_edge_scrolls_to_its_fact(visit):
    (x1, y1), (x2, y2) = visit.spot(MAIN), visit.spot(FAIR)
    visit.page.mouse.click((x1 + 2 * x2) / 3, (y1 + 2 * y2) / 3)
    visit.page.wait_for_selector("#details:not([hidden])")
    line = visit.page.locator("#details dd.current")
    assert line.inner_text() == "“Open Sluice” Expo"
    place, panel = line.bounding_box(), visit.page.locator("#panel").bounding_box()
    assert panel["y"] <= place["y"] <= panel["y"] + panel["height"] - place["height"]


def test_a_click_on_nothing_lets_go(visit):
    visit.click(MAIN)
    box = visit.page.locator("#graph").bounding_box()
    visit.page.mouse.click(box["x"] + 4, box["y"] + box["height"] - 4)
    visit.page.wait_for_selector("#details", state="hidden")


def test_the_picture_stands_still_and_can_be_dragged(visit):
    before = visit.spot(FAIR)
    visit.page.wait_for_timeout(400)
    assert visit.spot(FAIR) == before
    visit.page.mouse.move(*before)
    visit.page.mouse.down()
    visit.page.mouse.move(before[0] + 60, before[1] + 30, steps=4)
    visit.page.mouse.up()
    assert visit.spot(FAIR) == pytest.approx((before[0] + 60, before[1] + 30), abs=3)


def test_the_legend_counts_and_filters(visit):
    chip = visit.page.locator("#legend label", has_text="Organizations")
    assert chip.inner_text().split() == ["Organizations", "6"]
    chip.click()
    assert visit.page.get_by_text("6 hidden by the filters").is_visible()
    assert "Tidewater Institute" not in visit.page.inner_text("#index")
    assert "org/tidewater-institute" not in visit.page.evaluate("window.graphPage.labels()")
    chip.click()
    assert "Tidewater Institute" in visit.page.inner_text("#index")


def test_roles_filter_too(visit):
    visit.page.locator("#roles label", has_text="co-organizer").click()
    assert "Blue Ledger Foundation" not in visit.page.inner_text("#index")
    assert "City of Port Ellery" in visit.page.inner_text("#index")


def test_search_suggests_and_flies_there(visit):
    visit.page.keyboard.press("/")
    visit.page.keyboard.type("of tides")
    options = visit.page.locator("#suggestions [role=option]")
    assert options.all_inner_texts()[0].startswith("Bureau of Tides")
    visit.page.keyboard.press("Enter")
    assert visit.selected == "org/bureau-of-tides"
    x, y = visit.spot("org/bureau-of-tides")
    box = visit.page.locator("#graph").bounding_box()
    assert box["x"] < x < box["x"] + box["width"] and box["y"] < y < box["y"] + box["height"]


def test_search_finds_names_in_the_midst_without_accents_and_says_when_there_are_none(visit):
    visit.page.keyboard.press("/")
    visit.page.keyboard.type("LÍNDQVIST")
    assert "Tomas Lindqvist" in visit.page.inner_text("#suggestions")
    visit.page.fill("#search", "zzz")
    assert visit.page.inner_text("#suggestions") == "Nothing by this name"
    visit.page.keyboard.press("Escape")


def test_the_keyboard_alone_is_enough(visit):
    page = visit.page
    page.focus("#graph")
    page.keyboard.press("Enter")
    assert visit.selected == MAIN
    page.keyboard.press("ArrowRight")
    first = page.inner_text("#status")
    assert page.locator("#details dd.current").count() == 1
    page.keyboard.press("ArrowRight")
    assert page.inner_text("#status") != first
    page.keyboard.press("ArrowLeft")
    assert page.inner_text("#status") == first
    page.keyboard.press("Enter")
    assert visit.selected not in (MAIN, None)
    page.keyboard.press("Escape")
    assert visit.selected is None
    assert page.is_hidden("#details")


def test_only_the_relation_in_hand_keeps_its_words(visit):
    visit.page.focus("#graph")
    for key in ("Enter", "ArrowRight", "ArrowRight", "ArrowRight"):
        visit.page.keyboard.press(key)
    labels = visit.page.evaluate(
        "Object.values(window.graphPage.network.body.edges).map((e) => e.options.label)"
    )
    assert len([text for text in labels if text and text.strip()]) == 1


def test_every_control_can_be_reached_with_the_tabulator(visit):
    reached = set()
    for _ in range(60):
        visit.page.keyboard.press("Tab")
        reached.add(
            visit.page.evaluate(
                "document.activeElement.id || document.activeElement.closest('[id]')?.id"
            )
        )
    assert {
        "skip",
        "search",
        "fit",
        "png",
        "print",
        "theme",
        "legend",
        "roles",
        "graph",
        "days",
        "index",
    } <= reached


def test_focus_can_be_seen(visit):
    visit.page.keyboard.press("/")
    assert visit.page.evaluate("getComputedStyle(document.activeElement).outlineStyle") == "solid"


def test_everything_is_also_a_list(visit):
    assert visit.page.locator("#index .link").count() == visit.page.evaluate(TOTAL)
    visit.page.click("#index .link >> text=Salt Battery")
    assert visit.selected == "project/salt-battery"


@pytest.mark.parametrize("visit", [{"fragment": "#" + FAIR}], indirect=True)
def test_a_permalink_opens_what_it_names(visit):
    assert visit.selected == FAIR


def test_evidence_beyond_the_basic_plane_is_marked_in_the_right_place(visit):
    visit.click(MAIN)
    assert "🌊" in visit.details
    marked = visit.page.locator("#details mark").all_inner_texts()
    assert "Living With the Tide" in marked and "Port Ellery" in marked


def test_what_is_only_planned_says_so(visit):
    visit.page.click("#index .link >> text=Vessel Bay")
    assert "Planned: not yet reported as done" in visit.details


def test_a_label_leads_to_its_node(visit):
    x, y = visit.spot(MAIN)
    visit.page.mouse.click(x, y + 32)
    visit.page.wait_for_selector("#details:not([hidden])")
    assert visit.selected == MAIN


def test_all_labels_have_room_at_full_size(visit):
    visit.page.evaluate("window.graphPage.network.moveTo({ scale: 1 })")
    visit.page.wait_for_timeout(100)
    shown = visit.page.evaluate("window.graphPage.labels().length")
    assert shown == visit.page.evaluate(TOTAL)


def test_the_timeline_selects(visit):
    visit.page.click("#days button >> text=Mayors")
    assert visit.selected == "activity/harbour-cities-2031/mayors-dialogue"


def test_only_neighbours(visit):
    visit.click(FAIR)
    visit.page.click("#near")
    assert len(visit.page.evaluate("window.graphPage.labels()")) == 6
    visit.page.click("#near")


def test_the_picture_can_be_saved(visit):
    with visit.page.expect_download() as download:
        visit.page.click("#png")
    assert Path(download.value.path()).read_bytes().startswith(b"\x89PNG")


def test_print_hides_the_tools_and_is_light(visit):
    visit.page.click("#theme")
    visit.page.evaluate("dispatchEvent(new Event('beforeprint'))")
    visit.page.emulate_media(media="print")
    assert visit.page.get_attribute("html", "data-theme") == "light"
    assert visit.page.is_hidden(".tools") and visit.page.is_visible("#index")
    visit.page.evaluate("dispatchEvent(new Event('afterprint'))")
    assert visit.page.get_attribute("html", "data-theme") == "dark"


@pytest.mark.parametrize("visit", [{"color_scheme": "dark"}], indirect=True)
def test_dark_follows_the_system_and_can_be_switched(visit):
    colour = "getComputedStyle(document.body).backgroundColor"
    assert visit.page.evaluate(colour) == "rgb(21, 23, 27)"
    visit.page.click("#theme")
    assert visit.page.evaluate(colour) == "rgb(251, 250, 247)"


@pytest.mark.parametrize(
    "visit", [{"viewport": {"width": 390, "height": 844}, "has_touch": True}], indirect=True
)
def test_a_phone_shows_all_of_it_without_scrolling_sideways(visit):
    assert visit.page.evaluate("document.documentElement.scrollWidth") == 390
    visit.page.touchscreen.tap(*visit.spot(MAIN))
    visit.page.wait_for_selector("#details:not([hidden])")
    assert "2031 Harbour Cities Water Summit" in visit.details


@pytest.mark.parametrize("visit", [{"viewport": {"width": 390, "height": 844}}], indirect=True)
def test_a_turned_phone_gets_the_wide_layout(visit):
    def width() -> int:
        return visit.page.evaluate(
            "(() => { const xs = Object.values(window.graphPage.network.getPositions())"
            ".map((p) => p.x); return Math.max(...xs) - Math.min(...xs); })()"
        )

    upright = width()
    visit.page.set_viewport_size({"width": 844, "height": 390})
    visit.page.wait_for_timeout(400)
    assert width() > 1.4 * upright


def test_hostile_names_change_nothing(browser, tmp_path):
    name = "</script><img src=x onerror=\"document.title='taken'\"><a href='x'>href</a>"
    r = Report()
    r.article(name, name, "2031-05-15", name)
    event = r.thing(SUMMIT, "Summit", name, f"alias {name}")
    group = r.thing(mint("group", "hostile"), "Group", f"group {name}")
    r.say(event, SK.hasGroup, group, 0, rule=name, text=name, quote=name)
    r.say(event, SK.editionLabel, Literal(name), 0, rule=name, text=name, quote=name)
    path = tmp_path / "page.html"
    write_page(r.dataset, path)
    context = browser.new_context(offline=True)
    visit = Visit(context, path)
    visit.page.mouse.move(*visit.spot(MAIN))
    visit.click(MAIN)
    visit.page.keyboard.press("/")
    visit.page.keyboard.type("href")
    assert visit.page.locator("img").count() == 0
    assert "taken" not in visit.page.title().replace(name, "")
    assert name in visit.details
    assert visit.requests == [visit.address] and visit.complaints == []
    context.close()
