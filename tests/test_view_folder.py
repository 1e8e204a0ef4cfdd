"""A folder of pages: an index of all events and a page for each."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from rdflib import Dataset
from test_view import HOSTILE, data_of
from view_fixture import SUMMIT, Report, summit

from benchmarks.event_graph import event_graph
from kg.cli import run
from kg.errors import GraphError
from kg.export import export
from kg.iri import mint
from kg.view import write_folder
from kg.vocab import SK

POINTS_OUT = re.compile(r'(?:src|href)\s*=\s*"(?!#|data:|[a-z0-9-]+\.html")')


@pytest.fixture(scope="module")
def folder(tmp_path_factory) -> Path:
    folder = tmp_path_factory.mktemp("folder") / "pages"
    write_folder(event_graph(320), folder)
    return folder


def read(path: Path) -> str:
    return path.read_text(encoding="utf-8")


def without_scripts(text: str) -> str:
    return re.sub(r"<script.*?</script>", "", text, flags=re.DOTALL)


def test_there_is_an_index_and_a_page_for_each_event(folder):
    index = read(folder / "index.html")
    linked = set(re.findall(r'<th scope="row"><a href="([^"]+)"', index))
    assert len(linked) == 8
    assert {p.name for p in folder.iterdir()} == {"index.html", *linked}


def test_the_index_counts_what_there_is(folder):
    text = read(folder / "index.html")
    assert "8 events · 320 things · 8 reports · 1990 to 1997" in text
    assert re.search(r"<b>8</b> Events", text)


def test_the_pages_together_show_everything(folder):
    pages = [data_of(read(p)) for p in folder.iterdir() if p.name != "index.html"]
    assert len({n["id"] for page in pages for n in page["nodes"]}) == 320
    assert "together the pages show every thing of the graph" in read(folder / "index.html")


def test_what_no_event_leads_to_is_counted(tmp_path):
    dataset = summit()
    r = Report()
    r.thing(mint("org", "Bystander"), "Organization", "Bystander")
    for quad in r.dataset.quads((None, None, None, None)):
        dataset.add(quad)
    write_folder(dataset, tmp_path / "pages")
    assert "1 thing that no event leads to is on none of them" in read(
        tmp_path / "pages" / "index.html"
    )


def test_a_page_is_about_its_event_and_leads_to_the_others(folder):
    for path in sorted(folder.iterdir()):
        if path.name != "index.html":
            data = data_of(read(path))
            assert path.name == data["main"].replace("/", "-") + ".html"
            assert data["pages"][""] == "index.html"
            assert "those that belong to this event" in data["note"]
            assert 30 <= len(data["nodes"]) <= 60


def test_events_that_share_an_organizer_are_joined(folder):
    text = read(folder / "index.html")
    drawing = text.partition('<svg class="shared"')[2].partition("</svg>\n    </div>")[0]
    assert drawing.count("<a href=") == 8
    assert "in common: shared body" in drawing.lower()
    assert "Shown: 8 of 8 events" in text


def test_nothing_in_the_folder_points_to_the_network(folder):
    for path in folder.iterdir():
        assert not POINTS_OUT.search(without_scripts(read(path)))


def test_the_same_graph_gives_the_same_bytes(folder, tmp_path):
    write_folder(event_graph(320), tmp_path / "again")
    for path in folder.iterdir():
        assert (tmp_path / "again" / path.name).read_bytes() == path.read_bytes()


def test_a_folder_of_pages_is_replaced_as_a_whole(tmp_path):
    write_folder(event_graph(120), tmp_path / "pages")
    write_folder(summit(), tmp_path / "pages")
    names = sorted(p.name for p in (tmp_path / "pages").iterdir())
    assert names == [
        "index.html",
        "summit-harbour-cities-2031.html",
        "summit-harbour-cities-next.html",
    ]
    assert [p.name for p in tmp_path.iterdir()] == ["pages"]


def test_a_folder_with_other_things_is_left_alone(tmp_path):
    (tmp_path / "mine.txt").write_text("mine")
    with pytest.raises(GraphError, match="holds something else"):
        write_folder(summit(), tmp_path)
    assert [p.name for p in tmp_path.iterdir()] == ["mine.txt"]


def test_a_graph_without_events_is_said(tmp_path):
    with pytest.raises(GraphError, match="no event"):
        write_folder(Dataset(), tmp_path / "pages")
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_names_stay_text(name, tmp_path):
    r = Report()
    event = r.thing(SUMMIT, "Summit", name)
    other = r.thing(mint("summit", "second"), "Summit", f"second {name}")
    host = r.thing(mint("org", "host"), "Organization", name)
    place = r.thing(mint("place", "place"), "Place", name)
    for summit_ in (event, other):
        r.say(summit_, SK.hostedBy, host, 0, rule=name, text=name, quote=name)
        r.say(summit_, SK.takesPlaceIn, place, 0)
    write_folder(r.dataset, tmp_path / "pages", title=name)
    text = read(tmp_path / "pages" / "index.html")
    assert text.count("<script") == text.count("</script") == 1
    assert "<img" not in text and "javascript:document" not in re.sub("&quot;.*", "", text)
    assert not POINTS_OUT.search(without_scripts(text))


def test_the_command_takes_a_folder(tmp_path, capsys):
    export(summit(), tmp_path / "graph.trig")
    assert run(["view", str(tmp_path / "graph.trig"), "-o", str(tmp_path / "pages")]) == 0
    assert capsys.readouterr().out.endswith("pages: index.html and 2 pages\n")
    for wrong in (["-o", str(tmp_path / "pages"), "--all"], ["-o", str(tmp_path / "page.pdf")]):
        assert run(["view", str(tmp_path / "graph.trig"), *wrong]) == 2


@pytest.mark.slow
def test_an_archive_of_ten_thousand_things_has_an_index_and_a_page_for_each_summit(tmp_path):
    write_folder(event_graph(10_000), tmp_path / "pages")
    assert len(list((tmp_path / "pages").iterdir())) == 1 + 249
    assert "10,000 things" in read(tmp_path / "pages" / "index.html")
    for path in (tmp_path / "pages").iterdir():
        assert path.stat().st_size < 700_000
