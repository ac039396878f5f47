"""Measures: numbers with whose they are, of what, compared to what, and when."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, NamedTuple

from kg.extract.syntax import Phrase, Syntax
from kg.mentions.cues import Cues
from kg.model import Mention, Qualifier, Quantity, Span
from kg.ontology import Ontology
from kg.text.numbers import MONEY, Number

_REACH = 40  # code points around a number in which a cue noun may stand


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


def read_rules(ontology: Ontology) -> tuple[tuple[Rule, ...], Mapping[str, Any]]:
    """Take the measures' cues out of an ontology, in the order that they are tried."""
    raw = ontology.frames["measures"]
    rules = tuple(
        Rule(
            entry["measure"], frozenset(MONEY if entry["units"] == "money" else entry["units"]), tuple(entry.get("nouns", ())),
            frozenset(entry.get("subjects", ())), tuple(entry.get("needs", ())), bool(entry.get("signed")),
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

    def find(self, text: str, syntax: Syntax, topic: Sequence[Mention]) -> Iterator[Measured]:
        """Yield the measures of a sentence.

        Args:
            text: The article's decoded source.
            syntax: The sentence.
            topic: What the sentences before were about, for a subject left out.

        Yields:
            Measures; a converted sum in brackets shares subject and property with the sum before it.
        """
        last: Measured | None = None
        numbers = syntax.parsed.numbers
        for index, number in enumerate(numbers):
            if number.bracketed and last is not None and self._converted(number, last):
                value = -abs(number.quantity.value) if last.quantity.value < 0 else number.quantity.value
                yield last._replace(quantity=Quantity(value, number.quantity.unit), number=number.span)
                continue
            found = self._one(text, syntax, number, topic, numbers[:index], numbers[index + 1 :])
            if found is not None:
                last = found
                yield found
        yield from self._superlatives(text, syntax)

    def _converted(self, number: Number, last: Measured) -> bool:
        near = 0 <= number.span.start - last.number.end <= 4
        return near and number.quantity.unit in MONEY and last.quantity.unit in MONEY and number.quantity.unit != last.quantity.unit

    def _one(self, text: str, syntax: Syntax, number: Number, topic: Sequence[Mention], before: Sequence[Number], after: Sequence[Number]) -> Measured | None:
        start, end = self._window(text, syntax, number, before, after)
        left, right = text[start : number.span.start], text[number.span.end : end]
        unit = number.quantity.unit
        for rule in self.rules:
            if unit not in rule.units:
                continue
            cue = self._cue(rule, left, right, start, number)
            if cue is None:
                continue
            if rule.needs and not any(n in text[start:end] for n in rule.needs):
                continue
            subject = self._subject(text, syntax, rule, number, cue, topic)
            if subject is None:
                continue
            value = self._signed(number, rule, right)
            if value is None:
                continue
            quantity = Quantity(value, unit)
            if not self.ontology.measures_of(rule.measure, subject.cls, unit):
                continue
            return Measured(rule.measure, subject, quantity, number.span, cue, self._qualifiers(text, syntax, rule, number, subject, left))
        return None

    def _window(self, text: str, syntax: Syntax, number: Number, before: Sequence[Number], after: Sequence[Number]) -> tuple[int, int]:
        low = max(syntax.parsed.span.start, number.span.start - _REACH)
        high = min(syntax.parsed.span.end, number.span.end + _REACH // 2)
        return low, high

    def _cue(self, rule: Rule, left: str, right: str, start: int, number: Number) -> Span | None:
        """The nearest cue noun: before the number first, else close behind it; the number itself where none is asked."""
        if not rule.nouns:
            return number.span
        best: Span | None = None
        for noun in rule.nouns:
            at = left.rfind(noun)
            if at >= 0 and (best is None or start + at + len(noun) > best.end):
                best = Span(start + at, start + at + len(noun))
        behind: Span | None = None
        for noun in rule.nouns:
            at = right[:18].find(noun)
            if at >= 0 and (behind is None or number.span.end + at < behind.start):
                behind = Span(number.span.end + at, number.span.end + at + len(noun))
        if behind is not None and (best is None or behind.start - number.span.end < number.span.start - best.end):
            return behind
        return best

    def _signed(self, number: Number, rule: Rule, right: str) -> Decimal | None:
        """The value with its sign; None where a change says neither up nor down."""
        value = number.quantity.value
        if not rule.signed or value < 0:
            return value
        down, up = self._down.search(right), self._up.search(right)
        if down and (not up or down.start() < up.start()):
            return -value
        return value if up else None

    # ---- whose

    def _subject(self, text: str, syntax: Syntax, rule: Rule, number: Number, cue: Span, topic: Sequence[Mention]) -> Mention | None:
        fits = [m for m in syntax.mentions if self._fits(m, rule) and not m.span.overlaps(number.span)]
        for m in reversed(fits):  # "브로드컴(17.4%)", "엔비디아 주가는", "딥시크의 개발 비용"
            gap = text[m.span.end : min(cue.start, number.span.start)]
            if m.span.end <= min(cue.start, number.span.start) and re.fullmatch(r"[’'”]?(?:의|측의|그룹의)?\s?(?:[가-힣A-Za-z]{1,8}\s){0,2}\(?", gap) and not re.search(r"(?:은|는|이|가|을|를|에|에서|와|과) ", gap):
                return m
        at = syntax.parsed.eojeol_at(number.span.start)
        subject = self._clause_subject(syntax, at, rule)
        if subject is not None:
            return subject
        before = [m for m in fits if m.span.end <= number.span.start and text[m.span.end : m.span.end + 1] in "은는이가도의"]
        if before:
            return before[-1]
        before = [m for m in fits if m.span.end <= number.span.start]
        if before and syntax.parsed.sentence.kind != "body":
            return before[-1]
        return next((m for m in topic if self._fits(m, rule)), None)

    def _clause_subject(self, syntax: Syntax, at: int, rule: Rule) -> Mention | None:
        """Subject or topic on the way from the number's eojeol to the root."""
        for _ in range(8):
            for phrase in syntax.arguments(at):
                if phrase.slot in ("SBJ", "TOP"):
                    for m in (*phrase.fillers, *(m for m in phrase.inner if m not in phrase.fillers)):
                        if self._fits(m, rule):
                            return m
            word = syntax.words[at]
            if word.stem and word.ending_tag == "ETM":
                phrase_of = syntax.phrase_at(syntax.governor(at))
                if phrase_of is not None:
                    for m in phrase_of.fillers:
                        if self._fits(m, rule):
                            return m
            at = syntax.governor(at)
            if at < 0:
                return None
        return None

    def _fits(self, m: Mention, rule: Rule) -> bool:
        return any(self.ontology.is_a(m.cls, cls) for cls in rule.subjects) if rule.subjects else True

    # ---- the rest

    def _qualifiers(self, text: str, syntax: Syntax, rule: Rule, number: Number, subject: Mention, left: str) -> tuple[Qualifier, ...]:
        out: list[Qualifier] = []
        if rule.measure in ("count", "growth"):
            noun = self._noun_before(text, syntax, number)
            if noun:
                out.append(Qualifier("of", noun))
        if rule.measure == "unitsUsed":
            product = next((m for m in reversed(syntax.mentions) if m.span.end <= number.span.start and self.ontology.branch(m.cls) == "Product"), None)
            if product is not None:
                out.append(Qualifier("product", product.entity, is_entity=True))
        if rule.measure in ("costRatio", "performanceRatio"):
            other = next((m for m in reversed(syntax.mentions) if m.span.end <= number.span.start and m.entity != subject.entity), None)
            if other is not None:
                out.append(Qualifier("comparedTo", other.entity, is_entity=True))
        return tuple(out)

    def _noun_before(self, text: str, syntax: Syntax, number: Number) -> str:
        at = syntax.parsed.eojeol_at(number.span.start)
        for k in range(at - 1, max(-1, at - 3), -1):
            word = syntax.words[k]
            if word.core.end > word.core.start and not word.stem:
                return word.core.of(text)
        return ""

    def _superlatives(self, text: str, syntax: Syntax) -> Iterator[Measured]:
        """세계 최대 파운드리 기업 TSMC: rank 1, of the thing that the noun phrase names."""
        for match in self._rank.finditer(text, *syntax.parsed.span):
            at = syntax.parsed.eojeol_at(match.end() - 1)
            phrase = syntax.phrase_at(at)
            if phrase is None:
                continue
            named = [m for m in phrase.fillers if m.span.start >= match.end() and m.span.start - match.end() <= 24]
            if named and syntax.words[phrase.last].core.end <= named[0].span.end + 6:
                scope = text[match.start() : named[0].span.start].strip(" ‘’'“”\"")
                yield Measured("rank", named[0], Quantity(Decimal(1), "ordinal"), Span(*match.span()), Span(*match.span()), (Qualifier("scope", scope),))
