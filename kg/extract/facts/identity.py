"""What the main event is: its names, its edition, its series, its theme, the article about it."""

from __future__ import annotations

import re

from rdflib import Literal

from kg.extract.claims import Claims, integer
from kg.extract.editions import is_about_other_edition
from kg.extract.entities import edition_of, series_name
from kg.extract.mentions import Entity, Mention
from kg.extract.report import Report
from kg.extract.scene import Scene
from kg.extract.words import ordinal
from kg.iri import mint
from kg.model import Span
from kg.vocab import SK

_NTH = re.compile(
    r"\b(?:[Tt]he|[Ii]ts) (?P<number>[a-z-]+|\d{1,3}(?:st|nd|rd|th)) edition\b"
    r"(?!,? in (?:19|20)\d\d)|"
    # "The fair was held for the 78th time."
    r"\b(?:held|staged|organi[sz]ed|took place|takes place|taking place) for the "
    r"(?P<time>[a-z-]+|\d{1,3}(?:st|nd|rd|th)) time(?=\s*(?:[.,;]|this year|$))"
)
_COMING = re.compile(r"\b(?:will|next|planned|scheduled|to be held)\b")
_SESSION = re.compile(
    r"(?:the\s+)?(?P<number>[\w-]+)\s+(?:annual\s+)?(?:session|edition|meeting|year|iteration|"
    r"instalment)\s+"
    r"(?:of\s+)?(?:the\s+)?$",
    re.IGNORECASE,
)


def read(report: Report, claims: Claims) -> None:
    """Add names, edition and series of the main event, and that the article is about it."""
    main = report.main
    if main is None:
        return
    iri = claims.entity(main)
    first = main.first_mention.span
    claims.add(claims.article, "mainEvent", iri, first, "rule:main-event", 0.9)
    claims.add(iri, "reportedIn", claims.article, first, "rule:main-event", 0.9)
    number, span = _number(report, main)
    if number is not None:
        claims.add(iri, "editionNumber", integer(number), span, "rule:edition", 0.9)
    if main.year is not None:
        dated = next((m for m in main.mentions if str(main.year) in m.text), main.first_mention)
        claims.add(iri, "editionLabel", Literal(str(main.year)), dated.span, "rule:edition", 0.9)
    if main.number is None and main.year is None and number is None:
        return
    series = _series(report, main)
    if series:
        node = claims.node(mint("series", series), (SK.Series,), (series,), first)
        claims.add(iri, "inSeries", node, first, "rule:series", 0.85)


def _number(report: Report, main: Entity) -> tuple[int | None, Span]:
    """Ordinal in the name, or before it: "the 19th session of the Internet Governance Forum"."""
    for mention in main.mentions:
        if main.number is not None and edition_of(mention.name)[0] == main.number:
            return main.number, mention.span
    for mention in main.mentions:
        before = report.text[max(0, mention.span.start - 60) : mention.span.start]
        match = _SESSION.search(before)
        if match is not None and ordinal(match.group("number")) is not None:
            start = mention.span.start - len(before) + match.start("number")
            return ordinal(match.group("number")), Span(start, mention.span.end)
    for sentence in report.sentences:
        match = _NTH.search(sentence.text)
        if match is not None and _COMING.search(sentence.text):
            continue
        if match is not None and not is_about_other_edition(report, sentence):
            number = ordinal(match["number"] or match["time"])
            start = sentence.span.start + match.start()
            if number is not None and number > 1:
                return number, Span(start, sentence.span.start + match.end())
    return main.number, main.first_mention.span


def _series(report: Report, main: Entity) -> str:
    """The series: the name without edition; of two event nouns in it, what the first one ends."""
    name = series_name(main.label)
    words = name.split()
    for i in range(2, len(words)):
        head = report.heads.ending(words[:i], ("Event",))
        if head is not None and head.entry.scope == "main" and words[i][0].isupper():
            rest = report.heads.ending(words, ("Event",))
            if rest is not None and i < len(words) - rest.length:
                return " ".join(words[:i])
    return name


# -- theme -----------------------------------------------------------------------------------


def read_theme(scene: Scene, claims: Claims) -> None:
    """Add the official theme: a quoted (or capitalized) slogan beside a word for theme."""
    for mention in scene.mentions:
        if mention.quoted is None or mention.kind not in {"Title", "Document", "Event"}:
            continue
        if mention.span.end > mention.span.start + len(mention.quoted) + 4:
            continue
        rule = _theme_cue(scene, mention)
        if rule is None:
            continue
        event = _themed(scene, mention)
        if event is None or is_about_other_edition(scene.report, scene.sentence):
            continue
        topic = claims.node(
            mint("topic", mention.quoted), (SK.Topic,), (mention.quoted,), mention.span
        )
        claims.add(claims.entity(event), "hasTheme", topic, mention.span, rule, 0.9)
        mention.kind = "Theme"
    if not any(m.kind == "Theme" for m in scene.mentions):
        _plain_theme(scene, claims)


def _cues(scene: Scene) -> dict[str, str]:
    """Words for theme, with the lexicon entry that has them."""
    lexicon = scene.report.lexicon
    table: dict[str, str] = {}
    for entries in (*lexicon.nouns.values(), *lexicon.verbs.values()):
        for entry in entries:
            if any(s.property == "hasTheme" for s in entry.senses):
                for form in entry.forms:
                    table.setdefault(form, entry.id)
    return table


def _theme_cue(scene: Scene, mention: Mention) -> str | None:
    """The word for theme before the quotation, or after it with a copula."""
    start = mention.span.start - scene.sentence.span.start
    end = mention.span.end - scene.sentence.span.start
    before = scene.text[max(0, start - 60) : start].lower()
    after = scene.text[end : end + 80].lower()
    for form, entry in sorted(_cues(scene).items(), key=lambda kv: -len(kv[0])):
        if form == "title" or form == "titles":
            pattern_before = None
        else:
            pattern_before = rf"\b{form}\b[^.;“”\"]{{0,50}}$"
        if pattern_before and re.search(pattern_before, before):
            return f"lex:{entry}/beside"
        if re.match(
            rf"[,”\"]*\s*(?:so\s+)?(?:is|was|were|are|as|be|being)?\s*(?:the\s+|this\s+year's\s+|"
            rf"its\s+|what\s+)?[^.;]{{0,40}}\b{form}\b",
            after,
        ):
            return f"lex:{entry}/after"
    return None


def _themed(scene: Scene, mention: Mention) -> Entity | None:
    found = [r for r in scene.references if r.entity is not None]
    main = scene.report.main
    if any(r.entity is main for r in found) or not found:
        near = [r for r in found if abs(r.span.start - mention.span.start) < 60]
        if near and all(r.entity is not main for r in near):
            return near[-1].entity
        return main
    return found[0].entity


_PLAIN = re.compile(
    r"\b(?:(?<=under the )(?:theme|slogan|motto)(?: of)?|(?:theme|slogan|"
    r"motto)\b(?:\s+of\s+(?:the|this)[^,.:;]{0,40})?(?:\s+(?:is|was|being|of)|,|:))\s+"
    r"(?P<slogan>[A-Z0-9][^\"“”;.()\n]*?)(?=,?\s+(?:the|which|with|it|in|at|brings|brought|"
    r"will)\b|[.;,\n]|$)"
)


def _plain_theme(scene: Scene, claims: Claims) -> None:
    """A slogan without quotation marks: three capitalized words at least."""
    match = _PLAIN.search(scene.text)
    if match is None or scene.other_edition or scene.report.main is None:
        return
    slogan = match.group("slogan").strip()
    capitals = [w for w in slogan.split() if w[0].isupper()]
    if len(capitals) < 3 or len(capitals) * 2 < len(slogan.split()):
        return
    start = scene.sentence.span.start + match.start("slogan")
    span = Span(start, start + len(slogan))
    topic = claims.node(mint("topic", slogan), (SK.Topic,), (slogan,), span)
    main = claims.entity(scene.report.main)
    claims.add(main, "hasTheme", topic, span, "lex:theme_n/plain", 0.75)
