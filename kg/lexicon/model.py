"""What the lexicon says, as values: entries with their forms, frames, senses and meanings."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property


@dataclass(frozen=True, slots=True)
class Argument:
    """A slot of a frame: its grammatical function and, for prepositional ones, the prepositions."""

    id: str
    function: str  # subject, object, pp, value
    markers: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Sense:
    """A property with the arguments that fill its subject and object, and their classes."""

    property: str  # local name in sk:
    subject: Argument
    object: Argument
    domain: str
    range: str
    confidence: float | None = None


@dataclass(frozen=True, slots=True)
class Entry:
    """One lexical entry. ``forms`` are lower-cased unless the entry is an honorific."""

    id: str
    part_of_speech: str  # verb, noun, preposition or ""
    lemma: str
    forms: tuple[str, ...]
    participles: tuple[str, ...] = ()
    plurals: tuple[str, ...] = ()
    senses: tuple[Sense, ...] = ()
    alternations: frozenset[str] = frozenset()
    denotes: str | None = None  # full IRI of a class or of a kind
    scope: str | None = None
    modifier: str | None = None
    lower_offset: int | None = None
    upper_offset: int | None = None
    modality: str | None = None
    types: frozenset[str] = frozenset()  # local names of the entry's lx: classes
    examples: tuple[str, ...] = ()
    counter_examples: tuple[str, ...] = ()


@dataclass(frozen=True)
class Lexicon:
    """All entries, with the look-ups that the extractor needs."""

    entries: tuple[Entry, ...] = field(repr=False)

    def _index(self, entries: list[Entry]) -> dict[str, Entry]:
        # Entries are sorted by id, so the first of two entries with one form is always the same.
        table: dict[str, Entry] = {}
        for entry in entries:
            for form in entry.forms:
                table.setdefault(form, entry)
        return table

    def denoting(self, *classes: str) -> dict[str, Entry]:
        """Form to entry, for nouns that denote one of these classes (full IRIs).

        Those that only stand at the head of a name are :attr:`leading` nouns.
        """
        own = (e for e in self.entries if e.denotes in classes)
        return self._index([e for e in own if "LeadingNoun" not in e.types])

    @cached_property
    def leading(self) -> dict[str, Entry]:
        """Form to entry, for nouns that stand at the head of the names of places."""
        return self._index(list(self.of_type("LeadingNoun")))

    @cached_property
    def kinds(self) -> dict[str, Entry]:
        """Form to entry, for nouns that name a kind of counted thing."""
        return self._index([e for e in self.entries if e.denotes and "/topic/kind/" in e.denotes])

    @cached_property
    def verbs(self) -> dict[str, tuple[Entry, ...]]:
        """Form to the verbs that have it (several entries may share a form)."""
        return self._multi("verb")

    @cached_property
    def nouns(self) -> dict[str, tuple[Entry, ...]]:
        """Form to relational nouns."""
        return self._multi("noun")

    @cached_property
    def phrases(self) -> dict[str, tuple[Entry, ...]]:
        """Form to prepositional phrases such as "under the auspices of"."""
        return self._multi("preposition")

    def _multi(self, part_of_speech: str) -> dict[str, tuple[Entry, ...]]:
        table: dict[str, tuple[Entry, ...]] = {}
        for entry in self.entries:
            if entry.part_of_speech == part_of_speech and entry.senses:
                for form in entry.forms:
                    table[form] = (*table.get(form, ()), entry)
        return table

    def of_type(self, local_name: str) -> list[Entry]:
        """Entries of one of the schema's classes: Quantifier, Factuality and so on."""
        return [e for e in self.entries if local_name in e.types]

    def _forms(self, local_name: str) -> frozenset[str]:
        return frozenset(form for entry in self.of_type(local_name) for form in entry.forms)

    @cached_property
    def quantifiers(self) -> dict[str, Entry]:
        """Form to quantifier."""
        return self._index(self.of_type("Quantifier"))

    @cached_property
    def factuality(self) -> dict[str, Entry]:
        """Form to factuality marker."""
        return self._index(self.of_type("Factuality"))

    @cached_property
    def firm_suffixes(self) -> frozenset[str]:
        """Legal forms at the end of firms' names, lower-cased."""
        return self._forms("FirmSuffix")

    @cached_property
    def bringing(self) -> frozenset[str]:
        """Forms of verbs by which others bring what is counted to an event."""
        return self._forms("BringingVerb")

    @cached_property
    def honorifics(self) -> frozenset[str]:
        """Courtesy titles, as printed."""
        return self._forms("Honorific")

    @cached_property
    def field_nouns(self) -> frozenset[str]:
        """Words for fields of work, lower-cased."""
        return self._forms("FieldNoun")
