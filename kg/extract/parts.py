"""Decides, before parsing, which events are parts of the main one; finds those without a name."""

from __future__ import annotations

import re

from kg.extract import parts_named
from kg.extract.classify import is_acronym
from kg.extract.entities import fold, same_series, series_name
from kg.extract.mentions import Entity, Mention
from kg.extract.report import Report
from kg.extract.segment import Sentence
from kg.model import Span

#: Unnamed parts that are worth a node when they are said to take place.
_CEREMONY = re.compile(
    r"\b(?P<name>(?:(?:grand|official|formal) )?(?:(?:opening|closing|inaugural|inauguration|"
    r"award|awards|awarding|"
    r"signing|launch|launching|unveiling|prize-giving|welcome|welcoming|valedictory|concluding|"
    r"final)"
    r"(?: and (?:closing|award|awards))? (?:ceremony|function|session|plenary|gala|concert|night|"
    r"dinner|reception|press conference|news conference|banquet)|"
    r"(?:morning|afternoon|evening) plenary|"
    r"main forum|plenary session|main session|high-level segment|ministerial meeting|gala dinner|"
    r"(?:closing |opening )?(?:press conference|news conference|press briefing)))\b(?!\s+room)",
    re.IGNORECASE,
)

_CLASSES = {
    "ceremony": "Ceremony", "gala": "Ceremony", "night": "Ceremony", "concert": "Activity",
    "dinner": "Activity", "reception": "Activity", "banquet": "Activity",
    "conference": "PressConference", "briefing": "PressConference", "forum": "Forum",
    "session": "Forum", "plenary": "Forum", "segment": "Forum", "meeting": "Forum",
}  # fmt: skip


def settle(report: Report) -> None:
    """Decide which other events are parts of the main one, and give them their parent.

    An event is a part unless it is another edition of the main series, an organization in
    disguise, or mentioned only where the text looks back.
    """
    main = report.main
    if main is None:
        return
    for entity in list(report.registry.of_kind("Event")):
        if entity is main or not entity.mentions:
            continue
        if any(same_series(n, m) for n in _names(entity) for m in _names(main)):
            continue
        head = entity.first_mention.head
        bare = len(series_name(entity.label).split()) <= (head.length if head is not None else 0)
        if (bare or is_acronym(entity.label)) and (entity.number or entity.year):
            continue  # "the V Forum": another edition, by number and noun alone; "COP28"
        if _is_outside(report, entity):
            continue
        entity.parent = main
    _join_spellings(report)
    for sentence in report.sentences:
        _find_unnamed(report, sentence)
        parts_named.find(report, sentence)


def _names(entity: Entity) -> list[str]:
    return [entity.label, *entity.aliases]


def _is_outside(report: Report, entity: Entity) -> bool:
    """Whether all mentions put the event into other years, rankings or other people's hands."""
    for mention in entity.mentions:
        sentence = report.sentences[mention.sentence]
        if not _looks_back(report, sentence, mention):
            return False
    return True


_OUTSIDE_BEFORE = re.compile(
    r"(?:\bafter|\bbehind|\bsince|\blike|\bthan|\bsimilar to|\bprevious|\bfollowing|\bahead of|"
    r"\bbefore|"
    r"\bwinner of|\bfounder of|\bat last year's|\bmodelled on|\bunlike|\bbesides|\bset (?:by|at)|"
    r"\boutcomes? of|\bgoals of|\bawarded|\bwon|\bwins|\bwinning|\breceive[sd]?|\breceiving|"
    r"\bpresented with|\bhonou?red with)"
    r"\s+(?:the\s+)?(?:\w+\s+){0,3}$",
    re.IGNORECASE,
)


#: As in "Nobel Peace Prize laureate": the prize is told of a person.
_HOLDERS = re.compile(r"\s*-?\s*(?:laureate|winner|winning|recipient|finalist|medall?ist)s?\b")


#: As in "their stand at the Harbour Book Fair last October".
_LAST_TIME = re.compile(
    r"\W*(?:held )?(?:last (?:year|month|week|spring|summer|autumn|fall|winter|[A-Z][a-z]+)|"
    r"earlier this (?:year|month|week))\b"
)


def _looks_back(report: Report, sentence: Sentence, mention: Mention) -> bool:
    start = mention.span.start - sentence.span.start
    before = sentence.text[max(0, start - 50) : start]
    after = sentence.text[mention.span.end - sentence.span.start :][:60]
    if _OUTSIDE_BEFORE.search(before) or _HOLDERS.match(after):
        return True
    main = report.main
    year = main.year if main else None
    if year is None and report.article.published is not None:
        year = report.article.published.year
    if _LAST_TIME.match(after):
        return True
    stated = re.search(r"\bin (?:\w+ )?((?:19|20)\d\d)\b", after)
    if stated and year and int(stated.group(1)) < year:
        return True
    return bool(mention.entity and mention.entity.year and year and mention.entity.year != year)


def _join_spellings(report: Report) -> None:
    """Two names of one activity: same event noun, same other words but for one in quotation marks.

    "“Direct X” Global Y Competition" and "“Through X” global Y competition" agree in all words
    outside the quotation and in one inside it.
    """
    registry = report.registry
    parts = [e for e in registry.of_kind("Event") if e.parent is not None]
    for i, first in enumerate(parts):
        for other in parts[i + 1 :]:
            if (
                first in registry.entities
                and other in registry.entities
                and _same_but_for_a_word(first, other)
            ):
                registry.merge(first, other)


def _same_but_for_a_word(first: Entity, other: Entity) -> bool:
    a, b = first.first_mention, other.first_mention
    if a.quoted is None or b.quoted is None or first.event_class != other.event_class:
        return False
    outer_a = fold(a.text.replace(a.quoted, ""))
    outer_b = fold(b.text.replace(b.quoted, ""))
    inner_a, inner_b = fold(a.quoted).split(), fold(b.quoted).split()
    differ = sum(x != y for x, y in zip(inner_a, inner_b, strict=False))
    return outer_a == outer_b and len(inner_a) == len(inner_b) and differ <= 1


def _find_unnamed(report: Report, sentence: Sentence) -> None:
    """Make mentions of ceremonies, main forums and press conferences, which have no names."""
    row = report.mentions[sentence.index]
    for match in _CEREMONY.finditer(sentence.text):
        span = Span(
            sentence.span.start + match.start("name"), sentence.span.start + match.end("name")
        )
        inside = any(m.span.start <= span.start < m.span.end for m in row)
        before = sentence.text[: match.start("name")].lower()[-25:]
        if inside or report.in_dateline(span.start) or _NO_PART.search(before):
            continue
        name = " ".join(match.group("name").lower().split())
        _add_part(report, sentence, span, name, _CLASSES.get(name.split()[-1], "Activity"), None)


_NO_PART = re.compile(r"\b(?:no|without|previous|last year['’]s|another)\s+$")


def _add_part(
    report: Report, sentence: Sentence, span: Span, name: str, cls: str, quoted: str | None
) -> None:
    tokens = [i for i, t in enumerate(sentence.tokens) if span.start <= t.start < span.end]
    mention = Mention(
        span, report.text[span.start : span.end], sentence.index, "Event", tokens[0], tokens[-1],
        head=report.heads.ending(name.split(), ("Event",)), quoted=quoted,
    )  # fmt: skip
    entity = report.registry.find("Event", name)
    if entity is None:
        entity = Entity("Event", name, event_class=cls, parent=report.main)
        report.registry.entities.append(entity)
        report.registry.name(entity, name)
    mention.entity = entity
    entity.mentions.append(mention)
    row = report.mentions[sentence.index]
    row.append(mention)
    row.sort(key=lambda m: m.span)
