"""Habits of local, court and accident news: towns that speak, who sent whom, terms of prison, ages, ministries."""

from __future__ import annotations

from decimal import Decimal

import pytest

from tests.conftest import Reader, numbers


def figures(reads: Reader, text: str) -> list[tuple[str, Decimal]]:
    """The figures of a text with whose they are."""
    claims = (c.statement for c in reads(text).graph.claims)
    return [(c.subject, c.object.value) for c in claims if not isinstance(c.object, str)]


def test_a_town_speaks(reads: Reader) -> None:
    read = reads("양주시는 17일 파주시와 업무협약을 체결했다고 밝혔다.")
    assert read.claim("양주시청", "partnersWith", "파주시").evidence.attributed_to == "yangju-city-hall"


@pytest.mark.parametrize(("text", "town"), [("또한 시는 축제를 연다.", True), ("그가 쓴 시는 짧다.", False)])
def test_a_bare_town_is_the_one_named(reads: Reader, text: str, *, town: bool) -> None:
    mentions = reads(f"양주시는 축제를 열었다. {text}").graph.mentions
    assert any((m.surface, m.entity) == ("시", "yangju-city-hall") for m in mentions) == town


@pytest.mark.parametrize(
    ("text", "ministry"),
    [
        ("국방부와 합동참모본부가 회의에 참석했다.", "mnd-korea"),
        ("중국 외교부와 국방부가 항의했다.", "china-mnd"),
        ("미국 상무부와 국방부가 화웨이를 조사했다.", "us-defense-department"),
    ],
)
def test_a_listed_ministry_is_of_the_state_of_its_neighbour(reads: Reader, text: str, ministry: str) -> None:
    assert any((m.surface, m.entity) == ("국방부", ministry) for m in reads(text).graph.mentions)


def test_he_is_who_spoke(reads: Reader) -> None:
    text = (
        "홍길동 대변인은 회의에 나왔다. 홍 대변인은 이바다 의원이 김하늘 대표를 지켰다고 지적했다. "
        "그는 이바다 의원을 비판했다."
    )
    assert reads(text).claim("홍길동", "criticizes", "이바다")


def test_who_came_is_of_who_sent_him(reads: Reader) -> None:
    text = "삼성전자는 협약을 맺었다. 중소기업중앙회에서는 이바다 부회장, 정하늘 실장이 참석했다."
    read = reads(text)
    assert read.claim("이바다", "holdsPosition", "중소기업중앙회")
    assert not any(c.statement.object == "samsung-electronics" for c in read.graph.claims)


@pytest.mark.parametrize(
    ("text", "value"),
    [("징역 1년 6월에 처했다.", "1.50"), ("징역 1년 6개월을 선고했다.", "1.50"), ("올해 1년 6월", "1")],
)
def test_months_of_a_sentence(text: str, value: str) -> None:
    assert numbers(text)[0].quantity.value == Decimal(value)


def test_what_is_asked_for_is_no_sentence(reads: Reader) -> None:
    assert not figures(reads, "검찰은 홍길동 전 시장에게 징역 7년에 벌금 2억원을 구형했다.")


@pytest.mark.parametrize(("text", "count"), [("40대 남성이 숨졌다.", 0), ("트럭 40대가 섰다.", 1)])
def test_an_age_is_no_number_of_cars(text: str, count: int) -> None:
    assert len(numbers(text)) == count


def test_roles_of_heads(reads: Reader) -> None:
    roles = [q.value for c in reads("홍길동(68) 전 영천시장이 왔다.").graph.claims for q in c.statement.qualifiers]
    assert roles == ["전 시장"]


def test_a_county_lies_in_no_county(reads: Reader) -> None:
    claims = [c.statement for c in reads("조사는 강원 양구 인제군 일대에서 이뤄졌다.").graph.claims]
    assert {(c.subject, c.object) for c in claims} == {("yanggu", "gangwon")}


@pytest.mark.parametrize(
    ("text", "name"),
    [("행사는 서울 해군호텔에서 열렸다.", "해군"), ("행사는 서울 중구 세종대로 12에서 열렸다.", "세종대")],
)
def test_a_hotel_or_a_road_is_not_what_it_is_called_after(reads: Reader, text: str, name: str) -> None:
    assert all(m.surface != name for m in reads(text).graph.mentions)


def test_a_name_with_its_spelling_in_the_marks(reads: Reader) -> None:
    mentions = reads("제17호 태풍 ‘나래(NARAE)’가 제주에 북상했다.").graph.mentions
    assert {(m.surface, m.cls) for m in mentions} >= {("나래", "Event"), ("NARAE", "Event")}
