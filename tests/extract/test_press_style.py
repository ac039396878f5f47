"""A fact is found however an outlet sets it: asides, bylines, bullets, quotation marks and spaces of every kind."""

from __future__ import annotations

import pytest

from tests.conftest import Reader

STYLES = """
SK하이닉스(대표 홍길동)는 엔비디아에 HBM3E를 공급한다.
SK하이닉스(SK hynix Inc)는 엔비디아에 HBM3E를 공급한다.
SK하이닉스(000660)는 엔비디아에 HBM3E를 공급한다.
SK하이닉스(이하 하이닉스)는 엔비디아에 HBM3E를 공급한다.
SK하이닉스는 엔비디아(최고경영자 홍길동)에 HBM3E를 공급한다.
SK하이닉스는 엔비디아에 최신 메모리인 HBM3E를 공급한다.
SK하이닉스는 엔비디아에 HBM3E(5세대 고대역폭 메모리)를 공급한다.
SK하이닉스는 엔비디아에 'HBM3E'를 공급한다.
SK하이닉스는 엔비디아에 <HBM3E>를 공급한다.
[한강=가나뉴스] 홍길동 기자 = SK하이닉스는 엔비디아에 HBM3E를 공급한다.
▲SK하이닉스는 엔비디아에 HBM3E를 공급한다.
SK하이닉스는\u00a0엔비디아에\u00a0HBM3E를 공급한다.
시장 경쟁이 치열해지는 가운데 SK하이닉스는 지난 3일(현지시간) 엔비디아에 HBM3E를 공급했습니다.
"""


@pytest.mark.parametrize("text", STYLES.strip().split("\n"))
def test_a_fact_is_found_however_it_is_set(reads: Reader, text: str) -> None:
    got = reads(text)
    assert got.stated("SK하이닉스", "supplies", "엔비디아"), got.said
    assert not got.stated("홍길동", "supplies", "엔비디아"), got.said


def test_an_aside_owns_no_figure(reads: Reader) -> None:
    got = reads("네이버(대표 홍길동) 주가는 이날 1.1% 올랐다.")
    assert not any("홍길동" in str(line) and "stockChange" in str(line) for line in got.said), got.said


def test_what_a_bracket_calls_a_name_henceforth_is_that_name(reads: Reader) -> None:
    got = reads("한강로봇산업진흥원(이하 진흥원)은 3일 출범했다. 진흥원은 네이버와 협약을 맺었다.")
    assert got.stated("한강로봇산업진흥원", "partnersWith", "네이버"), got.said


def test_bullets_list_as_commas_do(reads: Reader) -> None:
    got = reads("엔비디아는 ▲삼성전자 ▲SK하이닉스 등과 협약을 맺었다.")
    assert got.stated("엔비디아", "partnersWith", "삼성전자"), got.said
    assert got.stated("엔비디아", "partnersWith", "SK하이닉스"), got.said
