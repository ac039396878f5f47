"""Rectangles side by side: the pictures of components that nothing joins."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from math import sqrt

Box = tuple[float, float]  # width and height of a node with its label, in pixels at scale 1

SKYLINE_LIMIT = 400  # components up to which gaps between them are filled
ASPECT = 1.05  # width to height that the picture aims at


def packed(sizes: Sequence[Box]) -> tuple[list[Box], float, float]:
    """Set rectangles beside each other, each in the lowest gap of a skyline.

    Args:
        sizes: Width and height of every rectangle, in pixels, the most important first.

    Returns:
        Their left top corners, and the width and height of the whole.
    """
    gap = 40.0
    area = sum((w + gap) * (h + gap) for w, h in sizes)
    limit = max([sqrt(area * ASPECT), *(w + gap for w, _ in sizes)]) if sizes else 0.0
    if len(sizes) > SKYLINE_LIMIT:
        return _shelved(sizes, limit, gap)
    skyline: list[tuple[float, float, float]] = [(0.0, limit, 0.0)]  # left, right, depth
    corners: list[Box] = []
    for width, height in sizes:
        left, top = min(_gaps(skyline, width + gap, limit), key=lambda c: (c[1], c[0]))
        corners.append((left, top))
        skyline = _lowered(skyline, left, left + width + gap, top + height + gap)
    right = max((x + w for (x, _), (w, _) in zip(corners, sizes, strict=True)), default=0.0)
    bottom = max((y + h for (_, y), (_, h) in zip(corners, sizes, strict=True)), default=0.0)
    return corners, right, bottom


def _shelved(sizes: Sequence[Box], limit: float, gap: float) -> tuple[list[Box], float, float]:
    """Set many rectangles in rows, which takes time in proportion to their number."""
    corners: list[Box] = []
    left = top = row = right = 0.0
    for width, height in sizes:
        if left > 0.0 and left + width > limit:
            left, top, row = 0.0, top + row + gap, 0.0
        corners.append((left, top))
        left, row, right = left + width + gap, max(row, height), max(right, left + width)
    return corners, right, top + row


def _gaps(skyline: Sequence[tuple[float, float, float]], width: float, limit: float) -> Iterator[Box]:
    for k, (left, _, _) in enumerate(skyline):
        if left + width > limit and k > 0:
            return
        depth = 0.0
        for start, _, low in skyline[k:]:
            if start >= left + width:
                break
            depth = max(depth, low)
        yield left, depth


def _lowered(
    skyline: Sequence[tuple[float, float, float]], left: float, right: float, depth: float
) -> list[tuple[float, float, float]]:
    out = [(a, min(b, left), d) for a, b, d in skyline if a < left]
    out.append((left, right, depth))
    out += [(max(a, right), b, d) for a, b, d in skyline if b > right]
    return out
