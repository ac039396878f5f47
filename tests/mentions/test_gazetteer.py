"""Names of the lexicon in the text: whole words only, particles and class nouns behind them allowed."""

from __future__ import annotations

from itertools import pairwise

import pytest

from tests.conftest import Finds


def ids(finds: Finds, text: str) -> dict[str, str]:
    """Surface -> entity of all mentions that a lexicon entry names."""
    return {m.surface: m.entity for m in finds(text) if m.entity}


@pytest.mark.parametrize(
    ("text", "surface", "entity"),
    [
        ("네이버는 검색을 개편했다.", "네이버", "naver"),
        ("네이버측은 답하지 않았다.", "네이버", "naver"),
        ("이번 행사는 네이버에서도 열린다.", "네이버", "naver"),
        ("SKT는 요금제를 내놨다.", "SKT", "sk-telecom"),
        ("KT&G는 담배를 판다.", "KT&G", "ktng"),
        ("LG는 배당을 늘렸다.", "LG", "lg-group"),
        ("한국전력공사가 요금을 올렸다.", "한국전력공사", "kepco"),
        ("한국전력은 요금을 올렸다.", "한국전력", "kepco"),
        ("독일 총리가 방한했다.", "독일", "germany"),
        ("이란은 협상에 나섰다.", "이란", "iran"),
        ("美 상무부가 명단을 냈다.", "美 상무부", "us-commerce-department"),
        ("中 정부는 반발했다.", "中 정부", "chinese-government"),
        ("日産 차가 팔렸다.", "日産", "nissan"),
        ("포드차가 팔렸다.", "포드", "ford"),
        ("중국발 황사가 왔다.", "중국", "china"),
        ("제미나이 2.5 프로를 공개했다.", "제미나이 2.5 프로", "gemini-2-5"),
        ("QWEN 2.5가 나왔다.", "QWEN 2.5", "qwen-2-5"),
        ("홍콩 항셍기술지수가 올랐다.", "항셍기술지수", "hang-seng-tech"),
    ],
)
def test_names_are_found(finds: Finds, text: str, surface: str, entity: str) -> None:
    assert ids(finds, text).get(surface) == entity


@pytest.mark.parametrize(
    ("text", "surface", "entity"),
    [
        ("재판은 서울 중앙지법에서 열린다.", "서울 중앙지법", "seoul-central-court"),
        ("호남선에는 KTX 산천이 다닌다.", "KTX 산천", "ktx-sancheon"),
        ("시카고대학은 결과를 냈다.", "시카고대학", "university-of-chicago"),
        ("홍콩 금융관리국이 금리를 올렸다.", "홍콩 금융관리국", "hong-kong-monetary-authority"),
    ],
)
def test_a_name_may_be_spaced_otherwise(finds: Finds, text: str, surface: str, entity: str) -> None:
    assert ids(finds, text).get(surface) == entity


@pytest.mark.parametrize(
    ("text", "entity"),
    [
        ("한국 경제는 회복했다.", "hankyung"),  # 한국경제
        ("중국 은행의 대출이 늘었다.", "bank-of-china"),  # 중국은행
        ("미래 산업을 키운다.", "mirae-corporation"),  # 미래산업
    ],
)
def test_common_nouns_apart_are_no_firm(finds: Finds, text: str, entity: str) -> None:
    assert entity not in ids(finds, text).values()


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("차를 공장에서 인도했다.", "인도"),
        ("집에 가나 학교에 가나 같다.", "가나"),
        ("세계의 기아 문제가 심각하다.", "기아"),
        ("쿠팡이츠가 배달한다.", "쿠팡"),
        ("인텔리전스 기업이 모였다.", "인텔"),
        ("메타버스 사업을 접었다.", "메타"),
        ("카카오톡에서 대화했다.", "카카오"),
        ("사과와 배를 먹었다.", "애플"),
        ("中企 지원이 늘었다.", "中"),
        ("AMDX라는 약어가 있다.", "AMD"),
        ("한화그룹이 손을 뗐다.", "한화"),
        ("과일이란 무엇인가를 물었다.", "이란"),
        ("이 도로는 새로 났다.", "로"),
        ("애플파이를 먹었다.", "애플"),
        ("친구가 구글링을 했다.", "구글"),
        ("중국집에서 먹었다.", "중국"),
        ("네이버는 다음 달 문을 연다.", "다음"),
        ("회사는 창사 이후 처음 웃었다.", "창사"),
        pytest.param(
            "무사가 일본도를 들었다.",
            "일본",
            marks=pytest.mark.xfail(strict=True, reason="일본도 is read as 일본 with 도"),
        ),
    ],
)
def test_no_name_inside_another_word(finds: Finds, text: str, name: str) -> None:
    assert name not in [m.surface for m in finds(text)]


def test_the_longest_name_wins(finds: Finds) -> None:
    found = [m.surface for m in finds("삼성전자와 삼성바이오로직스가 공시했다.")]
    assert found == ["삼성전자", "삼성바이오로직스"]


def test_mentions_do_not_overlap_and_match_the_text(finds: Finds) -> None:
    text = "국제결제은행(BIS)과 한국개발연구원(KDI)은 미·중 갈등을 경고했다."
    found = finds(text)
    assert [m.span.of(text) for m in found] == [m.surface for m in found]
    assert all(a.span.end <= b.span.start for a, b in pairwise(found))


@pytest.mark.parametrize(("text", "entity"), [("인도는 쌀 수출을 멈췄다.", "india"), ("기아는 EV3를 내놨다.", "kia")])
def test_a_classed_homonym_is_the_lexicons_own(finds: Finds, text: str, entity: str) -> None:
    assert entity in [m.entity for m in finds(text)]


def test_a_foreign_ministry_is_not_the_korean_one(finds: Finds) -> None:
    assert "motie" not in [m.entity for m in finds("체코 산업부는 원전 계약을 확정했다.")]
