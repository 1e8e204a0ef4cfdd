"""Names in bylines, brackets and credit lines: is it an outlet, or are they people?"""

from __future__ import annotations

import re

from kg.gazetteer import organization
from kg.reading.imprint import Mention, mention

#: A capitalized word of a name; apostrophe, hyphen and the point of an abbreviation belong to it.
WORD = r"[A-Z\u00c0-\u00de\u0100-\u017f](?:[\w'’]|-(?=\w)|\.(?=[\w,]))*"

_PARTICLE = r"(?:al|bin|da|das|de|del|della|den|der|di|do|dos|du|el|ibn|la|le|of|ter|van|von)"
_PERSON = re.compile(rf"{WORD}\.?(?: (?:{_PARTICLE} )*{WORD}\.?){{1,4}}")
_BETWEEN = re.compile(r"\s*(?:,\s*and\s|,|;|/|&|\sand\s)\s*")
_OFFICE = re.compile(r"(?:[Bb]y|[Rr]eporters?|[Cc]orrespondents?|[Ww]riters?)[: ]\s*")

#: A word that makes the name that it ends the name of an outlet.
_OUTLET = (
    r"(?:Agency|Broadcasting|Chronicle|Courier|Daily|Dispatch|Gazette|Guardian|Herald"
    r"|Independent|Journal|Magazine|Media|Monitor|News|Newspaper|Newswire|NEWSWIRE|Network"
    r"|Observer|Online|Post|Press|Radio|Review|Service|Standard|Star|Sun|Telegraph|Television"
    r"|Times|Today|Tribune|TV|Weekly|Wire|WIRE|\w+wire)"
)
_OUTLET_END = re.compile(rf"(?:^|[ ’'-]){_OUTLET}(?:\.[a-z]{{2,3}})?$")
_OUTLET_HEAD = re.compile(rf"((?:{WORD} ){{1,4}}?{_OUTLET}(?: {_OUTLET})*) (?={WORD})")
_ACRONYM = re.compile("[A-Z]{2,6}")


def is_outlet(name: str, *, acronym: bool = True) -> bool:
    """Tell whether a name reads as that of an agency, paper, broadcaster or news service.

    ``acronym`` says whether any short word in capitals is taken for one; before a date it may be a
    town.

    >>> [is_outlet(name) for name in ("Harbour Post", "Xinhua", "XYZ", "Jane Doe")]
    [True, True, True, False]
    """
    if _OUTLET_END.search(name) or (acronym and _ACRONYM.fullmatch(name)):
        return True
    known = organization(name)
    return known is not None and known.kind == "news agency"


def outlet_before_place(segment: str) -> int | None:
    """Return the length of an outlet's name that a place follows without a comma.

    >>> outlet_before_place("Harbour Daily Oslo")
    13
    """
    match = _OUTLET_HEAD.match(segment)
    return match.end(1) if match else None


def people(text: str, start: int, end: int) -> tuple[Mention, ...]:
    """Return the persons listed at ``text[start:end]``, none where anything else stands there.

    >>> [person.text for person in people("Reporters Ada Byron and Jan de Wit", 0, 34)]
    ['Ada Byron', 'Jan de Wit']
    """
    office = _OFFICE.match(text, start, end)
    position = office.end() if office else start
    found: list[Mention] = []
    while person := _PERSON.match(text, position, end):
        if is_outlet(person[0], acronym=False) or organization(person[0]):
            return ()
        found.append(mention(text, person.start(), person.end()))
        if not text[person.end() : end].strip():
            return tuple(found)
        between = _BETWEEN.match(text, person.end(), end)
        if between is None:
            return ()
        position = between.end()
    return ()
