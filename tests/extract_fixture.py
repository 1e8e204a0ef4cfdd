"""Sentences made ready for tests of the extractor's parts."""

from __future__ import annotations

import datetime as dt

from kg.extract import events, extract
from kg.extract.report import analyzer
from kg.extract.scene import Scene, calendar_of
from kg.extract.segment import Sentence, segment
from kg.model import Article
from kg.vocab import RDFS, SK


def sentence(text: str) -> Sentence:
    """The one sentence of a text."""
    (only,) = segment(text)
    return only


def scenes(text: str, published: dt.date | None = None) -> list[Scene]:
    """The parsed sentences of a report, its main event chosen."""
    tool = analyzer()
    report = tool.report(Article(text=text, published=published))
    events.settle(report)
    tool.parse(report, {each.index for each in report.sentences})
    calendar = calendar_of(report)
    return [Scene(report, each, calendar) for each in report.sentences]


def stated(text: str, predicate: str, published: dt.date | None = None) -> set[tuple[str, str]]:
    """Subject and object of all claims with one predicate of ours, things by their labels."""
    claims = [c.statement for c in extract(Article(text=text, published=published)).claims]
    labels = {s.subject: str(s.object) for s in claims if s.predicate == RDFS.label}
    return {
        (labels.get(s.subject, ""), labels.get(s.object, str(s.object)))
        for s in claims
        if s.predicate == SK[predicate]
    }
