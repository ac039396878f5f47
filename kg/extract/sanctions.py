"""Whom measures are against that a clause tells of on the way: "미국의 제재에도 화웨이는"."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from kg.extract import contents
from kg.extract.scene import Link, Scene
from kg.extract.syntax import Phrase
from kg.model import Mention

_AUTHORITIES = frozenset(("Country", "GovernmentBody", "InternationalOrganization"))
_STRUCK = frozenset(("Country", "Company", "Organization", "ResearchInstitute"))
_DESPITE = ("에도",)


class Sanctions:
    """Reads measures that a clause mentions on the way.

    Args:
        raw: frames/links.yaml.
    """

    def __init__(self, raw: Mapping[str, Any]) -> None:
        words = raw["sanctions"]
        self.measures = tuple(words["measures"])
        self.under = tuple(words["under"])
        self.withstanding = frozenset(words["withstanding"])
        self.against = tuple(words["against"])
        self.pains, self.bearing = frozenset(words["pains"]), frozenset(words["bearing"])
        self.effects = frozenset(raw["causes"]["effects"])

    def find(self, scene: Scene) -> Iterator[Link]:
        """Yield whom a sentence says to act under somebody's measures, or to suffer from them."""
        for phrase in scene.syntax.phrases:
            at = self._clause(scene, phrase) if phrase.head >= 0 and self._measure(phrase) else -1
            if at < 0:
                continue
            authors = self._authors(scene, phrase)
            if not authors or any(self._other(scene, m) for m in phrase.inner if m not in authors):
                continue
            for a in authors:
                for b in self._struck(scene, at, phrase):
                    if a.entity != b.entity:
                        yield Link("restricts", a, b, scene.syntax.words[phrase.last].core, (), -1)

    def _other(self, scene: Scene, m: Mention) -> bool:
        """Whether something in a measure's phrase tells whom or what it is against ("미국의 대중 제재")."""
        measure = m.cls == "Policy" and not m.surface.startswith(self.against)
        return not measure and scene.syntax.grammar.branch(m.cls) != ""

    def _authors(self, scene: Scene, phrase: Phrase) -> list[Mention]:
        """Whose a measure is, also with an adjective between ("미국의 [매서운] 제재에도"), or the measure's name."""
        own = [p for k in range(phrase.first, phrase.last + 1) for p in scene.syntax.arguments(k) if p.slot == "GEN"]
        owners = contents.owner(scene.text, phrase) or tuple(m for p in own for m in p.fillers)
        return [m for m in owners if m.cls in _AUTHORITIES] or [m for m in phrase.fillers if m.cls == "Policy"]

    def _measure(self, phrase: Phrase) -> bool:
        """Whether a phrase is a measure, or what is under one ("제재 속에서")."""
        noun = phrase.noun
        if noun in self.under:
            noun = phrase.text.removesuffix(noun).strip().rpartition(" ")[2]
        return noun.endswith(self.measures)

    def _clause(self, scene: Scene, phrase: Phrase) -> int:
        """The predicate of the clause that goes on under a measure, -1 where it is said of the measure itself."""
        words = scene.syntax.words
        verb = words[phrase.head]
        key = {verb.noun, verb.stem}
        despite = phrase.slot == "DAT" and words[phrase.last].particle in _DESPITE
        if despite or phrase.noun in self.under or phrase.slot == "AGAINST":
            return phrase.head if verb.stem else -1
        if phrase.slot in ("OBJ", "DAT"):
            return phrase.head if key & self.withstanding else -1
        if phrase.slot != "INS":
            return -1
        pained = any(p.slot == "OBJ" and p.noun in self.pains for p in scene.syntax.arguments(phrase.head))
        return phrase.head if key & self.effects or (pained and verb.stem in self.bearing) else -1

    def _struck(self, scene: Scene, at: int, measure: Phrase) -> list[Mention]:
        """Who acts in a clause, named in the same sentence."""
        here = scene.syntax.parsed.span
        own = [p for p in scene.syntax.arguments(at) if p.slot in ("SBJ", "TOP") and p is not measure]
        if own and not own[-1].fillers:
            return []  # "미국의 규제로 A의 중국 매출이 줄었다"
        behind = scene.syntax.phrase_at(measure.last + 1)  # a topic right behind is of the clause, wherever it hangs
        top = behind.fillers if behind is not None and behind.slot in ("SBJ", "TOP") else ()
        above = scene.syntax.governor(at)  # "규제를 뚫고 [A는 공장을 넓혔다]"
        acting = top or scene.roles.agent(at) or (scene.roles.agent(above) if above >= 0 else ())
        found = (m for m in acting if here.start <= m.span.start < here.end)
        return [m for m in found if m.cls in _STRUCK and m not in measure.inner]
