"""Whom measures are against that a clause tells of on the way: "미국의 제재에도 화웨이는"."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from kg.extract import contents
from kg.extract.mending import REPORTED
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
        self.because = frozenset(words["because"])
        self.trade = frozenset(words["trade"])
        self.pains, self.bearing = frozenset(words["pains"]), frozenset(words["bearing"])
        self.effects = frozenset(raw["causes"]["effects"])

    def find(self, scene: Scene) -> Iterator[Link]:
        """Yield whom a sentence says to act under somebody's measures, or to suffer from them."""
        for phrase in scene.syntax.phrases:
            at = self._clause(scene, phrase) if phrase.head >= 0 and self._measure(phrase) else -1
            if at < 0 or self._bids(scene, phrase):
                continue
            authors = self._authors(scene, phrase)
            if not authors or any(self._other(scene, m) for m in phrase.inner if m not in authors):
                continue
            for a in authors:
                for b in self._struck(scene, at, phrase):
                    if a.entity != b.entity:
                        yield Link("restricts", a, b, scene.syntax.words[phrase.last].core, (), -1)

    def _bids(self, scene: Scene, phrase: Phrase) -> bool:
        """Whether a clause tells what is asked for: whom it asks is not banned ("[막으라는] 미국의 압박에도")."""
        before = scene.syntax.words[phrase.first - 1] if phrase.first else None
        return before is not None and before.ending.endswith(REPORTED)

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
        """Whether a phrase is a measure, or what is under or because of one ("제재 속에서", "제재 탓에")."""
        noun = phrase.noun
        if noun in self.under or noun in self.because:
            noun = phrase.text.removesuffix(noun).strip().rpartition(" ")[2]
        return noun.endswith(self.measures)

    def _clause(self, scene: Scene, phrase: Phrase) -> int:
        """The predicate of the clause that goes on under a measure, -1 where it is said of the measure itself."""
        words = scene.syntax.words
        verb = words[phrase.head]
        key = {verb.noun, verb.stem}
        despite = phrase.slot == "DAT" and words[phrase.last].particle in _DESPITE
        if despite or phrase.noun in self.under or phrase.noun in self.because or phrase.slot == "AGAINST":
            return phrase.head if verb.stem else -1
        if phrase.slot in ("OBJ", "DAT"):
            return phrase.head if key & self.withstanding else -1
        if phrase.slot != "INS" or not verb.stem:
            return -1
        return phrase.head if key & self.effects or self._hardship(scene, phrase.head) else -1

    def _hardship(self, scene: Scene, at: int) -> bool:
        """Whether a predicate tells of trouble or of what cannot be done: 어려움을 겪다, 사지 못하다, 살 수 없다."""
        words = scene.syntax.words
        verb, behind = words[at], words[at + 1 : at + 3]
        if verb.stem in self.bearing and any(p.noun in self.pains for p in scene.syntax.arguments(at)):
            return True
        if not behind or verb.ending not in ("지", "지도", "지는", "ㄹ", "을"):
            return at > 0 and words[at - 1].core_form == "못"
        return behind[0].stem == "못하다" or (behind[0].last_noun == "수" and behind[-1].stem == "없다")

    def _struck(self, scene: Scene, at: int, measure: Phrase) -> list[Mention]:
        """Who acts in a clause, named in the same sentence."""
        here = scene.syntax.parsed.span
        own = [p for p in scene.syntax.arguments(at) if p.slot in ("SBJ", "TOP") and p is not measure]
        described: tuple[Mention, ...] = ()  # "거래가 끊긴 [화웨이]"
        if own and not own[-1].fillers:
            if own[-1].noun in self.trade:  # "[H20]의 중국 판매가 막혔다", "[H20]은 중국 판매가 막혔다"
                goods = (*own[-1].inner, *(m for p in own[:-1] for m in p.fillers))
                return [m for m in goods if scene.syntax.grammar.branch(m.cls) == "Product" and not m.common]
            if own[-1].noun not in self.pains:
                return []  # "미국의 규제로 A의 중국 매출이 줄었다"
            described = scene.roles.relative(at)
        behind = scene.syntax.phrase_at(measure.last + 1)  # a topic right behind is of the clause, wherever it hangs
        top = behind.fillers if behind is not None and behind.slot in ("SBJ", "TOP") else ()
        above = scene.syntax.governor(at)  # "규제를 뚫고 [A는 공장을 넓혔다]"
        acting = top or described or scene.roles.agent(at)
        acting = acting or (scene.roles.agent(above) if above >= 0 else ())
        found = (m for m in acting if here.start <= m.span.start < here.end)
        return [m for m in found if m.cls in _STRUCK and m not in measure.inner]
