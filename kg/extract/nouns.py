"""Look-ups of head nouns: which noun, one word or several, names an event, a body, a place…"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from kg.extract.words import TITLE_WORDS
from kg.lexicon import Entry, Lexicon
from kg.vocab import SK

#: Classes of events, most specific first where a noun could be read both ways.
EVENT_CLASSES = (
    "Summit", "Exhibition", "Competition", "Forum", "Release", "PressConference", "Ceremony",
    "Activity",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Head:
    """A head noun found in a run of words: its entry and how many words it covers."""

    kind: str  # Event, Organization, Place, Document, Position
    entry: Entry
    length: int

    @property
    def event_class(self) -> str:
        """Local name of the class that the noun denotes."""
        return (self.entry.denotes or "").rpartition("#")[2]


_OCCUPATION = re.compile(
    r"[a-z]{3,}(?:ist|ologist|ician|graphe[r]|maker|wright|keeper|owner|holder)"
)


#: Words that end alike: verbs, and companies by what they make.
_NO_OCCUPATION = frozenset(
    "exist persist consist list maker carmaker automaker chipmaker drugmaker planemaker truckmaker "
    "steelmaker phonemaker shareholder stakeholder".split()
)


def is_occupation(word: str) -> bool:
    """Whether a small word looks like a calling by its ending.

    >>> is_occupation("cardiologist"), is_occupation("forum")
    (True, False)
    """
    return bool(_OCCUPATION.fullmatch(word)) and word not in _NO_OCCUPATION


def _written_alike(entry: Entry, words: Sequence[str]) -> bool:
    """An acronym is one in capitals only: "MD", not "Md"."""
    return not entry.lemma.isupper() or all(w.isupper() for w in words)


class HeadNouns:
    """Head nouns of the lexicon, matched at the end of a run of words."""

    def __init__(self, lexicon: Lexicon) -> None:
        self.lexicon = lexicon

    @cached_property
    def tables(self) -> dict[str, dict[str, Entry]]:
        """Kind to form to entry."""
        lexicon = self.lexicon
        return {
            "Event": lexicon.denoting(*(str(SK[c]) for c in EVENT_CLASSES)),
            "Document": lexicon.denoting(str(SK.Document)),
            "Organization": lexicon.denoting(str(SK.Organization)),
            "Place": lexicon.denoting(str(SK.Place)),
            "Position": lexicon.denoting(str(SK.Position)),
        }

    @cached_property
    def posts_in_plural(self) -> frozenset[str]:
        """Last words of posts in plural, small: "ministers" of "foreign ministers"."""
        entries = self.tables["Position"].values()
        return frozenset(form.rsplit(" ", 1)[-1] for entry in entries for form in entry.plurals)

    def ending(
        self, words: Sequence[str], kinds: Sequence[str] = ("Event", "Document", "Organization")
    ) -> Head | None:
        """The longest head noun that these words end with; kinds in order of preference."""
        for length in range(min(3, len(words)), 0, -1):
            for kind in kinds:
                entry = self._entry(kind, words[-length:])
                if entry is not None:
                    return Head(kind, entry, length)
        return None

    def _entry(self, kind: str, words: Sequence[str]) -> Entry | None:
        if kind == "Position" and words[0].lower().startswith("co-"):
            words = [words[0][3:], *words[1:]]  # "co-CEO"
        form = " ".join(words).lower()
        entry = self.tables[kind].get(form)
        if entry is None and kind == "Position" and form.startswith("vice-"):
            entry = self.tables[kind].get(form.replace("-", " ", 1))  # "Vice-Rector"
        return entry if entry is not None and _written_alike(entry, words) else None

    def post_length(self, words: Sequence[str]) -> int:
        """Words of the post that begins here: "Deputy Trade Minister" has three; 0 for none.

        Words that only qualify a post ("deputy", "trade") are passed over, so the longest title
        is found even where its first word is a post of its own.
        """
        best = k = 0
        while k < min(len(words), 5):
            head = self.starting(words[k : k + 4], "Position")
            if head is not None and words[k + head.length - 1].lower() not in head.entry.plurals:
                best = max(best, k + head.length)
            word = words[k].lower()
            field = word in self.lexicon.field_nouns or (word == "and" and k > 0)
            if not (word in TITLE_WORDS or (field and words[0][0].isupper())):
                break
            k += 1
        return best

    def leading(self, words: Sequence[str]) -> Head | None:
        """A noun that stands first in names of places: "Palais des Nations", "Hotel Aura"."""
        entry = self.lexicon.leading.get(words[0].lower()) if len(words) > 1 else None
        return Head("Place", entry, 1) if entry is not None and words[0][0].isupper() else None

    def starting(self, words: Sequence[str], kind: str) -> Head | None:
        """The longest head noun of one kind that these words begin with."""
        for length in range(min(4, len(words)), 0, -1):
            entry = self._entry(kind, words[:length])
            if entry is not None:
                return Head(kind, entry, length)
        return None
