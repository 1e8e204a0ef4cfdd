"""Bodies and states that a sentence shows taking part, by the words before or after their names.

"A, B and C are among the exhibitors", "delegations from A and B", "also represented: A and B".
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg import gazetteer
from kg.extract.claims import Claims
from kg.extract.mentions import Entity, Mention
from kg.extract.references import references
from kg.extract.scene import Scene

#: What a firm is called by right before its name: "grid operator Vela", "Turku-based Nido".
_CALLED = (
    r"(?:[A-Z][\w-]+-based\s+|(?:[A-Z]?[a-z-]+\s+){0,2}(?:operator|\w*maker|giant|group|firm|"
    r"company|start-?up|manufacturer|bank|insurer|publisher|brand|platform|retailer|utility)\s+)?"
)
_SEPARATOR = re.compile(
    r"\s*(?:\([^()]*\))?\s*(?:,|;|,?\s*and|,?\s*as well as|&)\s*(?:and\s+)?(?:the\s+)?"
    rf"(?:[A-Z]\w+['’]s\s+)?{_CALLED}"
)
#: Words that come between a list of names and its verb.
_AUXILIARY = (
    r"\s*,?\s*(?:(?:who|which|all|both|also|each|too|have|has|had|are|is|were|was|will|be|been|"
    r"being|again|already|currently)\s+)*"
)
_ROLE = (
    r"(?:participants|exhibitors|attendees|delegations|speakers|guests|contestants|competitors|"
    r"participating \w+|\w+ represented|\w+ present|\w+ taking part|\w+ on (?:show|display))"
)
#: What is said of one body or more, or of states, that take part.
_STRONG_AFTER = re.compile(
    rf"{_AUXILIARY}(?:taking part|took part|taken part|take part|takes part|participat(?:ed|ing)|"
    rf"represented\b(?! by)|among (?:the|this year['’]s) (?:\w+ ){{0,2}}{_ROLE}|"
    r"(?:is|are|was|were) here\b|present as|(?:be|were|was) (?:also )?present\b(?!ed)|"
    r"among (?:those|the companies|the firms) (?:displaying|exhibiting|showing|presenting|taking)|"
    r"sent (?:\w+ ){0,3}(?:delegations?|teams?|delegates|representatives)|"
    r"(?:run|runs|ran|has|have|had|set up|put up|opened) (?:(?:a|an|the|their|its|own|large|joint|"
    r"big|small|national) ){1,3}(?:stands?|stalls?|booths?|pavilions?)\b|"
    r"(?:had|has|have|sent|fielded|brought|formed) the (?:largest|biggest|second largest) "
    r"(?:delegations?|contingents?|groups?|teams?|stands?|pavilions?)\b)"
)
#: What shows only several names together to be at the event.
_WEAK_AFTER = re.compile(
    rf"{_AUXILIARY}(?:announced|pledged|presented|presenting|showed|showing|showcased|showcasing|"
    r"exhibited|exhibiting|displayed|displaying|unveiled|unveiling|demonstrated|"
    r"lifted the veil)\b"
)
_BEFORE = re.compile(
    r"(?:\b(?:delegations?|delegates|participants|exhibitors|attendees|contestants|competitors) "
    r"(?:from|of|representing)|"
    rf"\b{_ROLE}\s*(?::|(?:include|includes|included|are|were|come from|came from)\b)|"
    rf"\b(?:among|amongst) the (?:\w+ )?{_ROLE} (?:are|were|is|was)|"
    r"^(?:also |those )?(?:represented|present|taking part|participating|in attendance)\s*:|"
    r"\b(?:groups|delegations|contingents|teams|exhibitors|participants) (?:came|come) from|"
    r"\bso (?:are|were) (?:\w+ ){1,3}from|\b(?:statements?|interventions?) (?:was|were) "
    r"(?:made|delivered) by|"
    r"\b(?:led|opened) the parade[^.;]*, followed by|"
    r"\b(?:largest|biggest) (?:delegation|contingent|group|team|pavilion)\b[^.;]*, followed by)"
    r"\s*(?:the\s+)?$",
    re.IGNORECASE,
)
#: Nouns that only bodies can be, whatever the tagger takes their names for.
_BODIES_BEFORE = re.compile(
    r"\b(?:companies|firms|enterprises|exhibitors|brands|publishers|publishing houses|institutions|"
    r"universities|organi[sz]ations|agencies|start-?ups|manufacturers|banks|associations)\b"
    r"[\w ]{0,20}?(?:,? (?:including|such as|like)|,? among them|:|\b(?:include|includes|included|"
    r"are|were))\s*(?:the\s+)?$",
    re.IGNORECASE,
)
_BODIES_AFTER = re.compile(
    rf"{_AUXILIARY}among (?:the|this year['’]s) (?:\w+ ){{0,2}}(?:exhibitors|companies|brands|"
    r"publishers|firms|organi[sz]ations)\b"
)
_SPOKE = re.compile(r"\b(?:statements?|interventions?) (?:was|were) (?:made|delivered) by\b", re.I)
_SESSION = re.compile(r"\b(?:plenary|session|segment|debate)\b", re.I)
_NEWCOMER = re.compile(r"\bjoined by (?:the )?(?:newcomers?|first-timers?|debutants?) $")
_PRESENCE = re.compile(
    r"\b(?:attendance|represented|present\b|exhibit\w*|stands?|booths?|stalls?|on show|"
    r"participat\w+|tak(?:e|es|ing) part|took part|attend\w*)",
    re.IGNORECASE,
)


_AT = re.compile(
    r"\b(?:at|in|during|for|to|of|attended|joined)\s+(?:(?:the|this|a|an|its)\s+)?(?:year['’]s\s+)?$",
    re.IGNORECASE,
)


def read(scene: Scene, claims: Claims) -> None:
    """Add the bodies and states that one sentence shows to be at the event."""
    main = scene.report.main
    if main is None or scene.other_edition:
        return
    if scene.report.in_dateline(scene.sentence.span.end - 1):
        return
    for run in _runs(scene):
        if _shown(scene, run):
            _take_part(scene, claims, run)


def _runs(scene: Scene) -> Iterator[list[Mention]]:
    """Names joined by commas and "and"; an acronym in brackets belongs to the name before it."""
    run: list[Mention] = []
    text = scene.report.text
    for mention in scene.mentions:
        if text[mention.span.start - 1 : mention.span.start] == "(":
            continue
        if re.match(r"['’]s\s+(?:[a-z-]+\s+){0,3}[A-Z]", text[mention.span.end :][:40]):
            continue  # "Japan's Hoshikawa Robotics"
        if run and not _SEPARATOR.fullmatch(text[run[-1].span.end : mention.span.start]):
            yield run
            run = []
        if _can_take_part(mention):
            run.append(mention)
        elif run:
            yield run
            run = []
    if run:
        yield run


def _can_take_part(mention: Mention) -> bool:
    if mention.quoted is not None or mention.entity is None:
        return False
    if mention.kind == "Person":
        return not any(m.certain for m in mention.entity.mentions)
    return mention.kind in {"Country", "Organization", "Place", "Unknown"}


def _shown(scene: Scene, run: list[Mention]) -> bool:
    """Whether the words before or after a run of names show that they take part."""
    start = scene.sentence.span.start
    before = _CALLED_LAST.sub("", scene.text[: run[0].span.start - start])
    after = scene.text[run[-1].span.end - start :]
    if _SIGNED.search(before):
        return False  # those who signed a paper
    subject = _is_subject(before)
    bodies = (subject and _BODIES_AFTER.match(after)) or (
        _BODIES_BEFORE.search(before) and _PRESENCE.search(scene.text)
    )
    if bodies:
        return True
    if not all(m.kind in {"Country", "Organization"} for m in (run[0], run[-1])):
        return False
    if subject and _STRONG_AFTER.match(after):
        return True
    if _NEWCOMER.search(before):
        return True
    if len(run) < 2:
        return False
    return bool((subject and _WEAK_AFTER.match(after)) or _BEFORE.search(before))


_CALLED_LAST = re.compile(rf"{_CALLED}$")
_SIGNED = re.compile(r"\b(?:endorsed|signed|ratified|drafted|written|backed) by\b", re.IGNORECASE)


def _is_subject(before: str) -> bool:
    """Whether a clause can begin after these words: nothing governs the names that follow."""
    return not before.strip() or bool(
        re.search(
            r"(?:^|,|;|:|\band|\bwhile|\bwhere|\bwhen)\s+(?:the\s+)?$|^\W*the\s+$", before, re.I
        )
    )


def _take_part(scene: Scene, claims: Claims, run: list[Mention]) -> None:
    event = _event(scene, run)
    status = scene.modality(scene.word_at(run[0].span.start))
    for mention in run:
        assert mention.entity is not None
        state = mention.kind == "Country" or gazetteer.country(mention.name) is not None
        if state:
            node = claims.state(mention.name, mention.span)
        else:
            mention.entity.become("Organization")
            node = claims.entity(mention.entity)
        claims.add(
            claims.entity(event), "hasParticipant", node,
            scene.span(run[0].span, mention.span), "rule:participant/shown", 0.75, status,
        )  # fmt: skip


def _event(scene: Scene, run: list[Mention]) -> Entity:
    """The event that they are "at": named before the names, else after them, else the main one."""
    main = scene.report.main
    assert main is not None
    text, start = scene.text, scene.sentence.span.start
    there = [r for r in scene.references if _AT.search(text[: r.span.start - start])]
    before = [r for r in there if r.span.end <= run[0].span.start]
    found = before[-1:] or there[:1]
    if found:
        return found[0].entity
    spoke = _SPOKE.search(text[: run[0].span.start - start])
    return (_session_before(scene) if spoke else None) or main


def _session_before(scene: Scene) -> Entity | None:
    """The session that the sentence before tells of: statements are made there."""
    if scene.sentence.index == 0:
        return None
    told = references(scene.report, scene.report.sentences[scene.sentence.index - 1])
    return next((r.entity for r in reversed(told) if _SESSION.search(r.entity.label)), None)
