"""Which event the article is about, and which names mean it."""

from __future__ import annotations

import re

from kg import gazetteer
from kg.extract.classify import is_acronym
from kg.extract.entities import edition_of, fold, series_name
from kg.extract.mentions import Entity, Mention
from kg.extract.occurrences import (
    is_held,
    settle_acronyms,
    settle_dated_names,
    settle_held_names,
    undated_name,
)
from kg.extract.released import release
from kg.extract.report import Report


def settle(report: Report) -> None:
    """Join the names of each event, then choose the main event."""
    release(report)
    settle_dated_names(report)
    settle_held_names(report)
    settle_acronyms(report)
    _join_editions(report)
    report.main = _choose_main(report) or undated_name(report)
    if report.main is not None:
        _join_of_names(report, report.main)
        _join_short_names(report, report.main)
        _join_other_names(report, report.main)
        _label(report.main)


def _compatible(a: Entity, b: Entity) -> bool:
    """Two names can mean one edition unless their ordinals or years differ."""
    return not (
        (a.number and b.number and a.number != b.number) or (a.year and b.year and a.year != b.year)
    )


def _series_keys(entity: Entity) -> set[str]:
    names = [series_name(name) for name in (entity.label, *entity.aliases)]
    return {fold(form) for name in names for form in (name, _in_full(name))} - {""}


def _in_full(name: str) -> str:
    """A name with the acronyms in it spelled out: "EU-Africa summit"."""

    def full(match: re.Match[str]) -> str:
        body = gazetteer.organization(match.group())
        return body.label if body is not None else match.group()

    return re.sub(r"\b[A-Z]{2,}\b", full, name)


def _join_editions(report: Report) -> None:
    """Names of the same series with compatible editions are one event."""
    registry = report.registry
    merged = True
    while merged:
        merged = False
        events = registry.of_kind("Event")
        for i, first in enumerate(events):
            for other in events[i + 1 :]:
                if _compatible(first, other) and _series_keys(first) & _series_keys(other):
                    rivals = [
                        e for e in events
                        if e is not first and e is not other
                        and _series_keys(e) & _series_keys(other)
                    ]  # fmt: skip
                    bare = not (first.number or first.year) or not (other.number or other.year)
                    if bare and rivals:
                        continue
                    first.number = first.number or other.number
                    first.year = first.year or other.year
                    registry.merge(first, other)
                    merged = True
                    break
            if merged:
                break


def _scope(entity: Entity) -> str:
    for mention in entity.mentions:
        if mention.head is not None and mention.head.kind == "Event":
            scope = mention.head.entry.scope or "main"
            if scope == "part" and _inner_main(mention):
                return "dated"  # "GreenByte Hackathon 2023 finals"
            return scope
    return "main" if entity.number or entity.year else "part"


def _inner_main(mention: Mention) -> bool:
    """Whether an event noun inside the name stands on its own."""
    return bool(
        re.search(
            r"(?i)\b(?:hackathon|marathon|festival|congress|conference|forum|fair)\b", mention.text
        )
    )


def _stands_alone(report: Report, entity: Entity) -> bool:
    """Whether the event can be what an article is about: by its noun, its edition, its verbs."""
    scope = _scope(entity)
    if scope in {"main", "part"}:
        return scope == "main"
    if scope == "held":
        return any(is_held(report, mention) for mention in entity.mentions)
    if entity.number or entity.year or scope == "dated":
        return bool(entity.number or entity.year)
    for mention in entity.mentions:
        head = mention.text.rsplit(None, 1)[-1]
        early = mention.sentence <= 2
        if (
            scope == "capitalized"
            and early
            and head[0].isupper()
            and len(mention.text.split()) >= 3
        ):
            return True
        if is_held(report, mention):
            return True
    return False


def _choose_main(report: Report) -> Entity | None:
    best: tuple[float, int] | None = None
    chosen = None
    for order, entity in enumerate(report.registry.of_kind("Event")):
        if not entity.mentions or not _stands_alone(report, entity):
            continue
        rank = (prominence(report, entity), -order)
        if rank[0] > 0 and (best is None or rank > best):
            best, chosen = rank, entity
    return chosen


def prominence(report: Report, entity: Entity) -> float:
    """How much the article is about an event: mentions, early ones most, and a stated edition."""
    body = [s for s in report.sentences if not report.in_dateline(s.span.end - 1)]
    early = {s.index for s in body[:3]} | {s.index for s in report.sentences[:2]}
    score = 1.5 * min(len(entity.mentions), 6)
    score += 4 * any(m.sentence in early for m in entity.mentions)
    score += 2 * any(m.sentence == report.sentences[0].index for m in entity.mentions)
    if any(len(series_name(m.text).split()) > 1 for m in entity.mentions):
        score += 3 * bool(entity.number or entity.year)  # "86th Session" alone is of something
    title = report.article.title or ""
    score += 3 * any(fold(series_name(n)) in fold(title) for n in (entity.label, *entity.aliases))
    return score


def _join_of_names(report: Report, main: Entity) -> None:
    """As in "the Wuzhen Summit of the 2023 World Internet Conference": one event by both names."""
    for other in report.registry.of_kind("Event"):
        for mention in other.mentions:
            gap = report.text[mention.span.end :]
            target = next((m for m in main.mentions if m.span.start > mention.span.end), None)
            if other is main or target is None or _scope(other) != "main":
                continue
            between = report.text[mention.span.end : target.span.start]
            if gap and re.fullmatch(r"\s+of\s+(?:the\s+)?", between) and _compatible(main, other):
                whole = report.text[mention.span.start : target.span.end]
                report.registry.merge(main, other)
                report.registry.name(main, whole)
                return


def _join_short_names(report: Report, main: Entity) -> None:
    """A short name has words of a longer one: "Coastal Book Fair", "Seventh Coastal Book Fair"."""
    keys = [set(k.split()) for k in _series_keys(main)]
    heads = {m.head.entry.id for m in main.mentions if m.head is not None}
    # Of several sessions of one conference the one named most is the report's.
    for other in sorted(report.registry.of_kind("Event"), key=lambda e: -len(e.mentions)):
        if other is main or not _compatible(main, other):
            continue
        name = series_name(other.label)
        if _inside(other, main) or _inside(main, other):
            main.number, main.year = main.number or other.number, main.year or other.year
            report.registry.merge(main, other)
            continue
        words = set(_spelled_out(report, name).split())
        head = other.first_mention.head if other.mentions else None
        if (
            head is not None
            and head.entry.id in heads
            and len(words) >= 2
            and any(
                words < key
                or (key < words and (main.number == other.number or _goes_on(main, name)))
                for key in keys
            )
        ):
            main.number, main.year = main.number or other.number, main.year or other.year
            report.registry.merge(main, other)


_KNOWN_AS = re.compile(
    r"\b(?:[Tt]he|[Tt]his) (?P<noun>\w+),? (?:also|better|commonly|widely|popularly) known as "
    r"(?:the )?[“\"]?$"
)


def _join_other_names(report: Report, main: Entity) -> None:
    """As in "the expo, better known as Harbour 2031"."""
    nouns = report.heads.tables["Event"]
    for mention in report.all_mentions("Event", "Unknown", "Organization", "Place"):
        known = _KNOWN_AS.search(report.text[: mention.span.start][-60:])
        if known is None or known.group("noun") not in nouns or mention.entity in {None, main}:
            continue
        assert mention.entity is not None
        for each in mention.entity.mentions:
            each.kind = "Event"
        report.registry.merge(main, mention.entity)


def _inside(short: Entity, event: Entity) -> bool:
    """As "COP15" is inside "the UN COP15 biodiversity conference"."""
    words = {word for m in event.mentions for word in m.text.split()}
    if "Conference of the Parties" in event.label and series_name(short.label) == "COP":
        return event.number is None or event.number == short.number
    return is_acronym(short.label) and short.label in words and len(words) > 1


def _spelled_out(report: Report, name: str) -> str:
    """The folded name with the acronyms of bodies in full: "IOC Session"."""
    words = []
    for word in name.split():
        body = report.registry.find("Organization", word) if is_acronym(word) else None
        words.append(max((body.label, *body.aliases), key=len) if body is not None else word)
    return fold(" ".join(words))


def _goes_on(main: Entity, name: str) -> bool:
    """As in "Harbour Festival" and "Harbour Festival of Literature": the same, in full."""
    short = [series_name(n) for n in (main.label, *main.aliases)]
    return any(re.match(rf"{re.escape(s)} (?:of|on|for) ", name) for s in short if s)


def _label(main: Entity) -> None:
    """Call the event by its first name that states the edition, else by its longest early name."""
    names = [m.name for m in main.mentions]
    stated = [n for n in names if edition_of(n) != (None, None)]
    spelled = [n for n in stated if not is_acronym(series_name(n).replace(" ", ""))]
    full = [n for n in names if not is_acronym(series_name(n).replace(" ", ""))]
    best = (spelled or full or stated or names)[0]
    if best != main.label:
        previous, main.label = main.label, best
        main.aliases = [a for a in main.aliases if a != best]
        main.add_alias(previous)
