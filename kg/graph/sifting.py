"""Which claims of an archive may disagree with others: of all the rest no more than hashes is ever in memory.

A claim may if another one of its group says something else. What disagrees is then found by `disagreeing` among these
few, as it would be among all: a group comes whole or not at all.
"""

from __future__ import annotations

from array import array
from collections import defaultdict, deque
from collections.abc import Hashable, Iterator, Sequence
from typing import Any

from kg.graph.comparing import ONE_WAY, OWNING
from kg.graph.opposing import HELD, REFUSED
from kg.model import ArticleGraph, Claim, Evidence, Quantity, Span

_NO = Span(0, 0)
_MASK = (1 << 63) - 1


class Groups:
    """What claims are held against each other in: by hashes, which only ever make a group too many.

    Args:
        graphs: Of all articles.
    """

    def __init__(self, graphs: Sequence[ArticleGraph]) -> None:
        self._graphs = graphs
        self._seen: defaultdict[str, tuple[array[int], array[int], array[int]]] = defaultdict(_three)
        self._whole = False

    def passing(self) -> Iterator[ArticleGraph]:
        """Yield all graphs, whose claims are looked at as they pass: for what looks at them, too."""
        self._seen.clear()
        for place, graph in enumerate(self._graphs):
            for claim in graph.claims:
                for kind, key, value in _groups(claim):
                    for column, number in zip(self._seen[kind], (key, value, place), strict=True):
                        column.append(number)
            yield graph
        self._whole = True

    def claims(self) -> Iterator[Claim]:
        """Yield the claims of those groups that say several things, without what is never compared of them."""
        if not self._whole:
            deque(self.passing(), maxlen=0)
        wanted, places = self._mixed()
        known: dict[Hashable, Any] = {}
        for place in places:
            for claim in self._graphs[place].claims:
                if any(key in wanted[kind] for kind, key, _ in _groups(claim)):
                    yield _bare(claim, known)

    def _mixed(self) -> tuple[defaultdict[str, set[int]], list[int]]:
        """Return the keys of groups that say several things, by kind, and the places of the articles in them."""
        import numpy as np  # noqa: PLC0415 - loaded where something is compared alone

        wanted: defaultdict[str, set[int]] = defaultdict(set)
        found: set[int] = set()
        for kind, columns in self._seen.items():
            keys, values, places = (np.frombuffer(c, np.int64) for c in columns)
            order = np.lexsort((values, keys))
            key, value = keys[order], values[order]
            mixed = np.unique(key[1:][(key[1:] == key[:-1]) & (value[1:] != value[:-1])])
            if kind == "owners":  # an owner's owner explains two
                mixed = np.union1d(mixed, values[np.isin(keys, mixed)])
            wanted[kind] = set(mixed.tolist())
            found |= set(places[np.isin(keys, mixed)].tolist())
        return wanted, sorted(found)


def _three() -> tuple[array[int], array[int], array[int]]:
    return array("q"), array("q"), array("q")


def _groups(claim: Claim) -> Iterator[tuple[str, int, int]]:
    """Yield the groups of a claim, each as its kind and the hash of what all in it share, and what this one says."""
    st, ev = claim
    if isinstance(st.object, Quantity):
        key = (st.subject, st.predicate, st.object.unit, st.qualifiers)
        yield "figures", _hash(key), _hash(st.object.value)
        return
    if ev.modality in REFUSED or ev.modality in HELD:  # no other opposes anything
        yield "refusals", _hash((st.subject, st.predicate, st.object)), int(ev.modality in REFUSED)
    if st.predicate in OWNING:
        owned, owner = (st.subject, st.object) if st.predicate == "ownedBy" else (st.object, st.subject)
        yield "owners", _hash(owned), _hash(owner)
    if st.predicate in ONE_WAY:
        ends = (st.subject, st.object)
        yield "reversals", _hash((st.predicate, *sorted(ends))), _hash(st.subject)


def _hash(value: object) -> int:
    return hash(value) & _MASK


def _bare(claim: Claim, known: dict[Hashable, Any]) -> Claim:
    st, ev = claim
    article, said, modality, time = (
        known.setdefault(v, v) for v in (ev.article, ev.attributed_to, ev.modality, ev.time)
    )
    return Claim(known.setdefault(st, st), Evidence(article, ev.span, "", _NO, _NO, _NO, modality, said, time=time))
