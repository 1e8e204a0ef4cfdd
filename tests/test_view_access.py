"""Pages for everybody: axe-core finds nothing serious, in light and dark, on a desk and a phone."""

from __future__ import annotations

from pathlib import Path

import pytest
from browser_fixture import CHROMIUM
from test_view import HOSTILE
from test_view_browser import Visit, browser  # noqa: F401
from view_fixture import SUMMIT, Report, summit

from benchmarks.event_graph import event_graph
from kg.iri import mint
from kg.view import Choice, write_folder, write_page
from kg.vocab import SK

axe = pytest.importorskip("axe_playwright_python.sync_playwright", reason="axe is not installed")

DESK = {"width": 1440, "height": 900}
PHONE = {"width": 390, "height": 844}

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(not CHROMIUM.exists(), reason=f"no browser at {CHROMIUM}"),
]


@pytest.fixture(scope="module")
def pages(tmp_path_factory) -> dict[str, Path]:
    folder = tmp_path_factory.mktemp("access")
    write_page(summit(), folder / "report.html")
    write_folder(event_graph(160), folder / "pages")
    event = next(p for p in sorted((folder / "pages").iterdir()) if p.name != "index.html")
    return {
        "report": folder / "report.html",
        "index": folder / "pages" / "index.html",
        "event": event,
    }


def serious(page) -> list[str]:
    """Serious and critical violations, each with the elements that it is found in."""
    found = axe.Axe().run(page).response["violations"]
    return [
        f"{v['id']}: {[node['html'] for node in v['nodes']]}"
        for v in found
        if v["impact"] in ("serious", "critical")
    ]


@pytest.mark.parametrize(
    ("window", "colours"),
    [
        pytest.param(DESK, "light", id="desk-light"),
        pytest.param(PHONE, "dark", id="phone-dark"),
        pytest.param(DESK, "dark", id="desk-dark", marks=pytest.mark.slow),
        pytest.param(PHONE, "light", id="phone-light", marks=pytest.mark.slow),
    ],
)
@pytest.mark.parametrize("name", ["report", "index", "event"])
def test_axe_finds_no_serious_violation(browser, pages, name, window, colours):  # noqa: F811
    context = browser.new_context(
        offline=True, viewport=window, color_scheme=colours, bypass_csp=True
    )
    visit = Visit(context, pages[name])
    assert serious(visit.page) == []
    if name != "index":
        visit.page.focus("#graph")
        visit.page.keyboard.press("Enter")
        visit.page.wait_for_selector("#details:not([hidden])")
        visit.page.fill("#search", "e")
        assert serious(visit.page) == []
    assert visit.page.evaluate("document.documentElement.scrollWidth") <= window["width"]
    context.close()


@pytest.fixture
def index(browser, pages):  # noqa: F811
    context = browser.new_context(offline=True, viewport=DESK)
    visit = Visit(context, pages["index"])
    yield visit
    context.close()
    assert visit.complaints == []


def rows(visit: Visit) -> list[str]:
    return [t for t in visit.page.locator("tbody tr:not([hidden]) th").all_inner_texts() if t]


def test_the_index_asks_for_nothing_else(index):
    assert index.requests == [index.address]


def test_the_table_is_searched_by_any_word(index):
    assert len(rows(index)) == 4
    index.page.keyboard.press("/")
    index.page.keyboard.type("summit 1992")
    assert len(rows(index)) == 1 and rows(index)[0].startswith("1992")
    assert index.page.inner_text("#status") == "1 of 4 events"
    index.page.keyboard.press("Escape")
    assert len(rows(index)) == 4


def test_the_table_is_sorted_by_its_heads(index):
    first = rows(index)
    index.page.click("thead button >> text=When")
    assert rows(index) == first[::-1]
    index.page.click("thead button >> text=Event")
    assert rows(index) == sorted(first)
    assert index.page.get_attribute("thead th >> nth=0", "aria-sort") == "ascending"


def test_a_row_leads_to_the_page_and_back(index):
    name = rows(index)[0]
    index.page.click(f"tbody a >> text={name}")
    index.page.wait_for_selector("html[data-ready]")
    assert index.page.inner_text("h1") == name
    index.page.click("#eyebrow a")
    index.page.wait_for_url("**/index.html")


def test_the_index_reads_without_script(browser, pages):  # noqa: F811
    context = browser.new_context(offline=True, java_script_enabled=False)
    page = context.new_page()
    page.goto(pages["index"].as_uri())
    assert page.locator("tbody tr").count() == 4
    assert page.locator("svg.shared a").count() == 4
    context.close()


def test_the_sentence_on_the_page_says_what_is_shown(browser, pages):  # noqa: F811
    context = browser.new_context(offline=True)
    visit = Visit(context, pages["report"])
    assert visit.page.inner_text("#note").startswith("Shown: all ")
    visit.page.emulate_media(media="print")
    assert visit.page.is_visible("#note")
    context.close()


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_names_run_nothing_in_a_folder(browser, tmp_path, name):  # noqa: F811
    r = Report()
    for iri in (SUMMIT, mint("summit", "second")):
        event = r.thing(iri, "Summit", name)
        host = r.thing(mint("org", "host"), "Organization", name)
        r.say(event, SK.hostedBy, host, 0, rule=name, text=name, quote=name)
    write_folder(r.dataset, tmp_path / "pages", title=name)
    context = browser.new_context(offline=True)
    for path in sorted((tmp_path / "pages").iterdir()):
        visit = Visit(context, path)
        assert visit.page.locator("img").count() == 0
        assert " ".join(visit.page.title().split()) == " ".join(name.split())
        assert visit.requests == [visit.address] and visit.complaints == []
    context.close()


@pytest.mark.slow
def test_two_thousand_things_are_drawn_without_a_request(browser, tmp_path):  # noqa: F811
    path = tmp_path / "page.html"
    write_page(event_graph(2000), path, choice=Choice(everything=True))
    assert path.stat().st_size < 600_000 + 1_000 * 2000
    context = browser.new_context(offline=True)
    visit = Visit(context, path)
    assert len(visit.page.evaluate("window.graphPage.labels()")) > 10
    assert visit.requests == [visit.address] and visit.complaints == []
    context.close()
