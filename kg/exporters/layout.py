"""Where every node stands, computed before the page is opened: the same graph gives the same whole numbers anywhere.

Only additions, products, quotients and square roots are used, which IEEE 754 rounds alike on every machine, and sums
run in a fixed order; a seeded layout of a library would drift with its version, its BLAS and the processor.
Small components get a spring layout (Fruchterman and Reingold, 1991) from a pivot-MDS start (Brandes and Pich, 2006).
Of a large component only the hubs do, and the rest stands around its nearest hub in a sunflower.
"""

from __future__ import annotations

from collections import defaultdict, deque
from collections.abc import Iterator, Sequence
from math import sqrt
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from kg.exporters.packing import ASPECT, Box, packed

Floats = NDArray[np.float64]
Pair = tuple[int, int]

SPRING_LIMIT = 160  # nodes of a component up to which all of them are laid out by springs
EDGE = 64.0  # length, in pixels, that an edge aims at, from rim to rim
GAP = 14.0  # least distance between two boxes, in pixels
FILL = 0.3  # share of a component's picture that boxes take up
GOLDEN = (-0.7373688780783197, 0.6754902942615237)  # cosine and sine of the golden angle


class Placed(NamedTuple):
    """Positions of a component's nodes, its corner at (0, 0), and the size that it takes up."""

    x: Floats
    y: Floats
    width: float
    height: float


def layout(boxes: Sequence[Box], pairs: Sequence[Pair], *, fill: float = FILL) -> list[Pair]:
    """Place nodes so that neighbours stand together and no two labels of a small graph overlap.

    Args:
        boxes: Width and height of every node with its label, in pixels.
        pairs: Joined nodes by index; a pair that comes twice pulls no harder.
        fill: Share of a component's picture that boxes take up.

    Returns:
        The centre of every node in whole pixels, the middle of the picture near (0, 0).
    """
    near = _neighbours(len(boxes), pairs)
    components = sorted(_components(near), key=lambda c: (-len(c), c[0]))
    placed = [_component(c, near, boxes, fill) for c in components]
    out: list[Pair] = [(0, 0)] * len(boxes)
    corners, width, height = packed([(p.width, p.height) for p in placed])
    for nodes, part, (left, top) in zip(components, placed, corners, strict=True):
        for k, node in enumerate(nodes):
            out[node] = (round(float(part.x[k]) + left - width / 2), round(float(part.y[k]) + top - height / 2))
    return out


def _neighbours(count: int, pairs: Sequence[Pair]) -> list[list[int]]:
    near: list[set[int]] = [set() for _ in range(count)]
    for a, b in pairs:
        if a != b:
            near[a].add(b)
            near[b].add(a)
    return [sorted(s) for s in near]


def _components(near: Sequence[Sequence[int]]) -> Iterator[list[int]]:
    seen = [False] * len(near)
    for start in range(len(near)):
        if not seen[start]:
            seen[start], found = True, [start]
            for node in found:
                for other in near[node]:
                    if not seen[other]:
                        seen[other] = True
                        found.append(other)
            yield sorted(found)


def _component(nodes: list[int], near: Sequence[Sequence[int]], boxes: Sequence[Box], fill: float) -> Placed:
    local = {node: k for k, node in enumerate(nodes)}
    links = [[local[o] for o in near[node]] for node in nodes]
    sizes = np.array([boxes[node] for node in nodes], dtype=np.float64)
    if len(nodes) <= SPRING_LIMIT:
        x, y = _sprung(links, sizes, fill)
    else:
        x, y = _clustered(links, sizes)
    left, top = float((x - sizes[:, 0] / 2).min()), float((y - sizes[:, 1] / 2).min())
    right, bottom = float((x + sizes[:, 0] / 2).max()), float((y + sizes[:, 1] / 2).max())
    return Placed(x - left, y - top, right - left, bottom - top)


def _sprung(links: Sequence[Sequence[int]], sizes: Floats, fill: float = FILL) -> tuple[Floats, Floats]:
    """Lay out one component, turn its long side level, and part what overlaps."""
    if len(links) <= 2:
        apart = float(sizes[:, 0].sum()) / 2 + EDGE
        return np.array([k * apart for k in range(len(links))]), np.zeros(len(links))
    x, y = _pivoted(links)
    x, y = _relaxed(x, y, links, sizes)
    x, y = _fitted(*_level(x, y), sizes, fill)
    return parted(x, y, sizes)


def _pivoted(links: Sequence[Sequence[int]]) -> tuple[Floats, Floats]:
    """Start positions from the graph distances to a few pivots; a slight sunflower parts nodes that coincide."""
    count = len(links)
    pivot = max(range(count), key=lambda k: (len(links[k]), -k))
    nearest = np.full(count, np.inf)
    rows: list[Floats] = []
    for _ in range(min(count, 24)):
        row = _distances(links, pivot)
        rows.append(row)
        nearest = np.minimum(nearest, row)
        pivot = int(nearest.argmax())
    squares = np.array(rows) * np.array(rows)
    inner = _centred(squares)
    first = _axis(inner, None)
    second = _axis(inner, first)
    flower = _sunflower(count)
    return _scaled(first) + flower[:, 0] * 0.04, _scaled(second) + flower[:, 1] * 0.04


def _distances(links: Sequence[Sequence[int]], start: int) -> Floats:
    steps = [-1] * len(links)
    steps[start], queue = 0, deque([start])
    while queue:
        node = queue.popleft()
        for other in links[node]:
            if steps[other] < 0:
                steps[other] = steps[node] + 1
                queue.append(other)
    return np.array(steps, dtype=np.float64)


def _centred(squares: Floats) -> Floats:
    by_node = squares.cumsum(axis=0)[-1] / len(squares)
    by_pivot = squares.cumsum(axis=1)[:, -1] / squares.shape[1]
    mean = float(by_node.cumsum()[-1]) / len(by_node)
    centred: Floats = squares - by_node[None, :] - by_pivot[:, None] + mean
    return centred * -0.5


def _axis(inner: Floats, other: Floats | None) -> Floats:
    """Find the longest axis of the rows by power iteration, at right angles to another axis if one is given."""
    vector = np.array([1.0 / (k + 1) for k in range(inner.shape[1])])
    for _ in range(40):
        if other is not None:
            vector = vector - other * _dot(vector, other)
        weights = (inner * vector[None, :]).cumsum(axis=1)[:, -1]
        vector = (inner * weights[:, None]).cumsum(axis=0)[-1]
        length = sqrt(_dot(vector, vector))
        if length == 0.0:
            return np.zeros(inner.shape[1])
        vector = vector / length
    return vector


def _dot(a: Floats, b: Floats) -> float:
    return float((a * b).cumsum()[-1])


def _scaled(vector: Floats) -> Floats:
    widest = float(np.abs(vector).max())
    return vector / widest if widest > 0.0 else vector


def _sunflower(count: int) -> Floats:
    """Points of a disc of radius 1, evenly spread, from the middle outwards."""
    out = np.empty((count, 2))
    cosine, sine = 1.0, 0.0
    for k in range(count):
        radius = sqrt((k + 0.5) / count)
        out[k] = radius * cosine, radius * sine
        cosine, sine = cosine * GOLDEN[0] - sine * GOLDEN[1], cosine * GOLDEN[1] + sine * GOLDEN[0]
    return out


def _relaxed(x: Floats, y: Floats, links: Sequence[Sequence[int]], sizes: Floats) -> tuple[Floats, Floats]:
    """Move nodes by springs along edges and a repulsion that grows with the size of both ends."""
    count = len(links)
    sources = np.array([a for a, row in enumerate(links) for _ in row], dtype=np.intp)
    targets = np.array([b for row in links for b in row], dtype=np.intp)
    reach = np.sqrt(sizes[:, 0] * sizes[:, 1]) * 0.5
    ideal = EDGE + reach[sources] + reach[targets] if len(sources) else np.zeros(0)
    charge = EDGE + reach
    spread = EDGE * sqrt(count)
    x, y = x * spread * 0.6, y * spread * 0.6
    rounds = 240 if count > 8 else 80
    for turn in range(rounds):
        dx, dy = x[:, None] - x[None, :], y[:, None] - y[None, :]
        square = dx * dx + dy * dy + 1.0
        push = charge[:, None] * charge[None, :] / square
        fx, fy = -(dx * push).sum(axis=0), -(dy * push).sum(axis=0)
        ex, ey = x[targets] - x[sources], y[targets] - y[sources]
        pull = np.sqrt(ex * ex + ey * ey) / ideal
        fx += np.bincount(sources, ex * pull, count)
        fy += np.bincount(sources, ey * pull, count)
        fx -= x * 0.05  # a little gravity keeps long chains from running away
        fy -= y * 0.05
        length = np.sqrt(fx * fx + fy * fy) + 1e-9
        step = np.minimum(length, spread * 0.12 * (1.0 - turn / rounds)) / length
        x, y = _settled(x + fx * step), _settled(y + fy * step)
    return x, y


def _settled(values: Floats) -> Floats:
    """Drop the last bits, so that a stray rounding cannot grow from turn to turn."""
    return np.rint(values * 1024.0) / 1024.0


def _level(x: Floats, y: Floats) -> tuple[Floats, Floats]:
    """Turn the picture until its longest axis lies level: screens are wider than high."""
    x, y = x - float(x.cumsum()[-1]) / len(x), y - float(y.cumsum()[-1]) / len(y)
    a, b, c = _dot(x, x), _dot(x, y), _dot(y, y)
    half = (a - c) / 2
    root = sqrt(half * half + b * b)
    ux, uy = b, root - half
    if half > 0.0:
        ux, uy = root + half, b
    length = sqrt(ux * ux + uy * uy)
    if length == 0.0:
        return x, y
    ux, uy = ux / length, uy / length
    return _settled(x * ux + y * uy), _settled(y * ux - x * uy)


def _fitted(x: Floats, y: Floats, sizes: Floats, fill: float) -> tuple[Floats, Floats]:
    """Scale both axes so that the boxes fill a fair share of a picture that is neither a ribbon nor a tower."""
    wide, high = float(x.max() - x.min()) + 1.0, float(y.max() - y.min()) + 1.0
    area = float(((sizes[:, 0] + GAP) * (sizes[:, 1] + GAP)).cumsum()[-1]) / fill
    aspect = min(max(wide / high, ASPECT * 0.85), ASPECT * 1.15)
    return _settled(x * (sqrt(area * aspect) / wide)), _settled(y * (sqrt(area / aspect) / high))


def parted(x: Floats, y: Floats, sizes: Floats) -> tuple[Floats, Floats]:
    """Push boxes apart along the shorter way until none overlap, or for a fixed number of turns."""
    wide = (sizes[:, None, 0] + sizes[None, :, 0]) / 2 + GAP
    high = (sizes[:, None, 1] + sizes[None, :, 1]) / 2 + GAP
    order = np.arange(len(x))
    sign = np.where(order[:, None] < order[None, :], 1.0, -1.0)  # for boxes that share a centre
    for _ in range(320):
        dx, dy = x[None, :] - x[:, None], y[None, :] - y[:, None]
        over_x, over_y = wide - np.abs(dx), high - np.abs(dy)
        hit = (over_x > 0.0) & (over_y > 0.0)
        np.fill_diagonal(hit, val=False)
        if not hit.any():
            break
        level = over_x < over_y
        way_x = np.where(dx == 0.0, sign, np.sign(dx))
        way_y = np.where(dy == 0.0, sign, np.sign(dy))
        x = x + np.where(hit & level, way_x * over_x * 0.35, 0.0).sum(axis=0)
        y = y + np.where(hit & ~level, way_y * over_y * 0.35, 0.0).sum(axis=0)
        x, y = _settled(x), _settled(y)
    return x, y


def _clustered(links: Sequence[Sequence[int]], sizes: Floats) -> tuple[Floats, Floats]:
    """Lay out the hubs of a large component by springs, each with the nodes nearest to it around it."""
    count = len(links)
    ranked = sorted(range(count), key=lambda k: (-len(links[k]), k))
    hubs = ranked[: min(240, max(40, int(sqrt(count) * 3)))]
    owner = _owners(links, hubs)
    members: dict[int, list[int]] = defaultdict(list)
    for node in ranked:
        members[owner[node]].append(node)
    joined = {(owner[a], owner[b]) for a, row in enumerate(links) for b in row if owner[a] != owner[b]}
    near: list[list[int]] = [[] for _ in hubs]
    for a, b in sorted(joined):
        near[a].append(b)
    room = float(np.sqrt(sizes[:, 0] * sizes[:, 1]).cumsum()[-1]) / count + GAP
    radius = [room * 0.75 * sqrt(len(members[h])) for h in range(len(hubs))]
    discs = np.array([(2 * r + room, 2 * r + room) for r in radius])
    hub_x, hub_y = _sprung(near, discs)
    x, y = np.empty(count), np.empty(count)
    for hub, nodes in members.items():
        flower = _sunflower(len(nodes)) * radius[hub]
        flower[0] = 0.0  # the hub itself, the best joined of its nodes
        for k, node in enumerate(nodes):
            x[node], y[node] = hub_x[hub] + flower[k, 0], hub_y[hub] + flower[k, 1]
    return x, y


def _owners(links: Sequence[Sequence[int]], hubs: Sequence[int]) -> list[int]:
    """Give every node the hub that a walk from all hubs at once reaches it from, better hubs first."""
    owner = [-1] * len(links)
    for rank, hub in enumerate(hubs):
        owner[hub] = rank
    queue = deque(hubs)
    while queue:
        node = queue.popleft()
        for other in links[node]:
            if owner[other] < 0:
                owner[other] = owner[node]
                queue.append(other)
    return owner
