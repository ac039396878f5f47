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
    ("SK하이닉스가 HBM 호황에 힘입어 사상 최대 실적을 기록했다.", "hbm", "sk-hynix"),
    ("텍사스 한파로 삼성전자의 생산이 지연됐다.", "texas-freeze", "samsung-electronics"),
    ("미국이 자동차 관세를 발표했다. 국내에서는 현대차가 타격을 볼 것으로 보인다.", "auto-tariff", "hyundai-motor"),
    ("화물연대 파업이 시작됐다. 포스코와 현대제철의 출하가 막혔다.", "truckers-strike-2022", "posco"),
    ("IRA 폐지로 삼성SDI가 직격탄을 맞을 것이라는 우려가 나온다.", "ira", "samsung-sdi"),
]
UNSAID = [
    ("공정거래위원회는 전기통신사업법에 따라 SK텔레콤에 시정명령을 내렸다.", "affects"),
    ("딥시크는 찻잔 속 태풍으로 끝났다.", "affects"),
    ("H20 수출 금지로 중국 내 데이터센터 사업이 멈췄다.", "affects"),
    ("CES 2025가 라스베이거스에서 열렸다. 현대차가 타격을 볼 것으로 보인다.", "affects"),
    ("화물연대 파업이 시작됐다. 포스코는 농가에 피해를 주는 일이라고 했다.", "affects"),
    ("미중 무역전쟁이 시작됐다. 딥시크는 반도체 산업에 충격을 주었다.", "affects"),
    ("한국산 자동차에 매기는 관세를 15%로 낮추겠다고 했다.", "affects"),
]


@pytest.mark.parametrize(("text", "cause", "struck"), SAID)
def test_a_measure_affects_whom_it_strikes(reads: Reader, text: str, cause: str, struck: str) -> None:
    found = {(c.statement.subject, c.statement.predicate, c.statement.object) for c in reads(text).graph.claims}
    assert (cause, "affects", struck) in found, found


@pytest.mark.parametrize(("text", "relation"), UNSAID)
def test_nobody_is_struck(reads: Reader, text: str, relation: str) -> None:
    assert relation not in {c.statement.predicate for c in reads(text).graph.claims}
