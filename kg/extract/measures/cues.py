"""Which property a number gives: the nearest cue word; clauses and other numbers in between make it farther."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from kg.extract.measures.base import Rule, Scene
from kg.extract.measures.context import Context, following, paired
from kg.model import Span
from kg.text.numbers import MONEY, Number

_DEAR = 100_000_000  # no share costs as much in any currency
_LEFT, _RIGHT, _LISTED = 40, 36, 60  # code points around a number in which a cue may stand
_NAMES = frozenset(
    (
        "Company",
        "Organization",
        "PoliticalParty",
        "Person",
        "GovernmentBody",
        "MediaOutlet",
        "ResearchInstitute",
        "Work",
    )
)
_AROUND = 20  # code points before a number in which a word may rule a cue out
_FAR = 48  # beyond this a cue is none
_NEXT_TO = 14  # code points between the last number of a list and what all of it is
_NUMBER, _CLAUSE, _COMMA = 12, 14, 6  # how far another number, the end of a clause, a comma makes a cue
_NEXT = re.compile(
    r"(?:률|율|액|량|폭|규모)?(?:은|는|이|가|도|을|를)?\s?(?:약 |각각 |무려 |총 )?"
)  # the cue is the next number's
_LISTING = re.compile(  # behind a name's bracket: the rest of the list and what it did
    r"\)(?:\s?(?:,|·|와|과)?\s?[^,.()]{1,20}\([^)]*\))*(?:\s등)?[이가은는도]?\s(?P<verb>[^.()]{0,40})"
)
_LISTED_UNITS = MONEY | {"count", "percent"}
_SHARED = frozenset(("shipments", "investmentAmount", "profit", "revenue", "growth", "price", "marketCap"))
_RATES = frozenset(("percent", "percentPoint", "times"))
_MODIFYING = 12  # code points between a number and the noun that it describes ("3조원이 넘는 매출은")
_SUBJECTS = frozenset("은는이가도")
_COUNTED = re.compile(r"[’'”]?(?:\([^)]*\))?(?: [가-힣]+(?<![은는이가에서]))?[을를]? (?:약 |최대 |총 )?")
_OF = re.compile(r"의 (?:약 |최대 )?$")
_SIGNS = "+-–−"
_LEVEL = re.compile(  # "30%로 늘었다", "30% 아래로 떨어졌다" is a level, "30% 늘었다" a change
    r"(?:대|선|\s?(?:아래|밑|이하|수준|안팎))?(?:에서|으?로|까지)\s|(?:대)?(?:에|를|을)\s(?:이르|달하|육박하|넘|웃돌)던\s"
)
_BEATEN = re.compile(r"\)(?:[을를] (?!비롯|포함|더)|에 (?:밀|뒤|못)|보다)")  # "A(17%)에 밀려" says no change of A's
_HARMED = re.compile(
    r"(?:을|를|에게)\s(?!포함|비롯|넘|웃돌|돌파|태운)"
)  # who did it, not where, has it: "3명을 숨지게 한"
_PLACED = re.compile(r"(?:대)?(?:로|에서) $")


@dataclass(frozen=True)
class Cued:
    """A rule and the place of its cue."""

    rule: Rule
    cue: Span
    distance: int


def find_cue(scene: Scene, rules: Sequence[Rule], index: int, context: Context) -> Cued | None:
    """Return the rule whose cue stands nearest to a number of the sentence, the first of equals; None for none.

    Of a list whose nouns stand before 각각 it is the number's own noun; what a list ends in holds for all of it.
    """
    number = scene.syntax.parsed.numbers[index]
    noun = paired(scene, number) if number.quantity.unit in MONEY else None
    if noun is not None:
        named = (r for r in rules if r.nouns is not None and r.nouns.search(scene.text, *noun))
        rule = next((r for r in named if _allowed(scene, r, number, context, level=False)), None)
        if rule is not None:
            return Cued(rule, noun, 0)
    best = _best(scene, rules, index, context)
    after = following(scene, index, context) if number.quantity.unit in _LISTED_UNITS else -1
    gapped = after >= 0 and best is not None and number.quantity.unit == "percent" and best.distance >= _LEFT
    if after >= 0 and (best is None or gapped or number.quantity.unit == "count"):
        found = find_cue(scene, rules, after, context)
        if (
            found is not None
            and found.rule.measure in _SHARED
            and not (number.span.end <= found.cue.start < scene.syntax.parsed.numbers[after].span.start)
            and (best is None or not gapped or found.distance < _NEXT_TO)
        ):
            return found
    return best


def _best(scene: Scene, rules: Sequence[Rule], index: int, context: Context) -> Cued | None:
    number = scene.syntax.parsed.numbers[index]
    level = _LEVEL.match(scene.text, number.span.end) is not None
    best: Cued | None = None
    for rule in rules:
        if number.quantity.unit not in rule.units or not _allowed(scene, rule, number, context, level=level):
            continue
        found = _nearest(scene, rule, index) if rule.nouns is not None else Cued(rule, number.span, 0)
        if found is not None and found.distance <= _FAR and (best is None or found.distance < best.distance):
            best = found
    return best


def _allowed(scene: Scene, rule: Rule, number: Number, context: Context, *, level: bool) -> bool:
    text, end = scene.text, scene.span.end
    if rule.listed and rule.measure == "price" and number.quantity.value >= _DEAR:
        return False
    if rule.counters and number.quantity.unit == "count" and number.written not in rule.counters:
        return False
    if (
        rule.without is not None
        and not (level and rule.measure == "marketCap")
        and rule.without.search(
            text, max(scene.span.start, number.span.start - _AROUND), min(end, number.span.end + _RIGHT)
        )
    ):
        return False
    if rule.needs is not None and not (rule.needs.search(text, scene.context, end) or (rule.listed and scene.trading)):
        return False
    if rule.of == "site" and _HARMED.match(text, number.span.end):
        return False
    if rule.behind is not None and not rule.behind.search(text, scene.span.start, number.span.start):
        return False
    if rule.measure == "growth" and scene.trading and scene.text[number.span.start - 1] == "(":
        return False  # in a list of shares: "의약품(2.4%)"
    if rule.signed and rule.measure == "growth" and _parted(scene, number):
        return False
    if (rule.measure == "performanceRatio" or (rule.measure == "costRatio" and rule.behind)) and not _outdone(
        scene, number
    ):
        return False
    if rule.measure == "unitsUsed" and not _using(scene, number):
        return False
    about = context.attribute(scene, number) if rule.told or rule.measure == "stockChange" else False
    if (rule.told and not about and not context.held(scene, number)) or (about and not rule.told):
        return False
    if rule.stake:
        stakes = [n.quantity.value for n in scene.syntax.parsed.numbers if n.quantity.unit == "percent"]
        if ("지분" in text[scene.span.start : end] and bool(stakes) and max(stakes) < 50) != (rule.stake == "small"):
            return False
    return not (
        level
        and rule.signed
        and (rule.measure == "marketCapChange" or (rule.measure == "growth" and number.quantity.unit == "percent"))
    )


def _parted(scene: Scene, number: Number) -> bool:
    """Whether a number is a part of something, or one that another has passed: no change either way."""
    start, end = number.span
    beaten = number.bracketed and _BEATEN.match(scene.text, end) is not None
    return beaten or scene.beside.wholes.search(scene.text, scene.span.start, start) is not None


def _outdone(scene: Scene, number: Number) -> bool:
    """Whether what a number of times is held against is a product, where it is named: "H100의 2.4배", "두 배 빠른"."""
    match = _OF.search(scene.text, scene.span.start, number.span.start)
    if match is None:
        return True
    return any(m.span.end == match.start() and scene.ontology.branch(m.cls) == "Product" for m in scene.syntax.mentions)


def _using(scene: Scene, number: Number) -> bool:
    """Whether the product or machine that a number counts stands right before it ("H800 2048개를", "엔진 4기를")."""
    if scene.beside.machines.search(scene.text, scene.span.start, number.span.start):
        return True
    return any(
        scene.ontology.branch(m.cls) == "Product"
        and m.span.end <= number.span.start
        and _COUNTED.fullmatch(scene.text, m.span.end, number.span.start) is not None
        for m in scene.syntax.mentions
    )


def _nearest(scene: Scene, rule: Rule, index: int) -> Cued | None:
    number = scene.syntax.parsed.numbers[index]
    listed = scene.text[number.span.start - 1 : number.span.start] == "("
    low = max(scene.span.start, number.span.start - (_LISTED if listed else _LEFT))
    high = min(scene.span.end, number.span.end + (_LISTED if listed else _RIGHT))
    best: Cued | None = None
    if rule.nouns is None:
        return None
    for match in rule.nouns.finditer(scene.text, low, high):
        cue = Span(*match.span())
        if any(m.cls in _NAMES and cue.overlaps(m.span) for m in scene.syntax.mentions):
            continue  # the 불어 of 더불어민주당
        if rule.signed and scene.beside.heights.search(scene.text, scene.span.start, cue.start):
            continue  # "5위에 올랐다"
        distance = _distance(scene, rule, cue, index)
        if distance is not None and (best is None or distance < best.distance):
            best = Cued(rule, cue, distance)
    if rule.measure == "stockChange":
        return _sold(scene, rule, number) or best
    return best or (_sold(scene, rule, number) if rule.signed else None) or _governing(scene, rule, number)


def _sold(scene: Scene, rule: Rule, number: Number) -> Cued | None:
    """In a list of shares the sign or the verb at its end says where each went: "A(-3.7%), B(-0.3%) 등이 … 빠졌다"."""
    at = number.span.start
    if scene.text[at - 1] != "(" or not any(m.span.end == at - 1 for m in scene.syntax.mentions):
        return None
    shares = rule.measure == "stockChange"
    if shares and scene.text[at] in _SIGNS:
        return Cued(rule, number.span, 0)
    match = _LISTING.match(scene.text, number.span.end, scene.span.end)
    verb = rule.nouns.search(scene.text, *match.span("verb")) if match is not None and rule.nouns is not None else None
    return Cued(rule, Span(*verb.span()), 0 if shares else _LEFT) if verb is not None else None


def _governing(scene: Scene, rule: Rule, number: Number) -> Cued | None:
    """The predicate that governs a list of numbers may stand far behind them ("A에 3억, B에 2억을 투입했다")."""
    verb = scene.governing(number) if rule.nouns is not None else None
    match = rule.nouns.match(scene.text, *verb.span) if rule.nouns is not None and verb is not None else None
    return Cued(rule, Span(*match.span()), _LEFT) if match is not None else None


def _distance(scene: Scene, rule: Rule, cue: Span, index: int) -> int | None:
    """How far a cue stands from a number, None where it belongs to something else."""
    numbers = scene.syntax.parsed.numbers
    number = numbers[index]
    if cue.end <= number.span.start:
        start, end = cue.end, number.span.start
        crossed = sum(n.span.start > cue.start for n in numbers[:index] if not n.bracketed)
        if rule.right or _owned(scene, rule, start, end) or (rule.signed and _taken(scene, cue, index)):
            return None
    elif cue.start >= number.span.end:
        start, end = number.span.end, cue.start
        crossed = sum(n.span.end < cue.start for n in numbers[index + 1 :] if not n.bracketed)
        if (
            _others(scene, rule, cue, index)
            or (rule.right and crossed)
            or _topic(scene, cue, number)
            or (scene.breaks(start, end) and scene.commas(start, end))
        ):
            return None
    else:
        return None
    return end - start + _NUMBER * crossed + _CLAUSE * scene.breaks(start, end) + _COMMA * scene.commas(start, end)


def _others(scene: Scene, rule: Rule, cue: Span, index: int) -> bool:
    """Whether a cue behind a number stands right beside another one that it fits ("매출 5조, 영업이익 1조")."""
    for n in scene.syntax.parsed.numbers[index + 1 :]:
        if n.quantity.unit in rule.units and (
            n.span.end == cue.start or (n.span.start >= cue.end and _NEXT.fullmatch(scene.text, cue.end, n.span.start))
        ):
            return True
    return False


def _taken(scene: Scene, cue: Span, index: int) -> bool:
    """Whether a verb of change before a number is another one's: "0.5%포인트 오른 9%의", "3위로 떨어진 X가 9%"."""
    before = [n for n in scene.syntax.parsed.numbers[:index] if n.span.end <= cue.start]
    return any(
        (n.quantity.unit in _RATES and cue.start - n.span.end <= 1)
        or (n.quantity.unit == "ordinal" and _PLACED.fullmatch(scene.text, n.span.end, cue.start) is not None)
        for n in before
    )


def _topic(scene: Scene, cue: Span, number: Number) -> bool:
    """Whether a cue far behind a number is a topic or subject, with a figure of its own to come."""
    own, start = scene.syntax.words[scene.eojeol(number)], number.span.end
    if number.bracketed or own.ending_tag == "ETM" or own.particle == "의" or _had(scene, cue, number):
        return False
    apart = cue.start - start > _MODIFYING or scene.commas(start, cue.start)
    word = scene.syntax.words[scene.syntax.parsed.eojeol_at(cue.end - 1)]
    return bool(apart) and not word.stem and word.particle in _SUBJECTS


def _had(scene: Scene, cue: Span, number: Number) -> bool:
    """Whether a clause right behind a number says it of whose the cue is: "3조원을 기록한 갑을전자의 영업손실이"."""
    at = scene.syntax.governor(scene.eojeol(number))
    if at < 0 or scene.syntax.words[at].stem not in scene.beside.having or scene.syntax.words[at].ending_tag != "ETM":
        return False
    return not scene.commas(number.span.end, cue.start) and scene.syntax.words[at].span.end < cue.start


def _owned(scene: Scene, rule: Rule, start: int, end: int) -> bool:
    """Whether another attribute stands as subject between a cue and a number ("순이익을 냈고 자산은 35조원이다")."""
    words = scene.syntax.words
    for phrase in scene.syntax.phrases:
        first, last = words[phrase.first].span.start, words[phrase.last].span.end
        if phrase.slot not in ("SBJ", "TOP") or phrase.inner or first < start or last > end:
            continue
        dated = any(d.span.start < last and first < d.span.end for d in scene.syntax.parsed.dates)
        if not dated and not (rule.nouns is not None and rule.nouns.search(phrase.text)):
            return True
    return False
