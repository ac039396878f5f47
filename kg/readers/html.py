"""HTML: trafilatura finds the main text, the page's own metadata gives date, outlet and byline.

A sentence of a page holds tags and entities, so offsets into its bytes could never be quoted verbatim. The decoded
source of an HTML page is therefore its plain text rendering: headline, blank line, then one line a paragraph.
"""

from __future__ import annotations

import logging
import re
from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING, Any, BinaryIO

import trafilatura

from kg.errors import ReadError
from kg.readers.assemble import article, whole
from kg.readers.charset import clean, decode
from kg.readers.fields import calendar
from kg.readers.furniture import read_page
from kg.readers.metadata import Meta, complete, people
from kg.readers.outlets import outlet
from kg.readers.page import Facts, Page

if TYPE_CHECKING:
    from kg.model import Article
    from kg.readers.sources import Source

_TITLE = ("og:title", "twitter:title", "title", "headline")
_SITE = (
    "og:article:author",
    "article:media_name",
    "dable:publisher",
    "og:site_name",
    "twitter:creator",
    "copyright",
    "publisher",
    "twitter:site",
)
_DATE = (
    "article:published_time",
    "datepublished",
    "og:article:published_time",
    "dable:published_time",
    "article:published",
    "date",
    "pubdate",
    "dc.date",
    "dc.date.issued",
    "ptime",
)
_AUTHOR = ("article:author", "dable:author", "author", "byl", "dc.creator")
# Text right behind a block, as below a photo's caption: without a break trafilatura runs the two together.
_GLUED = re.compile(r"(</(?:div|figure|figcaption|section|ul|ol|table|h[1-6])\s*>)(?=\s*[^<\s])", re.IGNORECASE)
# A photo's caption in an element that breaks no line, as portals set it amid the text.
_CAPTION = re.compile(
    r"(<(em|span|small|i)\s(?:[^<>]*\s)?class\s*=\s*[\"']?[\w -]*(?:caption|img_desc|photo)[^<>]*>[^<>]+</\2\s*>)",
    re.IGNORECASE,
)
_PORTALS = ("네이버", "NAVER", "다음", "Daum", "네이트", "ZUM", "줌")
logging.getLogger("trafilatura").setLevel(logging.CRITICAL)  # it reports as errors what is reported here as a ReadError


def read(stream: BinaryIO, source: Source) -> Iterator[Article]:
    """Read the one article of an HTML page.

    Raises:
        ReadError: The file is too large, is no text, or holds no article.
    """
    page = decode(whole(stream, source), source.label, markup=True)
    parser = Page()
    parser.feed(page)
    parser.close()
    stated = _stated(parser.facts)
    text = _render(page, parser, stated.title)
    if not text:
        raise ReadError(
            "no article text found in the page",
            where=source.label,
            remedy="save the article's own page, not a list of articles",
        )
    titled = bool(stated.title) and text.startswith(stated.title)
    yield _around(article(text, source, stated, titled=titled), clean("".join(parser.text)))


def _render(page: str, parser: Page, title: str) -> str:
    main = trafilatura.extract(
        _CAPTION.sub(r"<br>\1<br>", _GLUED.sub(r"\1<br>", page)),
        include_comments=False,
        include_tables=False,
        include_formatting=False,
        favor_recall=True,
    )
    plain = "".join(parser.text)
    body = _in_lines(main, plain) if main and len(main) >= 80 else plain
    lines = [re.sub(r"\s+", " ", line).strip() for line in clean(body).split("\n")]
    rest = [line for line in lines if line and line != title and line not in parser.links]
    return "\n\n".join([title, *rest] if title else rest) if rest else ""


def _in_lines(main: str, plain: str) -> str:
    """Part again what trafilatura runs into one line, as it does with short articles: by the page's own lines."""
    if "\n" in main.strip():
        return main
    known = " ".join(main.split())
    shown = [text for line in plain.split("\n") if (text := " ".join(line.split())) and text in known]
    return "\n".join(shown) if sum(map(len, shown)) >= len(known) // 2 else main


def _around(article: Article, plain: str) -> Article:
    """Find outlet, date and byline below a page's headline, where neither its head nor its article has them."""
    if article.published and article.publisher and article.authors:
        return article
    if not article.headline or article.headline not in plain:
        return article
    _, headline, below = plain.partition(article.headline)  # what stands above it may be today's date
    found = complete(Meta(), read_page(f"{headline}\n{below}", titled=True), headline)
    return replace(
        article,
        published=article.published or found.published,
        publisher=article.publisher or found.publisher,
        authors=article.authors or found.authors,
    )


def _stated(facts: Facts) -> Meta:
    news: dict[str, Any] = next((n for n in facts.linked if "Article" in str(n.get("@type", ""))), {})
    meta = facts.meta
    title = _text(news.get("headline")) or _first(meta, _TITLE) or facts.title
    dates = (_text(news.get("datePublished")), *(meta.get(k, "") for k in _DATE), meta.get("time", ""))
    names = _named(news.get("author")) or [
        n for n in [_first(meta, _AUTHOR)] if n and not outlet(n) and not n.startswith("http")
    ]
    url = facts.canonical or meta.get("og:url", "") or _text(news.get("url"))
    return Meta(
        _headline(title), _site(news, meta), next((d for t in dates if (d := calendar(t))), None), people(names), url
    )


def _site(news: dict[str, Any], meta: dict[str, str]) -> str:
    """Name the outlet; a portal's own name is no outlet's."""
    parts = [p.strip() for k in _SITE for p in re.split(r"[|:]", meta.get(k, ""))]
    names = [*_named(news.get("publisher")), *parts]
    names = [n for n in names if n and not n.startswith(("@", "http")) and not n.startswith(_PORTALS)]
    return next((o for n in names if (o := outlet(n))), next((n for n in names if len(n) <= 30), ""))


def _named(value: object) -> list[str]:
    many = value if isinstance(value, list) else [value]
    return [n for v in many if (n := _text(v.get("name") if isinstance(v, dict) else v))]


def _text(value: object) -> str:
    return value.strip() if isinstance(value, str) else ""


def _first(meta: dict[str, str], keys: tuple[str, ...]) -> str:
    return next((v for k in keys if (v := meta.get(k, ""))), "")


def _headline(title: str) -> str:
    """Take the site's name off a page title: "... | 연합뉴스", "... - 머니투데이", "... : 네이버 뉴스"."""
    text = " ".join(clean(title).split())
    hit = re.fullmatch(r"(?P<head>.+)\s(?:[|\-–—<]|:{1,2})\s(?P<site>.+)", text)
    site = hit["site"] if hit else ""
    return _headline(hit["head"]) if hit and (outlet(site) or site.startswith(_PORTALS)) else text
