"""What a sentence says that a product is: "A는 [B사의 신약이다]", "A는 [B 기반의 게임이다]"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from kg.extract.phrase import Phrase
from kg.extract.scene import Link, Scene
from kg.mentions.cues import Cues
from kg.model import Mention, Span
from kg.ontology import Ontology

_GENITIVE = re.compile(r"[’”]?(?:\([^)]*\))?의 ")
_WORDS = 5  # between a maker and the noun for what it makes


@dataclass(frozen=True)
class Predicated:
    """Reads nouns with the copula that tell of a product.

    Args:
        raw: frames/links.yaml.
        cues: Class nouns.
        ontology: Which classes stand under which.
    """

    raw: Mapping[str, Any]
    cues: Cues
    ontology: Ontology

    def find(self, scene: Scene) -> Iterator[Link]:
        """Yield who made a sentence's products, and on what they are based, where a noun with 이다 says so."""
        makes = (*self.raw["maker"]["objects"], "Technology")
        for phrase in scene.syntax.phrases:
            if not self._says(scene, phrase):
                continue
            named = any(m.cls in makes and not m.common for m in phrase.fillers)  # "A는 B사의 C다"
            for thing in () if named else scene.subject_before(phrase.first) or scene.topic:
                if thing.cls not in makes or thing.common:
                    continue
                yield from self._maker(scene, phrase, thing)
                yield from self._base(scene, phrase, thing)

    def _says(self, scene: Scene, phrase: Phrase) -> bool:
        """Whether a phrase is what its subject is: with 이다, or with 로 before a comma ("A사의 신약으로, ...")."""
        last = scene.syntax.words[phrase.last]
        told = phrase.slot == "COP" and last.ending_tag != "ETM"  # "A사의 신약인 B"
        told = told or (phrase.slot == "INS" and last.comma)
        return told and bool(phrase.inner) and self._is_ware(last.noun if phrase.slot == "COP" else phrase.noun)

    def _is_ware(self, noun: str) -> bool:
        """Whether a noun tells a kind of product or technique."""
        cls = self.cues.class_of(noun) or self.cues.quoted_nouns.get(noun, "")
        return bool(cls) and self.ontology.branch(cls) in ("Product", "Technology")

    def _maker(self, scene: Scene, phrase: Phrase, thing: Mention) -> Iterator[Link]:
        """Whose it is in the genitive that begins the phrase, a time or a land before it left out."""
        makers = self.raw["maker"]["subjects"]
        for owner in phrase.inner:
            behind = _GENITIVE.match(scene.text, owner.span.end)
            if owner.common or owner.cls not in makers or owner.cls == "Country" or behind is None:
                continue
            between = scene.text[behind.end() : scene.syntax.words[phrase.last].span.start].split()
            inside = [m for m in phrase.inner if m.span.start >= behind.end() and not m.common]
            if len(between) <= _WORDS and not inside and not any(w in self.raw["maker"]["others"] for w in between):
                yield Link("developed", owner, thing, Span(owner.span.end, scene.syntax.words[phrase.last].span.end))
            return

    @cached_property
    def _based(self) -> re.Pattern[str]:
        return re.compile(rf"[’”]?(?:\([^)]*\))? ?(?:{'|'.join(self.raw['bases'])}) ")

    def _base(self, scene: Scene, phrase: Phrase, thing: Mention) -> Iterator[Link]:
        """On what it is based ("A는 [GPT-4 기반] 챗봇이다")."""
        for base in phrase.inner:
            fits = self.ontology.branch(base.cls) in ("Product", "Technology") and not base.common
            if fits and self._based.match(scene.text, base.span.end):
                yield Link("uses", thing, base, Span(base.span.end, scene.syntax.words[phrase.last].span.end))
