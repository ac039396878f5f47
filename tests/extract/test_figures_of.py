"""What a figure is of, of which time and part it is, and whose it is among several: plain made-up sentences."""

from __future__ import annotations

import pytest

from kg.model import Quantity
from tests.conftest import Reader

QUALIFIED = [
    # the part of a firm whose sales are told
    ("삼성전자의 반도체 부문 매출은 20조원이다.", "revenue", "of", "반도체 부문"),
    ("네이버는 실적을 발표했다. 무선 매출은 3% 늘었다.", "growth", "of", "무선 매출"),
    ("카카오는 전년보다 매출에서 7% 증가했다.", "growth", "of", "매출"),
    ("기아는 국내 4만대, 해외 20만대 등 총 24만대를 팔았다.", "shipments", "of", "국내"),
    # when and held against what is nothing that is counted
    ("삼성중공업은 올해 총 51척을 수주했다.", "count", "of", "수주"),
    ("한국수력원자력은 경주에 5MW 규모의 태양광발전소를 지었다.", "count", "of", "태양광발전소"),
    # the field of a place
    ("카카오는 국내 메신저 시장 1위다.", "rank", "scope", "국내 메신저 시장"),
]


@pytest.mark.parametrize(("text", "measure", "name", "value"), QUALIFIED, ids=[c[0] for c in QUALIFIED])
def test_qualifiers(reads: Reader, text: str, measure: str, name: str, value: str) -> None:
    got = reads(text)
    said = [c.statement for c in got.claims if c.statement.predicate == measure]
    assert value in [q.value for s in said for q in s.qualifiers if q.name == name], said


OWNED = [
    # in turn, of what several have
    ("현대차와 기아의 미국 판매량은 각각 5%, 24% 늘었다.", "현대자동차", "growth", "5", "percent"),
    ("현대차와 기아의 미국 판매량은 각각 5%, 24% 늘었다.", "기아", "growth", "24", "percent"),
    ("SK온은 14%, 삼성SDI는 43% 성장해 각각 4위와 5위를 기록했다.", "SK온", "rank", "4", "ordinal"),
    # a post stands between a person and his figure
    ("다음은 이재명 성남시장 8%, 홍준표 경남도지사 4%, 심상정 대표 1% 순이었다.", "홍준표", "count", "4", "percent"),
    # the figure of another time, and of another who counts
    ("네이버 매출은 2024년 1월 1억원에 그쳤으나 올해 1월 9억원이 됐다.", "네이버", "revenue", "900000000", "KRW"),
    ("엔비디아의 매출 전망치는 450억 달러로, LSEG가 집계한 459억 달러에 못 미친다.", "엔비디아", "revenue",
     "45900000000", "USD"),
    # a firm itself falls in shares; a district in what was told of it
    ("LG전자는 3.1% 하락했다.", "LG전자", "stockChange", "-3.1", "percent"),
    ("인천은 0.05% 내리며 주춤했다.", "인천", "growth", "-0.05", "percent"),
    # what is given away is another's
    ("카카오는 네이버에 1위 자리를 내줬다.", "네이버", "rank", "1", "ordinal"),
    # how much of an aim is reached
    ("한화오션은 53억원을 수주했다. 이는 올해 목표 77억원의 80%에 달한다.", "한화오션", "count", "80", "percent"),
    # what came after something is the topic's
    ("챗GPT는 GPT-5 출시 이후 이용자가 7억명을 넘었다.", "챗GPT", "userCount", "700000000", "person"),
    # a share's profit is no price of it
    ("엔비디아의 주당순이익은 0.96달러였다.", "엔비디아", "count", "0.96", "USD"),
    ("네이버의 순이익은 26% 오른 188억원(주당 760원)이었다.", "네이버", "profit", "18800000000", "KRW"),
    # each closed at a price
    ("삼성전자는 3% 하락한 5만7300원에, SK하이닉스는 7% 하락한 8만3400원에 각각 거래를 마감했다.", "SK하이닉스",
     "price", "83400", "KRW"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "subject", "measure", "value", "unit"), OWNED, ids=[c[0] + c[3] for c in OWNED])
def test_owners(reads: Reader, text: str, subject: str, measure: str, value: str, unit: str) -> None:
    got = reads(text)
    assert (value, unit) in got.measured(subject, measure), got.said


NOT_SAID = [
    # an example before the clause has not its figure
    ("쏘나타는 9천대가 팔리는 등 승용차 판매는 3만대로 4% 감소했다.", "쏘나타", "growth"),
    # nor has who is only reckoned in, or one of those counted
    ("넥슨을 비롯한 국내 업체 3곳이 참가했다.", "넥슨", "count"),
    # lost sales are no sales
    ("엔비디아는 25억 달러의 매출 손실을 입었다.", "엔비디아", "revenue"),
    # against one's own past there is no place
    ("삼성전자의 매출은 지난해 4분기에 이어 두 번째로 높다.", "삼성전자", "rank"),
    # a close fight for a place is no place
    ("테슬라와 BYD, 1위 접전", "BYD", "rank"),
    # how sure a poll is
    ("한국갤럽의 조사는 95% 신뢰수준이다.", "한국갤럽", "count"),
]


@pytest.mark.parametrize(("text", "subject", "measure"), NOT_SAID, ids=[c[0] for c in NOT_SAID])
def test_not_said(reads: Reader, text: str, subject: str, measure: str) -> None:
    got = reads(text)
    assert not got.measured(subject, measure), got.said


def test_each_time_keeps_its_date(reads: Reader) -> None:
    got = reads("네이버 매출은 2024년 1월 1억원에 그쳤으나 2025년 1월 9억원으로 불어났다.")
    times = {c.statement.object.value: c.evidence.time for c in got.claims if isinstance(c.statement.object, Quantity)}
    assert sorted(times.values()) == ["2024-01", "2025-01"], times


def test_sum_behind_month_is_no_day(reads: Reader) -> None:
    got = reads("오픈AI 기업가치는 2023년 10월 1,570억 달러였다.")
    assert [c.evidence.time for c in got.claims if c.statement.predicate == "marketCap"] == ["2023-10"]
