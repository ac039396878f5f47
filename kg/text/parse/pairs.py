"""Features of pairs of eojeols: integers mixed for many pairs at once, so that a pair costs no Python step.

All arithmetic is on 32-bit integers modulo 2**32: a feature has the same slot on every machine.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import accumulate

import numpy as np
from numpy.typing import NDArray

from kg.text.parse.features import ATOMS, FLAGS
from kg.text.parse.templates import CONTEXTS, WIDTH, Templates

U32 = NDArray[np.uint32]
Ints = NDArray[np.int64]

REACH = 48  # eojeols: a head that is farther off is the sentence's last eojeol, or is not found
_DIST = np.array([0, 1, 2, 3, 4, 5, 6, 6, 7, 7, 7, 8, 8, 8, 8, 8] + [9] * 9 + [10] * (REACH - 23), np.uint32)
_TAIL = ATOMS.index("tail")


class Batch:
    """The packed eojeols of several sentences, one sentence behind the other, with all that is reckoned once for them.

    Args:
        sentences: Packed eojeols, sentence by sentence; no sentence is empty.

    Attributes:
        sizes: How many eojeols each sentence has.
        starts: Index of each sentence's first eojeol, counted through the batch.
        first, last: For each eojeol 1 if it begins (ends) its sentence.
        tails: For each eojeol its last particle or ending.
        sums: Flags summed up to each eojeol.
    """

    def __init__(self, sentences: Sequence[Sequence[bytes]]) -> None:
        self.sizes = [len(rows) for rows in sentences]
        self.starts = [0, *accumulate(self.sizes)][:-1]
        size = sum(self.sizes)
        packed = b"".join([row for rows in sentences for row in rows])
        table = np.frombuffer(packed, "<u4").reshape(size, WIDTH + len(FLAGS))
        atoms = np.ascontiguousarray(table[:, :WIDTH].T)
        self.first, self.last = np.zeros((2, size), np.uint32)
        self.first[self.starts] = 1
        self.last[:-1] = self.first[1:]
        self.last[-1] = 1
        # for each eojeol (a column) the attributes of the one before, of itself and of the one after, and a constant
        self._window: U32 = np.full((3 * WIDTH + 1, size), 7, np.uint32)
        self._window[:WIDTH, 1:] = atoms[:, :-1]
        self._window[:WIDTH, self.first > 0] = 7
        self._window[WIDTH : 2 * WIDTH] = atoms
        self._window[2 * WIDTH : 3 * WIDTH, :-1] = atoms[:, 1:]
        self._window[2 * WIDTH : 3 * WIDTH, self.last > 0] = 7
        self.tails: U32 = atoms[_TAIL]
        self.sums = np.zeros((size + 1, len(FLAGS)), np.int64)
        np.cumsum(table[:, WIDTH:].view("<i4"), axis=0, out=self.sums[1:])

    def __len__(self) -> int:
        """Count eojeols."""
        return len(self.tails)

    def sides(self, templates: Templates) -> tuple[U32, U32]:
        """Mix each eojeol's attributes into one number a template, as the earlier and as the later of a pair."""
        earlier = _mix(self._window, templates.earlier)
        earlier += templates.salt
        later = _mix(self._window, templates.later)
        later *= np.uint32(5)
        return earlier, later


def _mix(window: U32, columns: Ints) -> U32:
    x: U32 = window[columns[0]]
    x *= np.uint32(0x85EBCA6B)
    x ^= x >> np.uint32(15)
    x += window[columns[1]]
    x *= np.uint32(0xC2B2AE35)
    x ^= x >> np.uint32(13)
    x += window[columns[2]]
    x *= np.uint32(0x27D4EB2F)
    x ^= x >> np.uint32(16)
    return np.ascontiguousarray(x.T)


def context(batch: Batch, low: int, high: int, earlier: Ints, later: Ints) -> U32:
    """Describe what stands between the eojeols of each pair, one column a name of CONTEXTS.

    Distance (coarse, and up to three), how many predicates, commas, topics, subjects and eojeols with the earlier
    one's tail stand between, how quotes balance there, whether the pair begins or ends the sentence.

    Args:
        batch: The pairs' sentences.
        low: First eojeol that is the earlier one of a pair.
        high: One past the last such eojeol.
        earlier: First eojeol of each pair.
        later: Second eojeol of each pair, or the same one for the root.
    """
    between = batch.sums[later]
    between -= batch.sums[earlier + 1]
    np.minimum(between, 3, out=between)
    np.maximum(between, -2, out=between)
    end = int(later.max()) + 1
    same = np.zeros((high - low, end - low + 1), np.int32)
    np.cumsum(batch.tails[low:high, None] == batch.tails[low:end], axis=1, dtype=np.int32, out=same[:, 1:])
    distance = np.minimum(later - earlier, REACH + 1)
    out = np.zeros((len(earlier), len(CONTEXTS)), np.uint32)
    out[:, 1] = _DIST[distance]
    out[:, 2] = np.minimum(distance, 3)
    out[:, 3] = between[:, 1]
    out[:, 4] = between[:, 0]
    out[:, 5:7] = between[:, 2:4]
    out[:, 7] = np.minimum(same[earlier - low, later - low] - same[earlier - low, earlier + 1 - low], 2)
    out[:, 8] = between[:, 4]
    out[:, 9] = batch.last[later] * 2 + batch.first[earlier]
    out[:, 10] = np.minimum(between[:, 1], 2) * 16 + np.minimum(between[:, 0], 1) * 4 + np.minimum(out[:, 7], 1)
    out *= np.uint32(0x2C1B3C6D)
    out += np.uint32(1)
    return out


def slots(templates: Templates, sides: tuple[U32, U32], between: U32, pairs: tuple[Ints, Ints], bits: int) -> U32:
    """Hash each pair's features: for each pair and each template a slot below 2**bits."""
    x: U32 = sides[0].take(pairs[0], 0)
    x += sides[1].take(pairs[1], 0)
    x ^= between.take(templates.context, 1)
    x *= np.uint32(0x7FEB352D)
    x ^= x >> np.uint32(15)
    x *= np.uint32(0x846CA68B)
    x >>= np.uint32(32 - bits)
    return x
