"""Names in a form in which spellings agree, and what a name says besides: country, acronym.

Nothing here decides that two things are one; it says how alike their names are.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from rapidfuzz.distance import OSA

from kg import gazetteer

#: Words that names of one thing have or lack.
FUNCTION_WORDS = frozenset(
    """a an and at by for from in of on the to with de del der des di do du el la le les van
    von""".split()
)

#: British words and what they are in American spelling, beside "-isation" and "-ise".
_AMERICAN = {
    "aeroplane": "airplane", "aluminium": "aluminum", "behaviour": "behavior",
    "catalogue": "catalog", "centre": "center", "centres": "centers", "colour": "color",
    "defence": "defense", "dialogue": "dialog", "fibre": "fiber", "grey": "gray",
    "harbour": "harbor", "honour": "honor", "labour": "labor", "licence": "license",
    "metre": "meter", "neighbour": "neighbor", "offence": "offense", "organise": "organize",
    "organised": "organized", "programme": "program", "programmes": "programs",
    "theatre": "theater", "theatres": "theaters", "tyre": "tire",
}  # fmt: skip
#: Adjectives of places that names put for the noun.
_NOUNS = {"provincial": "province", "municipal": "city", "municipality": "city"}

_LETTERS = str.maketrans(
    {"ß": "ss", "ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "ı": "i"}
)
_BRACKET = re.compile(r"\s*[(\[]([^()\[\]]*)[)\]]")
_ACRONYM = re.compile(r"(?=(?:.*[A-Z]){2})[A-Z][A-Za-z0-9&.-]{1,11}")


@lru_cache(maxsize=1 << 17)
def words(name: str) -> tuple[str, ...]:
    """Words of a name: no case, marks, possessives, brackets or leading article; one spelling.

    >>> words("The International Labour Organisation (ILO)")
    ('international', 'labor', 'organization')
    >>> words("São-Paulo People’s Fair") == words("Sao Paulo People's fair")
    True
    """
    plain = unicodedata.normalize("NFKD", _BRACKET.sub(" ", name) or name).casefold()
    plain = "".join(c for c in plain if not unicodedata.combining(c)).translate(_LETTERS)
    plain = re.sub(r"(?<=\w)['’]s\b|['’‘`]|(?<=\b\w)\.(?=\w\b)", "", plain.replace("&", " and "))
    found = [_spelling(w) for w in re.findall(r"\w+", plain.replace("_", " "))]
    if len(found) > 1 and found[0] in {"the", "a", "an"}:
        del found[0]
    return tuple(found)


def _spelling(word: str) -> str:
    word = re.sub(r"isation(s?)$", r"ization\1", word)
    return _AMERICAN.get(word, word)


@lru_cache(maxsize=1 << 17)
def content(name: str) -> tuple[str, ...]:
    """Words of a name without function words; adjectives of places as nouns.

    >>> content("Provincial Government of Norland")
    ('province', 'government', 'norland')
    """
    kept = tuple(_NOUNS.get(w, w) for w in words(name) if w not in FUNCTION_WORDS)
    return kept or words(name)


@lru_cache(maxsize=1 << 17)
def split_country(name: str) -> tuple[tuple[str, ...], str]:
    """Content words of a body's name without its country, and that country's name or ``""``.

    >>> split_country("Ministry of Health of the People's Republic of China")
    (('ministry', 'health'), 'China')
    >>> split_country("Peruvian Ministry of Health")
    (('ministry', 'health'), 'Peru')
    """
    found = list(words(name))
    table = _countries()
    for length in range(min(6, len(found)), 0, -1):
        for start in range(len(found) - length + 1):
            country = table.get(tuple(found[start : start + length]))
            rest = [*found[:start], *found[start + length :]]
            base = tuple(_NOUNS.get(w, w) for w in rest if w not in FUNCTION_WORDS)
            if country and base:
                return base, country
    return content(name), ""


@lru_cache(maxsize=1)
def _countries() -> dict[tuple[str, ...], str]:
    """Countries by the words of their names and adjectives."""
    return {
        words(name): country.label
        for country in gazetteer.countries()
        for name in (*country.demonyms, *country.alternatives, country.label)
    }


def is_country_word(word: str) -> bool:
    """Whether a single word names a country or its people."""
    return (word,) in _countries()


@lru_cache(maxsize=1 << 17)
def is_acronym(name: str) -> bool:
    """Whether a name is one word of mostly capitals: "ITU", "UN-Habitat" and "G20", not "Itu"."""
    letters = [c for c in name if c.isalpha()]
    capitals = sum(c.isupper() for c in letters)
    return bool(_ACRONYM.fullmatch(name)) and 2 * capitals > len(letters)


def acronym_key(name: str) -> str:
    """An acronym without dots and hyphens.

    >>> acronym_key("U.N.D.P.")
    'UNDP'
    """
    return re.sub(r"[^A-Z0-9]", "", name.upper())


@lru_cache(maxsize=1 << 16)
def acronyms(name: str) -> frozenset[str]:
    """Acronyms that a name says itself: the whole name, what stands in brackets or at its end.

    >>> sorted(acronyms("Lantern Makers Union (LMU)") | acronyms("Lantern Makers Union LMU"))
    ['LMU']
    """
    found = {part for part in _BRACKET.findall(name) if is_acronym(part.strip())}
    plain = _BRACKET.sub("", name).strip()
    head, _, last = plain.rpartition(" ")
    if is_acronym(plain):
        found.add(plain)
    elif is_acronym(last) and acronym_key(last) in initials(head):
        found.add(last)
    return frozenset(acronym_key(a.strip()) for a in found)


@lru_cache(maxsize=1 << 16)
def initials(name: str) -> frozenset[str]:
    """Acronyms of three letters or more that the words of a name can form.

    >>> sorted(initials("Union of Lantern Makers"))
    ['ULM', 'UOLM']
    """
    parts = re.findall(r"[^\W\d_]+", _BRACKET.sub(" ", name))
    every = "".join(w[0] for w in parts).upper()
    main = "".join(w[0] for w in parts if w.lower() not in FUNCTION_WORDS).upper()
    return frozenset(a for a in (every, main) if len(a) >= 3)


@lru_cache(maxsize=1 << 17)
def without_acronym(name: str) -> str:
    """A name without the acronym in brackets or at its end.

    >>> without_acronym("Lantern Makers Union LMU")
    'Lantern Makers Union'
    """
    plain = _BRACKET.sub("", name).strip()
    head, _, last = plain.rpartition(" ")
    return head if head and is_acronym(last) and acronym_key(last) in initials(head) else plain


def spelled_alike(left: tuple[str, ...], right: tuple[str, ...], *, least: int = 5) -> bool:
    """Whether two rows of words differ by a space, or by a slip in one long word.

    ``least`` is the length from which a word may differ in one letter; from nine letters on, in
    two. First letters agree, and neither word names a country or holds a digit.

    >>> spelled_alike(("global", "cyberspace", "union"), ("global", "cyber", "space", "union"))
    True
    >>> spelled_alike(("bank", "austria"), ("bank", "australia"))
    False
    """
    if "".join(left) == "".join(right):
        return True
    odd = [pair for pair in zip(left, right, strict=False) if pair[0] != pair[1]]
    if len(left) != len(right) or len(odd) != 1:
        return False
    one, other = odd[0]
    shorter = min(len(one), len(other))
    if one[0] != other[0] or not (one + other).isalpha() or shorter < least:
        return False
    if is_country_word(one) or is_country_word(other):
        return False
    allowed = 2 if shorter >= 9 else 1
    return int(OSA.distance(one, other, score_cutoff=allowed)) <= allowed


def gaps(name: tuple[str, ...]) -> list[tuple[int | str, ...]]:
    """Keys that two names share if :func:`spelled_alike` may hold of them, and few others do.

    >>> gaps(("lantern", "union"))
    [('lanternunion',), (0, 'union'), (1, 'lantern')]
    """
    rests: list[tuple[int | str, ...]] = [(i, *name[:i], *name[i + 1 :]) for i in range(len(name))]
    return [("".join(name),), *rests]


def fullness(name: str) -> tuple[object, ...]:
    """Sorts names, the fullest first: no bracket, no bare acronym, many words, marks kept."""
    marked = sum(not c.isascii() and c.isalpha() for c in name)
    bare = is_acronym(name)
    return bool(_BRACKET.search(name)), bare, -len(words(name)), -len(name), -marked, name
