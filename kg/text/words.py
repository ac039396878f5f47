"""Words of one kind: which words stand in the same contexts, by the language model that Kiwi's morphemes come from.

Kiwi's CoNg model holds a vector for each of some 70,000 morphemes. Clustered, they say that 발매 is like 출시 though no
annotated sentence holds it (word clusters as features: Miller, Guinness and Zamanian, 2004; Turian, Ratinov and
Bengio, 2010). The table is made by benchmarks/train_words.py and read without the model.
"""

from __future__ import annotations

import io
from functools import cache, lru_cache
from importlib.resources import files
from typing import NamedTuple

import numpy as np

WORDS = files(__package__) / "_words" / "words.npz"
# Tags that share a vector's key; of a form with several tags, which one stands for an unknown one.
_KINDS = {"NNG": "N", "NNP": "P", "NNB": "N", "NR": "N", "NP": "N", "SL": "P", "XR": "N", "XSN": "N"}
_FALLBACK = ("N", "P", "V", "M")
_LIMIT = 1 << 15  # words that are remembered


class Kin(NamedTuple):
    """The clusters of a word, from coarse to fine; each holds the next."""

    coarse: int
    middle: int
    fine: int


def kind(tag: str) -> str:
    """Return the kind of a tag of Kiwi's: N noun, P proper noun, V verb or adjective, M other."""
    return _KINDS.get(tag) or ("V" if tag[0] == "V" else "M")


class Words:
    """Looks up the clusters of words.

    Args:
        fine: For a form and a kind the finest cluster.
        above: For a finest cluster those above it.
    """

    def __init__(self, fine: dict[tuple[str, str], int], above: list[tuple[int, int]]) -> None:
        self._kin = [Kin(*upper, k) for k, upper in enumerate(above)]
        self._fine = fine
        self.ending = lru_cache(_LIMIT)(self._ending)

    def kin(self, form: str, tag: str) -> Kin | None:
        """Return the clusters of a morpheme, or None for one that the model does not hold."""
        own = kind(tag)
        found = self._fine.get((form, own))
        if found is None:
            found = next((self._fine[form, k] for k in _FALLBACK if (form, k) in self._fine), None)
        return None if found is None else self._kin[found]

    def _ending(self, core: str) -> Kin | None:
        """Return the clusters of the longest known noun that ends a word, two syllables at least."""
        for start in range(max(0, len(core) - 6), len(core) - 1):
            for k in ("N", "P"):
                found = self._fine.get((core[start:], k))
                if found is not None:
                    return self._kin[found]
        return None


@cache
def read_words() -> Words:
    """Read the table that comes with the package."""
    with np.load(io.BytesIO(WORDS.read_bytes())) as data:
        forms = data["forms"].tobytes().decode().split("\n")
        kinds = data["kinds"].tobytes().decode()
        fine = data["fine"].tolist()
        above = [(int(a), int(b)) for a, b in zip(data["coarse"], data["middle"], strict=True)]
    return Words(dict(zip(zip(forms, kinds, strict=True), fine, strict=True)), above)
