"""What bears the name of whose it is: 애플워치, 애플 아이폰, 로레알코리아, 아리셀 공장, 기아 노조."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any, NamedTuple

from kg.extract.scene import Link, Scene
from kg.mentions.cues import Cues
from kg.model import Mention, Span

_SHORTEST = 2  # characters of a name at the head of another


class _Kind(NamedTuple):
    """What bearers of one class are to whose they are.

    Attributes:
        relation: What joins the two.
        owners: Classes of whose name they bear.
        endings: What the rest of the name ends in.
        others: What the rest of the name is of another, or of the owner itself ("회계법인", "법인").
        joint: What stands behind the owner's name: a space where it is a word of its own.
    """

    relation: str
    owners: tuple[str, ...]
    endings: tuple[str, ...]
    others: tuple[str, ...]
    joint: str


@dataclass(frozen=True)
class Bearers:
    """Reads the names at the head of other names, where the article speaks of who is called so as well.

    Args:
        raw: frames/links.yaml.
        cues: Cue words.
    """

    raw: Mapping[str, Any]
    cues: Cues

    @cached_property
    def _kinds(self) -> dict[str, _Kind]:
        """By class of the bearer."""
        return {
            cls: _Kind(
                rule["relation"],
                tuple(rule["owners"]),
                tuple(rule["endings"]) or ("",),
                tuple(rule.get("no_endings", ())),
                " " if rule.get("apart") else "",
            )
            for cls, rule in self.raw["bearers"].items()
        }

    def find(self, scene: Scene) -> Iterator[Link]:
        """Yield the relations that a sentence's names say by themselves."""
        yield from self._missions(scene)
        bearers = [m for m in scene.proper if self._may_bear(m)]
        if not bearers:
            return
        classes = {cls for m in bearers for cls in self._kinds[m.cls].owners}
        named = {
            m.surface: m for m in (*scene.history, *scene.proper) if m.cls in classes and len(m.surface) >= _SHORTEST
        }
        for m in bearers:
            kind = self._kinds[m.cls]
            heads = (
                head
                for head, owner in named.items()
                if owner.cls in kind.owners and m.surface.startswith(head + kind.joint) and head != m.surface
            )
            owner = named.get(max(heads, key=len, default=""))
            if owner is None or owner.entity == m.entity:
                continue
            head = owner.surface
            rest = m.surface[len(head) :].strip()
            if not rest.endswith(kind.endings) or rest in kind.others:
                continue
            span = Span(m.span.start, m.span.start + len(head))
            if span.of(scene.text) != head:
                continue
            owner = owner._replace(span=span)
            made = kind.relation == "developed"
            yield Link(kind.relation, owner, m, span) if made else Link(kind.relation, m, owner, span)

    def _missions(self, scene: Scene) -> Iterator[Link]:
        """The countries in the names of their embassies ("주미 [중국]대사관")."""
        lands = [m for m in scene.proper if m.cls == "Country"]
        for m in scene.proper if lands else ():
            if m.cls == "GovernmentBody" and self.cues.missions.fullmatch(m.surface):
                within = (x for x in lands if m.span.start < x.span.start and x.span.within(m.span))
                yield from (Link("partOf", m, x, x.span) for x in within)

    def _may_bear(self, m: Mention) -> bool:
        kind = self._kinds.get(m.cls)
        return kind is not None and m.surface.endswith(kind.endings) and kind.joint in m.surface
