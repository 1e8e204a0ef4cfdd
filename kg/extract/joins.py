"""Words that join the parts of one name: "of", "and", a comma, a dash, an acronym in brackets.

Each reader says how many tokens from ``j`` on belong to the name that began at ``start``; 0 means
that the name ends before ``j``.
"""

from __future__ import annotations

import re

from kg.extract.quotes import Quote
from kg.extract.segment import Token
from kg.extract.surface import Surface, is_capitalized, run_from
from kg.extract.words import (
    ordinal,
    year,
)

#: Bodies that are set up "for" an event and have it in their names.
_COMMITTEES = frozenset("committee commission council board bureau office secretariat".split())

#: What a body that meets calls its editions.
_SITTINGS = frozenset("session meeting plenary".split())


class Joins:
    """Decides on the surface whether a joining word stands inside one name."""

    def __init__(self, surface: Surface) -> None:
        self.surface = surface
        self.heads = surface.heads

    def bracket(self, tokens: list[Token], start: int, j: int) -> int:
        """An acronym in brackets inside a name: "World Internet Conference (WIC) Summit"."""
        if j + 3 >= len(tokens) or tokens[j + 2].text != ")":
            return 0
        inside, after = tokens[j + 1], tokens[j + 3]
        if inside.text.istitle() and self._event_follows(tokens, j + 3):
            return 3  # "China (Turku) International Expo"
        if not re.fullmatch(r"[A-Z][A-Za-z0-9&+-]*[A-Z0-9]", inside.text):
            return 0
        if year(after.text) is not None:
            return 4
        words = [t.text for t in tokens[start:j]]
        shortened = inside.text == "".join(w[0] for w in words if w[0].isupper())
        if is_capitalized(after) and (shortened or self.heads.ending(words)):
            return 3 if self._event_follows(tokens, j + 3) else 0
        return 0

    def _event_follows(self, tokens: list[Token], k: int) -> bool:
        head = self.heads.ending(run_from(tokens, k))
        return head is not None and head.kind == "Event"

    def joined(self, tokens: list[Token], start: int, j: int, quotes: dict[int, Quote]) -> int:
        """As in "Festival of Kerala", "Union for the Conservation", "Competition of “Straight”"."""
        words = [t.text for t in tokens[start:j]]
        k = j + 1
        if tokens[k].lower == "the" and k + 1 < len(tokens):
            k += 1
        target = tokens[k]
        has_head = self.heads.ending(words, ("Event", "Document", "Organization", "Place"))
        if self._meets_for(tokens, words, j, k):
            return 0
        if tokens[j].lower in {"on", "for"} and has_head is None and "of" in words:
            # "Memorandum of Understanding on Sea Trade": the head stands before "of".
            has_head = self.heads.ending(words[: words.index("of")], ("Document",))
        if has_head is None and ordinal(target.text) is not None:
            return 0  # "met in Turku for the Seventh Symposium": the edition begins a name
        if tokens[j].lower != "of" and has_head is None:
            # "ASEAN Ministers on Energy Meeting": the head stands at the end.
            ahead = run_from(tokens, k)
            head = self.heads.ending(ahead, ("Event",))
            return k - j if head is not None and len(ahead) > head.length else 0
        if target.start in quotes and has_head is not None and has_head.kind == "Event":
            end = quotes[target.start].span.end
            return 1 + sum(tokens[j].start < t.start < end for t in tokens[j + 1 :])
        if ordinal(target.text) is not None and k + 1 < len(tokens):
            if (
                has_head is not None
                and has_head.kind == "Document"
                and is_capitalized(tokens[k + 1])
            ):
                return k + 1 - j
            target = tokens[k + 1] if is_capitalized(tokens[k + 1]) else target
        if not is_capitalized(target) or not self.surface.name_like(target):
            return 0
        if tokens[j].lower in {"to", "with", "against", "in"} and (
            has_head is None or has_head.kind in {"Event", "Place"} or tokens[j].lower == "in"
        ):
            return 0
        if tokens[j].lower == "on" and has_head is not None and has_head.kind == "Place":
            return 0  # "the Lindqvist Theatre on Ruissalo Island": two places
        event = has_head is not None and has_head.kind == "Event"
        apart = tokens[j].lower == "of" or tokens[k - 1].lower == "the"
        if event and apart and not _is_counted_session(words) and self._own_event(tokens, k):
            return 0

        within_body = any(self.heads.ending([w], ("Organization",)) for w in words)
        national = {"National", "Royal", "State", "Central", "Federal"} & set(words)
        if national and tokens[j].lower == "of" and self.surface.is_country(target.text):
            return k - j
        if has_head is not None and has_head.kind == "Place" and tokens[k - 1].lower == "the":
            return k - j if within_body and tokens[j].lower == "of" else 0
        if tokens[j].lower == "of" and has_head is None and self._person_of(tokens, start, k):
            return 0
        if self.surface.after_post(tokens, start) and all(self.surface.is_field(w) for w in words):
            return 0  # "Minister of Health of Russia": the state is another name
        if tokens[j].lower == "of" and has_head is None and tokens[k - 1].lower != "the":
            # "Bank of China" has a head; "Light of Asia" has none but no article either.
            return k - j if not self.surface.post(tokens, k) else 0
        return k - j

    def _person_of(self, tokens: list[Token], start: int, k: int) -> bool:
        """As in "Eleanor Whitcombe of the University of Leeds", "President Ruiz of Ecuador"."""
        ahead = run_from(tokens, k)
        for n in range(1, len(ahead) + 1):
            if self.heads.ending(ahead[:n], ("Organization",)):
                return True
        two_words = all(is_capitalized(t) for t in tokens[start : start + 2])
        if self.surface.is_country(" ".join(ahead)) and k - start in {3, 4} and two_words:
            return True
        before = tokens[start - 1].text if start else ""
        titled = before in self.surface.lexicon.honorifics or bool(
            start
            and self.heads.ending(
                [t.text for t in tokens[max(0, start - 3) : start]], ("Position",)
            )
        )
        return titled

    def _meets_for(self, tokens: list[Token], words: list[str], j: int, k: int) -> bool:
        """As in "met at the University of Turku for the Baltic Symposium": place and event."""
        if tokens[j].lower not in {"for", "on"} or words[-1].lower() in _COMMITTEES:
            return False
        head = self.heads.ending(words, ("Organization", "Place")) or any(
            self.heads.ending([w], ("Organization",)) for w in words
        )
        run = run_from(tokens, k)
        event = self.heads.ending(run, ("Event",))
        return bool(head) and event is not None and len(run) > event.length

    def _own_event(self, tokens: list[Token], k: int) -> bool:
        """As in "the Riverside Summit of the 2023 World Grain Conference": two events, not one."""
        run = []
        while k < len(tokens) and (is_capitalized(tokens[k]) or year(tokens[k].text)):
            run.append(tokens[k].text)
            k += 1
        while len(run) > 1 and year(run[-1]):
            run.pop()
        head = self.heads.ending(run)
        return len(run) > 2 and head is not None and head.kind == "Event"

    def dated(self, words: list[str]) -> bool:
        """Whether a year can end the name: "Harbour Forum 2023", "Forum on Sea Trade 2023"."""
        if self.heads.ending(words):
            return True
        cuts = [i for i, w in enumerate(words) if w.lower() in {"of", "on", "for"}]
        heads = self.heads.ending(words[: cuts[0]], ("Event", "Document")) if cuts else None
        return heads is not None

    def dashed(self, tokens: list[Token], start: int, j: int) -> int:
        """As in "Conference – Development Forum", "European Union–Central Asia summit"."""
        before, dash, after = tokens[j - 1 : j + 2]
        if before.end == dash.start and dash.end == after.start:
            return 1
        words = [t.text for t in tokens[start:j]]
        left = self.heads.ending(words)
        right = self.heads.ending(run_from(tokens, j + 1))
        both = left is not None and right is not None and left.kind == right.kind == "Event"
        return 1 if both else 0


def _is_counted_session(words: list[str]) -> bool:
    """As in "Fifth Session of the Panel on Waste": an edition of the body that meets."""
    return ordinal(words[0]) is not None and words[-1].lower() in _SITTINGS
