"""The families of things the picture draws: their names, shapes, colours, and class members.

A shape is an SVG path in a box from -10 to 10, used as it is by the canvas and by the legend,
so that colour is never the only signal. Colours reach a contrast of 4.5 on their background.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

#: Page backgrounds that the colours below are chosen for.
LIGHT_BACKGROUND = "#fbfaf7"
DARK_BACKGROUND = "#15171b"


@dataclass(frozen=True, slots=True)
class Family:
    """How one family of things is named and drawn; ``classes`` are local names in ``sk:``."""

    key: str
    label: str
    classes: tuple[str, ...]
    path: str
    light: str
    dark: str


#: In the order of the legend and, clockwise, of the picture.
FAMILIES: tuple[Family, ...] = (
    Family(
        "event",
        "Events",
        ("Summit", "Event"),
        "M0-10 2.6-3.4 9.6-3 4.2 1.4 5.9 8.1 0 4.4-5.9 8.1-4.2 1.4-9.6-3-2.6-3.4Z",
        "#b3261e",
        "#ff8f84",
    ),
    Family(
        "activity",
        "Activities",
        (
            "Exhibition",
            "Competition",
            "Forum",
            "Release",
            "PressConference",
            "Ceremony",
            "Activity",
        ),
        "M0-9.5 9.5 0 0 9.5-9.5 0Z",
        "#b4470c",
        "#ffb074",
    ),
    Family(
        "document",
        "Documents",
        ("Document",),
        "M-7-9.5H3L7.5-5V9.5H-7ZM3-9.5V-5H7.5",
        "#7a5a00",
        "#ecc95c",
    ),
    Family(
        "project",
        "Projects",
        ("Project",),
        "M0-9 9.5 7.5H-9.5Z",
        "#ad1457",
        "#ff9ecb",
    ),
    Family(
        "group",
        "Groups",
        ("ParticipantGroup", "Group"),
        "M-4.8-8.3H4.8L9.6 0 4.8 8.3H-4.8L-9.6 0Z",
        "#6d33c4",
        "#c6abff",
    ),
    Family(
        "person",
        "People",
        ("Person",),
        "M-8.5 0A8.5 8.5 0 1 0 8.5 0A8.5 8.5 0 1 0-8.5 0Z",
        "#0f6f66",
        "#62e3d0",
    ),
    Family(
        "organization",
        "Organizations",
        ("Organization", "Organizer", "Participant", "Agent"),
        "M-8-8H8V8H-8Z",
        "#1f55c4",
        "#8db6ff",
    ),
    Family(
        "place",
        "Places",
        ("Place",),
        "M0 10C-5 3-7.5 0-7.5-3A7.5 7.5 0 0 1 7.5-3C7.5 0 5 3 0 10Z",
        "#1b7340",
        "#7ee2a0",
    ),
    Family(
        "series",
        "Series",
        ("Series",),
        "M-9-9H5V5H-9ZM5-5H9V9H-5V5",
        "#4b5a6b",
        "#b4c1d0",
    ),
    Family(
        "topic",
        "Topics",
        ("Topic",),
        "M-9-6.5H3L9.5 0 3 6.5H-9Z",
        "#0b6c88",
        "#74d0f1",
    ),
)

_BY_CLASS = {name: family for family in FAMILIES for name in family.classes}
_SPECIFIC = (
    "Summit",
    "Exhibition",
    "Competition",
    "Forum",
    "Release",
    "PressConference",
    "Ceremony",
    "Activity",
    "Event",
    "ParticipantGroup",
    "Group",
    "Person",
    "Organization",
    "Document",
    "Project",
    "Place",
    "Series",
    "Topic",
    "Organizer",
    "Participant",
    "Agent",
)


def classify(types: Iterable[str]) -> tuple[Family, str] | None:
    """The family and the most specific class among local names of types, if it is drawn at all.

    A group that takes part is typed Group and Participant too: the first of ``_SPECIFIC`` wins.
    """
    present = set(types)
    for name in _SPECIFIC:
        if name in present:
            return _BY_CLASS[name], name
    return None
