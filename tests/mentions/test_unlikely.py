"""What is read as a name and is none, and two names that are read as one."""

import pytest

from tests.conftest import Finds, Reader


def classes(finds: Finds, text: str) -> dict[str, str]:
    return {m.surface: m.cls for m in finds(text)}


@pytest.mark.parametrize(
    ("text", "surface"),
    [
        ("테슬라는 완전자율주행(FSD) 소프트웨어의 출시를 미뤘다.", "소프트웨어"),
        ("한화는 사거리 290km급 유도탄을 공급한다.", "사거리 290km급"),
        ("가람운용은 주식혼합형 ETF를 내놓았다.", "형 ETF"),
        ("운용 자산(AUM)이 3조원으로 늘었다.", "AUM"),
        ("퇴직연금(DC·IRP) 계좌에서 살 수 있다.", "IRP"),
        ("패널당 칩 수를 늘렸다.", "패널당"),
        ("회사는 새 아키텍처를 내놓았다.", "아키텍처"),
        ("삼성전자는 반도체 ‘칼바람’을 맞았다.", "칼바람"),
        ("조사팀은 교묘한 위조수법을 찾았다.", "위조수법"),
        ("그는 사법연수원 31기로 임관했다.", "사법연수원"),
        ("내려받는 속도는 KT가 410.5Mbps였다.", "410.5Mbps"),
        ("한국어 전용 AI 모델을 팔기 시작했다.", "한국어"),
        ("회사는 유럽 원전 시장에 뛰어들었다.", "유럽 원전"),
        ("회사는 FSRU 1척을 수주했다.", "FSRU"),
        ("부산을 영화의 메카로 키운다.", "메카로"),
    ],
)
def test_these_are_no_names(finds: Finds, text: str, surface: str) -> None:
    assert surface not in classes(finds, text)


def test_people_in_a_row_are_several(finds: Finds) -> None:
    found = classes(finds, "무대에는 김도훈 박서준 이하늘 최민재가 함께 올랐다.")
    assert {n for n, c in found.items() if c == "Person"} >= {"김도훈", "박서준", "이하늘", "최민재"}


def test_a_foreigner_is_one(finds: Finds) -> None:
    assert "마이클 조던" in classes(finds, "마이클 조던이 방한했다.")


def test_a_firm_is_named_with_its_head(finds: Finds) -> None:
    found = classes(finds, "학교는 로보닉스(이정우 기계공학과 교수), 셀레믹스(박준호 생명과학과 교수)를 소개했다.")
    assert found.get("로보닉스", "Company") == "Company"


def test_what_a_text_calls_so_is_so(reads: Reader) -> None:
    read = reads(
        "달무리와 소속사 마루엔터테인먼트가 협의했다.",
        "달무리와 마루 엔터테인먼트(이하 마루)는 계약을 논의했다. 마루 측은 답하지 않았다.",
        headline="달무리, 마루와 계약 논의",
    )
    assert sum("마루" in e.names[0].text for e in read.graph.entities) == 1


def test_a_code_means_the_product_that_is_named(reads: Reader) -> None:
    read = reads("삼성전자는 갤럭시 S24를 공개했다. 새 스마트폰 S24는 다음 달 출시된다.")
    assert sum("S24" in e.names[0].text for e in read.graph.entities) == 1


def test_a_category_with_its_abbreviation_is_no_name(finds: Finds) -> None:
    assert "Software" not in {m.cls for m in finds("누리소통망(SNS)에 글이 올라왔다.") if m.method == "cue"}


def test_a_foreigner_before_a_university_is_one(finds: Finds) -> None:
    assert "마키노 유이치" in classes(finds, "마키노 유이치 도쿄대 교수는 반겼다.")
