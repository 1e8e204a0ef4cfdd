"""On which days an event begins and ends."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import replace

from kg.extract import kinds
from kg.extract.claims import Claims, date_literal
from kg.extract.dates import DateExpression, find_duration
from kg.extract.facts.course import anchor_of, coordinated, event_of_verb, tells_of_another_event
from kg.extract.mentions import Entity
from kg.extract.scene import Scene
from kg.extract.tree import Word
from kg.model import Span

_UNTIL = re.compile(r"\b(?:until|till|through|up to and including)\s+(?:the\s+)?$")

_EDGE = re.compile(
    r"\b(?P<noun>end|close|conclusion|start|opening|beginning) of (?:the |this )?[^.;]{0,60}$"
)


def read(scene: Scene, claims: Claims) -> None:
    """Add first and last days that one sentence states."""
    for found in scene.dates:
        anchor = anchor_of(scene, found.span)
        event, phase, rule, confidence = _dated(scene, found, anchor)
        if event is None:
            continue
        main = scene.report.main
        if scene.other_edition and event is main and not _own_year(scene, found):
            continue
        if found.year and main and event is main and main.year and found.year < main.year:
            continue
        if event is main and _OF_NEXT.search(scene.sentence.before(found.span.start)):
            continue
        status = scene.modality(anchor or scene.word_at(found.span.start))
        set_for = rule == "rule:date/beside-part" and _SCHEDULED.search(scene.text) is not None
        ahead = (
            status != "asserted"
            or set_for
            or rule == "rule:date/until"
            or _is_set_for(scene, found)
        )
        first, last = scene.calendar.resolve(_in_edition(found, event, main), future=ahead)
        span = scene.span(found.span, anchor.span) if anchor is not None else found.span
        if found.is_range:
            _date(claims, event, "startDate", first, span, rule, confidence, status)
            _date(claims, event, "endDate", last, span, rule, confidence, status)
        elif phase is not None:
            _date(claims, event, phase, first, span, rule, confidence, status)
            if anchor is not None and event is not main:
                for other in coordinated(scene, anchor, event):
                    _date(claims, other, phase, first, span, rule, confidence, status)


def _in_edition(found: DateExpression, event: Entity, main: Entity | None) -> DateExpression:
    """As in "Harbour Expo 2031 will take place on May 4" in a report of 2030's."""
    whole = found.year is None and found.month is not None and found.weekday is None
    return replace(found, year=event.year) if whole and event.year and event is not main else found


def _dated(
    scene: Scene, found: DateExpression, anchor: Word | None
) -> tuple[Entity | None, str | None, str, float]:
    """Which event a date is of, and whether it is its first or its last day."""
    before = scene.sentence.before(found.span.start).lower()
    if _UNTIL.search(before) and not scene.other_edition and _lasts(scene):
        return scene.nearest_event(found.span.start), "endDate", "rule:date/until", 0.7
    part = _named_beside(scene, found)
    if part is not None:
        return part, None if found.is_range else "startDate", "rule:date/beside-part", 0.8
    if anchor is not None and tells_of_another_event(scene, anchor):
        return None, None, "", 0.0
    if anchor is not None:
        for entry in scene.verbs(anchor):
            for sense in entry.senses:
                if sense.range != "date":
                    continue
                event = event_of_verb(scene, anchor, ranged=found.is_range)
                if event is not None:
                    return event, sense.property, f"lex:{entry.id}/date", 0.9
    edge = _EDGE.search(before)
    if edge is not None and scene.references:
        phase = "endDate" if edge.group("noun") in {"end", "close", "conclusion"} else "startDate"
        return scene.nearest_event(found.span.start), phase, "rule:date/edge", 0.6
    direct = [r for r in scene.references if 0 <= found.span.start - r.span.end <= 3]
    if direct and found.is_range:
        return direct[-1].entity, None, "rule:date/beside-name", 0.85
    if found.is_range and scene.references and not scene.other_edition:
        return _lasting(scene, found), None, "rule:date/range", 0.7
    if found.is_range and (
        _opens_report(scene) or re.search(r"\b(?:here|run|runs|week)\b", scene.text)
    ):
        return scene.report.main, None, "rule:date/range", 0.6
    part = _ceremony(scene, found)
    if part is not None:
        return part, "startDate", "rule:date/ceremony", 0.6
    return None, None, "", 0.0


#: What may stand between the name of a part and its day: "the Millers Forum, planned for May 4".
_BESIDE_PART = re.compile(
    r"['’”\"]?\s*(?:\([^()]*\))?\s*[,(]?\s*(?:(?:planned|set|scheduled|due|held|"
    r"to be held|slated|which is set|which is planned) )?(?:for |on |from )?(?:the )?"
)
_SET_FOR = re.compile(r"\b(?:set|planned|scheduled|due|slated|expected) (?:for|on)\s+(?:the\s+)?$")
#: Sentences in which "until" ends something else than the event.
_OTHER_LIMIT = re.compile(
    r"\b(?:regist\w+|appl(?:y|ied|ications?)|submi\w+|deadline|tickets?|entries|proposals|"
    r"nominations|chair\w*|serve\w*|closed|postponed|unknown|extend\w*|valid|in force|mandate|"
    r"production|sanctions|tariffs?|ceasefire|moratorium)\b",
    re.IGNORECASE,
)
#: "… and said that the next summit will be held from 8 to 11 July".
_OF_NEXT = re.compile(
    r"\bnext (?:\w+ ){0,2}?(?:summit|edition|session|meeting|conference|congress|forum|fair|"
    r"festival|expo|exhibition|assembly|event|symposium)\b[^.;]*$",
    re.IGNORECASE,
)
_OPENING = 5
_SCHEDULED = re.compile(r"\b(?:scheduled|planned|upcoming|to come|on the programme)\b")


def _named_beside(scene: Scene, found: DateExpression) -> Entity | None:
    """The part of the event whose name stands right before a date."""
    for reference in reversed(scene.references):
        gap = scene.report.text[reference.span.end : found.span.start]
        if found.span.start >= reference.span.end and _BESIDE_PART.fullmatch(gap):
            part = reference.entity is not scene.report.main and reference.entity.parent is not None
            return reference.entity if part else None
    return None


def _own_year(scene: Scene, found: DateExpression) -> bool:
    """Whether a date prints the year of this edition, so that it is not another edition's."""
    main, issued = scene.report.main, scene.calendar.issued
    year = main.year if main is not None and main.year else issued.year if issued else None
    return found.year is not None and (year is None or found.year == year)


def _is_set_for(scene: Scene, found: DateExpression) -> bool:
    return _SET_FOR.search(scene.sentence.before(found.span.start)) is not None


def _lasts(scene: Scene) -> bool:
    """Whether "until" in this sentence can end the event: it is named, or its people meet."""
    if scene.references:
        return True
    if _OTHER_LIMIT.search(scene.text) or scene.topic() is not scene.report.main:
        return False
    table = scene.report.lexicon.kinds
    words = [t.lower for t in scene.sentence.tokens]
    people = any(w in table and kinds.takes_part(table[w].denotes or "") for w in words)
    return people or "it" in words


def _lasting(scene: Scene, found: DateExpression) -> Entity | None:
    """The event that takes a range of days: no press conference and no ceremony does."""
    event = scene.nearest_event(found.span.start)
    short = event is not None and event.event_class in {"PressConference", "Ceremony"}
    return scene.report.main if short else event


def _opens_report(scene: Scene) -> bool:
    """Whether a sentence stands at the head of a report, where its own days are given."""
    return scene.sentence.index < _OPENING and not scene.other_edition


def _ceremony(scene: Scene, found: DateExpression) -> Entity | None:
    """As in "press conference … on October 30": the day of a part of the event named beside it."""
    for reference in scene.references:
        gap = found.span.start - reference.span.end
        opens = found.span.start - scene.sentence.span.start < 5  # "On Wednesday, … a dialogue …"
        if reference.entity is not scene.report.main and (-110 if opens else -60) <= gap <= 120:
            return reference.entity
    return None


def _date(
    claims: Claims, event: Entity, phase: str, day: dt.date | None, span: Span, rule: str,
    confidence: float, status: str,
) -> None:  # fmt: skip
    if day is not None:
        if status == "expected":
            status = "planned"
        claims.add(
            claims.entity(event),
            phase,
            date_literal(day.isoformat()),
            span,
            rule,
            confidence,
            status,
        )


def read_duration(scene: Scene, claims: Claims, known: dict[str, dt.date]) -> None:
    """With a stated length, one known end of the main event gives the other.

    ``known`` holds startDate and endDate of the main event as found so far; it is completed.
    """
    main = scene.report.main
    found = find_duration(scene.text)
    if main is None or found is None or len(known) != 1 or scene.other_edition:
        return
    days, start, end = found
    about = re.search(
        r"(?i)\b(?:event|conference|summit|forum|fair|festival|expo|exhibition|convention|congress|"
        r"meeting|past|last|lasts?|lasted|runs?|gathering|symposium|show|long)\b",
        scene.text[max(0, start - 40) : end + 40],
    )
    if about is None or not (scene.references or re.search(r"(?i)\bpast\b|\blasts?\b", scene.text)):
        return
    span = Span(scene.sentence.span.start + start, scene.sentence.span.start + end)
    step = dt.timedelta(days=days - 1)
    if "startDate" in known:
        phase, day = "endDate", known["startDate"] + step
    else:
        phase, day = "startDate", known["endDate"] - step
    known[phase] = day
    _date(claims, main, phase, day, span, "rule:date/duration", 0.65, "asserted")
