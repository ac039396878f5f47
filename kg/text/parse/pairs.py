"""Features of pairs of eojeols: integers mixed for many pairs at once, so that a pair costs no Python step.

All arithmetic is on 32-bit integers modulo 2**32: a feature has the same slot on every machine.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from kg.text.parse.features import ATOMS, FLAGS
from kg.text.parse.templates import CONTEXTS, WIDTH, Templates

U32 = NDArray[np.uint32]
Ints = NDArray[np.int64]

REACH = 48  # eojeols: a head that is farther off is the sentence's last eojeol, or is not found
_DIST = np.array([0, 1, 2, 3, 4, 5, 6, 6, 7, 7, 7, 8, 8, 8, 8, 8] + [9] * 9 + [10] * (REACH - 23), np.uint32)
_TAIL = ATOMS.index("tail")


class Sentence:
    """One sentence's packed eojeols, with all that is reckoned once for it.

    Attributes:
        window: For each eojeol the attributes of the one before, of itself and of the one after, and a constant.
        sums: Flags summed up to each eojeol.
    """

    def __init__(self, rows: Sequence[bytes]) -> None:
        size = len(rows)
        table = np.frombuffer(b"".join(rows), "<u4").reshape(size, WIDTH + len(FLAGS))
        self.window: U32 = np.full((size, 3 * WIDTH + 1), 7, np.uint32)
        self.window[1:, :WIDTH] = table[:-1, :WIDTH]
        self.window[:, WIDTH : 2 * WIDTH] = table[:, :WIDTH]
        self.window[:-1, 2 * WIDTH : 3 * WIDTH] = table[1:, :WIDTH]
        self.tails: U32 = self.window[:, WIDTH + _TAIL]
        self.sums = np.zeros((size + 1, len(FLAGS)), np.int64)
        np.cumsum(table[:, WIDTH:].view("<i4"), axis=0, out=self.sums[1:])

    def __len__(self) -> int:
        """Count eojeols."""
        return len(self.window)

    def sides(self, templates: Templates) -> tuple[U32, U32]:
        """Mix each eojeol's attributes into one number a template, as the earlier and as the later of a pair."""
        return _mix(self.window, templates.earlier) + templates.salt, _mix(self.window, templates.later)


def _mix(window: U32, columns: Ints) -> U32:
    x: U32 = window[:, columns[0]] * np.uint32(0x85EBCA6B)
    x ^= x >> np.uint32(15)
    x += window[:, columns[1]]
    x *= np.uint32(0xC2B2AE35)
    x ^= x >> np.uint32(13)
    x += window[:, columns[2]]
    x *= np.uint32(0x27D4EB2F)
    x ^= x >> np.uint32(16)
    return x


def context(sentence: Sentence, low: int, high: int, earlier: Ints, later: Ints) -> U32:
    """Describe what stands between the eojeols of each pair, one column a name of CONTEXTS.

    Distance (coarse, and up to three), how many predicates, commas, topics, subjects and eojeols with the earlier
    one's tail stand between, how quotes balance there, whether the pair begins or ends the sentence.

    Args:
        sentence: The pairs' sentence.
        low: First eojeol that is the earlier one of a pair.
        high: One past the last such eojeol.
        earlier: First eojeol of each pair.
        later: Second eojeol of each pair, or the same one for the root.
    """
    size = len(sentence)
    between = sentence.sums[later]
    between -= sentence.sums[earlier + 1]
    np.minimum(between, 3, out=between)
    np.maximum(between, -2, out=between)
    same = np.zeros((high - low, size + 1), np.int32)
    np.cumsum(sentence.tails[low:high, None] == sentence.tails, axis=1, dtype=np.int32, out=same[:, 1:])
    distance = np.minimum(later - earlier, REACH + 1)
    out = np.zeros((len(earlier), len(CONTEXTS)), np.uint32)
    out[:, 1] = _DIST[distance]
    out[:, 2] = np.minimum(distance, 3)
    out[:, 3] = between[:, 1]
    out[:, 4] = between[:, 0]
    out[:, 5:7] = between[:, 2:4]
    out[:, 7] = np.minimum(same[earlier - low, later] - same[earlier - low, earlier + 1], 2)
    out[:, 8] = between[:, 4]
    out[:, 9] = (later == size - 1) * 2 + (earlier == 0)
    out[:, 10] = np.minimum(between[:, 1], 2) * 16 + np.minimum(between[:, 0], 1) * 4 + np.minimum(out[:, 7], 1)
    out *= np.uint32(0x2C1B3C6D)
    out += np.uint32(1)
    return out


def slots(templates: Templates, sides: tuple[U32, U32], between: U32, pairs: tuple[Ints, Ints], bits: int) -> U32:
    """Hash each pair's features: for each pair and each template a slot below 2**bits."""
    x: U32 = sides[0][pairs[0]]
    x += (sides[1] * np.uint32(5))[pairs[1]]
    x ^= between[:, templates.context]
    x *= np.uint32(0x7FEB352D)
    x ^= x >> np.uint32(15)
    x *= np.uint32(0x846CA68B)
    x >>= np.uint32(32 - bits)
    return x
