"""Plants and seats: 현대제철 순천공장, SK바이오사이언스는 안동 공장에서 ..., 애플 쿠퍼티노 본사."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from kg.extract.scene import Link, Scene
from kg.extract.syntax import Phrase
from kg.model import Mention
from kg.ontology import Ontology

_JOINTS = ("의", "과", "와")  # between a firm and the second of its plants


@dataclass(frozen=True)
class Sites:
    """Reads whose a plant is, and where a body sits.

    Args:
        raw: frames/links.yaml.
        ontology: Which classes stand under which.
    """

    raw: Mapping[str, Any]
    ontology: Ontology

    @cached_property
    def _plants(self) -> tuple[str, ...]:
        return tuple(self.raw["plants"]["nouns"])

    @cached_property
    def _seats(self) -> tuple[str, ...]:
        return tuple(self.raw["seats"]["nouns"])

    def find(self, scene: Scene) -> Iterator[Link]:
        """Yield ownedBy of plants and basedIn of seats that a sentence names."""
        for phrase in scene.syntax.phrases:
            if not phrase.inner:
                continue
            yield from self._beside(scene, phrase)
            if phrase.text.endswith(self._plants):
                yield from self._plant(scene, phrase)
            elif phrase.text.endswith(self._seats):
                yield from self._seat(scene, phrase)

    def _beside(self, scene: Scene, phrase: Phrase) -> Iterator[Link]:
        """FIRM(의) PLANT inside a longer phrase ("포스코 포항제철소의 생산 차질"), or FIRM as subject of its verb."""
        for plant in phrase.inner:
            if plant.cls == "Place" and plant not in phrase.fillers and plant.surface.endswith(self._plants):
                before = (m for m in phrase.inner if m.cls == "Company" and m.span.end < plant.span.start)
                owner = next((m for m in before if scene.gap(m, plant) in (" ", "의 ")), None)
                if owner is None and plant in scene.proper:
                    owner = self._owner(scene, phrase, plant)
                if owner is not None and owner.cls == "Company":
                    yield Link("ownedBy", plant, owner, plant.span)

    def _plant(self, scene: Scene, phrase: Phrase) -> Iterator[Link]:
        """FIRM(의) PLANT, or FIRM as subject of what happens in it or is done to it."""
        for plant in (m for m in phrase.fillers if m.cls == "Place" and m in scene.proper):
            owner = self._owner(scene, phrase, plant)
            if owner is not None and owner.cls == "Company":
                yield Link("ownedBy", plant, owner, scene.syntax.words[phrase.last].core)

    def _seat(self, scene: Scene, phrase: Phrase) -> Iterator[Link]:
        """BODY REGION 본사, REGION의 BODY 본사, or BODY as subject of what happens there."""
        noun = scene.syntax.words[phrase.last].core
        *before, last = phrase.inner
        if self.ontology.is_a(last.cls, "Organization") and scene.text[last.span.end : noun.start].strip() == "":
            if before and before[-1].cls == "Region" and scene.gap(before[-1], last) in ("의 ", " "):
                yield Link("basedIn", last, before[-1], noun)
            return
        region = next((m for m in reversed(phrase.inner) if m in scene.proper), None)
        if region is None or region.cls != "Region":
            return
        tail = scene.text[region.span.end : scene.syntax.words[phrase.last].core.end].split()
        owner = self._owner(scene, phrase, region)
        if len(tail) == 1 and owner is not None and self.ontology.is_a(owner.cls, "Organization"):
            yield Link("basedIn", owner, region, scene.syntax.words[phrase.last].core)

    def _owner(self, scene: Scene, phrase: Phrase, thing: Mention) -> Mention | None:
        """The name before a plant or seat in its phrase, else the subject of a clause that is not of buying it."""
        before = [m for m in phrase.inner if m.span.end <= thing.span.start and m in scene.named]
        bodies = [m for m in before if m.cls not in ("Country", "Region", "Place")]
        if bodies:
            gap = scene.text[bodies[-1].span.end : thing.span.start].strip()
            for place in before[before.index(bodies[-1]) + 1 :]:
                gap = gap.replace(place.surface, "")
            return bodies[-1] if all(w in _JOINTS for w in gap.split()) else None
        if phrase.slot not in ("LOC", "OBJ", "SBJ") or phrase.head < 0 or not scene.syntax.words[phrase.head].stem:
            return None
        head = scene.syntax.words[phrase.head]
        if (head.noun or head.stem) in self.raw["plants"]["others"]:
            return None
        if phrase.slot == "SBJ" and thing.cls == "Place":  # "현대제철도 포항공장이 침수돼"
            beside = scene.syntax.arguments(phrase.head)
            tops = [p.fillers for p in beside if p.slot == "TOP" and p.last < phrase.first]
            return tops[-1][0] if tops and len(tops[-1]) == 1 else None
        own = scene.roles.own_subject(phrase.head)
        if own is not None or thing.cls != "Place":
            return own.fillers[0] if own is not None and len(own.fillers) == 1 else None
        agents = scene.roles.agent(phrase.head)  # "A는 값을 내리고 B 공장의 생산을 줄인다"
        return agents[0] if len(agents) == 1 and agents[0].span.end <= thing.span.start else None
