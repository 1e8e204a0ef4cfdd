"""Finds names: runs of capitalized words with what belongs inside them, and quoted titles.

The small model breaks long names; so the parser later sees one word in the place of each.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from kg.extract.coordination import Coordination
from kg.extract.endings import Endings
from kg.extract.joins import Joins
from kg.extract.openings import Openings
from kg.extract.quotes import Quote, find_quotes, is_announced, is_title
from kg.extract.segment import Sentence, Token
from kg.extract.surface import Surface, is_capitalized
from kg.extract.words import (
    CENTRE_USES,
    CENTRES,
    FUNCTION_WORDS,
    LOWER_VENUES,
    PARTICLES,
    ordinal,
    roman,
    year,
)
from kg.model import Span

_JOINERS = {"of", "for", "on", "in", "to", "against", "with"}


@dataclass(slots=True)
class Chunk:
    """A run of tokens that looks like a name; ``first`` to ``last`` are token indexes."""

    first: int
    last: int
    tokens: list[Token]
    quote: Quote | None = None
    acronym: Token | None = None
    words: list[str] = field(default_factory=list)

    @property
    def span(self) -> Span:
        """Code points that the run covers."""
        return Span(self.tokens[0].start, self.tokens[-1].end)


class NameFinder:
    """Finds the names of one sentence."""

    def __init__(self, surface: Surface) -> None:
        self.surface = surface
        self.lexicon = surface.lexicon
        self.heads = surface.heads
        self.joins = Joins(surface)
        self.coordination = Coordination(surface)
        self.openings = Openings(surface)
        self.endings = Endings(surface)
        self._people: frozenset[int] = frozenset()

    def find(self, sentence: Sentence, people: Sequence[Span] = ()) -> list[Chunk]:
        """Names in order. ``people`` are spans that a tagger took for persons' names."""
        tokens = list(sentence.tokens)
        quotes = {
            q.span.start: q
            for q in find_quotes(sentence)
            if is_title(q) or is_announced(sentence, q)
        }
        chunks: list[Chunk] = []
        i = 0
        self._people = frozenset(s.start for s in people)
        while i < len(tokens):
            post = self.surface.post(tokens, i) if is_capitalized(tokens[i]) else 0
            if post and tokens[i].start not in quotes:
                i += post
                continue
            chunk = self._chunk_at(tokens, i, quotes, sentence)
            if chunk is None:
                i += 1
                continue
            chunks.append(chunk)
            i = chunk.last + 1
        return [c for c in chunks if c.tokens]

    # -- one run -------------------------------------------------------------------------

    def _chunk_at(
        self, tokens: list[Token], i: int, quotes: dict[int, Quote], sentence: Sentence
    ) -> Chunk | None:
        start = i
        if tokens[i].start in quotes:
            return self._quoted(tokens, i, quotes)
        if not self.openings.starts(tokens, i, sentence):
            return None
        j = i + 1
        while j < len(tokens):
            step = self._extend(tokens, start, j, quotes)
            if step == 0:
                break
            j += step
        return self._finish(tokens, start, j - 1)

    def _extend(self, tokens: list[Token], start: int, j: int, quotes: dict[int, Quote]) -> int:
        """How many tokens from ``j`` on belong to the run that began at ``start``; 0 ends it."""
        token = tokens[j]
        after = tokens[j + 1] if j + 1 < len(tokens) else None
        words = [t.text for t in tokens[start:j]]
        if token.start in quotes:
            return 0
        if token.text == "(":
            return self.joins.bracket(tokens, start, j)
        if year(token.text) is not None:
            return 1 if self.joins.dated(words) or words[-1].isupper() else 0
        if re.fullmatch(r"\d{1,2}", token.text) and words[-1].isupper() and len(words) == 1:
            return 1
        if is_capitalized(token):
            return self.endings.step(tokens, start, j, self._people)
        if token.lower in _JOINERS and after is not None:
            return self.joins.joined(tokens, start, j, quotes)
        firm = after is not None and after.lower in self.lexicon.firm_suffixes
        if token.text == "," and firm and is_capitalized(tokens[j + 1]):
            return 2  # "Lantern Boats Co., Ltd."
        if token.lower in {"and", "&", ","} and after is not None:
            return self.coordination.coordinated(tokens, start, j)
        if token.lower in PARTICLES and after is not None:
            third = tokens[j + 2] if j + 2 < len(tokens) else None
            if is_capitalized(after):
                return 2
            if after.lower in PARTICLES and third is not None and is_capitalized(third):
                return 3  # "Maria de la Cruz"
        if token.text in {"–", "-", "—"} and after is not None and is_capitalized(after):
            return self.joins.dashed(tokens, start, j)
        return self._lower_head(tokens, start, j)

    def _lower_head(self, tokens: list[Token], start: int, j: int) -> int:
        """A lower-case head after capitals: "15th BRICS summit", "Hebei provincial government"."""
        words = [t.text for t in tokens[start:j]]
        named = [w for w in words if w[0].isupper() and not w.endswith(("'s", "’s"))]
        if not named or self.heads.ending(words, ("Event", "Document", "Organization")):
            return 0
        pair = [t.text for t in tokens[j : j + 2]]
        local = [t.lower.replace("’", "'") for t in tokens[j : j + 3]]
        if local[-2:] == ["people's", "government"] or local[:2] == ["people's", "government"]:
            return local.index("government") + 1
        if len(pair) == 2 and pair[0] in CENTRE_USES and pair[1] in CENTRES:
            return 2
        for length in (1, 2, 3):
            run = [t.text for t in tokens[j : j + length]]
            if len(run) < length or not all(w.isalpha() or "-" in w for w in run):
                return 0
            if any(w in FUNCTION_WORDS for w in run):
                return 0
            head = self.heads.ending(run, ("Event", "Organization", "Place"))
            if head is None or head.length > length:
                continue
            if head.kind == "Place":
                return length if length == 1 and run[0] in LOWER_VENUES else 0
            noun = tokens[j + length - 1].lower
            if noun in head.entry.plurals and noun not in {"finals"}:
                return 0
            if (
                head.kind == "Event"
                and len(named) == 1
                and not self._stands_alone(tokens, start, words)
            ):
                return 0
            if head.kind == "Event" and head.entry.scope == "main" and length <= 2:
                if (
                    noun in {"meeting", "show", "week", "day", "assembly", "gathering"}
                    and length > 1
                ):
                    return 0
                return length
            if head.kind == "Event" and length == 1 and head.entry.scope == "part":
                return length if noun in {"competition", "contest", "hackathon", "finals"} else 0
            if head.kind == "Organization" and noun == "government":
                return length
        return 0

    def _stands_alone(self, tokens: list[Token], start: int, words: list[str]) -> bool:
        """One capitalized word before "summit" is a name only with an edition or after "the"."""
        if len(words) > 1 and (ordinal(words[0]) is not None or year(words[0]) is not None):
            return True
        return start > 0 and tokens[start - 1].lower in {"the", "annual"}

    def _quoted(self, tokens: list[Token], i: int, quotes: dict[int, Quote]) -> Chunk:
        """A quoted title, with the words up to an event noun that follow it."""
        quote = quotes[tokens[i].start]
        last = i
        while last + 1 < len(tokens) and tokens[last + 1].end <= quote.span.end:
            last += 1
        j = last + 1
        run: list[str] = []
        best = None
        while j < len(tokens) and len(run) < 6 and tokens[j].text.replace("-", "").isalnum():
            if tokens[j].lower in FUNCTION_WORDS or tokens[j].lower in {"and", "of"}:
                break
            run.append(tokens[j].text)
            head = self.heads.ending(run, ("Event",))
            if head is not None and tokens[j].lower not in head.entry.plurals:
                best = j
            elif not (tokens[j].text[0].isupper() or len(run) <= 4):
                break
            j += 1
        end = best if best is not None else last
        return Chunk(
            i, end, tokens[i : end + 1], quote=quote, words=[t.text for t in tokens[i : end + 1]]
        )

    def _finish(self, tokens: list[Token], first: int, last: int) -> Chunk | None:
        while last > first and not (
            is_capitalized(tokens[last])
            or year(tokens[last].text)
            or tokens[last].text.isdigit()
            or tokens[last].text[0] in "”\"’'"
            or self.heads.ending([tokens[last].text], ("Event", "Organization"))
            or tokens[last].text in LOWER_VENUES | CENTRES
        ):
            last -= 1
        run = tokens[first : last + 1]
        match = re.fullmatch(r"(.+?)['’]s?", run[-1].text)
        if match is not None:
            cut = Token(match.group(1), run[-1].start, run[-1].start + len(match.group(1)))
            run = [*run[:-1], cut]
        if len(run) == 1 and (ordinal(run[0].text) or year(run[0].text)):
            return None
        if roman(run[0].text) and len(run) == 1:
            return None
        acronym = next(
            (
                run[k + 1]
                for k in range(len(run) - 2)
                if run[k].text == "(" and run[k + 2].text == ")"
            ),
            None,
        )
        return Chunk(first, last, run, acronym=acronym, words=[t.text for t in run])
