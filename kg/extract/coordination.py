"""An "and" or a comma inside one name: "Ministry of Arts, Culture and Tourism"."""

from __future__ import annotations

import re

from kg.extract.segment import Token
from kg.extract.surface import Surface, is_capitalized, run_from
from kg.extract.words import ordinal

#: Plurals of those who do something: "Publishers", "Physicians".
_TRADES = re.compile(r"[A-Z]\w+(?:ers|ors|ists|ians|ants)")
#: Members of federations and unions, as their names call them.
_MEMBERS = frozenset(
    "associations societies unions federations institutes institutions universities clubs chambers "
    "museums libraries journalists workers employers publishers cities towns".split()
)


class Coordination:
    """Decides whether "and", "&" or a comma stands inside one name or between two."""

    def __init__(self, surface: Surface) -> None:
        self.surface = surface
        self.heads = surface.heads

    def coordinated(self, tokens: list[Token], start: int, j: int) -> int:
        """An "and" or a comma that joins words inside one name, not two names."""
        words = [t.text for t in tokens[start:j]]
        k = j + 1
        if tokens[j].lower == "and" and self.surface.is_country(
            " ".join([*words, "and", tokens[k].text])
        ):
            return 2  # Bosnia and Herzegovina
        if tokens[j].text == "&" and is_capitalized(tokens[k]):
            return 2
        if tokens[j].text == ",":
            if not self._open_list(tokens, start, j):
                return 0
            if tokens[k].lower in {"and", "&"} and k + 1 < len(tokens):
                k += 1
        if not is_capitalized(tokens[k]) or not self.surface.name_like(tokens[k]):
            return 0
        if tokens[j].lower == "and" and self._body_of_trades(tokens, j):
            return 2
        if tokens[j].lower == "and" and self._unfinished_edition(tokens, start, j):
            return 1
        if tokens[j].lower == "and" and self._bodies_of(tokens, start, j):
            return 2
        run = run_from(tokens, k)
        if tokens[j].lower == "and" and self._subjects(words, run):
            return k - j
        ahead = self.surface.reads_as_field(tokens[k].text) or self._ends_in_field(run)
        if not (self.surface.reads_as_field(words[-1]) and ahead):
            return 0
        if self.heads.ending(words) and not self.surface.is_field(words[-1]):
            return 0
        opened = any(w.lower() in {"of", "for", "on"} for w in words) or self.surface.after_post(
            tokens, start
        )
        if not opened:
            kinds = ("Event", "Document", "Organization", "Place")
            return k - j if self.heads.ending(run, kinds) or tokens[j].text == "&" else 0
        first = self.heads.ending(run[:1])
        starts_name = first is not None and len(run) > 1 and not self.surface.reads_as_field(run[0])
        return 0 if starts_name else k - j

    def _ends_in_field(self, run: list[str]) -> bool:
        """As in "Ministry of Research and Higher Technology"."""
        named = self.heads.ending(run, ("Event", "Document", "Organization", "Place"))
        return 1 < len(run) < 4 and named is None and self.surface.reads_as_field(run[-1])

    def _subjects(self, words: list[str], run: list[str]) -> bool:
        """As in "Convention on Wetlands and Deltas", "Statement on Safe and Open Seas"."""
        cut = next((i for i, w in enumerate(words) if w.lower() == "on"), 0)
        paper = cut and self.heads.ending(words[:cut], ("Document",)) is not None
        if not cut or not (paper or words[cut - 1] == "Convention"):
            return False
        plain = all(w.isalpha() and not w.isupper() for w in (words[-1], *run))
        named = self.heads.ending(run, ("Event", "Document", "Organization"))
        state = any(self.surface.is_country(w) for w in (words[-1], *run, " ".join(run)))
        return plain and named is None and not state and cut < len(words) - 1 and len(run) < 3

    def _unfinished_edition(self, tokens: list[Token], start: int, j: int) -> bool:
        """As in "the 88th World Library and Information Congress": the noun is still to come."""
        words = [t.text for t in tokens[start:j]]
        event = self.heads.ending(run_from(tokens, j + 1), ("Event",))
        numbered = ordinal(words[0]) is not None and len(words) > 1
        return numbered and event is not None and not self.heads.ending(words, ("Event",))

    def _bodies_of(self, tokens: list[Token], start: int, j: int) -> bool:
        """As in "Federation of Library Associations and Institutions": what its members are."""
        words = [t.text for t in tokens[start:j]]
        if "of" not in words or words[-1].lower() not in _MEMBERS:
            return False
        body = self.heads.ending(words[: words.index("of")], ("Organization",))
        return body is not None and tokens[j + 1].lower.endswith("s") and body.length == 1

    def _body_of_trades(self, tokens: list[Token], j: int) -> bool:
        """As in "Publishers and Booksellers Association": two trades and then the body."""
        run = run_from(tokens, j + 1)
        trades = _TRADES.fullmatch(tokens[j - 1].text) and _TRADES.fullmatch(run[0])
        body = self.heads.ending(run, ("Organization",))
        return bool(trades) and body is not None and len(run) > body.length

    def _open_list(self, tokens: list[Token], start: int, j: int) -> bool:
        """As in "Ministry of Arts, Culture and Tourism": a list of fields that ends in "and"."""
        words = [t.lower for t in tokens[start:j]]
        if not {"of", "for"} & set(words) or not self.surface.reads_as_field(words[-1]):
            return False
        k = j + 1
        while k < len(tokens):
            while k < len(tokens) and is_capitalized(tokens[k]):
                if not self.surface.reads_as_field(tokens[k].text):
                    return False
                k += 1
            if k < len(tokens) and tokens[k].text == "," and k + 1 < len(tokens):
                k += 1
                if tokens[k].lower == "and":
                    return k + 1 < len(tokens) and self.surface.reads_as_field(tokens[k + 1].text)
                continue
            return (
                k + 1 < len(tokens)
                and tokens[k].lower in {"and", "&"}
                and self.surface.reads_as_field(tokens[k + 1].text)
            )
        return False
