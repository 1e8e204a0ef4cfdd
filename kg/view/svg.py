"""A picture as an SVG drawing in which every name is a link."""

from __future__ import annotations

import html
from collections.abc import Mapping

from kg.view.families import FAMILIES
from kg.view.labels import LINE_HEIGHT, sub_lines, wrap
from kg.view.layout import Box, Point
from kg.view.model import Edge, Node, Picture

_MARGIN = 12
#: Thickest line, in pixels.
_THICKEST = 5
_PATH = {family.key: family.path for family in FAMILIES}


def drawing(
    picture: Picture,
    boxes: Mapping[str, Box],
    spots: Mapping[str, Point],
    pages: Mapping[str, str],
) -> str:
    """The drawing at its own size; ``spots`` as :func:`kg.view.layout.place` gives them."""
    left = min(x - boxes[k].half for k, (x, _) in spots.items()) - _MARGIN
    top = min(y - boxes[k].up for k, (_, y) in spots.items()) - _MARGIN
    width = max(x + boxes[k].half for k, (x, _) in spots.items()) + _MARGIN - left
    height = max(y + boxes[k].down for k, (_, y) in spots.items()) + _MARGIN - top
    lines = "\n".join(_line(picture, edge, spots) for edge in picture.edges)
    nodes = "\n".join(_node(n, spots[n.key], boxes[n.key], pages[n.key]) for n in picture.nodes)
    return (
        f'<svg class="shared" viewBox="{left} {top} {width} {height}" width="{width}" '
        f'height="{height}" role="group" aria-label="Events that share organizers or '
        f'participants">\n{lines}\n{nodes}\n</svg>'
    )


def _line(picture: Picture, edge: Edge, spots: Mapping[str, Point]) -> str:
    (x1, y1), (x2, y2) = spots[edge.source], spots[edge.target]
    fact = picture.facts[edge.fact]
    number = int(fact.note.partition(" ")[0])
    return (
        f'<line x1="{x1}" y1="{y1}" x2="{x2}" y2="{y2}" '
        f'stroke-width="{min(number, _THICKEST)}"><title>{html.escape(fact.note)}</title></line>'
    )


def _node(node: Node, spot: Point, box: Box, page: str) -> str:
    x, y = spot
    lines = [(text, "") for text in wrap(node.label)]
    lines += [(text, ' class="sub"') for text in sub_lines(node)]
    spans = "".join(
        f'<tspan x="0" y="{box.up + 4 + LINE_HEIGHT * i + LINE_HEIGHT * 3 // 4}"{kind}>'
        f"{html.escape(text)}</tspan>"
        for i, (text, kind) in enumerate(lines)
    )
    return (
        f'<a href="{page}" transform="translate({x} {y})">'
        f'<path class="{node.family}" d="{_PATH[node.family]}"/><text>{spans}</text></a>'
    )
