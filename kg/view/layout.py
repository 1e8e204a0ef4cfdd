"""Where things stand: each main event in the centre of its own neighbourhood, labels apart.

Neighbours stand on ellipses by their distance from the main event, each in the sector of the
neighbour that leads to it; then boxes that overlap are pushed apart. All arithmetic after the
first placing is on whole numbers, so every machine finds the same positions.
"""

from __future__ import annotations

import math
from collections import defaultdict, deque
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

Point = tuple[int, int]

#: Room kept between two boxes, in pixels.
GAP = 8
#: Pixels of the first ring for each leaf that must find room on it, and its least size.
RING_PER_LEAF = 5.2
FIRST_RING = 130
#: Parts of the first ring: to each further ring, and of that, how far every other leaf goes.
SPREAD, STAGGER = 0.64, 0.42
#: Rounds of pushing apart; a graph of 60 nodes settles in fewer than 60.
ROUNDS = 240


@dataclass(frozen=True, slots=True)
class Box:
    """What a node covers around its point: half its width, and its reach up and down."""

    half: int
    up: int
    down: int


def place(
    boxes: Mapping[str, Box],
    edges: Iterable[tuple[str, str]],
    roots: Sequence[str],
    *,
    stretch: float,
) -> dict[str, Point]:
    """Positions in pixels. ``boxes`` gives the order around a centre, ``roots`` the centres.

    ``stretch`` is the width of the ellipses for a height of one: above one for a wide screen.
    """
    near: dict[str, list[str]] = {node: [] for node in boxes}
    for one, other in edges:
        if one != other:
            near[one].append(other)
            near[other].append(one)
    rank = {node: i for i, node in enumerate(boxes)}
    for node, others in near.items():
        near[node] = sorted(set(others), key=rank.__getitem__)
    clusters = [_settle(boxes, _radial(tree, stretch)) for tree in _trees(near, roots)]
    return _shelve(boxes, clusters, stretch)


@dataclass(frozen=True, slots=True)
class _Tree:
    root: str
    children: Mapping[str, Sequence[str]]


def _trees(near: Mapping[str, Sequence[str]], roots: Sequence[str]) -> list[_Tree]:
    """Give every node to the root it is nearest to; what no root reaches forms its own trees."""
    seen: set[str] = set()
    trees = []
    by_degree = sorted(near, key=lambda n: -len(near[n]))
    for starts in (list(roots), *([n] for n in by_degree)):
        starts = [s for s in starts if s not in seen]
        owner = {s: s for s in starts}
        children: dict[str, dict[str, list[str]]] = {s: defaultdict(list) for s in starts}
        queue = deque(starts)
        seen.update(starts)
        while queue:
            node = queue.popleft()
            for other in near[node]:
                if other not in seen:
                    seen.add(other)
                    owner[other] = owner[node]
                    children[owner[node]][node].append(other)
                    queue.append(other)
        trees += [_Tree(s, children[s]) for s in starts]
    return trees


def _radial(tree: _Tree, stretch: float) -> dict[str, Point]:
    """The root at the origin, each level on an ellipse, each branch in its own sector."""
    order = _outward(tree)
    weight: dict[str, float] = {}
    for node in reversed(order):
        weight[node] = max(1.0, sum(weight[child] for child in tree.children.get(node, ())))
    ring = max(FIRST_RING, RING_PER_LEAF * weight[tree.root])
    spots: dict[str, Point] = {tree.root: (0, 0)}
    sector = {tree.root: (0, -math.pi / 2, 2 * math.pi)}
    for node in order:
        depth, angle, width = sector[node]
        for i, child in enumerate(tree.children.get(node, ())):
            share = width * weight[child] / weight[node]
            # Every other leaf stands further out, so that a crowded ring becomes two.
            staggered = i % 2 and not tree.children.get(child)
            reach = ring * (1 + SPREAD * (depth + (STAGGER if staggered else 0)))
            middle = angle + share / 2
            spots[child] = (
                round(stretch * reach * math.cos(middle)),
                round(reach * math.sin(middle)),
            )
            sector[child] = (depth + 1, angle, share)
            angle += share
    return spots


def _outward(tree: _Tree) -> list[str]:
    """Nodes of a tree, each before its children."""
    order = [tree.root]
    for node in order:
        order += tree.children.get(node, ())
    return order


def _settle(boxes: Mapping[str, Box], spots: dict[str, Point]) -> dict[str, Point]:
    """Push overlapping boxes apart along the shorter way out; the root stays where it is."""
    spots = dict(spots)
    root = next(iter(spots))
    for _ in range(ROUNDS):
        moved = False
        for one, other in _close(boxes, spots):
            dx, dy = _overlap(boxes[one], spots[one], boxes[other], spots[other])
            if dx <= 0 or dy <= 0:
                continue
            moved = True
            along_x = dx < dy
            step = (dx if along_x else dy) // 2 + 1
            axis = 0 if along_x else 1
            sign = 1 if spots[one][axis] <= spots[other][axis] else -1
            for node, way in ((one, -sign), (other, sign)):
                if node != root:
                    x, y = spots[node]
                    spots[node] = (x + way * step, y) if along_x else (x, y + way * step)
        if not moved:
            break
    return spots


def _overlap(a: Box, at: Point, b: Box, bt: Point) -> tuple[int, int]:
    """How far two boxes with their gap lie over each other on each axis; negative when apart."""
    dx = a.half + b.half + GAP - abs(at[0] - bt[0])
    top, bottom = max(at[1] - a.up, bt[1] - b.up), min(at[1] + a.down, bt[1] + b.down)
    return dx, bottom - top + GAP


def _close(boxes: Mapping[str, Box], spots: Mapping[str, Point]) -> list[tuple[str, str]]:
    """Pairs near enough to overlap, found by sweeping from left to right."""
    order = sorted(spots, key=lambda n: (spots[n][0] - boxes[n].half, n))
    active: list[str] = []
    pairs = []
    for node in order:
        left = spots[node][0] - boxes[node].half - GAP
        active = [a for a in active if spots[a][0] + boxes[a].half > left]
        pairs += [(a, node) for a in active]
        active.append(node)
    return pairs


def _shelve(
    boxes: Mapping[str, Box], clusters: list[dict[str, Point]], stretch: float
) -> dict[str, Point]:
    """Set the neighbourhoods beside each other in rows, the first one first."""
    frames = [_frame(boxes, spots) for spots in clusters]
    area = sum((right - left) * (bottom - top) for left, top, right, bottom in frames)
    limit = max((right - left for left, _, right, _ in frames), default=0)
    limit = max(limit, round(math.sqrt(stretch * area)))
    placed: dict[str, Point] = {}
    x = y = height = 0
    for spots, (left, top, right, bottom) in zip(clusters, frames, strict=True):
        if x and x + right - left > limit:
            x, y, height = 0, y + height + 6 * GAP, 0
        for node, (px, py) in spots.items():
            placed[node] = (px - left + x, py - top + y)
        x += right - left + 6 * GAP
        height = max(height, bottom - top)
    return placed


def _frame(boxes: Mapping[str, Box], spots: Mapping[str, Point]) -> tuple[int, int, int, int]:
    return (
        min(x - boxes[n].half for n, (x, _) in spots.items()),
        min(y - boxes[n].up for n, (_, y) in spots.items()),
        max(x + boxes[n].half for n, (x, _) in spots.items()),
        max(y + boxes[n].down for n, (_, y) in spots.items()),
    )
