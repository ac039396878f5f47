"""Whose a number is: the name beside it, else what its clause describes, the clause's subject, or the topic."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from kg.extract.measures.base import LANDS, Rule
from kg.extract.measures.context import Context, listed, nearest
from kg.extract.measures.nearby import SOLD, Nearby
from kg.extract.measures.salience import TELLING
from kg.extract.syntax import Phrase
from kg.model import Mention, Span
from kg.text.eojeols import NAME_TAGS, Eojeol
from kg.text.numbers import Number

_HEARD = frozenset(("MediaOutlet", "ResearchInstitute", "InternationalOrganization"))  # they tell of others
_SELDOM = frozenset(
    ("Policy", "Place", "Technology", "GovernmentBody", "Person", "Organization", "PoliticalParty", "Work")
)  # of these the next sentences say no figures
_OF_KINDS = frozenset(("userCount", "performanceRatio"))  # of these a kind of thing has its own
_APIECE = re.compile(r"(?<![가-힣])각각?\s?(?:약 )?$")
_THIS = re.compile(r"이(?:는|것은| 또한| 역시)\s")  # it speaks of the figure before
_IN_TURN = re.compile(r"[’'”]?(?:\([^)]*\))?(?:은|는|이|가) (?:약 |각각 )?")  # between a name and its figure
_ATTENDANT = frozenset(
    ("면서", "으면서", "자", "아서", "어서", "여서", "아", "어", "여")
)  # clauses with a subject of their own
_SHARES_OF = re.compile(r"(?:의)? ?(?:보유 ?)?")  # between a firm and its shares
_OF_HIS = re.compile(r"(?:의|측의| 보유) ")  # between who has them and that firm
_HELD_BY = re.compile(r"[이가] (?:보유한|가진|쥔|갖고 있는|보유 중인|들고 있는) ")
_RATE, _OWN_RATE = "지분율", re.compile("의 ")
_SUBJECT = re.compile(r"(?:\([^)]*\))?[가이]\s")


@dataclass(frozen=True)
class Owners(Nearby):
    """Looks up whose the numbers of one sentence are."""

    context: Context

    def whose(self, rule: Rule, number: Number, cue: Span, *, known: Mention | None = None) -> Mention | None:
        """Return whose a number is, None where the text does not say.

        Args:
            rule: What it gives.
            number: The number.
            cue: The word that says so.
            known: Whose the last figure of the same kind was.
        """
        if rule.of in ("bought", "actor"):
            return self._bought(rule, number, cue) if rule.of == "bought" else self._actor(rule, number)
        if (found := self._in_turn(rule, number, cue)) is not None:
            return found
        if rule.of == "site" and (found := self._site(number, self.fitting(rule, number))) is not None:
            return found
        if rule.owned and (found := self._owned_rate(replace(rule, subjects=rule.owned), number, cue)) is not None:
            return found
        if rule.measure == "growth" and (found := self._firms(rule, number, cue, known)) is not None:
            return found
        if rule.first:
            told = rule.measure in SOLD  # else the sentences before may name it
            found = self._whose(replace(rule, subjects=rule.first), number, cue, known, told=told)
            if found is not None and not (told and found.common):
                return found
            rule = replace(rule, first=frozenset()) if told else rule
        return self._whose(rule, number, cue, known)

    def _whose(
        self, rule: Rule, number: Number, cue: Span, known: Mention | None, *, told: bool = False
    ) -> Mention | None:
        fits = self.fitting(rule, number)
        imposers = self.context.imposers(self.scene, number) if rule.of == "goal" else frozenset()
        if rule.measure in ("price", "marketCap"):
            valuers = self.context.valuers(self.scene, number)
            fits = [m for m in fits if m.entity not in valuers]
            valued = next((m for m in fits if self.context.valued.match(self.scene.text, m.span.end)), None)
            if valuers and valued is not None:
                return valued
        fits = [m for m in fits if m.entity not in imposers]
        if rule.measure in ("stockChange", "growth") and self._unnamed(number, fits):
            return None
        if rule.of == "holder":
            held = self._held(cue)
            holder = self._holder(rule, number, fits, held, cue)
            if holder is not None:
                return holder
            if held is not None and self._of_a_stranger(held):
                return None
            others = [m for m in fits if m is not held]
            fits = others if held is not None and any(m.span.end < held.span.start for m in others) else fits
        found = self.goal(rule, number, cue, imposed=bool(imposers)) or self.made(rule, number, fits)
        if found is None and rule.of != "holder":
            found = (
                self.direct(rule, number, fits)
                or self.introduced(fits, number, rule)
                or self.possessor(fits, number, cue, rule)
            )
            if found is None and self.foreign(number, cue):
                return None
        if found is None and rule.measure == "unitsUsed":
            found = self._trained(number, fits)
        if found is None:
            found = (
                self.each(rule, number)
                or self._relative(number, fits)
                or self._clause(number, rule, fits)
                or self._before(fits, number, cue)
            )
        if (
            imposers
            or told
            or rule.right
            or found is not None
            or rule.of == "made"
            or self._describes(rule, cue)
            or self._unknown_subject(number)
            or self._unfit_subject(number, fits)
        ):
            return found
        return self._remembered(rule, number, known)

    def _held(self, cue: Span) -> Mention | None:
        """Of which body the shares are that a cue names ("A의 [B] 지분은")."""
        named = (m for m in self.scene.syntax.mentions if not m.common and m.span.end <= cue.start)
        bodies = (m for m in named if self.scene.ontology.branch(m.cls) == "Organization")
        return next((m for m in bodies if _SHARES_OF.fullmatch(self.scene.text, m.span.end, cue.start)), None)

    def _holder(
        self, rule: Rule, number: Number, fits: Sequence[Mention], held: Mention | None, cue: Span
    ) -> Mention | None:
        """Who has shares: named before whose they are, else who buys or has them ("[A는] B의 지분 30%를 사들였다")."""
        text, start = self.scene.text, held.span.start if held is not None else -1
        if (
            held is not None
            and text.startswith(_RATE, cue.start)
            and _OWN_RATE.fullmatch(text, held.span.end, cue.start)
        ):
            return held if held in fits else None  # "네이버의 지분율은 17%다"
        named = (m for m in fits if held is not None and _OF_HIS.fullmatch(text, m.span.end, start))
        beside = (m for m in fits if _IN_TURN.fullmatch(text, m.span.end, number.span.start))
        told = next(named, None) or next(beside, None) or self.each(rule, number)
        seller = (m for m in fits if held is not None and _HELD_BY.fullmatch(text, m.span.end, start))
        return told or self._taker(number, fits, held) or next(seller, None)

    def _taker(self, number: Number, fits: Sequence[Mention], held: Mention | None) -> Mention | None:
        """Who buys or has the shares whose figure a number is, by the verb above it."""
        grammar = self.scene.syntax.grammar
        for at in self.scene.way(number):
            word = self.scene.syntax.words[at]
            if word.stem:
                takes = (word.noun or word.stem) in grammar.partly or word.noun in grammar.wholly
                agents = self.scene.roles.agent(at) if takes else ()
                return next((m for m in agents if m in fits and m is not held), None)
        return None

    def _of_a_stranger(self, held: Mention) -> bool:
        """Whether who has the shares has no name ("총수 일가의 [B] 지분은")."""
        before = self.scene.text[: held.span.start]
        own = any(m.span.end == held.span.start - len("의 ") for m in self.scene.syntax.mentions)
        return before.endswith("의 ") and not own

    def _in_turn(self, rule: Rule, number: Number, cue: Span) -> Mention | None:
        """Whose turn it is where one attribute is told of several: "가나의 매출은 3조원, [다라는] 2조원이다"."""
        scene = self.scene
        end = number.span.start
        own = [m for m in self.fitting(rule, number) if cue.end <= m.span.start and m.span.end < end]
        if not own or _IN_TURN.fullmatch(scene.text, own[-1].span.end, end) is None:
            return None
        before = [
            n for n in scene.syntax.parsed.numbers if cue.end <= n.span.start and n.span.end <= own[-1].span.start
        ]
        return own[-1] if any(n.quantity.unit == number.quantity.unit for n in before) else None

    def _actor(self, rule: Rule, number: Number) -> Mention | None:
        """Who does it, though the same sentence has them tell it: "하늘지검은 3명을 기소했다고 밝혔다"."""
        named = [m for m in self.scene.syntax.mentions if self.class_fits(m, rule) and m.method != "category"]
        before = reversed(self.scene.subjects_before(number.span.start))
        return next((m for p in before for m in p.fillers if m in named), None)

    def _site(self, number: Number, fits: Sequence[Mention]) -> Mention | None:
        """Where or in what people came to harm: "하늘시의 한 공장에서 불이 나 3명이 숨졌다", "태풍 하늘로"."""
        words = self.scene.syntax.words
        before = [p for p in self.scene.syntax.phrases if words[p.last].span.end <= number.span.start]
        for phrase in reversed(before):
            events = [m for m in phrase.inner if m.cls == "Event" and m in fits]
            if phrase.slot in ("INS", "LOC") and events:
                return events[-1]
            if phrase.slot == "LOC":
                found = next((m for m in (*phrase.fillers, *reversed(phrase.inner)) if m in fits), None)
                if found is not None:
                    return found
        return None

    def _trained(self, number: Number, fits: Sequence[Mention]) -> Mention | None:
        """하늘 2 훈련에는 GPU 500개를 썼다: what is made has what its making took."""
        words = self.scene.syntax.words
        for phrase in self.scene.syntax.phrases:
            if words[phrase.last].span.end > number.span.start or not phrase.noun.endswith(self.scene.beside.making):
                continue
            made = (m for m in reversed(phrase.inner) if m in fits and not m.common)
            found = next((m for m in made if self.scene.ontology.branch(m.cls) == "Product"), None)
            if phrase.slot in ("DAT", "LOC", "TOP") and found is not None:
                return found
        for word in words:
            if word.span.end > number.span.start:
                break
            makes = word.stem.removesuffix("하다").removesuffix("시키다") in self.scene.beside.making
            if makes and self._purpose(word):
                own = (m for p in self.scene.syntax.arguments(word.index) if p.slot == "OBJ" for m in p.fillers)
                found = next((m for m in own if m in fits and not m.common), None)
                if found is not None and self.scene.ontology.branch(found.cls) == "Product":
                    return found
        return None

    def _purpose(self, word: Eojeol) -> bool:
        """Whether a clause says what something is spent on: "하늘 2를 훈련하는 데", "개발하려고"."""
        head = self.scene.syntax.words[word.index + 1 : word.index + 2]
        spent = word.ending_tag == "ETM" and bool(head) and head[0].core.of(self.scene.text) == "데"
        return spent or word.ending.startswith(("기 위", "려", "으려"))

    def _owned_rate(self, rule: Rule, number: Number, cue: Span) -> Mention | None:
        """하늘전자의 성장률은 5%다, 하늘전자는 5% 성장률을 보였다: what is mostly a country's is a firm's here."""
        found = self.possessor(self.fitting(rule, number), number, cue, rule)
        if found is not None or cue.start < number.span.end:
            return found
        at = self.scene.syntax.governor(self.scene.syntax.parsed.eojeol_at(cue.start))
        attained = at >= 0 and self.scene.syntax.words[at].stem in self.scene.beside.attaining
        return self.subject(rule, number) if attained else None

    def _firms(self, rule: Rule, number: Number, cue: Span, known: Mention | None) -> Mention | None:
        """데이터센터 매출이 70% 늘었다: sales in a field or land are those of the firm that the text is about."""
        if "Technology" not in rule.subjects:
            return None
        phrase = nearest(self.scene, number)
        if phrase is None or phrase.fillers or not self.scene.beside.takings.search(phrase.noun):
            return None
        if any(m.cls not in ("Technology", *LANDS) for m in phrase.inner):
            return None
        return self._whose(replace(rule, subjects=frozenset(("Company",)), of="agent"), number, cue, known)

    def _bought(self, rule: Rule, number: Number, cue: Span) -> Mention | None:
        """이베이코리아를 3조원에 인수했다, 3조원에 팔린 이베이코리아: what a deal is about has the price."""
        fits, syntax = self.fitting(rule, number), self.scene.syntax
        if cue.end <= number.span.start:
            return self.possessor(fits, number, cue, rule)
        for at in self.scene.way(number):
            if not syntax.words[at].stem:
                continue
            predicate = next((p for p in syntax.predicates if p.at == at and p.noun_at < 0), None)
            slots = ("SBJ", "TOP") if predicate is not None and predicate.passive else ("OBJ",)
            deal = [p for p in syntax.arguments(at) if p.slot in slots]
            deal.sort(key=lambda p: self._before_by(p, number))
            found = next((m for p in deal for m in (*p.fillers, *p.inner) if m in fits), None)
            if found is None and not deal and syntax.words[at].ending_tag == "ETM":
                found = next((m for m in self.scene.roles.relative(at) if m in fits), None)
            if found is not None or deal:
                return found
        return None

    def _before_by(self, phrase: Phrase, number: Number) -> int:
        """How far before a number a phrase ends; those behind it come last ("A를 3억에, B를 5억에 샀다")."""
        gap = number.span.start - self.scene.syntax.words[phrase.last].span.end
        return gap if gap >= 0 else len(self.scene.text)

    def _unknown_subject(self, number: Number) -> bool:
        """Whether the clause of a number has a subject of its own, with a name that is none known."""
        syntax = self.scene.syntax
        for at in self.scene.way(number):
            for phrase in syntax.arguments(at):
                before = syntax.words[phrase.last].span.end <= number.span.start
                if (
                    phrase.slot in ("SBJ", "TOP")
                    and before
                    and (self._named(phrase) if not phrase.inner else self._thing(phrase))
                ):
                    return True
        return False

    def _unfit_subject(self, number: Number, fits: Sequence[Mention]) -> bool:
        """Whether the clause of a number has a subject that cannot have it ("부산시가 3억원의 투자를 끌어낼")."""
        syntax = self.scene.syntax
        for at in self.scene.way(number):
            own = (p for p in syntax.arguments(at) if p.slot == "SBJ" and p.fillers)
            before = (p for p in own if syntax.words[p.last].span.end <= number.span.start)
            if any(not m.common and m not in fits for p in before for m in p.fillers):
                return True
            if self.scene.quotes(at):
                return False
        return False

    def _thing(self, phrase: Phrase) -> bool:
        """Whether the head of a phrase is a kind of thing and no name stands in it ("태양광 패널은")."""
        return bool(phrase.fillers) and all(m.common for m in phrase.inner)

    def _named(self, phrase: Phrase) -> bool:
        """Whether a phrase without a mention ends in a proper noun."""
        word = self.scene.syntax.words[phrase.last]
        tags = [m.tag for m in word.morphemes if word.core.start <= m.start < word.core.end]
        dated = any(d.span.overlaps(word.core) for d in self.scene.syntax.parsed.dates)
        return bool(tags) and tags[-1] in NAME_TAGS and not dated

    def _describes(self, rule: Rule, cue: Span) -> bool:
        """Whether a product's cue is a clause that alone can have the number ("돈이 들어간 X")."""
        word = self.scene.syntax.words[self.scene.syntax.parsed.eojeol_at(cue.start)]
        return rule.of == "product" and word.ending_tag == "ETM"

    def plain(self, rule: Rule, number: Number) -> Mention | None:
        """Whose a figure without a cue is: only where the sentence itself says so."""
        fits = self.fitting(rule, number)
        found = self.direct(rule, number, fits) or self.introduced(fits, number, rule) or self._relative(number, fits)
        return found or self._clause(number, rule, fits, strict=True) or self._possessed(number, fits)

    def sharing(self, number: Number, owner: Mention) -> list[Mention]:
        """Who else of a list has the one figure said of each: "A와 B가 각각 3명"."""
        scene = self.scene
        if number.quantity.unit == "ordinal" or _APIECE.search(scene.text, scene.span.start, number.span.start) is None:
            return []
        own = next((p for p in scene.syntax.phrases if owner in p.fillers and len(p.fillers) > 1), None)
        like = listed(scene, number)
        if own is None or len(like) > 1 or scene.syntax.words[own.last].span.end > number.span.start:
            return []
        return [m for m in own.fillers if m.entity != owner.entity and not m.common]

    def _possessed(self, number: Number, fits: Sequence[Mention]) -> Mention | None:
        """Whose attribute a number gives: the topic's, where a bare noun is subject ("X는 1조를 벌었고 빚은 5조다")."""
        words = self.scene.syntax.words
        before = [p for p in self.scene.syntax.phrases if words[p.last].span.end <= number.span.start]
        own = next((p for p in reversed(before) if p.slot in ("SBJ", "TOP")), None)
        if own is None or own.inner or own.head not in self.scene.way(number) or self._named(own):
            return None
        topic = next((p for p in reversed(before) if p.slot == "TOP" and p.fillers and p.last < own.first), None)
        return (
            next((m for m in topic.fillers if m in fits and m.cls not in TELLING), None) if topic is not None else None
        )

    def subject(self, rule: Rule, number: Number) -> Mention | None:
        """The filler of the nearest subject before a number, with no clause ending in between."""
        fits, words = self.fitting(rule, number), self.scene.syntax.words
        for phrase in reversed(self.scene.syntax.phrases):
            end = words[phrase.last].span.end
            if (
                phrase.slot in ("SBJ", "TOP")
                and end <= number.span.start
                and not self.scene.breaks(end, number.span.start)
            ):
                return next((m for m in phrase.fillers if m in fits), None)
        return None

    def _relative(self, number: Number, fits: Sequence[Mention]) -> Mention | None:
        """1억 달러가 들어간 챗GPT: what a clause without a subject of its own describes; whose proposal it is."""
        syntax = self.scene.syntax
        for at in self.scene.way(number)[1:3]:
            word = syntax.words[at]
            if word.stem and self._apart(at, number):
                continue
            if (
                word.stem
                and word.ending_tag == "ETM"
                and not any(p.slot in ("SBJ", "TOP") and _named(p) for p in syntax.arguments(at))
            ):
                if self._later_subject(at, number):
                    return None
                found = next((m for m in self.scene.roles.relative(at) if m in fits), None)
                return found or self._proposer(at, fits)
            if word.stem:
                break
        return None

    def _unnamed(self, number: Number, fits: Sequence[Mention]) -> bool:
        """Whether a bracket stands behind a name that is none known: "다음(-0.7%)", but not "500원(0.3%)"."""
        at = number.span.start - 1
        if (
            self.scene.text[at] != "("
            or self.scene.text[at - 1] in (*self.scene.beside.heads, ")")
            or any(0 <= at - m.span.end <= 1 for m in fits)
        ):
            return False
        return not any(0 <= at - n.span.end <= 1 for n in self.scene.syntax.parsed.numbers)

    def _apart(self, at: int, number: Number) -> bool:
        """Whether an adnominal verb behind a comma is none of a number's: "A는 7천 명, 통신사인 B도 6천 명을"."""
        word = self.scene.syntax.words[at]
        if word.ending_tag != "ETM" or not self.scene.commas(number.span.end, word.span.start):
            return False
        end = word.span.end
        return not any(number.span.end <= n.span.start < end for n in self.scene.syntax.parsed.numbers)

    def _later_subject(self, at: int, number: Number) -> bool:
        """Whether a clause begins behind the number, which is none of it ("5억으로, 9억이 든 X의 반이다")."""
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

    def _clause(self, number: Number, rule: Rule, fits: Sequence[Mention], *, strict: bool = False) -> Mention | None:
        """Subject (or, for a product's own figures, object) of the clauses on the way to the root."""
        syntax, own = self.scene.syntax, False
        vague: Mention | None = None  # a category: "삼성전자는 스마트폰 출하량이 13% 줄었다" is Samsung's
        for at in self.scene.way(number):
            for phrase in self._subjects(at, rule, number):
                inside = () if own else _inside(phrase)
                if rule.plain and not any(m.cls == "Person" for m in phrase.fillers):
                    inside = tuple(m for m in inside if m.cls not in LANDS or self._has(m))
                if not (own or phrase.inner):
                    inside = self._described(phrase)
                found = next((m for m in (*phrase.fillers, *inside) if m in fits), None)
                if found is not None and self.wanted(found, rule):
                    if found.method != "category" and not self.counted(found, number):
                        return found
                    vague = vague or next((m for m in self._described(phrase) if m in fits), found)
                own = own or not (phrase.inner or phrase.first <= self.scene.eojeol(number) <= phrase.last)
            word = syntax.words[at]
            if word.stem and word.ending_tag == "ETM":
                relative = (
                    () if self._later_subject(at, number) or self._apart(at, number) else self.scene.roles.relative(at)
                )
                found = next((m for m in relative if m in fits), None)
                if found is not None and self.wanted(found, rule):
                    return found
                if strict and word.stem not in self.scene.beside.reaching and not self._complements(at):
                    return vague
            if own and strict and self.scene.quotes(at):
                return vague
        return vague or (self._dropped(number, fits) if strict and not own else None)

    def _has(self, m: Mention) -> bool:
        """Whether a land is named as whose something is, not as where: "한국의 사교육비는", but not "한국형 원전은"."""
        return self.scene.text.startswith("의 ", m.span.end)

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
        if rule.of == "product" or rule.first:
            yield from (p for p in phrases if p.slot == "OBJ")
        words = self.scene.syntax.words
        start = number.span.start
        near = [
            p
            for p in reversed(phrases)
            if p.last < at
            and words[p.first].span.start <= start
            and not (
                start < words[p.last].span.end
                and self.scene.commas(number.span.end, words[p.last].span.start)
                and all(m.span.start > start for m in p.fillers)
            )
        ]
        if not any(
            p.slot in ("SBJ", "TOP") and p.inner and words[p.last].span.end <= start for p in self.scene.syntax.phrases
        ):
            own = next((k for k in self.scene.way(number) if words[k].stem), -1)
            near += [
                p
                for p in phrases
                if at == own
                and p.last < at
                and words[p.first].span.start > start
                and not self.scene.commas(number.span.end, words[p.first].span.start)
            ]
        if words[at].stem in self.scene.beside.existing:
            yield from (p for p in near if p.slot in ("DAT", "LOC") and p.fillers and self._houses(p))
        yield from (p for p in near if p.slot in ("SBJ", "TOP"))
        shared = rule.plain and number.quantity.unit in ("person", "percent")
        sites = ("Place", *LANDS) if shared else ("Place",)
        yield from (p for p in near if p.slot == "LOC" and p.fillers and p.fillers[-1].cls in sites)

    def _houses(self, phrase: Phrase) -> bool:
        """Whether what exists there is its own: a country's where it is the topic ("중국에는 연구자가 41만명 있다")."""
        cls = phrase.fillers[-1].cls
        return cls not in LANDS or (cls == "Country" and self.scene.syntax.words[phrase.last].particle.endswith("는"))

    def _described(self, phrase: Phrase) -> tuple[Mention, ...]:
        """Who a subject that is no name has to do with: "파이어플라이가 받는 돈은", "쿠팡에 입점한 판매자 21만곳이"."""
        syntax = self.scene.syntax
        joined = next((p for p in syntax.phrases if p.slot == "COM" and p.last == phrase.first - 1), None)
        if joined is not None and joined.inner and self.context.attributes.search(joined.noun):
            return _inside(joined)  # "밴드 이용자와 가입자는 각각"
        for word in reversed(syntax.words[: phrase.first]):
            if word.stem in self.scene.beside.adding:
                return ()
            if word.stem and word.ending_tag == "ETM" and phrase.first <= syntax.governor(word.index) <= phrase.last:
                own = syntax.arguments(word.index)
                for slots in (("SBJ", "TOP"), ("OBJ", "DAT")):
                    found = next((p.fillers for p in own if p.slot in slots and p.fillers), ())
                    if found:
                        return found
        return ()

    def _before(self, fits: Sequence[Mention], number: Number, cue: Span) -> Mention | None:
        """A topic or subject of the sentence, wherever the tree hung it; any name before the number in a headline."""
        words, own = self.scene.syntax.words, False
        for phrase in reversed(self.scene.syntax.phrases):
            if phrase.slot in ("TOP", "SBJ") and words[phrase.last].span.end <= number.span.start:
                if own and phrase.slot == "SBJ" and words[phrase.head].ending in _ATTENDANT:
                    continue  # "[A의 실적이 더해지면서] 기타 매출은 5% 늘었다"
                own = True
                has_cue = words[phrase.first].span.start <= cue.start < words[phrase.last].span.end
                owned = phrase.noun.endswith(("경제", "주가")) or self.context.attributes.search(phrase.noun)
                inside = _inside(phrase) if has_cue or owned else ()
                found = next((m for m in (*phrase.fillers, *inside) if m in fits), None)
                if found is not None:
                    return found
        if self.scene.body:
            return None
        return next((m for m in fits if m.span.end <= number.span.start and m.cls not in LANDS), None)

    def _remembered(self, rule: Rule, number: Number, known: Mention | None) -> Mention | None:
        """What the sentences before were about: the last product for a product's figures, else the last topic."""
        if _THIS.match(self.scene.text, self.scene.span.start):
            told = self.scene.before
            return told if told is not None and self.class_fits(told, rule) else None
        if self.context.at_large(self.scene, number) or (rule.measure in _OF_KINDS and self._of_kind(number)):
            opens = self.scene.salience.opens
            return self.scene.salience.foremost(lambda m: opens(m) and self._carries(m, rule), self.scene.roles.topic)
        if known is not None and (
            rule.of == "country" or (rule.of == "product" and known not in self.scene.syntax.mentions)
        ):
            return known
        if rule.of == "product":
            return self.scene.salience.foremost(
                lambda m: self.wanted(m, rule) and m.cls != "Chip" and self.class_fits(m, rule), self.scene.roles.topic
            )
        if known is not None and self.scene.span.start <= known.span.start < self._exampled(number):
            known = None
        if known is not None and self._carries(known, rule):
            named = self.scene.named
            if not named or known in named:
                return known  # "X의 매출은 3조, 영업이익은 1조", "X의 매출은 3조다. 전년보다 5% 줄었다"
        return self.scene.salience.foremost(lambda m: self._carries(m, rule), self.scene.roles.topic)

    def _of_kind(self, number: Number) -> bool:
        """Whether a figure is said of a quality of a kind of thing ("5G 가입자는", "배터리 효율은")."""
        phrase = nearest(self.scene, number)
        if phrase is None or phrase.fillers or not phrase.inner:
            return False
        return all(m.common for m in phrase.inner)

    def _carries(self, m: Mention, rule: Rule) -> bool:
        """Whether a name of the sentences before may have a figure of this one."""
        heard = m.cls in _HEARD or m.method == "category" or (m.cls in LANDS and rule.of != "country")
        heard = heard or (m.cls in _SELDOM and rule.measure not in ("headcount", "rank"))
        outdone = rule.measure == "rank" and any(
            o.entity == m.entity and self.outdone(o) for o in self.scene.syntax.mentions
        )
        return not (heard or outdone) and self.class_fits(m, rule) and self.wanted(m, rule)


def _named(phrase: Phrase) -> bool:
    """Whether a phrase is a name or says whose it is ("삼성전자 출하량이")."""
    return bool(phrase.fillers) or any(not m.common for m in phrase.inner)


def _inside(phrase: Phrase) -> tuple[Mention, ...]:
    """The names in a phrase, nearest to its head first, lands and categories last ("LG의 배터리 사용량" is LG's)."""
    return tuple(sorted(phrase.inner, key=lambda m: (m.method == "category", m.cls in LANDS, -m.span.start)))
