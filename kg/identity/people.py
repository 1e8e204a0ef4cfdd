"""Which persons are one: by name and by what else is said of them."""

from __future__ import annotations

from collections.abc import Hashable

from kg import gazetteer
from kg.identity.names import content, spelled_alike, words
from kg.identity.units import Units, blocks

_NO_LONGER = {"former", "formerly", "ex", "then", "outgoing"}

Name = tuple[str, ...]


def settle(units: Units) -> None:
    """Join persons of a name who share an event, an organization or a post.

    A name alone joins the one person of that name of whom more is known. Persons of one name
    with other posts and without a common event stay apart.
    """
    people = units.of("person")
    clusters = units.clusters

    def by(u: int, context: list[Hashable], *, single: bool = False) -> list[Hashable]:
        return [(name, c) for name in _names(units, u, single=single) for c in context]

    units.chain_by(
        people, lambda u: by(u, list(units.events(u)), single=True), "same name, same event"
    )
    units.chain_by(
        people,
        lambda u: by(u, list(_bodies(units, u)), single=True),
        "same name, same organization",
    )
    units.chain_by(people, lambda u: by(u, list(_posts(units, u))), "same name, same post")
    for left, right in units.pairs_alike(
        people, lambda u: _words_met(units, u), lambda u: units.names(u)
    ):
        reason = _variant(_names(units, left, single=False), _names(units, right, single=False))
        if reason:
            clusters.union(left, right, reason)
    for _, members in blocks(people, lambda u: by(u, list(_titles(units, u)))):
        units.join_unmarked(
            members, lambda u: bool(units.values(u, "body")), "same name, same title"
        )
    for _, members in blocks(people, lambda u: _names(units, u, single=False)):
        units.join_unmarked(
            members, lambda u: bool(units.values(u, "post")), "same name, and nothing against it"
        )


def _names(units: Units, unit: int, *, single: bool) -> list[Name]:
    """Names with their words sorted; those of one word only where ``single`` allows."""
    found = {tuple(sorted(words(name))) for name in units.names(unit)}
    return sorted(name for name in found if len(name) > 1 or (single and len(found) == 1))


def _titles(units: Units, unit: int) -> list[Name]:
    """Titles of posts, without what says that they are past."""
    found = (
        tuple(w for w in content(t) if w not in _NO_LONGER) for t in units.values(unit, "post")
    )
    return [title for title in found if title]


def _bodies(units: Units, unit: int) -> list[int | str]:
    """Organizations of a person's posts; a country is too large to meet in."""
    found = []
    for iri, ref in zip(units.values(unit, "body"), units.refs(unit, "body"), strict=True):
        body = units.unit(unit, iri)
        names = units.names(body) if body is not None else ()
        if not any(gazetteer.country(name) or gazetteer.demonym(name) for name in names):
            found.append(ref)
    return found


def _posts(units: Units, unit: int) -> list[Hashable]:
    """Titles with the body, country or not, that they are held in."""
    return [(t, body) for t in _titles(units, unit) for body in units.refs(unit, "body")]


def _words_met(units: Units, unit: int) -> list[Hashable]:
    """The words of a name, each with an organization, or a title at an event."""
    context = [("body", b) for b in _bodies(units, unit)] + [
        ("post", event, title) for event in units.events(unit) for title in _titles(units, unit)
    ]
    parts = {w for name in _names(units, unit, single=False) for w in name if len(w) > 1}
    return [(w, c) for w in sorted(parts) for c in context]


def _variant(left: list[Name], right: list[Name]) -> str:
    """How two names of people in one place can be one: initials, middle names, a slip."""
    for one in left:
        for other in right:
            if _abbreviates(one, other) or _abbreviates(other, one):
                return "shorter form of the name, same organization or post"
            if spelled_alike(one, other, least=6):
                return "name spelled alike, same organization or post"
    return ""


def _abbreviates(short: Name, full: Name) -> bool:
    """Whether each word of one name is a word, or the initial of a word, of the other.

    At least one whole word is shared, and no more than one is missing.
    """
    rest = list(full)
    shared = 0
    for word in sorted(short, key=len, reverse=True):
        match = word if word in rest else next((w for w in rest if w[0] == word), None)
        if match is None or (word not in rest and len(word) > 1):
            return False
        shared += len(word) > 1
        rest.remove(match)
    return shared > 0 and len(rest) <= 1 and len(short) > 1
