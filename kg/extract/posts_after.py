"""Posts that stand after a name: "X, director of Y and secretary of Z", "X, Vice President, Y"."""

from __future__ import annotations

from dataclasses import replace

from kg.extract.classify import is_acronym
from kg.extract.mentions import Mention
from kg.extract.nouns import is_occupation
from kg.extract.post import COMMITTEES, OWNERS, PRAISE, PREPOSITIONS, VERBS, Body, Post, PostContext
from kg.extract.surface import is_capitalized
from kg.extract.words import FUNCTION_WORDS
from kg.gazetteer import organization
from kg.model import Span

#: What follows a calling that is the whole apposition.
_AFTER_CALLING = {",", ".", ")", ";", "and", "who", "from"}
#: As in "director of the organizer, Vela".
_AGENTS = {"organizer", "organiser", "host", "organizers", "organisers", "sponsor"}
_LEADING = {"the", "a", "an", "also", "currently", "then", "now", "both", "its", "their", "his"}


class PostsAfter:
    """Reads rightwards from a name."""

    def __init__(self, context: PostContext) -> None:
        self.context = context
        self.tokens = context.tokens
        self.heads = context.heads
        self._from = 0  # the token at which the title being read begins, articles left out

    def after(self, person: Mention) -> list[Post]:
        """Posts as in "X, director of Y and secretary of Z", "X (director, Y)", "X is the head"."""
        i = person.last + 1
        lower = [t.lower for t in self.tokens[i : i + 2]]
        if not lower or not (
            lower[0] in {",", "(", "–", "—", "-"}
            or (lower[0] in {"is", "was"} and lower[-1] in {"the", "a", "an"})
        ):
            return []
        i += 1
        posts: list[Post] = []
        joined = False
        while i < len(self.tokens):
            found = self._title(i)
            if found is None:
                break
            post, i = found
            fields = posts and {"of", "for"} & set(posts[-1].title.split())
            if joined and not fields and posts[-1].body is None and post.body is not None:
                posts[-1] = replace(posts[-1], body=post.body)  # "chair and co-founder of Vela"
            posts.append(post)
            if i >= len(self.tokens) or self.tokens[i].lower not in {"and", ","}:
                break
            comma = self.tokens[i].text == ","
            joined = not comma
            i += 1
            if comma and i < len(self.tokens) and self.tokens[i].lower == "and":
                i += 1
            if self.context.person_at(i):
                break
        return posts

    def _title(self, i: int) -> tuple[Post, int] | None:
        """A title from token ``i`` on, with its body, and the token after them."""
        while i < len(self.tokens) and self.tokens[i].lower in _LEADING:
            i += 1
        start = first = self._from = i
        owner: Body | None = None
        for _ in range(7):
            if i >= len(self.tokens):
                return None
            mention = self.context.mention_at(i)
            length = self.context.post_length(i) if self.context.free(mention) else 0
            if length:
                titled = self._titled(start, i + length, owner)
                other = titled is not None and titled[0].body not in (None, owner)
                # "Sales Director at Vela": the first word is no body, for the body comes after.
                whole = other and first < start == i
                return self._titled(first, i + length, None) if whole else titled
            listed = mention is not None and self._between_fields(mention.last + 1)
            if mention is not None and not listed and not self.context.common(mention):
                if mention.kind not in OWNERS and mention.kind != "Unknown":
                    return None
                i, owner = mention.last + 1, self.context.body(mention)
                plain = mention.kind == "Unknown" and mention.first == mention.last
                first, start = (mention.first if plain else i), i
                continue
            word = self.tokens[i]
            if [t.lower for t in self.tokens[i + 1 : i + 3]] == ["-", "year-old"]:
                i = start = first = i + 3  # "a 22-year-old potter"
                continue
            if i > start and self._between_fields(i):
                i += 1
                continue
            ends = i + 1 >= len(self.tokens) or self.tokens[i + 1].lower in _AFTER_CALLING
            if is_occupation(word.text) and i > self._from and ends:
                return self._titled(start, i + 1, owner)  # "the Peruvian industrialist"
            if word.lower in FUNCTION_WORDS or not word.text[0].isalpha() or word.lower in VERBS:
                return None
            if word.lower in PRAISE or word.lower.endswith(("'s", "’s")):
                start = i + 1  # "a noted", "the festival's"
            i += 1
        return None

    def _between_fields(self, i: int) -> bool:
        """As in "the Labour, Health and Welfare Minister"."""
        if i >= len(self.tokens) or self.tokens[i].lower not in {"and", ","}:
            return False
        words = [self.tokens[i - 1], *self.tokens[i + 1 : i + 3]]
        near = [w for w in words if w.lower != "and"][:2]
        return all(is_capitalized(w) and self.context.field(w.lower) for w in near)

    def _titled(self, start: int, end: int, owner: Body | None) -> tuple[Post, int] | None:
        tokens = self.tokens
        # "filmmaker and director": a second noun without a body of its own.
        if end + 1 < len(tokens) and tokens[end].lower == "and":
            more = self.context.post_length(end + 1)
            after = tokens[end + 1 + more].lower if end + 1 + more < len(tokens) else ""
            whole = end - start == self.context.post_length(start)
            joined = whole and tokens[end + 1].lower != "former"
            # "provincial governor and party secretary" are two posts, "actor and director" one.
            two = end - start > 1 and more != 1
            if more and not two and (after not in PREPOSITIONS or joined):
                end += 1 + more
        if self.context.person_at(end):
            return None  # the title of the next person
        end = self._fields(end, owned=owner is not None)
        body, after_body = self._body_after(end)
        span = Span(tokens[start].start, tokens[end - 1].end)
        return Post(self.context.text(span), span, body or owner), after_body

    def _fields(self, i: int, *, owned: bool) -> int:
        """Pass over "of Energy", "for Land and Water", "of developer relations"."""
        tokens = self.tokens
        if i + 1 >= len(tokens) or tokens[i].lower not in {"of", "for", "to"}:
            return i
        if tokens[i].lower == "to":
            sent = self.context.mention_at(i + 1)
            state = owned and sent is not None and sent.kind in {"Country", "Organization"}
            return sent.last + 1 if sent is not None and state else i  # "Peru's Ambassador to Fiji"
        mention = self.context.mention_at(i + 1)
        if (
            mention is not None
            and mention.first == i + 1
            and (self.context.all_fields(mention) or self._scope(mention, tokens[i].lower, owned))
        ):
            return mention.last + 1
        k = self._small_fields(i + 1)
        if k > i + 1 and k < len(tokens) and tokens[k].lower in {"at", ",", "of", "and", "in", "."}:
            return i if tokens[k - 1].lower in COMMITTEES else k
        return i

    def _small_fields(self, i: int) -> int:
        """Pass over "ecology", "labour, health and welfare"."""
        tokens, k = self.tokens, i
        while (
            k < len(tokens)
            and k - i <= 2
            and tokens[k].text.isalpha()
            and tokens[k].text.islower()
            and tokens[k].lower not in FUNCTION_WORDS
        ):
            k += 1
        if k > i and k + 1 < len(tokens) and tokens[k].lower in {",", "and"}:
            more = k + (2 if tokens[k].text == "," and tokens[k + 1].lower == "and" else 1)
            field = more < len(tokens) and self.context.field(tokens[more].lower)
            if field and self.context.field(tokens[k - 1].lower):
                return self._small_fields(more)
        return k

    def _scope(self, mention: Mention, preposition: str, owned: bool) -> bool:
        """As in "Director for Mobility at the Commission", "Commissioner for Internal Market"."""
        known = is_acronym(mention.text) or organization(mention.text) is not None
        body = mention.kind == "Organization" and (mention.head is not None or known)
        of_at = preposition == "of" and self.tokens[mention.last + 1 :][:1]
        if of_at and of_at[0].lower == "at" and not body:
            # "Head of Growth at the Harbour Union", not "head of Vela at the fair"
            following = self.context.mention_at(mention.last + 2)
            following = following or self.context.mention_at(mention.last + 3)
            return following is not None and following.kind in OWNERS | {"Unknown"}
        if preposition != "for" or body or mention.kind not in {"Unknown", "Place", "Organization"}:
            return False
        after = self.tokens[mention.last + 1].lower if mention.last + 1 < len(self.tokens) else "."
        field = not known and (mention.kind == "Unknown" or owned)
        return after in {"at", "of", "in", "with"} or (field and after in {",", ".", ")", "and"})

    def _body_after(self, i: int) -> tuple[Body | None, int]:
        """As in "of the Ministry of X", ", ITU": the body after a title, and the next token."""
        tokens = self.tokens
        if i >= len(tokens):
            return None, i
        if tokens[i].text == ",":
            mention = self.context.mention_at(i + 1)
            if mention is None or mention.kind not in OWNERS - {"Demonym"}:
                return None, i
            following = tokens[mention.last + 1].text if mention.last + 1 < len(tokens) else "."
            ends = following in {".", ",", ";", ")", ":"}
            return (self.context.body(mention), mention.last + 1) if ends else (None, i)
        if tokens[i].lower not in PREPOSITIONS:
            return None, i
        k = i + 1
        while k < len(tokens) and tokens[k].lower in {"the", "its", "this"}:
            k += 1
        mention = self.context.mention_at(k)
        if mention is None and tokens[k].lower in _AGENTS and tokens[k + 1 : k + 2]:
            named = self.context.mention_at(k + 2) if tokens[k + 1].text == "," else None
            if named is not None and named.kind in OWNERS | {"Unknown", "Person"}:
                self.context.take_for_body(named)
                return self.context.body(named), named.last + 1
        if mention is None:
            small = self._small_body(k)
            if small is not None:
                return small
            meant = self.context.meant(k) if k > i + 1 else None
            if meant is not None:
                return meant, k + 1
            for near in range(k, min(k + 3, len(tokens))):
                mention = self.context.mention_at(near)
                if mention is not None or tokens[near].lower in {"and", "who", "at", "in", ","}:
                    break
        firm = self._firm(mention) if mention is not None else None
        mention = firm or mention
        if mention is not None:
            self.context.take_for_body(mention)
        if mention is None or mention.kind in {"Person", "Title", "Document", "Theme"}:
            return None, i
        return self.context.body(mention), mention.last + 1

    def _firm(self, state: Mention) -> Mention | None:
        """As in "of Japanese equipment maker Vela", "at Chile's Nido": the firm, not its state."""
        if state.kind not in {"Demonym", "Country"}:
            return None
        k, end = state.last + 1, min(state.last + 5, len(self.tokens))
        while (
            k < end and self.tokens[k].text.islower() and self.tokens[k].lower not in FUNCTION_WORDS
        ):
            k += 1
        possessive = self.tokens[state.last].text.endswith(("'s", "’s"))
        named = self.context.mention_at(k) if k > state.last + 1 or possessive else None
        return named if named is not None and named.kind in {"Organization", "Unknown"} else None

    def _small_body(self, k: int) -> tuple[Body, int] | None:
        """As in "the organizing committee"."""
        while k < len(self.tokens) and self.tokens[k].lower.endswith(("'s", "’s")):
            k += 1  # "the congress's organizing committee"
        for end in range(k, min(k + 3, len(self.tokens))):
            if self.tokens[end].lower in COMMITTEES and self.tokens[end].text.islower():
                span = Span(self.tokens[k].start, self.tokens[end].end)
                return Body(self.context.text(span), span), end + 1
        return None

    def of_body(self, i: int) -> Body | None:
        """As in "cardiologist X of the University Medical Centre": the body after the name."""
        if i < len(self.tokens) and self.tokens[i].lower in {"of", "from", "at"}:
            k = i + 1
            while k < len(self.tokens) and self.tokens[k].lower == "the":
                k += 1
            mention = self.context.mention_at(k)
            if mention is not None and mention.kind in {"Organization", "Place", "Country"}:
                return self.context.body(mention)
            return self.context.meant(k) if mention is None and k > i + 1 else None
        return None
