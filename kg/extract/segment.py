"""Cuts an article's text into paragraphs, sentences and surface tokens.

Everything here works on code-point offsets into the article text and needs no model, so the cut
is the same on any machine.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from kg.model import Span

_ABBREVIATIONS = (
    "Mr|Mrs|Ms|Dr|Prof|Eng|St|Sen|Rep|Gen|Lt|Col|Gov|Capt|Maj|Adm|Hon|Rev|Sr|Jr|No|vs|Inc|Ltd|Co|"
    "Corp|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept|Sep|Oct|Nov|Dec|Mon|Tue|Tues|Wed|Thu|Thur|Thurs|Fri|"
    "Sat|Sun|Smt|Art|Fig|approx|est|Ave|Mt|Ft|cf|al|Vol|Pvt|Govt|Dept|Univ|Assn"
)
_TOKEN = re.compile(
    rf"""(?:[A-Z]\.){{2,}}                                    # U.S.
    |(?:{_ABBREVIATIONS})\.(?=\s|,|$)                          # Nov.
    |[A-Z]\.(?=\s?[A-Z])                                       # initials
    |\d[\d,]*\d(?:\.\d+)?(?:st|nd|rd|th|\+|%)?|\d(?:\.\d+)?(?:st|nd|rd|th|\+|%)?(?![\w])
    |\w+(?:[-'’&/+.]\w+)*(?:['’](?=\s))?\+?                    # words, hyphens, People's, Leaders'
    |--+|\.\.+|\S""",
    re.VERBOSE,
)
_END = re.compile(r"[.!?…]+[\"”’')\]]*(?=\s|$)|;(?=\s*$)")
_OPENERS = "\"“‘'([—–-•*"
#: Ends of names that also end sentences, and words with which a sentence begins after them.
_FIRM_END = re.compile(r"(?:Inc|Ltd|Corp|Co|Jr|Sr)\.")
_OPENS = re.compile(r"(?!(?:Ltd|Inc|Corp|Co|Limited)\b)[A-Z][a-z]+ (?!and\b|of\b)[a-z]")
#: A shortened month ends no sentence, even where a bracket or dash is glued to it.
_MONTHS = re.compile(r"(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept|Sep|Oct|Nov|Dec)\.$")


class Token(NamedTuple):
    """A surface token: ``text`` stands at ``start`` to ``end`` of the article."""

    text: str
    start: int
    end: int

    @property
    def lower(self) -> str:
        """The token in lower case."""
        return self.text.lower()


@dataclass(frozen=True)
class Sentence:
    """One sentence with its place in the article."""

    index: int
    span: Span
    paragraph: int
    text: str

    def before(self, offset: int) -> str:
        """Its text up to an offset of the article."""
        return self.text[: offset - self.span.start]

    @cached_property
    def tokens(self) -> tuple[Token, ...]:
        """Its surface tokens; most sentences of most articles are never asked for them."""
        return tokenize(self.text, self.span.start)


def tokenize(text: str, offset: int = 0) -> tuple[Token, ...]:
    """Surface tokens of a text, their offsets shifted by ``offset``."""
    return tuple(
        Token(m.group(), m.start() + offset, m.end() + offset) for m in _TOKEN.finditer(text)
    )


def _is_boundary(line: str, end: int, match: re.Match[str]) -> bool:
    rest = line[end:].lstrip()
    if not rest:
        return True
    word = line[: match.start() + 1].rsplit(None, 1)[-1].lstrip("(\"“‘'[")
    if match.group().startswith("."):
        if _FIRM_END.fullmatch(word) and _OPENS.match(rest):
            return True  # "… and Vela Inc. Keynote speakers were …"
        if re.fullmatch(rf"(?:{_ABBREVIATIONS})\.", word):
            return False
        if re.fullmatch(r"(?:[A-Z]\.)+", word) or re.fullmatch(r"[A-Z]\.", word):
            return False
        if _MONTHS.search(word):
            return False
    return rest[0].isupper() or rest[0].isdigit() or rest[0] in _OPENERS


def _sentences_of_line(line: str) -> list[tuple[int, int]]:
    cuts, start = [], 0
    for match in _END.finditer(line):
        if match.end() > start and _is_boundary(line, match.end(), match):
            cuts.append((start, match.end()))
            start = match.end()
    if line[start:].strip():
        cuts.append((start, len(line)))
    return cuts


def segment(text: str) -> tuple[Sentence, ...]:
    """Sentences of a text, in order. A line break always ends a sentence."""
    sentences: list[Sentence] = []
    offset = 0
    for number, line in enumerate(text.split("\n")):
        for start, end in _sentences_of_line(line):
            body = line[start:end]
            left = start + len(body) - len(body.lstrip())
            right = start + len(body.rstrip())
            if right <= left:
                continue
            span = Span(offset + left, offset + right)
            inner = text[span.start : span.end]
            sentences.append(Sentence(len(sentences), span, number, inner))
        offset += len(line) + 1
    return tuple(sentences)
