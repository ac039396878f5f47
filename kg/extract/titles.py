"""Titles behind a place in a sentence, apart or written on to a body's name."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, NamedTuple

from kg.extract.scene import Scene
from kg.mentions.cues import Cues
from kg.model import Mention, Span
from kg.ontology import Ontology
from kg.text.typography import ASIDE

MINISTER = "장관"


class Post(NamedTuple):
    """A body, the role that somebody has there, and the words that say so."""

    body: Mention
    role: str
    span: Span


@dataclass(frozen=True)
class Titles:
    """Reads the titles that stand behind names.

    Args:
        raw: frames/links.yaml.
        cues: Titles.
        ontology: Classes, and the posts that the lexicon knows.
    """

    raw: Mapping[str, Any]
    cues: Cues
    ontology: Ontology

    def _title_from(self, scene: Scene, at: int) -> tuple[str, Span] | None:
        """The title that ends the run of nouns from an offset on, within four eojeols."""
        text, words = scene.text, scene.syntax.words
        fused = self._fused(scene, at)
        if fused is not None:
            return fused
        match = ASIDE.match(text, at)
        at = match.end() if match else at
        first = next((w.index for w in words if w.span.end > at), -1)
        if first < 0 or words[first].span.start < at or text[at : words[first].span.start].strip():
            return None
        start = words[first].span.start
        for k in range(first, min(first + 4, len(words))):
            word = words[k]
            if word.core.end <= word.core.start:
                if word.span.of(text) in self.cues.former:
                    continue  # "구글 전 CEO"
                return None
            title = self.cues.title(word.core.of(text))
            if not title and (team := self._team(word.core.of(text))):
                return team, Span(start, word.core.start + len(team))
            if title:
                return text[start : word.core.end] if k - first <= 1 else title, Span(start, word.core.end)
            if word.particles or word.comma or word.stem:
                return None
        return None

    def _team(self, noun: str) -> str:
        """The title of whose team a noun tells: 교수팀, 교수연구팀, 박사팀."""
        end = next((t for t in self.raw["teams"] if noun.endswith(t)), "")
        title = noun.removesuffix(end)
        return title if end and title in self.cues.titles else ""

    def _fused(self, scene: Scene, at: int) -> tuple[str, Span] | None:
        """The title that is written on to a body's name: 금융감독원장, 부산시장, 하원의장, 금융위원장, 미국대사."""
        text = scene.text
        word = next((w for w in scene.syntax.words if w.span.start < at < w.core.end), None)
        if word is None or not word.is_nominal:
            return None
        rest = text[at : word.core.end].split("(", 1)[0]
        for back in (3, 2, 1):  # "서울고검|장" is a 고검장, "성남시|장" a 시장
            title = text[max(0, at - back) : at] + rest
            if title in self.raw["straddling"] or title in self.raw["local_offices"]:
                return title, Span(at + len(rest) - len(title), at + len(rest))
        if rest in self.cues.titles or rest in self.raw["local_offices"] or rest in self.raw["offices"]:
            return rest, Span(at, at + len(rest))
        return None
