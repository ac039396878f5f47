"""What bears the name of the firm whose it is: 애플워치, 로레알코리아, 아리셀 공장, 기아 노조."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from kg.extract.scene import Link, Scene
from kg.model import Mention, Span

_FIRM = "Company"
_SHORTEST = 2  # characters of a firm's name at the head of another


@dataclass(frozen=True)
class Bearers:
    """Reads the firms at the head of other names, where the article speaks of the firm as well.

    Args:
        raw: frames/links.yaml.
    """

    raw: Mapping[str, Any]

    @cached_property
    def _kinds(self) -> dict[str, tuple[str, tuple[str, ...]]]:
        """Class of the bearer -> relation to its firm, and what the rest of its name ends in (nothing: anything)."""
        return {cls: (rule["relation"], tuple(rule["endings"])) for cls, rule in self.raw["bearers"].items()}

    def find(self, scene: Scene) -> Iterator[Link]:
        """Yield the relations that a sentence's names say by themselves."""
        bearers = [m for m in scene.proper if self._may_bear(m)]
        if not bearers:
            return
        firms = {
            m.surface: m for m in (*scene.history, *scene.proper) if m.cls == _FIRM and len(m.surface) >= _SHORTEST
        }
        for m in bearers:
            head = max((f for f in firms if m.surface.startswith(f) and f != m.surface), key=len, default="")
            relation, endings = self._kinds[m.cls]
            rest = m.surface[len(head) :].strip()
            firm = firms.get(head)
            if firm is None or firm.entity == m.entity or not rest.endswith(endings or ("",)):
                continue
            span = Span(m.span.start, m.span.start + len(head))
            if scene.text[span.start : span.end] != head:
                continue
            firm = firm._replace(span=span, surface=head)
            yield Link(relation, firm, m, span) if relation == "developed" else Link(relation, m, firm, span)

    def _may_bear(self, m: Mention) -> bool:
        kind = self._kinds.get(m.cls)
        return kind is not None and (not kind[1] or m.surface.endswith(kind[1]))
