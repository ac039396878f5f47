"""Whose the figures are that no rule reads: what the classifier makes of an article's figures and names."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

from kg.extract.classifier.figures import Figures, Item
from kg.extract.classifier.judge import Reading
from kg.extract.classifier.model import Model
from kg.extract.measures import Measures
from kg.model import Claim
from kg.ontology import Ontology
from kg.text.numbers import MONEY, Number

# Chosen on held-out stories (docs/EXTRACTION.md).
ADDED = 0.38  # how likely a count must be that only the classifier gives to somebody
COUNT = "count"  # of all other measures it is seldom right where the rules say nothing
_ASIDE = 4  # code points between a sum and what it is in other money


class Owners:
    """Weighs whose the figures of sentences are.

    Args:
        ontology: Which classes have counts, and in which units.
        measures: What makes a measure of a figure and its owner.
        model: What weighs; by default the shipped one.
    """

    def __init__(self, ontology: Ontology, measures: Measures, model: Model | None = None) -> None:
        self._ontology = ontology
        self._measures = measures
        self._model = Model.load("figures") if model is None else model

    def completed(self, readings: Sequence[Reading]) -> list[Reading]:
        """Return an article's sentences with the counts that the rules left out and somebody is likely to have."""
        figures = Figures()
        found = [figures.of(r.syntax, r.claims) for r in readings]
        together = [item for items in found for item in items]
        odds = self._model.odds([i.groups for i in together], [self._labels(i) for i in together], ADDED)
        likely = iter([o.get(COUNT, 0) for o in odds])
        return [
            r._replace(claims=[*r.claims, *self._added(r, [(i, next(likely)) for i in items])])
            for r, items in zip(readings, found, strict=True)
        ]

    def _labels(self, item: Item) -> tuple[str, ...]:
        """The measure that is asked for, where somebody may have it in a figure's unit."""
        unit = item.number.quantity.unit
        unit = "percent" if unit == "fraction" else unit
        return (COUNT,) if self._ontology.measures_of(COUNT, item.mention.cls, unit) else ()

    def _added(self, reading: Reading, items: Sequence[tuple[Item, float]]) -> Iterator[Claim]:
        """Yield for each figure the count of whose it is most likely; a sum in other money behind one is his too."""
        syntax, maker = reading.syntax, reading.maker
        last: tuple[Number, Item] | None = None
        for number, group in groupby(items, key=lambda pair: pair[0].number):
            item, odds = max(group, key=lambda pair: pair[1])
            if last is not None and _converted(last[0], number):
                item = last[1]
            elif not odds:
                last = None
                continue
            last = (number, item)
            found = self._measures.given(syntax, reading.roles, number, item.mention, COUNT)
            if found is not None:
                voice = maker.voices.of(syntax.parsed.eojeol_at(number.span.end - 1), number.span)
                yield maker.measure(found, voice, "learnt")


def _converted(last: Number, number: Number) -> bool:
    """Whether a sum in brackets is the one before it in other money."""
    units = (last.quantity.unit, number.quantity.unit)
    near = 0 <= number.span.start - last.span.end <= _ASIDE
    return number.bracketed and near and units[0] != units[1] and MONEY.issuperset(units)
