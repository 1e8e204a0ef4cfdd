"""Sentences made ready for tests of the extractor's parts."""

from __future__ import annotations

import datetime as dt

from kg.extract import events
from kg.extract.report import analyzer
from kg.extract.scene import Scene, calendar_of
from kg.extract.segment import Sentence, segment
from kg.model import Article


def sentence(text: str) -> Sentence:
    """The one sentence of a text."""
    (only,) = segment(text)
    return only


def scenes(text: str, published: dt.date | None = None) -> list[Scene]:
    """The parsed sentences of a report, its main event chosen."""
    tool = analyzer()
    report = tool.report(Article(text=text, published=published))
    events.settle(report)
    tool.parse(report)
    calendar = calendar_of(report)
    return [Scene(report, each, calendar) for each in report.sentences]
