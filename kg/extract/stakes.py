"""Whose shares somebody has by a figure beside both names: A의 B 지분은 7%다, A의 B 지분율은 10.9%로 낮아졌다."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from kg.extract.scene import Link, Scene
from kg.model import Qualifier, Span
from kg.ontology import Ontology

_HALF = 50  # percent of a firm with which it is somebody's
_REACH = 32  # code points behind the shares within which the figure stands
_HOLDING = re.compile(r"(?:(?: [가-힣]{2,5})?의|측의| 보유) ")  # between who has shares and of whom
_HOLDERS = ("Organization", "Person", "Country")


@dataclass(frozen=True)
class Stakes:
    """Reads what part of a firm somebody has.

    Args:
        raw: frames/links.yaml.
        ontology: Which classes stand under which.
    """

    raw: Mapping[str, Any]
    ontology: Ontology

    @cached_property
    def _shares(self) -> re.Pattern[str]:
        nouns = "|".join(self.raw["stakes"])
        return re.compile(rf"(?:의)? ?(?:보유 ?)?(?:{nouns})(?:은|는|이|가|도|\()")

    def find(self, scene: Scene) -> Iterator[Link]:
        """Yield ownedBy (half or more) or investsIn where a holder, a firm's shares and a figure stand in a row."""
        for i, held in enumerate(scene.proper):
            shares = self._shares.match(scene.text, held.span.end)
            if shares is None or held.cls not in self.raw["firms"] or not i:
                continue
            holder, share = scene.proper[i - 1], self._percent(scene, shares.end())
            held_by = _HOLDING.fullmatch(scene.text, holder.span.end, held.span.start) is not None
            if share is None or not held_by or not any(self.ontology.is_a(holder.cls, c) for c in _HOLDERS):
                continue
            trigger = Span(held.span.end, shares.end())
            at = scene.syntax.verb_over(scene.syntax.parsed.eojeol_at(trigger.end - 1))
            if share < _HALF:
                yield Link("investsIn", holder, held, trigger, (), at)
            else:
                yield Link("ownedBy", held, holder, trigger, (Qualifier("share", f"{share:g} percent"),), at)

    def _percent(self, scene: Scene, start: int) -> float | None:
        told = [n for n in scene.syntax.parsed.numbers if start <= n.span.start < start + _REACH]
        between = [m for m in scene.proper if told and start <= m.span.start < told[0].span.start]
        percents = [float(n.quantity.value) for n in told if n.quantity.unit == "percent"]
        return percents[-1] if percents and not between else None
