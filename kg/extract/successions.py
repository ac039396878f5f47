"""Who comes after whom: "A가 물러나고 B가 뒤를 잇는다", "A의 뒤를 이어 B가 대표에 올랐다"."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from kg.extract.scene import Link, Scene
from kg.model import Mention, Span

_AS_WHAT = ("", "로", "으로")
_TITLE = 12  # code points of a title that may stand behind the first name
_POST = 14  # and between the words that say so and the second


@dataclass(frozen=True)
class Successions:
    """Reads successions of people.

    Args:
        raw: frames/links.yaml.
    """

    raw: Mapping[str, Any]

    def find(self, scene: Scene) -> Iterator[Link]:
        """Yield who succeeds whom in a sentence; the same pair may come twice."""
        people = [m for m in scene.named if m.cls == "Person"]
        if people and scene.syntax.parsed.sentence.kind == "headline":
            yield from self._headed(scene, [m for m in scene.history if m.cls == "Person"][-1:] + people)
        if len({m.entity for m in people}) < 2:
            return
        yield from self._between(scene, people)
        yield from self._left(scene)

    def _between(self, scene: Scene, people: list[Mention]) -> Iterator[Link]:
        """A의 뒤를 이어 B가, A의 후임으로 B를: with nobody else between."""
        for a, b in pairwise(people):
            gap = scene.gap(a, b)
            said = next((s for s in self.raw["succession"]["between"] if s in gap), "")
            ahead, _, behind = gap.partition(said) if said else ("", "", "")
            if said and len(ahead) <= _TITLE and len(behind) <= _POST and "," not in behind.rstrip(", "):
                start = a.span.end + scene.text[a.span.end : b.span.start].find(said)
                trigger = Span(start, start + len(said))
                yield Link("succeeds", b, a, trigger, at=self._voice(scene, trigger))

    def _headed(self, scene: Scene, people: list[Mention]) -> Iterator[Link]:
        """인텔 CEO에 B…A 후임; B, A 후임 인텔 CEO로: a headline names who comes before whom he follows."""
        for b, a in pairwise(people):
            word = next((w for w in scene.syntax.words if w.span.start == a.span.end + 1), None)
            if word is None or word.core_form not in self.raw["succession"]["heirs"] or word.particle not in _AS_WHAT:
                continue
            if b.entity != a.entity and any(c in scene.gap(b, a) for c in "…,") and "의 " not in scene.gap(b, a):
                yield Link("succeeds", b, a, word.core, at=-1)

    def _left(self, scene: Scene) -> Iterator[Link]:
        """A가 물러나고 (A의) 뒤를 B가 잇는다, 후임에 B가 선임됐다."""
        words, names = scene.syntax.words, self.raw["succession"]
        for word in words:
            if (word.noun or word.stem) not in names["leave"] or word.ending_tag != "EC":
                continue
            gone = [m for m in scene.roles.agent(word.index) if m.cls == "Person"]
            later = [w for w in words[word.index + 1 :] if w.core_form in names["places"]]
            if len(gone) != 1 or not later:
                continue
            head = scene.syntax.governor(later[0].index)
            follows = head >= 0 and (words[head].noun or words[head].stem) in names["follow"]
            comer = [
                m
                for p in (scene.syntax.arguments(head) if follows else ())
                for m in p.fillers
                if m.cls == "Person" and p.slot in ("SBJ", "OBJ", "TOP") and m.span.start > word.span.end
            ]
            if len(comer) == 1 and comer[0].entity != gone[0].entity:
                yield Link("succeeds", comer[0], gone[0], later[0].core, at=head)

    def _voice(self, scene: Scene, trigger: Span) -> int:
        """The eojeol in whose clause the succession stands: the one that governs its last word."""
        last = scene.syntax.parsed.eojeol_at(trigger.end - 1)
        head = scene.syntax.governor(last)
        return head if head >= 0 else last
