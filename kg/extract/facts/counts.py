"""How many: groups of things that an event has, with bounded counts, subsets and selections."""

from __future__ import annotations

import re
from dataclasses import dataclass

from rdflib import Literal, URIRef

from kg.extract import kinds
from kg.extract.claims import Claims, integer
from kg.extract.facts.ellipsis import kind_left_out
from kg.extract.facts.others import is_anothers
from kg.extract.facts.owners import owner
from kg.extract.mentions import Entity
from kg.extract.quantities import Quantity, find_quantities
from kg.extract.scene import Scene
from kg.iri import mint, slug
from kg.lexicon import Entry
from kg.vocab import ID, KIND, SK

_WHOLE_OF = re.compile(
    r"(?:\bof (?:whom|which|them|these)|\bamong (?:them|whom|which|these)|\bincluding|\bincludes|"
    r"\bwith)\W*"
    r"(?:\w+\W+){0,4}$",
    re.IGNORECASE,
)
_FROM = re.compile(
    r"^\W*(?:\w+\W+){0,4}(?:from|of|representing|across|in|and)\W+(?:\w+\W+){0,2}$", re.IGNORECASE
)
_FOREIGN = re.compile(
    r"(?<!and )(?<!or )\b(?:foreign|overseas|from abroad|from outside)\b(?! and)", re.IGNORECASE
)
_CO_ORGANIZING = re.compile(
    r"^[^.;]*?\b(?:participat\w+|took part|take part|taking part|joined|join) in (?:the )?"
    r"co-?organi[sz](?:ation|ing)|^[^.;:]{0,60}\b(?:are|were|as) co-?organi[sz]ers\b",
    re.IGNORECASE,
)
_SELECTED = re.compile(
    r"\b(?:selected|chosen|picked|shortlisted|drawn|culled) (?:from|out of|among)\b", re.IGNORECASE
)


#: Kinds that say how far a group reaches ("from 96 countries"), not what it consists of.
_BREADTH = frozenset(
    str(KIND[name])
    for name in "country-or-region country economy region area city province".split()
)


@dataclass
class Group:
    """A group made in this article, to hang further counts and subsets on."""

    iri: URIRef
    event: Entity
    kind: str
    quantity: Quantity
    sentence: int


def read(scene: Scene, claims: Claims, earlier: list[Group]) -> None:
    """Add the groups and counts that one sentence states. ``earlier`` collects all groups."""
    if scene.report.in_dateline(scene.sentence.span.end - 1) or scene.report.main is None:
        return
    taken = [m.span for m in scene.mentions]
    lexicon = scene.report.lexicon
    found = [
        q
        for q in find_quantities(scene.sentence, lexicon, scene.dates, taken)
        if not scene.report.in_dateline(q.span.start)
    ]
    row: list[Group] = []
    for quantity in found:
        group = _read_one(scene, claims, quantity, row, earlier)
        if group is not None:
            row.append(group)
    earlier.extend(row)


def _read_one(
    scene: Scene, claims: Claims, quantity: Quantity, row: list[Group], earlier: list[Group]
) -> Group | None:
    kind = _kind(scene, quantity, row) or _left_out(scene, quantity, row, earlier)
    if kind is None:
        return None
    word = scene.word_at(quantity.number.start)
    anothers = is_anothers(scene, quantity, follows=bool(row))
    status = "another" if anothers else scene.modality(word)
    event = owner(scene, quantity, row[-1].event if row else None)
    if event is None:
        return None
    text = scene.report.text
    previous = row[-1] if row else None
    between = text[previous.quantity.span.end : quantity.span.start] if previous else ""
    reach = kind in _BREADTH and _FROM.match(between) is not None
    if previous is not None and reach and not _breadth(previous.kind):
        _count(scene, claims, previous.event, previous.iri, kind, quantity, status)
        return None
    before = text[max(scene.sentence.span.start, quantity.span.start - 60) : quantity.span.start]
    whole = _whole(scene, before, kind, row, earlier)
    foreign = _FOREIGN.search(quantity.noun) is not None
    group = _group(scene, claims, event, kind, quantity, foreign, status)
    if anothers:
        return None
    if whole is not None and whole.iri != group.iri and _fits(quantity, kind, whole):
        claims.add(
            group.iri, "subgroupOf", whole.iri, quantity.span, "rule:count/of-which", 0.7, status
        )
    selection = _SELECTED.search(between) if previous is not None else None
    if previous is not None and selection is not None and previous.iri != group.iri:
        claims.add(
            previous.iri,
            "selectedFrom",
            group.iri,
            quantity.span,
            "rule:count/selected",
            0.8,
            status,
        )
    return group


def _fits(quantity: Quantity, kind: str, whole: Group) -> bool:
    """A part is of a comparable kind and not larger than its whole."""
    part, all_ = quantity.value, whole.quantity.value
    larger = part is not None and all_ is not None and part > all_
    return not larger and kinds.comparable(kind, whole.kind)


def _breadth(kind: str) -> bool:
    return kind.rpartition("/")[2] in {"country-or-region", "country", "economy", "region", "area"}


def _kind(scene: Scene, quantity: Quantity, row: list[Group]) -> str | None:
    """Full IRI of the kind that is counted."""
    if _CO_ORGANIZING.search(scene.text[quantity.span.end - scene.sentence.span.start :]):
        return str(KIND["co-organizing-body"])
    entry: Entry | None = quantity.kind
    if entry is not None and entry.denotes is not None:
        if entry.lemma in {"person", "people"}:
            named = _noun_before(scene, quantity)
            if named is not None and named.denotes:
                return named.denotes
        return entry.denotes
    before = scene.sentence.before(quantity.span.start)
    stated = re.search(r"\bnumber of (?P<phrase>[^,.;]{3,70})$", before, re.IGNORECASE)
    if stated is not None:
        return _last_kind(scene, stated.group("phrase"))
    if row and _WHOLE_OF.search(before):
        return row[-1].kind
    return None


def _left_out(
    scene: Scene, quantity: Quantity, row: list[Group], earlier: list[Group]
) -> str | None:
    """The kind of a number without a noun, from the groups before it."""
    if quantity.kind is not None:
        return None
    previous = [g.kind for g in earlier if g.sentence == scene.sentence.index - 1]
    people = [k for k in previous if kinds.takes_part(k) and not _breadth(k)]
    return kind_left_out(
        scene, quantity, row[-1].kind if row else None, people[0] if people else None
    )


def _last_kind(scene: Scene, phrase: str) -> str | None:
    words = phrase.lower().split()
    for end in range(len(words), 0, -1):
        for length in (3, 2, 1):
            entry = scene.report.lexicon.kinds.get(" ".join(words[max(0, end - length) : end]))
            if entry is not None:
                return entry.denotes
    return None


def _noun_before(scene: Scene, quantity: Quantity) -> Entry | None:
    """As in "including foreign guests More than 600 people": the noun stands before the number."""
    tokens = scene.sentence.tokens
    if quantity.first == 0:
        return None
    return scene.report.lexicon.kinds.get(tokens[quantity.first - 1].lower)


def _whole(
    scene: Scene, before: str, kind: str, row: list[Group], earlier: list[Group]
) -> Group | None:
    """The group of which this one is said to be a part."""
    if not _WHOLE_OF.search(before):
        return None
    if row:
        return row[-1] if not _breadth(row[-1].kind) else None
    previous = [g for g in earlier if g.sentence == scene.sentence.index - 1]
    return previous[0] if previous and re.search(r"(?i)\b(?:them|these|whom)\b", before) else None


def _group(
    scene: Scene, claims: Claims, event: Entity, kind: str, quantity: Quantity, foreign: bool,
    status: str,
) -> Group:  # fmt: skip
    member = _member_kind(kind, foreign)
    owner = claims.entity(event)
    label = kinds.kind_label(member)
    # The number, not a counter, tells two groups of one kind apart, whichever is read first.
    number = quantity.value if quantity.value is not None else f"{quantity.lower}-{quantity.upper}"
    iri = mint("group", *_path(owner), f"{label} {number}")
    participants = kinds.takes_part(kind)
    classes = (SK.ParticipantGroup,) if participants else (SK.Group,)
    claims.node(iri, classes, (label,), quantity.span)
    rule = quantity.rule + "/count"
    claims.add(owner, "hasGroup", iri, quantity.span, rule, 0.85, status)
    if participants and member != str(KIND["co-organizing-body"]):
        claims.add(owner, "hasParticipant", iri, quantity.span, rule, 0.8, status)
    claims.add(iri, "memberKind", URIRef(member), quantity.span, rule, 0.85, status)
    _count(scene, claims, event, iri, member, quantity, status)
    return Group(iri, event, kind, quantity, scene.sentence.index)


def _member_kind(kind: str, foreign: bool) -> str:
    local = kind.rpartition("/")[2]
    if foreign and kinds.exists(f"foreign-{local}"):
        return str(KIND[f"foreign-{local}"])
    return kind


def _count(
    scene: Scene, claims: Claims, event: Entity, group: URIRef, kind: str, quantity: Quantity,
    status: str,
) -> None:  # fmt: skip
    words = scene.report.text[quantity.span.start : quantity.span.end]
    if " There " in words:  # broken word order: say it straight
        words = f"{quantity.value} {kinds.kind_label(kind)}"
    iri = mint("count", *_path(group), kinds.kind_label(kind))
    iri = URIRef(f"{iri}-{slug(quantity.modifier + ' ' + str(quantity.value or quantity.lower))}")
    claims.node(iri, (SK.Count,), (" ".join(words.split()),), quantity.span)
    rule, span = quantity.rule + "/count", quantity.span
    claims.add(group, "hasCount", iri, span, rule, 0.85, status)
    claims.add(iri, "countedKind", URIRef(kind), span, rule, 0.85, status)
    claims.add(iri, "countModifier", Literal(quantity.modifier), span, rule, 0.85, status)
    for name, value in (
        ("countValue", quantity.value),
        ("countLower", quantity.lower),
        ("countUpper", quantity.upper),
    ):
        if value is not None:
            claims.add(iri, name, integer(value), span, rule, 0.85, status)


def _path(iri: URIRef) -> list[str]:
    """Slugs of an IRI below its kind, so that what it has is minted below it."""
    return str(iri).removeprefix(str(ID)).split("/")[1:]
