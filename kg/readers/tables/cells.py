"""What a typed cell says, as text."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any


def text_of(value: Any) -> str:
    """Write a cell as a reader would: a day without its midnight, a whole number without its point.

    >>> text_of(datetime(2025, 1, 27)), text_of(20250127.0), text_of(None), text_of(["김하나", "이두리"])
    ('2025-01-27', '20250127', '', '김하나, 이두리')
    """
    if isinstance(value, str):
        return value
    if value is None or isinstance(value, dict):
        return ""
    if isinstance(value, bytes):
        return value.decode("utf-8", "newskg.damaged")
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    if isinstance(value, datetime):
        midnight = (value.hour, value.minute, value.second, value.microsecond) == (0, 0, 0, 0) and value.tzinfo is None
        return value.date().isoformat() if midnight else value.isoformat()
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, list):
        return ", ".join(filter(None, map(text_of, value)))
    return str(value)
