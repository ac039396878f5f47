"""The parser: scores of all pairs within reach, then one walk from the sentence's end."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from kg.text.parse.features import Forms, pack
from kg.text.parse.pairs import REACH, U32, Batch, Ints, context, slots
from kg.text.parse.templates import ARCS, LABELS, SIBLINGS, Templates

WEIGHTS = Path(__file__).parents[1] / "_weights" / "parser.npz"
ARC_BITS = 20
LABEL_BITS = 14
ARC, SIBLING, LABEL = Templates(ARCS, 1), Templates(SIBLINGS, 5000), Templates(LABELS, 9000)
_ROWS = 64  # eojeols of a very long sentence that are scored at a time: bounds the memory that it takes
_TOGETHER = 256  # eojeols of short sentences that are scored at once: a call of numpy costs more than its work


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
def _reachable(low: int, high: int, size: int) -> Ints:
    pairs: list[tuple[int, int]] = []
    for i in range(low, high):
        pairs += [(i, j) for j in range(i + 1, min(i + REACH + 1, size))]
        if i + REACH < size - 1:
            pairs.append((i, size - 1))
    return np.array(pairs, np.int64).T.copy()


def read(sentences: Sequence[Sequence[Forms]]) -> Batch:
    """Describe the eojeols of sentences, at least one a sentence."""
    return Batch([[pack(eojeol) for eojeol in eojeols] for eojeols in sentences])


def batches(sentences: Sequence[Sequence[Forms]]) -> Iterator[Batch]:
    """Put sentences together in their order, as many as are scored at once; a longer one stands alone."""
    low = count = 0
    for at, sentence in enumerate(sentences):
        if at > low and count + len(sentence) > _TOGETHER:
            yield read(sentences[low:at])
            low, count = at, 0
        count += len(sentence)
    if low < len(sentences):
        yield read(sentences[low:])


def candidates(batch: Batch) -> Iterator[Pairs]:
    """Yield all pairs within reach, sentence by sentence, with their features, some eojeols at a time."""
    arc, sibling = batch.sides(ARC), batch.sides(SIBLING)
    pieces = [
        (start, low, min(low + _ROWS, size - 1), size)
        for start, size in zip(batch.starts, batch.sizes, strict=True)
        for low in range(0, size - 1, _ROWS)
    ]
    groups = [[piece] for piece in pieces] if len(batch) > _TOGETHER else [pieces] if pieces else []
    for group in groups:
        earlier, later = np.concatenate([_reachable(*piece) + start for start, *piece in group], axis=1)
        low, high = group[0][0] + group[0][1], group[-1][0] + group[-1][2]
        between = context(batch, low, high, earlier, later)
        yield Pairs(
            earlier,
            later,
            slots(ARC, arc, between, (earlier, later), ARC_BITS),
            slots(SIBLING, sibling, between, (earlier, later), ARC_BITS),
        )


def label_slots(batch: Batch, heads: Sequence[int]) -> U32:
    """Hash the features that tell each eojeol's label, its head being known.

    Args:
        batch: The sentences.
        heads: For each eojeol its head, counted through the batch; the root is its own.
    """
    sides, out = batch.sides(LABEL), []
    for low in range(0, len(heads), _TOGETHER):
        later = np.array(heads[low : low + _TOGETHER], np.int64)
        earlier = np.arange(low, low + len(later))
        between = context(batch, low, low + len(later), earlier, later)
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

    def parse(self, eojeols: Sequence[Forms]) -> Parse:
        """Find each eojeol's head and its relation to it.

        Args:
            eojeols: The forms and tags of one sentence's morphemes, eojeol by eojeol; an eojeol may be empty.

        Returns:
            Heads and labels, one each an eojeol; the last eojeol is the root.
        """
        return self.parse_all([eojeols])[0]

    def parse_all(self, sentences: Sequence[Sequence[Forms]]) -> list[Parse]:
        """Parse several sentences, which takes less time than one by one.

        Args:
            sentences: As `parse` takes them.

        Returns:
            For each sentence what `parse` returns for it.
        """
        found = iter([p for batch in batches([s for s in sentences if s]) for p in self._parsed(batch)])
        return [next(found) if sentence else Parse((), ()) for sentence in sentences]

    def _parsed(self, batch: Batch) -> Iterator[Parse]:
        arcs: list[int] = []
        siblings: list[int] = []
        for pairs in candidates(batch):
            arcs += _scores(self._arcs, pairs.arcs)
            siblings += _scores(self._arcs, pairs.siblings)
        trees: list[list[int]] = []
        at = 0
        for size in batch.sizes:
            count = _count(size)
            trees.append(walk(size, arcs[at : at + count], siblings[at : at + count]))
            at += count
        above = [
            start + (i if head < 0 else head)
            for start, heads in zip(batch.starts, trees, strict=True)
            for i, head in enumerate(heads)
        ]
        scores = self._labels.take(label_slots(batch, above).T, 0).sum(axis=0, dtype=np.int32)
        names = [self._names[k] for k in scores.argmax(axis=1).tolist()]
        for start, heads in zip(batch.starts, trees, strict=True):
            yield Parse(tuple(heads), tuple(names[start : start + len(heads)]))


def _count(size: int) -> int:
    """How many pairs a sentence has: all within reach, and with its last eojeol those beyond."""
    near = min(size - 1, REACH)
    return near * (near + 1) // 2 + (size - 1 - near) * (REACH + 1)


def _scores(weights: NDArray[np.int8], found: U32) -> list[int]:
    # a sum of so few whole numbers is exact in float32, and faster so
    scores = weights.take(found).astype(np.float32) @ np.ones(found.shape[1], np.float32)
    out: list[int] = scores.astype(np.int32).tolist()
    return out


@lru_cache(maxsize=1)
def _shipped() -> Parser:
    with np.load(WEIGHTS, allow_pickle=False) as saved:
        return Parser(saved["arcs"], saved["labels"], json.loads(str(saved["names"])))
