"""Which articles and sentences can carry a fact: a scan for the lexicon's words.

The door to the Aho-Corasick automaton. It reads a megabyte in milliseconds, where the tagger and
the parser need seconds; what it lets through is read in full.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

import ahocorasick_rs

from kg.extract.nouns import HeadNouns
from kg.extract.numbers import NUMBER_WORDS
from kg.lexicon import Entry, Lexicon
from kg.vocab import SK

#: Names of editions that no event noun goes with: "COP28", "Silva 2016".
_EDITION = re.compile(r"\b[A-Z][\w-]* ?(?:\d\d|(?:19|20)\d\d)\b")
#: An event spoken of without its name.
GENERIC_EVENT = re.compile(
    r"\b(?:the|this|this year['’]s) (?:[\w-]+ ){0,2}?(?P<noun>festival|fair|expo|exhibition|"
    r"forum|summit|"
    r"conference|congress|convention|symposium|gathering|biennale|hackathon)\b",
    re.IGNORECASE,
)
#: Figures count guests and fix days.
_FIGURE = re.compile(r"\d")
#: What a noun can denote without starting a rule: it names what another word presents.
_STILL = {str(SK.Organization), str(SK.Place), str(SK.Position)}


class Words:
    """A set of words and phrases that a text may hold, found in one pass."""

    def __init__(self, forms: Iterable[str]) -> None:
        # Sorted, so that two machines build the same automaton.
        self._automaton = ahocorasick_rs.AhoCorasick(sorted(set(forms)))

    def occur_in(self, text: str) -> bool:
        """Whether a form stands in the text as whole words; forms are in small letters."""
        lower = text.lower()
        found = self._automaton.find_matches_as_indexes(lower, overlapping=True)
        return any(_whole(lower, start, end) for _, start, end in found)


def _whole(text: str, start: int, end: int) -> bool:
    before, after = text[start - 1 : start], text[end : end + 1]
    return not (before.isalnum() or after.isalnum())


class Triggers:
    """The two scans of one lexicon."""

    def __init__(self, lexicon: Lexicon, heads: HeadNouns) -> None:
        self._events = Words(heads.tables["Event"])
        self._facts = Words(f.lower() for e in lexicon.entries if _starts(e) for f in e.forms)
        self._numbers = Words(NUMBER_WORDS)

    def names_event(self, text: str) -> bool:
        """Whether an article can be about an event: an event noun, or the name of an edition."""
        return self._events.occur_in(text) or _EDITION.search(text) is not None

    def speaks_of_event(self, text: str) -> bool:
        """Whether an article says "the festival" or the like, so that any name can be its name."""
        return GENERIC_EVENT.search(text) is not None

    def carries_fact(self, sentence: str) -> bool:
        """Whether a sentence has a word that a rule starts from, or a figure."""
        return (
            _FIGURE.search(sentence) is not None
            or self._facts.occur_in(sentence)
            or self._numbers.occur_in(sentence)
        )


def _starts(entry: Entry) -> bool:
    """Whether a word starts a rule by itself; a counted noun ("guests") waits for its number."""
    denotes = entry.denotes or ""
    return bool(entry.senses) or (denotes.startswith(str(SK)) and denotes not in _STILL)
