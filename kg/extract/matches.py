"""Who plays whom in which tournament: "A는 [‘가나컵’ 조별리그 B와의 1차전에서] 이겼다", "A와 B의 평가전"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import combinations, pairwise
from typing import Any, NamedTuple

from kg.extract.scene import Link, Scene
from kg.model import Mention

_SIDES = ("Organization", "Country", "Region", "Company")
_PLAYERS = (*_SIDES, "Person")
_WITHIN = ("", "의", "와", "과", "와의", "과의", "간의", "대")
_AT = ("에서", "에서는", "에서도", "에선", "에", "서")
_AGAINST = re.compile(r"[’”'\"]?(?:\([^)]*\))?[와과]의 ")
_WITH = re.compile(r"[’”'\"]?(?:\([^)]*\))?[와과] ")
_REACH = 12  # eojeols that name one match


class _Match(NamedTuple):
    """A match as a noun phrase names it.

    Attributes:
        first, last: Its eojeols, both included.
        tournament: Where it is played, if the phrase says so.
        sides: Who plays; of two, the whole match, of one, the other side.
    """

    first: int
    last: int
    tournament: Mention | None
    sides: tuple[Mention, ...]


class Matches:
    """Reads matches.

    Args:
        raw: frames/links.yaml.
    """

    def __init__(self, raw: Mapping[str, Any]) -> None:
        words = raw["matches"]
        self.stages = tuple(words["stages"])
        self.alone = frozenset(words["alone"])
        self.tournaments = tuple(words["tournaments"])
        self.won, self.lost = frozenset(words["won"]), frozenset(words["lost"])
        self.results = frozenset((*self.won, *self.lost, *words["results"]))
        self.played = frozenset(words["played"])
        self.onlookers = tuple(words["onlookers"])

    def find(self, scene: Scene) -> Iterator[Link]:
        """Yield who takes part in a sentence's tournaments, who plays whom, and who wins."""
        for match in self._matches(scene):
            place, at = scene.syntax.words[match.last].core, self._verb(scene, match)
            players = self._players(scene, match) if len(match.sides) < len("AB") else ()
            players = (*players, *self._beaten(scene, at, players))
            players = tuple(m for m in players if all(m.entity != x.entity for x in match.sides))
            if match.tournament is not None:
                for m in (*players, *match.sides):
                    yield Link("participatesIn", m, match.tournament, place)
            alike = (match.sides[0].cls in _SIDES) if match.sides else False
            teams = [m for m in players if (m.cls in _SIDES) == alike] if match.sides else []
            rivals = () if self._decided(scene, match) else (*teams, *match.sides)
            for a, b in combinations(rivals, 2):
                if a.entity != b.entity:
                    yield Link("competesWith", a, b, place)
            yield from self._result(scene, match, teams, at)

    def _result(self, scene: Scene, match: _Match, teams: Sequence[Mention], at: int) -> Iterator[Link]:
        """Who wins against whom its match is ("B와의 경기에서 이겼다")."""
        if len(teams) != 1 or len(match.sides) != 1 or at < 0 or teams[0].entity == match.sides[0].entity:
            return
        verb = scene.syntax.words[at]
        key, named = verb.noun or verb.stem, [w.core_form for w in scene.syntax.words[match.last + 1 : at]]
        won = key in self.won or any(w in self.won for w in named)
        lost = key in self.lost or any(w in self.lost for w in named)
        if won != lost:
            a, b = (teams[0], match.sides[0]) if won else (match.sides[0], teams[0])
            yield Link("outperforms", a, b, verb.span, (), at)

    def _decided(self, scene: Scene, match: _Match) -> bool:
        """Whether a clause says how a match ends, before it speaks of others."""
        phrases, words = scene.syntax.phrases, scene.syntax.words
        others = [p.first for p in phrases if p.first > match.last and p.slot in ("TOP", "SBJ") and p.fillers]
        rest = words[match.last : others[0] if others else len(words)]
        return any((w.noun or w.stem) in self.results or w.core_form in self.results for w in rest)

    def _matches(self, scene: Scene) -> Iterator[_Match]:
        """The matches and tournaments that a sentence names."""
        words, until = scene.syntax.words, -1
        cups = frozenset(m.span.end for m in scene.proper if m.cls == "Event" and self._tournament(m))
        for word in words:
            if word.index <= until or not self._stage(scene, word.index, cups):
                continue
            last = self._end(scene, word.index, cups)
            first = last
            while first > max(until + 1, 0) and last - first < _REACH and self._goes_on(scene, first - 1):
                first -= 1
            until = last
            if first == last and words[last].core_form in self.alone:
                continue  # "경기에서"
            inside = [m for m in scene.proper if words[first].span.start <= m.span.start < words[last].span.end]
            inside = [
                m for m in inside if not any(m.span.within(a) for a in scene.syntax.asides)
            ]  # "이하늘(27·가나국)"
            whole = [m for m in scene.syntax.mentions if words[first].span.start <= m.span.start < words[last].span.end]
            cup = next((m for m in reversed(whole) if m.cls == "Event" and self._tournament(m)), None)
            yield _Match(first, last, cup, self._sides(scene, inside))

    def _end(self, scene: Scene, at: int, cups: frozenset[int]) -> int:
        """The last eojeol of a match's name that has a round or a tournament at an eojeol."""
        last, words = at, scene.syntax.words
        for k in range(at, min(at + _REACH, len(words) - 1)):
            if not self._goes_on(scene, k):
                break
            if self._stage(scene, k + 1, cups):
                last = k + 1
        return last

    def _stage(self, scene: Scene, at: int, cups: frozenset[int]) -> bool:
        """Whether an eojeol names a match or a round, or ends where a tournament's name does."""
        word = scene.syntax.words[at]
        if word.stem and word.ending_tag not in ("ETN", ""):
            return False
        noun = word.core_form.rstrip("’”'\"」")
        if noun.endswith(self.stages):
            return not any(m.span.overlaps(word.core) and m.cls in ("Region", "Place") for m in scene.proper)
        return word.core.end in cups and word.particle in _AT

    def _goes_on(self, scene: Scene, at: int) -> bool:
        """Whether a match's name goes on before its last eojeols."""
        word = scene.syntax.words[at]
        return not word.stem and not word.comma and word.particle in _WITHIN

    def _tournament(self, m: Mention) -> bool:
        return m.surface.rstrip("0123456789 ").endswith(self.tournaments)

    def _sides(self, scene: Scene, inside: Sequence[Mention]) -> tuple[Mention, ...]:
        """Who plays: both of "A와 B의", "A 대 B", "A-B전", or whom 와의 names."""
        teams = [m for m in inside if m.cls in _PLAYERS]
        for a, b in pairwise(teams):
            gap = scene.gap(a, b).strip("’‘'\" ")
            if gap in ("와", "과", "대", "vs", "VS", "-", "–") and a.cls in _SIDES and b.cls in _SIDES:
                return (a, b)
        against = [m for m in teams if _AGAINST.match(scene.text, m.span.end)]
        lone = [m for m in teams if _WITH.match(scene.text, m.span.end)] if not against else []
        return tuple(against[-1:] or (lone if len(lone) == 1 else ()))

    def _verb(self, scene: Scene, match: _Match) -> int:
        phrase = scene.syntax.phrase_at(match.last)
        return phrase.head if phrase is not None else -1

    def _players(self, scene: Scene, match: _Match) -> tuple[Mention, ...]:
        """Whoever does something there: the subject of the clause in which the match is a place."""
        word, at = scene.syntax.words[match.last], self._verb(scene, match)
        verb = scene.syntax.words[at] if at >= 0 else word
        played = word.particle in ("을", "를") and (verb.noun or verb.stem) in self.played
        if not (word.particle in _AT or played) or at < 0 or not verb.stem:
            return ()
        found = scene.roles.agent(at)
        return tuple(m for m in found if m.cls in _PLAYERS and m.entity and not self._looks_on(scene, m))

    def _beaten(self, scene: Scene, at: int, players: Sequence[Mention]) -> Iterator[Mention]:
        """Whom a verb of winning or losing names beside its subject ("B를 꺾었다", "B에 패했다")."""
        verb = scene.syntax.words[at] if at >= 0 and players else None
        if verb is not None and (verb.noun or verb.stem) in self.results:
            for phrase in scene.syntax.arguments(at):
                if phrase.slot in ("OBJ", "DAT", "COM"):
                    yield from (m for m in phrase.fillers if m.cls in _PLAYERS)

    def _looks_on(self, scene: Scene, m: Mention) -> bool:
        """Whether what stands behind a name says that it only tells of the match ("이하늘 해설위원은")."""
        at = scene.syntax.parsed.eojeol_at(m.span.end - 1)
        near = scene.syntax.words[at : at + 3]
        return any(w.core_form.endswith(self.onlookers) for w in near)
