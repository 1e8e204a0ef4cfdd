"""Reads the facts of one article. The pipeline, top to bottom, is :func:`extract`."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import replace

from kg.extract import events, parts
from kg.extract.claims import Claims
from kg.extract.facts import (
    activities,
    attendance,
    bodies,
    counts,
    dates,
    documents,
    executives,
    identity,
    lists,
    mode,
    people,
    place_hints,
    places,
    roles,
)
from kg.extract.focus import is_about_event
from kg.extract.report import Analyzer, Report, analyzer
from kg.extract.scene import Scene, calendar_of
from kg.lexicon import Lexicon
from kg.model import Article, Extraction

__all__ = ["extract"]


def extract(article: Article, *, lexicon: Lexicon | None = None) -> Extraction:
    """All claims that an article's text supports, and the candidates that were turned down.

    Pure: the same article gives the same extraction. ``lexicon`` replaces the shipped one. Raises
    MissingExtra without a spaCy model.
    """
    tool = analyzer() if lexicon is None else Analyzer(lexicon)
    report = _settled(tool, article)
    article = dated(report)
    claims = Claims(report)
    if report.main is not None:
        parts.settle(report)
        calendar, end = calendar_of(report), _boilerplate(report.text)
        scenes = [Scene(report, sentence, calendar) for sentence in report.sentences]
        about = is_about_event(report, scenes)
        # Of an article that only mentions an event, the sentences that do so are read.
        scenes = [s for s in scenes if s.sentence.span.start < end and (about or s.references)]
        tool.parse(report, {scene.sentence.index for scene in scenes})
        _read(report, scenes, claims, about=about)
        claims.finish()
    spans = tuple(s.span for s in report.sentences)
    return Extraction(article, spans, tuple(claims.claims), tuple(claims.rejections))


def _settled(tool: Analyzer, article: Article) -> Report:
    """The article with its main event, if it has one.

    The tagger takes nine tenths of the time, and only an article whose surface names an event is
    worth it: without one, the tagger's labels find none either. Most articles name none anywhere.
    """
    report = tool.report(article, tagged=False, everywhere=False)
    events.settle(report)
    if report.main is None and report.registry.of_kind("Event"):
        report = tool.report(article, tagged=False)
        events.settle(report)
    if report.main is not None:
        report = tool.report(article)
        events.settle(report)
    return report


def dated(report: Report) -> Article:
    """The article with its day of issue, if the dateline and the event's year together fix it."""
    article = report.article
    if article.published is not None or report.dateline is None or report.dateline.date is None:
        return article
    return replace(article, published=calendar_of(report).issued)


def _read(report: Report, scenes: list[Scene], claims: Claims, *, about: bool) -> None:
    """Read what the scenes state; ``about`` says that the article is about its main event."""
    identity.read(report, claims)
    for scene in scenes:
        identity.read_theme(scene, claims)
    groups: list[counts.Group] = []
    for scene in scenes:
        activities.read_named(scene, claims)
        activities.read_topics(scene, claims)
        documents.read(scene, claims)
        roles.read(scene, claims)
        lists.read(scene, claims)
        attendance.read(scene, claims)
        people.read(scene, claims)
        counts.read(scene, claims, groups)
        dates.read(scene, claims)
        places.read(scene, claims)
        mode.read(scene, claims)
    if about:
        _complete_dates(report, scenes, claims)
        place_hints.complete(scenes, claims)
        bodies.read(report, claims)
        executives.read(report, claims)


#: A line "About X" after a report's own text: what follows is the sender's description of itself.
_ABOUT = re.compile(r"\n\s*About (?:the )?[A-Z][^\n.]{0,70}:?\s*\n|\n\s*About (?:the )?[A-Z]\w+: ")


def _boilerplate(text: str) -> int:
    """Where the text about the event ends and the sender's about itself begins."""
    match = _ABOUT.search(text)
    return match.start() if match is not None else len(text)


def _complete_dates(report: Report, scenes: list[Scene], claims: Claims) -> None:
    """Give the main event the end that a stated length implies."""
    assert report.main is not None
    iri = claims.iri(report.main)
    known: dict[str, dt.date] = {}
    for claim in claims.claims:
        name = claim.statement.predicate.rpartition("#")[2]
        if claim.statement.subject == iri and name in {"startDate", "endDate"}:
            known.setdefault(name, dt.date.fromisoformat(str(claim.statement.object)))
    for scene in scenes:
        dates.read_duration(scene, claims, known)
