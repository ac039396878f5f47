"""Which entities belong together: Louvain's method (Blondel et al., 2008) of networkx, seeded, so always the same."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any, TypeAlias

import numpy as np
from numpy.typing import NDArray

CORE = 4_000  # best-joined nodes that Louvain sees; it takes seconds for 20,000

Numbers: TypeAlias = NDArray[np.integer[Any]]
Pairs: TypeAlias = Sequence[tuple[int, int]] | Numbers


def communities(count: int, pairs: Pairs) -> list[Numbers]:
    """Part nodes so that most pairs lie within a part.

    Of a large graph the best-joined nodes are parted, and every other joins the part that it is nearest to.

    Args:
        count: Number of nodes, which are whole numbers from 0.
        pairs: Joined nodes; a pair that comes twice counts once.

    Returns:
        The parts, the largest first, each in order; a node that is joined to none is a part by itself.

    >>> [part.tolist() for part in communities(7, [(0, 1), (1, 2), (0, 2), (3, 4), (4, 5), (3, 5), (2, 3)])]
    [[0, 1, 2], [3, 4, 5], [6]]
    """
    from networkx import Graph  # noqa: PLC0415 - takes a fifth of a second to load
    from networkx.algorithms.community import louvain_communities  # noqa: PLC0415

    near = _Near(count, pairs)
    core = np.sort(near.order()[:CORE])
    graph = Graph()
    graph.add_nodes_from(core.tolist())
    graph.add_edges_from(near.inside(core))
    parts = sorted(sorted(part) for part in louvain_communities(graph, seed=0))
    del graph
    return _grouped(_owners(parts, near))


class _Near:
    """The neighbours of each node, sorted: numbers side by side, as there may be millions."""

    def __init__(self, count: int, pairs: Pairs) -> None:
        self.count = count
        given = np.asarray(pairs, np.int64).reshape(-1, 2)
        given = given[given[:, 0] != given[:, 1]]
        both = np.unique(np.concatenate((given[:, 0] * count + given[:, 1], given[:, 1] * count + given[:, 0])))
        self._ends = (both % max(1, count)).astype(np.int32)
        self._starts = np.searchsorted(both, np.arange(count + 1, dtype=np.int64) * count)

    def of(self, nodes: Numbers) -> tuple[Numbers, Numbers]:
        """Return the neighbours of some nodes, in the order of these, and beside each the place of its node there."""
        sizes = self.degrees()[nodes]
        places = np.repeat(np.arange(len(nodes)), sizes)
        within = np.arange(len(places)) - np.repeat(np.cumsum(sizes) - sizes, sizes)
        return self._ends[self._starts[nodes][places] + within], places

    def inside(self, nodes: Numbers) -> Iterator[tuple[int, int]]:
        """Yield the pairs of which both are among some nodes, which are sorted; the smaller one first."""
        ends, places = self.of(nodes)
        starts = nodes[places]
        kept = (starts < ends) & np.isin(ends, nodes)
        return zip(starts[kept].tolist(), ends[kept].tolist(), strict=True)

    def degrees(self) -> Numbers:
        """Return how many neighbours each node has."""
        return np.diff(self._starts)

    def order(self) -> Numbers:
        """Return all nodes, the best-joined first, the smallest among equals."""
        return np.argsort(-self.degrees(), kind="stable")


def _owners(parts: Sequence[Sequence[int]], near: _Near) -> Numbers:
    """Give every node a part by its number: its own, or that which a walk from all parts at once reaches it from.

    What no part reaches is a part for each of its components.
    """
    owner = np.full(near.count, -1, np.int32)
    for number, part in enumerate(parts):
        owner[part] = number
    starts = np.flatnonzero(owner >= 0)
    _walk(starts[np.argsort(-near.degrees()[starts], kind="stable")], owner, near)
    more = len(parts)
    for node in np.flatnonzero(owner < 0).tolist():
        if owner[node] < 0:
            owner[node] = more
            _walk(np.array([node]), owner, near)
            more += 1
    return owner


def _walk(nodes: Numbers, owner: Numbers, near: _Near) -> None:
    """Let every node that is reached first from another have its owner, step by step."""
    while len(nodes):
        ends, places = near.of(nodes)
        free = owner[ends] < 0
        ends, places = ends[free], places[free]
        _, first = np.unique(ends, return_index=True)
        first.sort()
        reached = ends[first]
        owner[reached] = owner[nodes[places[first]]]
        nodes = reached


def _grouped(owner: Numbers) -> list[Numbers]:
    """Return the nodes of each owner in order, those of the most first, and of equals those of the smallest node."""
    members = np.argsort(owner, kind="stable").astype(np.int32)
    sizes = np.bincount(owner)
    parts = np.split(members, np.cumsum(sizes)[:-1])
    return sorted(parts, key=lambda part: (-len(part), int(part[0]))) if len(owner) else []
