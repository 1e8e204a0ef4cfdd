"""What is minted below another thing follows it: the activities of an event, their counts."""

from __future__ import annotations

from collections.abc import Mapping

from kg.vocab import ID

#: Kinds of IRIs, and the kinds of what they can be nested below.
_OWNERS = {
    "activity": ("summit",),
    "group": ("activity", "summit"),
    "count": ("activity", "summit"),
    "position": ("person",),
}


def follow(iri: str, renamed: Mapping[str, str]) -> str:
    """Where an IRI of an article goes: itself, or below the new IRI of what it is nested below.

    >>> base = "https://w3id.org/summitkg/id/"
    >>> renamed = {base + "summit/fair-2nd": base + "summit/fair-2019"}
    >>> follow(base + "group/fair-2nd/guests-40", renamed).removeprefix(base)
    'group/fair-2019/guests-40'
    """
    if iri in renamed or not renamed:
        return renamed.get(iri, iri)
    base = str(ID)
    kind, *path = iri.removeprefix(base).split("/")
    for length in range(len(path) - 1, 0, -1):
        for owner in _OWNERS.get(kind, ()):
            new = renamed.get(f"{base}{owner}/{'/'.join(path[:length])}")
            if new is not None:
                above = new.removeprefix(base).partition("/")[2]
                return f"{base}{kind}/{above}/{'/'.join(path[length:])}"
    return iri
