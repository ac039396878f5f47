"""Comparisons that no frame over slots can say: o1 못지않은 성능, 챗GPT급 모델, 챗GPT에 못 미친다."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from kg.extract.scene import Link, Scene
from kg.model import Mention, Span
from kg.ontology import Ontology

_LAND_OF = ("의 ", "판 ")  # between a land and what in it is likened to a name
_NEAR = 4  # eojeols behind what calls two equal within which the copula stands


class Comparisons:
    """Reads comparisons.

    Args:
        raw: frames/links.yaml.
        ontology: What each relation joins.
    """

    def __init__(self, raw: Mapping[str, Any], ontology: Ontology) -> None:
        words = raw["comparisons"]
        self.ontology = ontology
        self.level = re.compile(rf"[’”'\"]?\s?(?:{'|'.join(words['levels'])})(?=[\s의이인에으]|\Z)")
        near, alike = "|".join(words["nearly"]), "|".join(words["alike"])
        self.same = re.compile(
            rf"[’”'\"]?[와과]\s(?:(?:{near})\s)?(?:(?:{'|'.join(words['same'])})(?=[의인이\s])|(?:{alike})\s수준)"
        )
        self.namesakes = tuple(raw["namesakes"])
        self.rivals = frozenset(words["no_less"])
        self.reach = frozenset(words["reach"])
        self.behind = frozenset(words["behind"])
        self.not_ = frozenset(words["not"])
        self.before = frozenset(words["not_before"])
        self.qualities = frozenset(words["qualities"])

    def find(self, scene: Scene) -> Iterator[Link]:
        """Yield what a sentence calls equal or short of another."""
        yield from self._level(scene)
        yield from self._same(scene)
        yield from self._no_less(scene)
        yield from self._short_of(scene)
        yield from self._namesakes(scene)

    def _level(self, scene: Scene) -> Iterator[Link]:
        """R1은 o1급 성능을 낸다, R1의 성능은 o1 수준이다."""
        words, text = scene.syntax.words, scene.text
        for m in scene.proper:
            match = self.level.match(text, m.span.end)
            if match is None:
                continue
            at = scene.syntax.parsed.eojeol_at(match.end() - 1)
            word = words[at]
            if word.stem.endswith("이다"):
                yield from self._equal(scene, m, self._subject(scene, at), at)
                continue
            nxt = words[at + 1] if at + 1 < len(words) else None
            if nxt is not None and nxt.core_form in self.qualities and nxt.particles:
                verb = scene.syntax.governor(nxt.index)
                if verb >= 0 and words[verb].stem:
                    yield from self._equal(scene, m, self._subject(scene, verb), verb)

    def _same(self, scene: Scene) -> Iterator[Link]:
        """R1은 o1과 동급의 추론 모델이다, o1과 비슷한 수준이다."""
        words = scene.syntax.words
        for m in scene.proper:
            match = self.same.match(scene.text, m.span.end)
            at = scene.syntax.parsed.eojeol_at(match.end() - 1) if match is not None else len(words)
            end = next((w for w in words[at : at + _NEAR] if w.stem and w.ending_tag != "ETM"), None)
            if end is not None and end.stem.endswith("이다"):
                yield from self._equal(scene, m, self._subject(scene, end.index), end.index)

    def _no_less(self, scene: Scene) -> Iterator[Link]:
        """R1은 o1 못지않은 성능을 낸다."""
        for word in scene.syntax.words:
            if word.stem not in self.rivals:
                continue
            before = [m for m in scene.proper if m.span.end <= word.span.start]
            if not before:
                continue
            gap = scene.text[before[-1].span.end : word.span.start]
            whose = gap.lstrip("’”'\"").startswith("의 ") and self._own(scene, word.index)
            if whose or not gap.strip(" ’”'\"에도"):
                for m in scene.joined(before[-1], forward=False):
                    yield from self._equal(scene, m, scene.roles.agent(word.index), word.index)

    def _own(self, scene: Scene, at: int) -> bool:
        """Whether a thing that is compared belongs to a name in its genitive ("A의 제품 못지않은 B")."""
        phrase = scene.syntax.phrase_at(at - 1)
        return phrase is not None and not phrase.is_name

    def _short_of(self, scene: Scene) -> Iterator[Link]:
        """바드는 챗GPT에 못 미친다: the other is ahead; 클로드는 챗GPT에 뒤지지 않는다: they are equal."""
        for word in scene.syntax.words:
            reaches, behind = word.stem in self.reach, word.stem in self.behind
            at = self._negation(scene, word.index) if reaches or behind else -1
            if at < 0:
                continue
            others = [m for p in scene.syntax.arguments(word.index) if p.slot in ("DAT", "OBJ") for m in p.fillers]
            for a in self._subject(scene, word.index):
                for b in others:
                    if a.entity != b.entity and self._alike("outperforms", b, a):
                        pair = ("outperforms", b, a) if reaches else ("comparableTo", a, b)
                        yield Link(*pair, word.span, (), at, denies=True)

    def _negation(self, scene: Scene, at: int) -> int:
        """The eojeol that ends a negated predicate (its own after 못, else that of 못하다 or 않다), -1 for none."""
        words = scene.syntax.words
        if at and words[at - 1].span.of(scene.text) in self.before:
            return at
        nxt = words[at + 1] if at + 1 < len(words) else None
        return nxt.index if nxt is not None and nxt.stem in self.not_ and words[at].ending == "지" else -1

    def _subject(self, scene: Scene, at: int) -> Sequence[Mention]:
        """What a predicate is said of: its subject, or whose that is."""
        found = scene.roles.agent(at)
        if found:
            return found
        own = scene.roles.own_subject(at)
        return own.inner[:1] if own is not None and own.noun in self.qualities else ()

    def _namesakes(self, scene: Scene) -> Iterator[Link]:
        """중국판 챗GPT인 A, ‘한국의 테슬라’로 불리는 B: likened to a name, and of that land."""
        text = scene.text
        for land, m, other in zip(scene.proper, scene.proper[1:], scene.proper[2:], strict=False):
            if land.cls != "Country" or text[land.span.end : m.span.start] not in _LAND_OF:
                continue
            said = text[m.span.end : other.span.start].lstrip("’”'\"").strip(" ‘“'\"")
            if said in self.namesakes and self._alike("comparableTo", other, m) and other.entity != m.entity:
                yield Link("comparableTo", other, m, Span(m.span.end, other.span.start))
                if self.ontology.allows("basedIn", other.cls, land.cls):
                    yield Link("basedIn", other, land, land.span)

    def _equal(self, scene: Scene, m: Mention, others: Sequence[Mention], at: int) -> Iterator[Link]:
        trigger = scene.syntax.words[scene.syntax.parsed.eojeol_at(m.span.end)].span
        for other in others:
            if other.entity != m.entity and self._alike("comparableTo", other, m):
                yield Link("comparableTo", other, m, trigger, (), at)

    def _alike(self, relation: str, a: Mention, b: Mention) -> bool:
        same = self.ontology.branch(a.cls) == self.ontology.branch(b.cls)
        return same and self.ontology.allows(relation, a.cls, b.cls)
