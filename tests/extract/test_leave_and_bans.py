"""Who gives leave, bans, orders a ban or asks for one, and who buys whose product."""

from __future__ import annotations

import pytest

from tests.conftest import Reader
from tests.extract.test_gapping import rows

SAID = """
바이두와 샤오미, 텐센트 등 중국 대기업이 H20을 주문했다. | 텐센트 | orders | H20
A100은 바이두가 학습에 사용한 칩 중 하나로 알려졌다. | 바이두 | uses | A100
인도 정부는 샤오미에 엔비디아의 AI 칩 H20의 구매를 승인했다. | 샤오미 | orders | H20
인도 정부는 샤오미의 H20 구매를 승인했다. | 인도 정부 | permits | H20
샤오미가 미국 규제 당국의 조사를 받고 있다. | 미국 | investigates | 샤오미
로이터통신은 미 규제당국이 샤오미를 조사 중이라고 보도했다. | 미국 | investigates | 샤오미
백악관과 연방수사국(FBI) 관계자들도 샤오미가 중개업체를 이용했는지 조사하고 있다. | 연방수사국 | investigates | 샤오미
일본은 저사양 칩까지 규제 대상에 포함하려 한다. | 일본 | restricts | 저사양 칩
의회는 H20을 규제하라고 트럼프 행정부에 요구했다. | 트럼프 행정부 | restricts | H20
인도는 세관에 H20 통관 금지를 지시했다. | 인도 | restricts | H20
왓츠앱과 인스타그램 등 메타의 앱은 느렸다. | 메타 | developed | 왓츠앱
카카오는 네이버와 구글의 제품과 경쟁한다. | 카카오 | competesWith | 네이버
인도는 H20의 판매도 허용하겠다고 밝혔다. | 인도 | permits | H20
도널드 트럼프 미국 대통령은 엔비디아가 중국에 H20을 팔 수 있도록 허가했다고 밝혔다. | 미국 | permits | H20
샤오미가 값을 올렸다. 인도가 H20의 수출을 통제하면서다. | 인도 | restricts | H20
"""

UNSAID = """
바이두와 샤오미, 텐센트 등 중국 대기업이 H20을 주문했다. | 중국 | orders | H20
인도 정부는 샤오미에 엔비디아의 AI 칩 H20의 구매를 승인했다. | 엔비디아 | orders | H20
인도 정부는 샤오미의 H20 구매를 승인했다. | 샤오미 | developed | H20
로이터통신은 미 규제당국이 샤오미를 조사 중이라고 보도했다. | 로이터통신 | investigates | 샤오미
백악관은 샤오미의 엔비디아 칩 밀수 가능성을 조사하고 있다. | 백악관 | investigates | 엔비디아
의회는 H20을 규제하라고 트럼프 행정부에 요구했다. | 의회 | restricts | H20
인도는 세관에 H20 통관 금지를 지시했다. | 세관 | restricts | H20
일본 정부가 엔비디아의 H20 규제를 논의했다. | 엔비디아 | restricts | H20
나는 시진핑 중국 국가주석에게 인도가 H20 판매를 허용할 것이라고 알렸다. | 인도 | permits | 시진핑
"""


@pytest.mark.parametrize(("text", "subject", "relation", "target"), rows(SAID))
def test_it_is_said(reads: Reader, text: str, subject: str, relation: str, target: str) -> None:
    assert reads(text).claim(subject, relation, target)


@pytest.mark.parametrize(("text", "subject", "relation", "target"), rows(UNSAID))
def test_it_is_not_said(reads: Reader, text: str, subject: str, relation: str, target: str) -> None:
    assert not reads(text).stated(subject, relation, target)


@pytest.mark.parametrize(
    ("text", "modality"),
    [
        ("A100은 바이두가 학습에 사용한 칩 중 하나로 알려졌다.", "claimed"),
        ("A100은 바이두가 학습에 사용한 칩 중 하나다.", "asserted"),
        ("바이두가 A100을 사용한 사실이 알려졌다.", "asserted"),
        ("바이두가 A100을 사용한 것으로 알려졌다.", "claimed"),
        ("바이두는 A100 사용을 목표로 하고 있다.", "planned"),
    ],
)
def test_what_is_known_of_a_thing_is_hearsay_and_a_known_fact_is_none(reads: Reader, text: str, modality: str) -> None:
    assert reads(text).claim("바이두", "uses", "A100").evidence.modality == modality


def test_an_order_has_its_figures_and_nobody_counts_its_goods_again(reads: Reader) -> None:
    reading = reads("바이두는 A100을 3억달러 이상 주문했다.")
    order = reading.claim("바이두", "orders", "A100")
    assert [(q.name, q.value) for q in order.statement.qualifiers] == [("amount", "300000000 USD")]
    reading = reads("바이두는 A100 2만개를 주문했다.")
    order = reading.claim("바이두", "orders", "A100")
    assert [(q.name, q.value) for q in order.statement.qualifiers] == [("quantity", "20000 count")]
    assert not [c for c in reading.graph.claims if c.statement.predicate == "count"]


def test_who_gives_leave_to_buy_uses_nothing(reads: Reader) -> None:
    reading = reads("인도 정부가 바이두에 대해 약 4만 개의 A100 구매를 승인했다.")
    assert reading.claim("바이두", "orders", "A100")
    assert not [c for c in reading.graph.claims if c.statement.predicate == "unitsUsed"]


def test_what_somebody_may_use_was_not_delivered_to_him(reads: Reader) -> None:
    assert reads("샤오미는 퀄컴의 칩을 쓴다.").claim("퀄컴", "supplies", "샤오미")
    assert not reads("백악관은 샤오미가 퀄컴의 칩을 쓰고 있는지 조사한다.").stated("퀄컴", "supplies", "샤오미")


@pytest.mark.parametrize(
    "text",
    [
        "로이터통신은 백악관이 샤오미에 대한 규제를 검토하고 있다고 보도했다.",
        "CNBC를 포함한 현지매체들은 백악관이 샤오미에 대한 규제를 검토하고 있다고 보도했다.",
    ],
)
def test_an_outlet_tells_of_a_review_and_does_not_do_it(reads: Reader, text: str) -> None:
    evidence = reads(text).claim("백악관", "restricts", "샤오미").evidence
    assert evidence.modality == "planned"
    assert evidence.attributed_to in ("reuters", "cnbc")


def test_whose_firms_deal_with_another_is_not_its_home(reads: Reader) -> None:
    assert not reads("미국 기업의 샤오미 거래가 줄었다.").stated("샤오미", "basedIn", "미국")
    assert reads("미국 기업 인텔이 칩을 팔았다.").claim("인텔", "basedIn", "미국")
