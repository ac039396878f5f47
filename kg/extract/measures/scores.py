"""Scores of matches: "가나는 다라를 3대 1로 꺾었다", "다라에 1-3으로 졌다": who won has the higher number."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from kg.extract.measures.base import LANDS, Measured, Scene
from kg.model import Mention, Qualifier, Quantity, Span

_SCORE = re.compile(
    r"(?<![\d.,/:\-–])(?P<a>\d{1,3})\s?(?:대|[-–:])\s?(?P<b>\d{1,3})(?![\d.:\-–/]|\s?(?:명|개|원|년|월))"
)
_BRACKET = re.compile(r"\([^)]*\)")
_VERDICT = 30  # code points behind a score in which its verb stands


@dataclass(frozen=True)
class Scores:
    """Reads scores.

    Attributes:
        won, lost, drawn: What says so behind a score.
        of: What is counted.
        subject, other: What stands behind the name of who is told of, and of whom they met.
    """

    won: re.Pattern[str]
    lost: re.Pattern[str]
    drawn: re.Pattern[str]
    of: str
    subject: re.Pattern[str]
    other: re.Pattern[str]

    @classmethod
    def read(cls, raw: Mapping[str, Any]) -> Scores:
        """Take the words out of the frames' entry `scores`."""
        won, lost, drawn = (re.compile("|".join(raw[key])) for key in ("won", "lost", "drawn"))
        team = rf"(?:\([^)]*\))?(?:\s?(?:{'|'.join(raw['teams'])}))?"
        subject = re.compile(rf"{team}[은는이가]\s")
        other = re.compile(rf"{team}(?:[을를에]|에게|와|과|와의|과의|전에서)\s")
        return cls(won, lost, drawn, raw["of"], subject, other)

    def find(self, scene: Scene) -> Iterator[Measured]:
        """Yield what each side of the sentence's matches has."""
        aside = [b.span() for b in _BRACKET.finditer(scene.text, *scene.span)]
        for match in _SCORE.finditer(scene.text, *scene.span):
            if any(start < match.start() < end for start, end in aside):
                continue
            scores = sorted(int(match[side]) for side in "ab")
            won = self._won(scene, match.end(), drawn=scores[0] == scores[1])
            sides = self._sides(scene, match) if won is not None else []
            span = Span(*match.span())
            for m, score in zip(sides, reversed(scores) if won else scores, strict=False):
                if m is not None:
                    of = (Qualifier("of", self.of),)
                    yield Measured("count", m, Quantity(Decimal(score), "count"), span, span, of)

    def _won(self, scene: Scene, end: int, *, drawn: bool) -> bool | None:
        """Whether the subject won; None where nothing says how the match went."""
        stretch = scene.text[end : min(scene.span.end, end + _VERDICT)]
        if drawn:
            return True if self.drawn.search(stretch) else None
        won, lost = self.won.search(stretch), self.lost.search(stretch)
        if won is None or lost is None:
            return None if won is lost else won is not None
        return won.start() < lost.start()

    def _sides(self, scene: Scene, match: re.Match[str]) -> Sequence[Mention | None]:
        """Who is told of, and whom they met."""
        text, start = scene.text, match.start()
        players = [
            m for m in scene.named if m.cls in (*LANDS, "Person") or scene.ontology.branch(m.cls) == "Organization"
        ]
        near = [m for m in players if m.span.start < match.end() + _VERDICT]
        tops = [m for m in near if self.subject.match(text, m.span.end)]
        tops = [m for m in tops if m.cls != "Person"] or tops
        top = next((m for m in reversed(tops) if m.span.end <= start), next(iter(tops), None))
        others = [m for m in near if self.other.match(text, m.span.end) and (top is None or m.entity != top.entity)]
        team = self._team(players, top) if top is not None and top.cls == "Person" else None
        lone = top is not None and top.cls == "Person" and team is None
        others = [m for m in others if (m.cls == "Person") == lone and m.span.end <= start]
        return (None if lone and not others else team or top), others[-1] if others else None

    def _team(self, players: Sequence[Mention], person: Mention) -> Mention | None:
        """The team right before a player's name."""
        before = (m for m in players if m.cls != "Person" and 0 <= person.span.start - m.span.end <= 1)
        return next(before, None)
