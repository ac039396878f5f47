"""What a build says of its input: one line a kind."""

from __future__ import annotations

from datetime import date

from kg.model import Article, Block, Span
from kg.readers.notices import Notices

from .conftest import ONE, TWO

TODAY = date(2025, 3, 14)


def _noticed(*articles: tuple[str, date | None]) -> list[tuple[str, int, tuple[str, ...]]]:
    notices = Notices(TODAY)
    for n, (text, day) in enumerate(articles):
        notices.take(Article(f"a{n}", text, (Block(Span(0, len(text))),), source=f"{n}.txt", published=day))
    return [(noticed.kind, noticed.articles, noticed.where) for noticed in notices.said()]


def test_good_articles_are_not_spoken_of() -> None:
    assert _noticed((ONE, TODAY), (TWO, date(2025, 3, 15))) == []


def test_each_kind_is_told_once_with_the_first_sources() -> None:
    english = "Samsung Electronics said on Monday that it would build chips in Texas next year."
    undated = [(f"{ONE} {n}", None) for n in range(5)]
    assert _noticed(*undated, (english, TODAY), (TWO, date(2099, 1, 1)), (TWO, TODAY), ((ONE + " ") * 2000, TODAY)) == [
        ("undated", 5, ("0.txt", "1.txt", "2.txt")),
        ("future", 1, ("6.txt",)),
        ("foreign", 1, ("5.txt",)),
        ("repeated", 1, ("7.txt",)),
        ("long", 1, ("8.txt",)),
    ]


def test_korean_with_english_words_is_korean() -> None:
    mixed = "엔비디아는 H100 GPU를 AWS, Google Cloud Platform, Microsoft Azure에 공급한다고 밝혔다."
    assert _noticed((mixed, TODAY), ("Breaking: Samsung", TODAY)) == []
