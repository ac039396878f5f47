"""What keys and columns are usually called in Korean and English, and what they say of an article."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, datetime, timedelta, timezone
from datetime import date as Date  # noqa: N812 - reads as the type that it is
from email.utils import parsedate_to_datetime
from functools import lru_cache
from typing import Any

from kg.errors import PartlyReadError, ReadError
from kg.readers.metadata import Meta, day, people

KEYS: dict[str, tuple[str, ...]] = {
    "title": ("title", "headline", "제목", "기사 제목", "뉴스 제목", "기사명", "표제", "헤드라인"),
    "body": (
        "body", "text", "content", "article", "contents", "full text", "article body",
        "본문", "기사 본문", "뉴스 본문", "기사 내용", "내용", "전문", "원문",
    ),
    "date": (
        "date", "published", "datePublished", "published_at", "pubDate", "publish date", "published date",
        "publication date", "datetime", "날짜", "일자", "입력", "발행일", "발행일자", "게재일", "게재일자",
        "보도일", "보도일자", "기사 일자", "뉴스 일자", "입력일", "입력일시", "작성일", "등록일", "일시",
    ),
    "outlet": (
        "publisher", "outlet", "press", "source", "media", "newspaper",
        "언론사", "언론사명", "매체", "매체명", "신문사", "출처",
    ),
    "author": (
        "author", "authors", "byline", "reporter", "writer", "기자", "기자명", "기고자", "글쓴이", "작성자", "저자",
    ),
    "url": (
        "url", "link", "canonical", "uri", "주소", "링크",
        "원문 링크", "기사 링크", "원문 주소", "기사 주소", "기사 URL", "원문 URL",
    ),
    "id": (
        "id", "news id", "article id", "doc id", "guid",
        "뉴스 식별자", "기사 식별자", "식별자", "뉴스 ID", "기사 ID", "문서 ID",
    ),
}  # fmt: skip
KOREA = timezone(timedelta(hours=9))
_ISO = re.compile(r"\d{4}-\d\d-\d\d[T ]\d\d:\d\d(?::\d\d(?:\.\d{1,6})?)?\s?(?:Z|[+-]\d\d:?\d\d)")
_MAILED = re.compile(
    r"(?:[A-Z][a-z]{2},\s)?\d{1,2}\s[A-Z][a-z]{2}\s\d{4}\s\d\d:\d\d(?::\d\d)?\s\S{1,5}"
)  # RFC 822, 5.1
_RUN_ON = re.compile(r"((?:19|20)\d{6})\d{4}(?:\d\d)?")  # 20250127093000
_SERIAL = re.compile(r"[2-6]\d{4}(?:\.\d+)?")  # days of a spreadsheet that lost the cell's format


@lru_cache(4096)
def folded(name: str) -> str:
    """Reduce a column's name to what is compared.

    >>> folded("뉴스 식별자"), folded("Published_At "), folded("본문 (200자)")
    ('뉴스식별자', 'publishedat', '본문')
    """
    bare = re.sub(r"\s*\([^()]*\)\s*$", "", unicodedata.normalize("NFC", name.removeprefix("\ufeff")))
    return re.sub(r"[\s_\-.*:]+", "", bare.casefold())


_FIELDS = {folded(key): (field, rank) for field, keys in KEYS.items() for rank, key in enumerate(keys)}


def field_of(name: str) -> tuple[str, int]:
    """Return the field that a key or column of this name usually holds, and how usual the name is (0 is best).

    >>> field_of("게재일")[0], field_of("조회수")
    ('date', ('', 0))
    """
    return _FIELDS.get(folded(name), ("", 0))


def named(columns: Mapping[str, str]) -> tuple[tuple[str, str], ...]:
    """Return what the user says of columns with the fields' own names, for 제목 or headline is title.

    >>> named({"제목": "표제어", "body": "글"})
    (('body', '글'), ('title', '표제어'))

    Raises:
        ReadError: There is no such field.
    """
    known = {field: field if field in KEYS else field_of(field)[0] for field in columns}
    unknown = [field for field, own in known.items() if not own]
    if unknown:
        raise ReadError(f"no field is called {unknown[0]!r}", remedy=f"choose of: {', '.join(KEYS)}")
    return tuple(sorted((known[field], name) for field, name in columns.items()))


def pick(fields: Mapping[str, Any], name: str) -> str:
    """Return the first usable value among the keys that stand for a field, or ""."""
    values = (fields.get(key) for key in KEYS[name])
    return next((v.strip() for v in values if isinstance(v, str) and v.strip()), "")


def stated(fields: Mapping[str, Any]) -> Meta:
    """Turn front matter, or one line of a .jsonl file, into metadata."""
    names = next((v for key in KEYS["author"] if (v := fields.get(key))), "")
    listed: str | Sequence[str] = [n for n in names if isinstance(n, str)] if isinstance(names, list) else str(names)
    return Meta(
        pick(fields, "title"),
        pick(fields, "outlet"),
        calendar(pick(fields, "date")),
        people(listed),
        pick(fields, "url"),
    )


def undated(fields: Mapping[str, Any], where: str) -> Iterator[PartlyReadError]:
    """Yield a warning where front matter, or one line of a .jsonl file, states a date that is none."""
    value = pick(fields, "date")
    if value and calendar(value) is None:
        yield no_day(value, where)


def no_day(value: str, where: str) -> PartlyReadError:
    """Return the warning for a date that is none."""
    what = f"no calendar date in {value[:40]!r}: the article is read without it"
    return PartlyReadError(what, where=where, remedy="write YYYY-MM-DD")


def calendar(value: str) -> Date | None:
    """Read the day that a cell or a feed states; a moment with a time zone is the day that it was in Korea.

    >>> calendar("20250127"), calendar("Mon, 27 Jan 2025 23:30:00 GMT"), calendar("45684"), calendar("27/1/25")
    (datetime.date(2025, 1, 27), datetime.date(2025, 1, 28), datetime.date(2025, 1, 27), None)
    """
    text = value.strip()
    moment = _moment(text)
    if moment is not None:
        return moment
    run_on = _RUN_ON.fullmatch(text)
    if _SERIAL.fullmatch(text):
        return Date(1899, 12, 30) + timedelta(days=int(float(text)))  # ECMA-376, 18.17.4.1
    return day(run_on[1] if run_on else text)


def _moment(text: str) -> Date | None:
    iso = _ISO.match(text)
    try:
        if iso:
            return datetime.fromisoformat(iso[0].replace(" +", "+").replace(" -", "-")).astimezone(KOREA).date()
        if _MAILED.match(text):
            moment = parsedate_to_datetime(text)
            return (moment if moment.tzinfo else moment.replace(tzinfo=UTC)).astimezone(KOREA).date()
    except (ValueError, OverflowError):
        return None
    return None
