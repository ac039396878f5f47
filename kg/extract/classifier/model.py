"""A log-linear model: which label fits an item, by whole-number weights learnt for its features.

The weights are those of a conditional random field over sequences of one item (crfsuite trains it), rounded, so that
sums do not depend on their order.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

WEIGHTS = Path(__file__).parents[1] / "_weights"
NOTHING = "0"
SCALE = 1000  # of a weight of one
_KEPT = 1 << 13  # groups of features whose sums are kept before it starts anew

Group: TypeAlias = str | tuple[str, ...]  # a feature, or several that recur together: their weights are added up once


class Model:
    """A trained model.

    Args:
        features: The features that have weights, in the order of the rows.
        labels: The labels, in the order of the columns, NOTHING among them.
        weights: Times SCALE, rounded.
    """

    def __init__(self, features: Iterable[str], labels: Sequence[str], weights: NDArray[np.int16]) -> None:
        self._rows = {f: i for i, f in enumerate(features)}
        self._columns = {x: i for i, x in enumerate(labels)}
        self._weights = weights
        self._sums = _Sums(self._rows, weights)
        self.labels: tuple[str, ...] = tuple(x for x in labels if x != NOTHING)

    @classmethod
    def load(cls, name: str) -> Model:
        """Return a model that is shipped ("pairs"); it is read once."""
        return _read(WEIGHTS / f"{name}.npz")

    @classmethod
    def of(cls, learnt: Mapping[tuple[str, str], float]) -> Model:
        """Make a model of weights by feature and label."""
        features = sorted({f for f, _ in learnt})
        labels = sorted({x for _, x in learnt} | {NOTHING})
        rows, columns = ({x: i for i, x in enumerate(xs)} for xs in (features, labels))
        weights = np.zeros((len(features), len(labels)), np.int16)
        for (f, x), w in learnt.items():
            weights[rows[f], columns[x]] = round(w * SCALE)
        return cls(features, labels, weights)

    def save(self, path: Path) -> None:
        """Write it, small and readable by `load`; the same weights give the same bytes."""
        names = "\n".join(self._rows).encode()
        np.savez_compressed(
            path,
            features=np.frombuffer(names, np.uint8),
            labels=np.frombuffer("\n".join(self._columns).encode(), np.uint8),
            weights=self._weights,
        )

    def odds(
        self, items: Sequence[Sequence[Group]], labels: Sequence[Sequence[str]], floor: float
    ) -> list[dict[str, float]]:
        """Return for each item the probabilities of the labels that it may have, those of at least `floor`.

        Args:
            items: Their features; it does not matter how they are grouped.
            labels: For each the labels that are allowed.
            floor: Below it a label is left out.
        """
        if not items:
            return []
        scores = self._sums.of(items) / SCALE
        odds = np.exp(scores - np.maximum.reduce(scores, axis=1, keepdims=True))
        odds /= np.add.reduce(odds, axis=1, keepdims=True)
        likely = (odds[:, self._columns[NOTHING]] <= 1 - floor).tolist()
        out = []
        for i, allowed in enumerate(labels):
            found: dict[str, float] = {}
            if likely[i]:
                line = odds[i].tolist()
                found = {x: p for x in allowed if (p := line[self._columns[x]]) >= floor}
            out.append(found)
        return out


class _Sums:
    """Where the weights of features and of groups of them stand; a group's are added up when it first comes up."""

    def __init__(self, features: dict[str, int], weights: NDArray[np.int16]) -> None:
        self._features = features
        self._nothing = len(features)  # the row of what has no weights
        self._rows: dict[Group, int] = dict(features.items())
        self._table = np.zeros((self._nothing + 1 + _KEPT, weights.shape[1]), np.int32)
        self._table[: len(features)] = weights

    def of(self, items: Sequence[Sequence[Group]]) -> NDArray[np.int32]:
        """Add up the weights of each item's features."""
        if len(self._rows) > self._nothing + _KEPT:
            self._rows = dict(self._features.items())
        rows, starts, get = list[int](), list[int](), self._rows.get
        for groups in items:
            starts.append(len(rows))
            for group in groups:
                row = get(group)
                if row is not None:
                    rows.append(row)
                elif not isinstance(group, str):
                    rows.append(self._added(group))
            if len(rows) == starts[-1]:
                rows.append(self._nothing)
        return np.add.reduceat(self._table.take(rows, axis=0), starts, axis=0, dtype=np.int32)

    def _added(self, group: tuple[str, ...]) -> int:
        at = self._rows[group] = len(self._rows) + 1
        if at == len(self._table):
            self._table = np.concatenate((self._table, np.zeros_like(self._table)))
        rows = [self._features.get(f, self._nothing) for f in group]
        self._table[at] = np.add.reduce(self._table.take(rows, axis=0), axis=0)
        return at


@cache
def _read(path: Path) -> Model:
    with np.load(path, allow_pickle=False) as saved:
        features, labels = (saved[k].tobytes().decode().split("\n") for k in ("features", "labels"))
        return Model(features, labels, saved["weights"])
