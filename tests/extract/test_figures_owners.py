"""Whose a figure is where several names stand by: what is counted, who speaks, what was voted on, whom it describes."""

from __future__ import annotations

import pytest

from tests.conftest import Reader, numbers

OWNED = [
    # one attribute of several, each in turn
    ("농심의 매출은 3조원, 오뚜기는 2조원으로 집계됐다.", "오뚜기", "revenue", "2000000000000", "KRW"),
    ("더불어민주당 지지율은 42%, 국민의힘은 33%, 진보당은 3%였다.", "국민의힘", "count", "33", "percent"),
    # what is taken in a land is the firm's
    ("한국콜마의 북미 매출은 83% 증가했지만 중국 매출은 34% 감소했다.", "한국콜마", "growth", "-34", "percent"),
    # what is counted is no owner
    ("폴란드는 우크라이나에 T-72 전차 240대를 내줬다.", "폴란드", "count", "240", "count"),
    ("화웨이는 지난해 스마트폰 5900만대를 팔았다.", "화웨이", "shipments", "59000000", "count"),
    # what is sold is sold of the thing where it is named, what is supplied by contract is the maker's
    ("샤오미는 3월까지 세단 ‘SU7’을 25만대 넘게 인도했다.", "SU7", "shipments", "250000", "count"),
    ("현대로템은 폴란드에 K2 전차 180대를 수출하는 계약을 맺었다.", "현대로템", "shipments", "180", "count"),
    # machines in use
    ("카카오는 이곳에 서버 3만2000대를 두고 있다.", "카카오", "unitsUsed", "32000", "count"),
    ("대한항공은 보잉 항공기 100대를 도입한다.", "대한항공", "unitsUsed", "100", "count"),
    ("메타는 라마 3를 훈련하는 데 H100을 1만6000개 사용했다.", "라마3", "unitsUsed", "16000", "count"),
    # what a thing took to make is the thing's
    ("누리호는 2010년부터 1조9572억원을 들여 개발한 로켓이다.", "누리호", "developmentCost", "1957200000000", "KRW"),
    # what is cheaper by a share costs the rest; the other is only held against it
    ("GPT-5 이용료는 클로드 4보다 30% 저렴하다.", "GPT-5", "costRatio", "70", "percent"),
    ("하드리마의 도매가는 휴미라의 15%에 불과하다.", "하드리마", "costRatio", "15", "percent"),
    ("아이폰 17이 나왔다. 가격은 200만원으로 갤럭시 S25의 두 배에 달한다.", "아이폰 17", "price", "2000000", "KRW"),
    # whose shares are bought, and who pays for them
    ("LIG넥스원은 고스트로보틱스 지분 60%를 2억달러에 취득한다.", "LIG넥스원", "investmentAmount", "200000000", "USD"),
    ("하이브가 주당 12만원에 SM엔터테인먼트 주식을 공개매수했다.", "SM엔터테인먼트", "price", "120000", "KRW"),
    ("에너지솔루션 기업 SK온은 미국에서 배터리 공장 2곳을 돌린다.", "SK온", "count", "2", "count"),
    # a land has a figure where it is the subject or named as its owner
    ("인도는 140개국에 쌀을 팔고 있다.", "인도", "count", "140", "count"),
    # who plans speaks for whom they lead
    ("웨이저자 TSMC 회장은 일본에 공장 4곳을 더 짓겠다고 밝혔다.", "TSMC", "count", "4", "count"),
    # votes are those of the bill
    ("국회는 본회의에서 반도체특별법을 찬성 201명, 반대 12명으로 가결했다.", "반도체특별법", "count", "201", "person"),
    ("국회는 본회의에서 반도체특별법을 찬성 201명, 반대 12명으로 가결했다.", "반도체특별법", "count", "12", "person"),
    # whose shares are valued, not who values them
    ("에이피알은 실적을 냈다. 한빛증권은 목표주가를 24만원으로 높였다.", "에이피알", "price", "240000", "KRW"),
    ("카카오뱅크의 매출은 30% 향상됐다.", "카카오뱅크", "growth", "30", "percent"),
    ("삼성전자와 인텔, 퀄컴은 각각 7, 8, 9위로 지난해와 같았다.", "인텔", "rank", "8", "ordinal"),
    ("삼성전자와 인텔, 퀄컴은 각각 7, 8, 9위로 지난해와 같았다.", "퀄컴", "rank", "9", "ordinal"),
    # the bracket behind a name has the kind of figure that was told last
    ("나라별로는 한국이 881만명으로 가장 많았고 중국(698만명)이 다음이었다.", "중국", "count", "6980000", "person"),
    # the name right behind its figure
    ("인구 10만명의 제천시는 공장을 유치했다.", "제천시", "count", "100000", "person"),
    ("가입자의 절반은 월 2900원짜리 넷플릭스 이용자다.", "넷플릭스", "price", "2900", "KRW"),
    # what a figure is of may stand alone behind a sentence about somebody
    ("SK하이닉스는 실적을 발표했다. 영업이익률은 41%에 달했다.", "SK하이닉스", "count", "41", "percent"),
    ("노바티스는 매출 120억 스위스프랑을 기록했다.", "노바티스", "revenue", "12000000000", "CHF"),
    ("R1이 한 번에 읽는 글은 GPT-4의 8배에 이른다.", "R1", "performanceRatio", "8", "times"),
    # 이 또한 speaks of the figure before
    ("카카오는 5억 달러를 수주했다. 이 또한 수주 목표인 3억 달러를 넘는다.", "카카오", "count", "300000000", "USD"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "subject", "measure", "value", "unit"), OWNED, ids=[c[0] for c in OWNED])
def test_owners(reads: Reader, text: str, subject: str, measure: str, value: str, unit: str) -> None:
    got = reads(text)
    assert (value, unit) in got.measured(subject, measure), got.said


NOT_OWNED = [
    ("3대 이동통신사(SK텔레콤·KT·LG유플러스)의 합산 영업이익은 1조2천억원이다.", "LG유플러스", "profit"),
    ("GS건설은 시공사로 뽑혔다. 이날 총회에는 조합원 557명이 참석했다.", "GS건설", "headcount"),
    ("한국갤럽이 성인 1001명을 조사한 결과 국민의힘이 앞섰다.", "국민의힘", "count"),
    ("한화시스템은 사거리 290km급 유도탄을 공급한다.", "한화시스템", "count"),
    ("유럽연합 집행위원회는 애플이 경쟁을 막았다며 18억유로의 과징금을 물렸다.", "유럽연합", "count"),
    ("코레일의 수서~부산(401.2km) 구간에서 열차가 멈췄다.", "부산", "count"),
    ("미국은 설비를 5% 이내로 확대하도록 했다.", "미국", "growth"),
    ("폴란드는 K2 전차 980대와 K9 자주포 648문을 들여온다.", "K2", "count"),
    ("웨이저자 TSMC 회장은 일본에 공장 4곳을 더 짓겠다고 밝혔다.", "웨이저자", "count"),
    ("국회는 본회의에서 반도체특별법을 찬성 201명, 반대 12명으로 가결했다.", "국회", "count"),
    ("한빛증권은 목표주가를 24만원으로 높였다.", "한빛증권", "price"),
    ("한국형 원전 2기가 프라하 근처에 들어선다.", "한국", "count"),
    ("이스타항공은 노선 12개를 운용한다.", "이스타항공", "unitsUsed"),
    ("CATL은 매출이 세 배로 늘었다.", "CATL", "growth"),
    ("애플은 자카르타에 1조 루피아를 투자한다.", "애플", "investmentAmount"),
    # a land's trade, and what a public body counts, is nobody's who was only named before
    ("정부는 신호를 봤다. TSMC는 공장을 짓는다. 같은 기간 수출은 10% 늘었다.", "TSMC", "growth"),
    ("관세청이 자료를 냈다. 대미 수출은 7% 늘었다. 같은 기간 수입은 10% 줄었다.", "미국", "growth"),
    ("행사가 열렸다. SK텔레콤이 왔다. 과기정통부에 따르면 이용자는 500만명이다.", "SK텔레콤", "userCount"),
    # nor is a kind of thing's
    ("행사가 열렸다. SK텔레콤이 왔다. 5G 가입자는 500만명으로 늘었다.", "SK텔레콤", "userCount"),
    # a clause with a subject of its own is not that of whom the text is about
    ("현대차가 왔다. 주지사는 조지아주가 2억 달러의 투자를 끌어냈다고 했다.", "현대자동차", "investmentAmount"),
    # no share costs so much
    ("삼성중공업은 봄에 배 9척을 주문받아 8억 달러를 기록하고 있다.", "삼성중공업", "price"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "subject", "measure"), NOT_OWNED, ids=[c[0] for c in NOT_OWNED])
def test_who_does_not_have_it(reads: Reader, text: str, subject: str, measure: str) -> None:
    assert reads(text).measured(subject, measure) == []


@pytest.mark.parametrize(
    ("text", "value", "unit"),
    [
        ("8배다.", "8", "times"),
        ("3만대다.", "30000", "count"),
        ("30표다.", "30", "count"),
        ("4관왕에", "4", "count"),
    ],
)
def test_a_counter_with_a_bare_copula_is_one(text: str, value: str, unit: str) -> None:
    assert [(str(n.quantity.value), n.quantity.unit) for n in numbers(text)] == [(value, unit)]


@pytest.mark.parametrize("text", ["25만 루피아를", "3인방", "2대다수"])
def test_what_runs_on_is_no_counter(text: str) -> None:
    assert numbers(text) == []


def test_a_place_with_its_scope_is_told_once(reads: Reader) -> None:
    """국내 1위 is one place, not 1위 and 국내 1위."""
    found = reads("KT는 국내 1위 게임사인 하늘소프트를 인수했다.").graph.claims
    ranks = [c.statement for c in found if c.statement.predicate == "rank"]
    assert [[q.value for q in s.qualifiers if q.name == "scope"] for s in ranks] == [["국내 1위"]]
