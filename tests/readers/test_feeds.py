from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.errors import ReadError
from kg.model import Article
from kg.readers import read_articles

from .conftest import ONE, TITLE, TWO, bodies
from .tables import read

ITEM = f"""<item><title>{TITLE}</title><link>https://example.org/1</link><guid>https://example.org/?p=1</guid>
<pubDate>Tue, 11 Mar 2025 23:30:00 GMT</pubDate><dc:creator>김하나 기자</dc:creator>
<description>{TWO}</description><content:encoded><![CDATA[<p>{ONE}</p>\n<p>{TWO}</p>]]></content:encoded></item>"""
SHORT = f"<item><title>둘째 소식</title><link>https://example.org/2</link><description>{TWO}</description></item>"
SPACES = 'xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/"'


def rss(*items: str, encoding: str = "utf-8", title: str = "연합뉴스 | 경제", spaces: str = SPACES) -> bytes:
    """A feed of RSS 2.0."""
    head = f'<?xml version="1.0" encoding="{encoding}"?><rss version="2.0" {spaces}><channel><title>{title}</title>'
    return f"{head}<link>https://example.org</link>{''.join(items)}</channel></rss>".encode(encoding)


ATOM = f"""<feed xmlns="http://www.w3.org/2005/Atom"><title>가온일보</title><entry><id>tag:example.org,2025:1</id>
<title type="html">&lt;b&gt;{TITLE}&lt;/b&gt;</title><link rel="self" href="https://example.org/self"/>
<link href="https://example.org/1"/><updated>2025-03-13T00:00:00Z</updated><published>2025-03-11T23:30:00Z</published>
<author><name>김하나</name><email>a@example.org</email></author><summary>{TWO}</summary>
<content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>{ONE}</p><p>{TWO}</p></div></content></entry></feed>"""


@pytest.mark.parametrize("encoding", ["utf-8", "euc-kr", "cp949", "utf-16"])
@pytest.mark.parametrize("name", ["a.rss", "a.xml"])
def test_rss(tmp_path: Path, encoding: str, name: str) -> None:
    (first, second), errors = read(tmp_path, name, rss(ITEM, SHORT, encoding=encoding))
    assert errors == []
    assert (first.headline, first.publisher, str(first.published)) == (TITLE, "연합뉴스", "2025-03-12")
    assert (first.authors, first.url, bodies(first)) == (("김하나",), "https://example.org/1", [ONE, TWO])
    assert (second.url, bodies(second), second.published) == ("https://example.org/2", [TWO], None)
    assert second.source.endswith(f"{name}, item 2")


def test_atom(tmp_path: Path) -> None:
    (article,), errors = read(tmp_path, "a.atom", ATOM.encode())
    assert errors == []
    assert (article.headline, article.publisher, str(article.published)) == (TITLE, "가온일보", "2025-03-12")
    assert (article.authors, article.url, bodies(article)) == (("김하나",), "https://example.org/1", [ONE, TWO])


def test_an_older_feed_with_items_beside_the_channel(tmp_path: Path) -> None:
    feed = f"""<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/"
    {SPACES}><channel><title>연합뉴스</title></channel>{ITEM}</rdf:RDF>"""
    (article,), errors = read(tmp_path, "a.xml", feed.encode())
    assert (article.publisher, errors) == ("연합뉴스", [])


def test_slips_of_feeds_are_forgiven(tmp_path: Path) -> None:
    feed = rss(ITEM, SHORT.replace("둘째", "둘&nbsp;째 A & B"), spaces="").replace(b"utf-8", b"euc-kr")
    articles, errors = read(tmp_path, "a.xml", feed)
    assert errors == []
    assert [bodies(a) for a in articles] == [[ONE, TWO], [TWO]]
    assert articles[1].headline == "둘 째 A B 소식"


def test_a_bad_item_is_named_and_the_others_are_read(tmp_path: Path) -> None:
    bad = ["<item><title>빈 것</title></item>", SHORT.replace("</item>", "<pubDate>어제</pubDate></item>")]
    articles, errors = read(tmp_path, "a.xml", rss(*bad, ITEM))
    assert [a.source.rpartition("/")[2] for a in articles] == ["a.xml, item 2", "a.xml, item 3"]
    assert articles[0].published is None
    assert errors == [
        "a.xml, item 1: no text (give it a body, or leave it out)",
        "a.xml, item 2: no calendar date in '어제': the article is read without it (write YYYY-MM-DD)",
    ]


def test_items_keep_their_ids_wherever_they_stand(tmp_path: Path) -> None:
    forth, _ = read(tmp_path, "a.xml", rss(ITEM, SHORT))
    back, _ = read(tmp_path, "a.xml", rss(SHORT, ITEM))
    assert {a.id for a in forth} == {a.id for a in back}


BOMB = '<!DOCTYPE rss [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;"><!ENTITY c SYSTEM "file:///etc/passwd">]>'


@pytest.mark.parametrize(
    ("content", "what"),
    [
        (b"", "the file is empty"),
        (rss(), "the feed holds no item"),
        (b"<rss><channel><title>a</title></channel></rss>", "the feed holds no item"),
        (b"<catalog><item><title>a</title></item></catalog>", "XML, but neither RSS nor Atom"),
        (b"just text and no XML", "no XML"),
        (BOMB.encode() + rss(ITEM), "XML with entities of its own"),
        (BOMB.encode("utf-16") + rss(ITEM).decode().encode("utf-16-le"), "XML with entities of its own"),
    ],
)
def test_what_is_no_feed_is_told_in_one_line(tmp_path: Path, content: bytes, what: str) -> None:
    articles, (error,) = read(tmp_path, "a.xml", content)
    assert articles == []
    assert error.startswith(f"a.xml: {what}")
    assert error.endswith(")")


def test_entities_behind_a_long_comment_are_not_expanded(tmp_path: Path) -> None:
    feed = rss(ITEM.replace(TITLE, "&b;&c;")).decode().replace("?>", f"?><!--{'x' * 2_000_000}-->{BOMB}", 1)
    (article,), _ = read(tmp_path, "a.xml", feed.encode())
    assert article.text == f"{ONE}\n\n{TWO}"


def test_a_feed_that_is_cut_off_keeps_its_first_items(tmp_path: Path) -> None:
    articles, errors = read(tmp_path, "a.xml", rss(ITEM, SHORT)[:-200])
    assert [bodies(a) for a in articles] == [[ONE, TWO]]
    assert errors[-1].partition(" (")[0].endswith("damaged XML; what follows is lost")


@given(st.binary(max_size=100), st.integers(0, 700))
@settings(max_examples=60)
def test_hostile_feeds_end_in_articles_and_errors(noise: bytes, at: int) -> None:
    whole = rss(ITEM, SHORT)
    for got in read_articles(["-"], stdin=b"<rss>" + whole[:at] + noise + whole[at + len(noise) :]):
        assert isinstance(got, Article) or (isinstance(got, ReadError) and got.remedy)
