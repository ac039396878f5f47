"""The scores of a document's core morphemes: the weights that each unit and morpheme contributes, added up once."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from itertools import repeat
from typing import Generic, TypeVar, cast

import numpy as np

from kg.mentions._crf import F64, Field
from kg.mentions._features import AWAY, BORDER, EDGE, LATEST, LONGEST, Features, Group, Unit, place
from kg.model import Morpheme

_APART = max(map(abs, AWAY))  # edges between two sentences, so that no unit sees one of another sentence
_NEW = repeat(-1)  # in place of a row
_LIMIT = 30_000  # forms whose sums are kept before it starts anew

K = TypeVar("K")


class _Kept(Generic[K]):
    """Sums by what they are made of, kept for the next document.

    Args:
        field: The weights.
        features: The groups of features of what is asked for, as many for each.
    """

    def __init__(self, field: Field, features: Callable[[K], Iterable[Group]]) -> None:
        self._field = field
        self._features = features
        self._rows: dict[K, int] = {}
        self._table: F64 | None = None

    def of(self, keys: Sequence[K]) -> F64:
        """Return one row a key: for each group the sums of its weights, label by label."""
        rows = list(map(self._rows.get, keys, _NEW))
        if -1 in rows:
            self._learn(keys)
            rows = [self._rows[k] for k in keys]
        return cast("F64", self._table).take(rows, axis=0)

    def _learn(self, keys: Sequence[K]) -> None:
        """Add what is new among some keys."""
        new = [k for k in dict.fromkeys(keys) if k not in self._rows]
        if len(self._rows) + len(new) > _LIMIT:
            self._rows.clear()
            new = list(dict.fromkeys(keys))
        self._add(new)

    def _add(self, new: Sequence[K]) -> None:
        at, features = len(self._rows), self._features
        made = self._field.sums([g for k in new for g in features(k)]).reshape(len(new), -1, len(self._field.labels))
        if self._table is None or at + len(new) > len(self._table):  # twice as much, so that growing is seldom
            grown = np.empty((2 * (at + len(new)), *made.shape[1:]))
            if self._table is not None:
                grown[:at] = self._table[:at]
            self._table = grown
        self._table[at : at + len(new)] = made
        self._rows.update(zip(new, range(at, at + len(new)), strict=True))


class Sums:
    """Remembers what each form contributes.

    Args:
        field: Weights of where names stand.
        features: What it sees.
    """

    def __init__(self, field: Field, features: Features) -> None:
        nothing = ("",)  # a feature without weights

        def core(key: tuple[str, ...]) -> Iterable[Group]:
            return features.core(*key) if key else [g or nothing for g in EDGE]

        self._morphemes = _Kept[tuple[str, str]](field, lambda key: features.morpheme(*key))
        self._cores = _Kept[tuple[str, ...]](field, core)
        places = [[place(at, count)] for at in range(LATEST + 1) for count in range(LONGEST + 1)]
        self._places = field.sums(places).reshape(LATEST + 1, LONGEST + 1, -1)

    def scores(self, sentences: Iterable[tuple[Sequence[Morpheme], Sequence[Unit]]]) -> F64:
        """Score the labels of every core morpheme.

        Args:
            sentences: The morphemes and the units of each, at least one unit in all.

        Returns:
            One row a morpheme, sentence after sentence; one column a label.
        """
        edges, still = [()] * _APART, [0] * _APART
        cores, counts, forms = list[tuple[str, ...]](edges), list(still), list[tuple[str, str]]()
        for morphemes, units in sentences:
            cores += [u[2:] for u in units]
            cores += edges
            counts += [u[1] - u[0] for u in units]
            counts += still
            forms += [m[:2] for u in units for m in morphemes[u[0] : u[1]]]
        return self._added(self._cores.of(cores), np.array(counts), self._morphemes.of(forms))

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
