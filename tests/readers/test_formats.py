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
        ("4", "no text", 'give it under "body" (or "본문"), or say --columns body=KEY'),
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


def test_json_lines_go_by_the_names_that_columns_have(tmp_path: Path) -> None:
    keys = (("제목", "내용", "입력일"), ("Title", "Content", "published_date"), ("headline", "articleBody", "pub_date"))
    lines = [json.dumps({title: TITLE, body: ONE, day: "2025.3.12"}) for title, body, day in keys]
    (tmp_path / "a.jsonl").write_text("\n".join(lines), "utf-8")
    got = list(read_articles([tmp_path / "a.jsonl"]))
    assert [(a.headline, bodies(a), str(a.published)) for a in got if isinstance(a, Article)] == 3 * [
        (TITLE, [ONE], "2025-03-12")
    ]


def test_json_lines_that_are_no_text_are_told_once(fail: Fail) -> None:
    error = fail("a.jsonl", bytes(range(256)) * 40)
    assert (error.what, error.where[-7:]) == ("not text", "a.jsonl")


def test_text_behind_a_caption_is_not_run_into_it(read: Read) -> None:
    photo = "<div class=img><img src=a.jpg><div class=cap>새 공장. 가온사진 제공</div></div>"
    page = f"<title>{TITLE}</title></head><body><h1>{TITLE}</h1><div>{ONE}<br><br>{photo}{TWO}</div></body></html>"
    article = read("a.html", f"<html><head>{page}")
    assert bodies(article)[-1] == TWO
    assert "가온사진" not in "".join(bodies(article))


def test_what_programs_did_to_an_article_is_no_part_of_it(read: Read) -> None:
    article = read("a.txt", f"{PAGE}\n※ 이 기사는 인공지능이 작성한 초안을 기자가 고쳤습니다.\n")
    assert bodies(article) == [ONE, TWO]
    said = "이 기사는 삼성전자의 AI 반도체를 처음으로 알린 것으로, 미국 의회에서도 여러 차례 인용됐다."
    assert bodies(read("b.txt", f"{PAGE}\n{said}\n")) == [ONE, TWO, said]


def _page(*inside: str) -> str:
    return f"<html><head><title>{TITLE}</title></head><body>{''.join(inside)}</body></html>"


def test_a_short_article_keeps_its_paragraphs_and_no_links_to_others(read: Read) -> None:
    others = "<div><p><a href=/1>카카오가 네이버에 검색 사업을 팔았다고 밝혔다.</a></p></div>"
    inside = f"<h1>{TITLE}</h1><p>김하나 기자 · 2025.03.12</p><p>{ONE[:40]}</p>{others}<p>{TWO}</p>"
    article = read("a.html", _page("<p>오늘은 2026.11.24</p>", f"<article>{inside}</article>"))
    assert "카카오" not in "".join(block.span.of(article.text) for block in article.blocks)
    assert bodies(article)[-1] == TWO
    assert (str(article.published), article.authors) == ("2025-03-12", ("김하나",))


def test_a_portals_caption_is_not_run_into_the_text(read: Read) -> None:
    photo = '<span class="end_photo_org"><img/><em class="img_desc">새 공장. /가온사진 제공</em></span>'
    article = read("a.html", _page(f"<h1>{TITLE}</h1><div>{ONE}<br/><br/>{photo}{TWO}<br/><br/>{ONE}{TWO}</div>"))
    assert TWO in bodies(article)


def test_what_a_table_below_the_headline_says_of_the_article_is_found(read: Read) -> None:
    table = f"<table><tr><td>{TITLE}</td></tr><tr><td>2025년 03월 12일 (수) 11:02:33 강산 기자</td></tr></table>"
    article = read("a.html", _page(table, f"<p>{ONE}</p><p>{TWO}</p>"))
    assert (str(article.published), article.authors) == ("2025-03-12", ("강산",))
    assert bodies(article) == [ONE, TWO]


def test_what_a_letter_says_to_its_readers_is_no_news(read: Read) -> None:
    letter = f"안녕하세요, 구독자님. 새 편지입니다.\n\n{PAGE}\n이 뉴스레터를 친구에게 추천하세요. 커피를 드립니다.\n"
    assert bodies(read("a.txt", letter)) == [ONE, TWO]
