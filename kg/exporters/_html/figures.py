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
    "M2": "㎡",
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
SIGNED = frozenset({"stockChange", "marketCapChange", "growth"})
_POWERS = ((Decimal(10) ** 12, "조"), (Decimal(10) ** 8, "억"), (Decimal(10) ** 4, "만"))
_ID = re.compile(r"(-?\d+(?:\.\d+)?)-([A-Za-z][\w-]*)")


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


def readable(text: str) -> str:
    """Write a qualifier's value for people: a quantity's id in Korean, anything else as it is.

    >>> readable("1600000000000-KRW"), readable("17-GigaW-HR"), readable("대표")
    ('1조 6000억원', '17GWh', '대표')
    """
    found = _ID.fullmatch(text)
    if found is None:
        return text
    try:
        return korean(Quantity(Decimal(found[1]), found[2]))
    except InvalidOperation:  # more digits than the decimal context holds
        return text
