"""Places in an order: whom they are said of, and who only stands by."""

from __future__ import annotations

import re
from decimal import Decimal

import pytest

from kg.extract.engine import Engine
from kg.model import Quantity
from kg.ontology import load_ontology
from tests.extract.test_measures import read


@pytest.fixture(scope="module")
def engine() -> Engine:
    return Engine(load_ontology())


def ranks(engine: Engine, text: str) -> set[tuple[str, int]]:
    """Whose places a text says."""
    out = set()
    for claim in read(engine, text):
        if claim.statement.predicate == "rank" and isinstance(claim.statement.object, Quantity):
            assert claim.statement.object.unit == "ordinal"
            out.add((claim.statement.subject, int(Decimal(claim.statement.object.value))))
    return out


def test_a_sentence_is_looked_at_for_every_place_that_the_words_can_say() -> None:
    raw = load_ontology().frames["measures"]
    order = raw["order"]
    said = [*raw["ranks"], *raw["firsts"], *raw["persons"], *order["tops"], *order["following"], *order["first_of"]]
    placing = re.compile("|".join(raw["placing"]))
    assert [words for words in said if not placing.search(words)] == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("세계 최대 노광장비 회사인 네덜란드 ASML이 실적을 냈다.", {("asml", 1)}),
        ("유럽 최대 경제국인 독일이 예산을 늘렸다.", {("germany", 1)}),
        ("세계 최대 커피 수출국인 브라질에 서리가 내렸다.", {("brazil", 1)}),
        ("재계 2위 SK그룹이 인사를 했다.", {("sk-group", 2)}),
        ("인터넷 검색 선두 기업인 미국 구글이 새 서비스를 내놨다.", {("google", 1)}),
        ("업계 1위 반도체 장비 업체 ASML이 공장을 짓는다.", {("asml", 1)}),
        ("세계 1, 2위인 애플과 삼성전자가 나란히 새 제품을 내놨다.", {("apple", 1), ("samsung-electronics", 2)}),
    ],
)
def test_what_a_place_describes(engine: Engine, text: str, expected: set[tuple[str, int]]) -> None:
    assert ranks(engine, text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("방문객은 일본이 720만 명으로 가장 많았다.", {("japan", 1)}),
        ("가입자는 넷플릭스가 3억명으로 가장 많고 애플이 2억명으로 뒤를 이었다.", {("netflix", 1), ("apple", 2)}),
        ("출하량은 애플이 20%로 가장 높고 메타와 샤오미 순이었다.", {("apple", 1), ("meta", 2), ("xiaomi", 3)}),
        ("국내 포털 가운데 네이버가 가장 빠르게 성장했다.", {("naver", 1)}),
    ],
)  # fmt: skip
def test_who_has_the_most_and_who_follows(engine: Engine, text: str, expected: set[tuple[str, int]]) -> None:
    assert ranks(engine, text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("한국은 미국과 프랑스에 이어 위성을 쏘아 올린 세 번째 나라가 됐다.", {("south-korea", 3)}),
        ("비야디는 테슬라에 이어 세계에서 두 번째다.", {("byd", 2)}),
        ("인도는 소행성에 착륙한 네 번째 나라가 됐다.", {("india", 4)}),
        ("비야디는 테슬라를 제치고 선두에 올라섰다.", {("byd", 1)}),
        ("프랑스는 이번 대회에서 우승을 차지했다.", {("france", 1)}),
        ("카카오는 국내 기업 최초로 유럽 인증을 받았다.", {("kakao", 1)}),
    ],
)
def test_what_a_clause_says_of_its_subject(engine: Engine, text: str, expected: set[tuple[str, int]]) -> None:
    assert ranks(engine, text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("삼성전자는 스마트폰 시장에서 애플에 1위를 내줬다.", {("apple", 1)}),
        ("조사업체는 구글을 1위, 메타를 2위로 평가했다.", {("google", 1), ("meta", 2)}),
        ("기관은 브라질을 인도에 이어 2위에 올렸다.", {("brazil", 2)}),
        ("판매량에서 구글을 제치고 애플이 1위에 올랐다.", {("apple", 1)}),
        ("4위와 5위는 메타와 구글이 차지했다.", {("meta", 4), ("google", 5)}),
        ("세계 1위와 2위 반도체 업체인 삼성전자와 인텔이 맞붙었다.", {("samsung-electronics", 1), ("intel", 2)}),
        ("점유율에서 LG전자는 12%로 애플에 이어 2위, 샤오미는 9%로 3위였다.", {("lg-electronics", 2), ("xiaomi", 3)}),
    ],
)
def test_a_place_goes_to_whom_the_verb_gives_it(engine: Engine, text: str, expected: set[tuple[str, int]]) -> None:
    assert ranks(engine, text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "테슬라는 비야디와 세계 1위를 다투고 있다.",  # an aim
        "애플은 처음으로 5위 밖으로 밀려났다.",  # a bound
        "구글은 종전 1위였던 메타를 밀어냈다.",  # by now it is another's
        "삼성전자는 미국에 두 번째 공장을 짓고 있다.",  # the plant's
        "삼성전자가 업계에서 가장 먼저 애플을 만났다.",  # the earliest is no rank of what comes next
        "네이버는 세 번째로 사과했다.",  # how often
        "네이버는 커졌다. 인구가 세계 1위인 나라에 지사를 냈다고 했다.",  # a land's that has no name here
        "이번 회의는 파리에 이어 두 번째로 열렸다.",  # of a meeting
        "팀 쿡 애플 최고경영자는 “이 기술이 세계에서 가장 빠르다”고 말했다.",  # who only tells it
    ],
)
def test_who_has_no_place(engine: Engine, text: str) -> None:
    assert ranks(engine, text) == set()


def test_what_was_done_again_is_the_topic_s_where_its_kind_did_it_before(engine: Engine) -> None:
    told = "카카오가 미국 증시에 상장했다.\n국내 기업이 이 증시에 상장한 것은 {}에 이어 두 번째다."
    assert ranks(engine, told.format("쿠팡")) == {("kakao", 2)}
    assert ranks(engine, told.format("2021년")) == set()
