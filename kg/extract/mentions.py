"""The things a text speaks of: mentions, and the entities that several mentions share."""

from __future__ import annotations

from dataclasses import dataclass, field

from kg.extract.nouns import Head
from kg.model import Span


@dataclass(slots=True)
class Mention:
    """One name on the surface of the text.

    ``kind`` is Event, Organization, Person, Place, Country, Document, Title (a quoted phrase that
    may be a theme or a title) or Unknown.
    """

    span: Span
    text: str
    sentence: int
    kind: str
    first: int  # index of its first surface token in the sentence
    last: int
    head: Head | None = None
    quoted: str | None = None  # the words inside the quotation marks
    acronym: str | None = None
    entity: Entity | None = None
    #: A person by context (post, honorific, speech), not by the tagger's guess alone.
    certain: bool = False

    @property
    def name(self) -> str:
        """The name as it should be shown: no outer quotation marks, no line breaks."""
        if self.quoted is not None and self.kind in {"Title", "Document"}:
            return self.quoted
        return " ".join(self.text.split())


@dataclass(slots=True, eq=False)
class Entity:
    """Something with an identity: all the names that a text gives it."""

    kind: str
    label: str
    aliases: list[str] = field(default_factory=list)
    mentions: list[Mention] = field(default_factory=list)
    event_class: str = ""
    #: For activities, the event they are part of.
    parent: Entity | None = None
    number: int | None = None
    year: int | None = None

    def add_alias(self, alias: str) -> None:
        """Add another name, once, if it differs from the label."""
        if alias != self.label and alias not in self.aliases:
            self.aliases.append(alias)

    def become(self, kind: str) -> None:
        """Change what it is, for itself and for all its mentions."""
        self.kind = kind
        for mention in self.mentions:
            mention.kind = kind

    @property
    def first_mention(self) -> Mention:
        """Where the text names it first."""
        return self.mentions[0]
