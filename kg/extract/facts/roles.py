"""Who hosts, organizes, sponsors, supports; who takes part and speaks; what is part of what."""

from __future__ import annotations

from collections.abc import Iterator

from kg.extract.claims import Claims
from kg.extract.frames import Match, matches
from kg.extract.mentions import Entity, Mention
from kg.extract.scene import Scene
from kg.extract.tree import Word

ROLES = {"hostedBy", "organizedBy", "coOrganizedBy", "sponsoredBy", "supportedBy"}
PARTICIPATION = {"hasParticipant", "hasSpeaker"}
#: Buildings that are bodies when they act: "the Information Center co-sponsors the forum".
_HOUSES = {"center", "centre", "museum", "library", "gallery", "theatre", "theater", "house"}
_BODIES = {"Organization", "Country", "Unknown"}


def read(scene: Scene, claims: Claims) -> None:
    """Add the roles that one sentence states."""
    for match in matches(scene):
        if match.sense.property in ROLES:
            _role(scene, claims, match)
        elif match.sense.property in PARTICIPATION and not scene.other_edition:
            _participation(scene, claims, match)


def _role(scene: Scene, claims: Claims, match: Match) -> None:
    event = _event(scene, match, match.subjects)
    if event is None or match.sense.domain not in {"Event", event.event_class}:
        return
    for word in match.objects:
        agent = body(scene, word)
        if agent is None or agent.entity is event or agent.entity is None:
            continue
        claims.add(
            claims.entity(event), match.sense.property, claims.entity(agent.entity),
            scene.span(match.trigger.span, agent.span), match.rule, 0.9, match.modality,
        )  # fmt: skip


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
        if found is not None:
            return found
    if match.alternation == "reduced-relative" and match.trigger.i <= 1:
        # "Organized by X, the congress …": the event follows.
        return scene.references[0].entity if scene.references else scene.report.main
    if words and not all(w.form in {"its", "their", "his"} for w in words):
        return None
    if match.alternation in {"active", "passive"}:
        return None
    return scene.nearest_event(match.trigger.span.start)


def body(scene: Scene, word: Word) -> Mention | None:
    """The body or state that a word names. "executives of Microsoft" is not Microsoft."""
    mention = word.mention
    if mention is not None and mention.kind == "Place" and mention.head is not None:
        if mention.head.entry.lemma in _HOUSES and mention.entity is not None:
            mention.kind = mention.entity.kind = "Organization"
    if mention is None or mention.kind not in _BODIES:
        return None
    if mention.kind == "Unknown" and not _organization_like(mention):
        return None
    return mention


def _organization_like(mention: Mention) -> bool:
    return mention.quoted is None and mention.text[0].isupper() and len(mention.text) > 2


def bodies(scene: Scene) -> Iterator[Mention]:
    """All bodies and states named in a sentence."""
    for mention in scene.mentions:
        if mention.kind in {"Organization", "Country"}:
            yield mention
