"""Quantities as a Korean newspaper writes them."""

from __future__ import annotations

import re
from decimal import Decimal, InvalidOperation

from kg.model import Quantity, plain

UNITS = {
    "USD": " 달러",
    "KRW": "원",
    "CNY": " 위안",
    "JPY": " 엔",
    "EUR": " 유로",
    "GBP": " 파운드",
    "HKD": " 홍콩달러",
    "AUD": " 호주달러",
    "CAD": " 캐나다달러",
    "SGD": " 싱가포르달러",
    "CHF": " 스위스프랑",
    "INR": " 루피",
    "VND": " 동",
    "RUB": " 루블",
    "SAR": " 리얄",
    "AED": " 디르함",
    "PLN": " 즈워티",
    "TWD": " 대만달러",
    "CZK": " 코루나",
    "percent": "%",
    "percentPoint": "%포인트",
    "basisPoint": "bp",
    "person": "명",
    "times": "배",
    "ordinal": "위",
    "count": "",
    "point": "점",
    "share": "주",
    "age": "세",
    "YR": "년",
    "MO": "개월",
    "DAY": "일",
    "HR": "시간",
    "MIN": "분",
    "SEC": "초",
    "NM": "나노",
    "NanoM": "나노",
    "CentiM": "cm",
    "M": "m",
    "KiloM": "km",
    "KiloM-PER-HR": "km/h",
    "M2": "㎡",
    "M3": "㎥",
    "HA": "㏊",
    "PYEONG": "평",
    "GM": "g",
    "KiloGM": "kg",
    "TONNE": "톤",
    "L": "L",
    "BBL": "배럴",
    "TEU": "TEU",
    "W": "W",
    "KiloW": "kW",
    "MegaW": "MW",
    "GigaW": "GW",
    "KiloW-HR": "kWh",
    "MegaW-HR": "MWh",
    "GigaW-HR": "GWh",
    "TeraW-HR": "TWh",
    "GigaBYTE": "GB",
    "TeraBYTE": "TB",
    "GigaBYTE-PER-SEC": "GB/s",
    "TeraBYTE-PER-SEC": "TB/s",
    "GigaBIT-PER-SEC": "Gbps",
}
ENGLISH = {
    "KRW": " won",
    "CNY": " yuan",
    "JPY": " yen",
    "percent": "%",
    "percentPoint": " percentage points",
    "person": " people",
    "times": " times",
    "ordinal": " (rank)",
    "point": " points",
    "share": " shares",
    "age": " years old",
    "YR": " years",
    "MO": " months",
    "DAY": " days",
    "HR": " hours",
    "MIN": " minutes",
    "SEC": " seconds",
    "NM": " nm",
    "NanoM": " nm",
    "PYEONG": " pyeong",
    "TONNE": " t",
    "BBL": " barrels",
}  # the others are written as in Korean where that is no Hangul, else by their code
SIGNED = frozenset({"stockChange", "marketCapChange", "growth"})
_POWERS = ((Decimal(10) ** 12, "조"), (Decimal(10) ** 8, "억"), (Decimal(10) ** 4, "만"))
_LARGE = ((Decimal(10) ** 12, " trillion"), (Decimal(10) ** 9, " billion"), (Decimal(10) ** 6, " million"))
_ID = re.compile(r"(-?\d+(?:\.\d+)?)([- ])([A-Za-z][\w-]*)")


def korean(quantity: Quantity, *, signed: bool = False) -> str:
    """Write a quantity with 만, 억 and 조, and its unit.

    Args:
        quantity: A plain decimal with a unit's local name; an unknown unit is written as it is.
        signed: Whether a gain gets a plus sign.

    >>> korean(Quantity(Decimal(5580000), "USD")), korean(Quantity(Decimal(-17), "percent"))
    ('558만 달러', '−17%')
    >>> korean(Quantity(Decimal("1200000000000"), "KRW")), korean(Quantity(Decimal("3.5"), "percent"), signed=True)
    ('1조 2000억원', '+3.5%')
    """
    value = abs(quantity.value)
    sign = "−" if quantity.value < 0 else "+" if signed and quantity.value else ""
    parts: list[str] = []
    for power, name in _POWERS:
        if value >= power:
            whole, value = divmod(value, power)
            parts.append(f"{plain(whole)}{name}")
    if value or not parts:
        parts.append(plain(value))
    return f"{sign}{' '.join(parts)}{UNITS.get(quantity.unit, f' {quantity.unit}')}"


def english(quantity: Quantity) -> str:
    """Write a quantity with million, billion and trillion, and its unit.

    >>> english(Quantity(Decimal(5580000), "USD")), english(Quantity(Decimal(-17), "percent"))
    ('5.58 million USD', '−17%')
    >>> english(Quantity(Decimal(50000), "count")), english(Quantity(Decimal("1.5"), "GigaW"))
    ('50,000', '1.5GW')
    """
    value = abs(quantity.value)
    power, name = next(((p, n) for p, n in _LARGE if value >= p), (Decimal(1), ""))
    whole, _, part = plain(value / power).partition(".")
    unit = UNITS.get(quantity.unit, f" {quantity.unit}")
    unit = ENGLISH.get(quantity.unit) or (f" {quantity.unit}" if re.search("[가-힣]", unit) else unit)
    return f"{'−' if quantity.value < 0 else ''}{Decimal(whole):,}{'.' if part else ''}{part}{name}{unit}"


def both(text: str) -> tuple[str, str] | None:
    """Write a quantity for people, in Korean and English; None where the text is none.

    Args:
        text: A quantity's id, or a number, a blank and a unit's name, as qualifiers have it; other words stay words.

    >>> both("17-GigaW-HR"), both("대표")
    (('17GWh', '17GWh'), None)
    >>> both("2048 count"), both("20000 HBM")
    (('2048', '2,048'), None)
    """
    found = _ID.fullmatch(text)
    if found is None or (found[2] == " " and found[3] not in UNITS):
        return None
    try:
        quantity = Quantity(Decimal(found[1]), found[3])
        return korean(quantity), english(quantity)
    except InvalidOperation:  # more digits than the decimal context holds
        return None


def readable(text: str) -> str:
    """Write a qualifier's value for people: a quantity in Korean, anything else as it is.

    >>> readable("1600000000000-KRW"), readable("17-GigaW-HR"), readable("대표")
    ('1조 6000억원', '17GWh', '대표')
    """
    written = both(text)
    return written[0] if written else text
