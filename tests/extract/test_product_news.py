"""How news of products says what is in them, who made them, what they follow, and what a kind of thing is called."""

from __future__ import annotations

import pytest

from tests.conftest import Reader
from tests.extract.test_business_ways import rows

SAID = """
B200에는 HBM3E가 들어갈 것으로 보인다. | B200 | uses | HBM3E
B200에는 HBM3E가 탑재될 전망이다. | B200 | uses | HBM3E
B200에는 HBM3E가 탑재됐다고 엔비디아는 밝혔다. | B200 | uses | HBM3E
갤럭시 S25에 자체 개발한 엑시노스를 탑재했다. | 갤럭시 S25 | uses | 엑시노스
갤럭시 S25에는 엑시노스 대신 스냅드래곤이 탑재된다. | 갤럭시 S25 | uses | 스냅드래곤
삼성전자는 갤럭시 S24에 스냅드래곤과 엑시노스를 혼용했다. | 갤럭시 S24 | uses | 엑시노스
아이온2는 언리얼 엔진 5 기반의 게임이다. | 아이온2 | uses | 언리얼 엔진
넷마블은 제미나이를 100만개 사용할 수 있게 됐다. | 넷마블 | uses | 제미나이
어센드 910C는 칩렛 패키징 방식을 채택했다. | 어센드 910C | uses | 칩렛
어센드 910C는 7nm(N+2) 공정을 사용한다. | 어센드 910C | uses | 7나노 공정
SMIC는 N+2 공정으로 어센드 910C를 생산한다. | SMIC | uses | N+2 공정
카카오는 ‘카나나’ AI 비서를 출시했다. | 카카오 | released | 카나나
테슬라는 휴머노이드 로봇 ‘옵티머스’ 프로토타입을 공개했다. | 테슬라 | released | 옵티머스
퀄컴은 스냅드래곤8 엘리트 칩셋을 공개했다. | 퀄컴 | released | 스냅드래곤 8 엘리트
핵심은 카카오가 개발한 ‘카나나 나노’ 경량형 AI 모델이다. | 카카오 | developed | 카나나 나노
한국항공우주산업은 한국형 전투기(KF-21)를 개발했다. | 한국항공우주산업 | developed | KF-21
휴미라는 애브비의 블록버스터 의약품이다. | 애브비 | developed | 휴미라
오픈AI의 대화형 모델 ‘GPT-4o’와 추론 모델 ‘o3’를 합쳤다. | 오픈AI | developed | o3
삼성전자는 자체 AP인 엑시노스의 비중을 줄이고 있다. | 삼성전자 | developed | 엑시노스
한화시스템은 국방과학연구소와 공동 개발한 AESA 레이더가 통과했다고 밝혔다. | 한화시스템 | developed | AESA 레이더
삼성전자는 지난해 출시한 갤럭시 S24가 잘 팔렸다고 밝혔다. | 삼성전자 | released | 갤럭시 S24
HBM4는 전작인 HBM3E보다 빠르다. | HBM4 | succeeds | HBM3E
어센드 920은 어센드 910C 대비 용량은 5배, 출력은 6배 개선됐다. | 어센드 920 | outperforms | 어센드 910C
R1은 o1보다 효과가 뛰어나다는 평가를 받는다. | R1 | outperforms | o1
알리바바는 QWEN 2.5 인공지능(AI) 모델을 출시했다. | 알리바바 | released | QWEN 2.5
네덜란드 정부는 자국의 노광장비 제조 업체인 ASML에서 생산되는 장비의 규정을 냈다. | ASML | manufactures | 노광장비
카카오는 신작을 냈다. 네이버도 2일 자사의 ‘하이퍼클로바X’를 공개했다. | 네이버 | developed | 하이퍼클로바X
문샷AI는 알리바바에서 10억 달러를 조달했다. | 알리바바 | investsIn | 문샷AI
H200은 H20보다 거의 여섯 배 더 강력하다. | H200 | outperforms | H20
"""
NOT_SAID = """
국방부는 B200을 쓸 것으로 보인다. | 국방부 | uses | B200
기린 9000s는 SMIC가 7나노 공정으로 만들었다. | SMIC | developed | 기린 9000s
램시마는 얀센의 치료제인 ‘레미케이드’를 본뜬 제품이다. | 얀센 | developed | 램시마
GPT-5가 오픈AI의 GPT-4o, 딥시크-V3보다 뛰어나다. | 오픈AI | developed | 딥시크-V3
네덜란드 정부는 노광장비 제조 업체인 ASML에 허가를 내줬다. | 네덜란드 정부 | manufactures | 노광장비
카카오는 신작을 냈다. 네이버도 2일 자사의 ‘하이퍼클로바X’를 공개했다. | 카카오 | developed | 하이퍼클로바X
문샷AI는 알리바바에서 10억 달러를 조달했다. | 알리바바 | supplies | 문샷AI
구글과 애플은 유럽연합 집행위원회에 자료를 내기로 합의했다. | 구글 | partnersWith | 애플
딥시크는 ‘프로버 V2’ 모델을 공개했다. | 딥시크 | released | 딥시크 V2
삼성이 개발한 ‘엑시노스’ 대신 퀄컴의 ‘스냅드래곤’ 칩셋이 쓰인다. | 삼성 | developed | 스냅드래곤
"""


@pytest.mark.parametrize(("text", "subject", "relation", "target"), rows(SAID))
def test_it_is_said(reads: Reader, text: str, subject: str, relation: str, target: str) -> None:
    got = reads(text)
    assert got.stated(subject, relation, target), got.said


@pytest.mark.parametrize(("text", "subject", "relation", "target"), rows(NOT_SAID))
def test_it_is_not_said(reads: Reader, text: str, subject: str, relation: str, target: str) -> None:
    assert not reads(text).stated(subject, relation, target)
