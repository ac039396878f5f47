from __future__ import annotations

import gzip
import zlib
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from kg.errors import ReadError
from kg.model import Article
from kg.readers import read_articles

from .conftest import ONE, TITLE, TWO, bodies
from .tables import read

PAGE = (
    f'<html><head><meta charset="utf-8"><title>{TITLE}</title></head>'
    f"<body><article><p>{ONE}</p><p>{TWO}</p></article></body></html>"
).encode()
URL = "https://www.yna.co.kr/view/"


def record(kind: str, url: str, block: bytes, of: str = "application/http; msgtype=response") -> bytes:
    """One record of WARC 1.1."""
    head = (
        f"WARC/1.1\r\nWARC-Type: {kind}\r\nWARC-Target-URI: {url}\r\nContent-Type: {of}\r\nContent-Length: {len(block)}"
    )
    return f"{head}\r\n\r\n".encode() + block + b"\r\n\r\n"


def answer(body: bytes = PAGE, *headers: str, status: str = "200 OK", kind: str = "text/html; charset=utf-8") -> bytes:
    """What a server sent."""
    return "\r\n".join([f"HTTP/1.1 {status}", f"Content-Type: {kind}", *headers, "", ""]).encode() + body


def chunked(body: bytes) -> bytes:
    """Cut a body into chunks."""
    parts = [body[i : i + 70] for i in range(0, len(body), 70)]
    return b"".join(b"%x\r\n%s\r\n" % (len(part), part) for part in [*parts, b""])


RECORDS = [
    record("warcinfo", "", b"software: made by hand\r\n", "application/warc-fields"),
    record("request", f"{URL}plain", b"GET /plain HTTP/1.1\r\n\r\n"),
    record("response", f"{URL}plain", answer()),
    record("response", f"{URL}gzip", answer(gzip.compress(PAGE), "Content-Encoding: gzip")),
    record("response", f"{URL}deflate", answer(zlib.compress(PAGE), "Content-Encoding: deflate")),
    record("response", f"{URL}chunks", answer(chunked(PAGE), "Transfer-Encoding: chunked")),
    record("response", f"{URL}joined", answer(PAGE, "Transfer-Encoding: chunked", "Content-Encoding: gzip")),
    record("response", f"{URL}cp949", answer(PAGE.decode().replace("utf-8", "euc-kr").encode("cp949"))),
    record("resource", f"{URL}resource", PAGE, "text/html"),
    record("response", f"{URL}image", answer(b"\x89PNG", kind="image/png")),
    record("response", f"{URL}gone", answer(status="404 Not Found")),
    record("revisit", f"{URL}plain", answer(b"")),
    record("response", f"{URL}plain", answer()),
]
NAMES = ["plain", "gzip", "deflate", "chunks", "joined", "cp949", "resource", "plain"]


def test_pages_that_a_server_sent_are_read(tmp_path: Path) -> None:
    articles, errors = read(tmp_path, "crawl.warc", b"".join(RECORDS))
    assert errors == []
    assert [a.url.removeprefix(URL) for a in articles] == NAMES
    assert {(a.headline, a.publisher, *bodies(a)) for a in articles} == {(TITLE, "연합뉴스", ONE, TWO)}
    assert len({a.id for a in articles}) == len(articles)
    assert articles[0].source.endswith("crawl.warc, record 3")


def test_packed_record_by_record_and_whole(tmp_path: Path) -> None:
    plain, _ = read(tmp_path, "crawl.warc", b"".join(RECORDS))
    for content in (b"".join(map(gzip.compress, RECORDS)), gzip.compress(b"".join(RECORDS))):
        articles, errors = read(tmp_path, "crawl.warc.gz", content)
        assert errors == []
        assert [(a.id, a.text) for a in articles] == [(a.id, a.text) for a in plain]
        assert len(list(read_articles(["-"], stdin=content))) == len(plain)


def test_a_page_keeps_its_id_wherever_it_stands(tmp_path: Path) -> None:
    forth, _ = read(tmp_path, "crawl.warc", b"".join(RECORDS[:-1]))
    back, _ = read(tmp_path, "crawl.warc", b"".join(reversed(RECORDS[:-1])))
    assert {a.id: a.url for a in forth} == {a.id: a.url for a in back}


def test_a_bad_record_is_named_and_the_others_are_read(tmp_path: Path) -> None:
    bad = [
        b"this is none\r\nnor is this\r\n",
        b"WARC/1.0\r\nWARC-Type: response\r\n\r\n",
        record("response", f"{URL}list", answer(b"<html><body><nav>a</nav></body></html>")),
        record("response", f"{URL}brotli", answer(b"\x8b\x01\x80", "Content-Encoding: br")),
        record("response", f"{URL}none", b"HTTP/9 what\r\n\r\n"),
        record("response", f"{URL}long", answer(PAGE * 20)),
    ]
    good = RECORDS[2]
    articles, errors = read(tmp_path, "c.warc", b"".join([*bad, good, good[:-60]]), limit=5000)
    assert [a.source.rpartition("/")[2] for a in articles] == ["c.warc, record 7"]
    assert [error.partition(" (")[0] for error in errors] == [
        "c.warc, record 1: no WARC record where one should begin",
        "c.warc, record 2: a WARC record without a length",
        "c.warc, record 3: no article text found in the page",
        "c.warc, record 4: a page packed as 'br' that cannot be unpacked",
        "c.warc, record 5: no HTTP response",
        "c.warc, record 6: larger than 0.005 MB, the limit for one article",
        "c.warc, record 8: a WARC record that is cut off",
    ]


def test_a_page_that_unpacks_to_too_much_is_not_held(tmp_path: Path) -> None:
    page = answer(gzip.compress(PAGE + b" " * 5_000_000), "Content-Encoding: gzip")
    articles, (error,) = read(tmp_path, "c.warc", record("response", URL, page), limit=100_000)
    assert articles == []
    assert "larger than 0.1 MB" in error


def test_a_web_archive_without_a_page(tmp_path: Path) -> None:
    assert read(tmp_path, "c.warc", b"")[1] == [
        "c.warc: the file is empty (crawl articles' pages into it, or leave it out)"
    ]
    assert "the web archive holds no page" in read(tmp_path, "c.warc", RECORDS[0])[1][0]


@given(st.binary(max_size=200), st.integers(0, 900))
@settings(max_examples=60)
def test_hostile_web_archives_end_in_articles_and_errors(noise: bytes, at: int) -> None:
    whole = b"".join(RECORDS[:4])
    for got in read_articles(["-"], stdin=b"WARC/1.0\r\n" + whole[:at] + noise + whole[at + len(noise) :]):
        assert isinstance(got, Article) or (isinstance(got, ReadError) and got.remedy)
