"""What relations and measures make of the voices of their clauses, and who counted a sentence's figures."""

from __future__ import annotations

import pytest

from kg.extract.engine import Engine
from tests.conftest import article


def _voices(engine: Engine, text: str) -> set[tuple[str, str, str, str]]:
    graph = engine(article(text))
    names = {e.id: e.names[0].text for e in graph.entities}
    return {
        (
            names[c.statement.subject],
            c.statement.predicate,
            c.evidence.modality,
            names.get(c.evidence.attributed_to, c.evidence.attributed_to),
        )
        for c in graph.claims
    }


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("애플과 인텔은 인도에 칩 공장을 함께 짓기로 했다.", ("애플", "partnersWith", "asserted", "")),
        (
            "팀 쿡 애플 CEO는 젠슨 황 엔비디아 CEO를 만나 협력을 넓히기로 뜻을 모았다.",
            ("팀 쿡", "meets", "asserted", ""),
        ),
        ("인텔이 대만 미디어텍과 손잡고 폴란드에 공장을 짓는다.", ("인텔", "partnersWith", "asserted", "")),
        ("공정거래위원회는 구글에 과징금 200억원을 부과하기로 했다.", ("구글", "count", "asserted", "")),
        ("법원은 애플이 인텔에 300억원을 지급하라고 판결했다.", ("애플", "count", "asserted", "")),
        ("카멀라 해리스는 조 바이든을 지지하겠다고 밝혔다.", ("카멀라 해리스", "supports", "asserted", "")),
        ("하나증권은 네이버의 목표주가를 30만원으로 올렸다.", ("네이버", "price", "predicted", "하나증권")),
        ("테슬라의 로봇 ‘옵티머스’는 키 173㎝, 무게 57㎏이며 짐을 들 수 있다.", ("옵티머스", "count", "asserted", "")),
        ("SNE리서치가 집계한 배터리 점유율은 CATL이 37%였다.", ("CATL", "marketShare", "claimed", "SNE리서치")),
        ("SNE리서치의 집계를 보면 CATL의 점유율은 37%다.", ("CATL", "marketShare", "claimed", "SNE리서치")),
        (
            "KT는 카카오와 칩을 개발하기 위한 업무협약을 맺었다고 3일 밝혔다.",
            ("KT", "partnersWith", "claimed", "KT"),
        ),
        ("KT는 현대차와 로봇을 개발하기 위해 협약을 체결했다.", ("KT", "partnersWith", "asserted", "")),
        ("미국 인텔은 세계 1위 파운드리 업체 TSMC를 인수할 계획이다.", ("TSMC", "rank", "asserted", "")),
        (
            "KT가 왔다. 통신업계에서는 내년 KT 이용자 900만명 돌파는 쉬울 것으로 보고 있다.",
            ("KT", "userCount", "predicted", "anonymous"),
        ),
        ("KT는 세계 1위 업체가 될 계획이다.", ("KT", "rank", "planned", "")),
        ("KT는 카카오를 인수할 것이라고 지난 달 블룸버그가 보도했다.", ("KT", "acquires", "predicted", "블룸버그통신")),
    ],
)
def test_a_claim_is_as_firm_as_its_relation_makes_it(
    engine: Engine, text: str, wanted: tuple[str, str, str, str]
) -> None:
    """Acts of speech, rulings, meetings and joint undertakings are facts; figures belong to who counted them."""
    assert wanted in _voices(engine, text)


def test_figures_go_on_from_a_surveying_firm(engine: Engine) -> None:
    """What a survey firm said in the sentence before, the next one goes on with."""
    text = "시장조사업체 옴디아는 지난해 TV 판매량이 3% 줄었다고 밝혔다. 삼성전자는 점유율 28%를 지켰다."
    assert ("삼성전자", "marketShare", "claimed", "옴디아") in _voices(engine, text)


def test_comparing_is_no_condition(engine: Engine) -> None:
    """A figure under "비교하면" or "합치면" is as it is."""
    assert ("네이버", "price", "asserted", "") in _voices(engine, "네이버 주가는 공모가 3만원과 비교하면 두 배다.")


def test_obligations_in_the_past_were_met(engine: Engine) -> None:
    """Who had to make do with a sum got it."""
    assert ("인텔", "profit", "asserted", "") in _voices(engine, "인텔은 영업이익 200억원에 만족해야 했다.")
