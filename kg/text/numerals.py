"""How Korean writes a value, in digits and scales (1조2000억, 2천300), and the number that is made of it."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from kg.model import Quantity, Span

SCALES = {"조": 10**12, "억": 10**8, "만": 10**4, "천": 10**3, "백": 10**2}
MORE = "여"  # "2억1천여만": a little more
# Patterns. Possessive, so that a run of digits has one reading only: a long one costs linear time.
DIGITS = r"(?:\d{1,3}(?:,\d{3})++(?:\.\d++)?+|\d++(?:\.\d++)?+)"
SCALE = r"(?:[천백]?[조억만]|[천백])"
_BARE = r"(?:(?<![가-힣\d])천\s(?=\d)|(?<![가-힣\d])만\s(?=\d천))"  # 천 300명, 만 2천 명: as it is spoken
NUMERAL = rf"{_BARE}?{DIGITS}(?:\s?{MORE}?{SCALE}(?:\s?(?:천\s)?{DIGITS})?+){{0,6}}+"

_PART = re.compile(rf"({DIGITS})\s?(천|백)?([조억만천백])?")
_ALONE = re.compile(r"(?:^|(?<=[조억만]))\s?([천만])\s(?=\d)")  # a scale without digits is one of it


@dataclass(frozen=True, slots=True)
class Number:
    """A quantity and where it stands.

    Attributes:
        span: From the number's first character to the unit's last.
        written: The unit as written ("달러", "%").
        approximate: Whether 약, 여, 가량 and the like soften it.
        bound: ">=", "<=", ">" or "<" where 이상, 이하, 초과, 미만 bound it, else "".
        bracketed: Whether it stands in parentheses (a converted sum, as a rule).
    """

    span: Span
    quantity: Quantity
    written: str
    approximate: bool = False
    bound: str = ""
    bracketed: bool = False


def value_of(written: str) -> Decimal:
    """Read a Korean number.

    Args:
        written: Digits with commas, a decimal point and the scales 백 천 만 억 조, without a unit.

    Returns:
        Its value.

    Raises:
        ValueError: If there is no digit in it.

    >>> value_of("1조2000억"), value_of("1억 7000만"), value_of("5천억"), value_of("2천300억")
    (Decimal('1200000000000'), Decimal('170000000'), Decimal('500000000000'), Decimal('230000000000'))
    """
    total, found, pending = Decimal(0), False, Decimal(0)
    for digits, thousand, scale in _PART.findall(_ALONE.sub(r"1\1", written.replace(MORE, ""))):
        if not digits:
            continue
        found = True
        part = Decimal(digits.replace(",", ""))
        if thousand:
            part *= SCALES[thousand]
        pending += part  # 2천300억 is 2300억
        if scale:
            total, pending = total + pending * SCALES[scale], Decimal(0)
    total += pending
    if not found:
        msg = f"no number in {written!r}"
        raise ValueError(msg)
    return total.quantize(Decimal(1)) if total == total.to_integral_value() else total.normalize()


def either(words: Iterable[str]) -> str:
    """The pattern of any of some words, longer ones first.

    >>> either(["km", "km/h", "㎞"])
    'km/h|km|㎞'
    """
    return "|".join(sorted(map(re.escape, words), key=len, reverse=True))
