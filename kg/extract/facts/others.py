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
    r"^(?:About [A-Z]\w+|Founded by)|\b(?:polled|surveys?|surveyed|interviewed|employees|listed on|"
    r"was founded|student body|population|gdp|nationwide|households|inhabitants|per capita|"
    r"netizens|users|had hoped for|market (?:size|share|value)|"
    r"(?:global|world|domestic|national|labou?r|stock)\w* (?:[\w-]+ ){0,2}markets?|"
    r"die|died|killed|injured|infected|arrested|detained|evacuated|displaced|cases of|jobs|"
    r"unemployed|voters|casualties|deaths|(?:have|has|had) ratified|"
    r"respondents|statistics|patients|endorsed by|clinical trial|"
    r"(?:conducted|carried out) (?:among|with)|(?:is|are) (?:now )?held in|"
    r"invited into|become members|joined the (?:group|bloc)|agreed on these)\b",
    re.IGNORECASE,
)
_MORE = r"(?: (?:more|less|fewer|than|over|about|nearly|some|a|total|of|largest|biggest)){0,3}$"
#: What stands right before the number of something else.
_CONTAINED = re.compile(
    r"(?:\b(?:city|town|village|island|province|state|country|nation|region|community|market|"
    r"teams?|staffs?|crews?|bands?|networks?|family|families|workforce|membership) of|"
    r"\b(?:home|translated) (?:in)?to|\b(?:world|country|nation|region|continent)['’]s|"
    r"\b(?:petition|letter|lawsuit)\b[^.;]{0,60}\bby|"
    r"\b(?:one|two|three|four|five|six|seven|eight|nine|\d+) in)" + _MORE,
    re.IGNORECASE,
)
_POSSESSOR = re.compile(r"([\w-]+)['’]s?" + _MORE, re.IGNORECASE)
#: "this year's", "today's": times, which own nothing.
_TIMES = frozenset("year month week today yesterday tomorrow day weekend season".split())
_RATIO = re.compile(r"^ in (?:every )?(?:two|three|four|five|six|seven|eight|nine|ten|\d\d?)\b")
_HONOURS = re.compile(r"\b(?:nomination|award|prize|medal|Oscar)s?$", re.IGNORECASE)
#: More people than come to an event that the sentence does not speak of.
_OF_A_COUNTRY = 1_000_000
#: "The two firms" are those that the text has named; "the 16 films" are all that there are.
_NAMED_BEFORE = 5
_YEAR = re.compile(
    r"\b(?:by (?P<later>(?:19|20)\d\d)|(?:in|of|from) (?P<earlier>(?:19|20)\d\d))\b", re.IGNORECASE
)
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
    start = scene.sentence.span.start
    before = scene.sentence.before(quantity.span.start).rstrip()
    return (
        before.lower().replace("’", "'").endswith("last year's")
        or _CONTAINED.search(before) is not None
        or _RATIO.search(scene.text[quantity.number.end - start :]) is not None
        or _of_another_owner(scene, quantity, before)
        or _of_another_year(scene, quantity)
        or _honours_of_another(scene, quantity)
        or (not follows and _of_another_subject(scene, quantity))
    )


def _at_events(quantity: Quantity) -> bool:
    kind = quantity.kind.denotes if quantity.kind is not None else None
    return kind is None or kinds.only_at_events(kind)


def _of_another_owner(scene: Scene, quantity: Quantity, before: str) -> bool:
    """As in "the union's 800,000 workers", "the two firms", "a million older people"."""
    if _at_events(quantity):
        return False
    size = quantity.value or quantity.lower or 0
    if size >= _OF_A_COUNTRY and not scene.references:
        return True
    if size < _NAMED_BEFORE and before.lower().split(" ")[-1] in {"the", "these", "those"}:
        return True
    match = _POSSESSOR.search(before)
    if match is None or match.group(1).lower() in _TIMES:
        return False
    offset = scene.sentence.span.start + match.start(1)
    return not any(r.span.start <= offset < r.span.end for r in scene.references)


def _honours_of_another(scene: Scene, quantity: Quantity) -> bool:
    """As in "the film won three awards": honours are the event's only where it is the subject."""
    tree, word = scene.tree, scene.word_at(quantity.number.start)
    if tree is None or word is None or not _HONOURS.search(quantity.noun):
        return False
    subjects = tree.subjects(tree.clause(word))
    others = [s for s in subjects if _path(tree, word, s) is None and not _means_event(scene, s)]
    return bool(others)


def _of_another_year(scene: Scene, quantity: Quantity) -> bool:
    """As in "a letter sent in 2019 by 200 scientists", "30 schools by 2040"."""
    if scene.references or scene.other_edition or _at_events(quantity):
        return False
    calendar = scene.calendar
    own = calendar.issued.year if calendar.issued is not None else calendar.year
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
    if "last year" in clause.lower():
        return True
    return any(
        int(match["later"]) > own if match["later"] else int(match["earlier"]) < own
        for match in _YEAR.finditer(clause)
    )


def _of_another_subject(scene: Scene, quantity: Quantity) -> bool:
    tree, word = scene.tree, scene.word_at(quantity.number.start)
    if tree is None or word is None or scene.references or scene.other_edition:
        return False
    if _at_events(quantity):
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
