"""Measures: numbers with whose they are, of what, compared to what, and when."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, NamedTuple

from kg.extract.roles import Roles
from kg.extract.syntax import Phrase, Syntax
from kg.mentions.cues import Cues
from kg.model import Mention, Qualifier, Quantity, Span
from kg.ontology import Ontology
from kg.text.numbers import MONEY, Number

_LEFT, _RIGHT = 34, 18  # code points around a number in which a cue may stand
_POSSESSOR = re.compile(r"[’'”]?(?:\([^)]*\))?(?:의|측의|측)?\s?(?:[가-힣A-Za-z·]{1,9}\s){0,2}[‘'“]?\(?")
_BREAK = re.compile(r"(?:은|는|이|가|을|를|에|에서|와|과|로|으로|고|며) ")


class Measured(NamedTuple):
    """A measure that a sentence states."""

    measure: str
    subject: Mention
    quantity: Quantity
    number: Span
    trigger: Span
    qualifiers: tuple[Qualifier, ...] = ()


@dataclass(frozen=True, slots=True)
class Rule:
    """One measure's cue words (see frames/measures.yaml)."""

    measure: str
    units: frozenset[str]
    nouns: tuple[str, ...]
    subjects: frozenset[str]
    needs: tuple[str, ...]
    signed: bool
    of: str  # whose the number is: "agent", "goal" or "product"
    negative: tuple[str, ...]
    without: tuple[str, ...]


def read_rules(ontology: Ontology) -> tuple[tuple[Rule, ...], Mapping[str, Any]]:
    """Take the measures' cues out of an ontology, in order of preference."""
    raw = ontology.frames["measures"]
    rules = tuple(
        Rule(
            entry["measure"], frozenset(MONEY if entry["units"] == "money" else entry["units"]), tuple(entry.get("nouns", ())),
            frozenset(entry.get("subjects", ())), tuple(entry.get("needs", ())), bool(entry.get("signed")),
            entry.get("of", "agent"), tuple(entry.get("negative", ())), tuple(entry.get("without", ())),
        )
        for entry in raw["rules"]
    )  # fmt: skip
    return rules, raw


class Measures:
    """Finds the measures of sentences.

    Args:
        ontology: With `measures` among its frames.
        cues: Cue words.
    """

    def __init__(self, ontology: Ontology, cues: Cues) -> None:
        self.rules, self.raw = read_rules(ontology)
        self.ontology = ontology
        self.cues = cues
        self._down = re.compile("|".join(self.raw["down"]))
        self._up = re.compile("|".join(self.raw["up"]))
        self._rank = re.compile("|".join(self.raw["ranks"]))

    def find(self, text: str, syntax: Syntax, roles: Roles, history: Sequence[Mention], context: int) -> Iterator[Measured]:
        """Yield the measures of a sentence.

        Args:
            text: The article's decoded source.
            syntax: The sentence.
            roles: Its slots.
            history: The names of the sentences before, in order.
            context: Where the sentence before starts: a cue such as 증시 may stand there.

        Yields:
            Measures; a converted sum in brackets shares subject and property with the sum before it.
        """
        finder = _Sentence(self, text, syntax, roles, history, context)
        last: Measured | None = None
        for index, number in enumerate(syntax.parsed.numbers):
            if number.bracketed and last is not None and _converted(number, last):
                value = -abs(number.quantity.value) if last.quantity.value < 0 else number.quantity.value
                yield last._replace(quantity=Quantity(value, number.quantity.unit), number=number.span)
                continue
            last = finder.measure(index)
            if last is not None:
                yield last
        yield from finder.superlatives()

    def fits(self, m: Mention, rule: Rule) -> bool:
        """Whether a mention's class may have a rule's measure."""
        return m.method not in ("description",) and any(self.ontology.is_a(m.cls, cls) for cls in rule.subjects)

    def signed(self, number: Number, rule: Rule, cue: str, right: str) -> Decimal | None:
        """The value with its sign; None where a change says neither up nor down."""
        value = number.quantity.value
        if any(n in cue for n in rule.negative):
            return -abs(value)
        if not rule.signed or value < 0:
            return value
        down, up = self._down.search(cue + " " + right), self._up.search(cue + " " + right)
        if down and (not up or down.start() < up.start()):
            return -value
        return value if up else None


def _converted(number: Number, last: Measured) -> bool:
    near = 0 <= number.span.start - last.number.end <= 4
    return near and number.quantity.unit in MONEY and last.quantity.unit in MONEY and number.quantity.unit != last.quantity.unit


@dataclass(frozen=True)
class _Sentence:
    """The measures of one sentence."""

    measures: Measures
    text: str
    syntax: Syntax
    roles: Roles
    history: Sequence[Mention]
    context: int

    def measure(self, index: int) -> Measured | None:
        """The measure that the sentence's number with this index states, or None."""
        number = self.syntax.parsed.numbers[index]
        found = self._cued(index)
        if found is None:
            return None
        rule, cue = found
        subject = self._subject(rule, number, cue)
        if subject is None:
            return None
        right = self.text[number.span.end : min(self.syntax.parsed.span.end, number.span.end + 2 * _RIGHT)]
        value = self.measures.signed(number, rule, cue.of(self.text), right)
        if value is None:
            return None
        unit = number.quantity.unit
        if unit == "fraction":
            value, unit = round(value * 100, 2), "percent"
        if not self.measures.ontology.measures_of(rule.measure, subject.cls, unit):
            return None
        return Measured(rule.measure, subject, Quantity(value, unit), number.span, cue, self._qualifiers(rule, number, subject, cue))

    def _cued(self, index: int) -> tuple[Rule, Span] | None:
        """The rule whose cue stands nearest, and the cue; the rules' order decides between equals."""
        numbers = self.syntax.parsed.numbers
        number = numbers[index]
        sentence = self.syntax.parsed.span
        listed = self.text[number.span.start - 1 : number.span.start] == "("
        low = max(sentence.start, number.span.start - (2 * _LEFT if listed else _LEFT))
        high = min(sentence.end, number.span.end + (3 * _RIGHT if listed else _RIGHT))
        best: tuple[int, Rule, Span] | None = None
        for rule in self.measures.rules:
            if number.quantity.unit not in rule.units:
                continue
            if any(w in self.text[number.span.end : sentence.end] for w in rule.without):
                continue
            if rule.needs and not any(n in self.text[self.context : sentence.end] for n in rule.needs):
                continue
            cue = self._cue(rule, number, low, high, index)
            if cue is not None and (best is None or cue[0] < best[0]):
                best = (cue[0], rule, cue[1])
        return (best[1], best[2]) if best is not None else None

    def _cue(self, rule: Rule, number: Number, low: int, high: int, index: int) -> tuple[int, Span] | None:
        """Distance and place of a rule's nearest cue; another number between them makes it farther."""
        if not rule.nouns:
            return 0, number.span
        numbers = self.syntax.parsed.numbers
        best: tuple[int, Span] | None = None
        for noun in rule.nouns:
            at = self.text.rfind(noun, low, number.span.start)
            if at >= 0:
                crossed = sum(n.span.start > at for n in numbers[:index] if not n.bracketed)
                best = _nearer(best, number.span.start - at - len(noun) + 12 * crossed, Span(at, at + len(noun)))
            at = self.text.find(noun, number.span.end, high)
            if at >= 0:
                crossed = sum(n.span.end < at for n in numbers[index + 1 :] if not n.bracketed)
                best = _nearer(best, at - number.span.end + 12 * crossed, Span(at, at + len(noun)))
        return best

    # ---- whose

    def _subject(self, rule: Rule, number: Number, cue: Span) -> Mention | None:
        fits = [m for m in self.syntax.mentions if self._fits(m, rule, number) and not m.span.overlaps(number.span)]
        return (
            self._bracket(fits, number)
            or (self._goal(rule, number) if rule.of == "goal" else None)
            or self._introduced(fits, number, rule)
            or (self._possessor(fits, number, cue, rule) if rule.of != "holder" else None)
            or self._relative(number, rule)
            or self._clause(number, rule)
            or self._phrase_before(fits, number)
            or self._remembered(rule)
        )

    def _fits(self, m: Mention, rule: Rule, number: Number) -> bool:
        """Whether a mention may be whose the number is; not what it is compared to ("챗GPT의 5.6%")."""
        if rule.measure in ("costRatio", "performanceRatio") and self.text[m.span.end : number.span.start] in ("의 ", "의 약 "):
            return False
        if rule.measure == "rank" and m.cls in ("Country", "Region") and self._same_phrase(m, number):
            return False  # the scope, not the ranked
        return self.measures.fits(m, rule)

    def _same_phrase(self, m: Mention, number: Number) -> bool:
        phrase = self.syntax.phrase_at(self.syntax.parsed.eojeol_at(number.span.start))
        return phrase is not None and m in phrase.inner

    def _bracket(self, fits: Sequence[Mention], number: Number) -> Mention | None:
        """TSMC(13.33%)."""
        if self.text[number.span.start - 1 : number.span.start] != "(":
            return None
        return next((m for m in fits if 0 <= number.span.start - 1 - m.span.end <= 1), None)

    def _introduced(self, fits: Sequence[Mention], number: Number, rule: Rule) -> Mention | None:
        """2위 삼성전자, 5000억 달러 규모의 AI 투자 프로젝트 ‘스타게이트’: the number describes the name behind it."""
        at = self.syntax.parsed.eojeol_at(number.span.end - 1)
        phrase = self.syntax.phrase_at(at)
        if phrase is None:
            return None
        later = [m for m in phrase.fillers if m in fits and m.span.start >= number.span.end]
        if not later:
            return None
        gap = self.text[number.span.end : later[0].span.start]
        close = rule.measure == "rank" and len(gap) <= 8
        return later[0] if close or gap.lstrip().startswith(("의 ", "규모", "짜리", "어치", "급")) else None

    def _goal(self, rule: Rule, number: Number) -> Mention | None:
        """쿠팡에 과징금 1400억원을 부과했다: the number is the fined one's."""
        for at in self._way(number):
            for phrase in self.syntax.arguments(at):
                if phrase.slot in ("DAT", "ABOUT"):
                    found = [m for m in phrase.fillers if self._fits(m, rule, number)]
                    if found:
                        return found[-1]
        return None

    def _possessor(self, fits: Sequence[Mention], number: Number, cue: Span, rule: Rule) -> Mention | None:
        """엔비디아 주가는 17%, 딥시크의 개발 비용은 558만 달러."""
        edge = min(cue.start, number.span.start)
        for m in reversed(fits):
            if m.span.end > edge:
                continue
            gap = self.text[m.span.end : edge]
            if _POSSESSOR.fullmatch(gap) and not _BREAK.search(gap):
                return m
            if len(gap) > 24:
                break
        return None

    def _way(self, number: Number) -> list[int]:
        """Eojeols from the number to the root."""
        at, out = self.syntax.parsed.eojeol_at(number.span.end - 1), []
        while at >= 0 and len(out) < 10:
            out.append(at)
            at = self.syntax.governor(at)
        return out

    def _relative(self, number: Number, rule: Rule) -> Mention | None:
        """1억 달러가 들어간 챗GPT: what a clause without a subject of its own describes."""
        for at in self._way(number)[1:3]:
            word = self.syntax.words[at]
            if word.stem and word.ending_tag == "ETM" and not any(p.slot in ("SBJ", "TOP") and p.fillers for p in self.syntax.arguments(at)):
                return next((m for m in self.roles.relative(at) if self._fits(m, rule, number)), None)
            if word.stem:
                break
        return None

    def _clause(self, number: Number, rule: Rule) -> Mention | None:
        """Subject (or, for a product's own figures, object) of the clauses on the way to the root."""
        for at in self._way(number):
            word = self.syntax.words[at]
            if rule.of == "product":
                for phrase in self.syntax.arguments(at):
                    if phrase.slot == "OBJ":
                        found = [m for m in phrase.fillers if self.syntax.grammar.ontology.branch(m.cls) == "Product"]
                        if found:
                            return found[-1]
            for phrase in self.syntax.arguments(at):
                place = phrase.slot == "LOC" and phrase.fillers and phrase.fillers[-1].cls == "Place"
                if (phrase.slot in ("SBJ", "TOP") or place) and phrase.last < at:
                    found = [m for m in (*phrase.fillers, *reversed(phrase.inner)) if self._fits(m, rule, number)]
                    if found and self._wanted(found[0], rule):
                        return found[0]
            if word.stem and word.ending_tag == "ETM":
                found = [m for m in self.roles.relative(at) if self._fits(m, rule, number)]
                if found and self._wanted(found[0], rule):
                    return found[0]
        return None

    def _wanted(self, m: Mention, rule: Rule) -> bool:
        return rule.of != "product" or self.syntax.grammar.ontology.branch(m.cls) == "Product"

    def _phrase_before(self, fits: Sequence[Mention], number: Number) -> Mention | None:
        """A topic or subject of the sentence, wherever the tree hung it; any name before the number in a headline."""
        for phrase in reversed(self.syntax.phrases):
            if phrase.slot in ("TOP", "SBJ") and self.syntax.words[phrase.last].span.end <= number.span.start:
                found = [m for m in (*phrase.fillers, *reversed(phrase.inner)) if m in fits]
                if found:
                    return found[0]
        if self.syntax.parsed.sentence.kind != "body":
            before = [m for m in fits if m.span.end <= number.span.start]
            return before[-1] if before else None
        return None

    def _remembered(self, rule: Rule) -> Mention | None:
        """What the sentences before were about: the last product for a product's figures, else the last topic."""
        for m in reversed(self.roles.topic):
            if self.measures.fits(m, rule) and self._wanted(m, rule):
                return m
        if rule.of == "product":
            made = [m for m in reversed(self.history) if self._wanted(m, rule) and m.cls not in ("Chip", "Equipment")]
            return next((m for m in made if self.measures.fits(m, rule)), None)
        return None

    # ---- the rest

    def _qualifiers(self, rule: Rule, number: Number, subject: Mention, cue: Span) -> tuple[Qualifier, ...]:
        out: list[Qualifier] = []
        before = [m for m in reversed(self.syntax.mentions) if m.span.end <= number.span.start and m.entity != subject.entity]
        if rule.measure in ("count", "growth") and rule.nouns:
            out.append(Qualifier("of", cue.of(self.text)))
        elif rule.measure == "count":
            noun = self._noun_before(number)
            if noun:
                out.append(Qualifier("of", noun))
        if rule.measure == "unitsUsed":
            product = next((m for m in before if self.syntax.grammar.ontology.branch(m.cls) == "Product"), None)
            if product is not None:
                out.append(Qualifier("product", product.entity, is_entity=True))
        if rule.measure in ("costRatio", "performanceRatio") and before:
            out.append(Qualifier("comparedTo", before[0].entity, is_entity=True))
        return tuple(out)

    def _noun_before(self, number: Number) -> str:
        at = self.syntax.parsed.eojeol_at(number.span.start)
        for k in range(at - 1, max(-1, at - 3), -1):
            word = self.syntax.words[k]
            if word.core.end > word.core.start and not word.stem:
                return word.core.of(self.text)
        return ""

    def superlatives(self) -> Iterator[Measured]:
        """세계 최대 파운드리 기업 TSMC, TSMC는 세계 최대 업체다: rank 1."""
        for match in self.measures._rank.finditer(self.text, *self.syntax.parsed.span):  # noqa: SLF001 - one room
            phrase = self.syntax.phrase_at(self.syntax.parsed.eojeol_at(match.end() - 1))
            if phrase is None:
                continue
            subject = self._ranked(phrase, match.end())
            if subject is not None and self.measures.ontology.branch(subject.cls) in ("Organization", "Product", "Place") and subject.method != "category":
                scope = self.text[match.start() : phrase.first and match.end()]
                yield Measured("rank", subject, Quantity(Decimal(1), "ordinal"), Span(*match.span()), Span(*match.span()), (Qualifier("scope", scope),))

    def _ranked(self, phrase: Phrase, end: int) -> Mention | None:
        named = [m for m in phrase.fillers if m.span.start >= end]
        if named:
            return named[0] if named[0].span.start - end <= 24 else None
        if phrase.slot in ("COP", "INS") and not any(m.span.start >= end for m in phrase.inner):
            at = phrase.last if phrase.slot == "COP" else phrase.head
            if at >= 0 and self.syntax.words[at].stem:
                found = self.roles.relative(at) if self.syntax.words[at].ending_tag == "ETM" else self.roles.agent(at)
                return found[0] if found else None
        return None


def _nearer(best: tuple[int, Span] | None, distance: int, span: Span) -> tuple[int, Span]:
    return (distance, span) if best is None or distance < best[0] else best
