"""When an event opens, runs and closes, and where."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator

from kg import gazetteer
from kg.extract.claims import Claims, date_literal
from kg.extract.dates import DateExpression, find_duration
from kg.extract.entities import fold
from kg.extract.frames import matches
from kg.extract.mentions import Entity, Mention
from kg.extract.scene import Scene
from kg.extract.tree import Word
from kg.model import Span
from kg.vocab import SCHEMA, SK

_UNTIL = re.compile(r"\b(?:until|till|through|up to and including)\s+(?:the\s+)?$")
_EDGE = re.compile(
    r"\b(?P<noun>end|close|conclusion|start|opening|beginning) of (?:the |this )?[^.;]{0,60}$"
)
#: How far from its verb, in words, a date may stand where the tree does not tie them.
_REACH = 14
_DIVISION = re.compile(
    r"\s+(?:Province|City|County|Prefecture|Municipality|Autonomous Region|province|city|state)$"
)
_COMPASS = re.compile(
    r"(?i)^(?:north|south|east|west|central)(?:ern)?(?:[- ](?:east|west)(?:ern)?)?\s+\w+$"
)
_COMPASS_BEFORE = re.compile(
    r"\b(?:north|south|east|west|central)(?:ern)?(?:[- ]?(?:east|west)(?:ern)?)?\s+$", re.IGNORECASE
)
_CHAIN_GAP = re.compile(
    r"\s*,\s*(?:(?:a|the)\s+(?:\w+\s+){0,3}(?:city|town|village|port|capital|resort)\s+(?:of|"
    r"in)\s+)?"
    r"(?:in\s+)?(?:(?:north|south|east|west|central)(?:ern)?[- ]?)*|\s+in\s+(?:the\s+)?(?:\w+\s+)?|"
    r"['’]s\s+|\s*\(|\s+of\s+(?:the\s+)?",
    re.IGNORECASE,
)
_IN = {"in", "at", "to"}
_VENUE = re.compile(
    r"\b(?:in|at|to)\s+(?:the\s+)?(?P<venue>(?:headquarters|seat|premises|campus|"
    r"grounds)\s+of\s+(?:the\s+)?)$",
    re.IGNORECASE,
)


# -- dates -----------------------------------------------------------------------------------


def read_dates(scene: Scene, claims: Claims) -> None:
    """Add first and last days that one sentence states."""
    for found in scene.dates:
        anchor = _anchor(scene, found.span)
        event, phase, rule, confidence = _dated(scene, found, anchor)
        if event is None:
            continue
        if scene.other_edition and event is scene.report.main and found.year is None:
            continue
        main = scene.report.main
        if found.year and main and event is main and main.year and found.year < main.year:
            continue
        status = scene.modality(anchor) if anchor is not None else "asserted"
        ahead = status != "asserted" or rule == "rule:date/until"
        first, last = scene.calendar.resolve(found, future=ahead)
        span = scene.span(found.span, anchor.span) if anchor is not None else found.span
        if found.is_range:
            _date(claims, event, "startDate", first, span, rule, confidence, status)
            _date(claims, event, "endDate", last, span, rule, confidence, status)
        elif phase is not None:
            _date(claims, event, phase, first, span, rule, confidence, status)


def _dated(
    scene: Scene, found: DateExpression, anchor: Word | None
) -> tuple[Entity | None, str | None, str, float]:
    """Which event a date is of, and whether it is its first or its last day."""
    before = scene.text[: found.span.start - scene.sentence.span.start].lower()
    if _UNTIL.search(before) and scene.references and not scene.other_edition:
        return scene.nearest_event(found.span.start), "endDate", "rule:date/until", 0.7
    if anchor is not None:
        for entry in scene.verbs(anchor):
            for sense in entry.senses:
                if sense.range != "date":
                    continue
                event = _event_of_verb(scene, anchor, ranged=found.is_range)
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
        return scene.nearest_event(found.span.start), None, "rule:date/range", 0.7
    if found.is_range and re.search(r"\b(?:here|run|runs|week)\b", scene.text):
        return scene.report.main, None, "rule:date/range", 0.6
    part = _ceremony(scene, found)
    if part is not None:
        return part, "startDate", "rule:date/ceremony", 0.6
    return None, None, "", 0.0


def _ceremony(scene: Scene, found: DateExpression) -> Entity | None:
    """As in "press conference … on October 30": the day of a part of the event named beside it."""
    for reference in scene.references:
        gap = found.span.start - reference.span.end
        if reference.entity is not scene.report.main and -60 <= gap <= 120:
            return reference.entity
    return None


def _anchor(scene: Scene, span: Span) -> Word | None:
    """The verb of beginning, ending or holding that a passage depends on."""
    word = scene.word_at(span.start) or scene.word_at(span.end - 1)
    tree = scene.tree
    if word is None or tree is None:
        return None
    current = word
    for _ in range(8):
        if current.mention is None and _is_course(scene, current):
            return current
        above = tree.head(current)
        if above is current:
            break
        current = above
    near = [
        w for w in tree.words
        if abs(w.i - word.i) <= _REACH and w.mention is None and w.is_verb and _is_course(scene, w)
    ]  # fmt: skip
    return min(near, key=lambda w: (abs(w.i - word.i), w.i)) if near else None


def _is_course(scene: Scene, word: Word) -> bool:
    return any(s.range == "date" for e in scene.verbs(word) for s in e.senses)


def _event_of_verb(scene: Scene, verb: Word, *, ranged: bool = False) -> Entity | None:
    """The event among a verb's arguments, else the nearest one before it.

    A range of days without any event in its sentence ("The debates take place from …") is taken
    for the main event's.
    """
    tree = scene.tree
    assert tree is not None
    arguments = [*tree.subjects(verb), *tree.children(verb, "dobj", "nsubjpass")]
    if verb.dep in {"acl", "relcl"}:
        arguments.insert(0, tree.head(verb))
    for word in arguments:
        for each in tree.conjuncts(word):
            found = scene.event_of(each)
            if found is not None:
                return found
            # "the opening of the forum": what is said of the noun's complement.
            for prep in tree.children(each, "prep"):
                for inner in tree.children(prep, "pobj"):
                    found = scene.event_of(inner)
                    if found is not None and prep.form == "of":
                        return found
    by_person = all(a.mention is not None and a.mention.kind == "Person" for a in arguments)
    if arguments and by_person and not scene.references:
        return None
    return scene.nearest_event(verb.span.start, main=ranged or bool(scene.references))


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


# -- places ----------------------------------------------------------------------------------


def read_places(scene: Scene, claims: Claims) -> None:
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
        venue = mention.kind == "Organization" and _VENUE.search(before) is not None
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
    anchor = _anchor(scene, chain[0].span)
    if anchor is not None:
        event = _event_of_verb(scene, anchor)
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


def complete_places(scenes: list[Scene], claims: Claims) -> None:
    """Where no sentence says plainly where the main event is held, take the best hint.

    First "in PLACE" in a sentence that names the event, then in the opening sentences, then the
    place of the dateline of a report written at the event.
    """
    main = scenes[0].report.main
    if main is None:
        return
    iri = claims.iri(main)
    if any(
        c.statement.subject == iri and c.statement.predicate == SK.takesPlaceIn
        for c in claims.claims
    ):
        # "opened at the Exhibition Centre here": the dateline names the town.
        if any(re.search(r"\bhere\b", s.text) and s.references for s in scenes[:6]):
            _dateline_place(scenes, claims, main)
        return
    named = [s for s in scenes if any(r.entity is main for r in s.references)]
    for scene in [*named, *scenes[:3]]:
        if scene.other_edition:
            continue
        for chain in _chains(scene):
            before = scene.text[: chain[0].span.start - scene.sentence.span.start]
            if _HINT.search(before):
                _chain(scene, claims, main, chain, "rule:place/hint", 0.55, "asserted")
                return
    _dateline_place(scenes, claims, main)


_HINT = re.compile(
    r"\b(?:in|at)\s+(?:the\s+)?(?:(?:city|town|port|capital) of\s+)?(?:downtown\s+)?$", re.I
)


def _dateline_place(scenes: list[Scene], claims: Claims, main: Entity) -> None:
    line = scenes[0].report.dateline
    if line is None or line.place is None:
        _lead_place(scenes, claims, main)
        return
    name = line.place.text.title() if line.place.text.isupper() else line.place.text
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
        place = claims.place(name, line.place.span)
        claims.add(
            claims.entity(main), "takesPlaceIn", place, line.place.span, "rule:place/dateline", 0.55
        )
        inner = place
        for region in line.regions:
            outer = claims.place(_DIVISION.sub("", region.text), region.span)
            claims.add(inner, "withinPlace", outer, region.span, "rule:place/chain", 0.55)
            inner = outer


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
        and _is_course(scene, word)
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
        name = _DIVISION.sub("", mention.name)
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


def read_mode(scene: Scene, claims: Claims) -> None:
    """Add how the main event is held: online, on site, or both."""
    main = scene.report.main
    if main is None or scene.other_edition:
        return
    text = scene.text.lower()
    both = re.search(
        r"\bonline\b[^.]{0,40}\b(?:offline|on-?site|in[- ]person)\b|"
        r"\b(?:offline|on[- ]?site|in[- ]person|physically)\b[^.]{0,40}\b(?:online|"
        r"virtual(?:ly)?)\b|"
        r"\bhybrid (?:format|mode|event|form|edition)\b",
        text,
    )
    mode = "MixedEventAttendanceMode" if both else None
    found = both
    if not both and scene.references:
        found = re.search(
            r"\bheld (?:entirely |fully |wholly )?(?:in person|offline|on site)\b", text
        )
        mode = "OfflineEventAttendanceMode" if found else None
        if not found:
            found = re.search(r"\bheld (?:entirely |fully |wholly )?(?:online|virtually)\b", text)
            mode = "OnlineEventAttendanceMode" if found else None
    if found is None or mode is None:
        return
    start = scene.sentence.span.start
    claims.add(
        claims.entity(main), "attendanceMode", SCHEMA[mode],
        Span(start + found.start(), start + found.end()), "rule:mode", 0.8,
    )  # fmt: skip
