"""An invented report as a dataset: a summit, its activities, numbers, people and evidence."""

from __future__ import annotations

import datetime as dt

from rdflib import Dataset, Literal, URIRef
from rdflib.term import Node

from kg.iri import mint
from kg.vocab import DCTERMS, GRAPH, ID, KIND, META_GRAPH, PROV, RDF, RDFS, SCHEMA, SK, SKOS, XSD

SENTENCES = (
    "The 2031 Harbour Cities Water Summit ended on Thursday in Port Ellery, Marram Coast, "
    "after three days online and on site 🌊 under the theme “Living With the Tide”.",
    "It was co-organized by the Tidewater Institute, the League of River Mayors, "
    "the Office for Coastal Works and the Blue Ledger Foundation, and hosted by the City of "
    "Port Ellery.",
    "More than 70 councils and companies joined in organizing it.",
    "More than 1,800 delegates from 64 countries and regions took part, among them over 400 "
    "young engineers.",
    "The “Open Sluice” Expo drew more than 250 exhibitors and centred on tidal power, "
    "sponge streets and early warning.",
    "At the Delta Prize, 310 entries from nearly 30 countries competed; the Floating Orchard "
    "and the Salt Battery won.",
    "A Mayors’ Dialogue, held for the first time on May 14, chose 12 pilot streets from more "
    "than 90 proposals.",
    "At the Harbour Papers release the summit published the Tide Atlas 2031, the Handbook of "
    "Soft Shores (version 2.0) and the Ellery Declaration.",
    "Ines Okafor, director of the Bureau of Tides of the Office for Coastal Works, and Tomas "
    "Lindqvist, chair of the League of River Mayors, spoke at the closing press conference on "
    "May 15.",
    "The next summit will be held in Vessel Bay; 22 workshops were planned for it.",
)
TEXT = " ".join(SENTENCES)

ARTICLE = ID["article/harbour-cities-1"]
FACTS = GRAPH["article/harbour-cities-1"]
EVIDENCE = GRAPH["article/harbour-cities-1/evidence"]

SUMMIT = mint("summit", "harbour-cities-2031")
EXPO = mint("activity", "harbour-cities-2031", "open-sluice-expo")
GUESTS = mint("group", "harbour-cities-2031", "delegates")
INES = mint("person", "Ines Okafor")
ATLAS = mint("document", "Tide Atlas 2031")


class Report:
    """Collects statements with their evidence into the two graphs of one article."""

    def __init__(self, article: URIRef = ARTICLE) -> None:
        self.dataset = Dataset()
        self._article = article
        self._facts = self.dataset.graph(GRAPH[article.removeprefix(str(ID))])
        self._evidence = self.dataset.graph(GRAPH[article.removeprefix(str(ID)) + "/evidence"])
        self._number = 0

    def article(self, title: str, publisher: str, issued: str, *authors: str) -> None:
        meta = self.dataset.graph(META_GRAPH)
        meta.add((self._article, RDF.type, SK.Article))
        meta.add((self._article, DCTERMS.title, Literal(title, lang="en")))
        meta.add((self._article, DCTERMS.publisher, Literal(publisher)))
        meta.add((self._article, DCTERMS.issued, Literal(issued, datatype=XSD.date)))
        for author in authors:
            meta.add((self._article, DCTERMS.creator, Literal(author)))

    def thing(self, iri: URIRef, kind: str, name: str, *names: str) -> URIRef:
        self._facts.add((iri, RDF.type, SK[kind]))
        self._facts.add((iri, RDFS.label, Literal(name, lang="en")))
        for other in names:
            self._facts.add((iri, SKOS.altLabel, Literal(other, lang="en")))
        return iri

    def say(
        self,
        subject: URIRef,
        predicate: URIRef,
        value: Node,
        sentence: int,
        *,
        rule: str = "lex:example/frame",
        confidence: str = "0.95",
        modality: str = "asserted",
        text: str = TEXT,
        quote: str | None = None,
    ) -> None:
        """State a fact, with the sentence that supports it."""
        quote = SENTENCES[sentence] if quote is None else quote
        start = text.index(quote)
        self._number += 1
        node = URIRef(f"{self._article.replace('/article/', '/evidence/')}/{self._number}")
        self._facts.add((subject, predicate, value))
        for p, o in (
            (RDF.type, SK.Evidence),
            (RDF.subject, subject),
            (RDF.predicate, predicate),
            (RDF.object, value),
            (PROV.hadPrimarySource, self._article),
            (SK.sentenceIndex, Literal(sentence)),
            (SK.charStart, Literal(start)),
            (SK.charEnd, Literal(start + len(quote))),
            (SK.quote, Literal(quote)),
            (SK.ruleId, Literal(rule)),
            (SK.modality, Literal(modality)),
            (SK.confidence, Literal(confidence, datatype=XSD.decimal)),
        ):
            self._evidence.add((node, p, o))

    def group(
        self,
        event: URIRef,
        slug: str,
        sentence: int,
        *counts: tuple[str, str, str, int],
        part: bool = True,
    ) -> URIRef:
        """A group of an event; each count is its words, kind, modifier and value."""
        iri = mint("group", "harbour-cities-2031", slug)
        self.thing(iri, "ParticipantGroup" if part else "Group", slug.replace("-", " "))
        self.say(event, SK.hasGroup, iri, sentence)
        if part:
            self.say(event, SK.hasParticipant, iri, sentence)
        self.say(iri, SK.memberKind, KIND[counts[0][1]], sentence)
        for words, kind, modifier, value in counts:
            count = mint("count", "harbour-cities-2031", slug, kind)
            self.thing(count, "Count", words)
            self.say(iri, SK.hasCount, count, sentence, rule="lex:more-than/count")
            self.say(count, SK.countedKind, KIND[kind], sentence)
            self.say(count, SK.countModifier, Literal(modifier), sentence)
            self.say(count, SK.countValue, Literal(value), sentence)
            low, high = _bounds(modifier, value)
            if low is not None:
                self.say(count, SK.countLower, Literal(low), sentence)
            if high is not None:
                self.say(count, SK.countUpper, Literal(high), sentence)
        return iri

    def post(self, person: URIRef, title: str, organization: URIRef, sentence: int) -> None:
        position = mint("position", person.rpartition("/")[2], title)
        self.thing(position, "Position", title)
        self.say(person, SK.holdsPosition, position, sentence, rule="lex:post/apposition")
        self.say(position, SK.positionTitle, Literal(title, lang="en"), sentence)
        self.say(position, SK.positionIn, organization, sentence)


def _bounds(modifier: str, value: int) -> tuple[int | None, int | None]:
    return {
        "moreThan": (value + 1, None),
        "nearly": (None, value - 1),
        "exact": (value, value),
    }[modifier]


def _date(text: str) -> Literal:
    return Literal(dt.date.fromisoformat(text))


def summit() -> Dataset:
    """The whole report, about 45 things to draw."""
    r = Report()
    r.article(
        "Tide turns at Port Ellery as water summit closes",
        "Marram Wire",
        "2031-05-15",
        "Ada Quill",
        "Bo Renn",
    )
    event = r.thing(SUMMIT, "Summit", "2031 Harbour Cities Water Summit", "the summit")
    r.say(event, SK.reportedIn, ARTICLE, 0)
    r.say(event, SK.startDate, _date("2031-05-13"), 0, rule="rule:date-span", confidence="0.8")
    r.say(event, SK.endDate, _date("2031-05-15"), 0, rule="rule:date-weekday", confidence="0.9")
    r.say(event, SK.attendanceMode, SCHEMA.MixedEventAttendanceMode, 0)
    r.say(event, SK.editionLabel, Literal("2031"), 0)
    series = r.thing(
        mint("series", "Harbour Cities Water Summit"), "Series", "Harbour Cities Water Summit"
    )
    r.say(event, SK.inSeries, series, 0)
    port = r.thing(mint("place", "Port Ellery"), "Place", "Port Ellery")
    coast = r.thing(mint("place", "Marram Coast"), "Place", "Marram Coast")
    r.say(event, SK.takesPlaceIn, port, 0)
    r.say(port, SK.withinPlace, coast, 0)
    theme = r.thing(mint("topic", "Living With the Tide"), "Topic", "Living With the Tide")
    r.say(event, SK.hasTheme, theme, 0)
    orgs = {
        name: r.thing(mint("org", name), "Organization", name)
        for name in (
            "Tidewater Institute",
            "League of River Mayors",
            "Office for Coastal Works",
            "Blue Ledger Foundation",
            "City of Port Ellery",
        )
    }
    for name in list(orgs)[:4]:
        r.say(event, SK.coOrganizedBy, orgs[name], 1, rule="lex:co_organize/passive")
    r.say(event, SK.hostedBy, orgs["City of Port Ellery"], 1, rule="lex:host/passive")
    r.group(
        event,
        "co-organizing-bodies",
        2,
        ("more than 70 councils and companies", "body", "moreThan", 70),
        part=False,
    )
    guests = r.group(
        event,
        "delegates",
        3,
        ("more than 1,800 delegates", "delegate", "moreThan", 1800),
        ("64 countries and regions", "country-or-region", "exact", 64),
    )
    young = r.group(
        event, "young-engineers", 3, ("over 400 young engineers", "young-engineer", "moreThan", 400)
    )
    r.say(young, SK.subgroupOf, guests, 3)
    _activities(r, event, orgs)
    return r.dataset


def _activities(r: Report, event: URIRef, orgs: dict[str, URIRef]) -> None:
    def activity(slug: str, kind: str, name: str, sentence: int, *names: str) -> URIRef:
        iri = r.thing(mint("activity", "harbour-cities-2031", slug), kind, name, *names)
        r.say(event, SK.hasActivity, iri, sentence)
        r.say(iri, SK.activityOf, event, sentence)
        return iri

    expo = activity("open-sluice-expo", "Exhibition", "“Open Sluice” Expo", 4)
    r.group(expo, "exhibitors", 4, ("more than 250 exhibitors", "exhibitor", "moreThan", 250))
    for topic in ("tidal power", "sponge streets", "early warning"):
        r.say(expo, SK.hasTopic, r.thing(mint("topic", topic), "Topic", topic), 4)

    prize = activity("delta-prize", "Competition", "Delta Prize", 5, "the prize")
    r.group(
        prize,
        "entries",
        5,
        ("310 entries", "entry", "exact", 310),
        ("nearly 30 countries", "country", "nearly", 30),
    )
    for project in ("Floating Orchard", "Salt Battery"):
        r.say(prize, SK.features, r.thing(mint("project", project), "Project", project), 5)

    talk = activity("mayors-dialogue", "Forum", "Mayors’ Dialogue", 6)
    r.say(talk, SK.firstTime, Literal(True), 6)
    r.say(talk, SK.startDate, _date("2031-05-14"), 6, rule="rule:date-day")
    streets = r.group(
        talk, "pilot-streets", 6, ("12 pilot streets", "street", "exact", 12), part=False
    )
    ideas = r.group(
        talk, "proposals", 6, ("more than 90 proposals", "proposal", "moreThan", 90), part=False
    )
    r.say(streets, SK.selectedFrom, ideas, 6)

    papers = activity("harbour-papers", "Release", "Harbour Papers release", 7)
    for name, edition in (
        ("Tide Atlas 2031", "2031"),
        ("Handbook of Soft Shores", "2.0"),
        ("Ellery Declaration", ""),
    ):
        document = r.thing(mint("document", name), "Document", name)
        r.say(event, SK.releases, document, 7)
        r.say(papers, SK.releases, document, 7)
        if edition:
            r.say(document, SK.editionLabel, Literal(edition), 7)

    press = activity("closing-press-conference", "PressConference", "closing press conference", 8)
    r.say(press, SK.startDate, _date("2031-05-15"), 8)
    ines = r.thing(INES, "Person", "Ines Okafor")
    tomas = r.thing(mint("person", "Tomas Lindqvist"), "Person", "Tomas Lindqvist")
    bureau = r.thing(mint("org", "Bureau of Tides"), "Organization", "Bureau of Tides")
    r.say(bureau, SK.partOfOrganization, orgs["Office for Coastal Works"], 8)
    r.post(ines, "director", bureau, 8)
    r.post(tomas, "chair", orgs["League of River Mayors"], 8)
    for person in (ines, tomas):
        r.say(press, SK.hasSpeaker, person, 8)

    following = r.thing(mint("summit", "harbour-cities-next"), "Summit", "next summit")
    bay = r.thing(mint("place", "Vessel Bay"), "Place", "Vessel Bay")
    r.say(following, SK.takesPlaceIn, bay, 9, modality="planned", confidence="0.7")
    series = mint("series", "Harbour Cities Water Summit")
    r.say(following, SK.inSeries, series, 9, modality="planned", confidence="0.7")
    r.group(following, "workshops", 9, ("22 workshops", "workshop", "exact", 22), part=False)
