"""The page of a graph, looked at through its model and its data."""

from __future__ import annotations

import itertools
import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rdflib import Dataset, Literal
from view_fixture import (
    ARTICLE,
    ATLAS,
    EXPO,
    FACTS,
    GUESTS,
    INES,
    SENTENCES,
    SUMMIT,
    Report,
    summit,
)

from kg.errors import GraphError
from kg.iri import mint
from kg.view import page, write_page
from kg.view.families import DARK_BACKGROUND, FAMILIES, LIGHT_BACKGROUND
from kg.view.labels import wrap
from kg.view.layout import Box, place
from kg.view.model import Picture, picture
from kg.view.payload import payload
from kg.view.render import as_json
from kg.view.words import marks
from kg.vocab import ID, KIND, SK

HOSTILE = (
    "</script><script>document.title='taken'</script>",
    "<img src=x onerror=\"document.title='taken'\">",
    "<a href=\"javascript:document.title='taken'\">href</a>",
    "{{data}} {{script}} ]]> <!-- \u2028 \u2029 & \"quoted\" 'single' \\",
)


@pytest.fixture(scope="module")
def drawn() -> Picture:
    return picture(summit())


def node(drawn: Picture, iri: str):
    return next(n for n in drawn.nodes if n.iri == str(iri))


def facts_of(drawn: Picture, iri: str, predicate: str):
    key = str(iri).removeprefix(str(ID))
    return [f for f in drawn.facts if f.subject == key and f.predicate == predicate]


def data_of(text: str) -> dict:
    found = re.search(r'<script type="application/json" id="data">(.*?)</script>', text, re.DOTALL)
    return json.loads(found[1])


class TestModel:
    def test_the_summit_is_the_main_event(self, drawn):
        assert drawn.main == str(SUMMIT).removeprefix(str(ID))

    def test_what_the_report_is_about_comes_before_what_is_better_connected(self):
        r = Report()
        r.article("A report", "A Wire", "2031-05-15")
        small = r.thing(mint("summit", "small"), "Summit", "Small")
        large = r.thing(mint("summit", "large"), "Summit", "Large")
        for name in ("a", "b"):
            r.say(large, SK.hostedBy, r.thing(mint("org", name), "Organization", name), 0)
        r.dataset.graph(FACTS).add((ARTICLE, SK.mainEvent, small))
        assert picture(r.dataset).main == "summit/small"

    def test_every_family_of_the_report_is_drawn(self, drawn):
        assert {n.family for n in drawn.nodes} == {f.key for f in FAMILIES}

    def test_counts_positions_kinds_articles_and_evidence_are_no_nodes(self, drawn):
        kinds = {n.iri.removeprefix(str(ID)).split("/")[0] for n in drawn.nodes}
        assert kinds.isdisjoint({"count", "position", "article", "evidence"})
        assert not any(n.iri.startswith(str(KIND)) for n in drawn.nodes)

    def test_a_group_is_called_by_its_size_and_its_other_counts_stand_below(self, drawn):
        guests = node(drawn, GUESTS)
        assert (guests.label, guests.sub) == (
            "more than 1,800 delegates",
            "64 countries and regions",
        )

    def test_the_bounds_of_a_count_are_said_in_words(self, drawn):
        notes = {f.text: f.note for f in drawn.facts if f.property == SK.hasCount}
        assert notes["more than 1,800 delegates"] == "1,801 or more"
        assert notes["nearly 30 countries"] == "29 or fewer"
        assert notes["310 entries"] == "exactly 310"

    def test_a_post_is_folded_into_the_person_and_leads_to_the_organization(self, drawn):
        assert node(drawn, INES).sub == "director"
        (post,) = facts_of(drawn, INES, "director of")
        assert (post.object, post.text) == ("org/bureau-of-tides", "Bureau of Tides")
        assert post.support

    def test_a_relation_said_from_both_ends_is_drawn_once(self, drawn):
        between = [
            e
            for e in drawn.edges
            if {e.source, e.target}
            == {
                str(SUMMIT).removeprefix(str(ID)),
                str(EXPO).removeprefix(str(ID)),
            }
        ]
        assert [e.label for e in between] == ["has activity"]

    def test_a_group_that_takes_part_has_one_edge_and_keeps_all_evidence(self, drawn):
        key = str(GUESTS).removeprefix(str(ID))
        (edge,) = [e for e in drawn.edges if e.target == key and e.source == drawn.main]
        assert edge.label == "has participant"
        assert len(drawn.facts[edge.fact].support) == 1  # one passage, said by two statements

    def test_roles_come_from_the_relations(self, drawn):
        assert node(drawn, INES).roles == ("speaker",)
        assert node(drawn, mint("org", "Tidewater Institute")).roles == ("co-organizer",)

    def test_what_is_only_planned_is_dashed(self, drawn):
        planned = {e.label for e in drawn.edges if e.planned}
        assert planned == {"takes place in", "in series"}

    def test_the_timeline_holds_what_is_dated_in_order(self, drawn):
        assert [(d.start, d.end) for d in drawn.timeline] == [
            ("2031-05-13", "2031-05-15"),
            ("2031-05-14", "2031-05-14"),
            ("2031-05-15", "2031-05-15"),
        ]

    def test_every_fact_but_the_labels_has_a_passage(self, drawn):
        assert all(f.support for f in drawn.facts)
        quotes = {s.passage.quote for f in drawn.facts for s in f.support}
        assert quotes <= set(SENTENCES)

    def test_the_source_of_every_passage_is_known(self, drawn):
        known = {s.iri for s in drawn.sources}
        used = {s.passage.article for f in drawn.facts for s in f.support}
        assert used == known == {str(ARTICLE)}


class TestParallelEdges:
    def test_two_relations_between_a_pair_are_two_edges_that_bend_apart(self):
        r = Report()
        event = r.thing(SUMMIT, "Summit", "Summit")
        host = r.thing(mint("org", "Host"), "Organization", "Host")
        for predicate in (SK.hostedBy, SK.supportedBy, SK.hasParticipant):
            r.say(event, predicate, host, 0)
        edges = payload(picture(r.dataset), title="")["edges"]
        assert len(edges) == 3
        assert len({tuple(sorted(e.get("smooth", {}).items())) for e in edges}) == 3

    def test_opposite_relations_do_not_lie_on_one_line(self):
        r = Report()
        one = r.thing(mint("group", "one"), "Group", "one")
        two = r.thing(mint("group", "two"), "Group", "two")
        r.say(one, SK.subgroupOf, two, 0)
        r.say(one, SK.selectedFrom, two, 0)
        r.say(two, SK.selectedFrom, one, 0)
        data = payload(picture(r.dataset), title="")
        edges, facts = data["edges"], data["facts"]

        # A left bend of the way there and a right bend of the way back are the same curve.
        def side(edge: dict) -> tuple[float, bool] | None:
            if "smooth" not in edge:
                return None
            left = edge["smooth"]["type"] == "curvedCCW"
            fact = facts[edge["fact"]]
            return edge["smooth"]["roundness"], left == (fact["s"] < fact["o"])

        assert len({side(e) for e in edges}) == 3


class TestLayout:
    @given(st.integers(1, 60), st.floats(0.6, 2.5), st.randoms(use_true_random=False))
    def test_boxes_of_up_to_sixty_nodes_stand_apart(self, size, stretch, random):
        names = [f"n{i}" for i in range(size)]
        boxes = {n: Box(random.randint(12, 80), 11, random.randint(20, 70)) for n in names}
        edges = [(names[random.randrange(i)], names[i]) for i in range(1, size)]
        spots = place(boxes, edges, names[:1], stretch=stretch)
        for one, other in itertools.combinations(names, 2):
            (ax, ay), (bx, by) = spots[one], spots[other]
            a, b = boxes[one], boxes[other]
            apart = abs(ax - bx) >= a.half + b.half or (
                ay + a.down <= by - b.up or by + b.down <= ay - a.up
            )
            assert apart, (one, other)

    def test_things_without_relations_have_a_place_too(self):
        boxes = {n: Box(40, 11, 40) for n in "abc"}
        assert len(set(place(boxes, [], [], stretch=1.9).values())) == 3

    def test_a_long_chain_is_no_trouble(self):
        names = [f"n{i:04}" for i in range(1500)]
        boxes = {n: Box(10, 10, 10) for n in names}
        assert len(place(boxes, itertools.pairwise(names), names[:1], stretch=1.9)) == 1500


class TestPage:
    def test_the_same_dataset_gives_the_same_bytes_in_any_hash_order(self, tmp_path: Path):
        code = (
            "import sys; from pathlib import Path; from view_fixture import summit;"
            "from kg.view import write_page; write_page(summit(), Path(sys.argv[1]))"
        )
        here = Path(__file__).parent
        for seed in ("1", "2"):
            environment = {
                **os.environ,
                "PYTHONHASHSEED": seed,
                "PYTHONPATH": os.pathsep.join([str(here), str(here.parent)]),
            }
            subprocess.run(
                [sys.executable, "-c", code, str(tmp_path / seed)],
                check=True,
                env=environment,
                cwd=tmp_path,
            )
        assert (tmp_path / "1").read_bytes() == (tmp_path / "2").read_bytes()
        assert sorted(p.name for p in tmp_path.iterdir()) == ["1", "2"]

    def test_nothing_in_the_page_points_to_the_network(self):
        text = page(summit())
        outside = re.sub(r"<script>.*?</script>", "", text, flags=re.DOTALL)
        assert not re.search(r'(?:src|href)\s*=\s*"(?!#|data:)', outside)
        assert "default-src &#x27;none&#x27;" in text

    @pytest.mark.parametrize("name", HOSTILE)
    def test_hostile_text_stays_data(self, name):
        r = Report()
        r.article(name, name, "2031-05-15", name)
        event = r.thing(SUMMIT, "Summit", name, f"also {name}")
        group = r.thing(mint("group", "hostile"), "Group", name)
        r.say(event, SK.hasGroup, group, 0, rule=name, text=name, quote=name)
        r.say(event, SK.editionLabel, Literal(name), 0, rule=name, text=name, quote=name)
        text = page(r.dataset, title=name)
        plain = page(summit())
        assert text.count("<script") == plain.count("<script")
        assert text.count("</script") == plain.count("</script")
        assert "<img" not in text
        script = text.partition('id="data">')[2]
        assert "\u2028" not in script and "\u2029" not in script
        data = data_of(text)
        assert data["title"] == name
        assert data["nodes"][0]["label"] == name
        assert data["passages"][0]["q"] == name
        assert not any("title" in n for n in data["nodes"])

    @given(st.text())
    def test_json_survives_escaping_and_holds_no_markup(self, text):
        written = as_json([text])
        assert json.loads(written) == [text]
        assert not set("<>&\u2028\u2029") & set(written)

    def test_an_empty_dataset_is_a_page(self):
        data = data_of(page(Dataset()))
        assert (data["nodes"], data["main"], data["title"]) == ([], "", "Knowledge graph")

    def test_facts_without_named_graphs_are_drawn(self):
        flat = Dataset()
        for s, p, o, _ in summit().quads((None, None, None, None)):
            flat.default_graph.add((s, p, o))
        assert picture(flat) == picture(summit())

    def test_the_title_can_be_given(self):
        text = page(summit(), title="A & B")
        assert "<h1>A &amp; B</h1>" in text and "<title>A &amp; B</title>" in text

    def test_it_stays_small(self):
        text = page(summit())
        nodes = len(data_of(text)["nodes"])
        assert len(text.encode()) < 600_000 + 1_000 * nodes

    def test_missing_folders_are_made(self, tmp_path: Path):
        write_page(summit(), tmp_path / "a" / "b" / "page.html")
        assert [p.name for p in (tmp_path / "a" / "b").iterdir()] == ["page.html"]

    def test_a_page_that_cannot_be_written_is_said_in_one_line(self, tmp_path: Path):
        (tmp_path / "file").write_text("")
        with pytest.raises(GraphError, match=r"cannot be written") as error:
            write_page(summit(), tmp_path / "file" / "page.html")
        assert "\n" not in str(error.value)

    def test_the_documents_panel_knows_both_events_that_released_it(self, drawn):
        key = str(ATLAS).removeprefix(str(ID))
        assert {f.subject for f in drawn.facts if f.object == key} == {
            drawn.main,
            "activity/harbour-cities-2031/harbour-papers",
        }


class TestMarks:
    def test_offsets_count_code_points(self):
        quote = "🌊🌊 the Tide Atlas 🌊"
        ((start, end),) = marks(quote, [["tide atlas"]])
        assert quote[start:end] == "Tide Atlas"
        assert start == 7

    def test_only_whole_words_are_marked(self):
        assert marks("Vesselbay and Bay", [["bay"]]) == ((14, 17),)

    def test_a_weaker_sign_is_marked_only_where_the_name_is_missing(self):
        tiers = [["more than 600 guests"], ["600"]]
        assert marks("guests More than 600 people", tiers) == ((17, 20),)
        assert marks("More than 600 guests came", tiers) == ((0, 20),)


class TestLabels:
    def test_long_names_become_three_short_lines(self):
        lines = wrap("World Congress on Everything That Could Possibly Be Said About Harbours")
        assert len(lines) == 3 and lines[-1].endswith("…")
        assert all(len(line) <= 22 for line in lines)

    def test_a_word_longer_than_a_line_is_cut(self):
        assert wrap("x" * 30) == ["x" * 22, "x" * 8]


@pytest.mark.parametrize("family", FAMILIES, ids=lambda f: f.key)
def test_colours_can_be_told_from_the_page(family):
    assert contrast(family.light, LIGHT_BACKGROUND) >= 4.5
    assert contrast(family.dark, DARK_BACKGROUND) >= 4.5


def test_no_two_families_share_a_shape_or_a_colour():
    assert len({f.path for f in FAMILIES}) == len(FAMILIES)
    assert len({f.light for f in FAMILIES}) == len({f.dark for f in FAMILIES}) == len(FAMILIES)


def contrast(one: str, other: str) -> float:
    high, low = sorted((luminance(one), luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


def luminance(colour: str) -> float:
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    r, g, b = (c / 12.92 if c <= 0.03928 else ((c + 0.055) / 1.055) ** 2.4 for c in parts)
    return 0.2126 * r + 0.7152 * g + 0.0722 * b
