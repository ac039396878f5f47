from __future__ import annotations

import io
import json
from collections.abc import Callable
from pathlib import Path

import pytest

from kg.errors import PartlyReadError, ReadError
from kg.model import Article
from kg.readers import READERS, read_articles

from .conftest import ONE, PAGE, TITLE, TWO, bodies

Read = Callable[[str, str | bytes], Article]
Fail = Callable[[str, str | bytes], ReadError]

FRONT = f"""---
title: "{TITLE}"
outlet: 머니투데이
date: 2025-03-12
author: [김하나 기자, 이두리]
url: https://example.org/1
---
"""


def test_plain_text(read: Read) -> None:
    article = read("기사 하나.txt", PAGE)
    assert (article.id, article.headline, article.text) == ("기사-하나", TITLE, PAGE)
    assert bodies(article) == [ONE, TWO]


def test_markdown_with_front_matter(read: Read) -> None:
    source = f"{FRONT}\n# {TITLE}\n\n## 평택·텍사스서 준비\n\n{ONE}\n\n> {TWO}\n\n![사진](a.png)\n"
    article = read("a.md", source)
    assert article.text == source
    assert (article.publisher, str(article.published), article.url) == (
        "머니투데이",
        "2025-03-12",
        "https://example.org/1",
    )
    assert article.authors == ("김하나", "이두리")
    assert [block.kind for block in article.blocks] == ["headline", "standfirst", "body", "body"]
    assert bodies(article) == [ONE, TWO]


@pytest.mark.parametrize(
    ("front", "where", "what"),
    [
        ("---\ntitle: [가\n---\n", "a.md:3", "malformed front matter"),
        ("---\ntitle: 가: 나: 다\n---\n", "a.md:2", "malformed front matter"),
        ("---\ntitle: 가\n", "a.md:1", "front matter is not closed"),
        ("---\n- 가\n- 나\n---\n", "a.md:2", "front matter is no list of keys and values"),
    ],
)
def test_malformed_front_matter_names_its_line(fail: Fail, front: str, where: str, what: str) -> None:
    error = fail("a.md", front + PAGE)
    assert error.what.startswith(what)
    assert error.where.endswith(where)
    assert error.remedy


def test_a_date_that_is_none_costs_the_date_alone(tmp_path: Path) -> None:
    lines = [{"title": TITLE, "body": ONE, "date": day} for day in ("어제", "2025-02-03T23:30:00Z", 20250131, None)]
    (tmp_path / "a.jsonl").write_text("\n".join(map(json.dumps, lines)), "utf-8")
    (tmp_path / "b.md").write_text(f"---\ndate: 2025-02-30\n---\n{TITLE}\n\n{ONE}\n\n{TWO}\n", "utf-8")
    got = list(read_articles([tmp_path]))
    days = [str(a.published) for a in got if isinstance(a, Article)]
    assert days == ["None", "2025-02-04", "2025-01-31", "None", "None"]
    assert [str(e).removeprefix(f"{tmp_path}/") for e in got if isinstance(e, PartlyReadError)] == [
        "a.jsonl:1: no calendar date in '어제': the article is read without it (write YYYY-MM-DD)",
        "b.md: no calendar date in '2025-02-30': the article is read without it (write YYYY-MM-DD)",
    ]


def _html(encoding: str = "utf-8") -> bytes:
    page = f"""<!DOCTYPE html><html><head><meta charset="{encoding}"><title>{TITLE} | 연합뉴스</title>
    <meta property="article:published_time" content="2025-03-12T09:30:00+09:00">
    <meta property="og:site_name" content="연합뉴스"><link rel="canonical" href="https://www.yna.co.kr/view/1"></head>
    <body><nav><a href="/p">정치</a><a href="/e">경제</a></nav><h1>{TITLE}</h1>
    <article><p>(서울=연합뉴스) 김하나 기자 = {ONE.replace("삼성전자", "<b>삼성전자</b>", 1)}</p><p>{TWO}</p>
    <p>&lt;저작권자(c) 연합뉴스, 무단 전재-재배포 금지&gt;</p></article>
    <section class="related"><h3>많이 본 뉴스</h3><ul><li><a href="/2">현대차, 새 전기차 공개</a></li></ul></section>
    <footer>제호 : 연합뉴스</footer></body></html>"""
    return page.encode(encoding)


@pytest.mark.parametrize("encoding", ["utf-8", "cp949", "euc-kr"])
def test_html_in_every_encoding(read: Read, encoding: str) -> None:
    article = read("a.html", _html(encoding))
    assert (article.headline, article.publisher, str(article.published)) == (TITLE, "연합뉴스", "2025-03-12")
    assert (article.authors, article.url) == (("김하나",), "https://www.yna.co.kr/view/1")
    assert bodies(article, "headline") == [TITLE]
    assert bodies(article) == [ONE, TWO]


def test_html_with_linked_data_and_line_breaks(read: Read) -> None:
    news = {
        "@type": "NewsArticle",
        "headline": TITLE,
        "datePublished": "2025-03-12",
        "author": [{"name": "김하나 기자"}],
        "publisher": {"name": "매경닷컴"},
    }
    script = f'<script type="application/ld+json">{json.dumps(news)}</script>'
    article = read("a.htm", f"<html><head>{script}</head><body><div>{ONE}<br><br>{TWO}</div></body></html>")
    assert (article.headline, article.publisher, article.authors) == (TITLE, "매일경제", ("김하나",))
    assert bodies(article) == [ONE, TWO]


def test_html_without_an_article_is_an_error(fail: Fail) -> None:
    assert "no article text" in fail("a.html", "<html><body><nav>정치 경제</nav></body></html>").what


def test_jsonl_goes_on_after_a_bad_line(tmp_path: Path) -> None:
    path = tmp_path / "c.jsonl"
    good = {
        "id": "가 1",
        "title": TITLE,
        "body": f"{ONE}\n\n{TWO}",
        "date": "2025-03-12",
        "press": "한겨레",
        "author": "김하나",
    }
    rows = [json.dumps(good), "{bad", "[1]", json.dumps({"title": TITLE}), "", json.dumps({"content": ONE})]
    path.write_text("\n".join(rows), encoding="utf-8")
    got = list(read_articles([path]))
    first, *bad, last = got
    assert isinstance(first, Article)
    assert isinstance(last, Article)
    assert (first.id, last.id) == ("가-1", "c-6")
    assert first.text == f"{TITLE}\n\n{ONE}\n\n{TWO}"
    assert (first.publisher, str(first.published), first.authors) == ("한겨레", "2025-03-12", ("김하나",))
    remedy = 'write one JSON object a line, with "title" and "body"'
    assert [(e.where[-1:], e.what, e.remedy) for e in bad if isinstance(e, ReadError)] == [
        ("2", "not JSON: Expecting property name enclosed in double quotes at column 2", remedy),
        ("3", "not a JSON object", remedy),
        ("4", "no text", 'give it under "body" (or text, content, article)'),
    ]


def test_jsonl_survives_surrogates_and_depth(tmp_path: Path) -> None:
    path = tmp_path / "c.jsonl"
    path.write_text('{"body": "\\ud800' + ONE + '"}\n' + "[" * 100_000 + "\n", encoding="utf-8")
    first, second = read_articles([path])
    assert isinstance(first, Article)
    assert first.sha256
    assert isinstance(second, ReadError)


def test_too_large_a_file_or_line_is_not_loaded(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(PAGE * 40, encoding="utf-8")
    (tmp_path / "b.jsonl").write_text(
        json.dumps({"body": PAGE * 40}) + "\n" + json.dumps({"body": ONE}), encoding="utf-8"
    )
    big, line, fine = read_articles([tmp_path], limit=3000)
    assert isinstance(big, ReadError)
    assert isinstance(line, ReadError)
    assert isinstance(fine, Article)
    assert "larger than 0.003 MB" in big.what
    assert line.where.endswith("b.jsonl:1")
    assert "split it" in line.remedy


@pytest.mark.parametrize(
    ("data", "headline"),
    [
        (PAGE, TITLE),
        (_html().decode(), TITLE),
        (FRONT + PAGE, TITLE),
        (json.dumps({"title": TITLE, "body": ONE}), TITLE),
    ],
)
def test_standard_input_is_told_by_its_content(data: str, headline: str) -> None:
    (article,) = read_articles(["-"], stdin=data.encode())
    assert isinstance(article, Article)
    assert (article.headline, article.source) == (headline, "-")
    assert article.id.startswith("stdin")


def test_the_processes_own_standard_input(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(PAGE.encode())))
    (article,) = read_articles(["-"])
    assert isinstance(article, Article)


def test_only_furniture_is_an_error(fail: Fail) -> None:
    assert fail("a.txt", "본문 바로가기\n뉴스\n댓글 3\n").what == "no article text found, only page furniture"


def test_every_format_has_a_reader() -> None:
    assert {target.partition(":")[2] for target in READERS.values()} == {"read"}
