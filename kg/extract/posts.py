"""Reads the posts printed beside a person's name: after it, before it, across a comma.

"X, director of Y and secretary of Z"; "Y director X"; "the director of Y, Dr X"; "X, Vice
President, Y".
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from kg.extract.mentions import Mention
from kg.extract.nouns import is_occupation
from kg.extract.scene import Scene
from kg.extract.segment import Token
from kg.extract.words import FUNCTION_WORDS, TITLE_WORDS
from kg.model import Span

_PREPOSITIONS = {"of", "at", "for", "in", "with", "to", "from"}
_LEADING = {"the", "a", "an", "also", "currently", "then", "now", "both", "its", "their", "his"}
_OWNERS = {"Organization", "Country", "Demonym", "Place"}
#: Words before a title that praise the person or say when, and are no part of the title.
_PRAISE = frozenset(
    """famous famed renowned noted eminent well-known veteran celebrated legendary popular young
    award-winning acclaimed leading top current then old new newly fellow respected distinguished
    prominent great late outspoken local elderly dear""".split()
)
_VERBS = frozenset(
    """said says told by with and when as that including among like from inaugurated opened
    addressed thanked praised met welcomed joined but while according led""".split()
)
_COMMITTEES = {"committee", "board", "jury", "association", "council", "commission", "society"}


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


class PostReader:
    """Reads posts in one sentence."""

    def __init__(self, scene: Scene) -> None:
        self.scene = scene
        self.tokens = scene.sentence.tokens
        self.heads = scene.report.heads

    def posts(self, person: Mention) -> list[Post]:
        """All posts of a person that stand beside this mention, each once."""
        found: list[Post] = []
        before = self.before(person)
        if before and before[-1].body is None:
            owner = self._of_body(person.last + 1)
            if owner is not None:
                before[-1] = replace(before[-1], body=owner)
        for post in [*before, *self.after(person)]:
            if all(post.span != other.span for other in found):
                found.append(post)
        return found

    # -- after the name ------------------------------------------------------------------

    def after(self, person: Mention) -> list[Post]:
        """Posts as in "X, director of Y and secretary of Z", "X (director, Y)", "X is the head"."""
        i = person.last + 1
        lower = [t.lower for t in self.tokens[i : i + 2]]
        if not lower or not (
            lower[0] in {",", "("}
            or (lower[0] in {"is", "was"} and lower[-1] in {"the", "a", "an"})
        ):
            return []
        i += 1
        posts: list[Post] = []
        while i < len(self.tokens):
            found = self._title(i)
            if found is None:
                break
            post, i = found
            posts.append(post)
            if i >= len(self.tokens) or self.tokens[i].lower not in {"and", ","}:
                break
            comma = self.tokens[i].text == ","
            i += 1
            if comma and i < len(self.tokens) and self.tokens[i].lower == "and":
                i += 1
            if self._person_at(i):
                break
        return posts

    def _title(self, i: int) -> tuple[Post, int] | None:
        """A title from token ``i`` on, with its body, and the token after them."""
        while i < len(self.tokens) and self.tokens[i].lower in _LEADING:
            i += 1
        start, owner = i, None
        for _ in range(7):
            if i >= len(self.tokens):
                return None
            mention = self._mention_at(i)
            length = self._post_length(i) if self._free(mention) else 0
            if length:
                return self._titled(start, i + length, owner)
            if mention is not None:
                if mention.kind not in _OWNERS and mention.kind != "Unknown":
                    return None
                i, owner = mention.last + 1, self._body(mention)
                start = i
                continue
            word = self.tokens[i]
            if word.lower in FUNCTION_WORDS or not word.text[0].isalpha() or word.lower in _VERBS:
                return None
            if word.lower in _PRAISE:
                start = i + 1
            i += 1
        return None

    def _titled(self, start: int, end: int, owner: Body | None) -> tuple[Post, int] | None:
        tokens = self.tokens
        # "filmmaker and director": a second noun without a body of its own.
        if end + 1 < len(tokens) and tokens[end].lower == "and":
            more = self._post_length(end + 1)
            after = tokens[end + 1 + more].lower if end + 1 + more < len(tokens) else ""
            joined = (
                end - start == self._post_length(start) and self.tokens[end + 1].lower != "former"
            )
            if more and (after not in _PREPOSITIONS or joined):
                end += 1 + more
        if self._person_at(end):
            return None  # the title of the next person
        end = self._fields(end)
        body, after_body = self._body_after(end)
        span = Span(tokens[start].start, tokens[end - 1].end)
        return Post(self._text(span), span, body or owner), after_body

    def _fields(self, i: int) -> int:
        """Pass over "of Energy", "for Land and Water", "of developer relations"."""
        tokens = self.tokens
        if i + 1 >= len(tokens) or tokens[i].lower not in {"of", "for"}:
            return i
        mention = self._mention_at(i + 1)
        if mention is not None and mention.first == i + 1 and self._all_fields(mention):
            return mention.last + 1
        k = i + 1
        while (
            k < len(tokens)
            and k - i <= 3
            and tokens[k].text.isalpha()
            and tokens[k].text.islower()
            and tokens[k].lower not in FUNCTION_WORDS
        ):
            k += 1
        if k > i + 1 and k < len(tokens) and tokens[k].lower in {"at", ",", "of", "and", "in", "."}:
            return i if tokens[k - 1].lower in _COMMITTEES else k
        return i

    def _body_after(self, i: int) -> tuple[Body | None, int]:
        """As in "of the Ministry of X", ", ITU": the body after a title, and the next token."""
        tokens = self.tokens
        if i >= len(tokens):
            return None, i
        if tokens[i].text == ",":
            mention = self._mention_at(i + 1)
            if mention is None or mention.kind not in _OWNERS - {"Demonym"}:
                return None, i
            following = tokens[mention.last + 1].text if mention.last + 1 < len(tokens) else "."
            ends = following in {".", ",", ";", ")", ":"}
            return (self._body(mention), mention.last + 1) if ends else (None, i)
        if tokens[i].lower not in _PREPOSITIONS:
            return None, i
        k = i + 1
        while k < len(tokens) and tokens[k].lower in {"the", "its", "this"}:
            k += 1
        mention = self._mention_at(k)
        if mention is None:
            small = self._small_body(k)
            if small is not None:
                return small
            for near in range(k, min(k + 3, len(tokens))):
                mention = self._mention_at(near)
                if mention is not None or tokens[near].lower in {"and", "who", "at", "in", ","}:
                    break
        if mention is None or mention.kind in {"Person", "Title", "Document", "Theme"}:
            return None, i
        return self._body(mention), mention.last + 1

    def _small_body(self, k: int) -> tuple[Body, int] | None:
        """As in "the organizing committee"."""
        for end in range(k, min(k + 3, len(self.tokens))):
            if self.tokens[end].lower in _COMMITTEES and self.tokens[end].text.islower():
                span = Span(self.tokens[k].start, self.tokens[end].end)
                return Body(self._text(span), span), end + 1
        return None

    def _of_body(self, i: int) -> Body | None:
        """As in "cardiologist X of the University Medical Centre": the body after the name."""
        if i < len(self.tokens) and self.tokens[i].lower in {"of", "from", "at"}:
            k = i + 1
            while k < len(self.tokens) and self.tokens[k].lower == "the":
                k += 1
            mention = self._mention_at(k)
            if mention is not None and mention.kind in {"Organization", "Place", "Country"}:
                return self._body(mention)
        return None

    # -- before the name -----------------------------------------------------------------

    def before(self, person: Mention) -> list[Post]:
        """As in "Y director X", "the director of Y, Dr X", "President of Y and Chair of Z, X"."""
        i = person.first - 1
        while i >= 0 and self.is_honorific(self.tokens[i]):
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
            if self._mention_at(i) is not None or self.tokens[i].text.islower():
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
        if across and start and self.tokens[start - 1].lower not in {"the", "a"} and body is None:
            return []
        span = Span(self.tokens[start].start, self.tokens[i].end)
        posts = [Post(self._text(span), span, body, "prenominal-title")]
        k = body.mention.first - 1 if body is not None and body.mention is not None else start - 1
        if k > 0 and self.tokens[k].text == "," and not across:
            posts = [*self._post_of(k - 1), *posts]
        return posts

    def _owned(self, i: int) -> bool:
        mention = self._mention_at(i)
        return mention is not None and mention.kind in _OWNERS

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
        mention = self._mention_at(small - 1) if small else None
        bounded = small == 0 or mention is not None or self.tokens[small - 1].lower in {
            "the", "a", "an", ",", "and", '"', "”", "“", "'s", "’s", "by", "is", "was",
        }  # fmt: skip
        first = small if bounded else first
        mention = self._mention_at(first - 1) if first else None
        if mention is not None and mention.kind == "Person" and not mention.certain:
            # "Maruti Suzuki executive director X": what stands before a post is a body.
            mention.kind = "Organization"
            if mention.entity is not None:
                mention.entity.kind = "Organization"
        if mention is None or mention.kind in {"Person", "Title", "Document", "Event", "Generic"}:
            return first, None
        if mention.kind == "Unknown" and self._all_fields(mention):
            wider = self._mention_at(mention.first - 1) if mention.first else None
            owned = wider is not None and wider.kind in _OWNERS
            return mention.first, self._body(wider) if owned and wider is not None else None
        return first, self._body(mention)

    def _qualifies(self, token: Token, i: int) -> bool:
        if self._mention_at(i) is not None:
            return False
        field = token.lower in self.scene.report.lexicon.field_nouns
        return (
            token.lower in TITLE_WORDS
            or (field and token.text[0].isupper())
            or token.lower == "retired"
        )

    def _small_word(self, i: int) -> bool:
        """A small noun or adjective inside a title: "marketing manager", "gallery owner"."""
        word = self.tokens[i]
        return (
            self._mention_at(i) is None
            and word.text.islower()
            and word.text.replace("-", "").isalpha()
            and word.lower not in FUNCTION_WORDS | _VERBS | _PRAISE
            and not word.lower.endswith(("ed", "ly"))
        )

    def _post_of(self, i: int) -> list[Post]:
        """As in "the Governor of the Digital Government Authority": ends at token ``i``."""
        mention = self._mention_at(i)
        small = mention is None and self.tokens[i].lower in _COMMITTEES
        if (mention is None and not small) or (
            mention is not None and mention.kind in {"Person", "Title", "Theme"}
        ):
            return []
        k = (mention.first if mention is not None else i - 1) - 1
        while k >= 0 and self.tokens[k].lower in {"the", "its"}:
            k -= 1
        if k < 1 or self.tokens[k].lower not in _PREPOSITIONS:
            return []
        words = [t.text for t in self.tokens[max(0, k - 4) : k]]
        found = self.heads.ending(words, ("Position",))
        fields = self._mention_at(k - 1)
        if found is None and fields is not None and self._all_fields(fields):
            # "Minister of Health of Russia X": fields stand between title and state.
            inner = self._post_of(k - 1)
            body = self._body(mention) if mention is not None else None
            return [replace(p, body=p.body or body) for p in inner]
        if found is None or self.tokens[k - 1].lower in found.entry.plurals:
            return []
        start, owner = self._leftwards(k - found.length)
        span = Span(self.tokens[start].start, self.tokens[k - 1].end)
        if mention is not None and self._all_fields(mention):
            span = Span(span.start, mention.span.end)
            post = Post(self._text(span), span, owner)
        elif mention is not None:
            post = Post(self._text(span), span, self._body(mention))
        else:
            post = Post(self._text(span), span, owner)
        earlier = start - 1
        if earlier > 0 and self.tokens[earlier].lower == "and":
            return [*self._post_of(earlier - 1), post]
        return [post]

    # -- helpers -------------------------------------------------------------------------

    def is_honorific(self, token: Token) -> bool:
        """Whether a word before a name is a courtesy, "Professor" included."""
        known = self.scene.report.lexicon.honorifics
        return token.text in known or token.text + "." in known or token.text == "Professor"

    def _post_length(self, i: int) -> int:
        return self.heads.post_length([t.text for t in self.tokens[i : i + 6]])

    @staticmethod
    def _free(mention: Mention | None) -> bool:
        return mention is None or mention.kind in {"Unknown", "Generic"}

    def _mention_at(self, i: int) -> Mention | None:
        return next((m for m in self.scene.mentions if m.first <= i <= m.last), None)

    def _person_at(self, i: int) -> bool:
        while i < len(self.tokens) and self.is_honorific(self.tokens[i]):
            i += 1
        mention = self._mention_at(i)
        return mention is not None and mention.kind == "Person" and mention.first == i

    @staticmethod
    def _body(mention: Mention) -> Body:
        return Body(mention.name, mention.span, mention)

    def _text(self, span: Span) -> str:
        return " ".join(self.scene.report.text[span.start : span.end].split())

    def _all_fields(self, mention: Mention) -> bool:
        if mention.kind not in {"Unknown", "Generic", "Organization"}:
            return False
        words = [w.lower() for w in re.findall(r"[\w-]+", mention.text)]
        return all_fields(words, self.scene.report.lexicon.field_nouns)


def all_fields(words: Sequence[str], fields: frozenset[str]) -> bool:
    """Whether words name only fields of work: "communications and information technology"."""
    return bool(words) and all(
        w in fields or w in {"and", "the", "of"} or w.endswith(("tion", "ment", "ology", "ics"))
        for w in words
    )
