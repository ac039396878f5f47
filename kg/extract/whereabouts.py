"""Where events are held and places lie, told on the way: 부산에서 열린 A 때, A, B 등 남미 지역, 칠레에서는 … A의."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from kg.extract.scene import Link, Scene
from kg.model import Mention

_LANDS = ("Country", "Region")
_PLACES = ("Country", "Region", "Place")
_NOUNS = re.compile(r"[^,.;:\n]{0,24}")  # what may stand between "열린" and the event: its year, whose it is
_LISTED = re.compile(r" 등(?:의| 주요| 여러)? ")
_NEAR = 6  # eojeols from the sentence's start within which its land stands
_PLANNED = ("ETN", "로")  # "열기로 한"


@dataclass(frozen=True)
class Whereabouts:
    """Reads where events and places are.

    Args:
        raw: frames/links.yaml.
    """

    raw: Mapping[str, Any]

    def find(self, scene: Scene) -> Iterator[Link]:
        """Yield locatedIn of the events and places of a sentence."""
        yield from self._held(scene)
        yield from self._listed(scene)
        yield from self._at_home(scene)

    def _held(self, scene: Scene) -> Iterator[Link]:
        """PLACE에서 열린 EVENT 때, EVENT가 열린 PLACE 앞: held there, whatever the noun behind them is."""
        syntax = scene.syntax
        for word in syntax.words:
            if word.ending_tag != "ETM" or not word.stem:
                continue
            before = syntax.words[word.index - 1] if word.index else word
            verb = before if word.stem == "하다" and (before.ending_tag, before.particle) == _PLANNED else word
            if (verb.noun or verb.stem) not in self.raw["held"]:
                continue
            behind = self._behind(scene, word.span.end)
            if behind is None:
                continue
            slots = [(p.slot, m) for p in syntax.arguments(verb.index) for m in p.fillers]
            places = [m for slot, m in slots if slot == "LOC" and m.cls in _PLACES]
            events = [m for slot, m in slots if slot in ("SBJ", "TOP") and m.cls == "Event"]
            if behind.cls == "Event":
                events = [e for e in scene.joined(behind) if not e.surface.endswith(tuple(self.raw["rounds"]))]
                yield from (Link("locatedIn", e, p, verb.span, (), verb.index) for p in places for e in events)
            elif behind.cls in _PLACES and not places:
                yield from (Link("locatedIn", e, behind, verb.span, (), verb.index) for e in events)

    def _behind(self, scene: Scene, at: int) -> Mention | None:
        """The first event or place of the run of nouns behind a clause."""
        for m in scene.proper:
            if m.span.start < at:
                continue
            if not _NOUNS.fullmatch(scene.text, at, m.span.start):
                return None
            first, last = (scene.syntax.parsed.eojeol_at(x) for x in (at + 1, m.span.start))
            between = scene.syntax.words[first:last]
            if any(w.stem or (w.particles and w.particle != "의") for w in between):
                return None
            if m.cls in ("Event", *_PLACES):
                return m
        return None

    def _listed(self, scene: Scene) -> Iterator[Link]:
        """PLACE, PLACE 등 REGION: all that are listed lie in it."""
        for last, land in pairwise(scene.proper):
            if last.cls not in _PLACES or land.cls not in _LANDS or not _LISTED.fullmatch(scene.gap(last, land)):
                continue
            listed = scene.joined(last, forward=False)
            alike = len(listed) > 1 and all(m.cls == last.cls for m in listed)
            if alike and (last.cls, land.cls) != ("Country", "Country") and self._whole(scene, land):
                yield from (Link("locatedIn", m, land, land.span) for m in listed)

    def _whole(self, scene: Scene, land: Mention) -> bool:
        """Whether a land itself is meant, not what is of it ("중동의", "중동 지역", but not "중동 국가들")."""
        words = scene.syntax.words
        at = scene.syntax.parsed.eojeol_at(land.span.end - 1)
        bare = not words[at].particles and at + 1 < len(words)
        return words[at].core.end == land.span.end and (not bare or words[at + 1].core_form in self.raw["areas"])

    def _at_home(self, scene: Scene) -> Iterator[Link]:
        """COUNTRY에서는 … REGION의: what a sentence tells of one country lies there, where it names no other."""
        countries = [m for m in scene.proper if m.cls == "Country"]
        land = countries[0] if len({m.entity for m in countries}) == 1 else None
        at = scene.syntax.parsed.eojeol_at(land.span.end - 1) if land is not None else _NEAR
        word = scene.syntax.words[at] if at < _NEAR else None
        if land is None or word is None or word.particle not in self.raw["at_home"] or word.core.end != land.span.end:
            return
        wide = tuple(self.raw["wide"])
        for m in scene.proper:
            if m.cls in ("Region", "Place") and m.span.start > land.span.end and not m.surface.endswith(wide):
                own = scene.syntax.words[scene.syntax.parsed.eojeol_at(m.span.end - 1)]
                if own.core.end == m.span.end and own.particle.startswith(("의", "에서")):
                    yield Link("locatedIn", m, land, land.span)
