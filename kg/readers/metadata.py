"""An article's outlet, date and byline: what its source states outright, else what its own lines say."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date as Date  # noqa: N812 - reads as the type that it is

from kg.readers.credits import MAIL, REPORTER
from kg.readers.furniture import Reading
from kg.readers.outlets import NAMES, by_domain, outlet
from kg.readers.phrases import DESK

_DAY = re.compile(
    r"(?<!\d)(?P<y>(?:19|20)\d{2})(?:\s?[.\-/]\s?|년\s?)(?P<m>\d{1,2})(?:\s?[.\-/]\s?|월\s?)(?P<d>\d{1,2})(?!\d)"
    r"|(?<!\d)(?P<y8>(?:19|20)\d{2})(?P<m8>[01]\d)(?P<d8>[0-3]\d)(?!\d)"
)
_ENTERED = re.compile(
    r"(?:기사\s?)?(?:입력|등록|승인|송고|게시|발행|작성|최초\s?입력|Published|Posted|Written)(?:\s?시간|\s?일시?)?",
    re.IGNORECASE,
)
_CHANGED = re.compile(r"(?:최종\s?)?(?:수정|업데이트|Updated|Modified)", re.IGNORECASE)
_NOT_ENTERED = re.compile(r"등록\s?(?:번호|일\(|연월일)|등록일\s?[:：]|창간|발행일")
_NOTICE = re.compile(
    rf"(?:저작권자?|Copyrights?)?\s*(?:ⓒ|©|\([cC]\)|Copyrights?|저작권자\s?[:：]?)\s*(?:(?:19|20)\d{{2}}[.,]?\s+)?"
    rf"(?:['‘“\"][^'’”\"]{{1,30}}['’”\"]\s*)?(?P<name>{NAMES}|[^\s\d,&.(\])>《》'‘“\"]{{2,14}})",
    re.IGNORECASE,
)
_IMPRINT_NAME = re.compile(r"제호\s?[:：]\s?(?P<name>[^|/·]{2,20}?)\s*(?:$|[|/·])")
_AGENCY = re.compile(r"[\[(【]\s*[가-힣]{2,8}\s?=\s?(?P<name>[가-힣A-Za-z0-9]{2,12})\s*[\])】]")
_BRACKET = re.compile(r"[\[(【<〈]\s*(?P<inner>[^\])】>〉]{2,44})")


@dataclass(frozen=True, slots=True)
class Meta:
    """What a source states outright about its article; "" and None where it states nothing."""

    title: str = ""
    publisher: str = ""
    published: Date | None = None
    authors: tuple[str, ...] = ()
    url: str = ""


def day(text: str) -> Date | None:
    """Read the first full calendar date of a text.

    >>> day("입력 2025년 1월 31일 03시 00분"), day("2025.13.01"), day("20250203")
    (datetime.date(2025, 1, 31), None, datetime.date(2025, 2, 3))
    """
    for hit in _DAY.finditer(text):
        year, month, dom = hit.group("y", "m", "d") if hit["y"] else hit.group("y8", "m8", "d8")
        try:
            return Date(int(year), int(month), int(dom))
        except ValueError:
            continue
    return None


def published(reading: Reading) -> Date | None:
    """Find the day of publication: a labelled date anywhere, else a date in a line before the first paragraph."""
    lines = [t for t in (*reading.head, *reading.tail) if not _NOT_ENTERED.search(t)]
    labelled = _labelled(lines, _ENTERED) or _labelled(lines, _CHANGED)
    if labelled:
        return labelled
    bare = (day(t) for t in reading.head if len(t) <= 60 and not re.search(r"사진|이미지|제공|공동취재", t))
    return next((d for d in bare if d), None)


def _labelled(lines: Iterable[str], label: re.Pattern[str]) -> Date | None:
    for text in lines:
        hit = label.search(text) if len(text) <= 160 else None
        if not hit:
            continue
        near = text[hit.end() : hit.end() + 16]
        found = day(near) or (day(text[: hit.start()]) if hit.start() <= 40 else None)
        if found:
            return found
    return None


def publisher(reading: Reading) -> str:
    """Find the outlet: its imprint, its copyright notice, its name on a line or in a dateline, its mail domain."""
    lines = (*reading.head, *reading.tail)
    fields = [field.strip() for t in reading.head for field in t.split("|")]
    imprint = [m["name"].strip() for t in lines if (m := _IMPRINT_NAME.match(t))]
    notices = [outlet(m["name"]) for t in reversed(reading.tail) if (m := _NOTICE.search(t))]
    named = [outlet(t) for t in fields]
    desks = [m["outlet"] or "" for t in fields if (m := DESK.fullmatch(t))]
    places = [m["name"] for t in (*reading.head, *reading.datelines) if (m := _AGENCY.match(t))]
    brackets = [name for t in reading.datelines for name in _dateline_names(t)]
    mails = [by_domain(host) for t in (*lines, *reading.datelines) for host in _hosts(t)]
    loose = [m["name"] for t in reversed(reading.tail) if (m := _NOTICE.search(t))]
    usable = (
        name for group in (imprint, notices, named, brackets, loose, desks, mails, places) for name in group if name
    )
    return next((outlet(name) or name for name in usable), "")


def _hosts(text: str) -> list[str]:
    return [m.group().rpartition("@")[2] for m in re.finditer(MAIL, text)]


def _dateline_names(text: str) -> list[str]:
    """Return outlets named in "(서울=연합뉴스)" or "[아이티데일리]"."""
    out = []
    for hit in _BRACKET.finditer(text):
        parts = re.split(r"[=/ㅣ|]", hit["inner"])
        out += [outlet(p) or outlet(p.split()[0]) for p in reversed(parts) if p.strip()]
    return [name for name in out if name]


def authors(reading: Reading) -> tuple[str, ...]:
    """Find the reporters named in bylines around the text and in datelines, in order, each once."""
    found: dict[str, None] = {}
    for text in (*reading.datelines, *(t for t in (*reading.head, *reading.tail) if len(t) <= 80)):
        for hit in REPORTER.finditer(text):
            found.update(dict.fromkeys(n for n in re.split(r"\s*[·,ㆍ/&]\s*|\s+", hit["names"]) if _is_name(n)))
    return tuple(found)


def _is_name(word: str) -> bool:
    return (
        2 <= len(word) <= 4
        and not outlet(word)
        and word not in {"담당", "취재", "사진", "영상", "정리", "전문", "선임"}
    )


def complete(stated: Meta, reading: Reading, headline: str) -> Meta:
    """Fill what the source does not state from its own lines."""
    return Meta(
        title=stated.title or headline,
        publisher=stated.publisher or publisher(reading) or by_domain(host(stated.url)),
        published=stated.published or published(reading),
        authors=stated.authors or authors(reading),
        url=stated.url,
    )


def host(url: str) -> str:
    """Return the host of an address, or ""."""
    return re.sub(r"^\w+://|[/?#:].*$", "", url.strip())


def people(value: str | Sequence[str]) -> tuple[str, ...]:
    """Split a stated byline into names without roles and mail addresses.

    >>> people("홍길동 기자, 성춘향 특파원 (a@example.org)")
    ('홍길동', '성춘향')
    """
    texts = [value] if isinstance(value, str) else value
    parts = [p for t in texts for p in re.split(r"[,;·|/&]|\s및\s", t)]
    clean = (re.sub(rf"\(?{MAIL}\)?", "", p) for p in parts)
    names = (
        re.sub(r"\s?(?:\S*기자|특파원|논설위원|편집위원|에디터|PD)\s*$|^(?:By|by)\s", "", p.strip()).strip()
        for p in clean
    )
    return tuple(dict.fromkeys(n for n in names if n))
