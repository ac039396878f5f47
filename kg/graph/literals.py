"""Literals in their canonical form, so that what a store gives back is what it was given."""

from __future__ import annotations

import re
import unicodedata
from datetime import date
from decimal import Decimal

import pyoxigraph as ox

from kg.errors import GraphError
from kg.graph.iris import XSD, term
from kg.model import plain

_DATE = re.compile(r"(\d{4})(?:-(\d\d))?(?:-(\d\d))?\Z", re.ASCII)
_TYPES = {1: "gYear", 2: "gYearMonth", 3: "date"}
_LANGUAGE = re.compile(r"[a-z]{2,3}(-[A-Za-z0-9]{1,8})*\Z", re.ASCII)
_UNSAFE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")  # what XML or UTF-8 cannot carry


def clean(text: str) -> str:
    r"""Bring text into NFC, with characters that no output format can carry replaced.

    >>> clean("가\x00나")
    '가\ufffd나'
    """
    safe = text if text.isprintable() else _UNSAFE.sub("\ufffd", text)  # none of those is printable
    return unicodedata.normalize("NFC", safe)


def string(text: str) -> ox.Literal:
    """Return a plain string."""
    return ox.Literal(clean(text))


def tagged(text: str, language: str) -> ox.Literal:
    """Return a string in a language; a tag that is none becomes "und"."""
    return ox.Literal(clean(text), language=language if _LANGUAGE.match(language) else "und")


def integer(value: int) -> ox.Literal:
    """Return an xsd:integer."""
    return ox.Literal(str(value), datatype=term(XSD, "integer"))


def decimal(value: Decimal | float) -> ox.Literal:
    """Return an xsd:decimal without idle zeros; a float is rounded to four places.

    >>> decimal(0.93).value, decimal(Decimal("5580000.0")).value
    ('0.93', '5580000')
    """
    exact = value if isinstance(value, Decimal) else Decimal(str(round(value, 4)))
    text = plain(exact)
    return ox.Literal("0" if text == "-0" else text, datatype=term(XSD, "decimal"))


def dated(text: str) -> ox.Literal:
    """Return a date as precise as it is written: xsd:date, xsd:gYearMonth or xsd:gYear.

    Args:
        text: ISO 8601: a day, a month or a year.

    Raises:
        GraphError: The text is none of these, or no such day is in the calendar.
    """
    found = _DATE.match(text)
    parts = [int(p) for p in found.groups() if p] if found else []
    try:
        date(*[*parts, 1, 1][:3])
    except (TypeError, ValueError):
        raise GraphError(f"{text!r} is no date", remedy="write it as 2025-01-31, 2025-01 or 2025") from None
    return ox.Literal(text, datatype=term(XSD, _TYPES[len(parts)]))
