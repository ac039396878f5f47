"""Reads the measures of a sentence: which numbers are figures, of which measure, and whose."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal

from kg.extract.measures.base import LANDS, Measured, Rule, Scene, read_rules, read_told
from kg.extract.measures.beside import Beside
from kg.extract.measures.context import Context, nearest
from kg.extract.measures.cues import Cued, find_cue
from kg.extract.measures.of import Ofs
from kg.extract.measures.owners import Owners
from kg.extract.measures.ranks import Ranks
from kg.extract.measures.salience import Salience
from kg.extract.measures.scores import Scores
from kg.extract.roles import Roles
from kg.extract.syntax import Syntax
from kg.mentions.cues import Cues
from kg.model import Mention, Quantity, Span
from kg.ontology import Ontology
from kg.text.numbers import MONEY, Number

_CHANGED = re.compile(
    r"(?:\([^)]*\))?(?:(?:,|와|과)\s?[\d.]+%(?:\([^)]*\))?)*\s?(?:상승|하락|급등|급락|오른|내린|올랐|올라|내렸|내려|떨어|뛰|뛴|반등|폭등|폭락|줄|늘)"
)
_CHANGING = MONEY | {"percent"}
_ACTORS = ("Organization", "Person")
_SUMS = MONEY | {"person", "count", "point"}
_VOTES = frozenset(("person", "count", "percent"))
_VAGUE = frozenset(("절반", "차례", "번", "회"))
_FAR = 99
_MANY = 10_000  # so many of a counter in the sentence behind are of the same series
_WHOLE = 100  # percent
_AGE = 999  # years
_LEFT = 24  # code points before a number in which what it is of stands
_TRADED = 2  # sentences behind one about shares in which "3% 올랐다" is said of shares as well
_LEVELS = frozenset(
    ("price", "revenue", "profit", "marketCap", "userCount", "headcount", "shipments")
)  # of these an amount of change is no figure
_NEAR = 5  # sentences for which the owner of the last figure is remembered
_SIGNED = 36  # code points behind a number in which its verb says up or down
_SET = re.compile(
    r"(?:의\s|\s?)(?:[가-힣]+\s)?(?:가운데|중(?:에서?)?\s)|\s?(?:안에|이내|권|만에)"
)  # a whole that others are taken from, no figure
_HELD = re.compile(r"의 (?:약 )?")  # between a name and a share of what it has: another is measured by it
_PASSED = re.compile(r"(?:대|선)?(?:을|를)?\s?(?:처음\s)?(?:돌파|넘|웃|상회)")
_TO = re.compile(
    r"(?:대|선|원|달러)?(?:에서|이던 것이)(?:는)?\s"
    r"(?:(?:지난해|작년|올해|내년|이달|지난달|현재|최근|\d+[년월일]|\d분기|[말초])\s)*"
    r"(?:[가-힣]+\s)?(?:약\s)?"
)


@dataclass
class _Memory:
    """The last figure of an article: what a series of figures without cues goes on from."""

    text: str = ""
    sentence: int = -1
    owner: Mention | None = None
    units: dict[str, tuple[int, Cued, Mention | None]] = field(default_factory=dict)  # the last series of each unit
    ranked: Measured | None = None  # the last place that the sentence before gave
    country: Mention | None = None
    product: Mention | None = None  # whose costs were told
    before: Mention | None = None  # whose the first figure of the sentence before is
    heard: int = -1
    traded: int = -_FAR  # the last sentence that told how shares did
    salience: Salience = field(default_factory=Salience)


class Measures:
    """Finds the measures of sentences.

    Args:
        ontology: With `measures` and `numbers` among its frames.
        cues: Cue words.
    """

    def __init__(self, ontology: Ontology, cues: Cues) -> None:
        raw = ontology.frames["measures"]
        rules, self.plain = read_rules(raw)
        self.by_unit = {unit: tuple(r for r in rules if unit in r.units) for rule in rules for unit in rule.units}
        self.told = read_told(raw["told"])
        self.ranks = Ranks.read(raw, ontology.frames["numbers"]["native"])
        self.scores = Scores.read(raw["scores"])
        self.context = Context.read(raw["context"])
        self.beside = Beside.read(raw["beside"])
        self.ofs = Ofs.read(raw["ofs"])
        self.ontology = ontology
        self.cues = cues
        self._down = re.compile("|".join(raw["down"]))
        self._up = re.compile("|".join(raw["up"]))
        self._levels = re.compile("|".join(raw["levels"]))
        self._memory = _Memory()
        self._last_told: Measured | None = None  # of the sentence that is read

    def find(
        self, text: str, syntax: Syntax, roles: Roles, history: Sequence[Mention], context: int
    ) -> Iterator[Measured]:
        """Yield the measures of a sentence; the sentences of an article come in their order.

        Args:
            text: The article's decoded source.
            syntax: The sentence.
            roles: Its slots.
            history: The names of the sentences before, in order.
            context: Where the sentence before starts: a cue such as 증시 may stand there.

        Yields:
            Measures; a converted sum in brackets shares subject and property with the sum before it.
        """
        if syntax.parsed.index <= self._memory.heard or text != self._memory.text:
            self._memory = _Memory(text)
        trading = syntax.parsed.index - self._memory.traded <= _TRADED
        memory = self._memory
        scene = Scene(
            text, syntax, roles, history, context, self.ontology, self.beside, memory.salience, trading, memory.before
        )
        numbered = list(self._numbers(scene)) if syntax.parsed.numbers else []
        ranked = [m for m in numbered if m.measure == "rank"]
        found = list(self.ranks.find(scene, ranked, self._memory.ranked))
        scoped = {(m.subject.entity, m.quantity.value) for m in found}
        yield from (m for m in numbered if m.measure != "rank" or (m.subject.entity, m.quantity.value) not in scoped)
        yield from found
        yield from self.scores.find(scene)
        self._memory.ranked = max([*ranked, *found], key=lambda m: m.quantity.value, default=None)
        self._memory.before = numbered[0].subject if numbered else None
        self._memory.heard = syntax.parsed.index
        self._memory.salience.hear(syntax)

    def given(self, syntax: Syntax, roles: Roles, number: Number, owner: Mention, measure: str) -> Measured | None:
        """Return what a number says of somebody whose it is known to be, None where he has no such measure.

        Args:
            syntax: The sentence.
            roles: Its slots.
            number: One of its numbers.
            owner: Whose it is.
            measure: What it gives.
        """
        scene = Scene(syntax.text, syntax, roles, (), syntax.parsed.span.start, self.ontology, self.beside)
        held = number.quantity.unit == "percent" and _HELD.fullmatch(scene.text, owner.span.end, number.span.start)
        if held or self._aside(scene, number) or self._only_asked(scene, number):
            return None
        rule = replace(self.plain, measure=measure)
        return self._measured(scene, Cued(rule, number.span, 0), number, owner)

    def _aside(self, scene: Scene, number: Number) -> bool:
        """Whether a number is nobody's figure: a term of comparison, a sample, how far two are apart."""
        context = self.context
        asides = (context.compared, context.missed, context.apart, context.sampled, context.distant)
        return any(aside(scene, number) for aside in asides)

    def _only_asked(self, scene: Scene, number: Number) -> bool:
        """Whether a sentence of prison or a fine is only asked for."""
        without = self.plain.without
        return without is not None and without.search(scene.text, number.span.end, scene.span.end) is not None

    def _numbers(self, scene: Scene) -> Iterator[Measured]:
        owners = Owners(scene, self.context)
        last: Measured | None = None
        self._last_told = None
        numbers = scene.syntax.parsed.numbers
        for index, number in enumerate(numbers):
            if number.bracketed and last is not None and _converted(number, last):
                value = -abs(number.quantity.value) if last.quantity.value < 0 else number.quantity.value
                yield last._replace(quantity=Quantity(value, number.quantity.unit), number=number.span)
                continue
            if _threshold(scene, index) or (number.quantity.unit == "ordinal" and self._unplaced(scene, number)):
                continue
            if last is not None and index and last.number == numbers[index - 1].span and _moved(scene, index):
                last = last._replace(quantity=number.quantity, number=number.span)
            else:
                last = self._read(scene, owners, index) or self._part_of(scene, number, last)
                last = None if last is not None and _sizes(scene, number, last) else last
            if last is not None:
                self._last_told = last
                yield last
                yield from (last._replace(subject=m) for m in owners.sharing(number, last.subject))
                if last.measure == "rank":
                    yield from (last._replace(subject=m) for m in self.ranks.sharers(scene, last))

    def _unplaced(self, scene: Scene, number: Number) -> bool:
        """Whether a numeral with 위 only bounds a set or says no place that somebody has."""
        end = number.span.end
        return _SET.match(scene.text, end) is not None or self.ranks.order.empty(scene, number.span.start, end)

    # ---- one number

    def _read(self, scene: Scene, owners: Owners, index: int) -> Measured | None:
        """What one number says: by a cue word near it, by going on with a series, or plainly."""
        number = scene.syntax.parsed.numbers[index]
        unit = number.quantity.unit
        if self._aside(scene, number):
            return None
        if unit != "ordinal" and self.context.strange(scene, number):
            return None
        if scene.text.startswith("당", number.span.end) or (unit == "YR" and number.quantity.value > _AGE):
            return None  # "1인당", the year 1992
        if unit in _VOTES and (voted := self.context.voted(scene, number, self._memory.salience)) is not None:
            return self._measured(scene, Cued(self.plain, number.span, 0), number, voted)
        found = find_cue(scene, self.by_unit.get(unit, ()), index, self.context)
        if found is not None:
            level = found.rule.measure in _LEVELS or (found.rule.measure == "count" and unit in (*MONEY, "point"))
            if level and unit in _SUMS and self.context.moved(scene, number):
                return None
            out = self._cued(scene, owners, number, found)
            # a deal whose thing has no name here: what the buyer pays
            if out is None and found.rule.of == "product":  # what was made has no name here
                rules = tuple(r for r in self.by_unit[unit] if r.measure != found.rule.measure)
                other = find_cue(scene, rules, index, self.context)
                return self._cued(scene, owners, number, other) if other is not None else None
            return self._plain(scene, owners, number) if out is None and found.rule.of == "bought" else out
        return (
            self._goes_on(scene, index)
            or self._rose(scene, number)
            or self._series(scene, owners, number)
            or self._plain(scene, owners, number)
            or self._told(scene, owners, number)
        )

    def _cued(self, scene: Scene, owners: Owners, number: Number, found: Cued) -> Measured | None:
        """The measure that a cue word near a number says."""
        memory, known = self._memory, self._known(scene, found.rule)
        aside = self.ranks.aside(scene, number) if found.rule.measure == "rank" else None
        if aside is not None:
            return self._measured(
                scene, found, number, next((m for m in aside if owners.class_fits(m, found.rule)), None)
            )
        ranked = self.ranks.holder(scene, owners, found.rule, number) if found.rule.measure == "rank" else None
        if ranked is None and found.rule.measure == "rank" and self.ranks.nobody(scene, number):
            return None
        owner = ranked or owners.whose(found.rule, number, found.cue, known=known)
        out = self._measured(scene, found, number, owner)
        if out is not None and found.rule.of == "product" and memory.product is None:
            memory.product = owner
        if out is not None and found.rule.measure == "stockChange":
            memory.traded = scene.syntax.parsed.index
        if out is not None and found.rule.series:
            memory.sentence, memory.owner = scene.syntax.parsed.index, owner
            memory.units[number.quantity.unit] = (scene.syntax.parsed.index, found, owner)
            memory.country = owner if found.rule.of == "country" and owner is not known else memory.country
        elif owner is None and found.rule.series and scene.syntax.parsed.index - self._last(number) > 1:
            memory.units[number.quantity.unit] = (scene.syntax.parsed.index, found, None)
        return out

    def _known(self, scene: Scene, rule: Rule) -> Mention | None:
        """Whose the last figure was: any of the sentence before, where a sentence names nobody."""
        memory, apart = self._memory, scene.syntax.parsed.index - self._memory.sentence
        if rule.of == "product":
            return memory.product
        if not scene.named and apart <= 1 and scene.body and memory.owner is not None:
            return memory.owner
        return memory.country if rule.of == "country" else memory.owner if apart <= _NEAR and scene.named else None

    def _last(self, number: Number) -> int:
        """The last sentence that told a figure of a number's unit."""
        return self._memory.units.get(number.quantity.unit, (-_FAR, None, None))[0]

    def _series(self, scene: Scene, owners: Owners, number: Number) -> Measured | None:
        """The next owner's figure of the same kind: "점유율은 CATL이 37%였다. LG는 10%에 그쳤다"."""
        memory, at, unit = self._memory, scene.syntax.parsed.index, number.quantity.unit
        sentence, found, last = memory.units.get(unit, (-_FAR, None, None))
        apart = at - sentence
        if found is None or apart > 1 or not scene.body:
            return None
        alike = number.written in found.rule.counters and number.quantity.value >= _MANY
        if apart and not alike and not self._levels.search(scene.text, number.span.end, scene.span.end):
            return None
        owner = owners.direct(found.rule, number) or owners.subject(found.rule, number)
        whole = last is not None and self.ofs.parts.search(last.surface) is None
        if owner is None and whole and self._of_part(scene, number):
            owner = last  # "게임 부문은 4억원을 기록했다"
        elif owner is None and found.rule.of == "country" and not found.rule.signed:
            owner = memory.country
        elif owner is None or last is None or owner.entity == last.entity:
            return None
        out = self._measured(scene, Cued(found.rule, number.span, 0), number, owner, found.cue.of(scene.text))
        if out is not None:
            memory.sentence, memory.owner = at, owner
            memory.units[unit] = (at, found, owner)
        return out

    def _of_part(self, scene: Scene, number: Number) -> bool:
        """Whether the clause of a figure is about a part of a firm whose name stands elsewhere."""
        phrase, parts = nearest(scene, number), self.ofs.parts
        named = phrase is None or any(not m.common for m in phrase.inner)
        return not named and phrase is not None and parts.search(phrase.noun) is not None

    def _goes_on(self, scene: Scene, index: int) -> Measured | None:
        """The figure of another time or source: "매출은 1월 1억원, 지난달 3억원", "다라가 집계한 4억원"."""
        number, last = scene.syntax.parsed.numbers[index], self._last_told
        if last is None or number.bracketed or last.quantity.unit != number.quantity.unit:
            return None
        if last.measure not in _LEVELS | {"marketShare"} or last.number.end <= scene.span.start:
            return None
        start, end, words = last.number.end, number.span.start, scene.syntax.words
        counted = [m for m in scene.named if start <= m.span.start and m.span.end <= end]
        counted = [m for m in counted if scene.beside.counted.match(scene.text, m.span.end, end + 1)]
        subjects = [p for p in scene.subjects_before(end) if words[p.first].span.start >= start]
        if any(not set(p.fillers) <= set(counted) or not p.fillers for p in subjects):
            return None
        if not counted and not self.context.times.search(scene.text, start, end):
            return None
        between = (n for n in scene.syntax.parsed.numbers[:index] if n.span.start >= start and not n.bracketed)
        if any(n.quantity.unit == number.quantity.unit for n in between):
            return None
        return last._replace(
            quantity=number.quantity, number=number.span, outlook=self.context.outlook(scene, number) or last.outlook
        )

    def _rose(self, scene: Scene, number: Number) -> Measured | None:
        """A share by which a firm or a land itself went up or down."""
        owner = self.context.rose(scene, number) if scene.body else None
        measure = "growth" if owner is not None and owner.cls == "Region" else "stockChange"
        rule = next((r for r in self.by_unit["percent"] if r.measure == measure and r.signed), None)
        if owner is None or rule is None:
            return None
        return self._measured(scene, Cued(rule, number.span, 0), number, owner)

    def _part_of(self, scene: Scene, number: Number, last: Measured | None) -> Measured | None:
        """How much of an aim is reached, where the aim stands right before: "목표인 5억 달러의 61%를 채웠다"."""
        if last is None or last.outlook != "planned" or number.quantity.unit != "percent":
            return None
        near = scene.text[last.number.end : number.span.start] in ("의 ", "의 약 ")
        return last._replace(quantity=number.quantity, number=number.span, outlook="") if near else None

    def _plain(self, scene: Scene, owners: Owners, number: Number) -> Measured | None:
        """A figure that no cue names, where the sentence says whose it is."""
        if (
            number.quantity.unit not in self.plain.units
            or number.written in _VAGUE
            or not scene.body
            or (number.quantity.unit in ("count", "person") and number.quantity.value <= 1)
            or self._only_asked(scene, number)
        ):
            return None
        if number.bracketed:
            return self._beside(scene, owners, number)
        if (
            scene.text.startswith("등 ", number.span.start - 2)
            or _SET.match(scene.text, number.span.end)
            or (number.quantity.unit in _CHANGING and _CHANGED.match(scene.text, number.span.end))
        ):
            return None
        owner = owners.plain(self.plain, number)
        if not self.context.told_of(scene, number, owner):
            return None
        rule = self.plain
        priced = owner is not None and number.quantity.unit in MONEY and scene.ontology.branch(owner.cls) == "Product"
        if priced and self._of(scene, number) is None:
            rule = replace(rule, measure="price")  # what is said of a product in money is what it costs
        return self._measured(scene, Cued(rule, number.span, 0), number, owner)

    def _beside(self, scene: Scene, owners: Owners, number: Number) -> Measured | None:
        """A figure in a name's bracket, of the kind that was told last: "중국이 460만명, 일본(322만명)이 다음이다"."""
        owner = owners.direct(self.plain, number)
        sentence, found, _ = self._memory.units.get(number.quantity.unit, (-_FAR, None, None))
        if found is None or found.rule.signed or scene.syntax.parsed.index - sentence > 1:
            return self._measured(scene, Cued(self.plain, number.span, 0), number, owner)
        return self._measured(scene, Cued(found.rule, number.span, 0), number, owner, found.cue.of(scene.text))

    def _told(self, scene: Scene, owners: Owners, number: Number) -> Measured | None:
        """A figure right behind what it is of, of whom the sentences before were about: "영업이익률은 41%에 달했다"."""
        match = self._of(scene, number)
        if match is None or not scene.body or number.bracketed or number.quantity.unit not in self.told.units:
            return None
        topics = {m.entity for m in scene.roles.topic}
        if number.written in _VAGUE or any(m.entity not in topics and m.cls not in LANDS for m in scene.named):
            return None
        return self._cued(scene, owners, number, Cued(self.told, Span(match.start("noun"), match.end("noun")), 0))

    def _of(self, scene: Scene, number: Number) -> re.Match[str] | None:
        """What a figure is of, right before it."""
        start = max(scene.span.start, number.span.start - _LEFT)
        return self.told.nouns.search(scene.text, start, number.span.start) if self.told.nouns is not None else None

    def _measured(
        self, scene: Scene, found: Cued, number: Number, owner: Mention | None, of: str = ""
    ) -> Measured | None:
        """The measure, if an owner is known and may have it; `of` says of what where the cue stands elsewhere."""
        rule, unit = found.rule, number.quantity.unit
        value = self._signed(scene, found, number)
        if owner is None or value is None:
            return None
        if unit == "fraction" or (unit == "times" and rule.measure == "costRatio"):
            value, unit = round(value * 100, 2), "percent"
        if rule.rest:
            value = _WHOLE - value
        if unit == "point" and rule.measure == "benchmarkScore":
            unit = "percent"  # the points of a benchmark are out of a hundred
        if not self.ontology.measures_of(rule.measure, owner.cls, unit):
            return None
        return Measured(
            rule.measure,
            owner,
            Quantity(value, unit),
            number.span,
            found.cue,
            self.ofs.qualifiers(
                scene, rule, found.cue, number, owner, of or self.ofs.noun(scene, self.context, number)
            ),
            self.context.outlook(scene, number),
        )

    def _signed(self, scene: Scene, found: Cued, number: Number) -> Decimal | None:
        """The value with its sign; None where a change says neither up nor down."""
        value, rule, cue = number.quantity.value, found.rule, found.cue.of(scene.text)
        if rule.negative is not None and rule.negative.search(cue):
            return -abs(value)
        if not rule.signed or value < 0 or scene.text[number.span.start] == "+":
            return value
        after = next(
            (n.span.start for n in scene.syntax.parsed.numbers if n.span.start >= number.span.end and not n.bracketed),
            scene.span.end,
        )
        for stretch in (scene.text[number.span.end : after], cue, scene.after(number, _SIGNED)):
            down, up = self._down.search(stretch), self._up.search(stretch)
            if down and (not up or down.start() < up.start()):
                return -value
            if up:
                return value
        return None


def _converted(number: Number, last: Measured) -> bool:
    near = 0 <= number.span.start - last.number.end <= 4
    return (
        near
        and number.quantity.unit in MONEY
        and last.quantity.unit in MONEY
        and number.quantity.unit != last.quantity.unit
    )


def _moved(scene: Scene, index: int) -> bool:
    """Whether a number says where the one before it went: "14.7%에서 35%로"."""
    before, number = scene.syntax.parsed.numbers[index - 1 : index + 1]
    return (
        before.quantity.unit == number.quantity.unit
        and _TO.fullmatch(scene.text, before.span.end, number.span.start) is not None
    )


def _sizes(scene: Scene, number: Number, found: Measured) -> bool:
    """Whether a figure is the size of a thing behind it, not of who deals with it: "사거리 290km급 유도탄을 판다"."""
    end, unit = number.span.end, number.quantity.unit
    sized = scene.text.startswith("급 ", end) and unit not in _SUMS and unit != "ordinal"
    return (
        sized and found.subject.span.start < number.span.start and scene.ontology.branch(found.subject.cls) in _ACTORS
    )


def _threshold(scene: Scene, index: int) -> bool:
    """Whether a number is only the round mark that a figure before it passed: "4조91억원으로 처음 4조원을 넘겼다"."""
    numbers = scene.syntax.parsed.numbers
    number = numbers[index].quantity
    if not _PASSED.match(scene.text, numbers[index].span.end):
        return False
    return any(
        n.quantity.unit == number.unit and number.value <= n.quantity.value < number.value * Decimal("1.5")
        for n in numbers[:index]
    )
