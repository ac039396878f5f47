"""Who has how much of whom, joint ventures in all their forms, and names that a list says to be what they are."""

from __future__ import annotations

import pytest

from tests.conftest import Reader


@pytest.mark.parametrize(
    ("text", "subject", "relation", "target"),
    [
        ("국민연금의 삼성전자 지분은 7%다.", "국민연금공단", "investsIn", "삼성전자"),
        ("카카오의 두나무 지분율은 10.9%로 낮아졌다.", "카카오", "investsIn", "두나무"),
        ("이재용 회장의 삼성물산 지분은 19.9%다.", "이재용", "investsIn", "삼성물산"),
        ("SK의 SK온 지분은 86%다.", "SK온", "ownedBy", "SK그룹"),
        ("델타항공이 한진칼 지분을 사들였다.", "델타항공", "investsIn", "한진칼"),
        ("LG에너지솔루션과 GM이 합작해 세운 얼티엄셀즈가 쉰다.", "얼티엄셀즈", "ownedBy", "제너럴모터스"),
        ("SK온이 포드와 함께 세운 합작법인 블루오벌SK가 쉰다.", "블루오벌SK", "ownedBy", "포드"),
        ("블루오벌SK는 SK온과 포드가 5대5로 설립한 합작법인이다.", "블루오벌SK", "ownedBy", "SK온"),
        ("LG화학과 GM은 손잡았다. 두 회사는 합작법인 얼티엄셀즈의 공장을 짓는다.", "얼티엄셀즈", "ownedBy", "LG화학"),
        ("카카오는 게임업체인 넥슨, 쇼핑몰인 쿠팡 등을 인수했다.", "카카오", "acquires", "넥슨"),
        ("카카오는 게임업체인 넥슨과 쇼핑몰인 쿠팡에 투자했다.", "카카오", "investsIn", "넥슨"),
        ("카카오는 게임업체인 샛별루, 쇼핑몰인 쿠팡 등을 인수했다.", "카카오", "acquires", "쿠팡"),
        ("SK그룹이 공장을 짓는다. SK텔레콤은 자회사인 SK브로드밴드와 협력한다.", "SK브로드밴드", "ownedBy", "SK텔레콤"),
        ("현대건설은 아람코가 발주한 50억 달러 규모의 공사를 따냈다.", "사우디아람코", "orders", "현대건설"),
    ],
)
def test_said(reads: Reader, text: str, subject: str, relation: str, target: str) -> None:
    assert reads(text).claim(subject, relation, target)


@pytest.mark.parametrize(
    ("text", "subject", "relation", "target"),
    [
        ("카카오의 두나무 지분율은 10.9%로 낮아졌다.", "두나무", "ownedBy", "카카오"),
        ("델타항공이 한진칼 지분을 사들였다.", "델타항공", "acquires", "한진칼"),
        ("구글의 자회사인 딥마인드, 메타의 자회사인 왓츠앱이 참여했다.", "메타", "ownedBy", "구글"),
        ("카카오는 네이버와 게임업체인 넥슨을 인수했다.", "카카오", "acquires", "네이버"),
    ],
)
def test_not_said(reads: Reader, text: str, subject: str, relation: str, target: str) -> None:
    assert not reads(text).stated(subject, relation, target)


def test_a_stake_is_the_holders_figure(reads: Reader) -> None:
    claims = reads("국민연금의 삼성전자 지분은 7%다.").graph.claims
    figures = [c.statement for c in claims if c.statement.predicate == "count"]
    assert [(s.subject, s.qualifiers[0].value) for s in figures] == [("nps", "삼성전자 지분")]


def test_who_applies_to_be_listed_is_not_yet(reads: Reader) -> None:
    claims = reads("카카오뱅크는 코스피 상장예비심사를 청구했다.").graph.claims
    assert [c.evidence.modality for c in claims if c.statement.predicate == "lists"] == ["planned"]


@pytest.mark.parametrize(
    ("text", "subject", "relation", "target"),
    [
        ("오라클은 오픈AI와 3000억 달러 규모의 클라우드 계약을 체결했다.", "오라클", "supplies", "오픈AI"),
        ("메타는 비스트라와 20년 전력구매계약(PPA)을 체결했다.", "비스트라", "supplies", "메타"),
        ("네이버는 카카오의 인수를 추진한다.", "네이버", "acquires", "카카오"),
        ("네이버와 카카오 간 업무협약이 체결됐다.", "네이버", "partnersWith", "카카오"),
        ("네이버는 카카오, 부산시와 손잡았다.", "네이버", "partnersWith", "카카오"),
        ("포르쉐는 폭스바겐 지분 4.89%를 매입, 전체 지분을 35%로 높였다.", "포르쉐", "investsIn", "폭스바겐"),
        ("하이브는 엔씨소프트와 넥슨 지분을 갖고 있다.", "하이브", "investsIn", "엔씨소프트"),
        ("네이버는 카카오 지분 100%를 KKR로부터 9조원에 인수하는 계약을 체결했다.", "네이버", "acquires", "카카오"),
        ("삼성전자는 하만의 경영권을 포함한 지분 80%를 인수했다.", "삼성전자", "acquires", "하만"),
        ("버라이즌이 자회사인 야후를 애플에 매각했다.", "야후", "ownedBy", "버라이즌"),
        ("퓨리오사AI가 투자를 유치했다. 카카오가 300억원을 투자했다.", "카카오", "investsIn", "퓨리오사AI"),
        ("르노는 닛산이 위기에 빠진 1999년 지분을 사들이며 닛산의 최대 주주가 됐다.", "닛산", "ownedBy", "르노"),
    ],
)
def test_deals(reads: Reader, text: str, subject: str, relation: str, target: str) -> None:
    assert reads(text).claim(subject, relation, target)


def test_what_a_contract_is_worth_is_a_figure_beside_the_order(reads: Reader) -> None:
    claims = reads("현대건설은 아람코가 발주한 50억 달러 규모의 공사를 수주했다.").graph.claims
    assert [c.statement.subject for c in claims if c.statement.predicate == "count"] == [
        "hyundai-engineering-construction"
    ]
