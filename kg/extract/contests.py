"""Who contends with whom: 미국과 중국의 기술 패권 경쟁, 미·중 간 무역 전쟁, "A와 B의 양강 구도", "양사의 경쟁"."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import combinations
from typing import Any

from kg.extract.scene import Link, Scene
from kg.model import Mention
from kg.text.eojeols import Eojeol

_REACH = 6  # eojeols between the second name and the contest
_WITH = ("와", "과")
_DOTS = "·ㆍ・-–"
_STATE = "Country"
_ACTING = frozenset(("이", "가", "은", "는"))
_SIDES = 4  # contenders, at most


class Contests:
    """Reads contests.

    Args:
        raw: frames/links.yaml.
    """

    def __init__(self, raw: Mapping[str, Any]) -> None:
        words = raw["contests"]
        self.nouns = tuple(words["nouns"])
        self.wars = tuple(words["wars"])
        self.fields = frozenset(words["fields"])
        self.others = tuple(words["others"])
        self.between = frozenset(("", *words["between"]))
        self.duels = tuple(words["duels"])
        self.lawful, self.quarrels = frozenset(words["lawful"]), frozenset(words["quarrels"])

    def find(self, scene: Scene) -> Iterator[Link]:
        """Yield whom a sentence says to contend with each other."""
        yield from self._duels(scene)
        states = [m for m in scene.proper if m.cls == _STATE]
        if len({m.entity for m in states}) < 2:
            return
        for word in scene.syntax.words:
            if self._contest(scene, word):
                parties = self._parties(scene, word, states)
                for i, a in enumerate(parties):
                    for b in parties[i + 1 :]:
                        if a.entity != b.entity:
                            yield Link("competesWith", a, b, word.core, (), word.index)

    def _duels(self, scene: Scene) -> Iterator[Link]:
        """The firms or products of which two or three are ahead, or whose contest is told of ("두 은행의 2위 다툼")."""
        for word in scene.syntax.words:
            duel = scene.text[word.span.start : word.span.end].startswith(self.duels)
            if not duel and not (word.core_form.endswith(self.nouns) and self._contest(scene, word)):
                continue
            named = [m for m in scene.syntax.mentions if m.span.end <= word.span.start and not m.common]
            last = named[-1] if named else None
            if last is None or last.cls == _STATE or not self._reaches(scene, last, word, acting=duel):
                continue
            at = scene.syntax.parsed.eojeol_at(last.span.end - 1)
            over = [w.core_form for w in scene.syntax.words[at + 1 : word.index]]
            quarrel = not over and word.core_form in self.quarrels
            if not duel and (quarrel or not self.lawful.isdisjoint(over)):
                continue  # "양사의 다툼", "양사의 법적 다툼"
            group = [m for m in named if m.span == last.span]  # "두 은행", "양사"
            sides = group if len(group) > 1 or not duel else scene.joined(last, forward=False)
            for a, b in combinations(sides if len(sides) <= _SIDES else (), 2):
                if a.entity != b.entity and a.cls == b.cls:
                    yield Link("competesWith", a, b, word.core, (), word.index)

    def _contest(self, scene: Scene, word: Eojeol) -> bool:
        """Whether an eojeol names a contest: a war only where it says over what ("무역 전쟁")."""
        noun, words = word.core_form, scene.syntax.words
        behind = words[word.index + 1].core_form if word.index + 1 < len(words) and not word.particle else ""
        if behind.startswith(self.others):
            return False  # "경쟁 당국"
        if noun.endswith(self.nouns):
            return True
        war = next((w for w in self.wars if noun.endswith(w)), "")
        before = [w.core_form for w in words[max(0, word.index - 2) : word.index]]
        return war != "" and any(f in self.fields for f in (noun.removesuffix(war), *before))

    def _parties(self, scene: Scene, word: Eojeol, states: Sequence[Mention]) -> list[Mention]:
        """Who contends: the states joined before the contest's noun, () where that is one alone."""
        second = next((m for m in reversed(states) if m.span.end <= word.span.start), None)
        if second is None or not self._reaches(scene, second, word):
            return []
        joined = scene.joined(second, forward=False)
        if len(joined) > 1:
            return [m for m in joined if m.cls == _STATE]
        first = next((m for m in reversed(states) if m.span.end <= second.span.start), None)
        return [first, second] if first is not None and self._meet(scene, first, second) else []

    def _reaches(self, scene: Scene, m: Mention, word: Eojeol, *, acting: bool = False) -> bool:
        """Whether nothing but nouns and what describes them stands between a name and the contest."""
        words, at = scene.syntax.words, scene.syntax.parsed.eojeol_at(m.span.end - 1)
        between = words[at + 1 : word.index]
        own = scene.text[m.span.end : words[at].span.end].strip("’”'\"")
        joint = self.between | {","} | (_ACTING if acting else frozenset())
        if len(between) > _REACH or own not in joint:
            return False
        return all(w.particle in self.between and (not w.stem or w.ending_tag == "ETM") for w in between)

    def _meet(self, scene: Scene, first: Mention, second: Mention) -> bool:
        """Whether two names are the parties: side by side, or the second described ("A와 [이에 맞서는] B의")."""
        gap, words = scene.text[first.span.end : second.span.start], scene.syntax.words
        if not gap.strip(_DOTS):
            return True
        last = words[scene.syntax.parsed.eojeol_at(second.span.start) - 1]
        return gap.startswith(_WITH) and last.ending_tag == "ETM" and "," not in gap
