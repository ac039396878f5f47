"""Conditional random fields read with numpy: sums of weights, the best labels and their probabilities.

crfsuite trains them (`benchmarks/train_tagger.py`) and writes a file of its own; the weights in it are kept here bit by
bit. A class model is a field over sequences of one item: its scores are all that is asked of it.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import accumulate, pairwise, repeat
from pathlib import Path
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

F64 = NDArray[np.float64]


class Weights(NamedTuple):
    """What was learnt, as it is stored.

    Attributes:
        features: Their names.
        labels: Their names.
        counts: For each feature how many labels it has weights for.
        columns: The labels of these weights, by index, feature by feature.
        weights: The weights.
        transitions: From label (row) to label.
    """

    features: tuple[str, ...]
    labels: tuple[str, ...]
    counts: NDArray[np.uint8]
    columns: NDArray[np.uint8]
    weights: F64
    transitions: F64

    def save(self, path: Path) -> None:
        """Write them, small and readable by `load`; the same weights give the same bytes."""
        names = {k: np.frombuffer("\n".join(getattr(self, k)).encode(), np.uint8) for k in ("features", "labels")}
        np.savez_compressed(path, **{**self._asdict(), **names})

    @classmethod
    def load(cls, path: Path) -> Weights:
        """Read what `save` wrote."""
        with np.load(path, allow_pickle=False) as saved:
            features, labels = (tuple(saved[k].tobytes().decode().split("\n")) for k in ("features", "labels"))
            return cls(features, labels, *(saved[k] for k in cls._fields[2:]))


class Field:
    """A model ready for use.

    Args:
        learnt: Its weights.
    """

    def __init__(self, learnt: Weights) -> None:
        self.labels = learnt.labels
        self._row = dict(zip(learnt.features, range(len(learnt.features)), strict=True)).get
        self._table = np.zeros((len(learnt.features) + 1, len(learnt.labels)))  # the last row: a feature never seen
        self._table[np.repeat(np.arange(len(learnt.counts)), learnt.counts), learnt.columns] = learnt.weights
        self._transitions = learnt.transitions
        self._factors = np.exp(learnt.transitions)

    def sums(self, groups: Iterable[Sequence[str]]) -> F64:
        """Add up the weights of groups of features.

        Args:
            groups: Features, at least one in each group.

        Returns:
            One row a group, one column a label.
        """
        rows, starts = list[int](), list[int]()
        row, unseen = self._row, repeat(-1)
        for features in groups:
            starts.append(len(rows))
            rows += map(row, features, unseen)
        return np.add.reduceat(self._table.take(rows, axis=0), starts, axis=0)

    def read(self, scores: F64, sizes: Sequence[int]) -> tuple[list[str], F64]:
        """Find the best labels of sequences and the probability of every label.

        Args:
            scores: Of each item's labels, sequence after sequence, at least one item.
            sizes: How many items each sequence has; some may have none.

        Returns:
            For each item the label that the best path gives it; and each label's probability, over all paths.
        """
        order = np.argsort(-np.asarray(sizes), kind="stable")  # the longest first: those at work are always the first n
        starts, ordered = (np.cumsum(sizes) - sizes)[order], np.asarray(sizes)[order]
        active = (ordered[:, None] > np.arange(ordered[0])).sum(axis=0).tolist()
        where = np.concatenate([starts[:n] + t for t, n in enumerate(active)])  # step after step
        ends = list(accumulate(active))
        steps = [slice(end - n, end) for n, end in zip(active, ends, strict=True)]
        best, odds = np.empty(len(scores), np.int64), np.empty_like(scores)
        stepwise = scores[where]
        best[where] = self._best(stepwise, steps)
        odds[where] = self._odds(stepwise, steps)
        return [self.labels[k] for k in best.tolist()], odds

    def _best(self, scores: F64, steps: Sequence[slice]) -> NDArray[np.int64]:
        """The labels of all items, by Viterbi's algorithm."""
        onward, backward = self._transitions[:, :, None], np.ascontiguousarray(self._transitions.T)
        reached = [scores[steps[0]].T]  # one row a label: so the maximum over labels is quicker
        for step in steps[1:]:
            here = scores[step].T
            reached.append(np.maximum.reduce(reached[-1][:, None, : here.shape[1]] + onward) + here)
        labels = [reached[-1].argmax(axis=0)]
        for before in reversed(reached[:-1]):
            behind = before.T.copy()
            behind[: len(labels[-1])] += backward.take(labels[-1], axis=0)
            labels.append(behind.argmax(axis=1))
        return np.concatenate(labels[::-1])

    def _odds(self, scores: F64, steps: Sequence[slice]) -> F64:
        """The probabilities of all items' labels, by the forward-backward algorithm."""
        factors = np.exp(scores - scores.max(axis=1, keepdims=True))
        before, behind = factors.copy(), np.ones_like(factors)
        every = np.ones_like(self._factors)  # a product with it is the quickest sum of rows
        for last, step in pairwise(steps):
            here = before[step]
            here *= before[last][: len(here)] @ self._factors
            here /= here @ every
        for step, following in pairwise(reversed(steps)):
            here = (behind[step] * factors[step]) @ self._factors.T
            behind[following][: len(here)] = here / (here @ every)
        odds: F64 = before * behind
        odds /= odds.sum(axis=1, keepdims=True)
        return odds
