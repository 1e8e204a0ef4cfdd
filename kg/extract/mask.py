"""Puts one short word in the place of each name, so that the parser sees a plain sentence.

"The 2021 World Internet Conference Wuzhen Summit (hereinafter …) ended" becomes "The Summit
ended". Brackets are left out, and a prefix before a hyphen ("co-organized") is cut, because the
model's tokenizer splits such words.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from kg.extract.mentions import Mention
from kg.extract.segment import Sentence
from kg.model import Span

_STAND_INS = {
    "Event": "Summit",
    "Organization": "Unesco",
    "Person": "John",
    "Place": "London",
    "Country": "France",
    "Document": "Report",
    "Title": "Titanic",
    "Unknown": "Unesco",
}
_BRACKETS = re.compile(r"\s*[(\[][^()\[\]]*[)\]]")
_PREFIX = re.compile(r"\b(?:co|sub|vice|re)-(?=[a-z]{4,})", re.IGNORECASE)
_QUOTE_MARKS = re.compile(r"[\"“”«»„]")


@dataclass(frozen=True, slots=True)
class Masked:
    """A sentence for the parser, and where each stretch of it comes from.

    ``pieces`` are (start, end) in the masked text, the span of the article that it stands for,
    and the mention, if the stretch stands for one.
    """

    text: str
    pieces: tuple[tuple[int, int, Span, Mention | None], ...]

    def origin(self, start: int, end: int) -> tuple[Span, Mention | None] | None:
        """Article span (and mention) of a stretch of the masked text."""
        for left, right, span, mention in self.pieces:
            if left <= start < right:
                if mention is not None:
                    return span, mention
                begin = span.start + start - left
                return Span(begin, max(begin + 1, min(span.end, span.start + end - left))), None
        return None


def _cuts(sentence: Sentence, mentions: Sequence[Mention]) -> list[tuple[int, int, Mention | None]]:
    """Stretches of a sentence to replace (by a mention's stand-in) or to leave out (None)."""
    text, offset = sentence.text, sentence.span.start
    cuts: list[tuple[int, int, Mention | None]] = [
        (m.span.start - offset, m.span.end - offset, m) for m in mentions if m.kind in _STAND_INS
    ]
    covered = [(a, b) for a, b, _ in cuts]

    def free(a: int, b: int) -> bool:
        return all(b <= left or right <= a for left, right in covered)

    for pattern in (_BRACKETS, _PREFIX, _QUOTE_MARKS):
        for match in pattern.finditer(text):
            inside = pattern is _BRACKETS and any(
                match.start() <= a and b <= match.end() for a, b in covered
            )
            if inside:
                cuts = [c for c in cuts if not (match.start() <= c[0] and c[1] <= match.end())]
                covered = [(a, b) for a, b, _ in cuts]
            if free(match.start(), match.end()):
                cuts.append((match.start(), match.end(), None))
                covered.append((match.start(), match.end()))
    return cuts


def mask(sentence: Sentence, mentions: Sequence[Mention], skip_to: int = 0) -> Masked:
    """Mask one sentence. Text before the article offset ``skip_to`` (a dateline) is left out."""
    text, offset = sentence.text, sentence.span.start
    cuts = _cuts(sentence, mentions)
    if skip_to > offset:
        cuts = [c for c in cuts if c[0] >= skip_to - offset]
        cuts.append((0, min(skip_to - offset, len(text)), None))
    out: list[str] = []
    pieces: list[tuple[int, int, Span, Mention | None]] = []
    length = position = 0
    for start, end, mention in sorted(cuts, key=lambda c: (c[0], -c[1])):
        if start < position:
            continue
        if start > position:
            span = Span(offset + position, offset + start)
            out.append(text[position:start])
            pieces.append((length, length + start - position, span, None))
            length += start - position
        if mention is not None:
            word = _STAND_INS[mention.kind]
            out.append(word)
            pieces.append((length, length + len(word), mention.span, mention))
            length += len(word)
        position = end
    if position < len(text):
        out.append(text[position:])
        span = Span(offset + position, offset + len(text))
        pieces.append((length, length + len(text) - position, span, None))
    return Masked("".join(out), tuple(pieces))
