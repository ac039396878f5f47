"""The scores of a document's core morphemes: the weights that each unit and morpheme contributes, added up once."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import TypeVar, cast

import numpy as np

from kg.mentions._crf import F64, Field
from kg.mentions._features import AWAY, BORDER, EDGE, LATEST, LONGEST, Features, Unit, place
from kg.model import Morpheme

_APART = max(map(abs, AWAY))  # edges between two sentences, so that no unit sees one of another sentence
_LIMIT = 30_000  # forms whose sums are kept before it starts anew

K = TypeVar("K")


class _Kept(dict[K, F64]):
    """Sums by what they are made of, made when they are first asked for."""

    def __init__(self, make: Callable[[K], F64]) -> None:
        super().__init__()
        self._make = make

    def __missing__(self, key: K) -> F64:
        if len(self) > _LIMIT:
            self.clear()
        made = self[key] = self._make(key)
        return made


class Sums:
    """Remembers what each form contributes.

    Args:
        field: Weights of where names stand.
        features: What it sees.
    """

    def __init__(self, field: Field, features: Features) -> None:
        self._morphemes = _Kept[tuple[str, str]](lambda key: field.sums(features.morpheme(*key)))
        self._cores = _Kept[tuple[str, str, str, str]](lambda key: field.sums(features.core(*key)))
        self._width = len(field.labels)
        nothing = ("",)  # a feature without weights
        self._edges = [field.sums([g or nothing for g in EDGE])] * _APART
        places = [[place(at, count)] for at in range(LATEST + 1) for count in range(LONGEST + 1)]
        self._places = field.sums(places).reshape(LATEST + 1, LONGEST + 1, -1)

    def scores(self, sentences: Iterable[tuple[Sequence[Morpheme], Sequence[Unit]]]) -> F64:
        """Score the labels of every core morpheme.

        Args:
            sentences: The morphemes and the units of each, at least one unit in all.

        Returns:
            One row a morpheme, sentence after sentence; one column a label.
        """
        cores, counts, forms = list(self._edges), [0] * _APART, list[F64]()
        core, morpheme = self._cores.__getitem__, self._morphemes.__getitem__
        for morphemes, units in sentences:
            cores += [core(u[2:]) for u in units]
            cores += self._edges
            counts += [u.last - u.first for u in units]
            counts += [0] * _APART
            forms += [morpheme(m[:2]) for u in units for m in morphemes[u.first : u.last]]
        return self._added(
            np.concatenate(cores).reshape(len(cores), -1, self._width),
            np.array(counts),
            np.concatenate(forms).reshape(len(forms), -1, self._width),
        )

    def _added(self, cores: F64, counts: np.ndarray[tuple[int], np.dtype[np.int64]], forms: F64) -> F64:
        """Add to each morpheme's own sums those of its unit, of its neighbours and of its place."""
        last = len(cores) - _APART
        around = sum(cores[_APART + away : last + away, group] for group, away in enumerate(AWAY))
        unit = np.repeat(np.arange(len(cores)), counts)
        first = np.cumsum(counts) - counts  # of each unit, the number of its first morpheme
        at = np.arange(len(unit)) - first[unit]
        out = cast("F64", around)[unit - _APART] + forms[:, 0]
        out += self._places[np.minimum(at, LATEST), np.minimum(counts[unit], LONGEST)]
        starts, inner = np.flatnonzero(at == 0), np.flatnonzero(at)
        out[starts] += cores[unit[starts] - 1, BORDER]
        out[inner] += forms[inner - 1, 1]
        out[inner - 1] += forms[inner, 2]
        return out
