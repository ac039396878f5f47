"""Chains of clauses that share who does it and to what, told clauses, and the shapes that headlines take."""

from __future__ import annotations

import pytest

from tests.conftest import Reader
from tests.extract.test_gapping import rows

SAID = """
쿠팡과 그 자회사 씨피엘비가 과징금을 물었다. | 씨피엘비 | ownedBy | 쿠팡
미국과 중국이 패권을 다투는 틈에서 기회를 찾아야 한다. | 미국 | competesWith | 중국
알리바바는 큐원2.5-맥스를 내놓고 딥시크 V3를 앞선다고 밝혔다. | 큐원2.5-맥스 | outperforms | 딥시크 V3
엔비디아가 69억달러를 들여 인수한 멜라녹스는 이스라엘에 있다. | 엔비디아 | acquires | 멜라녹스
구글이 브로드컴과 손잡고 개발한 TPU가 팔린다. | 구글 | developed | TPU
블랙웰은 엔비디아가 설계하고 TSMC가 생산한다. | TSMC | manufactures | 블랙웰
알리바바가 개발해 공개한 큐원3가 인기를 끈다. | 알리바바 | released | 큐원3
트레이니엄을 이용해 앤트로픽은 클로드를 훈련한다. | 앤트로픽 | uses | 트레이니엄
SK온은 켄터키주에 포드와 합작한 공장을 짓고 있다. | SK온 | partnersWith | 포드
이야기를 쓴 구글과 윈도를 만든 마이크로소프트는 오픈AI에 투자했다. | 구글 | investsIn | 오픈AI
구글은 애플이 안드로이드를 훔쳤다고 비난했다. | 구글 | criticizes | 애플
미국 당국은 딥시크가 싱가포르를 통해 칩을 샀는지를 조사하고 있다. | 미국 당국 | investigates | 딥시크
정의선 현대차 회장은 미국 상무부의 결정을 환영했다. | 정의선 | supports | 미국 상무부
트럼프 대통령은 파월 의장을 “너무 늦는 사람”이라고 비판했다. | 트럼프 | criticizes | 파월
메릭 갈런드 법무장관은 “바이낸스는 범죄의 온상”이라고 비판했다. | 메릭 갈런드 | criticizes | 바이낸스
한국과 일본, 그리고 중국이 파리협정에 서명했다. | 일본 | participatesIn | 파리협정
폴란드는 K2 전차 980대와 K9 자주포 648문을 사들인다. | 폴란드 | orders | K2 전차
박형준 부산시장은 삼성전자의 투자 계획을 환영했다. | 박형준 | supports | 삼성전자
오픈AI는 미스트랄 라지가 라마2를 앞섰다고 밝혔다. | 미스트랄 라지 | outperforms | 라마2
렉서스는 도요타가 운영하는 고급차 브랜드다. | 렉서스 | ownedBy | 도요타
네이버클라우드는 네이버가 지분 100%를 가진 자회사다. | 네이버클라우드 | ownedBy | 네이버
인스타그램과 왓츠앱을 보유한 메타가 벌금을 물게 됐다. | 왓츠앱 | ownedBy | 메타
대한항공 A380이 회항했다. | 대한항공 | uses | A380
해군의 구축함 정조대왕함이 입항했다. | 해군 | uses | 정조대왕함
에스파의 신곡 ‘위플래시’가 1위에 올랐다. | 에스파 | released | 위플래시
넷플릭스 오리지널 시리즈 ‘오징어 게임’이 상을 받았다. | 넷플릭스 | released | 오징어 게임
"""

UNSAID = """
렉서스는 도요타가 운영하는 고급차 브랜드다. | 도요타 | ownedBy | 렉서스
대한항공 A380이 회항했다. | 대한항공 | developed | A380
해군의 구축함 정조대왕함이 입항했다. | 해군 | developed | 정조대왕함
딥시크는 엔비디아 칩 5만개를 보유했다. | 엔비디아 | ownedBy | 딥시크
LG에너지솔루션이 테슬라의 에너지저장장치에 쓰일 배터리를 공급한다. | LG에너지솔루션 | uses | 배터리
SMIC는 미국이 허가 없이 팔 수 없도록 한 장비를 샀다. | 미국 | permits | 장비
엔비디아가 인텔을 제치고 인수한 멜라녹스는 이스라엘에 있다. | 멜라녹스 | acquires | 인텔
이야기를 쓴 구글과 윈도를 만든 마이크로소프트는 오픈AI에 투자했다. | 구글 | developed | 윈도
GPU를 만드는 엔비디아와 경쟁하는 AMD는 오픈AI에 투자했다. | 엔비디아 | investsIn | 오픈AI
구글은 애플이 안드로이드를 훔쳤다고 비난했다. | 애플 | criticizes | 구글
미국 당국은 딥시크가 싱가포르를 통해 칩을 샀는지를 조사하고 있다. | 딥시크 | investigates | 미국
메릭 갈런드 장관은 “바이낸스가 최대 거래소가 된 것은 범죄 탓”이라고 비판했다. | 바이낸스 | criticizes | 메릭 갈런드
한국과 일본, 그리고 중국이 파리협정에 서명했다. | 한국 | partnersWith | 일본
"""

HEADLINES = """
네이버, 포시마크 2조3000억원에 인수 | 네이버 | acquires | 포시마크
네이버·엔비디아, AI 협력 | 네이버 | partnersWith | 엔비디아
머스크, 오픈AI에 소송 | 머스크 | sues | 오픈AI
삼성전자 “엔비디아에 HBM4 공급” | 삼성전자 | supplies | 엔비디아
"""


@pytest.mark.parametrize(("text", "subject", "relation", "target"), rows(SAID))
def test_it_is_said(reads: Reader, text: str, subject: str, relation: str, target: str) -> None:
    assert reads(text).stated(subject, relation, target)


@pytest.mark.parametrize(("text", "subject", "relation", "target"), rows(UNSAID))
def test_it_is_not_said(reads: Reader, text: str, subject: str, relation: str, target: str) -> None:
    assert not reads(text).stated(subject, relation, target)


@pytest.mark.parametrize(("text", "subject", "relation", "target"), rows(HEADLINES))
def test_a_headline_says_it(reads: Reader, text: str, subject: str, relation: str, target: str) -> None:
    assert reads(headline=text).stated(subject, relation, target)


@pytest.mark.parametrize("text", ["네이버, 포시마크 인수하기로", "네이버, 포시마크 인수키로"])
def test_what_a_headline_leaves_to_come_is_planned(reads: Reader, text: str) -> None:
    assert reads(headline=text).claim("네이버", "acquires", "포시마크").evidence.modality == "planned"


def test_where_a_firm_is_from_buys_nothing(reads: Reader) -> None:
    reading = reads(headline="한화에어로스페이스, 호주 오스탈 지분 인수 추진")
    assert not reading.stated("호주", "acquires", "오스탈")
