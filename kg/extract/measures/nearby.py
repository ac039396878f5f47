"""Whose a number is by what stands next to it: a bracket, a neighbour, a list, an introduction, a possessor, a goal."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from kg.extract.measures.base import LANDS, REPORTERS, Rule, Scene
from kg.extract.measures.context import listed
from kg.mentions.letters import aimed
from kg.model import Mention, Span
from kg.text.numbers import MONEY, Number

_BESIDE = re.compile(r"[’'”]?\s(?:약 |최대 |최소 |총 |무려 )?")
_ENDS = re.compile(r"[,.)·]|\s등|\s순|으?로|[이였][고며다었]?|였|에|씩|\s?정도|\s?가량|$")  # a list's figure ends here
_TRADED = re.compile(r"에 [^,]{0,16}")  # between the price of a share and whose it is
_ASIDE = re.compile(r"\((?:[가-힣A-Za-z·]+\s){0,1}$")
_POST = re.compile(r"(?:\s[가-힣A-Za-z·]+(?<![을를은는이가에로와과도만])){1,3}")
_HAS = re.compile(r"(?:\([^)]*\))?(?:[은는이가도의]|\s?지수|\s(?:전체 )?(?:시가총액|시총|종가))")
_SCOPE = re.compile(r"\s?(?:[가-힣]+\s)?(?:중|가운데)(?:에서)?\s")  # "주요 20개국 가운데 1위": the place is among them
_HELD = MONEY | {"person"}
_OF = re.compile(r"(?:\([^)]*\))?(?:대|선)?(?:의|짜리|인|급(?:의)?)\s")
_BARE = re.compile(r"(?:[가-힣A-Za-z0-9]+(?<![을를은는이가에로와과도만서며고해])\s){0,3}[‘'“]?")
_POSSESSING = re.compile(r"[’'”]?의\s")
_THINGS = frozenset(("Product", "Place", "Technology", "Policy"))
_PLANNED = frozenset(("count", "investmentAmount", "headcount"))
_COMPARABLE = MONEY | {"fraction", "times", "count"}
SOLD = frozenset(("shipments",))  # a thing has these before its maker where it is named beside them
_MADE = frozenset(("Product", "Work"))
_EACH = "각각"
_JOINED = re.compile(r"[’'”]?(?:\([^)]*\))?(?:와 |과 |, |·)[‘'“]?")
_EXAMPLE = re.compile(r"[는은던한된] 등 ")
_SHARES = frozenset(("percent", "percentPoint"))
_POSTS = 2  # eojeols of a person's post
_DESCRIBING = 2  # words from a number to the name that it describes
_MAKE = 3  # words from a maker to a number of its machines
_MAX_GAP = 4  # eojeols between a possessor and what it has


@dataclass(frozen=True)
class Nearby:
    """Looks up whose the numbers of one sentence are by their neighbours.

    Args:
        scene: The sentence.
    """

    scene: Scene

    def direct(self, rule: Rule, number: Number, fits: Sequence[Mention] | None = None) -> Mention | None:
        """The name that a number stands next to: TSMC(13.33%), AWS 30%, or its place in a list with 각각."""
        fits = self.fitting(rule, number) if fits is None else fits
        text, at = self.scene.text, number.span.start
        if rule.listed and rule.measure == "price" and (traded := self._traded(number, fits)) is not None:
            return traded
        aside = _ASIDE.search(text, self.scene.span.start, at)
        if aside is not None:
            start = aside.start()
            return next((m for m in fits if 0 <= start - m.span.end <= 1), None) or self._titled(fits, start)
        for m in reversed(fits):
            if (
                m.span.end < at
                and ((rule.measure in SOLD and rule.subjects <= _MADE) or not self.counted(m, number))
                and _BESIDE.fullmatch(text, m.span.end, at)
                and (m.cls not in LANDS or rule.of == "country" or self.pairs(number))
            ):
                return m
        posted = self._listed_post(number, fits)
        if posted is not None:
            return posted
        if number.quantity.unit in _HELD:
            own = next((m for m in fits if text[m.span.end : at] in ("의 ", "의 약 ")), None)
            if own is not None and rule.of not in ("goal", "holder"):
                return own
        return self._answer(rule, number, fits) or self.each(rule, number)

    def pairs(self, number: Number) -> bool:
        """Whether a number stands in a list of lands and their figures: "서울 3명, 부산 2명 등이다"."""
        scene, unit = self.scene, number.quantity.unit
        lands = {m.span.end for m in scene.syntax.mentions if m.cls in LANDS}
        like = [n for n in scene.syntax.parsed.numbers if n.quantity.unit == unit]
        paired = [n for n in like if n.span.start - 1 in lands and _ENDS.match(scene.text, n.span.end)]
        return number in paired and len(paired) > 1

    def _titled(self, fits: Sequence[Mention], at: int) -> Mention | None:
        """The person whose post stands before a bracket: "김하늘 가나전자 부회장(3억원)"."""
        people = [m for m in fits if m.cls == "Person" and m.span.end < at]
        return people[-1] if people and _POST.fullmatch(self.scene.text, people[-1].span.end, at) else None

    def _listed_post(self, number: Number, fits: Sequence[Mention]) -> Mention | None:
        """The person whose post stands before a figure of a list: "김하늘 하늘시장 8%, 박바다 의원 3% 등"."""
        people = [m for m in fits if m.cls == "Person" and m.span.end < number.span.start]
        if not people or _ENDS.match(self.scene.text, number.span.end) is None:
            return None
        parsed, words = self.scene.syntax.parsed, self.scene.syntax.words
        first, last = (parsed.eojeol_at(at) for at in (people[-1].span.end - 1, number.span.start))
        between = words[first + 1 : last]
        bare = all(w.is_nominal and not w.particle and not w.comma for w in between)
        return people[-1] if 0 < len(between) <= _POSTS and bare and not words[first].particle else None

    def _traded(self, number: Number, fits: Sequence[Mention]) -> Mention | None:
        """Whose shares a price is paid for: "교보생명 지분 9%를 주당 23만원에", "주당 3만원에 [B] 주식을"."""
        text, end = self.scene.text, number.span.end
        before = [m for m in reversed(fits) if m.span.end <= number.span.start]
        after = [m for m in fits if text.startswith("에 ", end) and _TRADED.fullmatch(text, end, m.span.start)]
        return next((m for m in (*before, *after) if self.scene.beside.shares.match(text, m.span.end)), None)

    def counted(self, m: Mention, number: Number) -> bool:
        """Whether a name is only what a number counts: "폴란드는 K2 전차 180대를 주문했다"."""
        if number.quantity.unit != "count" or not (
            m.method == "category" or self.scene.ontology.branch(m.cls) in _THINGS
        ):
            return False
        return any(
            n.quantity.unit == "count"
            and m.span.end < n.span.start
            and _BESIDE.fullmatch(self.scene.text, m.span.end, n.span.start)
            for n in self.scene.syntax.parsed.numbers
        )

    def fitting(self, rule: Rule, number: Number) -> list[Mention]:
        """The names of the sentence that may have a number: not who only tells it, where it can be another's."""
        speakers = self.scene.speakers(number)
        if rule.plain or rule.measure in _PLANNED:
            speakers |= self.scene.planners(number)
        found = [
            m
            for m in self.scene.syntax.mentions
            if m.entity not in speakers and not m.span.overlaps(number.span) and self._fits(m, rule, number)
        ]
        if rule.plain:
            found = [m for m in found if not self.counted(m, number)]
        cut = self._exampled(number)
        found = [m for m in found if m.span.start >= cut]
        counting = self.scene.counting(number)
        return [m for m in found if m.entity not in counting] or ([] if rule.plain else found)

    def _exampled(self, number: Number) -> int:
        """Where an example ends that precedes a clause with its own subject: "가는 9대가 팔리는 등 [판매는]"."""
        end = number.span.start
        for match in reversed(list(_EXAMPLE.finditer(self.scene.text, self.scene.span.start, end))):
            words = self.scene.syntax.words
            if any(words[p.last].span.start >= match.end() for p in self.scene.subjects_before(end)):
                return match.end()
        return 0

    def _fits(self, m: Mention, rule: Rule, number: Number) -> bool:
        """Whether a mention may have the number: neither what it is compared to ("챗GPT의 5.6%") nor a market."""
        text, beside = self.scene.text, self.scene.beside
        if any(n.quantity.unit in _SHARES and m.span.overlaps(n.span) for n in self.scene.syntax.parsed.numbers):
            return False
        if len(m.surface) == 1 and aimed(text, m):
            return False  # "한국의 대미 수출은 20% 줄었다"
        if rule.measure in ("costRatio", "performanceRatio") and text[m.span.end : number.span.start] in (
            "의 ",
            "의 약 ",
        ):
            return False
        if any(p.match(text, m.span.end) for p in (beside.counted, beside.excepted, beside.since)):
            return False
        if rule.units & _COMPARABLE and self._held_against(m, number):
            return False
        published = beside.published.match(text, m.span.end)
        if published is not None and (published["report"] or m.cls in REPORTERS):
            return False
        if rule.measure == "unitsUsed" and self._maker(m, number):
            return False
        if rule.measure == "marketShare" and beside.market.match(text, m.span.end):
            return False
        if rule.measure == "rank" and (self.outdone(m) or self._scope(m, number)):
            return False
        if rule.measure == "rank" and m.cls in LANDS and self._same_phrase(m, number):
            return m.span.start >= number.span.end  # else the scope, not the ranked
        return self.class_fits(m, rule) and not self._modifies(m) and not (rule.listed and self._where(m))

    def _held_against(self, m: Mention, number: Number) -> bool:
        """Whether another's figure is held against a name's own: "값은 9만원으로 [A의] 두 배다", not "9만원인 A의"."""
        match = self.scene.beside.equalled.match(self.scene.text, m.span.end)
        if match is None or m.span.end <= number.span.start < match.end():
            return False
        at, own = self.scene.syntax.parsed.eojeol_at(m.span.start), self.scene.eojeol(number)
        before = self.scene.syntax.words[at - 1] if at else None
        near = before is not None and 0 < at - own <= _DESCRIBING
        return not (near and before is not None and (before.ending_tag == "ETM" or before.particle != "으로"))

    def _maker(self, m: Mention, number: Number) -> bool:
        """Whether a name only says whose make the machines are that a number counts: "보잉 항공기 100대를 샀다"."""
        between = self.scene.text[m.span.end : number.span.start]
        near = between.startswith((" ", "의 ")) and len(between.split()) <= _MAKE
        return near and self.scene.beside.machines.search(between) is not None

    def outdone(self, m: Mention) -> bool:
        """Whether the sentence says that another comes before or after a name ("도요타를 제치고", "네이버에 이어")."""
        return self.scene.beside.outdone.match(self.scene.text, m.span.end) is not None

    def _scope(self, m: Mention, number: Number) -> bool:
        """Whether a name is only whom a place is among."""
        return m.span.end <= number.span.start and _SCOPE.match(self.scene.text, m.span.end) is not None

    def _where(self, m: Mention) -> bool:
        """Whether a place, an exchange say, is neither topic nor subject nor possessor."""
        return m.cls == "Place" and _HAS.match(self.scene.text, m.span.end) is None

    def _modifies(self, m: Mention) -> bool:
        """Whether a name only says of where the next one is ("일본 도쿄일렉트론")."""
        if m.cls not in LANDS:
            return False
        following = next((o for o in self.scene.syntax.mentions if o.span.start >= m.span.end), None)
        return (
            following is not None
            and self.scene.text[m.span.end : following.span.start] == " "
            and following.cls not in LANDS
            and not following.common
        )

    def class_fits(self, m: Mention, rule: Rule) -> bool:
        """Whether things of a mention's class have a rule's figures; a country is no mere place."""
        if (
            m.method == "description"
            or m.surface.endswith("급")
            or ((rule.plain or rule.measure == "rank") and m.method == "category")
        ):
            return False
        if m.cls in LANDS:
            return m.cls in rule.subjects
        return m.cls not in rule.never and any(self.scene.ontology.is_a(m.cls, cls) for cls in rule.subjects)

    def _same_phrase(self, m: Mention, number: Number) -> bool:
        phrase = self.scene.syntax.phrase_at(self.scene.syntax.parsed.eojeol_at(number.span.start))
        return phrase is not None and m in phrase.inner

    def _answer(self, rule: Rule, number: Number, fits: Sequence[Mention]) -> Mention | None:
        """2위는 파나소닉, 3위는 CATL이, 4위와 5위는 A와 B가 차지했다: the place asks, the name behind answers."""
        like = listed(self.scene, number)
        if rule.measure != "rank" or not self.scene.after(like[-1], 2).startswith(("는 ", "은 ")):
            return None
        end, text = like[-1].span.end, self.scene.text
        later = (n for n in self.scene.syntax.parsed.numbers if n.span.start > end and n.quantity.unit == "ordinal")
        stop = next((n.span.start for n in later), self.scene.span.end)
        found = [m for m in fits if end < m.span.start < stop and text[m.span.end : m.span.end + 1] != "의"]
        place = like.index(number)
        return found[place] if place < len(found) else None

    def each(self, rule: Rule, number: Number) -> Mention | None:
        """일본과 유럽연합은 각각 5억 달러와 6억 달러, SK온과 삼성SDI는 4위와 5위: the first has the first."""
        scene = self.scene
        words, like = scene.syntax.words, listed(scene, number)
        abreast = self._abreast(like)
        if abreast:
            own = abreast[like.index(number)]
            return own if self._fits(own, rule, number) else None
        marked = scene.text.rfind(_EACH, scene.span.start, number.span.start)
        before = [
            p
            for p in scene.syntax.phrases
            if p.slot in ("SBJ", "TOP", "DAT") and words[p.last].span.end <= like[0].span.start
        ]
        if marked >= 0:
            before = [p for p in before if len(p.fillers) > 1 and words[p.last].span.end <= marked]
        names: Sequence[Mention] = before[-1].fillers if before else ()
        if marked >= 0 and len(names) < 2 < len(like) + 1:
            names = self._joined(marked, len(like))
        if len(names) < 2 or len(names) != len(like):
            return None
        found = names[like.index(number)]
        return found if self._fits(found, rule, number) else None

    def _joined(self, end: int, count: int) -> Sequence[Mention]:
        """So many names in a row whose something is told of: "가나와 다라의 판매량은 각각 5%, 24%"."""
        runs: list[list[Mention]] = []
        for m in self.scene.named:
            if m.span.end > end:
                break
            if runs and _JOINED.fullmatch(self.scene.text, runs[-1][-1].span.end, m.span.start):
                runs[-1].append(m)
            else:
                runs.append([m])
        return next((run for run in reversed(runs) if len(run) == count), ())

    def _abreast(self, like: Sequence[Number]) -> list[Mention]:
        """A는 5%, B는 3% 늘어 나란히 4위와 5위를: the subjects before, where there are as many as places."""
        scene, start = self.scene, like[0].span.start
        if len(like) < 2 or scene.beside.abreast.search(scene.text, scene.span.start, start) is None:
            return []
        named = [p.fillers[0] for p in scene.subjects_before(start) if len(p.fillers) == 1]
        last = scene.subjects_before(start)[-1:]
        return named if len(named) == len(like) and all(len(p.fillers) == 1 for p in last) else []

    def introduced(self, fits: Sequence[Mention], number: Number, rule: Rule) -> Mention | None:
        """2위 삼성전자, 5000억 달러 규모의 AI 투자 프로젝트 ‘스타게이트’: the number describes the name behind it."""
        found = self.behind(fits, number, rule)
        if found is not None:
            return found
        phrase = self.scene.syntax.phrase_at(self.scene.eojeol(number))
        later = (
            [m for m in phrase.fillers if m in fits and m.span.start >= number.span.end] if phrase is not None else []
        )
        if not later:
            return None
        gap = self.scene.text[number.span.end : later[0].span.start]
        close = rule.measure == "rank" and len(gap) <= 8
        return later[0] if close or gap.lstrip().startswith(self.scene.beside.introducing) else None

    def behind(self, fits: Sequence[Mention], number: Number, rule: Rule) -> Mention | None:
        """The name right behind a number and bare nouns: "인구 48만명의 김포시는", "월 2900원짜리 로켓와우 회원"."""
        match = _OF.match(self.scene.text, number.span.end, self.scene.span.end)
        if match is None or rule.measure == "rank":
            return None
        later = [m for m in self.scene.syntax.mentions if m.span.start >= match.end()]
        found = next(iter(later), None)
        for m in later[1:]:
            if found is None or m.span.start - found.span.end > 1:
                break
            found = m  # "6710억개인 딥시크 R1"
        if found is None or found not in fits or found.common:
            return None
        if self.scene.text[found.span.end : found.span.end + 1] in self.scene.beside.kinds:
            return None  # "한국형 원전"
        between = _BARE.fullmatch(self.scene.text, match.end(), found.span.start)
        return found if between is not None and not _POSSESSING.match(self.scene.text, found.span.end) else None

    def goal(self, rule: Rule, number: Number, cue: Span, *, imposed: bool = False) -> Mention | None:
        """쿠팡에 과징금 1400억원을 부과했다: the number is the fined one's; who gets a fine is its subject."""
        if rule.of != "goal":
            return None
        edge = self.scene.syntax.parsed.eojeol_at(min(cue.start, number.span.start))
        beside = self.scene.syntax.words[edge - 1] if edge else None
        if beside is not None and beside.particle in ("에", "에도", "에게", "에는"):
            found = [
                m for m in self.scene.syntax.mentions if m.span.overlaps(beside.span) and self._fits(m, rule, number)
            ]
            if found:
                return found[-1]
        for at in self.scene.way(number):
            for phrase in self.scene.syntax.arguments(at):
                if phrase.slot in ("DAT", "ABOUT", "AGAINST"):
                    found = [m for m in (*phrase.fillers, *reversed(phrase.inner)) if self._fits(m, rule, number)]
                    if found:
                        return found[-1] if phrase.fillers else found[0]
        if not imposed:
            return None
        words = self.scene.syntax.words  # the tree hung whom it is imposed on elsewhere
        given = (
            p for p in self.scene.syntax.phrases if p.slot == "DAT" and words[p.last].span.end <= number.span.start
        )
        return next((m for p in given for m in p.fillers if self._fits(m, rule, number)), None)

    def possessor(self, fits: Sequence[Mention], number: Number, cue: Span, rule: Rule) -> Mention | None:
        """엔비디아 주가는 17%, 딥시크의 개발 비용은 558만 달러: only bare nouns between the name and what it has."""
        words, periods = self.scene.syntax.words, self.scene.beside.periods
        edge = self.scene.syntax.parsed.eojeol_at(min(cue.start, number.span.start))
        vague: Mention | None = None  # a category: "LG의 배터리 사용량" is LG's
        for m in reversed(fits):
            if m.span.end > words[edge].span.end or m.span.end > number.span.start:
                continue
            at = self.scene.syntax.parsed.eojeol_at(m.span.end - 1)
            if edge - at > _MAX_GAP:
                break
            between = words[at:edge]
            if any(
                (w.stem and w.stem not in periods) or w.comma or w.particle not in ("", "의", "측의") for w in between
            ):
                continue
            of = any(w.particle.endswith("의") for w in between)
            if self.counted(m, number) or self._summed(m):
                continue
            if m.method == "category":
                vague = vague or m
            elif of or m.cls not in LANDS or rule.of == "country":
                return m
        return vague

    def _summed(self, m: Mention) -> bool:
        """Whether a name is one of a list in brackets, which is of all of them: "3대 통신사(가나·다라·마바)의 매출"."""
        text = self.scene.text
        listed = any(m.span.within(a) and any(x in a.of(text) for x in "·,ㆍ") for a in self.scene.syntax.asides)
        return listed and not text.startswith("(", m.span.end)

    def made(self, rule: Rule, number: Number, fits: Sequence[Mention]) -> Mention | None:
        """레니게이드는 TSMC가 5나노로 생산한다: what is made, where it is the topic."""
        if rule.of != "made":
            return None
        tops = [
            p
            for p in self.scene.syntax.phrases
            if p.slot in ("TOP", "SBJ", "OBJ") and self.scene.syntax.words[p.last].span.end <= number.span.start
        ]
        found = (
            m
            for p in reversed(tops)
            for m in p.fillers
            if m in fits and not self.scene.breaks(m.span.end, number.span.start)
        )
        return next((m for m in found if self.scene.ontology.branch(m.cls) == "Product"), None)

    def foreign(self, number: Number, cue: Span) -> bool:
        """Whether what a cue names belongs to something that is no known name ("병용요법의 연매출", "2위 도미니카")."""
        following = self.scene.syntax.words[self.scene.eojeol(number) + 1 :][:1]
        if (
            number.quantity.unit == "ordinal"
            and self.scene.after(number, 1) == " "
            and following
            and following[0].first_tag == "NNP"
        ):
            return True
        edge = self.scene.syntax.parsed.eojeol_at(cue.start)
        owner = self.scene.syntax.words[edge - 1] if edge and cue.end <= number.span.start else None
        if (
            owner is None
            or owner.particle != "의"
            or any(d.span.overlaps(owner.span) for d in self.scene.syntax.parsed.dates)
        ):
            return False
        return not any(m.span.overlaps(owner.span) and m.method != "category" for m in self.scene.syntax.mentions)

    def wanted(self, m: Mention, rule: Rule) -> bool:
        """Return whether a name is of the class that a measure is told of."""
        return rule.of != "product" or self.scene.ontology.branch(m.cls) in _MADE
