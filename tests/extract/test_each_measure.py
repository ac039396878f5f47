"""Each measure: whose, how much, in which unit, up or down."""

from __future__ import annotations

import pytest

from tests.conftest import Reader

CASES = [
    ("삼성전자 주가는 3.5% 하락했다.", "삼성전자", "stockChange", "-3.5", "percent"),
    ("테슬라 주가가 12% 급등했다.", "테슬라", "stockChange", "12", "percent"),
    ("엔비디아 시가총액이 5890억 달러 증발했다.", "엔비디아", "marketCapChange", "-589000000000", "USD"),
    ("테슬라 시총은 1조 달러다.", "테슬라", "marketCap", "1000000000000", "USD"),
    ("TSMC의 점유율은 64%다.", "TSMC", "marketShare", "64", "percent"),
    ("현대차는 매출 175조원을 기록했다.", "현대차", "revenue", "175000000000000", "KRW"),
    ("SK하이닉스의 영업이익은 23조원이다.", "SK하이닉스", "profit", "23000000000000", "KRW"),
    ("LG디스플레이는 5600억원의 적자를 냈다.", "LG디스플레이", "profit", "-560000000000", "KRW"),
    ("SK하이닉스는 청주에 20조원을 투자한다.", "SK하이닉스", "investmentAmount", "20000000000000", "KRW"),
    ("갤럭시 S25의 가격은 115만원이다.", "갤럭시 S25", "price", "1150000", "KRW"),
    ("챗GPT의 이용자는 4억 명이다.", "챗GPT", "userCount", "400000000", "person"),
    ("네이버의 직원은 4500명이다.", "네이버", "headcount", "4500", "person"),
    ("테슬라는 179만대를 인도했다.", "테슬라", "shipments", "1790000", "count"),
    ("GPT-4의 정확도는 86.4%다.", "GPT-4", "benchmarkScore", "86.4", "percent"),
    ("TSMC는 3나노 공정을 돌린다.", "TSMC", "processNode", "3", "NM"),
    ("비야디는 세계 1위에 올랐다.", "비야디", "rank", "1", "ordinal"),
    ("세계 최대 파운드리 기업 TSMC가 공장을 짓는다.", "TSMC", "rank", "1", "ordinal"),
    ("현대차는 매출이 7.7% 늘었다.", "현대차", "growth", "7.7", "percent"),
    ("카카오의 영업이익은 10% 줄었다.", "카카오", "growth", "-10", "percent"),
    ("GPT-4 개발비는 1억 달러다.", "GPT-4", "developmentCost", "100000000", "USD"),
    ("오픈AI는 GPT-4 개발에 1억 달러(약 1400억 원)를 썼다.", "오픈AI", "developmentCost", "100000000", "USD"),
    ("메타는 라마 개발에 H100 1만6000개를 썼다.", "메타", "unitsUsed", "16000", "count"),
    ("R1의 비용은 o1의 3%에 불과하다.", "R1", "costRatio", "3", "percent"),
    ("블랙웰은 H100보다 2.5배 빠르다.", "블랙웰", "performanceRatio", "2.5", "times"),
    ("공정위는 구글에 과징금 2074억원을 부과했다.", "구글", "count", "207400000000", "KRW"),
]


@pytest.mark.parametrize(("text", "subject", "measure", "value", "unit"), CASES, ids=[c[0] for c in CASES])
def test_measures(reads: Reader, text: str, subject: str, measure: str, value: str, unit: str) -> None:
    got = reads(text)
    assert (value, unit) in got.measured(subject, measure), got.said


def test_every_measure_of_the_vocabulary_is_tried() -> None:
    listed = (
        "developmentCost price revenue profit investmentAmount marketCap marketCapChange stockChange marketShare "
        "shipments unitsUsed userCount headcount benchmarkScore costRatio processNode performanceRatio "
        "rank growth count"
    )
    assert {c[2] for c in CASES} == set(listed.split())


@pytest.mark.parametrize("text", ["삼성전자의 시가총액은 350조원이다.", "삼성전자 시가총액은 350조원으로 불어났다."])
def test_a_market_value_is_a_level_whether_it_stands_or_was_reached(reads: Reader, text: str) -> None:
    assert reads(text).measured("삼성전자", "marketCap") == [("350000000000000", "KRW")]
    assert reads(text).measured("삼성전자", "marketCapChange") == []


def test_a_converted_sum_is_the_same_measure(reads: Reader) -> None:
    got = reads("애플은 미국에 5000억 달러(약 730조원)를 투자한다.")
    assert got.measured("애플", "investmentAmount") == [("500000000000", "USD"), ("730000000000000", "KRW")]


def test_a_converted_loss_is_a_loss(reads: Reader) -> None:
    got = reads("인텔은 160억 달러(약 22조원)의 순손실을 냈다.")
    assert got.measured("인텔", "profit") == [("-16000000000", "USD"), ("-22000000000000", "KRW")]


def test_numbers_in_brackets_belong_to_the_name_before(reads: Reader) -> None:
    got = reads("파운드리 점유율은 TSMC(64%), 삼성전자(12%) 순이다.")
    assert got.measured("TSMC", "marketShare") == [("64", "percent")]
    assert got.measured("삼성전자", "marketShare") == [("12", "percent")]


def test_changes_in_brackets_keep_their_sign(reads: Reader) -> None:
    got = reads("뉴욕 증시에서 엔비디아(-3.1%), 테슬라(2.4%)의 주가가 엇갈렸다.")
    assert got.measured("엔비디아", "stockChange") in ([("-3.1", "percent")], [])
    assert ("3.1", "percent") not in got.measured("엔비디아", "stockChange")


def test_each_clause_has_its_own_subject(reads: Reader) -> None:
    got = reads("마이크론 주가는 8% 빠졌고 인텔은 2% 올랐다.")
    assert got.measured("마이크론", "stockChange") == [("-8", "percent")]
    assert got.measured("인텔", "stockChange") == [("2", "percent")]


def test_ranks_of_two_clauses(reads: Reader) -> None:
    got = reads("점유율은 삼성전자가 2위, 애플이 1위다.", "출하량은 삼성전자는 2위, 애플은 1위다.")
    assert set(got.measured("애플", "rank")) == {("1", "ordinal")}
    assert set(got.measured("삼성전자", "rank")) == {("2", "ordinal")}


def test_a_fraction_is_a_percentage(reads: Reader) -> None:
    got = reads("R1의 개발비는 o1의 10분의 1 수준이다.")
    assert ("10", "percent") in got.measured("R1", "costRatio")


@pytest.mark.parametrize(
    ("text", "modality"),
    [
        ("크래프톤은 영업이익 1조원을 기록했다고 밝혔다.", "claimed"),
        ("크래프톤의 영업이익은 1조원으로 전망된다.", "predicted"),
    ],
)
def test_measures_have_a_voice(reads: Reader, text: str, modality: str) -> None:
    got = reads(text)
    found = [c for c in got.claims if c.statement.predicate == "profit"]
    assert [c.evidence.modality for c in found] == [modality]


@pytest.mark.parametrize("text", ["TSMC는 3나노 공정을 쓴다.", "메타는 라마 개발에 H100 1만6000개를 썼다."])
def test_using_is_not_saying(reads: Reader, text: str) -> None:
    assert {c.evidence.modality for c in reads(text).claims} == {"asserted"}


def test_what_grows(reads: Reader) -> None:
    (claim,) = [c for c in reads("현대차는 매출이 7.7% 늘었다.").claims if c.statement.predicate == "growth"]
    assert [(q.name, q.value) for q in claim.statement.qualifiers] == [("of", "매출")]


def test_a_rank_has_a_scope(reads: Reader) -> None:
    (claim,) = [
        c for c in reads("세계 최대 파운드리 기업 TSMC가 공장을 짓는다.").claims if c.statement.predicate == "rank"
    ]
    assert [q.value for q in claim.statement.qualifiers] == ["세계 최대"]


@pytest.mark.parametrize(
    "text",
    [
        "삼성전자는 2018년 공장을 지었다.",
        "엔비디아는 3시간 회의했다.",
        "구글은 세 번 사과했다.",
        "애플 직원은 30층에 산다.",
    ],
)
def test_numbers_that_measure_nothing(reads: Reader, text: str) -> None:
    predicates = {c.statement.predicate for c in reads(text).claims}
    assert predicates <= {"uses"}


def test_a_market_value_is_theirs_whose_share_price_was_just_named(reads: Reader) -> None:
    article = reads("딥시크가 R1을 내놨다. 엔비디아 주가는 이날 17% 폭락했고 시가총액이 약 6000억달러 줄었다.")
    assert article.measured("엔비디아", "marketCapChange") == [("-600000000000", "USD")]
    assert article.measured("딥시크", "marketCapChange") == []
