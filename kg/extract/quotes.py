"""Quotations on the surface, and whether one is a title or speech."""

from __future__ import annotations

import re
from dataclasses import dataclass

from kg.extract.segment import Sentence
from kg.model import Span

#: Opening quotation mark to the marks that may close it.
_QUOTES = {"“": "”", '"': '"', "‘": "’", "«": "»", "„": "“", "'": "'"}
_TITLE_CUE = re.compile(
    r"\b(?:themed?|slogan|motto|titled|entitled|tagline|theme of)\b(?:\s+(?:is|was|on|as|of|"
    r"around|for|the|this|year|conference|event)\b|[’']s|\s|[,:])*$",
    re.I,
)


#: Words right before a quotation that make it a theme, whatever nouns it holds.
_THEME_CUE = re.compile(
    r"\b(?:themed|(?:theme|slogan|motto|tagline)(?:\s+(?:is|was|of|for|this|the|year|conference|"
    r"event|summit|forum)\b|[’']s\b|\s|[,:])*)\s*$",
    re.I,
)


@dataclass(frozen=True, slots=True)
class Quote:
    """A quotation on the surface: the marks' places and the text between them."""

    span: Span  # with the marks
    inner: Span
    text: str


def find_quotes(sentence: Sentence) -> list[Quote]:
    """Well-formed quotations inside one sentence, outermost first, not overlapping."""
    text, offset = sentence.text, sentence.span.start
    found, i = [], 0
    while i < len(text):
        closer = _QUOTES.get(text[i])
        if closer is None or (text[i] in "'" and (i and text[i - 1].isalnum())):
            i += 1
            continue
        end = i + 1
        while True:
            end = text.find(closer, end)
            # An apostrophe inside a word does not close a single quotation.
            inside_word = (
                end > 0 and closer in "’'" and end + 1 < len(text) and text[end + 1].isalnum()
            )
            if end < 0 or not inside_word:
                break
            end += 1
        if end <= i + 1:
            i += 1
            continue
        inner = text[i + 1 : end]
        stripped = inner.strip().rstrip(",.;")
        if not stripped:
            i = end + 1
            continue
        left = i + 1 + len(inner) - len(inner.lstrip())
        start = offset + left
        found.append(
            Quote(Span(offset + i, offset + end + 1), Span(start, start + len(stripped)), stripped)
        )
        i = end + 1
    return found


def is_title(quote: Quote) -> bool:
    """Whether a quotation reads like a title or slogan rather than like speech."""
    words = re.findall(r"\w[\w'’-]*", quote.text)
    if not words or len(words) > 30 or re.search(r"[.!?]\s+[A-Z]", quote.text):
        return False
    if quote.text[0].islower():
        return len(words) <= 8
    long = [w for w in words[1:] if len(w) > 3]
    capitals = sum(w[0].isupper() for w in long)
    return not long or capitals >= 0.6 * len(long) or len(words) <= 6


def is_theme(sentence: Sentence, quote: Quote) -> bool:
    """Whether the words before a quotation say that it is a theme or slogan."""
    before = sentence.before(quote.span.start)
    return bool(_THEME_CUE.search(before[-60:]))


def is_announced(sentence: Sentence, quote: Quote) -> bool:
    """Whether the words before a quotation say that it is a title, however it is written."""
    before = sentence.before(quote.span.start)
    return len(quote.text.split()) <= 30 and bool(_TITLE_CUE.search(before[-60:]))
