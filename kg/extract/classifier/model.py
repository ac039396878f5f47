"""A log-linear model (crfsuite, sequences of one): which label fits an item, by weights learnt for its features."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import Any

import pycrfsuite

WEIGHTS = Path(__file__).parents[1] / "_weights"
NOTHING = "0"


class Model:
    """An opened model.

    Args:
        opened: A crfsuite tagger whose model was trained on sequences of one item.
    """

    def __init__(self, opened: Any) -> None:
        self._tagger = opened
        self.labels: tuple[str, ...] = tuple(sorted(set(opened.labels()) - {NOTHING}))

    @classmethod
    def load(cls, name: str) -> Model:
        """Return a model that is shipped, "pairs" or "figures"; it is opened once."""
        return cls(_opened(WEIGHTS / f"{name}.crfsuite"))

    def odds(
        self, items: Sequence[Sequence[str]], labels: Sequence[Sequence[str]], floor: float
    ) -> list[dict[str, float]]:
        """Return for each item the probabilities of the labels that it may have, those of at least `floor`.

        Args:
            items: Their features.
            labels: For each the labels that are allowed.
            floor: Below it a label is left out.
        """
        if not items:
            return []
        marginal = self._tagger.marginal
        self._tagger.set(items)
        out = []
        for i, allowed in enumerate(labels):
            found: dict[str, float] = {}
            if allowed and marginal(NOTHING, i) <= 1 - floor:
                for label in allowed:
                    p = marginal(label, i)
                    if p >= floor:
                        found[label] = p
            out.append(found)
        return out


@cache
def _opened(path: Path) -> Any:
    tagger = pycrfsuite.Tagger()
    tagger.open(str(path))
    return tagger
