"""Places in an order that no numeral with 위 says: 세계 최대, 국내 최초, 2대 주주, 제2당, 31번째, 처음이다."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from kg.extract.measures.base import LANDS, Measured, Rule, Scene
from kg.extract.measures.context import listed
from kg.extract.measures.order import Order, bare
from kg.extract.measures.owners import Owners
from kg.extract.syntax import Phrase
from kg.model import Mention, Qualifier, Quantity, Span
from kg.text.numbers import Number

_PLACE = re.compile(r"(?P<holder>(?P<n>\d)대 ?주주|최대 ?고객사?)|제(?P<party>[1-9])당")
_BY = re.compile(r"[\d%원명대개건표점회배조억만]\)?(?:가량|정도|여)?으?로 (?:[가-힣]+(?:에서|가운데|중) )?$")
_FOLLOWERS = 2  # of more than these that follow the order is not always meant
_WITHIN, _LONG = 30, 60  # code points before a superlative or an ordinal in which its scope or its forerunner stands
_SINCE = re.compile(  # "지난해 4분기에 이어 두 번째로 높다" is held against one's own past
    r"(?:분기|\d년|\d월|지난해|작년|지난달)(?:\([^)]*\))?에 이어 (?:역대 )?\S+ ?번째(?:로)?$"
)
_FIRST = re.compile(r"처음(?=이다|이었다|이라|이며|으로 ?알려)")
_RANKED = frozenset(("Organization", "Product", "Place", "Policy", "Event", "Work"))
_APART = re.compile(r"[….,]")
_ONE_OF = re.compile(r"(?:중|가운데) 하나")
_PAIR = re.compile(r"(?<!\d)(?P<before>(?:\d{1,2}(?:, ?|·|위와 ))+)$")
_TWICE = re.compile(r"와 \d{1,2}위(?= )")
_PAIR_OF = re.compile(r"(?<![\d,·])((?:\d{1,2}(?:, ?|·))+)\d{1,2}위(?![가-힣]*전)")
_ONE = re.compile(r"\d+")
_PLACED = re.compile(r"(?:\([^)]*\))?\s\d+위")  # "삼성전자 1위 애플 2위": the name has the place behind it
_ASKING = re.compile(r"[은는]\s[‘“]?")
_ASIDE = re.compile(r"\((?:[^()]*\s)?[가-힣]*\s?$")
_NEAR = 24  # code points between a superlative and the name that it describes


@dataclass(frozen=True)
class Ranks:
    """Finds the superlatives and ordinals of sentences.

    Attributes:
        placing: What a sentence with such a place in it holds.
        native: Korean's own numerals, with their values.
    """

    placing: re.Pattern[str]
    superlative: re.Pattern[str]
    first: re.Pattern[str]
    scope: re.Pattern[str]
    person: re.Pattern[str]
    order: Order
    native: Mapping[str, int]
    nth: re.Pattern[str]

    @classmethod
    def read(cls, raw: Mapping[str, Any], native: Mapping[str, int]) -> Ranks:
        """Take the superlatives and scopes out of frames/measures.yaml; `native` is that of numbers.yaml."""
        placing, ranks, firsts, scopes, persons = (
            re.compile("|".join(raw[key])) for key in ("placing", "ranks", "firsts", "scopes", "persons")
        )
        nth = re.compile(rf"(?<![가-힣\d])(?P<nth>\d{{1,3}}|{'|'.join(native)}) ?번째")
        return cls(placing, ranks, firsts, scopes, persons, Order.read(raw["order"]), native, nth)

    def find(
        self, scene: Scene, numbered: Sequence[Measured] = (), before: Measured | None = None
    ) -> Iterator[Measured]:
        """Yield the ranks of a sentence.

        Args:
            scene: The sentence.
            numbered: The places that its numerals with 위 say.
            before: The last place that the sentence before gave.
        """
        if self.placing.search(scene.text, *scene.span) is None:
            return
        finders = (
            self._superlatives, self._firsts, self._places, self._pairs, self._most, self._ordinals, self._tops,
        )  # fmt: skip
        found = [m for finder in finders for m in finder(scene)]
        yield from found
        yield from self._next(scene, [*numbered, *found], before)

    def holder(self, scene: Scene, owners: Owners, rule: Rule, number: Number) -> Mention | None:
        """Who has a place that a numeral with 위 says, None where only the sentences around may tell."""
        fits, span = owners.fitting(rule, number), number.span
        if self.given(scene, number):
            verb = scene.verb_over(scene.eojeol(number))
            to = [p for p in scene.syntax.phrases if p.slot == "DAT" and p.last < verb]
            return next((m for p in reversed(to) for m in p.fillers if m in fits), None)
        twice = _TWICE.match(scene.text, span.end)
        found = self.order.described(scene, twice.end() if twice else span.end)
        found = [m for m in found if owners.class_fits(m, rule)]
        if twice is not None and len(found) == 2:
            return found[0]
        listing = _PAIR.search(scene.text, scene.span.start, span.start)
        pair = len(_ONE.findall(listing["before"])) if listing is not None else 0
        if twice is None and found and not _PLACED.match(scene.text, found[0].span.end):
            return found[min(pair, len(found) - 1)]
        told = self.order.about(scene, span.end) if pair else []
        if len(told) == pair + 1 > 1 and told[-1] in fits:
            return told[-1]
        direct = owners.each(rule, number) if len(listed(scene, number)) > 1 else None
        direct = direct or next((m for m in self.order.beside(scene, span.start) if m in fits), None)
        direct = direct or owners.direct(rule, number, fits)
        if direct is not None:
            return direct
        found = [m for m in self.order.about(scene, span.end) if m in fits]
        return found[min(pair, len(found) - 1)] if found else None

    def nobody(self, scene: Scene, number: Number) -> bool:
        """Whether a place is nobody's that stands here."""
        return self.given(scene, number) or self.order.nowhere(scene, number.span.start)

    def given(self, scene: Scene, number: Number) -> bool:
        """Whether a place goes to another: "다라에 1위 자리를 내줬다"."""
        verb = scene.verb_over(scene.eojeol(number))
        return verb >= 0 and scene.syntax.words[verb].stem in self.order.giving

    def aside(self, scene: Scene, number: Number) -> tuple[Mention, ...] | None:
        """Whose bracket a place stands in: "가나국(세계 10위)", "김하늘(21·가나팀·세계 12위)"; None if in no name's."""
        match = _ASIDE.search(scene.text, scene.span.start, number.span.start)
        if match is None or any(0 <= match.start() - n.span.end <= 1 for n in scene.syntax.parsed.numbers):
            return None
        return tuple(m for m in scene.named if 0 <= match.start() - m.span.end <= 1)

    def sharers(self, scene: Scene, found: Measured) -> list[Mention]:
        """Who else has a place that is said of several: "A와 B가 나란히 1위", "A, B, C는 각각 점유율 2위"."""
        phrases = (p for p in scene.syntax.phrases if p.slot in ("SBJ", "TOP") and found.subject in p.fillers)
        phrase = next(phrases, None)
        if phrase is None or len(phrase.fillers) < 2:
            return []
        end = scene.syntax.words[phrase.last].span.end
        if _PAIR.search(scene.text, scene.span.start, found.number.start) is not None:
            return []  # "A, B, C는 각각 7, 8, 9위"
        if end > found.number.start or scene.beside.together.search(scene.text, end, found.number.start) is None:
            return []
        places = [n for n in scene.syntax.parsed.numbers if n.quantity.unit == "ordinal" and n.span.start >= end]
        return [m for m in phrase.fillers if m.entity != found.subject.entity] if len(places) == 1 else []

    def _pairs(self, scene: Scene) -> Iterator[Measured]:
        """1, 2위인 애플과 삼성전자; 오포와 비보가 4·5위에 올랐다: the places before the last of a list."""
        for match in _PAIR_OF.finditer(scene.text, *scene.span):
            found = self.order.described(scene, match.end()) or self.order.about(scene, match.end())
            places = [int(place) for place in _ONE.findall(match[1])]
            for m, place in zip(found, places, strict=False) if len(found) == len(places) + 1 else ():
                yield from _measured(scene, m, place, match)

    def _superlatives(self, scene: Scene) -> Iterator[Measured]:
        """세계 최대 파운드리 기업 TSMC, TSMC는 세계 최대 업체다; 모로코 최대 도시 카사블랑카, 제2의 도시 부산."""
        superlatives = list(self.superlative.finditer(scene.text, *scene.span))
        told = [m.end() for m in superlatives]
        for match in superlatives:
            if "가장" not in match[0] or (_adnominal(scene, match.end()) and not _amount(scene, match.end())):
                yield from _measured(scene, self._thing(scene, match.end()), 1, match)
        for match in self.order.kind_first.finditer(scene.text, *scene.span):
            if match.end() not in told and not _ONE_OF.search(scene.text, match.end(), match.end() + _NEAR):
                value = int(match["n"] or 1)
                yield from _measured(scene, next(iter(self.order.described(scene, match.end())), None), value, match)

    def _thing(self, scene: Scene, end: int) -> Mention | None:
        """What a superlative describes, else what is said to be it."""
        if _ONE_OF.search(scene.text, end, end + _NEAR):
            return None
        found = next(iter(self.order.described(scene, end)), None)
        return found if found is not None else _become(scene, end)

    def _most(self, scene: Scene) -> Iterator[Measured]:
        """한국이 881만 명으로 가장 많았고: the subject of what is said to be the most is the first."""
        for match in self.order.most.finditer(scene.text, *scene.span):
            at = scene.syntax.parsed.eojeol_at(match.end() - 1)
            told = _BY.search(scene.text, scene.span.start, match.start()) is not None
            scoped = self.order.among.search(scene.text, max(scene.span.start, match.start() - _WITHIN), match.start())
            if scene.syntax.words[at].stem and (told or scoped):
                found = self.order.subject(scene, at, match.start())
                yield from _measured(scene, next(iter(found), None), 1, match)

    def _ordinals(self, scene: Scene) -> Iterator[Measured]:
        """한국은 중국에 이어 세계에서 두 번째로 크다, 일곱 번째 나라가 됐다; not how often somebody did it."""
        for match in self.nth.finditer(scene.text, *scene.span):
            start, end = match.span()
            compared = self.order.compared.search(scene.text, max(scene.span.start, start - _LONG), start) is not None
            sort = self.order.sort.match(scene.text, end) is not None
            found = self.order.described(scene, end) if sort else []
            if not found and self._stated(scene, end, compared=compared, sort=sort):
                found = self.order.about(scene, end)
            place = self.native.get(match["nth"]) or int(match["nth"])
            yield from _measured(scene, next(iter(found), None), place, match)

    def _stated(self, scene: Scene, end: int, *, compared: bool, sort: bool) -> bool:
        """Whether an ordinal is said of somebody: "일곱 번째다", "일곱 번째 나라가 됐다", "두 번째로 크다"."""
        phrase = _held(scene, end)
        if phrase is None or not (compared or sort) or _SINCE.search(scene.text, scene.span.start, end) is not None:
            return False
        verb = scene.syntax.words[phrase.head].stem if phrase.head >= 0 else ""
        if phrase.slot == "SBJ":
            return sort and verb == "되다"
        return phrase.slot == "COP" or (phrase.slot in ("INS", "AS") and (compared or sort))

    def _tops(self, scene: Scene) -> Iterator[Measured]:
        """정상에 올랐다, 선두를 지켰다, 우승했다: who did is the first."""
        for match in self.order.tops.finditer(scene.text, *scene.span):
            found = self.order.about(scene, match.end())
            yield from _measured(scene, next(iter(found), None), 1, match)

    def _next(self, scene: Scene, found: Sequence[Measured], before: Measured | None) -> Iterator[Measured]:
        """애플이 18%로 뒤를 이었다; A가 가장 높고 B와 C 순이다: who follows has the places behind the last one."""
        taken = {m.subject.entity for m in found}
        for match in self.order.following.finditer(scene.text, *scene.span):
            last = max((m for m in found if m.number.end <= match.start()), key=lambda m: m.number.end, default=None)
            start = last.number.end if last is not None else scene.span.start
            if last is None and before is not None and not found and match["listed"] is None:
                last = before  # "A가 2위였다. B는 13%로 그 뒤를 이었다."
                taken.add(before.subject.entity)
            if last is None:
                continue
            names = self.order.followers(scene, start, match.start(), listed=match["listed"] is not None)
            behind = [m for m in names if m.entity not in taken]
            if match["listed"] is None and len(behind) > _FOLLOWERS:
                continue
            for place, m in enumerate(behind, int(last.quantity.value) + 1):
                yield from _measured(scene, m, place, match)

    def _firsts(self, scene: Scene) -> Iterator[Measured]:
        """세계 최초로 양산했다, 국내 최초의 로봇 ‘휴보’, …한 것은 국내 기업 가운데 처음이다."""
        for match in self.first.finditer(scene.text, *scene.span):
            adverb = scene.text[match.end() : match.end() + 2] == "로 " or match[0].endswith(("처음", "으로", "하게"))
            yield from _measured(
                scene, _doer(scene, match.end()) if adverb else _described(scene, match.end()), 1, match
            )
        for match in self.order.first_of.finditer(scene.text, *scene.span):
            yield from _measured(scene, next(iter(self.order.doer(scene, match.end())), None), 1, match)
        for match in self.person.finditer(scene.text, *scene.span):
            yield from _measured(scene, _person(scene, match.end()), 1, match)
        for match in _FIRST.finditer(scene.text, *scene.span):
            yield from _measured(scene, self._complement(scene, match.start()), 1, match)

    def _complement(self, scene: Scene, at: int) -> Mention | None:
        """Who is the first: the subject right before 처음, or the topic where 것은 sums up and a scope is named."""
        phrases = scene.subjects_before(at)
        if not phrases:
            return None
        if phrases[-1].noun != "것":
            near = at - scene.syntax.words[phrases[-1].last].span.end <= 2
            return _rankable(scene, phrases[-1].fillers) if near else None
        return _rankable(scene, scene.roles.topic) if self.scope.search(scene.text, *scene.span) else None

    def _places(self, scene: Scene) -> Iterator[Measured]:
        """카카오는 2대 주주다, 제2당이 됐다, 31번째 신약으로 허가받았다."""
        for match in _PLACE.finditer(scene.text, *scene.span):
            value = int(match["n"] or match["party"] or 1)
            owner = _described(scene, match.end(), near=6) if match["holder"] else _become(scene, match.end())
            if match["holder"]:
                owner = _answer(scene, match.end()) or owner
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
    people = [m for m in scene.named if m.cls == "Person"]
    later = next((m for m in people if m.span.start >= end), None)
    if later is not None and later.span.start - end <= _NEAR and _apposed(scene, end, later):
        return later
    at = scene.verb_over(scene.syntax.parsed.eojeol_at(end - 1))
    if at < 0:
        return None
    return next((m for m in scene.said_of(at) if m in people), None)


def _rankable(scene: Scene, found: Sequence[Mention]) -> Mention | None:
    named = (m for m in found if not m.common and m.cls not in LANDS)
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


def _answer(scene: Scene, end: int) -> Mention | None:
    """2대 주주는 하늘투자다: the name right behind the place that is the topic."""
    match = _ASKING.match(scene.text, end)
    found = next((m for m in scene.syntax.mentions if match is not None and m.span.start == match.end()), None)
    own = found is not None and found.cls not in LANDS and not scene.text.startswith("의", found.span.end)
    return found if own else None


def _held(scene: Scene, end: int) -> Phrase | None:
    """The noun phrase that a place in an order is part of, or that its adjective describes (가장 큰 회사)."""
    at = scene.syntax.parsed.eojeol_at(end - 1)
    if scene.syntax.words[at].ending_tag == "ETM":
        at = scene.syntax.governor(at)
    return scene.syntax.phrase_at(at) if at >= 0 else None


def _adnominal(scene: Scene, end: int) -> bool:
    """Whether a word describes the next one ("가장 큰", not "가장 먼저")."""
    return scene.syntax.words[scene.syntax.parsed.eojeol_at(end - 1)].ending_tag == "ETM"


def _amount(scene: Scene, end: int) -> bool:
    """Whether what is the largest is an act or a sum, not somebody ("역사상 가장 큰 투자다")."""
    phrase = _held(scene, end)
    if phrase is None:
        return False
    act = scene.syntax.grammar.event_noun(scene.syntax.words[phrase.last]) != ""
    return act or phrase.noun.endswith(scene.beside.amounts)


def _apposed(scene: Scene, end: int, m: Mention) -> bool:
    """Whether only bare nouns, 의 and 인 stand between a superlative and a name."""
    first, last = (scene.syntax.parsed.eojeol_at(at) for at in (end - 1, m.span.start))
    return not _APART.search(scene.text, end, m.span.start) and bare(scene, first, last)


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
    if phrase.slot in ("INS", "AS") and not scene.syntax.words[phrase.last].comma:
        given = [m for p in scene.syntax.arguments(at) if p.slot == "OBJ" for m in p.fillers]
        if given:
            return _rankable(scene, given)  # "A는 [B를] 최대 고객으로 뒀다"
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
    if phrase.slot == "DAT" and scene.syntax.words[at].stem in scene.beside.rising:
        return not phrase.noun.endswith("주주")
    return phrase.slot in ("COP", "INS", "AS") or (phrase.slot == "SBJ" and scene.syntax.words[at].stem == "되다")


def _doer(scene: Scene, end: int) -> Mention | None:
    """Subject of the clause that an adverbial stands in."""
    at = scene.syntax.parsed.eojeol_at(end)
    for _ in range(4):
        at = scene.syntax.governor(at) if at >= 0 else -1
        if at >= 0 and scene.syntax.words[at].stem:
            return _rankable(scene, scene.said_of(at))
    return None
