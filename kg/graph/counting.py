"""What a corpus holds, counted in one pass over its graphs."""

from __future__ import annotations

from array import array
from collections import Counter
from collections.abc import Iterable, Mapping

from kg.graph.merging import Joined, Merges
from kg.model import ArticleGraph, Entity, Merge, Reject

LISTED = 1000  # rejects that are listed one by one; all are counted


class Summary:
    """Counts of articles, claims, rejects and merges.

    Args:
        graphs: Of the articles, sorted by their ids.
        entities: What the articles together call each entity, by id.
        decided: Why entities of different articles were joined.

    Attributes:
        statements, evidences: How many there are.
        rejects: How many claims did not pass a gate, by reason.
        first: The first of them.
        merges: Names that became one entity's, and why.
    """

    def __init__(
        self, graphs: Iterable[ArticleGraph], entities: Mapping[str, Entity], decided: Iterable[Merge]
    ) -> None:
        self.evidences = 0
        self.rejects: Counter[str] = Counter()
        self.first: list[Reject] = []
        ids = array("Q")  # statements' own ids are hashes of eight bytes
        merges = Merges(entities)
        for graph in graphs:
            self.evidences += len(graph.claims)
            ids.extend(int(claim.statement.id, 16) for claim in graph.claims)
            self.rejects.update(r.reason for r in graph.rejects)
            self.first += graph.rejects[: max(0, LISTED - len(self.first))]
            merges.take(graph)
        self.statements = _different(ids)
        self.merges: list[Joined] = merges.counted(decided)


def _different(ids: array[int]) -> int:
    import numpy as np  # noqa: PLC0415 - loaded where something is counted alone

    return len(np.unique(np.frombuffer(ids, np.uint64))) if ids else 0
