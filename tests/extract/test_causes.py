"""What a measure does to somebody: named, bare or by whose it is, supposed, expected, in one row."""

from __future__ import annotations

import pytest

from tests.conftest import Reader

SAID = [
    ("미국의 제재로 화웨이가 타격을 입었다.", "policy/미국의제재", "huawei"),
    ("관세 인상으로 현대차가 타격을 입었다.", "policy/관세", "hyundai-motor"),
    ("H20 수출 금지로 엔비디아가 타격을 입었다.", "policy/h20수출금지", "nvidia"),
    ("자동차 관세는 현대차와 기아에 부담이 될 전망이다.", "auto-tariff", "kia"),
    ("자동차 관세로 인해 현대차와 기아의 부담이 늘어날 전망이다.", "auto-tariff", "hyundai-motor"),
    ("자동차 관세가 시행되면 현대차의 타격이 불가피하다.", "auto-tariff", "hyundai-motor"),
    ("현대차는 자동차 관세로 인한 손실을 봤다.", "auto-tariff", "hyundai-motor"),
    ("현대차는 자동차 관세 인상에 따라 비용 부담이 커졌다.", "auto-tariff", "hyundai-motor"),
    ("IRA 폐지로 삼성SDI가 직격탄을 맞을 것이라는 우려가 나온다.", "ira", "samsung-sdi"),
]
UNSAID = [
    ("공정거래위원회는 전기통신사업법에 따라 SK텔레콤에 시정명령을 내렸다.", "affects"),
    ("H20 수출 금지로 중국 내 데이터센터 사업이 멈췄다.", "affects"),
    ("한국산 자동차에 매기는 관세를 15%로 낮추겠다고 했다.", "affects"),
]


@pytest.mark.parametrize(("text", "cause", "struck"), SAID)
def test_a_measure_affects_whom_it_strikes(reads: Reader, text: str, cause: str, struck: str) -> None:
    found = {(c.statement.subject, c.statement.predicate, c.statement.object) for c in reads(text).graph.claims}
    assert (cause, "affects", struck) in found, found


@pytest.mark.parametrize(("text", "relation"), UNSAID)
def test_nobody_is_struck(reads: Reader, text: str, relation: str) -> None:
    assert relation not in {c.statement.predicate for c in reads(text).graph.claims}
