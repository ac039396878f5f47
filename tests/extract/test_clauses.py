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
"""
UNSAID = """
미국은 H20의 중국 수출을 허용했다. | 미국 | exportsTo | 중국
미국 상무부는 H20을 중국에 수출하는 것을 불허했다. | 미국 | exportsTo | 중국
위고비 FDA 승인 신청이 늦어졌다. | FDA | permits | 위고비
크래프톤은 오픈AI와 나란히 배틀그라운드를 개발했다. | 오픈AI | developed | 배틀그라운드
중국이 아이폰 사용을 금지했다는 블룸버그통신 보도가 나왔다. | 중국 | restricts | 블룸버그통신
화웨이는 엔비디아의 새 반도체를 손에 넣었다. | 화웨이 | acquires | 엔비디아
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
