"""Which documents are made public, by whom and at which event."""

from __future__ import annotations

import re

from rdflib import Literal

from kg.extract.claims import Claims
from kg.extract.frames import Match, matches
from kg.extract.mentions import Entity, Mention
from kg.extract.scene import Scene
from kg.vocab import SK

_PROPERTIES = {"releases", "releasedBy"}
_RELEASE_NOUN = re.compile(
    r"\b(?:release|launch|unveiling|publication|adoption|signing|issuance|issue|signatures?|"
    r"signed)\b",
    re.IGNORECASE,
)
_LISTED = re.compile(
    r"\b(?:documents?|reports?|papers?|declarations?|outcomes?|results?|publications?|"
    r"white papers?|books?|guidelines?|initiatives?|agreements?)\b"
    r"[^.;]{0,40}(?:such as|including|titled|entitled|called|named|namely|like|:)\s*[^.;]*$",
    re.IGNORECASE,
)
_VERSION = re.compile(r"\(?\b(?:version|edition|v\.?)?\s*(?P<label>\d+\.\d+)\)?", re.IGNORECASE)


def read(scene: Scene, claims: Claims) -> None:
    """Add the documents of one sentence that a verb or noun of publication governs."""
    if scene.report.main is None:
        return
    _coordinated_titles(scene)
    _apposed_titles(scene)
    documents = [m for m in scene.mentions if m.kind == "Document" and m.entity is not None]
    if not documents:
        return
    released = _by_frames(scene, documents)
    for mention in documents:
        match = released.get(id(mention)) or _beside(scene, mention)
        noun = match is None and _RELEASE_NOUN.search(scene.text) is not None
        if match is None and not noun:
            continue
        status = match.modality if match is not None else "asserted"
        rule = match.rule if match is not None else "rule:document/release-noun"
        _release(scene, claims, mention, match, rule, status)


#: As in "Rising Shores, a report released by the guild".
_CALLED_PAPER = re.compile(
    r",\s+(?:an?|its|the) (?:[\w-]+ ){0,3}?(?:report|study|survey|white paper|handbook|guide|"
    r"guidebook|toolkit|manifesto|charter|policy brief|book|publication|action plan|road ?map)\b"
)


def _apposed_titles(scene: Scene) -> None:
    """A name that is called a report is a document, whatever the tagger takes it for."""
    for mention in scene.mentions:
        entity = mention.entity
        if mention.kind not in {"Unknown", "Organization"} or entity is None:
            continue
        after = scene.text[mention.span.end - scene.sentence.span.start :]
        if mention.head is None and len(mention.text.split()) > 1 and _CALLED_PAPER.match(after):
            entity.become("Document")


def _coordinated_titles(scene: Scene) -> None:
    """A quoted title is a document where "documents such as" or a document stands beside it."""
    run = False
    for mention in scene.mentions:
        if mention.quoted is None or mention.kind not in {"Title", "Document"}:
            continue
        start = mention.span.start - scene.sentence.span.start
        before = scene.text[: start + 1]
        if (
            mention.kind == "Document"
            or _called(scene, before)
            or _LISTED.search(before[-140:].rstrip('“"‘'))
            or (run and re.search(r"[,”\"]\s*(?:and\s+)?[“\"‘]$", before))
        ):
            run = True
            if mention.kind == "Title" and mention.entity is not None:
                mention.kind = mention.entity.kind = "Document"
        else:
            run = False


def _called(scene: Scene, before: str) -> bool:
    """A noun for a document right before the quotation: "the volume “Seeds of Reason”"."""
    words = re.findall(r"[\w-]+", before.rstrip("“\"‘' ,"))[-3:]
    if not words or re.search(r"[.;:]\s*[“\"‘']$", before):
        return False
    table = scene.report.heads.tables["Document"]
    return words[-1].lower() in {"volume", "book", "booklet", *table} and words[-1].islower()


def _by_frames(scene: Scene, documents: list[Mention]) -> dict[int, Match]:
    """Documents in the place of what is published, with the match that says so."""
    found: dict[int, Match] = {}
    for match in matches(scene):
        if match.sense.property not in _PROPERTIES:
            continue
        words = match.objects if match.sense.property == "releases" else match.subjects
        for word in words:
            for mention in documents:
                if word.mention is mention:
                    found.setdefault(id(mention), match)
    return found


def _beside(scene: Scene, mention: Mention) -> Match | None:
    """A verb of publication in the same sentence, where the tree does not reach the document."""
    near = [m for m in matches(scene) if m.sense.property in _PROPERTIES]
    if not near:
        return None
    return min(near, key=lambda m: (abs(m.trigger.span.start - mention.span.start), m.rule))


def _release(
    scene: Scene, claims: Claims, mention: Mention, match: Match | None, rule: str, status: str
) -> None:
    assert mention.entity is not None
    document = claims.entity(mention.entity)
    event = _event(scene, match, mention)
    if event is not None:
        claims.add(claims.entity(event), "releases", document, mention.span, rule, 0.85, status)
    label = _VERSION.search(mention.name)
    if label is not None:
        claims.add(
            document, "editionLabel", Literal(label.group("label")), mention.span,
            "rule:document/version", 0.9,
        )  # fmt: skip
    else:
        dated = re.search(r"\b(?:19|20)\d\d\b", mention.name)
        if dated is not None:
            claims.add(
                document, "editionLabel", Literal(dated.group()), mention.span,
                "rule:document/year", 0.85,
            )  # fmt: skip
    if match is not None and match.sense.property == "releases":
        for word in match.subjects:
            agent = word.mention
            if agent is not None and agent.kind == "Organization" and agent.entity is not None:
                claims.add(
                    document, "releasedBy", claims.entity(agent.entity),
                    scene.span(agent.span, mention.span), rule, 0.8, status,
                )  # fmt: skip


def _event(scene: Scene, match: Match | None, mention: Mention) -> Entity | None:
    """The event at which a document is published: in the frame, else named in the sentence."""
    if match is not None:
        for word in (*match.subjects, *match.objects):
            found = scene.event_of(word)
            if found is not None:
                return found
    before = [r for r in scene.references if r.span.end <= mention.span.start]
    if before:
        return before[-1].entity
    return scene.report.main


__all__ = ["SK", "read"]
