"""Numbers with their units, as Korean newspapers write them: 1조2000억원, 558만 달러, 3분의 1, 두 배, 5나노."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import Any

from kg.model import Quantity, Span
from kg.text.numerals import DIGITS, MORE, NUMERAL, SCALE, SCALES, Number, either, value_of
from kg.text.uncounted import Uncounted
from kg.text.unitless import OF_PARTS, Unitless

__all__ = ["MONEY", "Number", "Numbers"]

# The units that are currencies: those that newskg.ttl defines as such and frames/numbers.yaml reads (a test compares).
MONEY = frozenset(
    ("USD", "KRW", "CNY", "JPY", "EUR", "GBP", "INR", "HKD", "TWD", "AUD", "CAD", "RUB", "CZK", "SGD", "CHF", "SAR")
) | {"AED", "PLN"}
_SPANS = frozenset(("YR", "MO", "DAY", "HR", "MIN", "SEC", "age", "ordinal"))  # of these a range gives no two figures
_RANGE = re.compile(rf"(?<![\d.,A-Za-z])(?P<low>{DIGITS}(?:{SCALE})?+)\s?[~∼～]\s?$")
_MINUS = "-–−"
_HALF_HOUR = 30
_NEAR = 6  # code points before a number in which a word softens or bounds it


class Numbers:
    """Finds the quantities of texts.

    Args:
        raw: What frames/numbers.yaml says.
    """

    def __init__(self, raw: Mapping[str, Any]) -> None:
        units = {form: unit for unit, forms in raw["units"].items() for form in forms}
        self._units: Mapping[str, str] = units
        self._multiples: Mapping[str, int] = raw["multiples"]
        self._rates: Mapping[str, Mapping[str, str]] = raw["rates"]
        self._lands: Mapping[str, Mapping[str, str]] = raw["lands"]
        about, bounds = raw["about"], raw["bounds"]
        self._about = frozenset((*about["before"], *about["behind"]))
        self._bounds: Mapping[str, str] = bounds["before"] | bounds["behind"]
        self._before = re.compile(rf"(?P<word>{either((*about['before'], *bounds['before']))})\s?$")
        lands = either(land for by_land in self._lands.values() for land in by_land)
        self._number = re.compile(
            rf"(?:(?<![A-Za-z0-9.\-])|(?<=\d-))(?P<sign>[-+–−]\s?)?(?P<number>{NUMERAL})"
            rf"(?:\s?(?P<more>{MORE})|(?:{either(raw['few'])}))?\s?(?P<land>{lands})?\s?(?P<unit>{either(units)})"
            rf"(?![A-Za-z])(?P<tail>\s?(?:{either((*about['behind'], *bounds['behind']))}))?"
        )
        months, within = "|".join(raw["months"]), either(raw["sentence_months"])
        self._months = re.compile(rf"\s?(\d{{1,2}})\s?(?:{months})")  # "2년 6개월"
        self._sentenced = re.compile(rf"(?:{either(raw['sentences'])})\s?\Z")
        self._of_sentence = re.compile(rf"\s?(\d{{1,2}})\s?(?:{within})(?![가-힣]*일)")  # "징역 1년 6월"
        self._minutes = re.compile(rf"\s?(\d{{1,2}})(?:{'|'.join(raw['minutes'])})")  # "7시간 30분"
        self._uncounted = Uncounted(raw)
        self._unitless = Unitless(raw, units)
        self._sign = re.compile(self._unitless.sign)

    def find(self, text: str, start: int = 0, end: int | None = None) -> list[Number]:
        """Find the quantities of a stretch of text.

        Args:
            text: The article's decoded source.
            start: Where to begin, in code points.
            end: Where to stop (exclusive); the text's end by default.

        Returns:
            Non-overlapping numbers, in order.
        """
        stop = len(text) if end is None else end
        if self._sign.search(text, start, stop) is None:
            return []
        found = [*self._with_units(text, start, stop), *self._unitless.find(text, start, stop)]
        out: list[Number] = []
        for number in sorted(found, key=lambda n: (n.span.start, -n.span.end)):
            if not out or number.span.start >= out[-1].span.end:
                out.append(number)
        return out

    def _with_units(self, text: str, start: int, stop: int) -> Iterator[Number]:
        for match in self._number.finditer(text, start, stop):
            if self._uncounted.holds(text, match, stop):
                continue
            if text[max(start, match.start() - 4) : match.start()].rstrip().endswith(OF_PARTS):
                continue  # "(나노미터·10억 분의 1m)" explains a unit
            written = match["unit"]
            value, unit, end = self._value(text, match, start, stop)
            yield from _low(text, match, start, unit) if written not in self._multiples else ()
            before = self._before.search(text[max(start, match.start() - _NEAR) : match.start()])
            word, tail = before["word"] if before is not None else "", (match["tail"] or "").strip()
            more = match["more"] is not None or MORE in match["number"]
            yield Number(
                Span(match.start(), end),
                Quantity(value, unit),
                written,
                approximate=more or word in self._about or tail in self._about,
                bound=self._bounds.get(word) or self._bounds.get(tail, ""),
                bracketed=_bracketed(text, match.start(), start),
            )

    def _unit(self, text: str, match: re.Match[str], start: int) -> str:
        """The unit that a number is in, by its own words and those before it: 3억 홍콩 달러, 시속 90km."""
        unit = self._units[match["unit"]]
        before = text[max(start, match.start() - 8) : match.start()]
        unit = next((rate for word, rate in self._rates.get(unit, {}).items() if word in before), unit)
        return self._lands.get(unit, {}).get(match["land"], unit)

    def _value(self, text: str, match: re.Match[str], start: int, stop: int) -> tuple[Decimal, str, int]:
        """A number's value and unit with the months or minutes that go on with it, and where all of it ends.

        Months are parts of a year; hours with minutes are minutes, but for half an hour.
        """
        value, unit, end = value_of(match["number"]), self._unit(text, match, start), match.end("unit")
        if match["sign"] and match["sign"][0] in _MINUS:
            value = -value
        if unit == "YR":
            sentence = self._sentenced.search(text, max(start, match.start() - _NEAR), match.start())
            months = (self._of_sentence if sentence is not None else self._months).match(text, end, stop)
            value += round(Decimal(months[1]) / 12, 2) if months is not None else 0
        minutes = self._minutes.match(text, end, stop) if unit == "HR" else None
        if minutes is None:
            return value * self._multiples.get(match["unit"], 1), unit, end
        more = int(minutes[1])
        half = more == _HALF_HOUR
        return (value + Decimal("0.5"), unit, minutes.end()) if half else (value * 60 + more, "MIN", minutes.end())


def _low(text: str, match: re.Match[str], start: int, unit: str) -> Iterator[Number]:
    """The lower end of a range ("70~90%", "2만~3만 달러"), which has the unit and often the scale of the upper one."""
    before = max(start, match.start() - 16)
    low = _RANGE.search(text[before : match.start()])
    if low is None or unit in _SPANS:
        return
    written, upper = low["low"], match["number"].strip()
    if written[-1].isdigit() and upper[-1] in SCALES and len(re.findall(r"[조억만]", upper)) == 1:
        written += re.sub(r"^[\d.,\s]+", "", upper)
    span = Span(before + low.start("low"), before + low.end("low"))
    value = value_of(written)
    if unit == "percent" and value * 10 + 10 == value_of(upper):  # "7~80%"
        value *= 10
    yield Number(span, Quantity(value, unit), match["unit"], bracketed=_bracketed(text, span.start, start))


def _bracketed(text: str, at: int, start: int) -> bool:
    left = text.rfind("(", max(start, at - 6), at)
    return left >= 0 and ")" not in text[left:at]
