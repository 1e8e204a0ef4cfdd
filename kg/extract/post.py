"""A post beside a name, and the words of its sentence as the readers of posts see them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from kg.extract.classify import is_acronym
from kg.extract.mentions import Mention
from kg.extract.scene import Scene
from kg.extract.segment import Token
from kg.model import Span

#: Prepositions between a post and its body.
PREPOSITIONS = {"of", "at", "for", "in", "with", "to", "from"}
#: Kinds of names that can have posts.
OWNERS = {"Organization", "Country", "Demonym", "Place"}
#: Words before a title that praise the person or say when, and are no part of the title.
PRAISE = frozenset(
    """famous famed renowned noted eminent well-known veteran celebrated legendary popular young
    award-winning acclaimed leading top current then old new newly fellow respected distinguished
    prominent great late outspoken local elderly dear""".split()
)
#: Words beside a post that are no part of it.
VERBS = frozenset(
    """said says told by with and when as that including among like from inaugurated opened
    addressed thanked praised met welcomed joined but while according led admits concedes jokes
    laughs recalls insists argues believes thinks hopes promises explains notes adds warns predicts
    admitted joked recalled insisted argued explained noted added warned""".split()
)
#: Bodies that are written small and have posts.
COMMITTEES = {"committee", "board", "jury", "association", "council", "commission", "society"}

#: Words that say in what somebody excels.
_SCOPES = frozenset("olympic paralympic world country pop folk rock jazz opera soul".split())


@dataclass(frozen=True, slots=True)
class Body:
    """What a post is in: a mention, or a body named in small letters."""

    name: str
    span: Span
    mention: Mention | None = None


@dataclass(frozen=True, slots=True)
class Post:
    """A post as printed: title, and the body or state that it is in."""

    title: str
    span: Span
    body: Body | None = None
    shape: str = "apposition"


class PostContext:
    """The tokens and mentions of one sentence."""

    def __init__(self, scene: Scene) -> None:
        self.scene = scene
        self.tokens = scene.sentence.tokens
        self.heads = scene.report.heads

    @staticmethod
    def take_for_body(mention: Mention) -> None:
        """What stands where a post's body stands is a body, whatever the tagger guessed.

        As in "Maruti Suzuki executive director X", "managing director of Feria Mar".
        """
        entity = mention.entity
        if mention.kind != "Person" or entity is None or any(m.certain for m in entity.mentions):
            return
        entity.become("Organization")

    def is_honorific(self, token: Token) -> bool:
        """Whether a word before a name is a courtesy, "Professor" included."""
        known = self.scene.report.lexicon.honorifics
        return token.text in known or token.text + "." in known or token.text == "Professor"

    def post_length(self, i: int) -> int:
        """Words of the post that begins at token ``i``, 0 for none."""
        return self.heads.post_length([t.text for t in self.tokens[i : i + 6]])

    @staticmethod
    def free(mention: Mention | None) -> bool:
        """Whether a mention may be a post rather than the name of something."""
        return mention is None or mention.kind in {"Unknown", "Generic"}

    def mention_at(self, i: int) -> Mention | None:
        """The mention that covers token ``i``."""
        return next((m for m in self.scene.mentions if m.first <= i <= m.last), None)

    def person_at(self, i: int) -> bool:
        """Whether a person's name begins at token ``i``, courtesies skipped."""
        while i < len(self.tokens) and self.is_honorific(self.tokens[i]):
            i += 1
        mention = self.mention_at(i)
        return mention is not None and mention.kind == "Person" and mention.first == i

    def field(self, word: str) -> bool:
        """Whether a word names a field of work and begins no post."""
        return all_fields([word], self.scene.report.lexicon.field_nouns)

    def common(self, mention: Mention) -> bool:
        """Whether a mention is one word inside a title: "Event Director", "Olympic champion"."""
        noun = mention.text.lower()
        if noun in _SCOPES:
            return True
        nouns = {"event", *self.heads.tables["Event"]}
        return mention.kind in {"Unknown", "Generic"} and noun in nouns

    def body(self, mention: Mention) -> Body:
        """A mention as the body that a post is in; "the Guild" is the guild named in full."""
        short = mention.first == mention.last and mention.kind in {"Generic", "Organization"}
        full = self.meant(mention.first) if short else None
        return full or Body(mention.name, mention.span, mention)

    def meant(self, i: int) -> Body | None:
        """The one body of the text whose name ends with the noun at token ``i``: "the guild"."""
        token = self.tokens[i] if i < len(self.tokens) else None
        noun = re.sub(r"['’]s$", "", token.text) if token is not None else ""
        if token is None or self.heads.ending([noun], ("Organization",)) is None:
            return None
        bodies = self.scene.report.registry.of_kind("Organization")
        found = [e for e in bodies if e.mentions and e.label.lower().endswith(f" {noun.lower()}")]
        if len(found) != 1:
            return None
        return Body(found[0].label, Span(token.start, token.end), found[0].first_mention)

    def text(self, span: Span) -> str:
        """A passage on one line."""
        return " ".join(self.scene.report.text[span.start : span.end].split())

    def all_fields(self, mention: Mention) -> bool:
        """Whether a mention names only fields of work."""
        if mention.kind not in {"Unknown", "Generic", "Organization"} or is_acronym(mention.text):
            return False
        words = [w.lower() for w in re.findall(r"[\w-]+", mention.text)]
        return all_fields(words, self.scene.report.lexicon.field_nouns)


def all_fields(words: Sequence[str], fields: frozenset[str]) -> bool:
    """Whether words name only fields of work: "communications and information technology"."""
    return bool(words) and all(
        w in fields or w in {"and", "the", "of"} or w.endswith(("tion", "ment", "ology", "ics"))
        for w in words
    )
