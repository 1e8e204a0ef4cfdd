"""Which event a count belongs to."""

from __future__ import annotations

import re

from kg.extract.facts.course import tells_of_another_event
from kg.extract.mentions import Entity
from kg.extract.quantities import Quantity
from kg.extract.references import EventReference
from kg.extract.scene import Scene

_RELATIVE = re.compile(
    r"[”\"]?,?\s*(?:where|for which|in which|at which|to which|with|which|that)\b[^.;,]{0,25}"
)
#: "the Governance Day, a closed-door meeting of ministers from 70 countries"
_APPOSITION = re.compile(r",\s+an?\s+[^,.;:]{0,80}")
#: What stands before a name that is listed beside a counted thing.
_LISTED = re.compile(r"(?:,|\band|\bas well as)\s+(?:the|an?|its|their)?\s*$", re.IGNORECASE)


def owner(scene: Scene, quantity: Quantity, before: Entity | None) -> Entity | None:
    """The event that a number belongs to: named at it, subject of its clause, or named last.

    ``before`` is the event of the number before it in the sentence. What is said at a press
    conference is not said of it.
    """
    found = _owner(scene, quantity, before)
    told = found is not None and found.event_class == "PressConference"
    kind = quantity.kind.lemma if quantity.kind is not None else ""
    press = kind in {"journalist", "reporter", "media representative"}
    return scene.report.main if told and not press else found


def _owner(scene: Scene, quantity: Quantity, before: Entity | None) -> Entity | None:
    following = [r for r in scene.central if r.span.start >= quantity.span.end]
    if following:
        between = scene.report.text[quantity.span.end : following[0].span.start]
        if re.fullmatch(
            r"[^,;.:]{0,60}\b(?:in|at|for|to|of)\s+(?:(?:the|this|its)\s+)?(?:year['’]s\s+)?",
            between,
        ):
            return following[0].entity
    earlier = [r for r in scene.central if r.span.end <= quantity.span.start]
    if earlier:
        # "the HealthTech Expo, where 140 start-ups …": the relative clause is about the event.
        between = scene.report.text[earlier[-1].span.end : quantity.span.start]
        if _RELATIVE.fullmatch(between) or _APPOSITION.fullmatch(between):
            return earlier[-1].entity
    tree = scene.tree
    word = scene.word_at(quantity.number.start)
    if tree is not None and word is not None:
        clause = tree.clause(word)
        if tells_of_another_event(scene, clause):
            return None
        for preposition in tree.children(clause, "prep"):
            if preposition.form in {"at", "in", "for", "during", "to"}:
                for inner in tree.children(preposition, "pobj"):
                    found = scene.event_of(inner)
                    if found is not None:
                        return found
        for subject in [*tree.subjects(clause), *tree.children(clause, "dobj")]:
            row_of_nouns = tree.conjuncts(subject)
            if tree.head(word) in row_of_nouns or word in row_of_nouns:
                continue  # "a ceremony and 20 forums": counted beside the event, not in it
            for each in row_of_nouns:
                found = scene.event_of(each)
                if found is not None:
                    return found
    if before is not None:
        return before
    return _by_place(scene, quantity, earlier)


def _by_place(scene: Scene, quantity: Quantity, earlier: list[EventReference]) -> Entity | None:
    """The event named before a number; else the one it is "at"; else what the text speaks of.

    In "nine panels, a Youth Expo and a dialogue" the panels are not the expo's, and a ceremony or
    press conference of the sentence before does not own the numbers that its speakers give.
    """
    main = scene.report.main
    if earlier:
        return earlier[-1].entity
    start = scene.sentence.span.start
    for reference in scene.central:
        if reference.generic or not _LISTED.search(scene.text[: reference.span.start - start]):
            return reference.entity
    topic = main if scene.other_edition else scene.topic()
    unnamed = topic is not None and topic.label.islower()
    return main if unnamed or scene.references else topic
