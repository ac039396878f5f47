"""Which entities belong together: Louvain's method (Blondel et al., 2008) of networkx, seeded, so always the same."""

from __future__ import annotations

from collections import deque
from collections.abc import Sequence

CORE = 4_000  # best-joined nodes that Louvain sees; it takes seconds for 20,000


def communities(count: int, pairs: Sequence[tuple[int, int]]) -> list[list[int]]:
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

    near: list[set[int]] = [set() for _ in range(count)]
    for a, b in pairs:
        if a != b:
            near[a].add(b)
            near[b].add(a)
    core = sorted(sorted(range(count), key=lambda k: (-len(near[k]), k))[:CORE])
    inside = set(core)
    graph = Graph()
    graph.add_nodes_from(core)
    graph.add_edges_from((a, b) for a in core for b in sorted(near[a] & inside) if a < b)
    parts = sorted(sorted(part) for part in louvain_communities(graph, seed=0))
    return sorted(_joined(parts, near), key=lambda part: (-len(part), part[0]))


def _joined(parts: Sequence[Sequence[int]], near: Sequence[set[int]]) -> list[list[int]]:
    """Give every node that is in no part the one that a walk from all parts at once reaches it from."""
    owner = {node: k for k, part in enumerate(parts) for node in part}
    out = [list(part) for part in parts]
    starts = sorted(owner, key=lambda k: (-len(near[k]), k))
    _walked(starts, owner, out, near)
    for node in range(len(near)):
        if node not in owner:  # no part reaches it
            owner[node] = len(out)
            out.append([node])
            _walked([node], owner, out, near)
    return [sorted(part) for part in out]


def _walked(starts: Sequence[int], owner: dict[int, int], out: list[list[int]], near: Sequence[set[int]]) -> None:
    queue = deque(starts)
    while queue:
        node = queue.popleft()
        for other in sorted(near[node]):
            if other not in owner:
                owner[other] = owner[node]
                out[owner[node]].append(other)
                queue.append(other)
