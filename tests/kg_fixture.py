"""Hand-made extractions for tests of what comes after the extractor."""

import datetime as dt

from rdflib import Literal, URIRef

from kg.iri import article_iri
from kg.model import Article, Claim, Evidence, Extraction, Span, Statement
from kg.vocab import ID, KIND, RDF, RDFS, SK

TEXT = (
    "The 2030 Lantern Forum opened in Marrow Bay. "
    "It was hosted by the Lantern Guild. More than 40 guests came."
)
ARTICLE = Article(
    TEXT, title="Lantern Forum opens", publisher="Bay Post", published=dt.date(2030, 5, 1)
)
SENTENCES = (Span(0, 44), Span(45, 80), Span(81, 106))

FORUM = ID["summit/lantern-forum-2030"]
GUILD = ID["org/lantern-guild"]
BAY = ID["place/marrow-bay"]
GUESTS = ID["group/lantern-forum-2030/guests"]
COUNT = ID["count/lantern-forum-2030/guests/guest"]


def claim(s, p, o, span=SENTENCES[0], confidence=0.9, rule="rule:test", modality="asserted"):
    """One claim; plain strings become English labels."""
    value = o if isinstance(o, URIRef | Literal) else Literal(o, lang="en")
    number = SENTENCES.index(next(x for x in SENTENCES if x.start <= span.start < x.end))
    return Claim(Statement(s, p, value), Evidence(span, number, rule, confidence, modality))


def thing(iri, cls, label, **options):
    """Type and label of a thing."""
    return [claim(iri, RDF.type, cls, **options), claim(iri, RDFS.label, label, **options)]


def good_claims():
    """A forum, its host, its place, and its counted guests."""
    return [
        *thing(FORUM, SK.Summit, "2030 Lantern Forum"),
        claim(FORUM, SK.reportedIn, article_iri(ARTICLE)),
        claim(article_iri(ARTICLE), SK.mainEvent, FORUM),
        *thing(BAY, SK.Place, "Marrow Bay"),
        claim(FORUM, SK.takesPlaceIn, BAY),
        *thing(GUILD, SK.Organization, "Lantern Guild", span=SENTENCES[1]),
        claim(FORUM, SK.hostedBy, GUILD, span=SENTENCES[1]),
        *thing(GUESTS, SK.ParticipantGroup, "guests", span=SENTENCES[2]),
        claim(GUESTS, SK.memberKind, KIND.guest, span=SENTENCES[2]),
        claim(FORUM, SK.hasGroup, GUESTS, span=SENTENCES[2]),
        *thing(COUNT, SK.Count, "more than 40 guests", span=SENTENCES[2]),
        claim(GUESTS, SK.hasCount, COUNT, span=SENTENCES[2]),
        claim(COUNT, SK.countedKind, KIND.guest, span=SENTENCES[2]),
        claim(COUNT, SK.countModifier, Literal("moreThan"), span=SENTENCES[2]),
        claim(COUNT, SK.countValue, Literal(40), span=SENTENCES[2]),
        claim(COUNT, SK.countLower, Literal(41), span=SENTENCES[2]),
    ]


def extraction(*extra, without=()):
    """The good claims, some more, and without those of some predicates."""
    claims = [c for c in good_claims() if c.statement.predicate not in without]
    return Extraction(ARTICLE, SENTENCES, (*claims, *extra))
