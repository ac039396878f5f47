"""What stands around a number besides its cue: who is none of ours, what is only expected, compared or a change."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from kg.extract.measures.base import LANDS, Scene
from kg.extract.measures.salience import Salience
from kg.extract.syntax import Phrase
from kg.model import Mention, Span
from kg.text.numbers import MONEY, Number

_TIMES = frozenset(("HR", "MIN"))
_PASSING = _TIMES | {"point", "M", "KiloM", "CentiM"}  # units in which more is told in passing than of somebody
_MOVING = frozenset(("Person", "GovernmentBody", "InternationalOrganization"))
_BARELY = re.compile(r"(?:은|는|이|가|에서|까지)?\s(?:약 |각각 )?")
_HELD = MONEY | {"count"}
_BODIES = frozenset(("GovernmentBody", "InternationalOrganization", "Country"))
_SIDE = 8  # code points before a number in which a word says how it was voted
_VALUERS = frozenset(("Organization", "Person"))
_BEFORE = 30  # code points before a number in which a word says that it is expected or compared
_AND = re.compile(r"(?:가량|안팎|정도|대)?(?:\([^)]*\))?(?:와|과|,|·)\s?(?:약 )?")
_EACH = re.compile(
    r"(?P<nouns>[가-힣A-Za-z]+(?:\([^)]*\))?(?:(?:과|와)\s|,\s?|·\s?)(?:[가-힣]+(?<![은는이가을를])\s)?[가-힣A-Za-z]+?)"
    r"(?:\([^)]*\))?[은는이가도]?\s"
    r"(?:[^,.()]*\s)?각각?\s(?:약 )?$"
)
_NOUN = re.compile(r"[가-힣A-Za-z]+(?=(?:\([^)]*\))?(?:과\s|와\s|[,·]|$))")
_COMPARED = re.compile(r"\)?\s?(?:보다|에 비해|에 비하면|과 비교|와 비교|대비)")
_OBJECT = re.compile(r"(?:\([^)]*\))?[을를]? (?:약 |무려 )?(?:[\d조억만천,. ]+)")
_SINCE = re.compile(
    r"(?:전년|전 ?분기|동기|전월|같은 ?기간|같은 달|동월|전년도)(?:도|과|와|에)?\s?"
    r"(?:보다|대비|비해|비하면|비교하면|비교해)\s?(?:약 )?$"
)
_SERIES = re.compile(  # "A가 최대 5억 달러(약 7000억원), B가 3억 달러를 투자한다": the verb at the end is everybody's
    r"(?:[을를에]|으?로)?(?:\([^)]*\))?,\s(?:[가-힣A-Za-z0-9·&]+\s){0,3}[^\s,()]+(?:\([^)]*\))?[은는이가도을를]\s"
    r"(?:(?:전\s?거래일|전장|전일)\s?(?:대비|보다)\s)?(?:[\d.,만천]+(?:원|달러|엔|위안|유로)?\s?)?(?:\(?[\d.]+%\)?\s[가-힣]+\s)?"
    r"(?:최대\s|약\s|총\s)?"
)
_GAPPED = re.compile(  # "매출은 6000억원으로 13%, 영업이익은 300억원으로 12% 늘었다"
    r"(?:\([^)]*\))?,\s[가-힣A-Za-z0-9&]+[은는이가]\s(?:[\d조억만천,. ]+(?:원|달러)(?:\([^)]*\))?(?:으?로)?\s)?(?:약 )?"
)
_BOTH = re.compile(
    r",\s(?:[가-힣]+\s)?(?P<noun>[가-힣A-Za-z]+)(?:\([^)]*\))?[은는이가]\s(?:약 )?"
)  # "매출은 5억원, 이익은 1억원 늘었다"
_MORE = re.compile(
    r"(?:\([^)]*\))?(?:,\s?|\s등(?:을 합쳐|을 합해|을 더해)?\s?|와\s|과\s)"
    r"(?:[가-힣·]+(?:에서)?\s){0,4}(?:총\s?|모두\s|합계\s)?"
)
_DISTANCES, _BETWEEN = frozenset(("KiloM", "M", "HR", "MIN")), "~∼～↔"


@dataclass(frozen=True)
class Context:
    """Words around numbers (frames/measures.yaml, `context`).

    Attributes:
        expected: What a figure right behind is only expected or aimed at, by modality.
        outlooks: Subjects whose figure is one. beside: The same words, anywhere.
        strangers: Heads of subjects that are no name and have the figures of their clauses.
        periods: Ends of a term of comparison ("지난해 같은 기간의 3조원보다").
        moves: What a number says a change by, right behind it.
        gaps: Words behind the percents by which a figure missed or passed what was expected.
        attributes: Nouns that have figures of their own, so that a change of theirs is not one of shares.
        imposing: Verbs whose subject sets what another pays.
        valued, valuing: What shares are said to be worth, and the verbs of who only says so.
        votes: Words for and against, right before a number and right behind one; what tells that there was a vote.
        common: Nouns whose figures are a land's or a market's where nobody's name stands before them.
        statistics: What stands behind a public body that counts.
        samples: What is done with people who are asked.
        distances: What stands right before how far two are apart.
        races: What stands behind a distance that is a race's.
        confidence: What stands behind how sure a poll is.
        fell: Verbs by which a firm itself goes up or down: its shares do.
        times: What stands between two figures of one series.
    """

    expected: Mapping[str, re.Pattern[str]]
    outlooks: Mapping[str, re.Pattern[str]]
    beside: Mapping[str, re.Pattern[str]]
    strangers: re.Pattern[str]
    periods: re.Pattern[str]
    moves: re.Pattern[str]
    attributes: re.Pattern[str]
    gaps: re.Pattern[str]
    imposing: frozenset[str]
    valued: re.Pattern[str]
    valuing: frozenset[str]
    votes: tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str]]
    common: re.Pattern[str]
    statistics: re.Pattern[str]
    samples: re.Pattern[str]
    distances: re.Pattern[str]
    races: re.Pattern[str]
    confidence: re.Pattern[str]
    fell: re.Pattern[str]
    times: re.Pattern[str]

    @classmethod
    def read(cls, raw: Mapping[str, Any]) -> Context:
        """Take the words out of the frames' entry `context`."""
        outlooks = {modality: "|".join(words) for modality, words in raw["outlooks"].items()}
        return cls(
            {
                modality: re.compile(rf"(?:{words})(?: 평균)?(?:\([^()]*\))?(?:[은는이가인을를])?\s?\(?(?:약 |총 )?$")
                for modality, words in outlooks.items()
            },
            {modality: re.compile(rf"(?:{words})$") for modality, words in outlooks.items()},
            {modality: re.compile(words) for modality, words in outlooks.items()},
            re.compile(rf"(?:{'|'.join(raw['strangers'])})$"),
            re.compile(rf"(?:{'|'.join(raw['periods'])})(?:의|인)?\s?\(?(?:약 )?$"),
            re.compile(
                rf"\)?(?:\s?(?:가량|정도|이상|넘게|안팎|씩)"
                rf"| ?(?:이|을|를)? ?(?:넘는|가까운)(?: [가-힣]+(?<![을를이가은는]))?)?"
                rf"(?:\([^)]*\))*[이가]?\s?(?:{'|'.join(raw['moves'])})"
            ),
            re.compile("|".join(raw["attributes"])),
            re.compile(rf"(?:가량|나|이나)?\s?(?:더 )?(?:{'|'.join(raw['gaps'])})"),
            frozenset(raw["imposing"]),
            re.compile(rf"(?:의)?\s?(?:{'|'.join(raw['valued'])})"),
            frozenset(raw["valuing"]),
            (
                re.compile(rf"(?:{'|'.join(raw['sides'])})(?:은|는|이|가|표는)?\s?\(?$"),
                re.compile(rf"[이가의은는]?\s?(?:{'|'.join(raw['sides'])})"),
                re.compile("|".join(raw["ballots"])),
            ),
            re.compile(rf"(?:{'|'.join(raw['common'])})$"),
            re.compile("|".join(raw["statistics"])),
            re.compile(rf"(?:을|를|에게)\s(?:{'|'.join(raw['samples'])})"),
            re.compile(rf"(?:{'|'.join(raw['distances'])})[가는도]?\s(?:약 |불과 )?$"),
            re.compile(rf"\s?(?:{'|'.join(raw['races'])})"),
            re.compile("|".join(raw["confidence"])),
            re.compile(rf"\s?(?:{'|'.join(raw['fell'])})"),
            re.compile("|".join(raw["times"])),
        )

    def outlook(self, scene: Scene, number: Number) -> str:
        """How firm a figure is that a forecast or a goal names: "컨센서스(3조원)", "목표 5조원", "추정치는 … 2조원"."""
        start = max(scene.span.start, number.span.start - _BEFORE)
        for modality, pattern in self.expected.items():
            if pattern.search(scene.text, start, number.span.start):
                return modality
        phrase = nearest(scene, number)
        if phrase is None or number.quantity.unit == "percent":
            return ""
        return next((m for m, pattern in self.outlooks.items() if pattern.search(phrase.noun)), "")

    def compared(self, scene: Scene, number: Number) -> bool:
        """Whether a figure is only what another is held against: "지난해 같은 기간(3조원)보다"."""
        start = max(scene.span.start, number.span.start - _BEFORE)
        return (
            _COMPARED.match(scene.text, number.span.end) is not None
            and self.periods.search(scene.text, start, number.span.start) is not None
        )

    def distant(self, scene: Scene, number: Number) -> bool:
        """Whether a number only says how far two are apart: "판매 격차 3446대", "차이는 200표였다"."""
        return self.distances.search(scene.text, scene.span.start, number.span.start) is not None

    def sampled(self, scene: Scene, number: Number) -> bool:
        """Whether a number only says how many were asked or how sure a poll is: "1001명을 조사한", "95% 신뢰수준"."""
        if number.quantity.unit == "percent":
            return self.confidence.match(scene.text, number.span.end) is not None
        return number.quantity.unit == "person" and self.samples.match(scene.text, number.span.end) is not None

    def apart(self, scene: Scene, number: Number) -> bool:
        """Whether a number in brackets says how far two places are from each other: "하늘~바다(150km)"."""
        at = number.span.start - 1
        if number.quantity.unit not in _DISTANCES or not scene.text.startswith("(", at):
            return False
        return any(m.span.end == at and scene.text[m.span.start - 1] in _BETWEEN for m in scene.syntax.mentions)

    def missed(self, scene: Scene, number: Number) -> bool:
        """Whether a share only says how far a figure is from what was expected: "추정치보다 21.7% 낮은"."""
        money = number.quantity.unit in MONEY
        if not (money or number.quantity.unit == "percent") or self.gaps.match(scene.text, number.span.end) is None:
            return False
        start = max(scene.span.start, number.span.start - _BEFORE)
        if money:  # "예상치 3조원을 2000억원이나 넘었다"
            sums = [n for n in scene.syntax.parsed.numbers if start <= n.span.start and n.span.end <= number.span.start]
            held = next((n for n in sums if n.quantity.unit == number.quantity.unit), None)
            if held is None or _OBJECT.match(scene.text, held.span.end) is None:
                return False
        return any(pattern.search(scene.text, start, number.span.start) for pattern in self.beside.values())

    def moved(self, scene: Scene, number: Number) -> bool:
        """Whether a number, or the last of its list, says by how much something changed: "500원(0.31%) 내린"."""
        if self.changes(scene, listed(scene, number)[-1]):
            return True
        end, unit = number.span.end, number.quantity.unit
        like = (n for n in scene.syntax.parsed.numbers if n.span.start >= end and n.quantity.unit == unit)
        after = next((n for n in like if not n.bracketed), None)
        match = _BOTH.fullmatch(scene.text, end, after.span.start) if after is not None else None
        if after is None or match is None or not self.attributes.search(match["noun"]):
            return False
        return self.changes(scene, after)

    def changes(self, scene: Scene, number: Number) -> bool:
        """Whether what stands right behind a number says that it is an amount of change."""
        return self.moves.match(scene.text, number.span.end) is not None

    def strange(self, scene: Scene, number: Number) -> bool:
        """Whether the clause of a number is about what has no name here: "외국인이 3000억원을", "환율은 1320원에"."""
        if number.bracketed or number.quantity.unit not in _HELD:
            return False
        phrase = nearest(scene, number)
        return phrase is not None and not phrase.inner and self.strangers.search(phrase.noun) is not None

    def rose(self, scene: Scene, number: Number) -> Mention | None:
        """The firm or land that itself goes up or down by a share: "가나는 3.1% 하락했다", "하늘구는 0.2% 올랐다"."""
        if number.quantity.unit != "percent" or number.bracketed:
            return None
        phrase = nearest(scene, number)
        if phrase is None or len(phrase.fillers) != 1 or self.fell.match(scene.text, number.span.end) is None:
            return None
        owner = phrase.fillers[0]
        if owner.common or self.attributes.search(scene.text, scene.context, scene.span.end) is not None:
            return owner if owner.cls == "Region" else None
        return owner if owner.cls in ("Company", "Region") else None

    def told_of(self, scene: Scene, number: Number, owner: Mention | None) -> bool:
        """Whether a figure without a cue is one of its owner's: no hour of the day, no point won, no way gone."""
        unit, start = number.quantity.unit, number.span.start
        if owner is None or unit not in _PASSING:
            return True
        if unit in _TIMES:
            own = scene.text[owner.span.end : start]
            return owner.cls in LANDS and _BARELY.fullmatch(own) is not None
        if unit == "point":
            near = scene.text[max(scene.span.start, start - _SIDE) : start]
            return "." in number.span.of(scene.text) or "점" in near or "합계" in near
        return owner.cls not in _MOVING and not self.races.match(scene.text, number.span.end)

    def at_large(self, scene: Scene, number: Number) -> bool:
        """Whether a figure without an owner is a land's or a market's: "수출은 5% 늘었다", "관세청에 따르면"."""
        text = scene.text
        bodies = (m for m in scene.syntax.mentions if m.cls == "GovernmentBody")
        if any(self.statistics.match(text, m.span.end, scene.span.end) for m in bodies):
            return True
        phrase = nearest(scene, number)
        return phrase is not None and not phrase.fillers and self.common.search(phrase.noun) is not None

    def attribute(self, scene: Scene, number: Number) -> bool:
        """Whether a clause is about a figure that is no price of shares ("매출이 5% 하락했다")."""
        phrase = nearest(scene, number)
        return phrase is not None and self.attributes.search(phrase.noun) is not None

    def held(self, scene: Scene, number: Number) -> bool:
        """Whether a change is held against a period of business: "전년 동기 대비 5% 하락한"."""
        start = max(scene.span.start, number.span.start - _BEFORE)
        return _SINCE.search(scene.text, start, number.span.start) is not None

    def voted(self, scene: Scene, number: Number, salience: Salience) -> Mention | None:
        """What was voted on, where a number says how many were for or against it: "찬성 204표로 가결했다"."""
        before, behind, ballots = self.votes
        text, start = scene.text, number.span.start
        if not (
            before.search(text, max(scene.span.start, start - _SIDE), start)
            or behind.match(text, number.span.end, scene.span.end)
        ):
            return None
        if not ballots.search(text, scene.context, scene.span.end):
            return None
        bills = [m for m in scene.named if m.cls == "Policy"]
        return bills[-1] if bills else salience.foremost(lambda m: m.cls == "Policy", scene.roles.topic)

    def valuers(self, scene: Scene, number: Number) -> frozenset[str]:
        """Who only says what shares are worth: "한 증권사는 … 목표주가를 9만원으로 제시했다"."""
        start = max(scene.span.start, number.span.start - _BEFORE)
        if self.valued.search(scene.text, start, number.span.start) is None:
            return frozenset()
        doing = _doing(scene, number, self.valuing, inner=True)
        return frozenset(m.entity for m in doing if scene.ontology.branch(m.cls) in _VALUERS)

    def imposers(self, scene: Scene, number: Number) -> frozenset[str]:
        """Who imposes what a number says: "공정위가 … 과징금 5억원을 부과했다"."""
        return frozenset(m.entity for m in _doing(scene, number, self.imposing) if m.cls in _BODIES)


def _doing(scene: Scene, number: Number, verbs: Collection[str], *, inner: bool = False) -> Iterator[Mention]:
    """Who is topic or subject before one of some verbs above a number; with `inner` whoever stands in it, too."""
    for at in scene.way(number):
        if scene.syntax.words[at].stem in verbs:
            subjects = (p for p in scene.syntax.phrases if p.slot in ("SBJ", "TOP") and p.last < at)
            yield from (m for p in subjects for m in (p.inner if inner else p.fillers))


def nearest(scene: Scene, number: Number) -> Phrase | None:
    """The last topic or subject before a number with no clause's end in between, if it can be one of its own verbs'."""
    words, start, found = scene.syntax.words, number.span.start, list[Phrase]()
    for phrase in reversed(scene.syntax.phrases):
        end = words[phrase.last].span.end
        if phrase.slot in ("SBJ", "TOP") and end <= start:
            if scene.breaks(end, start):
                break
            if not any(d.span.overlaps(words[phrase.last].core) for d in scene.syntax.parsed.dates):
                found.append(phrase)
    way = scene.way(number)
    return next((p for p in found if p.head in way), found[0] if found else None)


def listed(scene: Scene, number: Number) -> Sequence[Number]:
    """The coordinated numbers of one unit that a number stands among; brackets between them do not count."""
    numbers = [n for n in scene.syntax.parsed.numbers if n.quantity.unit == number.quantity.unit and not n.bracketed]
    if number not in numbers:
        return [number]
    first = last = numbers.index(number)
    while first and _AND.fullmatch(scene.text, numbers[first - 1].span.end, numbers[first].span.start):
        first -= 1
    while last + 1 < len(numbers) and _AND.fullmatch(scene.text, numbers[last].span.end, numbers[last + 1].span.start):
        last += 1
    return numbers[first : last + 1]


def paired(scene: Scene, number: Number) -> Span | None:
    """The noun that a number of a list answers: "매출과 영업이익은 각각 3조원, 2조원"."""
    like = listed(scene, number)
    if len(like) < 2 or number.bracketed:
        return None
    match = _EACH.search(scene.text, scene.span.start, like[0].span.start)
    if match is None:
        return None
    nouns = [Span(*n.span()) for n in _NOUN.finditer(scene.text, *match.span("nouns"))]
    return nouns[like.index(number)] if len(nouns) == len(like) else None


def following(scene: Scene, index: int, context: Context) -> int:
    """Index of the number that a list goes on with: "국내 5만대, 해외 30만대 등 35만대를 팔았다"; -1 for none."""
    numbers = scene.syntax.parsed.numbers
    number = numbers[index]
    later = (k for k in range(index + 1, len(numbers)) if not numbers[k].bracketed)
    later = (k for k in later if number.quantity.unit not in MONEY or not context.changes(scene, numbers[k]))
    after = next((k for k in later if numbers[k].written == number.written), -1)
    if number.bracketed or after < 0:
        return -1
    like = (_SERIES,) if number.quantity.unit in MONEY else (_MORE, _SERIES)
    like = (_GAPPED,) if number.quantity.unit == "percent" else like
    return after if any(p.fullmatch(scene.text, number.span.end, numbers[after].span.start) for p in like) else -1
