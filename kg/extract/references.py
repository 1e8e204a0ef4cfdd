"""Where a sentence means an event: by its name, or by a noun as in "the forum"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from kg.extract.mentions import Entity, Mention
from kg.extract.report import Report
from kg.extract.segment import Sentence, Token
from kg.extract.words import MONTHS, WEEKDAYS, ordinal
from kg.lexicon import Entry
from kg.model import Span

#: Nouns that can mean any event.
_ANY_EVENT = {"event", "gathering", "edition", "occasion", "get-together"}

_DETERMINERS = {"the", "this", "its", "that", "our"}

_PART_WORDS = frozenset(
    """opening closing main plenary press award awards signing inaugural launch concluding final
    same previous last""".split()
)

_EST = {"latest", "honest", "forest", "guest", "interest", "request", "contest"}


@dataclass(frozen=True, slots=True)
class EventReference:
    """A place in the text that means an event: by name or by a generic noun."""

    span: Span
    entity: Entity
    generic: bool


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
        if i + 1 < len(tokens) and tokens[i + 1].lower in {"activity", "activities", "events"}:
            continue  # "exhibition activities" are none of the exhibition
        window = [t.lower for t in tokens[max(0, i - 4) : i]]
        determined = any(w in _DETERMINERS or w in {"year's", "year’s"} for w in window)
        if not determined or set(window[-2:]) & _PART_WORDS or _is_other(report, window):
            continue
        if any(w == "most" or (w.endswith("est") and len(w) > 4 and w not in _EST) for w in window):
            continue  # "the biggest convention that …" describes, it does not refer
        entity = resolve(report, noun, token.start)
        if entity is not None and _on_a_topic(tokens, i) and not _is_called(entity, entry):
            continue  # "the workshop on early music" is a part of the forum
        if entity is not None:
            yield EventReference(Span(token.start, token.start + len(noun)), entity, generic=True)


def _on_a_topic(tokens: Sequence[Token], i: int) -> bool:
    """Whether "on" and a topic follow: "the workshop on music", not "the workshop on Monday"."""
    if i + 2 >= len(tokens) or tokens[i + 1].lower != "on":
        return False
    topic = tokens[i + 2]
    day = topic.text[0].isdigit() or topic.lower in WEEKDAYS or topic.lower in MONTHS
    return topic.lower != "the" and not day


def _is_called(entity: Entity, entry: Entry | None) -> bool:
    """Whether a name of the event ends with the noun itself."""
    return entry is None or any(
        m.head is not None and m.head.entry.id == entry.id for m in entity.mentions
    )


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
    # "The fair" means a trade fair too.
    if main is not None and any(
        m.head is not None
        and (m.head.entry.id == entry.id or m.head.entry.lemma.split()[-1] == entry.lemma)
        for m in main.mentions
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
