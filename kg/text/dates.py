"""Dates as newspapers write them, reckoned from the day of publication: 27일, 지난달 말, 이달 20일, 2023년 5월."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from kg.model import Span

_DATE = re.compile(
    r"(?=[\d지작올금내재전이다오어같당]|\s\d)(?:"  # what a date may begin with: most places fail here
    r"(?P<full>(?P<fy>(?:19|20)\d\d)\s?[.\-/년]\s?(?P<fm>\d{1,2})\s?[.\-/월]\s?(?P<fd>\d{1,2})(?:일|\b(?!,\d)))"
    r"|(?P<yearmonth>(?P<yy>(?:19|20)\d\d)년\s?(?P<ym>\d{1,2})월)"
    r"|(?P<year>(?P<y>(?:1[0-9]|20)\d\d)년)(?!\s?(?:만|간|동안|여|째|대|형|산))"
    r"|(?P<relative>지난해|작년|올해|금년|내년|재작년|전년|이듬해)(?:\s?(?P<rm>\d{1,2})월)?(?:\s?(?P<rd>\d{1,2})일)?"
    r"|(?P<month>지난달|지난 달|이달|이번 달|다음 달|다음달|내달)(?:\s?(?P<md>\d{1,2})일)?"
    r"|(?P<monthday>(?P<way2>지난|오는)?\s?(?<!\d)(?P<dm>\d{1,2})월\s?(?P<dd>\d{1,2})일)"
    r"|(?P<way>지난|오는)\s?(?P<wm>\d{1,2})월"
    r"|(?P<way3>지난|오는)?\s?(?<![\d월.])(?<!월 )(?P<day>(?P<d>\d{1,2})일)"
    r"(?!\s?(?:간|동안|만에|째|치|도|자\s|여|장|차|로|\s연속|\s이내|\s전|\s후|\s만))"
    r"|(?P<word>전날|이날|오늘|어제|내일|같은 날|당일))"
)


@dataclass(frozen=True, slots=True)
class When:
    """A date in the text: where it stands and what it is, as precise as text and publication date allow."""

    span: Span
    iso: str


def dates(text: str, published: date | None, start: int = 0, end: int | None = None, today: str = "") -> list[When]:
    """Find the dates of a stretch of text.

    Args:
        text: The article's decoded source.
        published: Day of publication; without it only what the text dates in full is given.
        start: Where to begin, in code points.
        end: Where to stop (exclusive).
        today: What 이날 refers to (ISO 8601), if an earlier sentence set it.

    Returns:
        The dates in order; what cannot be reckoned is left out.

    >>> dates("딥시크는 이달 20일 내놨고 27일 급락했다", date(2025, 1, 31))[1].iso
    '2025-01-27'
    """
    out: list[When] = []
    last = today
    for match in _DATE.finditer(text, start, len(text) if end is None else end):
        iso = _iso(match, published, last)
        if iso:
            out.append(When(Span(*match.span()), iso))
            if len(iso) == 10:
                last = iso
    return out


def _iso(match: re.Match[str], published: date | None, last: str) -> str:
    """Write one match as ISO 8601, or "" where it cannot be known."""
    g = match.groupdict()
    if g["full"]:
        return _join(int(g["fy"]), int(g["fm"]), int(g["fd"]))
    if g["yearmonth"]:
        return _join(int(g["yy"]), int(g["ym"]))
    if g["year"]:
        return g["y"]
    if g["word"]:
        return _word(g["word"], published, last)
    if published is None:
        return ""
    if g["relative"]:
        return _relative(g, published)
    if g["month"]:
        months = {"지난": -1, "이달": 0, "이번": 0}.get(g["month"][:2], 1)
        year, month = _shift(published, months)
        return _join(year, month, int(g["md"]) if g["md"] else None)
    if g["monthday"]:
        return _nearest(published, int(g["dm"]), int(g["dd"]), g["way2"])
    if g["wm"]:
        return _nearest(published, int(g["wm"]), None, g["way"])
    return _day(published, int(g["d"]), g["way3"])


def _word(word: str, published: date | None, last: str) -> str:
    if word in ("이날", "당일", "같은 날"):
        return last or (published.isoformat() if published and word == "이날" else "")
    if published is None:
        return ""
    days = {"전날": -1, "어제": -1, "오늘": 0, "내일": 1}[word]
    return date.fromordinal(published.toordinal() + days).isoformat()


def _relative(g: dict[str, str], published: date) -> str:
    shift = {"지난해": -1, "작년": -1, "전년": -1, "재작년": -2, "올해": 0, "금년": 0, "내년": 1}.get(g["relative"])
    if shift is None:
        return ""
    year = published.year + shift
    return _join(year, int(g["rm"]), int(g["rd"]) if g["rd"] else None) if g["rm"] else str(year)


def _nearest(published: date, month: int, day: int | None, way: str | None) -> str:
    """The month (and day) nearest to publication, looking back unless 오는 looks ahead."""
    year = published.year
    later = (month, day or 0) > (published.month, published.day if day else 0)
    if way == "오는":
        year += 0 if later or (month == published.month and day is None) else 1
    elif later:
        ahead = (month - published.month) % 12
        year -= 0 if way is None and ahead <= 2 else 1
    return _join(year, month, day)


def _day(published: date, day: int, way: str | None) -> str:
    """A bare day: the last such day up to publication, the next one after 오는."""
    shift = 0
    if way == "오는":
        shift = 0 if day >= published.day else 1
    elif day > published.day:
        shift = -1
    year, month = _shift(published, shift)
    return _join(year, month, day)


def _shift(day: date, months: int) -> tuple[int, int]:
    index = day.year * 12 + day.month - 1 + months
    return index // 12, index % 12 + 1


def _join(year: int, month: int | None = None, day: int | None = None) -> str:
    """ISO 8601 of what is known, or "" where there is no such day."""
    try:
        date(year, month or 1, day or 1)
    except ValueError:
        return ""
    return f"{year:04d}" + (f"-{month:02d}" if month else "") + (f"-{day:02d}" if month and day else "")
