"""Numbers that are not the event's: a town's people, a union's members, a bank's projects.

A number is the event's where its sentence speaks of the event, where what is counted is only ever
counted at events (delegates, booths), or where its verb says that it came, was shown or was signed.
Beside the verb of somebody else ("the union has 1,200 members") it is somebody else's.
"""

from __future__ import annotations

import re

from kg.extract import kinds
from kg.extract.quantities import Quantity
from kg.extract.references import references
from kg.extract.scene import Scene
from kg.extract.tree import Tree, Word

#: What a sentence tells of the world, or of a body, and not of the event.
_OF_THE_WORLD = re.compile(
    r"^(?:About [A-Z]\w+|Founded by)|\b(?:polled|surveyed|interviewed|employees|listed on|"
    r"was founded|student body|population|gdp|nationwide|households|inhabitants|per capita|netizens|"
    r"users|had hoped for|market (?:size|share|value)|"
    r"(?:global|world|domestic|national|labou?r|stock)\w* (?:[\w-]+ ){0,2}markets?|"
    r"died|killed|injured|infected|arrested|detained|evacuated|displaced|cases of|jobs|unemployed|"
    r"voters|casualties|deaths|(?:have|has|had) ratified|"
    r"respondents|statistics|patients|endorsed by|clinical trial|"
    r"(?:conducted|carried out) (?:among|with)|(?:is|are) (?:now )?held in|"
    r"invited into|become members|joined the (?:group|bloc)|agreed on these)\b",
    re.IGNORECASE,
)
#: What stands right before the number of something else.
_CONTAINED = re.compile(
    r"(?:\b(?:city|town|village|island|province|state|country|nation|region|community|market|"
    r"team|staff|crew|band|network|family|workforce|membership) of|"
    r"\b(?:home|translated) (?:in)?to|"
    r"\b(?:petition|letter|lawsuit)\b[^.;]{0,60}\bby)"
    r"(?: (?:more|less|fewer|than|over|about|nearly|some|a|total|of)){0,3}$",
    re.IGNORECASE,
)
_YEAR = re.compile(r"\b(?:in|of|from) ((?:19|20)\d\d)\b", re.IGNORECASE)
#: Nouns that stand for the event, or for those who hold it or come to it.
_OF_EVENT = frozenset(
    """edition programme program schedule agenda line-up lineup organizers organisers organizer
    organiser committee jury attendance halls contracts""".split()
)
#: What people do over the years, and events in their days: "has published 11 novels".
_OF_AUTHORS = frozenset("publish publishes published publishing".split())
_HERE = re.compile(r"\b(?:here|there)\b(?! (?:is|are|was|were|has|have|will)\b)", re.IGNORECASE)


def is_anothers(scene: Scene, quantity: Quantity, *, follows: bool) -> bool:
    """Whether a number is of something else than the event that the report is about.

    ``follows`` says that a number before it in the sentence is the event's.
    """
    if _OF_THE_WORLD.search(scene.text):
        return True
    before = scene.text[: quantity.span.start - scene.sentence.span.start].rstrip()
    return (
        _CONTAINED.search(before) is not None
        or _of_an_earlier_year(scene, quantity)
        or (not follows and _of_another_subject(scene, quantity))
    )


def _of_an_earlier_year(scene: Scene, quantity: Quantity) -> bool:
    """As in "a letter sent in 2019 by 200 scientists": a year before the event's, no edition's."""
    if scene.references or scene.other_edition:
        return False
    calendar = scene.calendar
    issued = calendar.issued.year if calendar.issued is not None else None
    own = calendar.year or issued
    if own is None:
        return False
    start = quantity.span.start - scene.sentence.span.start
    end = quantity.span.end - scene.sentence.span.start
    left = max(scene.text.rfind(mark, 0, start) for mark in ",;—–")
    rights = [k for mark in ",;—–" if (k := scene.text.find(mark, end)) >= 0]
    clause = scene.text[left + 1 : min(rights, default=len(scene.text))]
    opening = scene.text[: scene.text.find(",") + 1] if left >= 0 else ""
    if len(opening) < 12:
        clause = opening + clause  # "In 2019, the two countries signed 12 agreements"
    kind = quantity.kind.denotes if quantity.kind is not None else None
    if "last year" in clause.lower() and kind is not None and not kinds.only_at_events(kind):
        return True
    return any(int(match.group(1)) < own for match in _YEAR.finditer(clause))


def _of_another_subject(scene: Scene, quantity: Quantity) -> bool:
    tree, word = scene.tree, scene.word_at(quantity.number.start)
    if tree is None or word is None or scene.references or scene.other_edition:
        return False
    kind = quantity.kind.denotes if quantity.kind is not None else None
    if kind is None or kinds.only_at_events(kind):
        return False
    if "delegation" in scene.text or _HERE.search(scene.text):
        return False
    verb = tree.clause(word)
    subjects = [each for subject in tree.subjects(verb) for each in tree.conjuncts(subject)]
    if not subjects or any(_means_event(scene, each) for each in subjects):
        return False
    paths = [path for each in subjects if (path := _path(tree, word, each)) is not None]
    if paths:  # "the union, with 30 members, …"; but "300 members of the union came"
        return any(w.form == "with" for path in paths for w in path)
    if verb.form in _OF_AUTHORS and any(_is_person(each) for each in subjects):
        return True
    return not (scene.verbs(verb) or verb.form in scene.report.lexicon.bringing)


def _is_person(subject: Word) -> bool:
    named = subject.mention is not None and subject.mention.kind == "Person"
    return named or subject.form in {"he", "she", "who"}


def _path(tree: Tree, word: Word, above: Word) -> list[Word] | None:
    """The words from one up to another in whose phrase it stands; None where it does not."""
    path = [word]
    while path[-1] is not above:
        up = tree.head(path[-1])
        if up is path[-1]:
            return None
        path.append(up)
    return path


def _means_event(scene: Scene, subject: Word) -> bool:
    """Whether a subject is an event, a part of one, those who hold it, or a bare number."""
    if subject.form == "it" and subject.mention is None:
        return _it_is_event(scene)
    counted = scene.report.lexicon.kinds.get(subject.form)
    return (
        subject.form in _OF_EVENT
        or subject.tag == "CD"
        or (counted is not None and kinds.only_at_events(counted.denotes or ""))
        or scene.event_of(subject) is not None
    )


def _it_is_event(scene: Scene) -> bool:
    """Whether "it" can mean the event: not after "Vela makes boats."."""
    index = scene.sentence.index
    previous = scene.report.sentences[index - 1] if index else None
    if previous is None or previous.paragraph != scene.sentence.paragraph:
        return True
    row = scene.report.mentions[index - 1]
    begins = bool(row) and row[0].span.start - previous.span.start < 5
    body = begins and row[0].kind not in {"Event", "Document"}
    return not body or bool(references(scene.report, previous))
