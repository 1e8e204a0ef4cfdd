"""Which event the article is about, which names mean it, and which events are other ones."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from kg.extract.classify import is_acronym
from kg.extract.entities import edition_of, fold, series_name
from kg.extract.mentions import Entity, Mention
from kg.extract.report import Report
from kg.extract.segment import Sentence
from kg.extract.words import ordinal
from kg.model import Span

#: Nouns that can mean any event.
_ANY_EVENT = {"event", "gathering", "edition", "occasion", "get-together"}
_DETERMINERS = {"the", "this", "its", "that", "our"}
_PART_WORDS = frozenset(
    """opening closing main plenary press award awards signing inaugural launch concluding final
    same previous last""".split()
)
_EARLIER = re.compile(
    r"\b(?:previous|preceding|former|past|earlier|last) (?:edition|editions|session|sessions|"
    r"summit|summits|conference|conferences|forum|forums|fair|fairs|expo|festival|year's)\b|"
    r"\b(?:last year's|first edition|inaugural edition|those (?:\w+ )?(?:sessions|editions)|"
    r"since its (?:launch|founding|inception|establishment)|years in a row|"
    r"so far hosted|has been held (?:\w+ )?times|were held before)\b",
    re.IGNORECASE,
)


_NEXT = re.compile(
    r"^(?:\W*)(?:the |its )?next (?:edition|summit|meeting|conference|congress|forum|fair|festival|"
    r"expo|event|session|convention|show)\b", re.IGNORECASE,
)  # fmt: skip
_ORDINAL_EDITION = re.compile(
    r"\b(?:the|an?) (?P<number>[a-z-]+|\d{1,3}(?:st|nd|rd|th)) (?:\w+ )?(?:edition|summit|"
    r"meeting|conference|"
    r"congress|forum|fair|festival|expo|session|convention)\b", re.IGNORECASE,
)  # fmt: skip
_EST = {"latest", "honest", "forest", "guest", "interest", "request", "contest"}
_BACK = re.compile(
    r"\b(?:then|that year|that edition|that time|those|at the time)\b", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class EventReference:
    """A place in the text that means an event: by name or by a generic noun."""

    span: Span
    entity: Entity
    generic: bool


def settle(report: Report) -> None:
    """Join the names of each event, then choose the main event."""
    _release_bare_nouns(report)
    _dated_names(report)
    _mend_series_acronyms(report)
    _join_editions(report)
    report.main = _choose_main(report) or _undated_name(report)
    if report.main is not None:
        _join_of_names(report, report.main)
        _join_short_names(report, report.main)
        _label(report.main)


def _release_bare_nouns(report: Report) -> None:
    """As in "the Summit", "the Convention": a head noun alone is a reference, not a name."""
    for mention in report.all_mentions("Event", "Organization"):
        words = re.findall(r"[\w'’-]+", mention.text)
        bare = mention.head is not None and len(words) == mention.head.length
        if bare and mention.quoted is None and mention.entity is not None:
            entity = mention.entity
            entity.mentions.remove(mention)
            mention.kind, mention.entity = "Generic", None
            if not entity.mentions:
                report.registry.entities.remove(entity)


_EDITION_AFTER = re.compile(
    r"^,? (?:which is |billed as )?(?:the|an?|its|their) (?:[\w'’-]+ ){0,5}?(?:edition|instalment|"
    r"conference|summit|forum|congress|festival|fair|expo|exhibition|show|convention|event|"
    r"gathering)\b"
)


def _dated_names(report: Report) -> None:
    """A name with a year that is held is an event: "Auto Vistara 2018, the twelfth edition"."""
    for mention in report.all_mentions("Unknown", "Organization", "Person", "Place"):
        entity = mention.entity
        match = re.match(r" ((?:19|20)\d\d)\b", report.text[mention.span.end :])
        if match is None or entity is None or mention.quoted is not None:
            continue
        after = report.text[mention.span.end + match.end() :][:90].split("\n")[0]
        before = report.text[max(0, mention.span.start - 60) : mention.span.start].split("\n")[-1]
        if not (
            _PHASE_AFTER.search(after)
            or _EDITION_AFTER.search(after)
            or _HELD_BEFORE.search(before)
            or _noun_before(report, mention)
        ):
            continue
        mention.span = Span(mention.span.start, mention.span.end + match.end())
        mention.text = report.text[mention.span.start : mention.span.end]
        mention.last += 1
        mention.kind = "Event"
        entity.mentions.remove(mention)
        edition = Entity("Event", mention.name, event_class="Summit", year=int(match.group(1)))
        edition.mentions.append(mention)
        mention.entity = edition
        report.registry.entities.append(edition)
        report.registry.name(edition, mention.name)
        for other in list(entity.mentions):
            other.kind, other.entity = "Event", edition
            edition.mentions.append(other)
            report.registry.name(edition, other.name)
        if entity in report.registry.entities:
            report.registry.entities.remove(entity)


#: A verb of opening, running or closing right after a name.
_PHASE_AFTER = re.compile(
    r"^\W{0,2}(?:\([^)]*\)\W?)?\s*(?:(?:has|had|will|is|was|were|are|to|been|being|be|officially|"
    r"finally|formally)\s+){0,3}"
    r"(?:opened|opens|open|closed|closes|ended|ends|began|begins|started|starts|kicked off|"
    r"kicks off|"
    r"concluded|concludes|wrapped up|got under ?way|gets under ?way|held|takes? place|took place|"
    r"runs|"
    r"inaugurated|returns?|drew to a close|came to (?:an end|a close))\b"
)
_GENERIC_EVENT = re.compile(
    r"\b(?:the|this|this year['’]s) (?:[\w-]+ ){0,2}?(?P<noun>festival|fair|expo|exhibition|"
    r"forum|summit|"
    r"conference|congress|convention|symposium|gathering|biennale|hackathon)\b",
    re.IGNORECASE,
)


def _noun_before(report: Report, mention: Mention) -> bool:
    """As in "the wood fair Silva 2016": an event noun in small letters right before the name."""
    tokens = report.sentences[mention.sentence].tokens
    if mention.first == 0:
        return False
    head = report.heads.ending(
        [t.text for t in tokens[max(0, mention.first - 2) : mention.first]], ("Event",)
    )
    return head is not None and head.entry.scope != "part"


def _undated_name(report: Report) -> Entity | None:
    """A name that no noun explains, but a verb does: "The Évora Jazz Weekender closed on Sunday".

    The article must also speak of "the festival" or the like, and the name must stand early.
    """
    noun = _GENERIC_EVENT.search(report.text)
    if noun is None:
        return None
    for mention in report.all_mentions("Unknown", "Organization", "Place"):
        entity = mention.entity
        if entity is None or mention.sentence > 4 or mention.quoted is not None:
            continue
        named = len(mention.text.split()) >= 2 and mention.text[0].isupper()
        head = mention.head is not None and mention.head.kind == "Organization"
        after = report.text[mention.span.end :][:90].split("\n")[0]
        if not named or head or not _PHASE_AFTER.search(after):
            continue
        entry = report.heads.tables["Event"].get(noun.group("noun").lower())
        for each in entity.mentions:
            each.kind = "Event"
        entity.kind = "Event"
        entity.event_class = (entry.denotes or "").rpartition("#")[2] if entry else "Summit"
        report.registry.name(entity, entity.label)
        return entity
    return None


def _mend_series_acronyms(report: Report) -> None:
    """An acronym with a number is an edition: "COP28", "CES 2024", "1st WIC"."""
    for mention in report.all_mentions("Unknown", "Organization", "Place", "Event"):
        words = mention.text.split()
        entity = mention.entity
        if entity is None or mention.quoted is not None:
            continue
        core = series_name(mention.text)
        number, year = edition_of(mention.text)
        if not core or not (number or year) or len(words) > 3:
            continue
        if mention.kind != "Event" and is_acronym(core.replace(" ", "")):
            known = report.registry.find("Event", core)
            if known is None and not _acronym_edition(report, mention, words):
                continue
            mention.kind = entity.kind = "Event"
            entity.number, entity.year = number, year
            entity.event_class = known.event_class if known else "Summit"


def _acronym_edition(report: Report, mention: Mention, words: list[str]) -> bool:
    """Editions like "COP28" and "CES 2024 opened", not "2000 GMT", not every model number."""
    if re.fullmatch(r"COP ?\d\d", mention.text):
        return True
    if len(words) != 2 or len(words[1]) != 4:
        return False
    sentence = report.sentences[mention.sentence]
    before = sentence.text[: mention.span.start - sentence.span.start][-60:]
    after = sentence.text[mention.span.end - sentence.span.start :][:80]
    return bool(_HELD_AFTER.search(after) or _HELD_BEFORE.search(before))


def _compatible(a: Entity, b: Entity) -> bool:
    """Two names can mean one edition unless their ordinals or years differ."""
    return not (
        (a.number and b.number and a.number != b.number) or (a.year and b.year and a.year != b.year)
    )


def _series_keys(entity: Entity) -> set[str]:
    return {fold(series_name(n)) for n in (entity.label, *entity.aliases)} - {""}


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


#: Words right before or after a name that show an organized event.
_HELD_AFTER = re.compile(
    r"^[^.;]{0,30}?\b(?:opened|opens|open|kicks? off|kicked off|is held|was held|are held|"
    r"be held|takes? place|"
    r"took place|is being held|is to be held|concluded|concludes|wrapped up|was inaugurated|"
    r"got under way)\b"
)
_HELD_BEFORE = re.compile(
    r"\b(?:opening|closing|inauguration|organi[sz]ers?|theme|edition|exhibitors|hosts?|venue|"
    r"host|hosted|hosts|inaugurated|"
    r"organi[sz]ed|organi[sz]es|hosting|holds?|held|kicks? off|kicked off|opened|opens|"
    r"concluded) (?:of |at )?(?:the |its |this year['’]s )?(?:\w+ ){0,2}$"
)


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
        sentence = report.sentences[mention.sentence]
        before = sentence.text[: mention.span.start - sentence.span.start][-60:]
        after = sentence.text[mention.span.end - sentence.span.start :][:80]
        if _HELD_AFTER.search(after) or _HELD_BEFORE.search(before):
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
    score += 3 * bool(entity.number or entity.year)
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
    for other in report.registry.of_kind("Event"):
        if other is main or not _compatible(main, other):
            continue
        words = set(fold(series_name(other.label)).split())
        head = other.first_mention.head if other.mentions else None
        if (
            head is not None
            and head.entry.id in heads
            and len(words) >= 2
            and any(words < key or (key < words and main.number == other.number) for key in keys)
        ):
            report.registry.merge(main, other)


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


def is_about_other_edition(report: Report, sentence: Sentence) -> bool:
    """Whether a sentence tells of an earlier edition and not of this one."""
    main = report.main
    if main is None:
        return False
    if _EARLIER.search(sentence.text) or _NEXT.search(sentence.text):
        return True
    for mention in report.mentions[sentence.index]:
        before = sentence.text[: mention.span.start - sentence.span.start]
        if mention.entity is main and re.search(r"(?i)\b(?:next|last|previous) $", before):
            return True
    stated = _ORDINAL_EDITION.search(sentence.text)
    if stated is not None and main.number is not None:
        number = ordinal(stated.group("number"))
        if number is not None and number != main.number and stated.start() < 40:
            return True
    if _BACK.search(sentence.text) and sentence.index:
        previous = report.sentences[sentence.index - 1]
        if previous.paragraph == sentence.paragraph and is_about_other_edition(report, previous):
            return True
    named = [m for m in report.mentions[sentence.index] if m.entity is main]
    if any(edition_of(m.name) != (None, None) for m in named):
        return False
    years = {
        int(y) for y in re.findall(r"\b(?:in|since|from|of|year) ((?:19|20)\d\d)\b", sentence.text)
    }
    year = main.year or (report.article.published.year if report.article.published else None)
    return bool(years) and year is not None and all(y < year for y in years)


def references(report: Report, sentence: Sentence) -> list[EventReference]:
    """All places in a sentence that mean an event, in text order."""
    found = [
        EventReference(m.span, m.entity, generic=False)
        for m in report.mentions[sentence.index]
        if m.kind == "Event" and m.entity is not None
    ]
    found += _generic(report, sentence)
    return sorted(found, key=lambda r: r.span)


def _generic(report: Report, sentence: Sentence) -> Iterator[EventReference]:
    tokens = sentence.tokens
    taken = [m.span for m in report.mentions[sentence.index] if m.kind != "Generic"]
    table = report.heads.tables["Event"]
    for i, token in enumerate(tokens):
        noun = token.lower.removesuffix("'s").removesuffix("’s")
        entry = table.get(noun)
        if entry is None and noun not in _ANY_EVENT:
            continue
        if entry is not None and noun in entry.plurals and noun not in entry.lemma:
            continue
        if any(s.start <= token.start < s.end for s in taken):
            continue
        window = [t.lower for t in tokens[max(0, i - 4) : i]]
        determined = any(w in _DETERMINERS or w in {"year's", "year’s"} for w in window)
        if not determined or set(window[-2:]) & _PART_WORDS or _is_other(report, window):
            continue
        if any(w == "most" or (w.endswith("est") and len(w) > 4 and w not in _EST) for w in window):
            continue  # "the biggest convention that …" describes, it does not refer
        entity = resolve(report, noun, token.start)
        if entity is not None:
            yield EventReference(Span(token.start, token.start + len(noun)), entity, generic=True)


def _is_other(report: Report, window: list[str]) -> bool:
    """As in "the next meeting", "the third summit" where this one is the second."""
    if "next" in window[-2:]:
        return True
    number = next((n for n in map(ordinal, reversed(window)) if n is not None), None)
    own = report.main.number if report.main is not None else None
    return number is not None and number > 1 and own is not None and number != own


def resolve(report: Report, noun: str, offset: int) -> Entity | None:
    """The event that "the NOUN" means at this offset."""
    main = report.main
    table = report.heads.tables["Event"]
    if noun in _ANY_EVENT:
        return main
    entry = table.get(noun)
    if entry is None:
        return None
    before: list[Mention] = [
        m for m in report.all_mentions("Event")
        if m.entity is not None and m.span.start < offset and m.head is not None
    ]  # fmt: skip
    if main is not None and any(
        m.head is not None and m.head.entry.id == entry.id for m in main.mentions
    ):
        return main
    for mention in reversed(before):
        if mention.head is not None and mention.head.entry.id == entry.id:
            return mention.entity
    for mention in reversed(before):
        if (
            mention.head is not None
            and mention.head.event_class == (entry.denotes or "").rpartition("#")[2]
        ):
            return mention.entity
    if main is not None and entry.scope not in {"part", "dated"}:
        later = any(
            m.head is not None and m.head.entry.id == entry.id for m in report.all_mentions("Event")
        )
        return None if later else main
    return None
