"""What the page opens with: the best-joined entities by communities, and where they and all others stand."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, TypeAlias

import numpy as np
from numpy.typing import NDArray

from kg.exporters.grouping import grouped
from kg.exporters.layout import Pair, layout
from kg.exporters.packing import Box
from kg.graph.communities import Pairs, communities

Numbers: TypeAlias = NDArray[np.integer[Any]]
Boxes: TypeAlias = Callable[[Iterable[int]], Mapping[int, Box]]
FIRST_VIEW = 60  # entities that the page opens with
GROUPS = 12  # communities that the page opens with
NAMED = 72  # communities that have a name
SMALLEST = 4  # entities of such a community
LEADERS = 3  # that each of them shows, whatever their rank
MOST = 9  # that each of them shows where there is more
FOLD: Box = (84.0, 40.0)  # what a folded rest takes up


@dataclass
class Views:
    """The first view and the whole.

    Attributes:
        groups: Communities with a name, by the numbers of their entities, the best-joined first; then the rest.
        named: How many of the groups are communities with a name.
        places: Where every entity stands when all are shown.
        first: Those of the first view, and where they stand.
        folds: Where what is folded of a group stands, by the group's number.
    """

    groups: Sequence[Sequence[int] | Numbers] = ()
    named: int = 0
    places: dict[int, Pair] = field(default_factory=dict)
    first: dict[int, Pair] = field(default_factory=dict)
    folds: dict[int, Pair] = field(default_factory=dict)

    def group(self, wanted: Sequence[int]) -> dict[int, int]:
        """Return the groups of some entities."""
        return {k: g for g, members in enumerate(self.groups) for k in _among(members, wanted)}

    def rows(self) -> dict[str, Any]:
        """Return what the page needs to know for JSON, but for the places in the whole."""
        return {
            "groups": [
                {"lead": _listed(members[:LEADERS]), "first": g < GROUPS and g < self.named, "rest": g == self.named}
                for g, members in enumerate(self.groups)
            ],
            "first": [[k, *at] for k, at in self.first.items()],
            "folds": [[g, *at] for g, at in self.folds.items()],
        }


def views(degree: Sequence[int], pairs: Pairs, boxes: Boxes, *, whole: bool = True) -> Views:
    """Choose and place what is drawn: the entities that have a relation.

    Args:
        degree: How many others each entity is joined to.
        pairs: Joined entities, in order.
        boxes: Tells what some entities take up with their names, in pixels.
        whole: Whether all of them are to be placed, or no more than the first view.
    """
    pairs = np.asarray(pairs, np.int64).reshape(-1, 2)
    drawn = np.flatnonzero(degree).astype(np.int32)
    if len(drawn) <= FIRST_VIEW:
        places = _places(drawn.tolist(), pairs, boxes(drawn.tolist()))
        return Views(places=places, first=places)
    local = np.cumsum(np.asarray(degree) > 0, dtype=np.int32) - 1
    rank = _ranked(drawn, np.asarray(degree), pairs)
    found = communities(len(drawn), local[pairs])
    parts = [_in_order(drawn[part], rank) for part in found]
    named = [part for part in parts[:NAMED] if len(part) >= SMALLEST]
    opening = [part.tolist() for part in named[:GROUPS]]
    groups = [*named, _in_order(_all(parts[len(named) :]), rank)]
    first, folds = _first([*opening, _all(parts[len(opening) :])], _chosen(opening, rank), pairs, boxes)
    folds = {g if g < len(opening) else len(named): at for g, at in folds.items()}
    if not whole:
        return Views(groups, len(named), first, first, folds)
    every, sizes = drawn.tolist(), boxes(drawn.tolist())
    spots = grouped([sizes[k] for k in every], _tuples(local[pairs]), [part.tolist() for part in found])
    return Views(groups, len(named), dict(zip(every, spots, strict=True)), first, folds)


def _ranked(drawn: Numbers, degree: Numbers, pairs: Numbers) -> Numbers:
    """Rank by degree; among equals, what hangs on a hub goes before a pair that stands alone."""
    beyond = np.zeros(len(degree), np.int64)
    for one, other in ((0, 1), (1, 0)):
        np.add.at(beyond, pairs[:, one], degree[pairs[:, other]])
    order = np.lexsort((-beyond[drawn], -degree[drawn]))  # the smallest number first among equals
    rank = np.zeros(len(degree), np.int32)
    rank[drawn[order]] = np.arange(len(drawn))
    return rank


def _in_order(members: Numbers, rank: Numbers) -> Numbers:
    return members[np.argsort(rank[members])]


def _all(parts: Sequence[Numbers]) -> Numbers:
    return np.concatenate([np.zeros(0, np.int32), *parts])


def _among(members: Sequence[int] | Numbers, wanted: Sequence[int]) -> list[int]:
    """Return those of the members that are wanted, in the order of the members."""
    return _listed(np.asarray(members)[np.isin(members, wanted)])


def _listed(members: Sequence[int] | Numbers) -> list[int]:
    found: list[int] = np.asarray(members, np.int64).tolist()
    return found


def _chosen(named: Sequence[Sequence[int]], rank: Numbers) -> set[int]:
    """Choose the leaders of each community, then by rank, as many of each as are readable."""
    chosen = {k for members in named for k in members[:LEADERS]}
    others = sorted((k for members in named for k in members[LEADERS:MOST]), key=rank.__getitem__)
    chosen.update(others[: FIRST_VIEW - len(chosen)])
    for members in named:
        left = [k for k in members if k not in chosen]
        if len(left) <= 2:  # to fold them saves nothing
            chosen.update(left)
    return chosen


def _first(
    groups: Sequence[Sequence[int] | Numbers], chosen: set[int], pairs: Numbers, boxes: Boxes
) -> tuple[dict[int, Pair], dict[int, Pair]]:
    """Place the chosen entities, each community with what is folded of it."""
    shown = sorted(chosen)
    local = {k: place for place, k in enumerate(shown)}
    parts = [[local[k] for k in _among(members, shown)] for members in groups]
    folded = [g for g, members in enumerate(groups) if len(parts[g]) < len(members)]
    for place, g in enumerate(folded, len(shown)):
        parts[g].append(place)
    inner = [(local[a], local[b]) for a, b in _tuples(pairs[np.isin(pairs, shown).all(axis=1)])]
    sizes = boxes(shown)
    spots = grouped([*(sizes[k] for k in shown), *(FOLD for _ in folded)], inner, [p for p in parts if p])
    return dict(zip(shown, spots, strict=False)), dict(zip(folded, spots[len(shown) :], strict=True))


def _places(chosen: Sequence[int], pairs: Numbers, boxes: Mapping[int, Box]) -> dict[int, Pair]:
    local = {node: k for k, node in enumerate(chosen)}
    inner = [(local[a], local[b]) for a, b in _tuples(pairs) if a in local and b in local]
    return dict(zip(chosen, layout([boxes[k] for k in chosen], inner), strict=True))


def _tuples(pairs: Numbers) -> list[Pair]:
    return [(a, b) for a, b in pairs.tolist()]
