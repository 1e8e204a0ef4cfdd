"""Who is named, with which posts, in which bodies."""

from __future__ import annotations

import re

from rdflib import Literal, URIRef

from kg import gazetteer
from kg.extract.claims import Claims
from kg.extract.classify import is_acronym
from kg.extract.mentions import Entity, Mention
from kg.extract.post import Body, Post
from kg.extract.posts import PostReader
from kg.extract.scene import Scene
from kg.iri import mint
from kg.model import Span
from kg.vocab import SK

_CREDIT = re.compile(r"\((?:[A-Z][\w ]*/|Photo|Text|photo|text)[^)]*\)|\[[^\]]*/[^\]]*\]")
_SPEAKING = re.compile(
    r"\b(?:said|says|told|added|spoke|addressed|delivered|introduced|stressed|noted|announced|"
    r"presented|chaired|remarked|keynote|stated|explained|commented)\b"
)


def read(scene: Scene, claims: Claims) -> None:
    """Add the persons of one sentence with their posts."""
    if scene.report.main is None:
        return
    credits = [
        Span(scene.sentence.span.start + m.start(), scene.sentence.span.start + m.end())
        for m in _CREDIT.finditer(scene.text)
    ]
    reader = PostReader(scene)
    for mention in scene.mentions:
        if mention.kind != "Person" or mention.entity is None:
            continue
        if scene.report.in_dateline(mention.span.start) or _credited(scene, mention):
            continue
        if any(c.start <= mention.span.start < c.end for c in credits):
            continue
        if not _is_certain(scene, mention, reader):
            continue
        claims.entity(mention.entity)
        for post in reader.posts(mention):
            _position(claims, mention.entity, post, f"lex:post/{post.shape}")
        _speaker(scene, claims, mention)


def _is_certain(scene: Scene, mention: Mention, reader: PostReader) -> bool:
    """A single word is a person's name only if it is part of a longer one, or beside a post."""
    assert mention.entity is not None
    if any(len(n.split()) > 1 for n in (mention.entity.label, *mention.entity.aliases)):
        return True
    if len(mention.entity.mentions) > 1 and not is_acronym(mention.text):
        return True
    if mention.first and reader.is_honorific(scene.sentence.tokens[mention.first - 1]):
        return True
    return bool(reader.posts(mention))


def _credited(scene: Scene, mention: Mention) -> bool:
    dateline = scene.report.dateline
    authors = dateline.authors if dateline is not None else ()
    return any(a.span.start <= mention.span.start < a.span.end for a in authors)


def _position(claims: Claims, person: Entity, post: Post, rule: str) -> None:
    subject = claims.entity(person)
    path = [person.label, post.title]
    if post.body is not None:
        state = gazetteer.demonym(post.body.name) or gazetteer.country(post.body.name)
        path.append(state.label if state is not None else post.body.name)
    node = claims.node(mint("position", *path), (SK.Position,), (post.title,), post.span)
    claims.add(subject, "holdsPosition", node, post.span, rule, 0.9)
    claims.add(node, "positionTitle", Literal(post.title, lang="en"), post.span, rule, 0.9)
    if post.body is not None:
        organization = _organization(claims, post.body)
        claims.add(node, "positionIn", organization, post.span, rule, 0.85)


def _organization(claims: Claims, body: Body) -> URIRef:
    """Declare the body of a post; a state stands for its government."""
    mention = body.mention
    if mention is not None and mention.kind in {"Country", "Demonym", "Place"}:
        return claims.state(body.name, body.span)
    if mention is not None and mention.entity is not None and mention.kind != "Event":
        return claims.entity(mention.entity)
    return claims.node(mint("org", body.name), (SK.Organization,), (body.name,), body.span)


def _speaker(scene: Scene, claims: Claims, mention: Mention) -> None:
    """A person who speaks in a sentence that names an event with "at" speaks at it."""
    tree = scene.tree
    word = scene.word_at(mention.span.start)
    if tree is None or word is None or mention.entity is None or not _SPEAKING.search(scene.text):
        return
    clause = tree.clause(word)
    if not _SPEAKING.search(clause.form) or word not in [
        c for s in tree.subjects(clause) for c in tree.conjuncts(s)
    ]:
        return
    for preposition in tree.children(clause, "prep"):
        if preposition.form in {"at", "during", "in"}:
            for inner in tree.children(preposition, "pobj"):
                event = scene.event_of(inner)
                if event is not None:
                    claims.add(
                        claims.entity(event), "hasSpeaker", claims.entity(mention.entity),
                        scene.span(mention.span, preposition.span), "rule:speaker", 0.75,
                        scene.modality(clause),
                    )  # fmt: skip
                    return
