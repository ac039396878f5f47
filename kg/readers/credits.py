"""Cuts datelines, bylines, photo credits and copyright off a line's edges; recognises lines of nothing else."""
# ruff: noqa: E501 - a pattern that is broken over lines is harder to read

from __future__ import annotations

import re
from typing import NamedTuple

from kg.model import Span
from kg.readers.lines import strip
from kg.readers.outlets import AGENCY_NAMES, outlet
from kg.readers.phrases import AUTHOR, CHROME_WORDS, COPYRIGHT, DESK, INDEX

_NAME = r"(?:(?!기자|특파원)[가-힣]{2,4}|[A-Z][a-z]+ [A-Z][a-z]+)"
ROLE = (
    r"(?:(?:선임|수석|전문|대|인턴|수습|객원|시민|사진|영상|경제|국제|산업|과학|의학|테크|정치부|사회부|경제부|산업부|국제부)\s?)?"
    r"(?:기자|특파원|통신원|논설위원|논설실장|논설주간|편집위원|편집국장|해설위원|리포터|에디터|앵커|캐스터|칼럼니스트|PD)"
)
PEOPLE = rf"(?P<names>{_NAME}(?:\s*[·,ㆍ/&]\s*{_NAME}|\s+{_NAME}){{0,3}})"
_PEOPLE = PEOPLE.replace("?P<names>", "?:")
MAIL = r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+"
_PLACE = r"(?:[가-힣A-Za-z·]{2,10}(?:\([가-힣A-Za-z·, ]{1,12}\))?\s?=\s?)"
REPORTER = re.compile(rf"(?<![가-힣]){_PLACE}?{PEOPLE}\s?{ROLE}(?![가-힣])")
DAY = r"(?:19|20)\d{2}\s?(?:[.\-/]|년)\s?\d{1,2}\s?(?:[.\-/]|월)\s?\d{1,2}(?:\s?일|\.)?"
CLOCK = r"(?:(?:오전|오후|AM|PM|am|pm)\s?)?\d{1,2}\s?(?::|시)\s?\d{2}\s?분?(?:\s?:\s?\d{2}|\s?\d{2}초)?(?:\s?(?:AM|PM|am|pm))?(?:\s?KST)?"
STAMP = re.compile(
    rf"{DAY}\s?,?\.?\s?(?:\([월화수목금토일]\)|[월화수목금토일]요일)?\s?(?:{CLOCK})?(?:\s?\([월화수목금토일]\))?|(?<!\d)\d{{1,2}}:\d{{2}}(?::\d{{2}})?"
)
_KIND = r"(?:사진|이미지|그래픽|자료|출처|일러스트|영상|캡처|자료사진|삽화)"
_CREDIT_LINE = re.compile(
    rf"[\[(<【▲/\s]*{_KIND}\s?(?:제공|출처)?\s?[=:：/ㅣ|]\s?[^\n]{{1,40}}"
    rf"|(?:{AGENCY_NAMES})(?:[\s·/=,]+(?:{AGENCY_NAMES}))*\s(?:제공|자료\s?사진)"
)
_BODY_END = r"(?:(?<=[.!?”\"’'\])>])|(?<=…))"

_START = tuple(
    re.compile(pattern)
    for pattern in (
        rf"[\[(【<〈](?=[^\])】>〉\n]*[=ㅣ|])[^\])】>〉\n]{{2,44}}[\])】>〉]\s*(?:{_PEOPLE}\s?{ROLE}\s*(?:=|[–-](?=\s))?\s*)?(?:=\s*)?",
        rf"[\[(【<〈](?P<outlet>[^\])】>〉\n]{{2,16}}?)(?:\s+{_PEOPLE}\s?{ROLE})?[\])】>〉]\s*(?:{_PEOPLE}\s?{ROLE}\s*=?\s*)?(?:=\s*)?",
        rf"[\[(【<〈](?:[^\])】>〉\n]{{1,16}}\s)?{_PEOPLE}\s?{ROLE}[\])】>〉]\s*(?:=\s*)?",
        rf"(?:{_PLACE}{_PEOPLE}\s?{ROLE}|{_PEOPLE}\s?{ROLE}\s?=)\s*(?:=\s*)?",
    )
)
_END_BYLINE = tuple(
    re.compile(pattern)
    for pattern in (
        rf"[\[(</]?\s*(?:{MAIL})\s*[\])>]?$",
        rf"{_BODY_END}\s*[/\[(<=■]?\s*(?:{_PLACE}|글\s?=?\s?)?{_PEOPLE}\s?{ROLE}\s*[\])>]?$",
        rf"{_BODY_END}\s*[\[(<【][^\])>】\n]{{2,16}}\s{_PEOPLE}\s?{ROLE}\s*[\])>】]$",
        r"[(\[<]끝[)\]>]$",
    )
)
_END_CREDIT = tuple(
    re.compile(pattern)
    for pattern in (
        rf"[\[(（<【]\s*{_KIND}[^\])）>】\n]{{0,60}}[\])）>】]\.?$",
        rf"[\[(（<【][^\])）>】\n]{{0,40}}(?:제공|자료\s?사진|재판매\s?및\s?DB\s?금지|캡처|갈무리|{AGENCY_NAMES})[^\])）>】\n]{{0,40}}[\])）>】]$",
        rf"(?:[/|ㅣ▲]\s*)?(?<![가-힣]){_KIND}\s?(?:제공|출처)?\s?[=:：/ㅣ|]\s?(?![^\n]*[다요]\.?$)[^\n]{{1,40}}$",
        rf"{_BODY_END}\s*[가-힣]{{2,8}}\s?[/=]\s?(?:AP|AFP|EPA|UPI)?\s?(?:{AGENCY_NAMES})$",
        rf"{_BODY_END}\s*{DAY}\s*[/.]?\s*(?:{AGENCY_NAMES})?$",
        rf"(?:{_BODY_END}\s*|\s*[/|ㅣ]\s*)(?:{AGENCY_NAMES})(?:[\s·/=,]+(?:{AGENCY_NAMES}))*\.?$",
        rf"{_BODY_END}\s*/?\s*[가-힣A-Za-z·&]{{2,14}}(?:\s[가-힣A-Za-z]{{2,10}})?\s?제공\.?$",
        r"(?:ⓒ|©|\([cC]\))\s?(?![^\n]*[다요]\.?$)[^\n]{1,40}$",
    )
)


class Trimmed(NamedTuple):
    """What is left of a line, and what was cut: a dateline at its start, a photo's credit at its end."""

    span: Span
    dateline: str
    credit: bool


def trim(text: str, span: Span) -> Trimmed:
    """Cut what is no part of the article's text off both edges of a line.

    >>> source = "(서울=연합뉴스) 반도체 수출이 늘었다. [사진=셔터스톡]"
    >>> trim(source, Span(0, len(source))).span.of(source)
    '반도체 수출이 늘었다.'
    """
    start, dateline = _cut_start(text, span)
    end, credit = _cut_end(text, Span(start, span.end))
    return Trimmed(strip(text, start, end), dateline, credit)


def _cut_start(text: str, span: Span) -> tuple[int, str]:
    at = span.start
    for _ in range(3):
        hit = next((h for p in _START if (h := p.match(text, at, span.end)) and _is_dateline(h)), None)
        if not hit:
            break
        at = hit.end()
    return at, text[span.start : at]


def _is_dateline(hit: re.Match[str]) -> bool:
    name = hit.groupdict().get("outlet")
    return name is None or bool(outlet(name))


def _cut_end(text: str, span: Span) -> tuple[int, bool]:
    """Cut backwards until no pattern fits; a closing copyright takes all that follows it."""
    end, credit = span.end, False
    notice = COPYRIGHT.search(text, max(span.start, end - 240), end)
    if notice:
        end, credit = notice.start(), True
    while True:
        end = strip(text, span.start, end).end
        window = max(span.start, end - 140)
        cuts = [(h, p in _END_CREDIT) for p in (*_END_BYLINE, *_END_CREDIT) if (h := p.search(text, window, end))]
        if not cuts or cuts[0][0].start() >= end:
            return end, credit
        end, credit = cuts[0][0].start(), credit or cuts[0][1]


_STAMPED = re.compile(
    rf".{{0,12}}(?:입력|등록|승인|송고|게시|발행|작성|수정|편집|업데이트)(?:\s?(?:시간|일시?))?\s?[:：]?\s?{DAY}|지면보기"
)
# An outlet that nobody lists, its day and who wrote it: the line below a headline.
_HEADED = re.compile(
    rf"[가-힣A-Za-z]{{2,12}}\s*[|│ㅣ]\s*{DAY}(?:\s*[|│ㅣ]\s*(?:{_PEOPLE}\s?{ROLE})?)?"
    rf"|{DAY}\s?(?:{CLOCK})?\s[가-힣A-Za-z]{{2,12}}\s{PEOPLE}\s?{ROLE}"
)
# Who wrote it and when, without a title; the printed paper's page.
_SIGNED = re.compile(
    rf"{_NAME}\s?[·,]?\s{DAY}\s?(?:{CLOCK})?|(?:[가-힣]{{1,6}}\s?)?[A-Z]?\d{{1,2}}\s?면(?:\s?\d{{1,2}}단)?"
    r"|\d{4}년 \d{1,2}월호|\d{1,2}\.\d{1,2}\s?\([월화수목금토일]\)|[\d,]+원\s?결제하기"
)
_LETTERS = re.compile(
    r"[A-Za-z가-힣ㄱ-ㅎ\u4e00-\u9fff\u3040-\u30ff]"
)  # of what Korean news is written in, not of broken charsets
# Where on the site a page is ("시사 > 전체기사"), who gave a photo, the site's name with its address or age, its prices.
_ALONE = re.compile(
    r"[^\s>][^>]{0,10}(?:\s*>\s*[^\s>][^>]{0,10})+|[^\s>][^>]{0,10}(?:\s>\s[^\s>][^>]{0,10})+\s>\s.+|[가-힣A-Za-z0-9·&]{2,14}\s제공"
    rf"|(?:{INDEX}\s?[\d,]+(?:\.\d+)?\s*[▲▼△▽↑↓+−-]\s?[\d.,]+%?\s*(?:\(?[+−-]?[\d.]+%\)?)?\s*)+"
    r"|[가-힣A-Za-z0-9 ]{2,16}\(?(?:https?://|www\.)[^\s)]+\)?|[가-힣A-Za-z0-9]{2,12}\s(?:구독하기|팔로우)|.{0,24}\s(?:SINCE|Since|since)\.?\s(?:19|20)\d\d"
    rf"|{_NAME}\s?[|│ㅣ]\s?[^|.]{{2,30}}{AUTHOR}"
)
_ENTRIES = 4  # parted by bars, so many short ones are a menu
_ENTRY = 8  # characters
_RESIDUE = (
    re.compile(rf"{_PLACE}(?:{AGENCY_NAMES})(?![가-힣A-Za-z])"),
    _CREDIT_LINE,
    STAMP,
    re.compile(MAIL),
    REPORTER,
    re.compile(
        rf"(?<![가-힣])(?:기자명|글쓴이|글|취재|정리|By|by)\s?[=:]?(?=\s|$)|(?<![가-힣A-Za-z])(?:{AGENCY_NAMES})(?![가-힣A-Za-z])"
    ),
    re.compile(r"\S+\.(?:jpe?g|png|gif|webp)(?![^\W\d_])", re.IGNORECASE),
    re.compile(r"https?://\S+|www\.\S+"),
    CHROME_WORDS,
)


def is_furniture(text: str) -> bool:
    """Tell whether a line is made up of nothing but dates, bylines, credits, outlets, buttons and menu words.

    >>> is_furniture("인쇄 메일 페이스북 공유 트위터 공유 + -"), is_furniture("반도체 수출 늘었다")
    (True, False)
    """
    if len(text) > 200:
        return False
    if len(text) <= 90 and (
        _STAMPED.match(text) or _HEADED.fullmatch(text) or _SIGNED.fullmatch(text) or _ALONE.fullmatch(text)
    ):
        return True
    fields = re.split(r"\s*[|│ㅣ]\s*", text)
    menu = len(fields) >= _ENTRIES and all(len(field) <= _ENTRY for field in fields)
    return menu or all(map(_is_part, fields))


def _is_part(text: str) -> bool:
    if outlet(text) or DESK.fullmatch(text):
        return True
    for pattern in _RESIDUE:
        text = pattern.sub(" ", text)
    return not _LETTERS.search(text)
