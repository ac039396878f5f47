"""A log-linear model: which label fits an item, by whole-number weights learnt for its features.

The weights are those of a conditional random field over sequences of one item (crfsuite trains it), rounded, so that
sums do not depend on their order.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import cache, lru_cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

WEIGHTS = Path(__file__).parents[1] / "_weights"
NOTHING = "0"
SCALE = 1000  # of a weight of one
_LIMIT = 1 << 14  # groups of features whose rows are remembered


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
        self._weights = np.vstack((weights, np.zeros_like(weights[:1])))  # the last row: a feature without weights
        self._rows_of = lru_cache(_LIMIT)(self._look_up)
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
        made = cls(features, labels, np.zeros((len(features), len(labels)), np.int16))
        for (f, x), w in learnt.items():
            made._weights[made._rows[f], made._columns[x]] = round(w * SCALE)
        return made

    def save(self, path: Path) -> None:
        """Write it, small and readable by `load`; the same weights give the same bytes."""
        names = "\n".join(self._rows).encode()
        np.savez_compressed(
            path,
            features=np.frombuffer(names, np.uint8),
            labels=np.frombuffer("\n".join(self._columns).encode(), np.uint8),
            weights=self._weights[:-1],
        )

    def _look_up(self, features: tuple[str, ...]) -> list[int]:
        """The rows of the features that have weights."""
        return [r for r in map(self._rows.get, features) if r is not None]

    def odds(
        self, items: Sequence[Iterable[tuple[str, ...]]], labels: Sequence[Sequence[str]], floor: float
    ) -> list[dict[str, float]]:
        """Return for each item the probabilities of the labels that it may have, those of at least `floor`.

        Args:
            items: Their features, in groups; the same groups recur, so their rows are looked up once.
            labels: For each the labels that are allowed.
            floor: Below it a label is left out.
        """
        if not items:
            return []
        rows, starts = list[int](), list[int]()
        for groups in items:
            starts.append(len(rows))
            rows += [r for group in groups for r in self._rows_of(group)] or [-1]
        scores = np.add.reduceat(self._weights.take(rows, axis=0), starts, axis=0, dtype=np.int32) / SCALE
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


@cache
def _read(path: Path) -> Model:
    with np.load(path, allow_pickle=False) as saved:
        features, labels = (saved[k].tobytes().decode().split("\n") for k in ("features", "labels"))
        return Model(features, labels, saved["weights"])
