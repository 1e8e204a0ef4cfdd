"""Numbers whose noun is left out, and what they count: "52 of them", "a further 1,100"."""

from __future__ import annotations

import re

from kg.extract.quantities import Quantity
from kg.extract.scene import Scene
from kg.vocab import KIND

_OF_THEM = re.compile(r"\s*of (?:them|whom|these|which)\b", re.IGNORECASE)
_FURTHER = re.compile(r"\b(?:a further|another|an additional|further)\s*$", re.IGNORECASE)
_AGAINST = re.compile(
    r"\b(?:against|up from|down from|compared (?:with|to)|as against|from)\s*$", re.IGNORECASE
)
#: Nouns for all who come, before their number: "attendance had risen to almost 47,000".
_TURNOUT = re.compile(
    r"\b(?:attendance|audience|turnout|crowds?|visitor numbers?|visits)\b"
    r"(?:\s+(?:figures?|had|has|have|was|is|were|will|of|the|last|year|this|in \d{4}))*"
    r"(?:\s+(?:at|to|of|reached|reach|topped|exceeded|hit|totall?ed|stood|rose|risen|grew|grown|"
    r"climbed|climb|fell|fallen|estimated|put|be)){0,3}\s*$",
    re.IGNORECASE,
)
#: What is said of people who are not named again: "More than 25,000 are expected".
_COME = re.compile(
    r"\s+(?:are expected|were expected|is expected|have registered|had registered|registered|"
    r"attended|came|took part|have signed up|had signed up|are following|followed|joined|"
    r"have said yes|have confirmed|are attending)\b",
    re.IGNORECASE,
)
_CLAUSE_START = re.compile(
    r"(?:^|[;:]|,\s*(?:and|but|while|when|where)|\b(?:when|while|than))\s*$", re.I
)


def kind_left_out(
    scene: Scene, quantity: Quantity, in_row: str | None, before_row: str | None
) -> str | None:
    """IRI of the kind that a bare number counts; None where nothing tells.

    ``in_row`` is the kind counted last in the sentence, ``before_row`` the one that the sentence
    before counts.
    """
    start = scene.sentence.span.start
    before = scene.text[: quantity.span.start - start]
    after = scene.text[quantity.span.end - start :]
    if _OF_THEM.match(after):
        return in_row or before_row
    if _TURNOUT.search(before):
        return str(KIND["visitor"])
    if in_row is not None and (_FURTHER.search(before) or _AGAINST.search(before)):
        return in_row
    if _COME.match(after) and _CLAUSE_START.search(before):
        return in_row or before_row
    return None
