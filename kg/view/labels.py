"""Labels of the picture: broken into short lines, and the room they take."""

from __future__ import annotations

from kg.view.layout import Box
from kg.view.model import Node, Picture

#: Longest line of a label in characters, and how many lines there may be.
LINE, LINES = 22, 3
#: Pixels: width of a character, height of a line, half of a symbol.
CHARACTER, LINE_HEIGHT, SYMBOL = 6.7, 16, 11


def scale_of(node: Node, picture: Picture) -> float:
    """How much larger than a plain thing it is drawn."""
    return 2.0 if node.key == picture.main else 1.5 if node.key in picture.roots else 1.0


def sub_lines(node: Node) -> list[str]:
    """The lines of the quieter text under a name."""
    return wrap(node.sub, lines=2) if node.sub else []


def box_of(node: Node, picture: Picture) -> Box:
    """The room that a node and its label take."""
    lines = [*wrap(node.label), *sub_lines(node)]
    scale = scale_of(node, picture)
    # The main event is written larger.
    letter = 1.25 if scale > 1 else 1.0
    reach = round(SYMBOL * scale)
    return Box(
        half=max(reach, round(max(map(_width, lines), default=0) * CHARACTER * letter / 2)),
        up=reach,
        down=reach + 6 + round(LINE_HEIGHT * letter * len(lines)),
    )


def _width(line: str) -> int:
    """Length in Latin letters; ideographs and their like count twice."""
    return sum(2 if ord(c) >= 0x2E80 else 1 for c in line)


def wrap(text: str, *, lines: int = LINES) -> list[str]:
    """Break a label at spaces into short lines; what does not fit ends in an ellipsis."""
    found: list[str] = []
    for word in text.split():
        while _width(word) > LINE:
            cut = next(i for i in range(len(word), 0, -1) if _width(word[:i]) <= LINE)
            found.append(word[:cut])
            word = word[cut:]
        if found and word and _width(found[-1]) + 1 + _width(word) <= LINE:
            found[-1] += " " + word
        elif word:
            found.append(word)
    if len(found) > lines:
        found = [*found[: lines - 1], found[lines - 1][: LINE - 1].rstrip() + "…"]
    return found
