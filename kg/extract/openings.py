"""Where a name can begin: not every capital at the head of a sentence opens one."""

from __future__ import annotations

from kg.extract.nouns import is_occupation
from kg.extract.segment import Sentence, Token
from kg.extract.surface import Surface, is_capitalized, run_from
from kg.extract.words import AFTER_PEOPLE, CARDINALS, FUNCTION_WORDS, OPENERS, ordinal, year

#: Words after a participle, or a gerund, with which a clause opens a sentence.
_AFTER_PARTICIPLE = frozenset("by in under at on for from with as alongside and jointly".split())
_AFTER_GERUND = frozenset("the a an his her their its this".split())


class Openings:
    """Decides whether a name begins at a token."""

    def __init__(self, surface: Surface) -> None:
        self.surface = surface
        self.heads = surface.heads

    def starts(self, tokens: list[Token], i: int, sentence: Sentence) -> bool:
        """Whether a name begins at token ``i``."""
        token = tokens[i]
        following = tokens[i + 1] if i + 1 < len(tokens) else None
        if not is_capitalized(token) and not (following and is_capitalized(following)):
            return False
        if ordinal(token.text) is not None or year(token.text) is not None:
            return (
                following is not None
                and is_capitalized(following)
                and self.surface.name_like(following)
            )
        if not is_capitalized(token) or not self.surface.name_like(token):
            return False
        if i == 0 and is_occupation(token.lower):
            return False
        opens = i == 0 or tokens[i - 1].text in OPENERS
        if following is not None and self._people_begin(tokens, i):
            return False
        entry = self.surface.lexicon.kinds.get(token.lower) if opens else None
        if entry is not None and following is not None and following.lower in AFTER_PEOPLE:
            return False  # "Finalists of the Challenge" begins a sentence, not a name
        if opens and following is not None and self._opens_clause(token, following):
            return False
        # The first word of a sentence is capitalized anyway.
        return not (
            opens
            and (token.lower in FUNCTION_WORDS or token.lower in CARDINALS)
            and not (token.text.isupper() and len(token.text) > 1 and not sentence.text.isupper())
        )

    def _people_begin(self, tokens: list[Token], i: int) -> bool:
        """As in "Presidents Ruiz and Okello", "Authors Ada Voss and Ben Holm"."""
        if tokens[i].lower not in self.heads.posts_in_plural:
            return False
        post = self.heads.ending([tokens[i].text], ("Position",))
        run = run_from(tokens, i + 1)
        named = self.heads.ending(run, ("Event", "Document", "Organization", "Place"))
        plural = post is not None and tokens[i].lower in post.entry.plurals
        return plural and bool(run) and named is None and self.surface.name_like(tokens[i + 1])

    def _opens_clause(self, token: Token, following: Token) -> bool:
        """As in "Co-financed by the guild, the fair …", "Opening the fair, she said …"."""
        if following.lower in _AFTER_PARTICIPLE:
            return token.lower.endswith("ed") or token.lower in self.surface.lexicon.verbs
        return token.lower.endswith("ing") and following.lower in _AFTER_GERUND
