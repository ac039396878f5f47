"""Products whose name is another's and more: 카카오T블루 is a 카카오T, S24 울트라 an S24."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from kg.extract.scene import Link, Scene
from kg.mentions.cues import Cues
from kg.model import Mention, Span

_MORE = re.compile(
    r"[ :-]{0,2}(?:[가-힣]|[A-ZⅠ-Ⅻ])[\w .+-]*"
)  # not a number alone: the next of a line is no version of it


@dataclass(frozen=True)
class Versions:
    """Reads what the names of products say of each other.

    Args:
        raw: frames/links.yaml.
        cues: What class nouns say.
    """

    raw: Mapping[str, Any]
    cues: Cues

    def find(self, scene: Scene) -> Iterator[Link]:
        """Yield variantOf for each name that stands in the article for the first time."""
        kinds = self.raw["families"]
        named = [m for m in scene.proper if m.cls in kinds]
        if not named:
            return
        known = {m.entity for m in scene.history}
        others = [m for m in (*scene.history, *named, *scene.later) if m.cls in kinds]
        for m in named:
            family = None if m.entity in known else self._family(m, others)
            known.add(m.entity)
            if family is not None:
                yield Link("variantOf", m, family, Span(m.span.start, m.span.start + len(family.surface)))

    def _family(self, m: Mention, others: list[Mention]) -> Mention | None:
        """The longest other name that a name begins with."""
        found = [x for x in others if x.cls == m.cls and x.entity != m.entity and self._extends(m.surface, x)]
        return max(found, key=lambda x: len(x.surface), default=None)

    def _extends(self, name: str, family: Mention) -> bool:
        start = len(family.surface)
        goes_on = start > 1 and name.startswith(family.surface) and _MORE.fullmatch(name, start)
        return bool(goes_on) and not self.cues.class_of(name.rsplit(maxsplit=1)[-1])
