"""Participants that are listed: "countries, among them A and B", "executives of C and D"."""

from __future__ import annotations

import re

from kg.extract import kinds
from kg.extract.claims import Claims
from kg.extract.mentions import Entity, Mention
from kg.extract.scene import Scene

_LIST_CUE = re.compile(
    r"(?:\bamong (?:them|which|whom)(?: (?:were|are))?|\bincluding|\bsuch as|\blike|\bnamely|"
    r"\bfrom)\s*(?:the\s+)?$",
    re.IGNORECASE,
)
_PEOPLE_OF = re.compile(
    r"\b(?P<noun>executives?|representatives?|delegates?|delegations?|officials?|experts?|"
    r"speakers?|"
    r"leaders?|presidents|prime ministers|heads|kings|teams?|ministers?|"
    r"scholars?|scientists?|companies|firms|enterprises|exhibitors?|"
    r"participants?|organi[sz]ations?|institutions?|brands?|giants?|agencies|universities|"
    r"publishers?|guests?|countries|nations)"
    r"[^.;:]{0,60}?(?:\s+(?:of|from|at|like|as|including|include|included|were|are|,|are among)|"
    r":)\s*(?:the\s+)?$",
    re.IGNORECASE,
)
_AND = r"\s*(?:\([^()]*\))?\s*(?:,|;|,?\s*and|,?\s*as well as|&)\s*(?:and\s+)?(?:the\s+)?"
#: What a firm does, before its name: "chipmaker Norvex", "German carmaker Adler".
_TRADE = (
    r"(?:[A-Z][a-z]+\s+)?(?:[a-z-]+\s+)?(?:\w*maker|producer|manufacturer|giant|group|firm|company|"
    r"start-?up|supplier|operator|developer|retailer|publisher|broadcaster|bank|insurer)\s+"
)
_SEPARATOR = re.compile(rf"{_AND}(?P<trade>{_TRADE})?")
_TAKES_PART = re.compile(
    r"\b(?:attend|attended|attending|take part|takes part|took part|taking part|participat\w+|"
    r"exhibit\w*|"
    r"present|on show|display\w*|showcas\w+|speak\w*|share\w*|gather\w*|join\w*|stalls?|stands?|"
    r"booths?|"
    r"pavilions?|speakers|participants|delegates|exhibitors|participating|represent\w*|guests|"
    r"tell|visitors|"
    r"attendance|compet\w+|perform\w*|send|sent|drew|draws|attract\w*)\b",
    re.IGNORECASE,
)


#: Those who sign a paper are not there for that.
_SIGNED = re.compile(r"\b(?:endorsed|signed|ratified|backed) by\b")
#: Verbs of meeting: those who are listed before them take part, a house "at" which they meet not.
_MEETS = re.compile(r"\b(?:met|convened|assembled|came together|come together)\b")


def read(scene: Scene, claims: Claims) -> None:
    """Add the bodies and states that a sentence lists as taking part."""
    main = scene.report.main
    several = _MEETS.search(scene.text) is not None
    if main is None or scene.other_edition or not (several or _TAKES_PART.search(scene.text)):
        return
    several = several and not _TAKES_PART.search(scene.text)
    if scene.report.in_dateline(scene.sentence.span.end - 1):
        return
    for run in _runs(scene):
        if _SIGNED.search(scene.sentence.before(run[0].span.start)):
            continue
        event = _event(scene, run)
        if event is None or (several and len(run) < 2):
            continue
        status = scene.modality(scene.word_at(run[0].span.start))
        for mention in run:
            if mention.entity is None:
                continue
            node = (
                claims.state(mention.name, mention.span)
                if mention.kind in {"Country", "Place"}
                else claims.entity(mention.entity)
            )
            span = scene.span(run[0].span, mention.span)
            claims.add(
                claims.entity(event),
                "hasParticipant",
                node,
                span,
                "rule:participant/list",
                0.7,
                status,
            )


def _runs(scene: Scene) -> list[list[Mention]]:
    """Runs of listed names after a word that announces a list."""
    runs: list[list[Mention]] = []
    current: list[Mention] = []
    text = scene.report.text
    for mention in scene.mentions:
        if text[mention.span.start - 1 : mention.span.start] == "(":
            continue  # an acronym of the name before it
        if mention.kind == "Demonym":
            continue  # "German carmaker Adler" is one member of the list
        listed = mention.kind in {"Country", "Organization"} or (
            mention.kind in {"Place", "Unknown"} and bool(current) and mention.quoted is None
        )
        if current:
            gap = _SEPARATOR.fullmatch(text, current[-1].span.end, mention.span.start)
            # After "chipmaker" a firm is named, though the tagger may see a person.
            if gap is not None and (listed or (gap["trade"] and not mention.certain)):
                current.append(mention)
                continue
        if current:
            runs.append(current)
            current = []
        if listed and mention.kind in {"Country", "Organization"} and _announced(scene, mention):
            current = [mention]
    if current:
        runs.append(current)
    return [r for r in runs if len(r) >= 2 or r[0].kind == "Organization"]


def _announced(scene: Scene, mention: Mention) -> bool:
    before = scene.sentence.before(mention.span.start)
    if _PEOPLE_OF.search(before[-110:]):
        return True
    cue = _LIST_CUE.search(before)
    if cue is None:
        return False
    head = before[max(0, cue.start() - 80) : cue.start()]
    words = re.findall(r"[\w-]+", head.lower())
    table = scene.report.lexicon.kinds
    return any(
        w.endswith("makers") or (w in table and kinds.takes_part(table[w].denotes or ""))
        for w in words[-8:]
    )


def _event(scene: Scene, run: list[Mention]) -> Entity | None:
    for reference in scene.references:
        if reference.span.end <= run[0].span.start:
            return reference.entity
    return scene.nearest_event(run[0].span.start)
