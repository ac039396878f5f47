"""Who comes right behind whom: "A가 가장 많았고 B, C 순이었다", "A가 1위였고 B가 뒤를 이었다"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from typing import Any

from kg.extract.scene import Link, Scene
from kg.model import Mention
from kg.text.eojeols import Eojeol

_LAST = re.compile(r"[’”]?\s?(?:\([^)]*\))?\s?(?:등의? )?")  # between a list's last name and 순
_TELLS = ("SBJ", "TOP")
_LAND = "Region"  # of which figures are told, no contest


class Rankings:
    """Reads orders: each of a ranked list is ahead of the next one.

    Args:
        raw: frames/links.yaml.
    """

    def __init__(self, raw: Mapping[str, Any]) -> None:
        words = raw["rankings"]
        self.order, self.behind = words["order"], words["behind"]
        self.follow = frozenset(words["follow"])
        self.most, self.first = frozenset(words["most"]), tuple(words["first"])

    def find(self, scene: Scene) -> Iterator[Link]:
        """Yield who is ahead of whom by a sentence's rankings."""
        for word in scene.syntax.words:
            if self.order in (word.core_form, word.noun):
                listed = self._listed(scene, word)
                leader = self._leader(scene, listed[0].span.start) if listed else None
                line = [*leader[0], *listed] if leader is not None else listed
            elif word.stem in self.follow and scene.syntax.words[word.index - 1].core_form == self.behind:
                line = self._followed(scene, word)
            else:
                continue
            for a, b in pairwise(line):
                if a.entity != b.entity and a.cls == b.cls and a.cls != _LAND:
                    yield Link("outperforms", a, b, word.predicate if word.stem else word.core, (), word.index)

    def _listed(self, scene: Scene, word: Eojeol) -> list[Mention]:
        """The names of the list that ends right before 순."""
        last = next((m for m in reversed(scene.unbracketed) if m.span.end <= word.span.start), None)
        if last is None or _LAST.fullmatch(scene.text, last.span.end, word.span.start) is None:
            return []
        return scene.joined(last, forward=False)

    def _leader(self, scene: Scene, until: int) -> tuple[Sequence[Mention], int] | None:
        """Who is said to be the first before an offset, and the eojeol that ends his clause."""
        words = scene.syntax.words
        for phrase in reversed(scene.syntax.phrases):
            told = phrase.slot in _TELLS and len(phrase.fillers) == 1 and phrase.head > phrase.last
            if told and words[phrase.head].span.end <= until:
                said = words[phrase.last + 1 : phrase.head + 1]
                if any(w.stem in self.most or w.span.of(scene.text).startswith(self.first) for w in said):
                    return phrase.fillers, phrase.head
        return None

    def _followed(self, scene: Scene, word: Eojeol) -> list[Mention]:
        """The leader and, behind his clause, the subjects of what follows him."""
        leader = self._leader(scene, word.span.start)
        if leader is None:
            return []
        behind = (p for p in scene.syntax.phrases if leader[1] < p.first and p.last < word.index)
        return [*leader[0], *(m for p in behind if p.slot in _TELLS for m in p.fillers)]
