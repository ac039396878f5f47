"""Which entities belong together: Louvain's method (Blondel et al., 2008) of networkx, seeded, so always the same."""

from __future__ import annotations

from collections import deque
from collections.abc import Sequence
from typing import Any, TypeAlias

import numpy as np
from numpy.typing import NDArray

CORE = 4_000  # best-joined nodes that Louvain sees; it takes seconds for 20,000

Pairs: TypeAlias = Sequence[tuple[int, int]] | NDArray[Any]


def communities(count: int, pairs: Pairs) -> list[list[int]]:
    """Part nodes so that most pairs lie within a part.

    Of a large graph the best-joined nodes are parted, and every other joins the part that it is nearest to.

    Args:
        count: Number of nodes, which are whole numbers from 0.
        pairs: Joined nodes; a pair that comes twice counts once.

    Returns:
        The parts, the largest first, each in order; a node that is joined to none is a part by itself.

    >>> communities(7, [(0, 1), (1, 2), (0, 2), (3, 4), (4, 5), (3, 5), (2, 3)])
    [[0, 1, 2], [3, 4, 5], [6]]
    """
    from networkx import Graph  # noqa: PLC0415 - takes a fifth of a second to load
    from networkx.algorithms.community import louvain_communities  # noqa: PLC0415

    near = _Near(count, pairs)
    core = sorted(near.order()[:CORE])
    inside = set(core)
    graph = Graph()
    graph.add_nodes_from(core)
    graph.add_edges_from((a, b) for a in core for b in near[a] if a < b and b in inside)
    parts = sorted(sorted(part) for part in louvain_communities(graph, seed=0))
    return sorted(_joined(parts, near), key=lambda part: (-len(part), part[0]))


class _Near:
    """The neighbours of each node, sorted: numbers side by side, as there may be millions."""

    def __init__(self, count: int, pairs: Pairs) -> None:
        self.count = count
        given = np.asarray(pairs, np.int64).reshape(-1, 2)
        given = given[given[:, 0] != given[:, 1]]
        both = np.unique(np.concatenate((given[:, 0] * count + given[:, 1], given[:, 1] * count + given[:, 0])))
        self._ends = both % max(1, count)
        self._starts = np.searchsorted(both, np.arange(count + 1, dtype=np.int64) * count)

    def __getitem__(self, node: int) -> list[int]:
        found: list[int] = self._ends[self._starts[node] : self._starts[node + 1]].tolist()
        return found

    def degree(self, node: int) -> int:
        return int(self._starts[node + 1] - self._starts[node])

    def order(self) -> list[int]:
        """Return all nodes, the best-joined first, the smallest among equals."""
        found: list[int] = np.argsort(-np.diff(self._starts), kind="stable").tolist()
        return found


def _joined(parts: Sequence[Sequence[int]], near: _Near) -> list[list[int]]:
    """Give every node that is in no part the one that a walk from all parts at once reaches it from."""
    owner = {node: k for k, part in enumerate(parts) for node in part}
    out = [list(part) for part in parts]
    starts = sorted(owner, key=lambda k: (-near.degree(k), k))
    _walked(starts, owner, out, near)
    for node in range(near.count):
        if node not in owner:  # no part reaches it
            owner[node] = len(out)
            out.append([node])
            _walked([node], owner, out, near)
    return [sorted(part) for part in out]


def _walked(starts: Sequence[int], owner: dict[int, int], out: list[list[int]], near: _Near) -> None:
    queue = deque(starts)
    while queue:
        node = queue.popleft()
        for other in near[node]:
            if other not in owner:
                owner[other] = owner[node]
                out[owner[node]].append(other)
                queue.append(other)
