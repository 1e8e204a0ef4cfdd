"""Who hosts, organizes, sponsors, supports; who takes part and speaks; what is part of what."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.extract.claims import Claims
from kg.extract.frames import Match, matches
from kg.extract.mentions import Entity, Mention
from kg.extract.scene import Scene
from kg.extract.segment import Token
from kg.extract.tree import Word
from kg.iri import mint
from kg.model import Span
from kg.vocab import SK

ROLES = {"hostedBy", "organizedBy", "coOrganizedBy", "sponsoredBy", "supportedBy"}
PARTICIPATION = {"hasParticipant", "hasSpeaker"}
#: Buildings that are bodies when they act: "the Information Center co-sponsors the forum".
_HOUSES = {"center", "centre", "museum", "library", "gallery", "theatre", "theater", "house",
           "municipality", "fira", "fiera", "museo", "musée", "teatro"}  # fmt: skip
_BODIES = {"Organization", "Country", "Unknown"}


def read(scene: Scene, claims: Claims) -> None:
    """Add the roles that one sentence states."""
    for match in matches(scene):
        if match.sense.property in ROLES:
            _role(scene, claims, match)
        elif match.sense.property in PARTICIPATION and not scene.other_edition:
            _participation(scene, claims, match)
    _beside(scene, claims)
    _bracketed(scene, claims)


def _beside(scene: Scene, claims: Claims) -> None:
    """As in "X, the organiser," and "the sponsors, X and Y", where the tree goes astray."""
    table = scene.report.lexicon.nouns
    tokens = scene.sentence.tokens
    for i, token in enumerate(tokens):
        entries = [
            (e, s) for e in table.get(token.lower, ()) for s in e.senses if s.property in ROLES
        ]
        if not entries or scene.modality(scene.word_at(token.start)) != "asserted":
            continue
        k = i - 1
        while k > 0 and tokens[k].lower in {
            "main",
            "title",
            "general",
            "official",
            "conceptual",
            "the",
        }:
            k -= 1
        values: list[Mention] = []
        if k >= 0 and tokens[k].text == "," and i + 1 < len(tokens) and tokens[i + 1].text in ",.":
            values = [m for m in scene.mentions if m.last == k - 1]
        elif k > 0 and tokens[k].lower == "as":
            values = _given(scene, k - 1)
        elif tokens[i - 1].lower == "the" and i + 1 < len(tokens) and tokens[i + 1].text == ",":
            values = _run_from(scene, i + 2)
        entry, sense = entries[0]
        for mention in values:
            _state(scene, claims, sense.property, mention, f"lex:{entry.id}/apposition", token)


def _given(scene: Scene, last: int) -> list[Mention]:
    """As in "with X as main sponsor": the name after "with" that ends at token ``last``."""
    tokens = scene.sentence.tokens
    for mention in scene.mentions:
        before = [t.lower for t in tokens[max(0, mention.first - 8) : mention.first]]
        if mention.last == last and ("with" in before[-2:] or (before and before[-1] == "and")):
            return [mention]
    return []


def _run_from(scene: Scene, i: int) -> list[Mention]:
    """Names from token ``i`` on that are joined by commas and "and"."""
    found: list[Mention] = []
    for mention in scene.mentions:
        between = {t.lower for t in scene.sentence.tokens[i : mention.first]}
        if mention.first < i or not between <= {"the", "and", ",", "association", "company"}:
            continue
        found.append(mention)
        i = mention.last + 1
    return found


def _bracketed(scene: Scene, claims: Claims) -> None:
    """As in "the contest (sponsored by X and Y)": the parser does not see brackets."""
    for match in _BRACKET.finditer(scene.text):
        entries = [
            (e, s)
            for e in scene.report.lexicon.verbs.get(match.group("verb").lower(), ())
            for s in e.senses
            if s.property in ROLES
        ]
        start = scene.sentence.span.start + match.start()
        end = scene.sentence.span.start + match.end()
        for mention in scene.mentions:
            if entries and start < mention.span.start < end:
                entry, sense = entries[0]
                _state(scene, claims, sense.property, mention, f"lex:{entry.id}/bracket", None)


_BRACKET = re.compile(r"\((?:jointly |main )?(?P<verb>[\w-]+) by [^()]+\)")


def _state(
    scene: Scene, claims: Claims, role: str, mention: Mention, rule: str, token: Token | None
) -> None:
    event = scene.nearest_event(mention.span.start)
    word = scene.word_at(mention.span.start)
    agent = body(scene, word) if word is not None else None
    if agent is None and mention.entity is not None and (mention.kind in _BODIES or _acts(mention)):
        mention.kind = mention.entity.kind = "Organization"
        agent = mention
    if event is None or agent is None or agent.entity is None or agent.entity is event:
        return
    span = agent.span if token is None else scene.span(agent.span, Span(token.start, token.end))
    claims.add(claims.entity(event), role, claims.entity(agent.entity), span, rule, 0.8)


_AND = re.compile(r"(?:\s*,\s*(?:and\s+)?|\s+and\s+)(?:the\s+)?")


def _role(scene: Scene, claims: Claims, match: Match) -> None:
    event = _event(scene, match, match.subjects)
    if event is None or match.sense.domain not in {"Event", event.event_class}:
        return
    for word in match.objects:
        agent = body(scene, word)
        if agent is None and word.form in {"government", "governments"}:
            for state in _governed(scene, word):
                if word.form == "government":
                    _government(scene, claims, event, match, word, state)
                    continue
                claims.add(
                    claims.entity(event), match.sense.property,
                    claims.state(state.name, state.span),
                    scene.span(match.trigger.span, state.span), match.rule, 0.9, match.modality,
                )  # fmt: skip
        if agent is None or agent.entity is event or agent.entity is None:
            continue
        claims.add(
            claims.entity(event), match.sense.property, claims.entity(agent.entity),
            scene.span(match.trigger.span, agent.span), match.rule, 0.9, match.modality,
        )  # fmt: skip


def _government(
    scene: Scene, claims: Claims, event: Entity, match: Match, word: Word, state: Mention
) -> None:
    """As in "hosted by the government of Chile": the body as it is called."""
    span = Span(word.span.start, state.span.end)
    name = " ".join(scene.report.text[span.start : span.end].split())
    node = claims.node(mint("org", name), (SK.Organization,), (name,), span)
    claims.add(
        claims.entity(event), match.sense.property, node,
        scene.span(match.trigger.span, span), match.rule, 0.9, match.modality,
    )  # fmt: skip


def _governed(scene: Scene, word: Word) -> Iterator[Mention]:
    """As in "the governments of Denmark, Japan and the Netherlands": the states."""
    end, gap = word.span.end, re.compile(r"\s+of\s+(?:the\s+)?")
    for mention in scene.mentions:
        if mention.kind == "Country" and gap.fullmatch(scene.report.text, end, mention.span.start):
            yield mention
            end, gap = mention.span.end, _AND


def _participation(scene: Scene, claims: Claims, match: Match) -> None:
    event = _event(scene, match, match.subjects)
    if event is None:
        return
    for word in match.objects:
        agent = body(scene, word)
        if agent is None or agent.kind == "Unknown" or agent.entity is None:
            continue
        if agent.entity is event:
            continue
        claims.add(
            claims.entity(event), match.sense.property, claims.entity(agent.entity),
            scene.span(match.trigger.span, agent.span), match.rule, 0.8, match.modality,
        )  # fmt: skip


def _event(scene: Scene, match: Match, words: tuple[Word, ...]) -> Entity | None:
    """The event an argument means; where the argument is not filled, the sentence's event."""
    for word in words:
        found = scene.event_of(word)
        if found is None and word.dep == "appos" and scene.tree is not None:
            # "Vela 2031, the largest trade event organized by X": the event is named before.
            found = scene.event_of(scene.tree.head(word))
        if found is not None:
            return found
    first = scene.tree.head(match.trigger) if scene.tree is not None else match.trigger
    joined = match.trigger.dep == "conj" and first.i <= 1  # "Hosted by X and organized by Y, …"
    if match.alternation == "reduced-relative" and (match.trigger.i <= 1 or joined):
        # "Organized by X, the congress …": the event follows.
        return scene.references[0].entity if scene.references else scene.report.main
    # "its host", "this year's host"
    if words and not all(w.form in {"its", "their", "his", "year"} for w in words):
        return None
    if match.alternation in {"active", "passive"}:
        return None
    return scene.nearest_event(match.trigger.span.start)


def body(scene: Scene, word: Word) -> Mention | None:
    """The body or state that a word names. "executives of Microsoft" is not Microsoft."""
    mention = word.mention
    if mention is not None and mention.entity is not None and _acts(mention):
        # The tagger's guess of a person, or "Open Horn Initiative": what acts here is a body.
        mention.kind = mention.entity.kind = "Organization"
    house = mention.head.entry.lemma if mention is not None and mention.head is not None else ""
    if mention is not None and mention.entity is not None and mention.kind == "Place":
        mention.kind = mention.entity.kind = "Organization" if house in _HOUSES else "Place"
    if mention is None or mention.kind not in _BODIES:
        return None
    if mention.kind == "Unknown" and not _organization_like(mention):
        return None
    return mention


def _acts(mention: Mention) -> bool:
    """Whether a name taken for a person's or a document's may be a body's after all."""
    if mention.entity is None or mention.quoted is not None:
        return False
    if mention.kind == "Person":
        return not any(m.certain for m in mention.entity.mentions)
    head = mention.head.entry.lemma if mention.head is not None else ""
    return mention.kind == "Document" and head in {"initiative", "compact", "standard", "index"}


def _organization_like(mention: Mention) -> bool:
    return mention.quoted is None and mention.text[0].isupper() and len(mention.text) > 2


def bodies(scene: Scene) -> Iterator[Mention]:
    """All bodies and states named in a sentence."""
    for mention in scene.mentions:
        if mention.kind in {"Organization", "Country"}:
            yield mention
