"""The field read with numpy is the one that its definition gives, summed over all paths."""

from __future__ import annotations

from itertools import pairwise, product
from pathlib import Path

import numpy as np
import pytest

from kg.mentions._crf import F64, Field, Weights

LABELS = ("O", "B-X", "I-X")


def weights(transitions: F64) -> Weights:
    features = ("a", "한", "c")
    counts, columns = np.array([2, 0, 1], np.uint8), np.array([0, 2, 1], np.uint8)
    return Weights(features, LABELS, counts, columns, np.array([0.5, -1.25, 2.0]), transitions)


@pytest.fixture
def drawn() -> np.random.Generator:
    return np.random.default_rng(11)


def test_weights_are_read_as_they_were_saved_and_always_the_same_bytes(
    tmp_path: Path, drawn: np.random.Generator
) -> None:
    one = weights(drawn.normal(size=(3, 3)))
    for name in ("a.npz", "b.npz"):
        one.save(tmp_path / name)
    assert (tmp_path / "a.npz").read_bytes() == (tmp_path / "b.npz").read_bytes()
    again = Weights.load(tmp_path / "a.npz")
    assert again[:2] == one[:2]
    assert [x.tolist() for x in again[2:]] == [x.tolist() for x in one[2:]]


def test_weights_of_a_group_are_added_and_what_was_never_seen_has_none() -> None:
    field = Field(weights(np.zeros((3, 3))))
    assert field.sums([["a"], ["a", "c", "a"], ["new"], ["한", "c"]]).tolist() == [
        [0.5, 0.0, -1.25], [1.0, 2.0, -2.5], [0.0, 0.0, 0.0], [0.0, 2.0, 0.0],
    ]  # fmt: skip


def test_best_labels_and_probabilities_are_those_of_all_paths(drawn: np.random.Generator) -> None:
    transitions = drawn.normal(size=(3, 3))
    sizes = [2, 0, 4, 1, 4]
    scores = drawn.normal(size=(sum(sizes), 3))
    before = scores.copy()
    labels, odds = Field(weights(transitions)).read(scores, sizes)
    assert (scores == before).all()
    start = 0
    for size in filter(None, sizes):
        paths = list(product(range(3), repeat=size))
        whole = np.array([_score(scores[start : start + size], transitions, p) for p in paths])
        best = paths[int(whole.argmax())]
        assert labels[start : start + size] == [LABELS[k] for k in best]
        shares = np.exp(whole) / np.exp(whole).sum()
        for at in range(size):
            want = [sum(s for s, p in zip(shares, paths, strict=True) if p[at] == k) for k in range(3)]
            assert odds[start + at] == pytest.approx(want)
        start += size


def _score(scores: F64, transitions: F64, path: tuple[int, ...]) -> float:
    own = sum(scores[i, k] for i, k in enumerate(path))
    return float(own + sum(transitions[a, b] for a, b in pairwise(path)))
