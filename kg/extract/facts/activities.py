"""The parts of the main event and what they are about, as claims."""

from __future__ import annotations

import re

from rdflib import Literal
from rdflib.namespace import XSD

from kg.extract.claims import Claims
from kg.extract.frames import matches
from kg.extract.scene import Scene
from kg.iri import mint
from kg.model import Span
from kg.vocab import SK

_FIRST_TIME = re.compile(
    r"\bfor the first time\b|\bfirst-ever\b|\bheld its first\b|\bmaiden\b", re.I
)


def read_named(scene: Scene, claims: Claims) -> None:
    """Add the parts of the main event that a sentence mentions."""
    main = scene.report.main
    if main is None:
        return
    framed = _framed(scene)
    for entity in scene.report.registry.of_kind("Event"):
        for mention in entity.mentions:
            if mention.sentence != scene.sentence.index or entity.parent is not main:
                continue
            unnamed = entity.label[0].islower() and mention.quoted is None
            if unnamed and scene.other_edition:
                continue
            part = claims.entity(entity)
            status = scene.modality(scene.word_at(mention.span.start))
            if not unnamed and status != "planned":
                # "did not attend the Expo" denies the attendance, not the Expo.
                status = "asserted"
            rule = "rule:activity/unnamed" if unnamed else "rule:activity/named"
            rule = framed.get(entity.label, rule)
            claims.add(
                claims.entity(main), "hasActivity", part, mention.span, rule,
                0.7 if unnamed else 0.75, "planned" if status == "expected" else status,
            )  # fmt: skip
            if mention.quoted and _FIRST_TIME.search(scene.text):
                claims.add(
                    part, "firstTime", Literal("true", datatype=XSD.boolean), scene.sentence.span,
                    "rule:first-time", 0.8,
                )  # fmt: skip


def _framed(scene: Scene) -> dict[str, str]:
    """Parts that a frame of the lexicon ties to their event, with the rule: "X includes Y"."""
    found: dict[str, str] = {}
    for match in matches(scene):
        if match.sense.property == "hasActivity":
            for word in match.objects:
                event = scene.event_of(word)
                if event is not None:
                    found.setdefault(event.label, match.rule)
    return found


_TOPIC_CUE = re.compile(
    r"\b(?:in the (?:fields?|areas?) of|focus(?:es|ed|ing)? on|such as|including|covering|cover|"
    r"covers|dedicated to|to discuss|"
    r"technologies of|applications of|tracks? (?:such as|in|on)|devoted to|centr?ed on|"
    r"on topics such as|on themes such as|around|shows|showed|showing|display(?:s|ed|ing)?|"
    r"(?:look(?:s|ed|ing)?|will look) (?:at|into)|discuss(?:es|ed|ing)?|deal(?:s|t|ing)? with|"
    r"address(?:es|ed|ing)?|explor(?:e|es|ed|ing)|examin(?:e|es|ed|ing)|"
    r"featur(?:es|ed|ing)|exhibition of|(?:speakers|talks|sessions|debates|panels) on|about)\s+",
    re.IGNORECASE,
)

_TOPIC_END = re.compile(
    r"[.;:(]|\b(?:as well as|were|was|are|is|have|has|which|that|while|with|will|from|to|for|at|"
    r"by|drew|attracted|showcas\w+|added|brought)\b"
)


def read_topics(scene: Scene, claims: Claims) -> None:
    """Add the focus topics of an activity: a list of noun phrases after "in the fields of"."""
    main = scene.report.main
    named = [r for r in scene.references if r.entity is not main and r.entity.parent is not None]
    if not named:
        return
    event = named[0].entity
    best: list[tuple[str, Span]] = []
    for match in _TOPIC_CUE.finditer(scene.text):
        start = scene.sentence.span.start + match.start()
        # The part named last before the words for its topics, else the first one after them.
        near = next((r for r in reversed(named) if r.span.end <= start), named[0])
        rest = scene.text[match.end() :]
        stop = _TOPIC_END.search(rest)
        topics = _list(
            rest[: stop.start() if stop else len(rest)], scene.sentence.span.start + match.end()
        )
        events = any(
            r.span.start < t.end and t.start < r.span.end for _, t in topics for r in named
        )
        if len(topics) >= 3 and len(topics) > len(best) and not events:
            best, event = topics, near.entity
    for name, span in best:
        topic = claims.node(mint("topic", name), (SK.Topic,), (name,), span)
        claims.add(claims.entity(event), "hasTopic", topic, span, "rule:topic/list", 0.65)


_LAST_PAIR = re.compile(r"\S\s+and\s+\S")


def _list(text: str, offset: int) -> list[tuple[str, Span]]:
    """Items of "a, b, and c", each of at most four words, with their spans."""
    items: list[tuple[str, Span]] = []
    for match in re.finditer(r"[^,]+", text):
        for part in re.finditer(r"(?:(?!\s+and\s+).)+(?:\s+and\s+(?=$))?", match.group()):
            raw = part.group()
            lead = re.match(r"\s*(?:and\s+)?(?:the\s+)?", raw)
            assert lead is not None
            name = raw[lead.end() :].strip()
            if not name:
                continue
            start = offset + match.start() + part.start() + lead.end()
            if re.match(r"(?i)(?:more than|over|about|some|nearly|\d)", name):
                return items if len(items) >= 3 else []  # a count, not a topic
            if " of " in name:
                return []  # the list proper begins after "of", with a cue of its own
            if len(name.split()) > 4 or not re.fullmatch(r"[\w&/+ '-]+", name):
                return [] if len(items) < 3 else items
            items.append((name, Span(start, start + len(name))))
        if len(items) >= 3 and _LAST_PAIR.search(match.group()):
            return items  # "a, b and c" is whole; a comma after it goes on with something else
    return items
