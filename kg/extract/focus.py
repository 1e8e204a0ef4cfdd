"""Whether an article is about its main event or only mentions it.

A report names its event in the opening and comes back to it. An article that mentions an event once
("the coach, seen at the Lantern Fair last year") says nothing of the event elsewhere.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from kg.extract.entities import series_name
from kg.extract.report import Report
from kg.extract.scene import Scene

#: Sentences, headings and datelines among them, in which a report has come to its event.
_OPENING = 6
#: The event, called by another noun than its name's: "the meeting".
_THE_EVENT = re.compile(
    r"\b(?:the|this) (?:[\w-]+ )?(?:meeting|event|gathering|session|edition)\b", re.IGNORECASE
)


def is_about_event(report: Report, scenes: Sequence[Scene]) -> bool:
    """Whether a report is about its main event; a short text is about what it names.

    ``scenes`` are all its sentences.
    """
    if len(report.sentences) <= _OPENING:
        return True
    nouns = _nouns(report)
    named = [s.sentence.index for s in scenes if _names(report, s, nouns)]
    again = len(named) > 1 or any(_THE_EVENT.search(s.text) for s in scenes)
    return again and bool(named) and named[0] < _OPENING


def _names(report: Report, scene: Scene, nouns: re.Pattern[str] | None) -> bool:
    if nouns is not None and nouns.search(scene.text):
        return True
    return any(r.entity is report.main for r in scene.references)


def _nouns(report: Report) -> re.Pattern[str] | None:
    """The nouns that the event is called by, as in "the pilgrimage", in singular and plural."""
    names = report.main.mentions if report.main is not None else []
    nouns = {m.head.entry.lemma.split()[-1] for m in names if m.head is not None}
    nouns |= {form.split()[-1] for m in names if m.head for form in m.head.entry.plurals}
    nouns |= {series_name(m.name).split()[-1] for m in names if m.head is None}
    words = sorted(noun for noun in nouns if noun.isalpha())
    return re.compile(rf"\b(?:{'|'.join(words)})\b", re.IGNORECASE) if words else None
