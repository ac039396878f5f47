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
