"""The merged graph: as if the names had been one, with evidence, one label, kept disagreements."""

from __future__ import annotations

import datetime as dt

import pytest
from rdflib import Literal, URIRef

import kg
from kg import store
from kg.graph import quads
from kg.identity import Overrides, Renaming, describe, resolve, rewrite, rewrite_nquads, unify
from kg.iri import article_iri, evidence_iri
from kg.model import Article, Claim, Evidence, Extraction, Span, Statement
from kg.vocab import ID, KIND, RDF, RDFS, SK, SKOS, XSD

NAMES = {RDFS.label, SKOS.altLabel}


class Report:
    """A report whose claims are stated by hand; each has the whole text as its passage."""

    def __init__(self, text: str, day: str = "2018-05-03") -> None:
        self.article = Article(
            text, title=text[:20], publisher="Post", published=dt.date.fromisoformat(day)
        )
        self.claims: list[Claim] = []

    def say(self, subject: URIRef, predicate: URIRef, value, confidence: float = 0.9) -> None:
        evidence = Evidence(Span(0, len(self.article.text)), 0, "rule:test", confidence)
        self.claims.append(Claim(Statement(subject, predicate, value), evidence))

    def name(self, iri: URIRef, cls: URIRef, label: str, *alt: str) -> URIRef:
        self.say(iri, RDF.type, cls)
        self.say(iri, RDFS.label, Literal(label, lang="en"))
        for other in alt:
            self.say(iri, SKOS.altLabel, Literal(other, lang="en"))
        return iri

    def forum(self, path: str, label: str, start: str, *, number: int = 3) -> URIRef:
        event = self.name(ID[f"summit/{path}"], SK.Summit, label)
        me = article_iri(self.article)
        self.say(event, SK.reportedIn, me)
        self.say(me, SK.mainEvent, event)
        self.say(event, SK.startDate, Literal(start, datatype=XSD.date))
        self.say(event, SK.editionNumber, Literal(number))
        return event

    def guests(self, event: URIRef, words: str, modifier: str, value: int, low, high) -> None:
        path = str(event).rpartition("/")[2]
        group = self.name(ID[f"group/{path}/guests-{value}"], SK.ParticipantGroup, "guests")
        count = self.name(ID[f"count/{path}/guests-{value}/guest"], SK.Count, words)
        self.say(event, SK.hasGroup, group)
        self.say(group, SK.memberKind, KIND.guest)
        self.say(group, SK.hasCount, count)
        self.say(count, SK.countedKind, KIND.guest)
        self.say(count, SK.countModifier, Literal(modifier))
        for name, bound in (("countValue", value), ("countLower", low), ("countUpper", high)):
            if bound is not None:
                self.say(count, SK[name], Literal(bound))

    @property
    def extraction(self) -> Extraction:
        return Extraction(self.article, (Span(0, len(self.article.text)),), tuple(self.claims))


def first() -> Report:
    report = Report("The third Lantern Forum was hosted by the Lantern Makers Union (LMU).")
    event = report.forum("lantern-forum-3th", "third Lantern Forum", "2018-05-02")
    union = report.name(
        ID["org/lantern-makers-union"], SK.Organization, "Lantern Makers Union", "LMU"
    )
    report.say(event, SK.hostedBy, union)
    report.guests(event, "more than 2,000 guests", "moreThan", 2000, 2001, None)
    return report


def second(
    org: str = "lmu",
    label: str = "LMU",
    path: str = "lantern-forum-2018",
    start: str = "2018-05-02",
) -> Report:
    report = Report("LMU hosted the 3rd Lantern Forum, which saw 2,140 guests.", "2018-05-05")
    event = report.forum(path, "3rd Lantern Forum 2018", start)
    report.say(event, SK.hostedBy, report.name(ID[f"org/{org}"], SK.Organization, label))
    report.guests(event, "2,140 guests", "exact", 2140, 2140, 2140)
    return report


def graph(*reports: Report, overrides: Overrides | None = None) -> store.KnowledgeGraph:
    dataset = store.memory()
    store.add(dataset, unify([r.extraction for r in reports], overrides))
    return dataset


def without_names(found) -> set:
    """Quads but names and their evidence, which keep what each article prints."""
    naming = {s for s, p, o, _ in found if p == RDF.predicate and o in NAMES}
    return {q for q in found if q[0] not in naming and q[1] not in NAMES}


def test_the_graph_is_what_it_would_be_if_the_names_had_been_one():
    decided = resolve([d for r in (first(), second()) for d in describe(r.extraction)])
    merged = {m.merged: m.kept for m in decided.merges}
    event = merged[str(ID["summit/lantern-forum-3th"])]
    assert merged[str(ID["org/lmu"])] == str(ID["org/lantern-makers-union"])
    renaming = decided.renaming(article_iri(second().article))
    path = event.rpartition("/")[2]
    equal = second("lantern-makers-union", "Lantern Makers Union", path)
    assert without_names(rewrite(quads(second().extraction), renaming)) == without_names(
        list(quads(equal.extraction))
    )


def test_nquads_are_rewritten_alike():
    decided = resolve([d for r in (first(), second()) for d in describe(r.extraction)])
    for report in (first(), second()):
        renaming = decided.renaming(article_iri(report.article))
        found = list(quads(report.extraction))
        lines = store.nquads(found)
        assert rewrite_nquads(lines, renaming) == store.nquads(rewrite(found, renaming))
        assert rewrite_nquads(lines, Renaming()) == lines


def test_evidence_has_the_iri_that_its_statement_gives_it():
    reports = {r.article.text: r.article for r in (first(), second())}
    found = unify([first().extraction, second().extraction])
    stated = {quad[:3] for quad in found}
    nodes = {s for s, p, o, _ in found if o == SK.Evidence}
    fields = {node: {p: o for s, p, o, _ in found if s == node} for node in nodes}
    assert len(nodes) > 40
    for node, of in fields.items():
        statement = Statement(of[RDF.subject], of[RDF.predicate], of[RDF.object])
        article = reports[str(of[SK.quote])]
        evidence = Evidence(Span(0, len(article.text)), 0, "rule:test", 0.9)
        assert node == evidence_iri(article, statement, evidence)
        assert (statement.subject, statement.predicate, statement.object) in stated


def test_a_body_keeps_all_its_names_and_one_label():
    dataset = graph(first(), second())
    union = ID["org/lantern-makers-union"]
    assert list(map(str, dataset.objects(union, RDFS.label))) == ["Lantern Makers Union"]
    assert "LMU" in map(str, dataset.objects(union, SKOS.altLabel))
    assert not list(dataset.predicate_objects(ID["org/lmu"])) or all(
        "sameAs" in p for p in dataset.predicates(ID["org/lmu"])
    )


def test_bounds_that_fit_are_no_disagreement_and_days_that_differ_are():
    assert kg.query(graph(first(), second()), "where-articles-disagree").rows == ()
    rows = kg.query(graph(first(), second(start="2018-05-04")), "where-articles-disagree").rows
    assert [[str(x) for x in row][1:] for row in rows] == [
        [
            str(SK.startDate),
            *("2018-05-04", str(article_iri(second().article)), "2018-05-05"),
            *("2018-05-02", str(article_iri(first().article)), "2018-05-03"),
        ]
    ]


def test_numbers_whose_bounds_exclude_each_other_are_a_disagreement():
    third = Report("Only 900 guests came to the third Lantern Forum.", "2018-05-06")
    event = third.forum("lantern-forum-3th", "third Lantern Forum", "2018-05-02")
    third.guests(event, "900 guests", "exact", 900, 900, 900)
    rows = kg.query(graph(first(), third), "where-articles-disagree").rows
    assert [(str(r[2]), str(r[5])) for r in rows] == [("900 guests", "more than 2,000 guests")]


def test_a_disagreement_between_articles_is_no_violation():
    found = kg.check(graph(first(), second(start="2018-05-04")))
    assert [v for v in found if v.severity == "violation"] == []
    assert any(v.check == "two-values-across-articles" for v in found)


def test_two_ordinals_in_one_article_are_a_violation():
    report = first()
    report.say(ID["summit/lantern-forum-3th"], SK.editionNumber, Literal(4))
    found = kg.check(graph(report, second()))
    assert any(v.severity == "violation" and v.check == "shape:Event" for v in found)


def test_of_evidence_that_becomes_one_the_stronger_stays():
    report = first()
    event, twin = ID["summit/lantern-forum-3th"], ID["org/lmu"]
    report.name(twin, SK.Organization, "The Lantern Makers Union")
    report.say(event, SK.hostedBy, twin, confidence=0.7)
    dataset = graph(report)
    (node,) = (
        e for e in dataset.subjects(RDF.predicate, SK.hostedBy) if dataset.value(e, RDF.object)
    )
    assert [float(c) for c in dataset.objects(node, SK.confidence)] == [0.9]


def test_copies_count_as_one_source():
    original, copy = first(), first()
    text = original.article.text
    copy.article = Article(text + " (Agency)", title="Copy", published=dt.date(2018, 5, 4))
    other = second()
    rows = kg.query(graph(original, copy, other), "number-of-sources", {"minimum": 2}).rows
    hosted = [r for r in rows if r[1] == SK.hostedBy]
    assert [(int(str(r[3])), int(str(r[4]))) for r in hosted] == [(2, 3)]


def test_what_was_decided_can_be_listed(tmp_path, capsys):
    from kg.cli import run
    from kg.export import export

    path = tmp_path / "graph.trig"
    export(graph(first(), second()), path)
    assert run(["identities", str(path)]) == 0
    shown = capsys.readouterr()
    assert "org/lantern-makers-union\n  = org/lmu  acronym" in shown.out
    assert "merged, 0 kept apart, 0 copies" in shown.err
    assert run(["identities", str(path), "--json"]) == 0
    assert '"merged": "https://w3id.org/summitkg/id/org/lmu"' in capsys.readouterr().out


def test_a_forbidden_merge_is_not_made():
    apart = graph(
        first(), second(), overrides=Overrides(different=(("LMU", "Lantern Makers Union"),))
    )
    assert list(apart.objects(ID["org/lmu"], RDFS.label))


@pytest.mark.parametrize("body", ["Ministry of Trade", "Trade Ministry"])
def test_the_country_beside_a_ministry_is_read_from_its_sentence(body):
    report = Report(f"Kenya's {body} opened the Lantern Forum.")
    report.name(ID["org/m"], SK.Organization, body)
    (found,) = describe(report.extraction)
    assert found.values("country") == ("Kenya",)
