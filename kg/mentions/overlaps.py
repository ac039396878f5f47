"""Which of the mentions that share characters stand."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import pairwise
from operator import attrgetter

from kg.model import Mention

_RANK = {
    "lexicon": 0,
    "alias": 1,
    "partial": 1,
    "cue": 2,
    "pattern": 2,
    "tagger": 3,
    "coreference": 3,
    "category": 4,
    "description": 5,
}


def best(mentions: Iterable[Mention]) -> list[Mention]:
    """Keep the longest of overlapping mentions (the surer method at equal length), in order of place."""
    placed = sorted(mentions, key=attrgetter("span"))
    if all(a.span.end <= b.span.start for a, b in pairwise(placed)):
        return placed
    ranked = sorted(
        placed, key=lambda m: (-(m.span.end - m.span.start), _RANK[m.method], m.span.start, m.cls, m.entity)
    )
    taken: set[int] = set()
    out = []
    for m in ranked:
        if taken.isdisjoint(range(m.span.start, m.span.end)):
            taken.update(range(m.span.start, m.span.end))
            out.append(m)
    return sorted(out, key=lambda m: m.span)
