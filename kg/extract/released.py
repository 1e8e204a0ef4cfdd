"""Names that end with an event's noun and mean none: bodies, houses, treaties, bare nouns."""

from __future__ import annotations

import re

from kg import gazetteer
from kg.extract.mentions import Mention
from kg.extract.report import Report


def release(report: Report) -> None:
    """Give what only sounds like an event the kind that it is of."""
    _release_bare_nouns(report)
    _release_bodies(report)
    _release_houses(report)
    _release_treaties(report)


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


#: Nouns of events that also name lasting bodies.
_LASTING = {"program", "initiative", "academy", "assembly"}
_AGENT_BEFORE = re.compile(
    r"\b(?:(?:by|with|from|between)|(?:representatives|members|leaders|delegates|officials|"
    r"president|speaker|secretary-general|chair(?:man|person)?) of) (?:the )?$"
)


def _release_bodies(report: Report) -> None:
    """A programme that acts is a body: "convened by the Marine Programme", "its director"."""
    for entity in report.registry.of_kind("Event"):
        heads = {m.head.entry.lemma for m in entity.mentions if m.head is not None}
        acts = any(
            _AGENT_BEFORE.search(report.text[max(0, m.span.start - 30) : m.span.start])
            for m in entity.mentions
        )
        shows = any(_several(m) for m in entity.mentions)  # "organized by Harbour Fairs"
        if acts and (shows or (heads and heads <= _LASTING)):
            entity.become("Organization")


def _several(mention: Mention) -> bool:
    """Whether a name ends with an event noun in plural: a firm that runs fairs."""
    last = mention.text.split()[-1].lower()
    entry = mention.head.entry if mention.head is not None else None
    return entry is not None and last in entry.plurals and last != entry.lemma


def _release_houses(report: Report) -> None:
    """A pavilion that something is "at" is a house: "opened at the Harbour Trade Pavilion"."""
    for entity in report.registry.of_kind("Event"):
        heads = {m.head.entry.lemma for m in entity.mentions if m.head is not None}
        before = report.text[: entity.mentions[0].span.start] if entity.mentions else ""
        national = any(gazetteer.country(w) or gazetteer.demonym(w) for w in entity.label.split())
        if heads == {"pavilion"} and not national and re.search(r"\b(?:at|in) the $", before[-8:]):
            entity.become("Place")


#: Conventions that are signed and not held.
_TREATY = re.compile(
    r"(?:[A-Z][\w’'-]*\s){0,4}Convention (?:on|against|concerning|relating to|for the "
    r"(?:Protection|Prevention|Suppression|Safeguarding|Conservation))\b"
)


def _release_treaties(report: Report) -> None:
    """A convention on a subject is a treaty, unless it has an edition or opens its doors."""
    for entity in report.registry.of_kind("Event"):
        if entity.number or entity.year or not _TREATY.match(entity.label):
            continue
        after = [report.text[m.span.end : m.span.end + 60] for m in entity.mentions]
        if not any(_HELD.match(text) for text in after):
            entity.become("Document")


_HELD = re.compile(
    r"\W*(?:\([^()]*\)\s*)?(?:\w+ )?(?:opened|opens|closed|closes|ended|ends|was held|is held|"
    r"will be held|took place|takes place|kicked off|concluded|brought together|drew)\b"
)
