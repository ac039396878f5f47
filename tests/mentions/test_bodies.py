"""Bodies in the titles of those who head them, bodies of countries and regions, places inside larger names."""

from __future__ import annotations

import pytest

from tests.conftest import Finds, Reader


def found(finds: Finds, text: str) -> dict[str, str]:
    """Surface -> class of a text's mentions."""
    return {m.surface: m.cls for m in finds(text)}


@pytest.mark.parametrize(
    ("text", "surface", "cls"),
    [
        ("박형준 부산시장은 예산을 늘렸다.", "부산시", "GovernmentBody"),
        ("김가람 성남시장이 예산을 줄였다.", "성남시", "GovernmentBody"),
        ("김가람 경기도지사는 반대했다.", "경기도", "GovernmentBody"),
        ("김가람 방통위원장은 심사를 미뤘다.", "방통위", "GovernmentBody"),
        ("김가람 국가정보원장이 배석했다.", "국가정보원", "GovernmentBody"),
        ("김가람 다빛로봇기술원장은 낙관했다.", "다빛로봇기술원", "ResearchInstitute"),
        ("김가람 해저도시건설위원장은 낙관했다.", "해저도시건설위원회", "GovernmentBody"),
    ],
)
def test_a_heads_title_names_the_body(finds: Finds, text: str, surface: str, cls: str) -> None:
    assert found(finds, text).get(surface) == cls


@pytest.mark.parametrize(
    ("text", "surface"),
    [
        ("유럽 시장에서 점유율이 올랐다.", "유럽시"),
        ("왕이 중국 외교부장이 항의했다.", "중국 외교부"),
        ("김가람 리서치센터장은 낙관했다.", "리서치센터"),
        ("김가람 다빛로봇기술원장은 낙관했다.", "다빛로봇기술원장"),
        ("김가람 협회장이 해명했다.", "협회장"),
    ],
)
def test_a_title_is_no_body(finds: Finds, text: str, surface: str) -> None:
    assert surface not in found(finds, text)


@pytest.mark.parametrize(
    ("text", "surface", "cls"),
    [
        ("우즈베키스탄 철도청이 열차를 주문했다.", "우즈베키스탄 철도청", "GovernmentBody"),
        ("오하이오주 소비자보호국은 벌금을 매겼다.", "오하이오주 소비자보호국", "GovernmentBody"),
        ("바하마 경찰은 창고를 뒤졌다.", "바하마 경찰", "GovernmentBody"),
        ("시애틀 연방 검찰은 그를 기소했다.", "시애틀 연방 검찰", "GovernmentBody"),
        ("퀘벡 양봉협회는 반발했다.", "퀘벡 양봉협회", "Organization"),
        ("노르웨이 양봉가총연맹은 반발했다.", "노르웨이 양봉가총연맹", "Organization"),
    ],
)
def test_a_country_or_region_and_a_word_for_a_body(finds: Finds, text: str, surface: str, cls: str) -> None:
    assert found(finds, text).get(surface) == cls


@pytest.mark.parametrize(
    ("text", "surface"),
    [
        ("독일 협회가 반발했다.", "독일 협회"),
        ("이란 정부군은 물러났다.", "정부군"),
        ("바하마 경찰은 창고를 뒤졌다.", "경찰"),
    ],
)
def test_a_kind_of_body_is_none(finds: Finds, text: str, surface: str) -> None:
    assert surface not in found(finds, text)


def test_an_abbreviation_is_of_the_whole_body_not_of_its_unit(reads: Reader) -> None:
    assert reads("노르웨이 양봉가연맹(NBF)은 반발했다.").entities_of("NBF") == ["organization/노르웨이양봉가연맹"]


@pytest.mark.parametrize(
    ("text", "surface", "cls"),
    [
        ("핀란드군은 국경에 병력을 보냈다.", "핀란드군", "GovernmentBody"),
        ("콜롬비아군이 기지를 옮겼다.", "콜롬비아군", "GovernmentBody"),
        ("해리스 선거캠프는 광고를 늘렸다.", "해리스 선거캠프", "Organization"),
    ],
)
def test_armies_and_campaigns(finds: Finds, text: str, surface: str, cls: str) -> None:
    assert found(finds, text).get(surface) == cls


@pytest.mark.parametrize(
    ("text", "surface"),
    [("인천 계양을에서 접전이 벌어졌다.", "계양을"), ("경기 성남 분당갑에 그가 출마했다.", "분당갑")],
)
def test_constituencies(finds: Finds, text: str, surface: str) -> None:
    assert found(finds, text).get(surface) == "Region"


@pytest.mark.parametrize("text", ["인천 계양을 찾았다.", "서울 행정에 밝다.", "부산 법정에서 다퉜다."])
def test_no_constituency(finds: Finds, text: str) -> None:
    assert not any(s[-1] in "갑을병정무" for s in found(finds, text))


def test_a_body_is_called_without_its_state_afterwards(reads: Reader) -> None:
    read = reads("러시아 국가안보회의가 열렸다. 국가안보회의는 결정을 미뤘다.")
    assert set(read.entities_of("국가안보회의")) == {"security-council-of-russia"}


def test_a_bare_ministry_is_the_one_named_last(reads: Reader) -> None:
    read = reads("중국 상무부가 항의했다. 미국 상무부는 반박했다. 상무부는 수출을 막았다.")
    assert read.entities_of("상무부") == ["us-commerce-department"]


@pytest.mark.parametrize(
    ("text", "surface", "named"),
    [
        ("서울고법 행정9부가 심리했다.", "서울고법 행정9부", True),
        ("인천지법 형사7단독 판사가 선고했다.", "인천지법 형사7단독", True),
        ("서울중앙지검 외사부(부장 김모)는 불렀다.", "서울중앙지검 외사부", True),
        ("광주지법 순천지원 제1형사부는 판결했다.", "제1형사부", True),
        ("법원 예산지원이 늘었다.", "법원 예산지원", False),
        ("법원 일부가 반대했다.", "법원 일부", False),
    ],
)
def test_divisions_of_courts(finds: Finds, text: str, surface: str, named: bool) -> None:  # noqa: FBT001  # a parameter
    assert (surface in found(finds, text)) is named


@pytest.mark.parametrize(
    ("text", "surface", "cls"),
    [
        ("군산시는 새만금개발공사와 협약을 맺었다.", "군산시", "GovernmentBody"),
        ("고흥군과 여수시는 축제를 함께 추진한다.", "고흥군", "GovernmentBody"),
        ("군산시에서 불이 났다.", "군산시", "Region"),
        ("군산시 집값이 올랐다.", "군산시", "Region"),
        ("인구는 군산시가 많다.", "군산시", "Region"),
    ],
)
def test_a_town_that_acts_is_a_body(finds: Finds, text: str, surface: str, cls: str) -> None:
    assert found(finds, text).get(surface) == cls


@pytest.mark.parametrize(
    ("text", "surface", "cls"),
    [
        ("마이클 블룸버그 재단이 학교를 지원했다.", "마이클 블룸버그 재단", "Organization"),
        ("수서고속철도주식회사와 계약을 맺었다.", "수서고속철도주식회사", "Company"),
    ],
)
def test_a_body_by_its_whole_name(finds: Finds, text: str, surface: str, cls: str) -> None:
    assert found(finds, text).get(surface) == cls


@pytest.mark.parametrize(
    ("text", "surface", "cls"),
    [
        ("국민의힘 제주도당은 논평을 냈다.", "국민의힘 제주도당", "Organization"),
        ("국민의힘 중앙당선거관리위원회가 확정했다.", "국민의힘 중앙당선거관리위원회", "Organization"),
        ("주북 몽골 대사관은 사진을 공개했다.", "주북 몽골 대사관", "GovernmentBody"),
        ("주페루 일본대사관이 항의했다.", "주페루 일본대사관", "GovernmentBody"),
        ("세종시 중앙노동위원회 앞에서 시위했다.", "중앙노동위원회", "GovernmentBody"),
    ],
)
def test_bodies_by_their_whole_names(finds: Finds, text: str, surface: str, cls: str) -> None:
    assert found(finds, text).get(surface) == cls


def test_no_body_begins_with_the_town_where_it_sits(finds: Finds) -> None:
    assert "세종시 중앙노동위원회" not in found(finds, "세종시 중앙노동위원회 앞에서 시위했다.")


@pytest.mark.parametrize(
    ("text", "body", "whose"),
    [
        ("주북 몽골 대사관은 사진을 공개했다.", "주북 몽골 대사관", "몽골"),
        ("주한 미국대사관은 논평하지 않았다.", "주한 미국대사관", "미국"),
        ("국민의힘 제주도당은 논평을 냈다.", "국민의힘 제주도당", "국민의힘"),
    ],
)
def test_bodies_say_whose_they_are(reads: Reader, text: str, body: str, whose: str) -> None:
    reads(text).claim(body, "partOf", whose)
