"""Parts of an event whose names no event noun ends: quoted titles, lists, appositions."""

from __future__ import annotations

import re

from kg.extract.mentions import Entity, Mention
from kg.extract.report import Report
from kg.extract.segment import Sentence
from kg.model import Span

_ACTIVITY_NOUN = re.compile(
    r"\b(?:exhibition|symposium|seminar|concert|contest|competition|forum|workshop|panel|lecture|"
    r"talk|congress|"
    r"conference|musical|"
    r"session|masterclass|retrospective|discussion|roundtable|dialogue|play|programme|"
    r"show)\s*,?\s*[“\"‘']$|"
    r"\b(?:activit(?:y|ies)|events?|sessions?|exhibitions?|forums?|seminars?|panels?|workshops?|"
    r"lectures?|"
    r"discussions?|talks?|contests?|competitions?)\s+(?:\w+\s+){0,3}?(?:of|titled|entitled|"
    r"called|named|dubbed|"
    r"on topics such as|such as|including|like|on)\s+[“\"‘'][^”\"’]*$|"
    r"\b(?:activit(?:y|ies)|sessions?|seminars?|panels?|workshops?|lectures?|talks?|"
    r"discussions?)\b[^.;]{0,40}\b(?:such as|titled|entitled|on topics such as|including|"
    r"called)\s*[^.;]*$",
    re.IGNORECASE,
)


def find(report: Report, sentence: Sentence) -> None:
    """Make such names in one sentence parts of the main event."""
    _find_titled(report, sentence)
    _find_apposed(report, sentence)
    _find_listed(report, sentence)
    _find_unveilings(report, sentence)


def _find_titled(report: Report, sentence: Sentence) -> None:
    """Quoted titles after an activity noun name activities: "activities of “X”"."""
    run, cls = False, "Forum"
    for mention in list(report.mentions[sentence.index]):
        if mention.kind != "Title" or mention.quoted is None or mention.entity is None:
            continue
        start = mention.span.start - sentence.span.start
        before = sentence.text[max(0, start - 90) : start + 1]
        joined = run and _JOINED_TITLES.search(sentence.text[: start + 1]) is not None
        if not (_ACTIVITY_NOUN.search(before) or joined):
            run = False
            continue
        if not joined:
            release = re.search(r"\b(?:release|launch)\b", before, re.IGNORECASE)
            shown = re.search(r"\bexhibition\b", before, re.IGNORECASE)
            cls = "Release" if release else "Exhibition" if shown else "Forum"
        run = True
        mention.kind = mention.entity.kind = "Event"
        mention.entity.event_class, mention.entity.parent = cls, report.main


_APPOSED = re.compile(
    r"\b(?:an?|the|one) (?:[\w-]+ )?(?:exhibition|symposium|seminar|workshop|contest|competition|"
    r"forum|concert|"
    r"conference|congress|festival)\s*,\s*$", re.IGNORECASE,
)  # fmt: skip


def _find_apposed(report: Report, sentence: Sentence) -> None:
    """As in "An exhibition, Pride of Malwa, with 140 stalls": the name after its noun."""
    for mention in report.mentions[sentence.index]:
        start = mention.span.start - sentence.span.start
        end = mention.span.end - sentence.span.start
        if (
            mention.kind in {"Unknown", "Person", "Organization", "Place"}
            and mention.entity is not None
            and _APPOSED.search(sentence.text[:start])
            and sentence.text[end : end + 1] == ","
        ):
            mention.kind = mention.entity.kind = "Event"
            mention.entity.event_class, mention.entity.parent = "Activity", report.main


#: Events in plural that a list of their names follows.
_EVENTS_LISTED = re.compile(
    r"\b(?:shows|events|exhibitions|forums|sub-?forums|conferences|competitions|contests|festivals|"
    r"programmes|programs|summits|symposia|symposiums|seminars|workshops)\b"
    r"(?:, | )?(?:[^.;:,]{0,30} )?(?:including|include|included|such as|namely|are|were)\s+"
    r"(?:the )?$",
    re.IGNORECASE,
)
_LISTED_NEXT = re.compile(r"\s*(?:,\s*(?:and\s+)?|\s+and\s+)(?:the\s+)?", re.IGNORECASE)


def _find_listed(report: Report, sentence: Sentence) -> None:
    """As in "co-located shows, including A, B and C": each name is a part's."""
    run: list[Mention] = []
    for mention in report.mentions[sentence.index]:
        start = mention.span.start - sentence.span.start
        if run and _LISTED_NEXT.fullmatch(report.text, run[-1].span.end, mention.span.start):
            run.append(mention)
        elif not run and _EVENTS_LISTED.search(sentence.text[:start]):
            run = [mention]
    names = {"Unknown", "Person", "Organization", "Place", "Event", "Document"}
    plain = [m for m in run if m.quoted is None and not m.certain and m.kind in names]
    if len(plain) < 2 or len(plain) < len(run):
        return
    for mention in plain:
        entity = mention.entity
        body = mention.head is not None and mention.head.kind == "Organization"
        if entity is None or entity is report.main or entity.parent is not None or body:
            continue
        entity.become("Event")
        entity.parent = report.main
        entity.event_class = entity.event_class or "Activity"


_JOINED_TITLES = re.compile(r"[\s,”\"’']+(?:and\s+)?[“\"‘']$")

_UNVEILING = re.compile(
    r"\b(?P<noun>unveiling|launch|release|launching|presentation) of (?:the )?$"
)


def _find_unveilings(report: Report, sentence: Sentence) -> None:
    """As in "the unveiling of the Blue Book": a part of the event where other parts are listed."""
    row = report.mentions[sentence.index]
    if not any(m.kind == "Event" and m.entity and m.entity.parent for m in row):
        return
    for mention in list(row):
        match = _UNVEILING.search(sentence.before(mention.span.start))
        if mention.kind == "Document" and match is not None:
            span = Span(sentence.span.start + match.start("noun"), mention.span.end)
            entity = Entity(
                "Event",
                report.text[span.start : span.end],
                event_class="Release",
                parent=report.main,
            )
            entity.mentions.append(
                Mention(span, entity.label, sentence.index, "Event", mention.first, mention.last)
            )
            report.registry.entities.append(entity)
