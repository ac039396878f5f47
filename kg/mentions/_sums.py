"""The scores of a document's core morphemes: the weights that each unit and morpheme contributes, added up once."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import cast

import numpy as np

from kg.mentions._crf import F64, Field
from kg.mentions._features import AWAY, BORDER, EDGE, LATEST, LONGEST, Features, Unit, place
from kg.model import Morpheme

_APART = max(map(abs, AWAY))  # edges between two sentences, so that no unit sees one of another sentence
_LIMIT = 30_000  # forms whose sums are kept before it starts anew


class Sums:
    """Remembers what each form contributes.

    Args:
        field: Weights of where names stand.
        features: What it sees.
    """

    def __init__(self, field: Field, features: Features) -> None:
        self._field = field
        self._features = features
        self._morphemes: dict[tuple[str, str], F64] = {}
        self._cores: dict[tuple[str, str, str, str], F64] = {}
        nothing = ("",)  # a feature without weights
        self._edges = [self._field.sums([g or nothing for g in EDGE])] * _APART
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
        known, core, morpheme = self._morphemes.get, self._core, self._morpheme
        for morphemes, units in sentences:
            for u in units:
                cores.append(core(u))
                counts.append(u.last - u.first)
                for m in morphemes[u.first : u.last]:
                    found = known((m.form, m.tag))
                    forms.append(morpheme(m) if found is None else found)
            cores += self._edges
            counts += [0] * _APART
        width = len(self._field.labels)
        return self._added(
            np.concatenate(cores).reshape(len(cores), -1, width),
            np.array(counts),
            np.concatenate(forms).reshape(len(forms), -1, width),
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

    def _core(self, unit: Unit) -> F64:
        key = unit[2:]
        found = self._cores.get(key)
        if found is None:
            if len(self._cores) > _LIMIT:
                self._cores.clear()
            found = self._cores[key] = self._field.sums(self._features.core(unit))
        return found

    def _morpheme(self, m: Morpheme) -> F64:
        if len(self._morphemes) > _LIMIT:
            self._morphemes.clear()
        found = self._morphemes[m.form, m.tag] = self._field.sums(self._features.morpheme(m))
        return found
