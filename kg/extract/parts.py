"""Decides, before parsing, which events are parts of the main one; finds those without a name."""

from __future__ import annotations

import re

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

_ACTIVITY_NOUN = re.compile(
    r"\b(?:exhibition|symposium|seminar|concert|contest|competition|forum|workshop|panel|lecture|"
    r"talk|congress|"
    r"conference|musical|"
    r"session|masterclass|retrospective|discussion|roundtable|dialogue|play|programme|"
    r"show)\s*,?\s*[“\"‘']$|"
    r"\b(?:activit(?:y|ies)|events?|sessions?|exhibitions?|forums?|seminars?|panels?|workshops?|"
    r"lectures?|"
    r"discussions?|talks?|contests?|competitions?)\s+(?:\w+\s+){0,3}?(?:of|titled|entitled|"
    r"called|named|dubbed|"
    r"on topics such as|such as|including|like|on)\s+[“\"‘'][^”\"’]*$|"
    r"\b(?:activit(?:y|ies)|sessions?|seminars?|panels?|workshops?|lectures?|talks?|"
    r"discussions?)\b[^.;]{0,40}\b(?:such as|titled|entitled|on topics such as|including|"
    r"called)\s*[^.;]*$",
    re.IGNORECASE,
)


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
        _find_titled(report, sentence)
        _find_apposed(report, sentence)
        _find_listed(report, sentence)
        _find_unveilings(report, sentence)


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


def _find_titled(report: Report, sentence: Sentence) -> None:
    """Quoted titles after an activity noun name activities: "activities of “X”"."""
    run, cls = False, "Forum"
    for mention in list(report.mentions[sentence.index]):
        if mention.kind != "Title" or mention.quoted is None or mention.entity is None:
            continue
        start = mention.span.start - sentence.span.start
        before = sentence.text[max(0, start - 90) : start + 1]
        joined = run and _JOINED_TITLES.search(sentence.text[: start + 1]) is not None
        if not (_ACTIVITY_NOUN.search(before) or joined):
            run = False
            continue
        if not joined:
            release = re.search(r"\b(?:release|launch)\b", before, re.IGNORECASE)
            shown = re.search(r"\bexhibition\b", before, re.IGNORECASE)
            cls = "Release" if release else "Exhibition" if shown else "Forum"
        run = True
        mention.kind = mention.entity.kind = "Event"
        mention.entity.event_class, mention.entity.parent = cls, report.main


_APPOSED = re.compile(
    r"\b(?:an?|the|one) (?:[\w-]+ )?(?:exhibition|symposium|seminar|workshop|contest|competition|"
    r"forum|concert|"
    r"conference|congress|festival)\s*,\s*$", re.IGNORECASE,
)  # fmt: skip


def _find_apposed(report: Report, sentence: Sentence) -> None:
    """As in "An exhibition, Pride of Malwa, with 140 stalls": the name after its noun."""
    for mention in report.mentions[sentence.index]:
        start = mention.span.start - sentence.span.start
        end = mention.span.end - sentence.span.start
        if (
            mention.kind in {"Unknown", "Person", "Organization", "Place"}
            and mention.entity is not None
            and _APPOSED.search(sentence.text[:start])
            and sentence.text[end : end + 1] == ","
        ):
            mention.kind = mention.entity.kind = "Event"
            mention.entity.event_class, mention.entity.parent = "Activity", report.main


#: Events in plural that a list of their names follows.
_EVENTS_LISTED = re.compile(
    r"\b(?:shows|events|exhibitions|forums|sub-?forums|conferences|competitions|contests|festivals|"
    r"programmes|programs|summits|symposia|symposiums|seminars|workshops)\b"
    r"(?:, | )?(?:[^.;:,]{0,30} )?(?:including|include|included|such as|namely|are|were)\s+"
    r"(?:the )?$",
    re.IGNORECASE,
)
_LISTED_NEXT = re.compile(r"\s*(?:,\s*(?:and\s+)?|\s+and\s+)(?:the\s+)?", re.IGNORECASE)


def _find_listed(report: Report, sentence: Sentence) -> None:
    """As in "co-located shows, including A, B and C": each name is a part's."""
    run: list[Mention] = []
    for mention in report.mentions[sentence.index]:
        start = mention.span.start - sentence.span.start
        if run and _LISTED_NEXT.fullmatch(report.text, run[-1].span.end, mention.span.start):
            run.append(mention)
        elif not run and _EVENTS_LISTED.search(sentence.text[:start]):
            run = [mention]
    names = {"Unknown", "Person", "Organization", "Place", "Event", "Document"}
    plain = [m for m in run if m.quoted is None and not m.certain and m.kind in names]
    if len(plain) < 2 or len(plain) < len(run):
        return
    for mention in plain:
        entity = mention.entity
        body = mention.head is not None and mention.head.kind == "Organization"
        if entity is None or entity is report.main or entity.parent is not None or body:
            continue
        for each in entity.mentions:
            each.kind = "Event"
        entity.kind, entity.parent = "Event", report.main
        entity.event_class = entity.event_class or "Activity"


_JOINED_TITLES = re.compile(r"[\s,”\"’']+(?:and\s+)?[“\"‘']$")

_UNVEILING = re.compile(
    r"\b(?P<noun>unveiling|launch|release|launching|presentation) of (?:the )?$"
)


def _find_unveilings(report: Report, sentence: Sentence) -> None:
    """As in "the unveiling of the Blue Book": a part of the event where other parts are listed."""
    row = report.mentions[sentence.index]
    if not any(m.kind == "Event" and m.entity and m.entity.parent for m in row):
        return
    for mention in list(row):
        match = _UNVEILING.search(sentence.text[: mention.span.start - sentence.span.start])
        if mention.kind == "Document" and match is not None:
            span = Span(sentence.span.start + match.start("noun"), mention.span.end)
            entity = Entity(
                "Event",
                report.text[span.start : span.end],
                event_class="Release",
                parent=report.main,
            )
            entity.mentions.append(
                Mention(span, entity.label, sentence.index, "Event", mention.first, mention.last)
            )
            report.registry.entities.append(entity)
