"""The page about one thing: its statements as worded lines in sections, each with its quotes."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

from rdflib import URIRef
from rdflib.term import Node

from kg.explorer.addresses import page_of, query_page
from kg.explorer.asking import HEAD, is_iri
from kg.explorer.description import POINTING, Description
from kg.explorer.naming import bounds_of, group_note, imprint, label_of, post, wider, words_for
from kg.explorer.quoting import Quote, quotes, tiers_of
from kg.explorer.search import class_words, family_of, main_class
from kg.explorer.wording import GENERAL, SECTIONS, order, words_of
from kg.iri import digest
from kg.view import words
from kg.view.facts import Facts, Support
from kg.vocab import DCTERMS, RDF, RDFS, SCHEMA, SK, SKOS

_NAMING = {RDF.type, RDFS.label, SKOS.altLabel, DCTERMS.title}


@dataclass(frozen=True, slots=True)
class Value:
    """One value of a line: words, a link where it is a thing, and the quotes that support it."""

    anchor: str
    text: str
    href: str
    family: str
    note: str
    planned: bool
    quotes: tuple[Quote, ...]
    sort: str = ""


@dataclass(slots=True)
class Line:
    """A property from one end with its values. ``total`` is more than are listed where cut."""

    words: str
    values: list[Value] = field(default_factory=list)
    total: int = 0
    rest: str = ""  # address that lists all, where not all are listed


@dataclass(frozen=True, slots=True)
class Section:
    """Lines under one heading."""

    key: str
    title: str
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Source:
    """An article that the page rests on."""

    title: str
    href: str
    imprint: str


@dataclass(frozen=True, slots=True)
class Entity:
    """Everything that the page about a thing shows."""

    iri: str
    label: str
    kind: str
    family: str
    also: tuple[str, ...]
    lede: tuple[str, ...]
    theme: str
    planned: bool
    sections: tuple[Section, ...]
    sources: tuple[Source, ...]


def entity(description: Description) -> Entity:
    """The description of a thing in words."""
    facts, iri = description.facts, description.iri
    lines = _lines(description)
    groups: dict[str, list[Line]] = defaultdict(list)
    for (pointing, prop), line in lines.items():
        groups[words_of(prop, pointing=pointing)[0]].append(line)
    name = label_of(facts, iri)
    cls = main_class(str(t) for t in facts.values(iri, RDF.type))[0]
    own = [v for (pointing, p), ln in lines.items() if not pointing and p != SK.reportedIn
           for v in ln.values]  # fmt: skip
    return Entity(
        iri=str(iri),
        label=name,
        kind=class_words(cls),
        family=family_of(cls),
        also=tuple(n for n in sorted({facts.label(iri), *facts.other_names(iri)}) if n != name),
        lede=_lede(facts, iri),
        theme=", ".join(label_of(facts, t) for t in facts.values(iri, SK.hasTheme)),
        planned=bool(own) and all(v.planned for v in own),
        sections=tuple(
            Section(key, title, tuple(groups[key]))
            for key, title in SECTIONS.items()
            if groups[key]
        ),
        sources=_sources(facts),
    )


def _lines(description: Description) -> dict[tuple[bool, URIRef], Line]:
    facts, iri = description.facts, description.iri
    lines: dict[tuple[bool, URIRef], Line] = {}
    statements = [
        *((False, p, o) for p, o in description.own if p not in _NAMING),
        *((True, p, s) for p, s in description.pointing),
    ]
    for pointing, prop, other in sorted(
        statements, key=lambda s: (order(s[1], pointing=s[0]), s[2].n3())
    ):
        if _said_before(description, pointing, prop, other):
            continue
        line = lines.setdefault((pointing, prop), Line(words_of(prop, pointing=pointing)[1]))
        line.values.append(value(facts, iri, prop, other, pointing=pointing))
    for (pointing, prop), line in lines.items():
        line.values.sort(key=lambda v: (v.sort, v.text.casefold(), v.href))
        line.total = len(line.values)
        total = description.totals.get(prop, 0)
        if pointing and total > POINTING:
            line.total = total
            line.rest = query_page(_all_of(iri, prop))
    return lines


def _all_of(iri: URIRef, prop: URIRef) -> str:
    return (
        f"{HEAD}\nSELECT DISTINCT ?thing ?name WHERE {{\n  ?thing <{prop}> <{iri}> .\n"
        "  OPTIONAL { ?thing rdfs:label ?name }\n}\nORDER BY ?name\n"
    )


def _said_before(description: Description, pointing: bool, prop: URIRef, other: Node) -> bool:
    """Whether a more special property or the inverse says the same."""
    facts, iri = description.facts, description.iri
    for special in GENERAL.get(prop, ()):
        said = (special, other) in description.pointing if pointing else (
            other in facts.values(iri, special)
        )  # fmt: skip
        if said:
            return True
    if prop == SK.activityOf:
        if pointing:
            return other in facts.values(iri, SK.hasActivity)
        return (SK.hasActivity, other) in description.pointing
    return False


def value(facts: Facts, iri: URIRef, prop: URIRef, other: Node, *, pointing: bool = False) -> Value:
    """One statement of the page about ``iri``, from whichever end."""
    statement = (other, prop, iri) if pointing else (iri, prop, other)
    support = {*facts.support(*statement), *_folded(facts, other)}
    types = [str(t) for t in facts.values(other, RDF.type)]
    family = family_of(main_class(types)[0]) if types else ""
    text, note = words_for(facts, prop, other)
    link = isinstance(other, URIRef) and is_iri(other) and not other.startswith(str(SCHEMA))
    own = facts.support(*statement)
    return Value(
        anchor="s" + digest(" ".join(t.n3() for t in statement), 8),
        text=text,
        href=page_of(str(other)) if link else "",
        family=family,
        note=note,
        planned=bool(own) and all(s.modality == "planned" for s in own),
        quotes=quotes(facts, support, tiers_of(facts, other)),
        sort=facts.text(other, SK.startDate) or facts.text(other, SK.endDate) or "undated",
    )


def _folded(facts: Facts, other: Node) -> Iterable[Support]:
    """Evidence of the numbers of a group and of the parts of a post."""
    for prop in (SK.hasCount, SK.countValue, SK.positionTitle, SK.positionIn):
        for inner in facts.values(other, prop):
            yield from facts.support(other, prop, inner)


def _lede(facts: Facts, iri: URIRef) -> tuple[str, ...]:
    """When, where and how, or who someone is: the line under the name."""
    places = facts.values(iri, SK.takesPlaceIn)
    outer = {o for p in places for o in facts.values(p, SK.withinPlace)}
    inner = [p for p in places if p not in outer]
    where = list(dict.fromkeys(n for p in inner for n in (label_of(facts, p), *wider(facts, p))))
    parts = [
        words.days(facts.text(iri, SK.startDate), facts.text(iri, SK.endDate)),
        ", ".join(where or wider(facts, iri)),
        *(words.mode(m) or "" for m in facts.values(iri, SK.attendanceMode)
          if isinstance(m, URIRef)),
        ", ".join(post(facts, p) for p in facts.values(iri, SK.holdsPosition)),
    ]  # fmt: skip
    if facts.values(iri, SK.hasCount):
        parts.append(group_note(facts, iri))
    if facts.values(iri, SK.countModifier):
        parts.append(bounds_of(facts, iri))
    return tuple(part for part in parts if part)


def _sources(facts: Facts) -> tuple[Source, ...]:
    return tuple(
        Source(label_of(facts, URIRef(s.iri)), page_of(s.iri), imprint(facts, URIRef(s.iri)))
        for s in reversed(facts.sources())
    )
