"""States that contend and sanction, heads of state, bans, suspicions, charges that are denied."""

from __future__ import annotations

import pytest

from tests.conftest import Reader
from tests.extract.test_gapping import rows

SAID = """
인도와 파키스탄의 조선업 패권 경쟁이 뜨거워졌다. | 인도 | competesWith | 파키스탄
독일·프랑스 간 우주 각축전이 벌어졌다. | 독일 | competesWith | 프랑스
자리를 지키려는 일본과 여기에 도전하는 한국의 팽팽한 신경전이 이어졌다. | 일본 | competesWith | 한국
영국과 프랑스의 관세 전쟁이 길어지고 있다. | 영국 | competesWith | 프랑스
대만은 텐센트를 포함한 중국 앱의 사용 금지 지침을 내놨다. | 대만 | restricts | 텐센트
조 바이든 미국 대통령은 동맹을 중시했다. 바이든은 H20 수출을 금지했다. | 미국 | restricts | H20
조 바이든 미국 대통령은 동맹을 중시했다. 바이든 대통령은 화웨이에 대한 제재를 강화했다. | 미국 | restricts | 화웨이
기시다 후미오 일본 총리는 팻 겔싱어를 만나 수출통제를 H20까지 넓히는 방안을 논의했다. | 일본 | restricts | H20
일본의 매서운 제재에도 화웨이는 생산을 늘렸다. | 일본 | restricts | 화웨이
일본의 수출 규제를 뚫고 SMIC는 공장을 넓혔다. | 일본 | restricts | SMIC
일본의 제재 속에서도 러시아는 원유 수출을 늘렸다. | 일본 | restricts | 러시아
마이크로소프트는 텐센트의 데이터 무단 수집을 의심하며 조사에 들어갔다. | 마이크로소프트 | accuses | 텐센트
마이크로소프트는 텐센트의 데이터 무단 수집을 의심하며 조사에 들어갔다. | 마이크로소프트 | investigates | 텐센트
경찰은 쿠팡의 개인정보 유출을 확인하고 수사에 들어갔다. | 경찰 | investigates | 쿠팡
네이버는 카카오가 시장에서 불법적으로 영업했다고 주장했다. | 네이버 | accuses | 카카오
금융감독원은 카카오페이가 정보를 무단으로 넘겼다고 판단했다. | 금융감독원 | accuses | 카카오페이
쿠팡은 금융감독원이 제기한 회계 조작 의혹을 부인했다. | 금융감독원 | accuses | 쿠팡
미국 재무부는 베트남을 환율조작국으로 지정했다. | 미국 재무부 | restricts | 베트남
경찰은 절도 혐의로 김모(30)씨를 붙잡았다. | 경찰 | investigates | 김모
경찰은 절도 혐의로 A(30)씨에 대해 구속영장을 신청했다. | 경찰 | accuses | A
경찰 조사 결과 김씨는 돈을 훔친 것으로 드러났다. | 경찰 | investigates | 김씨
경찰 조사에서 김씨는 혐의를 부인했다. | 경찰 | investigates | 김씨
국민의미래는 국민의힘의 위성정당이다. | 국민의미래 | partOf | 국민의힘
한국은 인도네시아와 포괄적 동반자 관계를 맺었다. | 한국 | partnersWith | 인도네시아
지난해 한국의 베트남 수출액은 583억달러였다. | 한국 | exportsTo | 베트남
팀 쿡은 새너제이에서 열린 GTC 2025 기조연설에서 신형 칩을 선보였다. | GTC 2025 | locatedIn | 새너제이
"""
UNSAID = """
경찰은 절도 혐의로 김모(30)씨를 불구속 입건했다. | 경찰 | accuses | 김모
경찰의 방해로 조사에서 김씨는 빠졌다. | 경찰 | investigates | 김씨
인도와 파키스탄의 전쟁이 끝났다. | 인도 | competesWith | 파키스탄
인도와 파키스탄의 경쟁 당국이 합병을 승인했다. | 인도 | competesWith | 파키스탄
호주는 중국 앱의 사용을 금지했다. | 호주 | restricts | 중국
호주는 중국과의 협력을 배제하지 않겠다고 했다. | 호주 | restricts | 중국
일본의 제재로 화웨이의 인도 매출이 줄었다. | 일본 | restricts | 인도
블룸버그통신은 “소니가 수입을 막아달라고 법원에 제소하기 위해 준비 중”이라고 보도했다. | 블룸버그통신 | sues | 소니
"""


@pytest.mark.parametrize(("text", "subject", "relation", "target"), rows(SAID))
def test_it_is_said(reads: Reader, text: str, subject: str, relation: str, target: str) -> None:
    got = reads(text)
    assert got.stated(subject, relation, target), got.said


@pytest.mark.parametrize(("text", "subject", "relation", "target"), rows(UNSAID))
def test_it_is_not_said(reads: Reader, text: str, subject: str, relation: str, target: str) -> None:
    assert not reads(text).stated(subject, relation, target)


def test_a_meeting_before_a_plan_has_taken_place(reads: Reader) -> None:
    text = "이재용 삼성전자 회장은 젠슨 황을 만나 반도체 공급을 늘리는 방안을 논의했다."
    assert reads(text).claim("이재용", "meets", "젠슨 황").evidence.modality == "asserted"
