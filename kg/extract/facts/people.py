"""Who is named, with which posts, in which bodies."""

from __future__ import annotations

import re
from dataclasses import dataclass

from rdflib import Literal

from kg import gazetteer
from kg.extract.claims import Claims
from kg.extract.classify import is_acronym
from kg.extract.mentions import Entity, Mention
from kg.extract.scene import Scene
from kg.extract.segment import Token
from kg.extract.words import TITLE_WORDS
from kg.iri import mint
from kg.model import Span
from kg.vocab import SK

_PREPOSITIONS = {"of", "at", "for", "in", "with", "to"}
_WITHIN = re.compile(r"\s+(?:of|at|for|in|with|to)\s+(?:the\s+|its\s+)?", re.IGNORECASE)
_CREDIT = re.compile(r"\((?:[A-Z][\w ]*/|Photo|Text|photo|text)[^)]*\)|\[[^\]]*/[^\]]*\]")
_SPEAKING = re.compile(
    r"\b(?:said|says|told|added|spoke|addressed|delivered|introduced|stressed|noted|announced|"
    r"presented|chaired|remarked|keynote|stated|explained|commented)\b"
)


@dataclass(frozen=True, slots=True)
class Post:
    """A post as printed: title, and the body or state that it is in."""

    title: str
    span: Span
    body: Mention | None = None


def read(scene: Scene, claims: Claims) -> None:
    """Add the persons of one sentence with their posts."""
    if scene.report.main is None:
        return
    credits = [
        Span(scene.sentence.span.start + m.start(), scene.sentence.span.start + m.end())
        for m in _CREDIT.finditer(scene.text)
    ]
    for mention in scene.mentions:
        if mention.kind != "Person" or mention.entity is None:
            continue
        if scene.report.in_dateline(mention.span.start) or _credited(scene, mention):
            continue
        if any(c.start <= mention.span.start < c.end for c in credits):
            continue
        if not _is_certain(scene, mention):
            continue
        claims.entity(mention.entity)
        for post, rule in [
            *((p, "lex:post/apposition") for p in _after(scene, mention)),
            *((p, "lex:post/prenominal-title") for p in _before(scene, mention)),
        ]:
            _position(claims, mention.entity, post, rule)
        _speaker(scene, claims, mention)


def _is_certain(scene: Scene, mention: Mention) -> bool:
    """A single word is a person's name only if it is part of a longer one, or beside a post."""
    assert mention.entity is not None
    if any(len(n.split()) > 1 for n in (mention.entity.label, *mention.entity.aliases)):
        return True
    if len(mention.entity.mentions) > 1 and not is_acronym(mention.text):
        return True
    if mention.first and _honorific(scene, scene.sentence.tokens[mention.first - 1]):
        return True
    return bool(_before(scene, mention) or _after(scene, mention))


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
        body = post.body
        if body.kind in {"Country", "Demonym", "Place"}:
            organization = claims.state(body.name, body.span)
        elif body.entity is not None:
            organization = claims.entity(body.entity)
        else:
            return
        claims.add(node, "positionIn", organization, post.span, rule, 0.85)


# -- "X, director of Y and secretary of Z" ------------------------------------------------------


def _after(scene: Scene, person: Mention) -> list[Post]:
    tokens = scene.sentence.tokens
    i = person.last + 1
    if (i < len(tokens) and tokens[i].text == "(") or (i < len(tokens) and tokens[i].text == ",") or (
        i + 1 < len(tokens)
        and tokens[i].lower in {"is", "was"}
        and tokens[i + 1].lower in {"the", "a", "an"}
    ):
        i += 1
    else:
        return []
    posts: list[Post] = []
    while i < len(tokens):
        found = _title_at(scene, i)
        if found is None:
            break
        title, span, i, owner = found
        body, i = _body_after(scene, i)
        if body is not None and body.kind == "Fields":
            title = f"{title} {scene.report.text[span.end : body.span.end].strip()}"
            title, span, body = " ".join(title.split()), Span(span.start, body.span.end), None
            body, i = _body_after(scene, i)
        posts.append(Post(title, span, body or owner))
        if i < len(tokens) and tokens[i].lower in {"and", ","}:
            k = i + 1
            if tokens[i].text == "," and k < len(tokens) and tokens[k].lower == "and":
                k += 1
            if tokens[i].text == "," and tokens[min(k, len(tokens) - 1)].text[0].isupper():
                named = [m for m in scene.mentions if m.first == k and m.kind == "Person"]
                if named:
                    break
            i = k
            continue
        break
    return posts


def _mention_at(scene: Scene, i: int) -> Mention | None:
    return next((m for m in scene.mentions if m.first <= i <= m.last), None)


def _title_at(scene: Scene, i: int) -> tuple[str, Span, int, Mention | None] | None:
    """A title beginning at token ``i``: its words, span, the next token, and a body inside it."""
    tokens, heads = scene.sentence.tokens, scene.report.heads
    start, owner = i, None
    while i < len(tokens) and tokens[i].lower in {
        "the",
        "a",
        "an",
        "also",
        "currently",
        "then",
        "now",
        "both",
    }:
        i += 1
        start = i
    for _ in range(7):
        if i >= len(tokens):
            return None
        head = heads.starting([t.text for t in tokens[i : i + 4]], "Position")
        mention = _mention_at(scene, i)
        if head is not None and tokens[i + head.length - 1].lower in head.entry.plurals:
            return None
        if head is not None and (
            mention is None or mention.kind in {"Unknown", "Generic"} or head.length > 1
        ):
            end = i + head.length
            if _before_person(scene, end):
                return None  # the title of the next person
            # "filmmaker and director": a second post noun without a body of its own.
            if end + 1 < len(tokens) and tokens[end].lower == "and":
                other = heads.starting([t.text for t in tokens[end + 1 : end + 5]], "Position")
                after = (
                    tokens[end + 1 + other.length].lower
                    if other and end + 1 + other.length < len(tokens)
                    else ""
                )
                if other is not None and after not in _PREPOSITIONS:
                    end = end + 1 + other.length
                if _before_person(scene, end):
                    return None
            span = Span(tokens[start].start, tokens[end - 1].end)
            title = " ".join(scene.report.text[span.start : span.end].split())
            return title, span, end, owner
        if mention is not None and mention.kind in {"Organization", "Country", "Demonym", "Place"}:
            i = mention.last + 1
            if i < len(tokens) and tokens[i].text in {"'s", "’s", "'", "’"}:
                i += 1
            owner, start = mention, i
            continue
        if mention is not None and mention.kind == "Person":
            return None
        if not tokens[i].text[0].isalpha() or tokens[i].lower in {
            "who",
            "which",
            "and",
            "said",
            "in",
            "of",
            "on",
            "at",
            "was",
            "is",
            "were",
            "with",
            "from",
            "for",
            "to",
        }:
            return None
        i += 1
    return None


def _before_person(scene: Scene, i: int) -> bool:
    """Whether a person's name begins at token ``i``, honorifics aside."""
    tokens = scene.sentence.tokens
    while i < len(tokens) and _honorific(scene, tokens[i]):
        i += 1
    mention = _mention_at(scene, i)
    return mention is not None and mention.kind == "Person" and mention.first == i


def _body_after(scene: Scene, i: int) -> tuple[Mention | None, int]:
    """ "of the Ministry of X", ", ITU": the body after a title, and the next token."""
    tokens = scene.sentence.tokens
    if i >= len(tokens):
        return None, i
    k = i
    if tokens[k].lower in _PREPOSITIONS:
        k += 1
        while k < len(tokens) and tokens[k].lower in {"the", "its", "china's"}:
            k += 1
    elif tokens[k].text == "," and k + 1 < len(tokens):
        k += 1
        mention = _mention_at(scene, k)
        if mention is None or mention.kind not in {"Organization", "Country"}:
            return None, i
        following = tokens[mention.last + 1].text if mention.last + 1 < len(tokens) else "."
        return (mention, mention.last + 1) if following in {".", ",", ";", ")", ":"} else (None, i)
    else:
        return None, i
    mention = _mention_at(scene, k)
    while (
        mention is None
        and k < len(tokens)
        and tokens[k].text[0].islower()
        and k - i < 4
        and tokens[k].lower not in {"and", "who", "at", "in"}
    ):
        k += 1
        mention = _mention_at(scene, k)
        if mention is not None:
            break
    if mention is None:
        return None, i
    if mention.kind == "Unknown" and _all_fields(scene, mention):
        return Mention(
            mention.span, mention.text, mention.sentence, "Fields", mention.first, mention.last
        ), mention.last + 1
    if mention.kind in {"Person", "Title", "Document"}:
        return None, i
    return mention, mention.last + 1


def _all_fields(scene: Scene, mention: Mention) -> bool:
    words = [w.lower() for w in re.findall(r"[\w-]+", mention.text)]
    fields = scene.report.lexicon.field_nouns | {
        "affairs",
        "and",
        "the",
        "relations",
        "state",
        "of",
    }
    known = [
        w for w in words if w in fields or w.endswith(("tion", "ment", "ology", "ics", "ance"))
    ]
    return len(known) == len(words)


# -- "U.S. President X", "Cuban Film Academy director X", "the Governor of the Y, Eng. X" --------


def _before(scene: Scene, person: Mention) -> list[Post]:
    tokens, heads = scene.sentence.tokens, scene.report.heads
    i = person.first - 1
    while i >= 0 and _honorific(scene, tokens[i]):
        i -= 1
    if i >= 0 and tokens[i].text == ",":
        return _post_of(scene, i - 1)
    if i < 0:
        return []
    found = heads.ending([t.text for t in tokens[max(0, i - 3) : i + 1]], ("Position",))
    if found is None:
        # "Secretary-General of the United Nations Antonio …" has no comma.
        return _post_of(scene, i) if _mention_at(scene, i) else []
    start = i - found.length + 1
    if tokens[i].lower in found.entry.plurals:
        return []
    # "actor and director Naky": a second post before it.
    if start >= 2 and tokens[start - 1].lower == "and":
        other = heads.ending([t.text for t in tokens[max(0, start - 4) : start - 1]], ("Position",))
        if other is not None:
            start = start - 1 - other.length
    while start > 0 and _modifies(scene, tokens[start - 1]):
        start -= 1
    body = None
    k = start - 1
    if k >= 0 and tokens[k].text in {"'s", "’s"}:
        k -= 1
    mention = _mention_at(scene, k) if k >= 0 else None
    if mention is not None and mention.kind in {
        "Organization",
        "Country",
        "Demonym",
        "Place",
        "Event",
    }:
        body = mention
    elif mention is not None and mention.kind == "Unknown":
        if _all_fields(scene, mention):
            start = mention.first
            wider = _mention_at(scene, start - 1) if start else None
            body = (
                wider
                if wider is not None
                and wider.kind in {"Organization", "Country", "Demonym", "Place"}
                else None
            )
        else:
            body = mention
    span = Span(tokens[start].start, tokens[i].end)
    title = " ".join(scene.report.text[span.start : span.end].split())
    return [Post(title, span, body)]


def _honorific(scene: Scene, token: Token) -> bool:
    known = scene.report.lexicon.honorifics
    return token.text in known or token.text + "." in known or token.text.rstrip(".") in known


def _modifies(scene: Scene, token: Token) -> bool:
    if _mention_at_token(scene, token) is not None:
        return False
    return token.lower in TITLE_WORDS or (
        token.text[0].isupper() and token.lower in scene.report.lexicon.field_nouns
    )


def _mention_at_token(scene: Scene, token: Token) -> Mention | None:
    return next((m for m in scene.mentions if m.span.start <= token.start < m.span.end), None)


def _post_of(scene: Scene, i: int) -> list[Post]:
    """ "The Governor of the Digital Government Authority, Eng. X": ends at token ``i``."""
    tokens, heads = scene.sentence.tokens, scene.report.heads
    mention = _mention_at(scene, i)
    if mention is None or mention.kind in {"Person", "Title"}:
        return []
    k = mention.first - 1
    while k >= 0 and tokens[k].lower in {"the", "its"}:
        k -= 1
    if k < 1 or tokens[k].lower not in _PREPOSITIONS:
        return []
    found = heads.ending([t.text for t in tokens[max(0, k - 4) : k]], ("Position",))
    if found is None:
        return []
    start = k - found.length
    while start > 0 and _modifies(scene, tokens[start - 1]):
        start -= 1
    posts = []
    earlier = start - 1
    span = Span(tokens[start].start, tokens[k - 1].end)
    if mention.kind == "Unknown" and _all_fields(scene, mention):
        span = Span(span.start, mention.span.end)
        title = " ".join(scene.report.text[span.start : span.end].split())
        posts.append(Post(title, span))
    else:
        title = " ".join(scene.report.text[span.start : span.end].split())
        posts.append(Post(title, span, mention))
    # "President of South Africa and Chair of BRICS, X": the first of two posts.
    if earlier > 0 and tokens[earlier].lower == "and":
        posts = [*_post_of(scene, earlier - 1), *posts]
    return posts


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


def known_body(name: str) -> bool:
    """Whether a name is in the authority files."""
    return gazetteer.organization(name) is not None or gazetteer.country(name) is not None
