"""Who heads a court's division, whose title several people share, who sits where and plays for whom."""

from __future__ import annotations

import pytest

from tests.conftest import Reader
from tests.extract.test_gapping import rows

SAID = """
서울고법 형사3부(박상훈 부장판사)는 원심을 깼다. | 박상훈 | holdsPosition | 서울고법 형사3부
서울고법 형사3부(박상훈 부장판사)는 원심을 깼다. | 형사3부 | partOf | 서울고법
대구고법 제1민사부(부장판사 박상훈)는 판결했다. | 박상훈 | holdsPosition | 제1민사부
광주지법 순천지원 제1형사부(재판장 박상훈)는 판결했다. | 박상훈 | holdsPosition | 제1형사부
광주지검 순천지청은 수사를 시작했다. | 광주지검 순천지청 | partOf | 광주지검
대법원 2부(주심 이철수 대법관)는 확정했다. | 이철수 | holdsPosition | 대법원
춘천지법 형사 2단독 박상훈 부장판사는 벌금을 선고했다. | 박상훈 | holdsPosition | 춘천지법
서울중앙지검 특별수사팀(팀장 박상훈 검사장)은 그를 불렀다. | 박상훈 | holdsPosition | 서울중앙지검 특별수사팀
국방위 소속인 새누리당 이철수 의원이 말했다. | 이철수 | holdsPosition | 국방위
박상훈, 이철호 새누리당 의원이 말했다. | 박상훈 | holdsPosition | 새누리당
새누리당 박상훈, 이철호 의원이 말했다. | 박상훈 | holdsPosition | 새누리당
새누리당 박상훈, 민주당 이철호 원내대표는 서명했다. | 박상훈 | holdsPosition | 새누리당
통합진보당(이하 진보당) 박상훈 의원이 말했다. | 박상훈 | holdsPosition | 통합진보당
박상훈 SBS 아나운서가 소식을 전했다. | 박상훈 | holdsPosition | SBS
박상훈 전 대구고검장이 물러났다. | 박상훈 | holdsPosition | 대구고검
박상훈 전 가람그룹 회장이 물러났다. | 박상훈 | holdsPosition | 가람그룹
고용노동부 장관엔 박상훈 연구위원, 국토교통부 장관에는 이철호 교수를 내정했다. | 박상훈 | holdsPosition | 고용노동부
혼다는 다음 주부터 멕시코 셀라야 공장의 가동을 멈춘다. | 셀라야 공장 | ownedBy | 혼다
현대제철도 포항공장이 침수돼 피해를 봤다. | 포항공장 | ownedBy | 현대제철
티파니를 앞세운 LVMH가 실적을 발표했다. | 티파니 | ownedBy | LVMH
야놀자는 이수진 대표가 2005년 창업해 숙박 예약 서비스로 출발했다. | 이수진 | founded | 야놀자
박상훈(31·두산 베어스)이 홈런을 쳤다. | 박상훈 | holdsPosition | 두산 베어스
이철수(레알 마드리드)의 슛이 막혔다. | 이철수 | holdsPosition | 레알 마드리드
이철수(SM엔터테인먼트)가 노래했다. | 이철수 | partOf | SM엔터테인먼트
국민은행 도쿄지점 직원이 돈을 빼돌렸다. | 국민은행 도쿄지점 | partOf | 국민은행
육군 27사단 병사가 돌아왔다. | 27사단 | partOf | 육군
"""
UNSAID = """
포드는 테슬라 베를린 공장의 가동이 멈춰 주문을 늘렸다. | 베를린 공장 | ownedBy | 포드
새누리당 박상훈, 민주당 이철호 원내대표는 서명했다. | 박상훈 | holdsPosition | 민주당
국방위 소속인 새누리당 이철수 의원이 말했다. | 새누리당 | partOf | 국방위
박상훈 SBS 아나운서와 축구선수 이철호가 만났다. | 이철호 | holdsPosition | SBS
박상훈 새누리당 대표의 아들인 배우 이철호 씨가 왔다. | 이철호 | holdsPosition | 새누리당
"""


@pytest.mark.parametrize(("text", "subject", "relation", "target"), rows(SAID))
def test_it_is_said(reads: Reader, text: str, subject: str, relation: str, target: str) -> None:
    assert reads(text).claim(subject, relation, target)


@pytest.mark.parametrize(("text", "subject", "relation", "target"), rows(UNSAID))
def test_it_is_not_said(reads: Reader, text: str, subject: str, relation: str, target: str) -> None:
    assert not reads(text).stated(subject, relation, target)
