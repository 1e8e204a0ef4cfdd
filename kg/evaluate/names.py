"""When two names are the same for scoring: equal words, or nearly so."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable

#: Two names match when the F1 of their words is at least this; one word of seven may differ.
ALIKE = 0.85


def words(name: str) -> list[str]:
    """Words of a name without case, marks, brackets and a leading article.

    >>> words("The “Light of the Internet” Expo (LIE)")
    ['light', 'of', 'the', 'internet', 'expo', 'lie']
    """
    text = unicodedata.normalize("NFKD", name).casefold()
    text = "".join(c for c in text if not unicodedata.combining(c))
    found = re.findall(r"\w+", re.sub(r"\(([^)]*)\)", r" \1 ", text).replace("'s ", " "))
    return found[1:] if len(found) > 1 and found[0] in {"the", "a", "an"} else found


def alike(a: str, b: str) -> bool:
    """Whether two names name the same thing.

    >>> alike("the Expo", "Expo"), alike("Expo", "Forum")
    (True, False)
    """
    left, right = words(a), words(b)
    if not left or not right:
        return False
    common = sum((Counter(left) & Counter(right)).values())
    return left == right or 2 * common / (len(left) + len(right)) >= ALIKE


def any_alike(left: Iterable[str], right: Iterable[str]) -> bool:
    """Whether a name of one set is like a name of the other."""
    others = list(right)
    return any(alike(a, b) for a in left for b in others)
