"""Posts that stand before a name: "Y director X", "the director of Y, Dr X"."""

from __future__ import annotations

from dataclasses import replace

from kg.extract.mentions import Mention
from kg.extract.nouns import is_occupation
from kg.extract.post import COMMITTEES, OWNERS, PRAISE, PREPOSITIONS, VERBS, Body, Post, PostContext
from kg.extract.segment import Token
from kg.extract.words import FUNCTION_WORDS, TITLE_WORDS
from kg.model import Span

#: Callings that are in no body: the word before them says in which sport.
_ATHLETES = frozenset(
    """player rower swimmer runner athlete footballer skier sprinter boxer wrestler golfer jumper
    sailor rider""".split()
)


class PostsBefore:
    """Reads leftwards from a name."""

    def __init__(self, context: PostContext) -> None:
        self.context = context
        self.tokens = context.tokens
        self.heads = context.heads

    def before(self, person: Mention) -> list[Post]:
        """As in "Y director X", "the director of Y, Dr X", "President of Y and Chair of Z, X"."""
        i = person.first - 1
        while i >= 0 and self.context.is_honorific(self.tokens[i]):
            i -= 1
        if i < 0:
            return []
        if self.tokens[i].text == ",":
            return self._ending_at(i - 1, across=True)
        return self._ending_at(i, across=False)

    def _ending_at(self, i: int, *, across: bool) -> list[Post]:
        """Posts whose last word (or whose body's last word) is token ``i``."""
        if i < 0:
            return []
        found = self.heads.ending(
            [t.text for t in self.tokens[max(0, i - 3) : i + 1]], ("Position",)
        )
        if found is None or self._owned(i):
            if self.context.mention_at(i) is not None or self.tokens[i].text.islower():
                posts = self._post_of(i)
                if posts:
                    return posts
            if not (is_occupation(self.tokens[i].text) and not across):
                return []
        length = found.length if found is not None else 1
        start = i - length + 1
        if found is not None and self.tokens[i].lower in found.entry.plurals:
            return []
        start = self._second_noun(start)
        start, body = self._leftwards(start)
        sport = body.mention if body is not None and self.tokens[i].lower in _ATHLETES else None
        if sport is not None and sport.kind == "Unknown":  # "former Olympic rower X"
            start, body = self._leftwards(sport.first)[0], None
        if across and start and self.tokens[start - 1].lower not in {"the", "a"} and body is None:
            return []
        span = Span(self.tokens[start].start, self.tokens[i].end)
        posts = [Post(self.context.text(span), span, body, "prenominal-title")]
        k = body.mention.first - 1 if body is not None and body.mention is not None else start - 1
        if k > 0 and self.tokens[k].text == "," and not across:
            posts = [*self._post_of(k - 1), *posts]
        return posts

    def _owned(self, i: int) -> bool:
        mention = self.context.mention_at(i)
        return mention is not None and mention.kind in OWNERS

    def _second_noun(self, start: int) -> int:
        """As in "actor and director X"."""
        if start >= 2 and self.tokens[start - 1].lower == "and":
            words = [t.text for t in self.tokens[max(0, start - 4) : start - 1]]
            other = self.heads.ending(words, ("Position",))
            if other is not None and self.tokens[start - 2].lower not in other.entry.plurals:
                return start - 1 - other.length
        return start

    def _leftwards(self, start: int) -> tuple[int, Body | None]:
        """Where the title begins, and the body or state named before it."""
        first = start
        while first > 0 and self._qualifies(self.tokens[first - 1], first - 1):
            first -= 1
        small = first
        while small > 0 and start - small < 3 and self._small_word(small - 1):
            small -= 1
        mention = self.context.mention_at(small - 1) if small else None
        bounded = small == 0 or mention is not None or self.tokens[small - 1].lower in {
            "the", "a", "an", ",", "and", '"', "”", "“", "'s", "’s", "by", "is", "was", "but",
            "while", "when", "where", "that", "as", "with", "including", "among", "whom", "said",
        }  # fmt: skip
        first = small if bounded else first
        mention = self.context.mention_at(first - 1) if first else None
        if mention is not None and self.context.common(mention):
            return self._leftwards(mention.first)  # "former Olympic champion"
        if mention is not None:
            self.context.take_for_body(mention)
        if mention is None or mention.kind in {"Person", "Title", "Document", "Event", "Generic"}:
            return first, None
        if mention.kind == "Unknown" and self.context.all_fields(mention):
            wider = self.context.mention_at(mention.first - 1) if mention.first else None
            owned = wider is not None and wider.kind in OWNERS
            return mention.first, self.context.body(wider) if owned and wider is not None else None
        return first, self.context.body(mention)

    def _qualifies(self, token: Token, i: int) -> bool:
        if self.context.mention_at(i) is not None:
            return False
        field = token.lower in self.context.scene.report.lexicon.field_nouns
        return (
            token.lower in TITLE_WORDS
            or (field and token.text[0].isupper())
            or token.lower == "retired"
        )

    def _small_word(self, i: int) -> bool:
        """A small noun or adjective inside a title: "marketing manager", "gallery owner"."""
        word = self.tokens[i]
        return (
            self.context.mention_at(i) is None
            and word.text.islower()
            and word.text.replace("-", "").isalpha()
            and word.lower not in FUNCTION_WORDS | VERBS | PRAISE
            and not word.lower.endswith(("ed", "ly"))
        )

    def _post_of(self, i: int) -> list[Post]:
        """As in "the Governor of the Digital Government Authority": ends at token ``i``."""
        mention = self.context.mention_at(i)
        small = mention is None and self.tokens[i].lower in COMMITTEES
        if (mention is None and not small) or (
            mention is not None and mention.kind in {"Person", "Title", "Theme"}
        ):
            return []
        k = (mention.first if mention is not None else i - 1) - 1
        while k >= 0 and self.tokens[k].lower in {"the", "its"}:
            k -= 1
        if k < 1 or self.tokens[k].lower not in PREPOSITIONS:
            return []
        words = [t.text for t in self.tokens[max(0, k - 4) : k]]
        found = self.heads.ending(words, ("Position",))
        fields = self.context.mention_at(k - 1)
        if found is None and fields is not None and self.context.all_fields(fields):
            # "Minister of Health of Russia X": fields stand between title and state.
            inner = self._post_of(k - 1)
            body = self.context.body(mention) if mention is not None else None
            return [replace(p, body=p.body or body) for p in inner]
        if found is None or self.tokens[k - 1].lower in found.entry.plurals:
            return []
        start, owner = self._leftwards(k - found.length)
        span = Span(self.tokens[start].start, self.tokens[k - 1].end)
        if mention is not None and self.context.all_fields(mention):
            span = Span(span.start, mention.span.end)
            post = Post(self.context.text(span), span, owner)
        elif mention is not None and owner is not None and self.tokens[k].lower == "for":
            # "Vela's policy director for Southeast Asia, X": the body stands before the title.
            span = Span(span.start, mention.span.end)
            post = Post(self.context.text(span), span, owner)
        elif mention is not None:
            post = Post(self.context.text(span), span, self.context.body(mention))
        else:
            post = Post(self.context.text(span), span, owner or self._small_body(k + 1, i))
        earlier = start - 1
        if earlier > 0 and self.tokens[earlier].lower == "and":
            return [*self._post_of(earlier - 1), post]
        return [post]

    def _small_body(self, first: int, last: int) -> Body | None:
        """As in "the chair of the organising committee, X"; a bare "the board" names none."""
        while first < last and self.tokens[first].lower in {"the", "its"}:
            first += 1
        span = Span(self.tokens[first].start, self.tokens[last].end)
        return Body(self.context.text(span), span) if first < last else None
