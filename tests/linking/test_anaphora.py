"""Words that stand for names: 이 회사, 동사, 그는, 회사 측, 황 CEO."""

from __future__ import annotations

import pytest

from tests.conftest import Reader


@pytest.mark.parametrize(
    ("paragraphs", "surface", "name"),
    [
        (("SK하이닉스는 공장을 짓는다.", "이 회사는 청주에 있다."), "이 회사", "SK하이닉스"),
        (("SK하이닉스는 공장을 짓는다.", "동사는 배당을 늘렸다."), "동사", "SK하이닉스"),
        (("SK하이닉스는 공장을 짓는다.", "회사 측은 일정을 밝히지 않았다."), "회사 측", "SK하이닉스"),
        (("엔비디아는 자사 칩을 홍보했다.",), "자사", "엔비디아"),
        (("젠슨 황 엔비디아 CEO가 방한했다.", "그는 서울에 머물렀다."), "그", "젠슨 황"),
        (("젠슨 황 엔비디아 CEO가 방한했다.", "황 CEO는 서울에 머물렀다."), "황", "젠슨 황"),
        (("이재명 대통령이 연설했다.", "李 대통령은 경제를 말했다."), "李", "이재명"),
        (("김범석 쿠팡 의장이 물러났다.", "김 의장은 미국에 있다."), "김", "김범석"),
        (("딥시크는 항저우에 있다.", "해당 기업은 비상장사다."), "해당 기업", "딥시크"),
    ],
)
def test_what_stands_for_a_name(reads: Reader, paragraphs: tuple[str, ...], surface: str, name: str) -> None:
    got = reads(*paragraphs)
    assert got.entities_of(surface) == [got.id(name)]
    assert got.id(name)


@pytest.mark.parametrize(
    "text",
    ["이 회사는 작년에 섰다.", "동사는 품사의 하나다.", "황 CEO는 떠났다.", "그는 웃었다.", "그 회사 앞에 섰다."],
)
def test_nothing_is_meant_where_nothing_was_named(reads: Reader, text: str) -> None:
    assert [m for m in reads(text).graph.mentions if m.method == "coreference"] == []


def test_the_nearest_company_is_meant(reads: Reader) -> None:
    got = reads("네이버는 검색을 고쳤다.", "카카오는 메신저를 고쳤다.", "이 회사는 판교에 있다.")
    assert got.entities_of("이 회사") == [got.id("카카오")]


def test_the_company_that_the_article_is_about_is_meant(reads: Reader) -> None:
    got = reads(
        "네이버는 검색을 고쳤다.", "네이버는 요금을 내렸다.", "네이버는 카카오를 앞섰다.", "이 회사는 판교에 있다."
    )
    assert got.entities_of("이 회사") == [got.id("네이버")]
