"""Posts in plural: "Presidents A of X and B of Y", "A and B, co-directors of X"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from kg.extract.mentions import Mention
from kg.extract.nouns import Head, HeadNouns
from kg.extract.segment import Token
from kg.extract.surface import is_capitalized
from kg.extract.words import TITLE_WORDS
from kg.model import Span

#: Kinds that names after a post in plural may have been taken for.
_OPEN = {"Person", "Unknown", "Organization", "Place"}


@dataclass(frozen=True, slots=True)
class Holder:
    """One of several people with a post: its title in singular, where it stands, the body's name.

    ``body`` is None where the text names none.
    """

    person: Mention
    title: str
    span: Span
    body: Mention | None


def holders(tokens: Sequence[Token], row: Sequence[Mention], heads: HeadNouns) -> list[Holder]:
    """All people of a sentence that share a post."""
    found: list[Holder] = []
    for i, token in enumerate(tokens):
        if token.lower.removeprefix("co-") not in heads.posts_in_plural:
            continue
        words = [t.text for t in tokens[max(0, i - 2) : i + 1]]
        post = heads.ending(words, ("Position",))
        if post is None:
            continue
        noun = " ".join(words[-post.length :]).lower().removeprefix("co-")
        if noun not in post.entry.plurals:
            continue
        first = i - post.length + 1
        while first and tokens[first - 1].lower in TITLE_WORDS:
            first -= 1
        span = Span(tokens[first].start, token.end)
        title = _singular([t.text for t in tokens[first : i + 1]], post)
        people = list(_listed(tokens, row, i + 1)) or _before(tokens, row, first, i)
        owner = _at(row, first - 1) if first else None
        if owner is not None and owner.kind in {"Organization", "Country", "Demonym", "Unknown"}:
            people = [(person, body or owner) for person, body in people]
        shared = people[-1][1] if people and not any(b for _, b in people[:-1]) else None
        found += [Holder(person, title, span, body or shared) for person, body in people]
    return found


def _singular(words: list[str], post: Head) -> str:
    last = post.entry.lemma.split()[-1]
    if words[-1].lower().startswith("co-"):
        last = f"co-{last}"
    return " ".join([*words[:-1], last.capitalize() if words[-1][0].isupper() else last])


def _at(row: Sequence[Mention], i: int) -> Mention | None:
    return next((m for m in row if m.first <= i <= m.last), None)


def _listed(
    tokens: Sequence[Token], row: Sequence[Mention], i: int
) -> Iterator[tuple[Mention, Mention | None]]:
    """Names from token ``i`` on, each with the body after "of", joined by commas and "and"."""
    while i < len(tokens):
        person = _at(row, i)
        if person is None or person.kind not in _OPEN or person.head is not None:
            return
        if person.first != i or len(person.text.split()) < 2 or not is_capitalized(tokens[i]):
            return
        body, i = _body(tokens, row, person.last + 1)
        yield person, body
        if i < len(tokens) and tokens[i].text == ",":
            i += 1
        elif i >= len(tokens) or tokens[i].lower != "and":
            return
        if i < len(tokens) and tokens[i].lower == "and":
            i += 1


def _body(tokens: Sequence[Token], row: Sequence[Mention], i: int) -> tuple[Mention | None, int]:
    """As in "of the Harbour Union": the body, and the token after it."""
    if i >= len(tokens) or tokens[i].lower not in {"of", "from", "at"}:
        return None, i
    k = i + 2 if i + 1 < len(tokens) and tokens[i + 1].lower == "the" else i + 1
    body = _at(row, k)
    return (body, body.last + 1) if body is not None else (None, i)


def _before(
    tokens: Sequence[Token], row: Sequence[Mention], first: int, last: int
) -> list[tuple[Mention, Mention | None]]:
    """As in "A and B, the co-directors of X"."""
    k = first - 1
    while k > 0 and tokens[k].lower in {"the", "both", "its", "two"}:
        k -= 1
    if k < 1 or tokens[k].text != ",":
        return []
    people: list[Mention] = []
    k -= 1
    while k >= 0:
        person = _at(row, k)
        if person is None or person.kind != "Person":
            break
        people.insert(0, person)
        k = person.first - 1
        if k < 0 or tokens[k].lower not in {"and", ","}:
            break
        k -= 2 if tokens[k].lower == "and" and tokens[k - 1].text == "," else 1
    body, _ = _body(tokens, row, last + 1)
    return [(person, body) for person in people] if len(people) > 1 else []
