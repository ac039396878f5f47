"""The parser: scores of all pairs within reach, then one walk from the sentence's end."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from kg.model import Morpheme
from kg.text.parse.features import pack
from kg.text.parse.pairs import REACH, U32, Ints, Sentence, context, slots
from kg.text.parse.templates import ARCS, LABELS, SIBLINGS, Templates

WEIGHTS = Path(__file__).parents[1] / "_weights" / "parser.npz"
ARC_BITS = 20
LABEL_BITS = 14
ARC, SIBLING, LABEL = Templates(ARCS, 1), Templates(SIBLINGS, 5000), Templates(LABELS, 9000)
_ROWS = 64  # eojeols scored at a time: bounds the memory that a very long sentence takes


class Parse(NamedTuple):
    """A sentence's tree.

    Attributes:
        heads: For each eojeol the index of its head, always a later one; -1 for the last eojeol, the root.
        labels: For each eojeol its KLUE-DP relation, such as "NP_SBJ".
    """

    heads: tuple[int, ...]
    labels: tuple[str, ...]


class Pairs(NamedTuple):
    """Pairs of eojeols that may be dependent and head, ordered by the earlier one, and their features' slots."""

    earlier: Ints
    later: Ints
    arcs: U32
    siblings: U32


@lru_cache(maxsize=256)
def _reachable(low: int, high: int, size: int) -> tuple[Ints, Ints]:
    pairs: list[tuple[int, int]] = []
    for i in range(low, high):
        pairs += [(i, j) for j in range(i + 1, min(i + REACH + 1, size))]
        if i + REACH < size - 1:
            pairs.append((i, size - 1))
    both = np.array(pairs, np.int64).T.copy()
    return both[0], both[1]


def read(eojeols: Sequence[Sequence[Morpheme]]) -> Sentence:
    """Describe a sentence's eojeols, at least one."""
    return Sentence([pack(tuple([m[:2] for m in eojeol])) for eojeol in eojeols])


def candidates(sentence: Sentence) -> Iterator[Pairs]:
    """Yield all pairs within reach, with their features, some eojeols at a time."""
    arc, sibling = sentence.sides(ARC), sentence.sides(SIBLING)
    last = len(sentence) - 1
    for low in range(0, last, _ROWS):
        high = min(low + _ROWS, last)
        earlier, later = _reachable(low, high, last + 1)
        between = context(sentence, low, high, earlier, later)
        yield Pairs(
            earlier,
            later,
            slots(ARC, arc, between, (earlier, later), ARC_BITS),
            slots(SIBLING, sibling, between, (earlier, later), ARC_BITS),
        )


def label_slots(sentence: Sentence, heads: Sequence[int]) -> U32:
    """Hash the features that tell each eojeol's label, its head being known."""
    sides, out = sentence.sides(LABEL), []
    for low in range(0, len(heads), _ROWS):
        earlier = np.arange(low, min(low + _ROWS, len(heads)))
        later = np.array([i if j < 0 else j for i, j in enumerate(heads[low : low + _ROWS], low)], np.int64)
        between = context(sentence, low, low + len(earlier), earlier, later)
        out.append(slots(LABEL, sides, between, (earlier, later), LABEL_BITS))
    return np.concatenate(out)


def walk(size: int, arcs: Sequence[int], siblings: Sequence[int]) -> list[int]:
    """Choose heads from the sentence's end on.

    Args:
        size: How many eojeols.
        arcs: Scores of (dependent, head), in the order of `candidates`.
        siblings: Scores of (dependent, nearest later eojeol with the same head), in the same order.

    Returns:
        For each eojeol its head, -1 for the last one.
    """
    heads = [-1] * size
    base = len(arcs)
    for i in range(size - 2, -1, -1):
        near = min(size - 1 - i, REACH)
        base -= near + (near < size - 1 - i)
        start = base - i - 1
        best, head = arcs[base], i + 1
        previous, at = head, heads[head]
        while at >= 0:
            if at - i <= REACH:
                score = arcs[start + at] + siblings[start + previous]
            elif at == size - 1:
                score = arcs[base + REACH] + (siblings[start + previous] if previous - i <= REACH else 0)
            else:
                previous, at = at, heads[at]
                continue
            if score > best:
                best, head = score, at
            previous, at = at, heads[at]
        heads[i] = head
    return heads


class Parser:
    """A trained parser: whole-number weights by slot, so that sums do not depend on their order."""

    def __init__(self, arcs: NDArray[np.int8], labels: NDArray[np.int8], names: Sequence[str]) -> None:
        self._arcs = arcs
        self._labels = labels
        self._names = tuple(names)

    @classmethod
    def load(cls) -> Parser:
        """Return the parser with the weights that are shipped; they are read once."""
        return _shipped()

    def parse(self, eojeols: Sequence[Sequence[Morpheme]]) -> Parse:
        """Find each eojeol's head and its relation to it.

        Args:
            eojeols: One sentence's morphemes, eojeol by eojeol; an eojeol may be empty.

        Returns:
            Heads and labels, one each an eojeol; the last eojeol is the root.
        """
        if not eojeols:
            return Parse((), ())
        sentence = read(eojeols)
        arcs: list[int] = []
        siblings: list[int] = []
        for pairs in candidates(sentence):
            arcs += self._arcs[pairs.arcs].sum(axis=1, dtype=np.int32).tolist()
            siblings += self._arcs[pairs.siblings].sum(axis=1, dtype=np.int32).tolist()
        heads = walk(len(eojeols), arcs, siblings)
        scores = self._labels[label_slots(sentence, heads)].sum(axis=1, dtype=np.int32)
        return Parse(tuple(heads), tuple([self._names[k] for k in scores.argmax(axis=1).tolist()]))


@lru_cache(maxsize=1)
def _shipped() -> Parser:
    with np.load(WEIGHTS, allow_pickle=False) as saved:
        return Parser(saved["arcs"], saved["labels"], json.loads(str(saved["names"])))
