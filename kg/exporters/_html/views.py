"""What the page opens with: the best-joined entities by communities, and where they and all others stand."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from kg.exporters._html.payload import Payload
from kg.exporters.grouping import grouped
from kg.exporters.layout import Pair, layout
from kg.exporters.packing import Box
from kg.graph.communities import communities

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


def views(payload: Payload, drawn: Sequence[int], boxes: Mapping[int, Box], *, whole: bool = True) -> Views:
    """Choose and place what is drawn.

    Args:
        payload: The data.
        drawn: Entities that have a relation.
        boxes: What each takes up with its name, in pixels.
        whole: Whether all of them are to be placed, or no more than the first view.
    """
    pairs = [(e["a"], e["b"]) for e in payload.edges]
    if len(drawn) <= FIRST_VIEW:
        places = _places(drawn, pairs, boxes)
        return Views(places=places, first=places)
    local = {node: k for k, node in enumerate(drawn)}
    rank = _ranked(drawn, payload.degree, pairs)
    found = communities(len(drawn), [(local[a], local[b]) for a, b in pairs])
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
    spots = grouped([boxes[k] for k in drawn], [(local[a], local[b]) for a, b in pairs], found)
    return Views(groups, len(named), dict(zip(drawn, spots, strict=True)), first, folds)


def _ranked(drawn: Sequence[int], degree: Sequence[int], pairs: Iterable[Pair]) -> dict[int, int]:
    """Rank by degree; among equals, what hangs on a hub goes before a pair that stands alone."""
    beyond = dict.fromkeys(drawn, 0)
    for a, b in pairs:
        beyond[a] += degree[b]
        beyond[b] += degree[a]
    return {k: place for place, k in enumerate(sorted(drawn, key=lambda k: (-degree[k], -beyond[k], k)))}


def _chosen(named: Sequence[Sequence[int]], rank: Mapping[int, int]) -> set[int]:
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
    groups: Sequence[Sequence[int]], chosen: set[int], pairs: Iterable[Pair], boxes: Mapping[int, Box]
) -> tuple[dict[int, Pair], dict[int, Pair]]:
    """Place the chosen entities, each community with what is folded of it."""
    shown = sorted(chosen)
    local = {k: place for place, k in enumerate(shown)}
    folded = [g for g, members in enumerate(groups) if any(k not in chosen for k in members)]
    parts = [[local[k] for k in members if k in chosen] for members in groups]
    for place, g in enumerate(folded, len(shown)):
        parts[g].append(place)
    inner = [(local[a], local[b]) for a, b in pairs if a in local and b in local]
    spots = grouped([*(boxes[k] for k in shown), *(FOLD for _ in folded)], inner, [p for p in parts if p])
    return dict(zip(shown, spots, strict=False)), dict(zip(folded, spots[len(shown) :], strict=True))


def _places(chosen: Sequence[int], pairs: Iterable[Pair], boxes: Mapping[int, Box]) -> dict[int, Pair]:
    local = {node: k for k, node in enumerate(chosen)}
    inner = [(local[a], local[b]) for a, b in pairs if a in local and b in local]
    return dict(zip(chosen, layout([boxes[k] for k in chosen], inner), strict=True))
