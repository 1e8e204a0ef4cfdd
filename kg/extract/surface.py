"""What the words around a name say on the surface: capitals, posts, fields of work."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from kg.extract.nouns import HeadNouns
from kg.extract.segment import Token
from kg.extract.words import MONTHS, WEEKDAYS
from kg.lexicon import Lexicon

_FIELD_ENDING = re.compile(
    r"(?:tion|tions|ment|ments|ology|ologies|omics|nomic|ance|ence|ity|ities|ship|ism|tific|rial|"
    r"cial|tural|mental|ional|ogical|graphic|ness|itics|ering|ping|ding|ling)$"
)
#: A capital after small letters or digits.
_LATE_CAPITAL = re.compile(r"[a-z]{1,2}[A-Z]|\d+[A-Z]|[a-z]{2,3}-[A-Z]")


def is_capitalized(token: Token) -> bool:
    """A capital first letter, a brand like iFLYTEK, or letters after digits like 5G."""
    text = token.text
    return text[0].isupper() or _LATE_CAPITAL.match(text) is not None


def run_from(tokens: Sequence[Token], k: int) -> list[str]:
    """Capitalized words from a token on."""
    run = []
    while k < len(tokens) and is_capitalized(tokens[k]):
        run.append(tokens[k].text)
        k += 1
    return run


class Surface:
    """Look-ups that all finders of names share."""

    def __init__(
        self, lexicon: Lexicon, heads: HeadNouns, is_country: Callable[[str], bool]
    ) -> None:
        self.lexicon = lexicon
        self.heads = heads
        self.is_country = is_country

    def name_like(self, token: Token) -> bool:
        """Whether a word can stand in a name: no month, no weekday, no courtesy, no article."""
        lower = token.lower
        if (len(lower) > 3 or lower == "may") and (lower in MONTHS or lower in WEEKDAYS):
            return False
        if lower in {"i", "a", "the", "an", "and", "in", "not", "no", "or", "but"}:
            return False
        return token.text not in self.lexicon.honorifics and any(c.isalpha() for c in token.text)

    def post(self, tokens: Sequence[Token], i: int) -> int:
        """Words of a post before a person, 0 for none or for one inside the name of a body."""
        length = self.heads.post_length([t.text for t in tokens[i : i + 6]])
        inside = i > 0 and is_capitalized(tokens[i - 1])
        if length == 0 or (inside and self.heads.ending([tokens[i].text], ("Organization",))):
            return 0  # "Central Committee and Secretary": the first word ends a body's name
        run: list[str] = []
        j = i + length
        while j < len(tokens) and is_capitalized(tokens[j]) and len(run) < 6:
            run.append(tokens[j].text)
            j += 1
        if any(self.heads.ending([w]) for w in run):
            return 0
        of_the = i > 1 and tokens[i - 1].lower == "the" and tokens[i - 2].lower == "of"
        return 0 if of_the else length

    def after_post(self, tokens: list[Token], start: int) -> bool:
        """As in "Minister of Communications and Information Technology": the fields of a post."""
        if start < 2 or tokens[start - 1].lower not in {"of", "for"}:
            return False
        window = [t.text for t in tokens[max(0, start - 4) : start - 1]]
        return self.heads.ending(window, ("Position",)) is not None

    def reads_as_field(self, word: str) -> bool:
        """Whether a word names a field of work, by the lexicon or by its ending."""
        lower = word.lower()
        if lower in self.lexicon.field_nouns:
            return True
        return bool(_FIELD_ENDING.search(lower)) and not self.is_country(word)

    def is_field(self, word: str) -> bool:
        """Whether a word names a field of work, as the lexicon lists them."""
        return word.lower() in self.lexicon.field_nouns
