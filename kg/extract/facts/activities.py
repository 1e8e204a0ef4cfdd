"""What is part of the main event: named activities, ceremonies, press conferences, topics."""

from __future__ import annotations

import re

from rdflib import Literal
from rdflib.namespace import XSD

from kg.extract.claims import Claims
from kg.extract.entities import fold, same_series, series_name
from kg.extract.mentions import Entity, Mention
from kg.extract.report import Report
from kg.extract.scene import Scene
from kg.extract.segment import Sentence
from kg.iri import mint
from kg.model import Span
from kg.vocab import SK

#: Unnamed parts that are worth a node when they are said to take place.
_CEREMONY = re.compile(
    r"\b(?P<name>(?:(?:grand|official|formal) )?(?:(?:opening|closing|inaugural|inauguration|"
    r"award|awards|awarding|"
    r"signing|launch|launching|unveiling|prize-giving|welcome|welcoming|valedictory|concluding|"
    r"final)"
    r"(?: and (?:closing|award|awards))? (?:ceremony|session|plenary|gala|concert|night|dinner|"
    r"reception|press conference|news conference|banquet)|"
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
_FIRST_TIME = re.compile(
    r"\bfor the first time\b|\bfirst-ever\b|\bheld its first\b|\bmaiden\b", re.I
)
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
        if bare and (entity.number or entity.year):
            continue  # "the V Forum": another edition, by number and noun alone
        if _is_outside(report, entity):
            continue
        entity.parent = main
    _join_spellings(report)
    for sentence in report.sentences:
        _find_unnamed(report, sentence)
        _find_titled(report, sentence)
        _find_apposed(report, sentence)
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
    r"\boutcomes? of|\bgoals of)"
    r"\s+(?:the\s+)?(?:\w+\s+){0,3}$",
    re.IGNORECASE,
)


def _looks_back(report: Report, sentence: Sentence, mention: Mention) -> bool:
    start = mention.span.start - sentence.span.start
    before = sentence.text[max(0, start - 50) : start]
    after = sentence.text[mention.span.end - sentence.span.start :][:60]
    if _OUTSIDE_BEFORE.search(before):
        return True
    main = report.main
    year = main.year if main else None
    if year is None and report.article.published is not None:
        year = report.article.published.year
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


def read_named(scene: Scene, claims: Claims) -> None:
    """Add the parts of the main event that a sentence mentions."""
    main = scene.report.main
    if main is None:
        return
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
            claims.add(
                claims.entity(main), "hasActivity", part, mention.span, rule,
                0.7 if unnamed else 0.75, "planned" if status == "expected" else status,
            )  # fmt: skip
            if mention.quoted and _FIRST_TIME.search(scene.text):
                claims.add(
                    part, "firstTime", Literal("true", datatype=XSD.boolean), scene.sentence.span,
                    "rule:first-time", 0.8,
                )  # fmt: skip


_TOPIC_CUE = re.compile(
    r"\b(?:in the (?:fields?|areas?) of|focus(?:es|ed|ing)? on|such as|including|covering|cover|"
    r"covers|dedicated to|to discuss|"
    r"technologies of|applications of|tracks? (?:such as|in|on)|devoted to|centr?ed on|"
    r"on topics such as|on themes such as|around)\s+",
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
        rest = scene.text[match.end() :]
        stop = _TOPIC_END.search(rest)
        topics = _list(
            rest[: stop.start() if stop else len(rest)], scene.sentence.span.start + match.end()
        )
        if len(topics) >= 3 and len(topics) > len(best):
            best = topics
    for name, span in best:
        topic = claims.node(mint("topic", name), (SK.Topic,), (name,), span)
        claims.add(claims.entity(event), "hasTopic", topic, span, "rule:topic/list", 0.65)


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
            if len(name.split()) > 4 or not re.fullmatch(r"[\w&/+ '-]+", name):
                return [] if len(items) < 3 else items
            items.append((name, Span(start, start + len(name))))
    return items
