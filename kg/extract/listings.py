"""Where a firm's shares are first traded: A가 나스닥 상장 첫날 급등했다, B, 코스피 데뷔 무대서 체면 구겼다."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from kg.extract.scene import Link, Scene

_FIRM = "Company"


@dataclass(frozen=True)
class Listings:
    """Reads on which market a firm is, from its first day there.

    Args:
        raw: frames/links.yaml.
    """

    raw: Mapping[str, Any]

    @cached_property
    def _ends(self) -> tuple[str, ...]:
        return tuple(self.raw["exchanges"]["ends"])

    @cached_property
    def _debuts(self) -> re.Pattern[str]:
        return re.compile(f"(?: ?시장)? ?(?:{'|'.join(self.raw['exchanges']['debuts'])})")

    def find(self, scene: Scene) -> Iterator[Link]:
        """Yield lists where a market's name stands before a first day, of the one firm that is its clause's subject."""
        for market in scene.proper:
            if market.cls != "Place" or not market.surface.endswith(self._ends):
                continue
            if self._debuts.match(scene.text, market.span.end):
                firms = scene.subject_before(scene.syntax.parsed.eojeol_at(market.span.start))
                if len(firms) == 1 and firms[0].cls == _FIRM:
                    yield Link("lists", firms[0], market, market.span)
