"""Where a run of capitals ends: at a possessive, at a post, at the person after a body."""

from __future__ import annotations

import re
from collections.abc import Set

from kg.extract.segment import Token
from kg.extract.surface import Surface, is_capitalized, run_from
from kg.extract.words import FAMILY_OF_PEOPLE, OWNED_HOUSES


class Endings:
    """Decides whether a capitalized word goes on with the name that began before it."""

    def __init__(self, surface: Surface) -> None:
        self.surface = surface
        self.heads = surface.heads

    def step(self, tokens: list[Token], start: int, j: int, people: Set[int]) -> int:
        """1 where token ``j`` belongs to the run that began at ``start``, 0 where it ends it.

        ``people`` are the offsets at which a tagger saw a person's name begin.
        """
        if not self.surface.name_like(tokens[j]) or self._breaks_possessive(tokens, start, j):
            return 0
        words = [t.text for t in tokens[start:j]]
        post = self.surface.post(tokens, j)
        if post:
            field = self.surface.after_post(tokens, start) and self.surface.is_field(tokens[j].text)
            head = self.heads.ending(words)
            if (len(words) == 1 or head is None) and not field:  # "Congress Chair": a title
                return int(self._inside_person(tokens, start, j, post))
            if head is not None and head.kind == "Organization" and len(words) > head.length:
                return 0  # "European Council President Ada Voss": the body ends before the post
        return 0 if self._person_after_body(tokens, start, j, people) else 1

    def _inside_person(self, tokens: list[Token], start: int, j: int, post: int) -> bool:
        """As in "H.E. Omar Sultan Al Amri": after a courtesy a title is a part of the name."""
        courtesy = start > 0 and tokens[start - 1].text in self.surface.lexicon.honorifics
        more = j + 1 < len(tokens) and is_capitalized(tokens[j + 1])
        return courtesy and more and post == 1

    def _person_after_body(self, tokens: list[Token], start: int, j: int, people: Set[int]) -> bool:
        """As in "Secretary-General of ASEAN Lek Suwan", "Minister of Health Yerlan Bekturov".

        After a post and "of", the body's name ends where a person's begins: after an acronym, a
        state, fields of work, or where the tagger sees a person.
        """
        k = start - 1 if start and tokens[start - 1].lower == "the" else start
        if k < 2 or tokens[k - 1].lower not in {"of", "at", "for"}:
            return False
        window = [t.text for t in tokens[max(0, k - 4) : k - 1]]
        if self.heads.ending(window, ("Position",)) is None:
            return False
        run = run_from(tokens, j)
        if len(run) < 2 or self.heads.ending(run, ("Event", "Document", "Organization", "Place")):
            return False
        words = [t.text for t in tokens[start:j]]
        if k < start:
            return self.heads.ending(words, ("Organization", "Event")) is not None
        fields = all(self.surface.is_field(w) or w.lower() in {"and", ","} for w in words)
        if fields and self.surface.is_field(run[0]):
            return False
        return (
            fields
            or (len(words) == 1 and words[0].isupper())
            or self.surface.is_country(" ".join(words))
            or tokens[j].start in people
        )

    def _breaks_possessive(self, tokens: list[Token], start: int, j: int) -> bool:
        match = re.fullmatch(r"(.+?)['’]s", tokens[j - 1].text)
        if match is None:
            return False
        base = match.group(1).lower()
        after = tokens[j + 1] if j + 1 < len(tokens) else None
        alone = after is None or not is_capitalized(after)
        if j - start == 1 and alone and tokens[j].lower in OWNED_HOUSES:
            return self.surface.is_country(match.group(1))  # "Dunmore's Brewery"
        if base in FAMILY_OF_PEOPLE or base + "s" in FAMILY_OF_PEOPLE:
            return False
        before = [t.text for t in tokens[start:j]]
        cut = next((i for i, w in enumerate(before) if w.lower() in {"on", "for"}), 0)
        if cut and self.heads.ending(before[:cut], ("Document",)):
            return False  # "White Paper on China's Big Data Development"
        whole = " ".join([*(t.text for t in tokens[start : j - 1]), match.group(1)])
        return (
            self.surface.is_country(whole)
            or self.surface.is_country(match.group(1))
            or j - start <= 2
        )
