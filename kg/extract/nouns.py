"""Look-ups of head nouns: which noun, one word or several, names an event, a body, a place…"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

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

    def ending(
        self, words: Sequence[str], kinds: Sequence[str] = ("Event", "Document", "Organization")
    ) -> Head | None:
        """The longest head noun that these words end with; kinds in order of preference."""
        for length in range(min(3, len(words)), 0, -1):
            phrase = " ".join(words[-length:]).lower()
            for kind in kinds:
                entry = self.tables[kind].get(phrase)
                if entry is not None:
                    return Head(kind, entry, length)
        return None

    def starting(self, words: Sequence[str], kind: str) -> Head | None:
        """The longest head noun of one kind that these words begin with."""
        for length in range(min(4, len(words)), 0, -1):
            entry = self.tables[kind].get(" ".join(words[:length]).lower())
            if entry is not None:
                return Head(kind, entry, length)
        return None
