"""Whose a number is: the name that it stands next to, introduces, is possessed by, describes, or whose clause it is in."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from kg.extract._measures_base import Rule, Scene
from kg.extract.syntax import Phrase
from kg.model import Mention, Span
from kg.text.numbers import Number

_BESIDE = re.compile(r"\s(?:약 |최대 |최소 |총 |무려 )?")
_INTRODUCING = ("의 ", "규모", "짜리", "급")
_HEARD = frozenset(("MediaOutlet", "ResearchInstitute", "InternationalOrganization"))  # they tell of others
_REACHING = frozenset(("넘다", "이르다", "달하다", "웃돌다", "육박하다", "가깝다", "남다"))  # "32억 달러가 넘는 위약금"
_EXISTING = frozenset(("있다", "실리다", "들어서다", "탑재되다", "담기다", "설치되다", "들어가다"))
_MARKET = re.compile(r"[’'”]?\s?(?:[가-힣]{1,4} )?(?:시장|업계|분야|부문)")
_SUBJECT = re.compile(r"(?:\([^)]*\))?[가이]\s")
_EACH = "각각"
_AND = re.compile(r"(?:\([^)]*\))?(?:와|과|,|·)\s?(?:약 )?")
_MAX_GAP = 4  # eojeols between a possessor and what it has
_CORPORATE = frozenset(("revenue", "profit", "investmentAmount", "shipments", "userCount", "headcount", "marketShare"))


@dataclass(frozen=True)
class Owners:
    """Looks up whose the numbers of one sentence are."""

    scene: Scene

    def whose(self, rule: Rule, number: Number, cue: Span, *, known: Mention | None = None) -> Mention | None:
        """Return whose a number is, None where the text does not say.

        Args:
            rule: What it gives.
            number: The number.
            cue: The word that says so.
            known: Whose the last figure of the same kind was.
        """
        fits = self._fitting(rule, number)
        found = self._goal(rule, number, cue) or self._made(rule, number, fits)
        if found is None and rule.of != "holder":
            found = (
                self.direct(rule, number, fits)
                or self._introduced(fits, number, rule)
                or self._possessor(fits, number, cue, rule)
            )
            if found is None and self._foreign(number, cue):
                return None
        if found is None:
            found = (
                self._each(rule, number)
                or self._relative(number, fits)
                or self._clause(number, rule, fits, cue)
                or self._before(fits, number, cue)
            )
        return found or self._remembered(rule, known)

    def direct(self, rule: Rule, number: Number, fits: Sequence[Mention] | None = None) -> Mention | None:
        """The name that a number stands next to: TSMC(13.33%), AWS 30%, or its place in a list with 각각."""
        fits = self._fitting(rule, number) if fits is None else fits
        text, at = self.scene.text, number.span.start
        if text[at - 1 : at] == "(":
            return next((m for m in fits if 0 <= at - 1 - m.span.end <= 1), None)
        for m in reversed(fits):
            if (
                m.span.end < at
                and _BESIDE.fullmatch(text, m.span.end, at)
                and (m.cls not in ("Country", "Region") or rule.of == "country")
            ):
                return m
        return self._answer(rule, number, fits) or self._each(rule, number)

    def _answer(self, rule: Rule, number: Number, fits: Sequence[Mention]) -> Mention | None:
        """2위는 파나소닉, 3위는 CATL이 차지했다: the place asks, the name behind answers."""
        if rule.measure != "rank" or not self.scene.after(number, 2).startswith(("는 ", "은 ")):
            return None
        stop = next(
            (
                n.span.start
                for n in self.scene.syntax.parsed.numbers
                if n.span.start > number.span.end and n.quantity.unit == "ordinal"
            ),
            self.scene.span.end,
        )
        text = self.scene.text
        return next(
            (m for m in fits if number.span.end < m.span.start < stop and text[m.span.end : m.span.end + 1] != "의"),
            None,
        )

    def plain(self, rule: Rule, number: Number) -> Mention | None:
        """Whose a figure without a cue is: only where the sentence itself says so."""
        fits = self._fitting(rule, number)
        found = self.direct(rule, number, fits) or self._introduced(fits, number, rule) or self._relative(number, fits)
        return found or self._clause(number, rule, fits, number.span, strict=True)

    def subject(self, rule: Rule, number: Number) -> Mention | None:
        """The filler of the nearest subject before a number, with no clause ending in between."""
        fits, words = self._fitting(rule, number), self.scene.syntax.words
        for phrase in reversed(self.scene.syntax.phrases):
            end = words[phrase.last].span.end
            if (
                phrase.slot in ("SBJ", "TOP")
                and end <= number.span.start
                and not self.scene.breaks(end, number.span.start)
            ):
                return next((m for m in phrase.fillers if m in fits), None)
        return None

    def _fitting(self, rule: Rule, number: Number) -> list[Mention]:
        speakers = self.scene.speakers(number)
        return [
            m
            for m in self.scene.syntax.mentions
            if m.entity not in speakers and not m.span.overlaps(number.span) and self._fits(m, rule, number)
        ]

    def _fits(self, m: Mention, rule: Rule, number: Number) -> bool:
        """Whether a mention may be whose the number is: neither what it is compared to ("챗GPT의 5.6%") nor a market."""
        text = self.scene.text
        if rule.measure in ("costRatio", "performanceRatio") and text[m.span.end : number.span.start] in (
            "의 ",
            "의 약 ",
        ):
            return False
        if rule.measure == "marketShare" and _MARKET.match(text, m.span.end):
            return False
        if rule.measure == "rank" and m.cls in ("Country", "Region") and self._same_phrase(m, number):
            return False  # the scope, not the ranked
        return self._class_fits(m, rule)

    def _class_fits(self, m: Mention, rule: Rule) -> bool:
        """Whether things of a mention's class have a rule's figures; a country is no mere place."""
        if m.method == "description" or (rule.plain and m.method == "category"):
            return False
        if m.cls in ("Country", "Region"):
            return m.cls in rule.subjects
        return any(self.scene.ontology.is_a(m.cls, cls) for cls in rule.subjects)

    def _same_phrase(self, m: Mention, number: Number) -> bool:
        phrase = self.scene.syntax.phrase_at(self.scene.syntax.parsed.eojeol_at(number.span.start))
        return phrase is not None and m in phrase.inner

    def _each(self, rule: Rule, number: Number) -> Mention | None:
        """일본과 유럽연합은 각각 5500억 달러와 6000억 달러, SK온과 삼성SDI는 4위와 5위: the list's first has the first."""
        scene = self.scene
        words, like = scene.syntax.words, self._list(number)
        marked = scene.text.rfind(_EACH, scene.span.start, number.span.start)
        before = [
            p
            for p in scene.syntax.phrases
            if p.slot in ("SBJ", "TOP", "DAT") and words[p.last].span.end <= like[0].span.start
        ]
        if marked >= 0:
            before = [p for p in before if len(p.fillers) > 1 and words[p.last].span.end <= marked]
        names = before[-1].fillers if before else ()
        if len(names) < 2 or len(names) != len(like):
            return None
        found = names[like.index(number)]
        return found if self._fits(found, rule, number) else None

    def _list(self, number: Number) -> list[Number]:
        """The coordinated numbers of one unit that a number stands among; brackets between them do not count."""
        numbers = [
            n for n in self.scene.syntax.parsed.numbers if n.quantity.unit == number.quantity.unit and not n.bracketed
        ]
        if number not in numbers:
            return [number]
        first = last = numbers.index(number)
        while first and _AND.fullmatch(self.scene.text, numbers[first - 1].span.end, numbers[first].span.start):
            first -= 1
        while last + 1 < len(numbers) and _AND.fullmatch(
            self.scene.text, numbers[last].span.end, numbers[last + 1].span.start
        ):
            last += 1
        return numbers[first : last + 1]

    def _introduced(self, fits: Sequence[Mention], number: Number, rule: Rule) -> Mention | None:
        """2위 삼성전자, 5000억 달러 규모의 AI 투자 프로젝트 ‘스타게이트’: the number describes the name behind it."""
        phrase = self.scene.syntax.phrase_at(self.scene.eojeol(number))
        later = (
            [m for m in phrase.fillers if m in fits and m.span.start >= number.span.end] if phrase is not None else []
        )
        if not later:
            return None
        gap = self.scene.text[number.span.end : later[0].span.start]
        close = rule.measure == "rank" and len(gap) <= 8
        return later[0] if close or gap.lstrip().startswith(_INTRODUCING) else None

    def _goal(self, rule: Rule, number: Number, cue: Span) -> Mention | None:
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
        return None

    def _possessor(self, fits: Sequence[Mention], number: Number, cue: Span, rule: Rule) -> Mention | None:
        """엔비디아 주가는 17%, 딥시크의 개발 비용은 558만 달러: only bare nouns between the name and what it has."""
        words = self.scene.syntax.words
        edge = self.scene.syntax.parsed.eojeol_at(min(cue.start, number.span.start))
        vague: Mention | None = None  # a category: "LG의 배터리 사용량" is LG's
        for m in reversed(fits):
            if m.span.end > words[edge].span.end or m.span.end > number.span.start:
                continue
            at = self.scene.syntax.parsed.eojeol_at(m.span.end - 1)
            if edge - at > _MAX_GAP:
                break
            between = words[at:edge]
            if any(w.stem or w.comma or w.particle not in ("", "의", "측의") for w in between):
                continue
            of = any(w.particle.endswith("의") for w in between)
            if m.method == "category":
                vague = vague or m
            elif of or m.cls not in ("Country", "Region") or rule.of == "country":
                return m
        return vague

    def _relative(self, number: Number, fits: Sequence[Mention]) -> Mention | None:
        """1억 달러가 들어간 챗GPT: what a clause without a subject of its own describes; whose proposal it is."""
        syntax = self.scene.syntax
        for at in self.scene.way(number)[1:3]:
            word = syntax.words[at]
            if (
                word.stem
                and word.ending_tag == "ETM"
                and not any(p.slot in ("SBJ", "TOP") and p.fillers for p in syntax.arguments(at))
            ):
                if self._later_subject(at, number):
                    return None
                found = next((m for m in self.scene.roles.relative(at) if m in fits), None)
                return found or self._proposer(at, fits)
            if word.stem:
                break
        return None

    def _foreign(self, number: Number, cue: Span) -> bool:
        """Whether what a cue names belongs to something that is no name ("병용요법의 연매출")."""
        edge = self.scene.syntax.parsed.eojeol_at(cue.start)
        owner = self.scene.syntax.words[edge - 1] if edge and cue.end <= number.span.start else None
        if (
            owner is None
            or owner.particle != "의"
            or any(d.span.overlaps(owner.span) for d in self.scene.syntax.parsed.dates)
        ):
            return False
        return not any(m.span.overlaps(owner.span) and m.method != "category" for m in self.scene.syntax.mentions)

    def _made(self, rule: Rule, number: Number, fits: Sequence[Mention]) -> Mention | None:
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

    def _later_subject(self, at: int, number: Number) -> bool:
        """Whether a clause has a subject behind the number, so that the number is none of it ("5억으로 9억이 든 X의 반이다")."""
        eojeol, start = self.scene.eojeol(number), self.scene.syntax.words[at].span.start
        between = (n for n in self.scene.syntax.parsed.numbers if number.span.end < n.span.start and n.span.end < start)
        if any(_SUBJECT.match(self.scene.text, n.span.end) for n in between):
            return True
        return any(p.slot == "SBJ" and eojeol < p.first and p.last < at for p in self.scene.syntax.arguments(at))

    def _proposer(self, at: int, fits: Sequence[Mention]) -> Mention | None:
        """8억 달러에 회사를 사겠다는 메타의 제안."""
        phrase = self.scene.syntax.phrase_at(max(self.scene.syntax.governor(at), 0))
        if phrase is None or phrase.first <= at or not phrase.noun.endswith(tuple(self.scene.syntax.grammar.proposals)):
            return None
        return next(
            (m for m in phrase.inner if m in fits and self.scene.text[m.span.end : m.span.end + 1] == "의"), None
        )

    def _clause(
        self, number: Number, rule: Rule, fits: Sequence[Mention], cue: Span, *, strict: bool = False
    ) -> Mention | None:
        """Subject (or, for a product's own figures, object) of the clauses on the way to the root."""
        syntax, own = self.scene.syntax, False
        for at in self.scene.way(number):
            for phrase in self._subjects(at, rule, number):
                inside = () if own else _inside(phrase) or self._described(phrase)
                found = next((m for m in (*phrase.fillers, *inside) if m in fits), None)
                if found is not None and self._wanted(found, rule):
                    return found
                own = own or not (phrase.inner or phrase.first <= self.scene.eojeol(number) <= phrase.last)
            word = syntax.words[at]
            if word.stem and word.ending_tag == "ETM":
                relative = () if self._later_subject(at, number) else self.scene.roles.relative(at)
                found = next((m for m in relative if m in fits), None)
                if found is not None and self._wanted(found, rule):
                    return found
                if strict and word.stem not in _REACHING and not self._complements(at):
                    return None
            if own and strict and self.scene.quotes(at):
                return None
        return self._dropped(number, fits) if strict and not own else None

    def _complements(self, at: int) -> bool:
        """Whether an adnominal clause only fills its noun ("…한 것으로", "…할 계획")."""
        head = self.scene.syntax.governor(at)
        return head >= 0 and self.scene.syntax.words[head].core_in(self.scene.syntax.grammar.complements)

    def _dropped(self, number: Number, fits: Sequence[Mention]) -> Mention | None:
        """The subject that a clause shares with the clauses around it."""
        at = next((at for at in self.scene.way(number) if self.scene.syntax.words[at].stem), -1)
        found = self.scene.roles.agent(at) if at >= 0 else ()
        return next((m for m in found if m in fits and m.span.end <= number.span.start), None)

    def _subjects(self, at: int, rule: Rule, number: Number) -> Iterator[Phrase]:
        """Phrases of a predicate that may have a figure, the likeliest first."""
        phrases = self.scene.syntax.arguments(at)
        if rule.of == "product":
            yield from (p for p in phrases if p.slot == "OBJ")
        words = self.scene.syntax.words
        start = number.span.start
        near = [p for p in reversed(phrases) if p.last < at and words[p.first].span.start <= start]
        if not any(
            p.slot in ("SBJ", "TOP") and p.inner and words[p.last].span.end <= start for p in self.scene.syntax.phrases
        ):
            own = next((k for k in self.scene.way(number) if words[k].stem), -1)
            near += [p for p in phrases if at == own and p.last < at and words[p.first].span.start > start]
        if words[at].stem in _EXISTING:
            yield from (p for p in near if p.slot in ("DAT", "LOC") and p.fillers and p.fillers[-1].cls != "Region")
        yield from (p for p in near if p.slot in ("SBJ", "TOP"))
        yield from (p for p in near if p.slot == "LOC" and p.fillers and p.fillers[-1].cls == "Place")

    def _described(self, phrase: Phrase) -> tuple[Mention, ...]:
        """Who a subject that is no name has to do with: "파이어플라이가 받는 돈은", "쿠팡에 입점한 판매자 21만곳이"."""
        syntax = self.scene.syntax
        for word in reversed(syntax.words[: phrase.first]):
            if word.stem and word.ending_tag == "ETM" and phrase.first <= syntax.governor(word.index) <= phrase.last:
                own = syntax.arguments(word.index)
                for slots in (("SBJ", "TOP"), ("OBJ", "DAT")):
                    found = next((p.fillers for p in own if p.slot in slots and p.fillers), ())
                    if found:
                        return found
        return ()

    def _wanted(self, m: Mention, rule: Rule) -> bool:
        return rule.of != "product" or self.scene.ontology.branch(m.cls) == "Product"

    def _before(self, fits: Sequence[Mention], number: Number, cue: Span) -> Mention | None:
        """A topic or subject of the sentence, wherever the tree hung it; any name before the number in a headline."""
        words = self.scene.syntax.words
        for phrase in reversed(self.scene.syntax.phrases):
            if phrase.slot in ("TOP", "SBJ") and words[phrase.last].span.end <= number.span.start:
                has_cue = words[phrase.first].span.start <= cue.start < words[phrase.last].span.end
                inside = _inside(phrase) if has_cue or phrase.noun.endswith("경제") else ()
                found = next((m for m in (*phrase.fillers, *inside) if m in fits), None)
                if found is not None:
                    return found
        if self.scene.body:
            return None
        return next((m for m in fits if m.span.end <= number.span.start and m.cls not in ("Country", "Region")), None)

    def _remembered(self, rule: Rule, known: Mention | None) -> Mention | None:
        """What the sentences before were about: the last product for a product's figures, else the last topic."""
        if rule.of == "country" and known is not None:
            return known
        for m in reversed(self.scene.roles.topic):
            heard = m.cls in _HEARD or (m.cls in ("Country", "Region") and rule.of != "country")
            if not heard and self._class_fits(m, rule) and self._wanted(m, rule):
                return m
        if rule.of == "product":
            made = (
                m for m in reversed(self.scene.history) if self._wanted(m, rule) and m.cls not in ("Chip", "Equipment")
            )
            return next((m for m in made if self._class_fits(m, rule)), None)
        fits = (
            known is not None
            and known.cls not in _HEARD
            and self._class_fits(known, rule)
            and self._wanted(known, rule)
        )
        return known if fits else None


def _inside(phrase: Phrase) -> tuple[Mention, ...]:
    """The names in a phrase, the nearest to its head first; categories last ("LG의 배터리 사용량" is LG's)."""
    return tuple(sorted(phrase.inner, key=lambda m: (m.method == "category", -m.span.start)))
