"""Who does what, and to what, in clauses of every build: lists, relative clauses, shared topics, headlines."""

from __future__ import annotations

import pytest

from tests.conftest import Reader
from tests.extract.test_gapping import rows

SAID = """
배틀그라운드는 크래프톤이 만든 총싸움 게임이다. | 크래프톤 | developed | 배틀그라운드
GPT-5는 오픈AI가 7일 공개한 새 모델로, 성능이 크게 좋아졌다. | 오픈AI | released | GPT-5
앤스로픽은 다리오 아모데이와 다니엘라 아모데이 남매가 세웠다. | 다리오 아모데이 | founded | 앤스로픽
앤스로픽은 다리오 아모데이와 다니엘라 아모데이 남매가 세웠다. | 다니엘라 아모데이 | founded | 앤스로픽
앤스로픽은 다리오 아모데이가 창업했고 아마존과 구글의 투자를 받았다. | 구글 | investsIn | 앤스로픽
블랙웰은 엔비디아가 TSMC와 함께 개발했다. | TSMC | developed | 블랙웰
엔비디아에 HBM3E를 공급하는 SK하이닉스의 주가가 올랐다. | SK하이닉스 | supplies | 엔비디아
애플은 ‘바이오닉’이라는 암호명의 서버용 칩을 개발하고 있다. | 애플 | developed | 바이오닉
미국이 수출을 금지한 H20이 중국에 들어왔다. | 미국 | restricts | H20
미국은 엔비디아가 H20을 중국에 팔 수 있도록 허용했다. | 미국 | permits | H20
위고비는 미국 식품의약국이 승인한 비만 치료제다. | 미국 식품의약국 | permits | 위고비
소설가 한강이 펴낸 장편소설 ‘작별하지 않는다’가 서점에 깔렸다. | 한강 | authored | 작별하지 않는다
메타의 라마 3와 구글의 제미나이는 오픈AI가 개발한 GPT-4를 따라잡았다. | 라마 3 | outperforms | GPT-4
러시아는 미국과 유럽연합의 제재를 받고 있다. | 미국 | restricts | 러시아
미국은 엔비디아가 H20을 중국에 팔지 못하게 했다. | 미국 | restricts | H20
호주는 공무원이 업무용 기기에서 틱톡을 쓸 수 없도록 했다. | 호주 | restricts | 틱톡
미국은 H20을 중국에 수출하지 못하도록 막아 왔다. | 미국 | restricts | H20
로이터는 중국이 자국 기업에 H20을 쓰지 말라고 권고했다고 전했다. | 중국 | restricts | H20
삼성전자는 갤럭시 S25를 공개했고 갤럭시 워치도 내놨다. | 삼성전자 | released | 갤럭시 워치
현대차가 19%를 출자한 포티투닷이 공장을 짓는다. | 현대차 | investsIn | 포티투닷
SK하이닉스는 애플에 최신 D램인 LPDDR5X를 공급한다. | SK하이닉스 | supplies | 애플
네이버는 지난 3월 카카오와 새로운 제휴를 맺었다. | 네이버 | partnersWith | 카카오
미국은 화웨이에 대한 수출을 지난 2월 금지했다. | 미국 | restricts | 화웨이
메타가 챗GPT를 만든 오픈AI를 제소했다. | 오픈AI | developed | 챗GPT
메타가 챗GPT를 만든 오픈AI를 제소했다. | 메타 | sues | 오픈AI
LG화학(대표 김하늘, 옛 새벽화학)이 포드와 계약을 맺었다. | LG화학 | partnersWith | 포드
카카오는 SM엔터테인먼트(가수 기획사, 코스닥 상장)를 인수했다. | 카카오 | acquires | SM엔터테인먼트
현대로템은 폴란드 국영 기업 PGZ와 전차 부품 제작을 위한 협약을 맺었다. | 현대로템 | partnersWith | PGZ
한화오션은 카타르에너지와 2조원 규모의 LNG 운반선 공급 계약을 체결했다. | 한화오션 | supplies | 카타르에너지
네이버는 구글과 합작법인 ‘새벽클라우드’를 설립한다. | 네이버 | partnersWith | 구글
네이버가 삼성전자의 경쟁사인 SK하이닉스와 손을 잡았다. | 네이버 | partnersWith | SK하이닉스
새로 엔비디아에 도전하는 곳은 퀄컴과 인텔이다. | 퀄컴 | competesWith | 엔비디아
엔비디아와 협약을 맺은 완성차 업체 현대차의 주가가 올랐다. | 현대차 | partnersWith | 엔비디아
네이버클라우드를 두나무가 인수했다. 두나무는 송치형이 세운 기업으로 업비트를 운영한다. | 송치형 | founded | 두나무
현대차는 구글·퀄컴과의 긴밀한 협력을 통해 차량용 칩을 쓴다. | 현대차 | partnersWith | 구글
하림이 HMM 매각 우선협상대상자로 선정됐다. | 하림 | acquires | HMM
산업은행은 HMM 경영권 매각의 우선협상대상자로 하림을 뽑았다. | 하림 | acquires | HMM
삼성전자는 레인보우로보틱스의 지분 일부를 취득했다. | 삼성전자 | investsIn | 레인보우로보틱스
현대차는 한국 배터리 업체 SK온과 셀 공급 계약을 맺었다. | SK온 | supplies | 현대차
SK온은 독일 완성차 업체 폭스바겐과 셀 공급 계약을 맺었다. | SK온 | supplies | 폭스바겐
애플은 LG이노텍과 샤프로부터도 부품을 공급받는다. | LG이노텍 | supplies | 애플
영국에서 출범한 ARM이 상장했다. | ARM | basedIn | 영국
네이버는 리벨리온의 시드 라운드 투자에 참여했다. | 네이버 | investsIn | 리벨리온
네이버는 구글과 인도 시장 진출을 위해 합작법인(JV) ‘새벽클라우드’를 설립했다. | 새벽클라우드 | ownedBy | 구글
네이버는 구글과 인도 시장 진출을 위해 합작법인(JV) ‘새벽클라우드’를 설립했다. | 구글 | founded | 새벽클라우드
블루오벌SK는 SK온과 미국 포드의 합작법인이다. | 블루오벌SK | ownedBy | SK온
테슬라는 LG화학 및 중국 CATL로부터 배터리를 납품받는다. | LG화학 | supplies | 테슬라
한화는 산업은행이 보유한 대우조선해양의 지분을 넘겨받는다. | 산업은행 | investsIn | 대우조선해양
한화오션은 대한해운 인수에 마침표를 찍었다. | 한화오션 | acquires | 대한해운
카카오는 새벽마트를 인수, 전국 판매망을 넓혔다. | 카카오 | acquires | 새벽마트
카카오가 새벽마트를 인수, 유통 시장을 선점할 수 있는 기반을 마련했다. | 카카오 | acquires | 새벽마트
SK텔레콤이 우버와 손잡은 가운데 네이버 역시 웨이모와 협력하고 있다. | 네이버 | partnersWith | 웨이모
네이버는 웨이모와 기술 개발 및 판로 개척을 위한 업무협약(MOU)을 체결했다. | 네이버 | partnersWith | 웨이모
네이버는 웨이모와 미국에서 합작법인을 설립했다. | 네이버 | partnersWith | 웨이모
네이버는 웨이모와 32억원 규모의 증액 계약을 했다. | 네이버 | partnersWith | 웨이모
네이버는 3일 서울 사옥에서 웨이모와 협력을 위한 업무협약식을 진행했다. | 네이버 | partnersWith | 웨이모
네이버는 패션 기업 라온디에도 20억원을 투자했다. | 네이버 | investsIn | 라온디
현대차는 엔비디아 지분 40억달러어치를 사들였다. | 현대차 | investsIn | 엔비디아
하이브는 새벽엔터 지분 8%를 텐센트에 팔았다. | 텐센트 | investsIn | 새벽엔터
"""
UNSAID = """
미국은 H20의 중국 수출을 허용했다. | 미국 | exportsTo | 중국
미국 상무부는 H20을 중국에 수출하는 것을 불허했다. | 미국 | exportsTo | 중국
위고비 FDA 승인 신청이 늦어졌다. | FDA | permits | 위고비
크래프톤은 오픈AI와 나란히 배틀그라운드를 개발했다. | 오픈AI | developed | 배틀그라운드
중국이 아이폰 사용을 금지했다는 블룸버그통신 보도가 나왔다. | 중국 | restricts | 블룸버그통신
화웨이는 엔비디아의 새 반도체를 손에 넣었다. | 화웨이 | acquires | 엔비디아
네이버는 H100을 사들였고 화웨이의 어센드 910B도 썼다. | 어센드 910B | uses | H100
네이버는 1억달러를 쓴 챗GPT와 경쟁한다. | 네이버 | uses | 챗GPT
로이터는 중국이 자국 기업에 H20을 쓰지 말라고 권고했다고 전했다. | 로이터 | restricts | H20
인도는 틱톡을 비롯한 중국 앱을 차단했다. | 인도 | restricts | 중국
딥시크에 버금가는 중국 스타트업이 많다. | 중국 | comparableTo | 딥시크
딥시크는 미국의 안보를 위협한다. | 딥시크 | competesWith | 미국
메타가 챗GPT를 만든 오픈AI를 제소했다. | 메타 | developed | 챗GPT
마이크론이 엔비디아의 HBM4 최종 품질 테스트를 통과했다. | 엔비디아 | developed | HBM4
현대차는 새 사양을 적용한 아이오닉 5를 우버에 공급한다. | 현대차 | uses | 아이오닉 5
하림이 폴란드 원전 사업의 우선협상대상자로 선정됐다. | 하림 | acquires | 폴란드
네이버와 카카오는 통신망 ‘스타링크’와 협약을 맺었다. | 네이버 | partnersWith | 카카오
정용진 회장은 G마켓과 11번가의 합작법인을 설립했다. | 정용진 | founded | G마켓
테슬라는 중국 업체와 경쟁하고 있다. | 테슬라 | competesWith | 중국
쿠팡은 샤넬, 루이비통 등 명품 브랜드 400여 개가 입점한 온라인몰이다. | 샤넬 | ownedBy | 쿠팡
애플은 퀄컴 외에 TSMC로부터 칩을 공급받는다. | TSMC | supplies | 퀄컴
블룸버그통신은 소식통을 인용해 “애플과 계약을 맺은 고객사는 인텔”이라고 보도했다. | 블룸버그통신 | partnersWith | 애플
엔비디아는 인텔에 이어 퀄컴까지 인수하면서 업계 1위로 올라섰다. | 인텔 | outperforms | 엔비디아
SK텔레콤이 우버와 손잡은 가운데 네이버 역시 웨이모와 협력하고 있다. | SK텔레콤 | partnersWith | 웨이모
네이버는 창업투자회사인 새벽벤처스와 협약을 맺었다. | 새벽벤처스 | ownedBy | 네이버
카카오가 경기도 분당 소재 새벽저축은행 지분 80%를 취득했다. | 카카오 | acquires | 분당
하이브는 새벽엔터 지분 8%를 텐센트에 팔았다. | 텐센트 | acquires | 새벽엔터
현대차는 엔비디아 지분 40억달러어치를 사들였다. | 현대차 | acquires | 엔비디아
"""
HEADLINES = """
현대차, 엔비디아와 자율주행 동맹 | 현대차 | partnersWith | 엔비디아
현대차-엔비디아, 자율주행차 공동 개발 | 엔비디아 | developed | 자율주행차
노보노디스크 ‘위고비’ FDA 승인 | FDA | permits | 위고비
美, 中 화웨이 제재 | 미국 | restricts | 화웨이
"""


@pytest.mark.parametrize(("text", "subject", "relation", "target"), rows(SAID))
def test_a_clause_says_who_does_it(reads: Reader, text: str, subject: str, relation: str, target: str) -> None:
    got = reads(text)
    assert got.stated(subject, relation, target), got.said


@pytest.mark.parametrize(("text", "subject", "relation", "target"), rows(UNSAID))
def test_a_clause_says_no_more(reads: Reader, text: str, subject: str, relation: str, target: str) -> None:
    assert not reads(text).stated(subject, relation, target)


@pytest.mark.parametrize(("text", "subject", "relation", "target"), rows(HEADLINES))
def test_a_headline_says_it_too(reads: Reader, text: str, subject: str, relation: str, target: str) -> None:
    got = reads("두 회사의 주가가 올랐다.", headline=text)
    assert got.stated(subject, relation, target), got.said


def test_a_number_is_of_its_own_clause(reads: Reader) -> None:
    got = reads("네이버는 엔비디아의 H100을 2048개 사용했고 화웨이의 어센드 910B도 많이 썼다.")
    told = {c.statement.object: c.statement.qualifiers for c in got.claims if c.statement.predicate == "uses"}
    assert len(told) == 2
    assert [bool(q) for _, q in sorted(told.items(), key=lambda item: "ascend" in str(item[0]))] == [True, False]
