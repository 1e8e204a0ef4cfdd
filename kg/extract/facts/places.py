"""Where an event is held, from the venue outwards."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg import gazetteer
from kg.extract.claims import Claims
from kg.extract.classify import is_acronym
from kg.extract.facts import widening
from kg.extract.facts.course import anchor_of, event_of_verb
from kg.extract.frames import matches
from kg.extract.mentions import Entity, Mention
from kg.extract.scene import Scene
from kg.extract.tree import Word
from kg.model import Span

_COMPASS = re.compile(
    r"(?i)^(?:north|south|east|west|central)(?:ern)?(?:[- ](?:east|west)(?:ern)?)?\s+\w+$"
)

_COMPASS_BEFORE = re.compile(
    r"\b(?:north|south|east|west|central)(?:ern)?(?:[- ]?(?:east|west)(?:ern)?)?\s+$", re.IGNORECASE
)

_CHAIN_GAP = re.compile(
    r"\s*,\s*(?:the\s+)?(?:provincial\s+)?capital\s+(?:city\s+)?of\s+(?:[\w-]+\s+)?"
    r"[A-Z]\w+['’]s\s+|"
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


#: As in "in Turku, where the forum is being held".
_WHERE = re.compile(r"\s*(?:near [A-Z]\w+)?,\s+where\s+(?:the|this)\s+(?:\w+\s+)?")
_IS_HELD = re.compile(
    r"\s+(?:will (?:be held|take place|open)|(?:is|was|are|were) (?:being )?(?:held|hosted|staged)|"
    r"takes place|took place|opens|opened)\b"
)


def read(scene: Scene, claims: Claims) -> None:
    """Add the places, from the venue outwards, where one sentence says an event is held."""
    for chain in chains(scene):
        event, rule, confidence, status = _located(scene, chain)
        if event is None or (scene.other_edition and event is scene.report.main):
            continue
        hold(scene, claims, event, chain, rule, confidence, status)


def chains(scene: Scene) -> list[list[Mention]]:
    """Runs of place names, the smaller first: "Wuzhen, Zhejiang", "East China's Zhejiang"."""
    chains: list[list[Mention]] = []
    for mention in scene.mentions:
        before = scene.sentence.before(mention.span.start)
        venue = mention.kind == "Organization" and (
            _VENUE.search(before) is not None or _houses(scene, mention, before)
        )
        placed = mention.kind in {"Place", "Country"} or venue
        if not placed or scene.report.in_dateline(mention.span.start):
            continue
        bracketed = before.endswith("(") and is_acronym(mention.text)
        if _COMPASS_BEFORE.search(before) or bracketed:
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
    beside = _where(scene, chain)
    if beside is not None:
        return (beside, "rule:place/where", 0.8, "asserted") if before[-4:] != "near" else nothing
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


def _where(scene: Scene, chain: list[Mention]) -> Entity | None:
    """The event of a clause as in "Turku, where the forum is being held"."""
    text = scene.report.text
    following = next((r for r in scene.references if r.span.start >= chain[-1].span.end), None)
    if following is None or not _IS_HELD.match(text, following.span.end):
        return None
    between = text[chain[-1].span.end : following.span.start]
    return following.entity if _WHERE.fullmatch(between) else None


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


def hold(
    scene: Scene, claims: Claims, event: Entity, chain: list[Mention], rule: str,
    confidence: float, status: str,
) -> None:  # fmt: skip
    """State that an event is held in a run of places, the smallest first, each in the next."""
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
