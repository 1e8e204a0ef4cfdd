"""Verbs of beginning, running and ending, and the event that they speak of."""

from __future__ import annotations

from kg.extract.mentions import Entity
from kg.extract.scene import Scene
from kg.extract.tree import Word
from kg.model import Span

#: How far from its verb, in words, a date may stand where the tree does not tie them.
_REACH = 14


_REPORTING = frozenset("announced said told added confirmed revealed reported stated".split())


def anchor_of(scene: Scene, span: Span) -> Word | None:
    """The verb of beginning, ending or holding that a passage depends on."""
    word = scene.word_at(span.start) or scene.word_at(span.end - 1)
    tree = scene.tree
    if word is None or tree is None:
        return None
    current = word
    for _ in range(8):
        if current.mention is None and is_course(scene, current):
            return current
        if current.form in _REPORTING and current.is_verb:
            return None  # "announced today": the day of the announcement
        above = tree.head(current)
        if above is current:
            break
        current = above
    near = [
        w for w in tree.words
        if abs(w.i - word.i) <= _REACH and w.mention is None and w.is_verb and is_course(scene, w)
    ]  # fmt: skip
    return min(near, key=lambda w: (abs(w.i - word.i), w.i)) if near else None


def is_course(scene: Scene, word: Word) -> bool:
    """Whether a word is a verb of beginning, running or ending: its entry takes a date."""
    return any(s.range == "date" for e in scene.verbs(word) for s in e.senses)


def event_of_verb(scene: Scene, verb: Word, *, ranged: bool = False) -> Entity | None:
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
    if any(is_another_event(scene, word) for word in arguments):
        return None
    by_person = all(a.mention is not None and a.mention.kind == "Person" for a in arguments)
    if arguments and by_person and not scene.references:
        return None
    return scene.nearest_event(verb.span.start, main=ranged or bool(scene.references))


def is_another_event(scene: Scene, word: Word) -> bool:
    """As in "a youth assembly was held": told of for the first time, and not the main event."""
    assert scene.tree is not None
    if word.mention is not None or word.form not in scene.report.heads.tables["Event"]:
        return False
    named = any(each.mention is not None for each in scene.tree.children(word, "appos"))
    return not named and any(d.form in {"a", "an"} for d in scene.tree.children(word, "det"))


def tells_of_another_event(scene: Scene, verb: Word) -> bool:
    """Whether the subject of a verb is an event that has no name and is told of only here."""
    return scene.tree is not None and any(
        is_another_event(scene, word) for word in scene.tree.subjects(verb)
    )


def coordinated(scene: Scene, verb: Word, event: Entity) -> list[Entity]:
    """Further events among a verb's subjects: "the Rally and the Design Contest will be held"."""
    assert scene.tree is not None
    rows = [scene.tree.conjuncts(subject) for subject in scene.tree.subjects(verb)]
    for row in rows:
        found = [e for e in map(scene.event_of, row) if e is not None]
        if event in found:
            return [e for e in found if e is not event]
    return []
