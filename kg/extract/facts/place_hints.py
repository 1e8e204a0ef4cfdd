"""Where an event is held, where no sentence says it plainly: the best hint, the dateline."""

from __future__ import annotations

import re

from kg.extract.claims import Claims
from kg.extract.entities import fold
from kg.extract.facts import widening
from kg.extract.facts.course import is_course
from kg.extract.facts.places import chains, hold
from kg.extract.mentions import Entity
from kg.extract.scene import Scene
from kg.extract.tree import Word
from kg.model import Span
from kg.vocab import SCHEMA, SK


def complete(scenes: list[Scene], claims: Claims) -> None:
    """Where no sentence says plainly where the main event is held, take the best hint.

    First "in PLACE" in a sentence that names the event, then in the opening sentences, then the
    place of the dateline of a report written at the event.
    """
    main = scenes[0].report.main
    if main is None:
        return
    iri = claims.iri(main)
    housed = any(
        c.statement.subject == iri and c.statement.predicate == SK.takesPlaceIn
        for c in claims.claims
    )
    if housed:
        # "opened at the Exhibition Centre here": the dateline names the town.
        if any(re.search(r"\bhere\b", s.text) and s.references for s in scenes[:6]):
            _dateline_place(scenes, claims, main)
        else:
            widening.widen(scenes[0].report, claims, main)
        if not widening.without_town(scenes[0].report, claims, main):
            _house(scenes, claims, main)
            return
    named = [s for s in scenes if any(r.entity is main for r in s.references)]
    for scene in [*named, *scenes[:3]]:
        if scene.other_edition:
            continue
        for chain in chains(scene):
            before = scene.sentence.before(chain[0].span.start)
            if housed and widening.is_venue(scene.report, chain[-1].name):
                continue
            if _HINT.search(before):
                hold(scene, claims, main, chain, "rule:place/hint", 0.55, "asserted")
                return
    if not any(c.statement.object == _ONLINE for c in claims.claims):
        _dateline_place(scenes, claims, main)


def _house(scenes: list[Scene], claims: Claims, main: Entity) -> None:
    """Where only the town is known, the one house that the report says something was "at"."""
    if widening.has_house(scenes[0].report, claims, main):
        return
    for scene in scenes:
        if scene.other_edition:
            continue
        for chain in chains(scene):
            before = scene.sentence.before(chain[0].span.start)
            if _AT_HOUSE.search(before) and _FOR_EVENTS.search(chain[0].name):
                hold(scene, claims, main, chain, "rule:place/house", 0.55, "asserted")
                return


#: Houses that are built for events.
_FOR_EVENTS = re.compile(
    r"\b(?:Convention|Congress|Conference|Exhibition|Expo|Trade|Events?)\b.*"
    r"\b(?:Cent(?:re|er)|Hall|Complex|Palace|Pavilion)$|\b(?:Fairgrounds?|Stadium|Arena|Oval)$"
)
_AT_HOUSE = re.compile(r"\b(?:at|in|inside|halls of|doors of)\s+the\s+$")

#: Held nowhere: the dateline is the writer's town.
_ONLINE = SCHEMA["OnlineEventAttendanceMode"]
_HINT = re.compile(
    r"\b(?:in|at|returns? to|comes? to)\s+(?:the\s+)?"
    r"(?:(?:city|town|port|capital) of\s+)?(?:downtown\s+)?$",
    re.I,
)


def _dateline_place(scenes: list[Scene], claims: Claims, main: Entity) -> None:
    line = scenes[0].report.dateline
    if line is None or line.place is None:
        _lead_place(scenes, claims, main)
        return
    name = widening.town(line)
    early = [s for s in scenes[:4] if any(r.entity is main and not r.generic for r in s.references)]
    at_event = (
        fold(name) in fold(main.label)
        or bool(early)
        or any(
            re.search(r"\bhere\b", s.text)
            or any(_is_opening(s, w) for w in (s.tree.words if s.tree else []))
            for s in scenes[:4]
        )
    )
    if at_event:
        widening.add_dateline(claims, main, line)


_LEAD = re.compile(
    r"^(?P<place>[A-ZÀ-Þ][\w'’À-ÿ-]+(?: [A-ZÀ-Þ][\w'’À-ÿ-]+){0,2})(?:, [A-Z][\w ]+)?"
    r"(?: \([\w ]{2,12}\))?(?:\s*:|\.\s*-?|\s*[-–—]+)(?:\s|$)"
)


def _lead_place(scenes: list[Scene], claims: Claims, main: Entity) -> None:
    """As in "INDORE: The 58th Congress …": a place before a colon, when the event is "here"."""
    here = any(re.search(r"\bhere\b", s.text) for s in scenes[:5])
    for scene in scenes[:4]:
        match = _LEAD.match(scene.text)
        if match is None:
            continue
        name = match.group("place")
        tagged = any(m.kind == "Place" and m.name == name for s in scenes for m in s.mentions)
        if not (name.isupper() or here or tagged):
            continue
        span = Span(scene.sentence.span.start, scene.sentence.span.start + len(name))
        place = claims.place(name.title() if name.isupper() else name, span)
        claims.add(claims.entity(main), "takesPlaceIn", place, span, "rule:place/lead", 0.55)
        return


def _is_opening(scene: Scene, word: Word) -> bool:
    """A past or present verb of opening, running or closing."""
    return (
        word.mention is None
        and word.tag in {"VBD", "VBZ", "VBN"}
        and is_course(scene, word)
        and scene.modality(word) == "asserted"
    )
