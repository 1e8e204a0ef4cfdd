"""Where an event is held, from the venue outwards."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg import gazetteer
from kg.extract.claims import Claims
from kg.extract.entities import fold
from kg.extract.facts import widening
from kg.extract.facts.course import anchor_of, event_of_verb, is_course
from kg.extract.frames import matches
from kg.extract.mentions import Entity, Mention
from kg.extract.scene import Scene
from kg.extract.tree import Word
from kg.model import Span
from kg.vocab import SCHEMA, SK

_COMPASS = re.compile(
    r"(?i)^(?:north|south|east|west|central)(?:ern)?(?:[- ](?:east|west)(?:ern)?)?\s+\w+$"
)

_COMPASS_BEFORE = re.compile(
    r"\b(?:north|south|east|west|central)(?:ern)?(?:[- ]?(?:east|west)(?:ern)?)?\s+$", re.IGNORECASE
)

_CHAIN_GAP = re.compile(
    r"\s*,\s*(?:(?:(?:a|the)\s+)?(?:\w+\s+){0,3}(?:city|town|village|port|capital|resort)\s+(?:of|"
    r"in)\s+)?"
    r"(?:in\s+)?(?:(?:north|south|east|west|central)(?:ern)?[- ]?)*|\s+in\s+(?:the\s+)?(?:\w+\s+)?|"
    r"\s+in\s+(?:the\s+)?(?:[\w-]+\s+){0,3}(?:city|town|village|port|capital|resort|district)"
    r"\s+of\s+|\s+on\s+(?:the\s+)?|"
    r"['’]s\s+|\s*\(|\s+of\s+(?:the\s+)?",
    re.IGNORECASE,
)

_IN = {"in", "at", "to"}

#: Bodies that have a house in which others meet.
_HOUSED = {"university", "college", "school", "institute", "academy", "library", "museum",
           "polytechnic", "headquarters"}  # fmt: skip

_VENUE = re.compile(
    r"\b(?:in|at|to)\s+(?:the\s+)?(?P<venue>(?:headquarters|seat|premises|campus|"
    r"grounds)\s+of\s+(?:the\s+)?)$",
    re.IGNORECASE,
)


def read(scene: Scene, claims: Claims) -> None:
    """Add the places, from the venue outwards, where one sentence says an event is held."""
    chains = _chains(scene)
    for chain in chains:
        event, rule, confidence, status = _located(scene, chain)
        if event is None or (scene.other_edition and event is scene.report.main):
            continue
        _chain(scene, claims, event, chain, rule, confidence, status)


def _chains(scene: Scene) -> list[list[Mention]]:
    """Runs of place names, the smaller first: "Wuzhen, Zhejiang", "East China's Zhejiang"."""
    chains: list[list[Mention]] = []
    for mention in scene.mentions:
        before = scene.text[: mention.span.start - scene.sentence.span.start]
        venue = mention.kind == "Organization" and (
            _VENUE.search(before) is not None or _houses(scene, mention, before)
        )
        placed = mention.kind in {"Place", "Country"} or venue
        if not placed or scene.report.in_dateline(mention.span.start):
            continue
        if _COMPASS_BEFORE.search(before):
            continue
        if chains:
            last = chains[-1][-1]
            gap = scene.report.text[last.span.end : mention.span.start]
            if _CHAIN_GAP.fullmatch(gap):
                chains[-1].append(mention)
                continue
        chains.append([mention])
    return chains


def _houses(scene: Scene, mention: Mention, before: str) -> bool:
    """As in "opened at the University of Turku": a body with a house of its own, as a place.

    What a person holds a post "at" is no place of the event.
    """
    head = mention.head.entry.lemma if mention.head is not None else ""
    word = scene.word_at(mention.span.start)
    if head not in _HOUSED or scene.tree is None or word is None:
        return False
    if not re.search(r"\b(?:at|in)\s+(?:the\s+)?$", before):
        return False
    above = scene.tree.head(scene.tree.head(word))
    return above.is_verb or scene.event_of(above) is not None


def _located(scene: Scene, chain: list[Mention]) -> tuple[Entity | None, str, float, str]:
    """The event that a run of places is the place of."""
    nothing = (None, "", 0.0, "asserted")
    tree = scene.tree
    word = scene.word_at(chain[0].span.start)
    if tree is None or word is None:
        return nothing
    for match_event, rule, status in _by_frame(scene, word):
        return match_event, rule, 0.85, status
    offset = chain[0].span.start - scene.sentence.span.start
    before = scene.text[:offset].rstrip().lower()
    before = re.sub(
        r"\b(?:the|downtown|central|nearby|the city of|the town of|the river town of)$", "", before
    ).rstrip()
    before = re.sub(
        r"\b(?:the )?(?:\w+ ){0,2}(?:city|town|capital|village|port) of$", "", before
    ).rstrip()
    venue = _VENUE.search(scene.text[:offset])
    preposition = before.rsplit(None, 1)[-1] if before else ""
    if preposition not in _IN and venue is None:
        return nothing
    direct = [r for r in scene.references if r.span.end <= chain[0].span.start]
    if direct and scene.report.text[direct[-1].span.end : chain[0].span.start].strip().lower() in {
        "in", "at", "in the", "at the"
    }:  # fmt: skip
        return direct[-1].entity, "rule:place/beside-name", 0.85, "asserted"
    anchor = anchor_of(scene, chain[0].span)
    if anchor is not None:
        event = event_of_verb(scene, anchor)
        entry = next(e for e in scene.verbs(anchor) if any(s.range == "date" for s in e.senses))
        if event is not None:
            return event, f"lex:{entry.id}/place", 0.8, scene.modality(anchor)
    gathered = re.search(
        r"(?i)\b(?:gather|gathered|meet|met|came together|come together|convened|assembled|"
        r"are together|were here|attend|attended)\b",
        scene.text,
    )
    if gathered and scene.report.main is not None:
        event = scene.nearest_event(chain[0].span.start) if scene.references else scene.report.main
        return event, "rule:place/gathering", 0.6, "asserted"
    return nothing


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
            return
    named = [s for s in scenes if any(r.entity is main for r in s.references)]
    for scene in [*named, *scenes[:3]]:
        if scene.other_edition:
            continue
        for chain in _chains(scene):
            before = scene.text[: chain[0].span.start - scene.sentence.span.start]
            if housed and widening.is_venue(scene.report, chain[-1].name):
                continue
            if _HINT.search(before):
                _chain(scene, claims, main, chain, "rule:place/hint", 0.55, "asserted")
                return
    if not any(c.statement.object == _ONLINE for c in claims.claims):
        _dateline_place(scenes, claims, main)


#: Held nowhere: the dateline is the writer's town.
_ONLINE = SCHEMA["OnlineEventAttendanceMode"]
_HINT = re.compile(
    r"\b(?:in|at)\s+(?:the\s+)?(?:(?:city|town|port|capital) of\s+)?(?:downtown\s+)?$", re.I
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


def _by_frame(scene: Scene, word: Word) -> Iterator[tuple[Entity | None, str, str]]:
    """Frames whose place argument is this word: "Turku is the venue", "Turku hosts the forum"."""
    for match in matches(scene):
        if match.sense.range == "Place" and match.sense.object.function != "pp":
            if word in match.objects:
                event = next(
                    (e for e in map(scene.event_of, match.subjects) if e is not None), None
                )
                if event is not None or match.alternation not in {"active", "passive"}:
                    yield event or scene.nearest_event(word.span.start), match.rule, match.modality
        elif match.sense.property == "hostedBy" and word in match.objects:
            event = next((e for e in map(scene.event_of, match.subjects) if e is not None), None)
            placed = word.mention is not None and word.mention.kind == "Place"
            if placed and (event is not None or match.alternation not in {"active", "passive"}):
                yield event or scene.nearest_event(word.span.start), match.rule, match.modality


def _chain(
    scene: Scene, claims: Claims, event: Entity, chain: list[Mention], rule: str,
    confidence: float, status: str,
) -> None:  # fmt: skip
    status = "planned" if status == "expected" else status
    inner = None
    offset = chain[0].span.start - scene.sentence.span.start
    venue = _VENUE.search(scene.text[:offset])
    for i, mention in enumerate(chain):
        name = widening.DIVISION.sub("", mention.name)
        span = mention.span
        if _COMPASS.match(name) and gazetteer.country(name.split(None, 1)[-1]) is not None:
            continue
        if i == 0 and venue is not None:
            start = scene.sentence.span.start + venue.start("venue")
            name, span = scene.report.text[start : mention.span.end], Span(start, mention.span.end)
        place = claims.place(name, span)
        whole = scene.span(chain[0].span, span)
        if inner is None:
            claims.add(claims.entity(event), "takesPlaceIn", place, whole, rule, confidence, status)
        elif inner != place:
            claims.add(inner, "withinPlace", place, whole, "rule:place/chain", confidence)
        inner = place
