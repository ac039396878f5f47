"""Numbers without a unit of their own: 3분의 1, 두 배, 절반, the level of an index, a sum of won ("3000억을 투자")."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import Any

from kg.model import Quantity, Span
from kg.text.numerals import DIGITS, MORE, Number, either, value_of

OF_PARTS = "분의"
_FRACTION = re.compile(rf"(?<!\d)(?P<den>\d++){OF_PARTS}\s?(?P<num>\d+)")
_LEVEL = r"(?:(?<![\d.,])\d{1,2}만\d{1,4}(?:\.\d{1,2})?|(?<![\d.,])(?:\d{1,3}(?:,\d{3})+|\d{3,5})\.\d{1,2})"
_SUM = rf"{DIGITS}(?:[조억](?:\s?{DIGITS}[천백]?억)?|[천백]억)"  # as it is spoken and headed: "3000억", "1조2천억"
_WON = "KRW"


class Unitless:
    """Finds the numbers that have no unit of their own.

    Args:
        raw: What frames/numbers.yaml says.
        units: Units by how they are written.
    """

    def __init__(self, raw: Mapping[str, Any], units: Mapping[str, str]) -> None:
        self._units = units
        self._native: Mapping[str, int] = raw["native"]
        self._counter, self._half_word = raw["times"]["counter"], raw["half"]["word"]
        self._half = re.compile(rf"(?<![가-힣]){self._half_word}(?![가-힣]*{raw['half']['each']})")
        self._at_least = tuple(word for word, bound in raw["bounds"]["behind"].items() if bound == ">=")
        self._times = re.compile(
            rf"(?<![가-힣])(?P<word>{either(self._native)})\s?{self._counter}(?![가-힣]*[{raw['times']['other']}])"
        )
        ends, particles, nouns, verbs = ("|".join(raw["index"][k]) for k in ("ends", "particles", "nouns", "verbs"))
        self._index = re.compile(
            rf"{_LEVEL}(?={ends}|(?:{particles})\s(?:각각\s)?(?:(?:{nouns})[를을]?\s?)?(?:{verbs}))"
        )
        counted, currencies = either(raw["counted"]), "|".join(raw["currencies"])
        self._sum = re.compile(
            rf"(?<![A-Za-z0-9.\-,])(?P<number>{_SUM})"
            rf"(?=(?:{'|'.join(raw['sum_ends'])})?(?:\s|$|[.,…·”’\"')]))(?!\s?(?:{MORE}\s?)?(?:{counted}|{currencies}))"
        )
        self._foreign = either(raw["foreign"])
        self._no_money = re.compile(either(raw["no_money"]))
        self.sign = rf"\d|{self._counter}|{self._half_word}"  # a pattern: what every number has one of

    def find(self, text: str, start: int, stop: int) -> Iterator[Number]:
        """Yield the numbers between two code points of a text, kind by kind."""
        stretch = text[start:stop]
        for match in self._index.finditer(text, start, stop):
            yield Number(Span(*match.span()), Quantity(value_of(match[0]), "count"), "")
        if ("조" in stretch or "억" in stretch) and self._no_money.search(stretch) is None:
            yield from self._sums(text, start, stop)
        for match in _FRACTION.finditer(text, start, stop) if OF_PARTS in stretch else ():
            share = Decimal(match["num"]) / Decimal(match["den"])
            yield Number(Span(*match.span()), Quantity(round(share, 6).normalize(), "fraction"), OF_PARTS)
        for match in self._times.finditer(text, start, stop) if self._counter in stretch else ():
            times = Decimal(self._native[match["word"]])
            yield Number(Span(*match.span()), Quantity(times, "times"), self._counter)
        for match in self._half.finditer(text, start, stop) if self._half_word in stretch else ():
            bound = ">=" if text[match.end() : match.end() + 3].strip().startswith(self._at_least) else ""
            half = Quantity(Decimal(50), "percent")
            yield Number(Span(*match.span()), half, self._half_word, approximate=not bound, bound=bound)

    def _sums(self, text: str, start: int, stop: int) -> Iterator[Number]:
        """Sums of won, or of the currency in which the article gives the same number ("3조", 3조 달러 in the body)."""
        for match in self._sum.finditer(text, start, stop):
            foreign = re.search(rf"(?<![\d.,]){re.escape(match['number'])}\s?({self._foreign})", text)
            currency = self._units[foreign[1]] if foreign else _WON
            yield Number(Span(*match.span()), Quantity(value_of(match["number"]), currency), "")
