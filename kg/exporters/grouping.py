"""A layout in two steps that keeps communities together: each by itself, then all of them as boxes."""

from __future__ import annotations

from collections.abc import Sequence
from math import sqrt

import numpy as np

from kg.exporters.layout import Pair, layout, parted
from kg.exporters.packing import Box

TITLE = 46.0  # pixels above a community, for its name
MARGIN = 26.0  # pixels around it
FILL = 1.5  # share of the picture that communities take up before those that meet are parted
INNER = 0.42  # share of a community that its nodes take up

FEW = 24  # groups that are kept together though nothing joins them
TIGHT = 0.75  # of the side that a square of all of them has, before those that meet are parted


def grouped(boxes: Sequence[Box], pairs: Sequence[Pair], groups: Sequence[Sequence[int]]) -> list[Pair]:
    """Place nodes so that those of one group stand together and no two groups overlap.

    Args:
        boxes: Width and height of every node with its label, in pixels.
        pairs: Joined nodes by index.
        groups: The nodes of each group; every node is in one.

    Returns:
        The centre of every node in whole pixels, as `layout` gives them.
    """
    owner = {node: g for g, members in enumerate(groups) for node in members}
    inner: list[list[Pair]] = [[] for _ in groups]
    outer: list[Pair] = []
    for a, b in pairs:
        if owner[a] == owner[b]:
            inner[owner[a]].append((a, b))
        else:
            outer.append((owner[a], owner[b]))
    if len(groups) <= FEW:
        outer += [(0, g) for g in _loose(len(groups), outer)]
    parts = [_part(members, boxes, near) for members, near in zip(groups, inner, strict=True)]
    sizes = [size for size, _ in parts]
    centres = layout(sizes, outer, fill=FILL)
    if len(groups) <= FEW:
        centres = _spread(centres, sizes)
    out: list[Pair] = [(0, 0)] * len(boxes)
    for members, (_, spots), (x, y) in zip(groups, parts, centres, strict=True):
        for node, (dx, dy) in zip(members, spots, strict=True):
            out[node] = (x + dx, y + dy)
    return out


def _loose(count: int, pairs: Sequence[Pair]) -> list[int]:
    """Return one group of every component but that of the first.

    >>> _loose(6, [(0, 2), (4, 3), (3, 1)])
    [1, 5]
    """
    root = list(range(count))
    for a, b in pairs:
        one, other = sorted((root[a], root[b]))
        root = [one if r == other else r for r in root]
    return [g for g in range(1, count) if root[g] == g]


def _spread(centres: Sequence[Pair], sizes: Sequence[Box]) -> list[Pair]:
    """Spread few boxes evenly over the picture, each in its order from left to right and from top to bottom."""
    side = sqrt(sum(w * h for w, h in sizes)) * TIGHT
    last = max(1, len(sizes) - 1)
    out = []
    for axis in (0, 1):
        order = sorted(range(len(sizes)), key=lambda g: (centres[g][axis], centres[g][1 - axis], g))
        rank = {g: place for place, g in enumerate(order)}
        out.append(np.array([side * rank[g] / last for g in range(len(sizes))]))
    x, y = parted(out[0], out[1], np.array(sizes))
    return [(round(float(a)), round(float(b))) for a, b in zip(x, y, strict=True)]


def _part(members: Sequence[int], boxes: Sequence[Box], near: Sequence[Pair]) -> tuple[Box, list[Pair]]:
    """Lay out one group; return what it takes up and where its nodes stand, seen from the middle of that."""
    local = {node: k for k, node in enumerate(members)}
    sizes = [boxes[node] for node in members]
    spots = layout(sizes, [(local[a], local[b]) for a, b in near], fill=INNER)
    ends = [(x - w / 2, x + w / 2, y - h / 2, y + h / 2) for (x, y), (w, h) in zip(spots, sizes, strict=True)]
    left, right = min(e[0] for e in ends), max(e[1] for e in ends)
    top, bottom = min(e[2] for e in ends), max(e[3] for e in ends)
    room = (0.0, 0.0) if len(members) == 1 else (2 * MARGIN, MARGIN + TITLE)
    down = (room[1] - MARGIN) / 2 if len(members) > 1 else 0.0
    x, y = (left + right) / 2, (top + bottom) / 2 - down / 2
    return (right - left + room[0], bottom - top + room[1]), [(round(a - x), round(b - y)) for a, b in spots]
