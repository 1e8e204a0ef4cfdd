"""Reads numbers in digits and words: "2,000", "two hundred and fifty", "tens of thousands of"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from kg.extract.segment import Token
from kg.extract.words import CARDINALS, SCALES

_MULTIPLES = {"hundreds": 100, "thousands": 1000, "dozens": 12, "tens": 10, "scores": 20,
              "millions": 10**6, "lakhs": 10**5}  # fmt: skip

#: Every word that a number can begin with.
NUMBER_WORDS = frozenset({*_MULTIPLES, *CARDINALS, *SCALES})


@dataclass(frozen=True, slots=True)
class Number:
    """A number on the surface: its value, and the indexes of its first and last token."""

    value: int
    first: int
    last: int
    high: int | None = None  # upper end of a range
    multiple: bool = False
    plus: bool = False


def plain_number(text: str) -> int | None:
    """Value of digits (with commas) or of a number word."""
    if re.fullmatch(r"\d{1,3}(?:,\d{2,3})+|\d+", text):
        return int(text.replace(",", ""))
    return CARDINALS.get(text.lower())


def number_at(tokens: Sequence[Token], i: int) -> Number | None:
    """The number that begins at token ``i``, or None."""
    text = tokens[i].text
    lower = text.lower()
    after = tokens[i + 1].lower if i + 1 < len(tokens) else ""
    if lower in _MULTIPLES and after == "of":
        size, last = _MULTIPLES[lower], i + 1
        if i + 2 < len(tokens) and tokens[i + 2].lower in _MULTIPLES:  # tens of thousands of
            size *= _MULTIPLES[tokens[i + 2].lower]
            last = min(i + 3, len(tokens) - 1)
        return Number(size, i, last, multiple=True)
    if lower in {"several", "few", "some", "many"}:
        return None
    if lower == "a" and after in {"hundred", "thousand", "dozen", "million"}:
        return Number(SCALES[after], i, i + 1)
    plus = text.endswith("+") and text[:-1].replace(",", "").isdigit()
    value = plain_number(text.rstrip("+") if plus else text)
    decimal = re.fullmatch(r"\d+\.\d+", text)
    if value is None and not (decimal and after in SCALES):
        return None
    last = i
    exact = float(text) if decimal else float(value or 0)
    while last + 1 < len(tokens) and tokens[last + 1].lower in SCALES:
        exact *= SCALES[tokens[last + 1].lower]
        last += 1
    if last > i and last + 2 < len(tokens) and tokens[last + 1].lower == "and":
        rest = plain_number(tokens[last + 2].text)  # two hundred and fifty
        if rest is not None and exact >= 100 and tokens[last + 2].lower in CARDINALS:
            exact += rest
            last += 2
    number = Number(round(exact), i, last, plus=plus)
    return _range(tokens, number)


def _range(tokens: Sequence[Token], number: Number) -> Number:
    """As in "20 to 30", "between 20 and 30", "20-30" (one token)."""
    j = number.last + 1
    if j + 1 >= len(tokens):
        return number
    between = number.first and tokens[number.first - 1].lower == "between"
    joiner = tokens[j].lower in ({"and"} if between else {"to", "-", "–"})
    high = plain_number(tokens[j + 1].text) if joiner else None
    if high is None or high <= number.value:
        return number
    last = j + 1
    while last + 1 < len(tokens) and tokens[last + 1].lower in SCALES:
        high *= SCALES[tokens[last + 1].lower]
        last += 1
    return Number(number.value, number.first, last, high=high)
