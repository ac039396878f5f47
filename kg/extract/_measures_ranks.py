"""Places in an order that no numeral with 위 says: 세계 최대, 국내 최초, 2대 주주, 제2당, 31번째, 처음이다."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from kg.extract._measures_base import Measured, Rule, Scene
from kg.extract._measures_order import Order
from kg.extract._measures_owners import Owners
from kg.extract.syntax import Phrase
from kg.model import Mention, Qualifier, Quantity, Span
from kg.text.numbers import NATIVE, Number

_PLACE = re.compile(
    r"(?P<holder>(?P<n>\d)대 ?주주|최대 ?주주|최대 ?고객사?)|제(?P<party>[1-9])당"
    rf"|(?P<nth>\d{{1,3}}|{'|'.join(NATIVE)}) ?번째"
)
_FIRST = re.compile(r"처음(?=이다|이었다|이라|이며|으로 ?알려)")
_RANKED = frozenset(("Organization", "Product", "Place", "Policy", "Event", "Work"))
_APART = re.compile(r"[….,]")
_ONE_OF = re.compile(r"(?:중|가운데) 하나")
_RISING = frozenset(("등극하다", "오르다", "올라서다", "뽑히다", "선정되다"))
_AMOUNTS = ("액수", "규모", "금액", "투자", "거래", "합병", "계약", "기록", "이유")
_PAIR = re.compile(r"(?<!\d)\d{1,2}(?:, ?|·)$")
_PAIR_OF = re.compile(r"(?<!\d)(\d{1,2})(?:, ?|·)\d{1,2}위(?![가-힣]*전)")
_PLACED = re.compile(r"(?:\([^)]*\))?\s\d+위")  # "삼성전자 1위 애플 2위": the name has the place behind it
_NEAR = 24  # code points between a superlative and the name that it describes


@dataclass(frozen=True)
class Ranks:
    """Finds the superlatives and ordinals of sentences.

    Args:
        raw: frames/measures.yaml.
    """

    superlative: re.Pattern[str]
    first: re.Pattern[str]
    scope: re.Pattern[str]
    person: re.Pattern[str]
    order: Order

    @classmethod
    def read(cls, raw: Mapping[str, Any]) -> Ranks:
        """Take the superlatives and scopes out of the frames."""
        words = (re.compile("|".join(raw[key])) for key in ("ranks", "firsts", "scopes", "persons"))
        return cls(*words, Order.read(raw["order"]))

    def find(self, scene: Scene) -> Iterator[Measured]:
        """Yield the ranks of a sentence."""
        yield from self._superlatives(scene)
        yield from self._firsts(scene)
        yield from self._places(scene)
        yield from self._pairs(scene)

    def holder(self, scene: Scene, owners: Owners, rule: Rule, number: Number) -> Mention | None:
        """Who has a place that a numeral with 위 says, None where only the sentences around may tell."""
        fits, span = owners.fitting(rule, number), number.span
        found = [m for m in self.order.described(scene, span.end) if m in fits]
        pair = _PAIR.search(scene.text, scene.span.start, span.start) is not None
        if found and not _PLACED.match(scene.text, found[0].span.end):
            return found[min(pair, len(found) - 1)]
        direct = next((m for m in self.order.beside(scene, span.start) if m in fits), None)
        direct = direct or owners.direct(rule, number, fits)
        if direct is not None:
            return direct
        found = [m for m in self.order.about(scene, span.end) if m in fits]
        return found[min(pair, len(found) - 1)] if found else None

    def _pairs(self, scene: Scene) -> Iterator[Measured]:
        """1, 2위인 애플과 삼성전자; 오포와 비보가 4·5위에 올랐다: the first of two places."""
        for match in _PAIR_OF.finditer(scene.text, *scene.span):
            found = self.order.described(scene, match.end()) or self.order.about(scene, match.end())
            if len(found) == 2:
                yield from _measured(scene, found[0], int(match[1]), match)

    def _superlatives(self, scene: Scene) -> Iterator[Measured]:
        """세계 최대 파운드리 기업 TSMC, TSMC는 세계 최대 업체다."""
        for match in self.superlative.finditer(scene.text, *scene.span):
            if "가장" not in match[0] or not _amount(scene, match.end()):
                yield from _measured(scene, _described(scene, match.end()), 1, match)

    def _firsts(self, scene: Scene) -> Iterator[Measured]:
        """세계 최초로 양산했다, 국내 최초의 로봇 ‘휴보’, …한 것은 국내 기업 가운데 처음이다."""
        for match in self.first.finditer(scene.text, *scene.span):
            adverb = scene.text[match.end() : match.end() + 2] == "로 " or match[0].endswith(("처음", "으로", "하게"))
            yield from _measured(
                scene, _doer(scene, match.end()) if adverb else _described(scene, match.end()), 1, match
            )
        for match in self.person.finditer(scene.text, *scene.span):
            yield from _measured(scene, _person(scene, match.end()), 1, match)
        for match in _FIRST.finditer(scene.text, *scene.span):
            yield from _measured(scene, self._complement(scene, match.start()), 1, match)

    def _complement(self, scene: Scene, at: int) -> Mention | None:
        """Who is the first: the subject right before 처음, or the topic where 것은 sums up and a scope is named."""
        phrases = [
            p for p in scene.syntax.phrases if p.slot in ("SBJ", "TOP") and scene.syntax.words[p.last].span.end <= at
        ]
        if not phrases:
            return None
        if phrases[-1].noun != "것":
            near = at - scene.syntax.words[phrases[-1].last].span.end <= 2
            return _rankable(scene, phrases[-1].fillers) if near else None
        return _rankable(scene, scene.roles.topic) if self.scope.search(scene.text, *scene.span) else None

    def _places(self, scene: Scene) -> Iterator[Measured]:
        """카카오는 2대 주주다, 최대주주 폭스바겐, 제2당이 됐다, 31번째 신약으로 허가받았다."""
        for match in _PLACE.finditer(scene.text, *scene.span):
            written = match["n"] or match["party"] or match["nth"]
            value = NATIVE.get(written or "1") or int(written or 1)
            owner = _described(scene, match.end(), near=6) if match["holder"] else _become(scene, match.end())
            if owner is None and match["party"]:
                owner = _doer(scene, match.end())
            yield from _measured(scene, owner, value, match)


def _measured(scene: Scene, owner: Mention | None, value: int, match: re.Match[str]) -> Iterator[Measured]:
    if owner is None:
        return
    span = Span(*match.span())
    yield Measured(
        "rank", owner, Quantity(Decimal(value), "ordinal"), span, span, (Qualifier("scope", span.of(scene.text)),)
    )


def _person(scene: Scene, end: int) -> Mention | None:
    """The person described by 첫 여성 …, 최연소 …: the name right behind it, else the subject of what it is in."""
    people = [m for m in scene.syntax.mentions if m.cls == "Person" and m.method not in ("category", "description")]
    later = next((m for m in people if m.span.start >= end), None)
    if later is not None and later.span.start - end <= _NEAR and _apposed(scene, end, later):
        return later
    at = scene.syntax.parsed.eojeol_at(end - 1)
    for _ in range(4):
        if at >= 0 and scene.syntax.words[at].stem:
            break
        at = scene.syntax.governor(at) if at >= 0 else -1
    if at < 0 or not scene.syntax.words[at].stem:
        return None
    found = scene.roles.relative(at) if scene.syntax.words[at].ending_tag == "ETM" else scene.roles.agent(at)
    return next((m for m in found if m in people), None)


def _rankable(scene: Scene, found: Sequence[Mention]) -> Mention | None:
    named = (m for m in found if m.method not in ("category", "description") and m.cls not in ("Country", "Region"))
    return next((m for m in named if scene.ontology.branch(m.cls) in _RANKED), None)


def _described(scene: Scene, end: int, near: int = _NEAR) -> Mention | None:
    """The name right behind (through bare nouns or 인), else the subject of the copula or of 로 around it."""
    phrase = _held(scene, end)
    if phrase is None or _ONE_OF.search(scene.text, end, end + _NEAR):
        return None
    later = [
        m for m in scene.syntax.mentions if m.span.start >= end and m.cls not in ("Country", "Region", "Technology")
    ]
    if later and later[0].span.start - end <= near and _apposed(scene, end, later[0]):
        return _rankable(scene, later[:1])
    return _become(scene, end)


def _held(scene: Scene, end: int) -> Phrase | None:
    """The noun phrase that a place in an order is part of, or that its adjective describes (가장 큰 회사)."""
    at = scene.syntax.parsed.eojeol_at(end - 1)
    if scene.syntax.words[at].ending_tag == "ETM":
        at = scene.syntax.governor(at)
    return scene.syntax.phrase_at(at) if at >= 0 else None


def _amount(scene: Scene, end: int) -> bool:
    """Whether what is the largest is an act or a sum, not somebody ("역사상 가장 큰 투자다")."""
    phrase = _held(scene, end)
    if phrase is None:
        return False
    return scene.syntax.grammar.event_noun(scene.syntax.words[phrase.last]) != "" or phrase.noun.endswith(_AMOUNTS)


def _apposed(scene: Scene, end: int, m: Mention) -> bool:
    """Whether only bare nouns, 의 and 인 stand between a superlative and a name."""
    if _APART.search(scene.text, end, m.span.start):
        return False
    words = scene.syntax.words
    first, last = (scene.syntax.parsed.eojeol_at(at) for at in (end - 1, m.span.start))
    return all(
        w.particle in ("", "의") and not w.comma and (not w.stem or (w.stem.endswith("이다") and w.ending_tag == "ETM"))
        for w in words[first:last]
    )


def _become(scene: Scene, end: int) -> Mention | None:
    """Subject of "…다", "…로 올라섰다", "…가 됐다" around a place of the text."""
    phrase = _held(scene, end)
    if phrase is None or any(
        m.span.start >= end and scene.ontology.branch(m.cls) in ("Organization", "Product") for m in phrase.inner
    ):
        return None
    at = phrase.last if phrase.slot == "COP" else phrase.head
    if at < 0 or not scene.syntax.words[at].stem or not _becoming(scene, phrase, at):
        return None
    if scene.syntax.words[at].ending_tag == "ETM":
        return _rankable(scene, scene.roles.relative(at))
    if phrase.slot == "SBJ":  # "제2당이 됐다": who became it stands before
        before = [p for p in scene.syntax.phrases if p.slot in ("SBJ", "TOP") and p.last < phrase.first and p.fillers]
        return _rankable(scene, before[-1].fillers) if before else None
    own = scene.roles.own_subject(at)
    if own is not None and not own.fillers and own.noun not in ("것", "곳"):
        return _rankable(scene, own.inner[-1:])
    found = () if own is not None and not own.fillers else scene.roles.agent(at)
    return _rankable(scene, found) or _rankable(scene, scene.roles.topic)


def _becoming(scene: Scene, phrase: Phrase, at: int) -> bool:
    if phrase.slot == "DAT" and scene.syntax.words[at].stem in _RISING:
        return not phrase.noun.endswith("주주")
    return phrase.slot in ("COP", "INS", "AS") or (phrase.slot == "SBJ" and scene.syntax.words[at].stem == "되다")


def _doer(scene: Scene, end: int) -> Mention | None:
    """Subject of the clause that an adverbial stands in."""
    at = scene.syntax.parsed.eojeol_at(end)
    for _ in range(4):
        at = scene.syntax.governor(at) if at >= 0 else -1
        if at >= 0 and scene.syntax.words[at].stem:
            found = scene.roles.relative(at) if scene.syntax.words[at].ending_tag == "ETM" else scene.roles.agent(at)
            return _rankable(scene, found)
    return None
