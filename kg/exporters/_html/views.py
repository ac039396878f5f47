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

Numbers: TypeAlias = NDArray[np.int64]
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

    groups: list[list[int]] = field(default_factory=list)
    named: int = 0
    places: dict[int, Pair] = field(default_factory=dict)
    first: dict[int, Pair] = field(default_factory=dict)
    folds: dict[int, Pair] = field(default_factory=dict)

    @property
    def group(self) -> dict[int, int]:
        """The group of every entity."""
        return {k: g for g, members in enumerate(self.groups) for k in members}

    def rows(self) -> dict[str, Any]:
        """Return what the page needs to know for JSON, but for the places in the whole."""
        return {
            "groups": [
                {"lead": members[:LEADERS], "first": g < GROUPS and g < self.named, "rest": g == self.named}
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
    drawn = np.flatnonzero(degree).tolist()
    if len(drawn) <= FIRST_VIEW:
        places = _places(drawn, pairs, boxes(drawn))
        return Views(places=places, first=places)
    local = np.cumsum(np.asarray(degree) > 0) - 1
    rank = _ranked(drawn, np.asarray(degree), pairs)
    found = communities(len(drawn), local[pairs])
    parts = [sorted((drawn[k] for k in part), key=rank.__getitem__) for part in found]
    named = [part for part in parts[:NAMED] if len(part) >= SMALLEST]
    rest = sorted((k for part in parts[len(named) :] for k in part), key=rank.__getitem__)
    groups = [*named, rest]
    opening = named[:GROUPS]
    chosen = _chosen(opening, rank)
    beyond = [k for part in parts[len(opening) :] for k in part]
    first, folds = _first([*opening, beyond], chosen, pairs, boxes)
    folds = {g if g < len(opening) else len(named): at for g, at in folds.items()}
    if not whole:
        return Views(groups, len(named), first, first, folds)
    sizes = boxes(drawn)
    spots = grouped([sizes[k] for k in drawn], _tuples(local[pairs]), found)
    return Views(groups, len(named), dict(zip(drawn, spots, strict=True)), first, folds)


def _ranked(drawn: Sequence[int], degree: Numbers, pairs: Numbers) -> list[int]:
    """Rank by degree; among equals, what hangs on a hub goes before a pair that stands alone."""
    beyond = np.zeros(len(degree), np.int64)
    for one, other in ((0, 1), (1, 0)):
        np.add.at(beyond, pairs[:, one], degree[pairs[:, other]])
    order = np.lexsort((-beyond[drawn], -degree[drawn]))  # the smallest number first among equals
    rank = np.zeros(len(degree), np.int64)
    rank[np.asarray(drawn)[order]] = np.arange(len(drawn))
    return rank.tolist()


def _chosen(named: Sequence[Sequence[int]], rank: Sequence[int]) -> set[int]:
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
    groups: Sequence[Sequence[int]], chosen: set[int], pairs: Numbers, boxes: Boxes
) -> tuple[dict[int, Pair], dict[int, Pair]]:
    """Place the chosen entities, each community with what is folded of it."""
    shown = sorted(chosen)
    local = {k: place for place, k in enumerate(shown)}
    folded = [g for g, members in enumerate(groups) if any(k not in chosen for k in members)]
    parts = [[local[k] for k in members if k in chosen] for members in groups]
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
