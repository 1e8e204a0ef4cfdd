"""What a page opens with: what was asked for, or what the size of the graph allows."""

from __future__ import annotations

import pytest
from click.testing import CliRunner
from rdflib import URIRef
from test_view import data_of
from view_fixture import EXPO, INES, SUMMIT, summit

from benchmarks.event_graph import event_graph
from kg.cli import cli, run
from kg.errors import GraphError, QueryError
from kg.export import export
from kg.iri import mint
from kg.store import open_graph
from kg.view import Choice, constructed, page
from kg.view.choice import chosen
from kg.view.model import Picture, picture
from kg.vocab import ID, SK

MAIN = SUMMIT.removeprefix(str(ID))
FAIR = EXPO.removeprefix(str(ID))


@pytest.fixture(scope="module")
def whole() -> Picture:
    return picture(summit())


@pytest.fixture(scope="module")
def archive() -> Picture:
    return picture(event_graph(2100))


@pytest.fixture(scope="module")
def file(tmp_path_factory):
    path = tmp_path_factory.mktemp("choice") / "graph.trig"
    export(summit(), path)
    return path


def keys(drawn: Picture) -> set[str]:
    return {node.key for node in drawn.nodes}


def ends_are_drawn(drawn: Picture) -> bool:
    ends = {end for e in drawn.edges for end in (e.source, e.target)}
    return ends <= keys(drawn)


class TestAbout:
    def test_one_relation_around_a_thing(self, whole):
        drawn = chosen(whole, Choice(about="“Open Sluice” Expo"))
        topics = {"topic/tidal-power", "topic/sponge-streets", "topic/early-warning"}
        assert keys(drawn) == {FAIR, MAIN, "group/harbour-cities-2031/exhibitors", *topics}
        assert ends_are_drawn(drawn)

    def test_each_hop_goes_one_relation_further(self, whole):
        near, far = (keys(chosen(whole, Choice(about="Ines Okafor", hops=n))) for n in (1, 2))
        assert near < far
        assert "org/office-for-coastal-works" in far - near

    def test_the_thing_stands_in_the_centre_and_in_the_headline(self, whole):
        drawn = chosen(whole, Choice(about="Ines Okafor"))
        assert drawn.main == drawn.roots[0] == INES.removeprefix(str(ID))
        assert "<h1>Ines Okafor</h1>" in page(summit(), choice=Choice(about="Ines Okafor"))

    @pytest.mark.parametrize(
        "name", ["ines okafor", "person/ines-okafor", "id:person/ines-okafor", str(INES)]
    )
    def test_a_thing_is_named_by_label_or_iri(self, whole, name):
        assert chosen(whole, Choice(about=name)).main == "person/ines-okafor"

    def test_another_name_of_a_thing_names_it_too(self, whole):
        assert chosen(whole, Choice(about="the prize")).main.endswith("delta-prize")

    def test_an_unknown_name_brings_the_nearest(self, whole):
        with pytest.raises(GraphError, match=r"did you mean: Tide Atlas 2031\?"):
            chosen(whole, Choice(about="tide atlas"))

    def test_what_is_left_out_is_said_and_stays_in_the_facts(self, whole):
        drawn = chosen(whole, Choice(about="Ines Okafor"))
        assert drawn.note.startswith(
            f"Shown: 3 of {len(whole.nodes)} things, those within 1 relation of Ines Okafor."
        )
        press = [f for f in drawn.facts if f.subject.endswith("closing-press-conference")]
        assert {(f.text, f.object) for f in press} >= {
            ("Tomas Lindqvist", None),
            ("Ines Okafor", "person/ines-okafor"),
        }

    def test_reports_that_nothing_shown_comes_from_are_not_named(self):
        archive = picture(event_graph(120))
        event = next(n for n in archive.nodes if n.family == "event")
        drawn = chosen(archive, Choice(about=event.key))
        assert 0 < len(drawn.sources) < len(archive.sources)


class TestClass:
    def test_things_of_some_classes_and_the_relations_between_them(self, whole):
        drawn = chosen(whole, Choice(classes=("Summit", "sk:Organization")))
        assert {n.family for n in drawn.nodes} == {"event", "organization"}
        assert {e.label for e in drawn.edges} == {
            "co-organized by",
            "hosted by",
            "part of organization",
        }

    def test_a_family_may_be_named_as_the_legend_names_it(self, whole):
        assert {n.family for n in chosen(whole, Choice(classes=("People",))).nodes} == {"person"}

    def test_classes_narrow_what_is_around_a_thing(self, whole):
        drawn = chosen(whole, Choice(about=MAIN, hops=2, classes=("person",)))
        assert keys(drawn) == {MAIN, "person/ines-okafor", "person/tomas-lindqvist"}

    def test_an_unknown_class_brings_those_that_there_are(self, whole):
        with pytest.raises(GraphError, match=r"Ship: no class of this graph; it has .*summit"):
            chosen(whole, Choice(classes=("Ship",)))


class TestQuery:
    def draw(self, file, query: str) -> Picture:
        dataset = open_graph(file)
        answer = constructed(dataset, f"PREFIX sk: <{SK}> {query}")
        return chosen(picture(dataset, answer), Choice(answer=answer))

    def test_only_the_relations_of_the_answer_are_drawn(self, file):
        drawn = self.draw(file, "CONSTRUCT WHERE { ?event sk:coOrganizedBy ?organizer }")
        assert {e.label for e in drawn.edges} == {"co-organized by"}
        assert len(drawn.nodes) == 5 and len(drawn.edges) == 4
        assert all(drawn.facts[e.fact].support for e in drawn.edges)

    def test_a_post_is_drawn_to_its_organization(self, file):
        drawn = self.draw(
            file, "CONSTRUCT WHERE { ?who sk:holdsPosition ?post . ?post sk:positionIn ?body }"
        )
        assert {e.label for e in drawn.edges} == {"director of", "chair of"}

    def test_a_relation_that_only_the_query_makes_is_drawn(self, file):
        drawn = self.draw(
            file,
            "CONSTRUCT { ?a <https://example.org/sits-beside> ?b } "
            "WHERE { ?e sk:hasSpeaker ?a, ?b FILTER(STR(?a) < STR(?b)) }",
        )
        (edge,) = drawn.edges
        assert (edge.source, edge.target) == ("person/ines-okafor", "person/tomas-lindqvist")
        assert not drawn.facts[edge.fact].support

    def test_a_relation_said_from_the_other_end_is_drawn(self, file):
        drawn = self.draw(file, "CONSTRUCT WHERE { ?a sk:activityOf ?e }")
        assert {e.label for e in drawn.edges} == {"has activity"}

    def test_a_table_is_no_picture(self, file):
        with pytest.raises(QueryError, match="needs a CONSTRUCT query"):
            self.draw(file, "SELECT ?s WHERE { ?s ?p ?o }")

    def test_an_answer_without_things_is_said(self, file):
        with pytest.raises(GraphError, match="nothing that can be drawn"):
            self.draw(file, "CONSTRUCT WHERE { ?s sk:nothing ?o }")


class TestSize:
    def test_a_small_graph_is_drawn_whole(self, whole):
        drawn = chosen(whole, Choice())
        assert keys(drawn) == keys(whole)
        assert drawn.note == (
            f"Shown: all {len(whole.nodes)} things and {len(whole.edges)} relations of the graph."
        )

    def test_above_500_things_the_course_of_events_is_drawn(self):
        drawn = chosen(picture(event_graph(600)), Choice())
        assert {n.family for n in drawn.nodes} == {"event", "activity"}
        assert drawn.note.startswith("Shown: 105 of 600 things, the events, activities and series.")
        assert "organizations" in drawn.note and "--about NAME" in drawn.note

    def test_above_2000_things_events_are_joined_by_what_they_share(self, archive):
        drawn = chosen(archive, Choice())
        assert {n.family for n in drawn.nodes} == {"event"}
        assert drawn.edges and all(e.mutual for e in drawn.edges)
        fact = drawn.facts[drawn.edges[0].fact]
        assert fact.note.partition(" in common: ")[2].startswith("shared body")
        assert "joined by the organizers and participants they share" in drawn.note

    def test_everything_can_be_asked_for(self):
        assert len(chosen(picture(event_graph(600)), Choice(everything=True)).nodes) == 600

    def test_too_wide_a_choice_is_refused_and_not_cut(self, archive):
        everything = tuple({n.kind for n in archive.nodes})
        with pytest.raises(GraphError, match=r"2,100 things are chosen.* --all"):
            chosen(archive, Choice(classes=everything))


class TestCommand:
    def test_choices_reach_the_page(self, file, tmp_path):
        out = tmp_path / "page.html"
        options = ["--about", "Ines Okafor", "--hops", "2", "--class", "organization"]
        result = CliRunner().invoke(cli, ["view", str(file), "-o", str(out), *options])
        assert result.exit_code == 0
        data = data_of(out.read_text(encoding="utf-8"))
        assert data["main"] == "person/ines-okafor"
        assert "within 2 relations of Ines Okafor and of class organization" in data["note"]

    def test_a_query_may_stand_in_a_file(self, file, tmp_path):
        query = tmp_path / "speakers.rq"
        query.write_text("PREFIX sk: <https://w3id.org/summitkg/ontology#>\n"
                         "CONSTRUCT WHERE { ?e sk:hasSpeaker ?who }")  # fmt: skip
        out = tmp_path / "page.html"
        assert run(["view", str(file), "-o", str(out), "--query", str(query)]) == 0
        assert len(data_of(out.read_text(encoding="utf-8"))["edges"]) == 2

    @pytest.mark.parametrize(
        "options",
        [
            ["--hops", "2"],
            ["--about", "nobody at all"],
            ["--class", "Ship"],
            ["--query", "SELECT * WHERE { ?s ?p ?o }"],
        ],
    )
    def test_a_choice_that_is_none_writes_nothing(self, file, tmp_path, options, capsys):
        out = tmp_path / "page.html"
        assert run(["view", str(file), "-o", str(out), *options]) == 2
        assert not out.exists()
        assert "Traceback" not in capsys.readouterr().err

    def test_hostile_choices_stay_data(self, file):
        name = "</script><img src=x onerror=alert(1)>"
        triple = (URIRef(SUMMIT), SK.hasTopic, mint("topic", "tidal power"))
        dataset = summit()
        choice = Choice(answer=frozenset({triple}), classes=("event", "topic"))
        text = page(dataset, title=name, choice=choice)
        assert "<img" not in text and text.count("<script") == page(dataset).count("<script")
