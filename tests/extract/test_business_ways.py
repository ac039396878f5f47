"""How business news joins firms and things: makers listed, parts, likenesses, posts in brackets, what is left out."""

from __future__ import annotations

import pytest

from tests.conftest import Reader

SAID = """
삼성전자와 마이크론의 HBM이 블랙웰에 들어간다. | 삼성전자 | developed | HBM
아이폰의 핵심 부품인 A18은 대만에서 만들어진다. | A18 | partOf | 아이폰
HBM은 AI 가속기의 필수 부품이다. | HBM | partOf | AI 가속기
네이버는 오픈AI와 구글의 AI 모델 못지않은 성능을 냈다. | 네이버 | comparableTo | 오픈AI
네이버는 오픈AI와 구글의 AI 모델 못지않은 성능을 냈다. | 네이버 | comparableTo | 구글
메타는 라마4 같은 오픈소스 모델을 내놓았다. | 메타 | released | 라마4
라마4 훈련에는 엔비디아의 H100 10만개를 썼다. | 라마4 | uses | H100
회복이 더디다는 지적(김민수 서울대 경제학부 교수)이다. | 김민수 | holdsPosition | 서울대
샤오미는 지난해 크게 성장했다. 인도 스마트폰 판매는 삼성전자를 제쳤다. | 샤오미 | outperforms | 삼성전자
구글은 제미나이 3를 내놓았다. 성능이 GPT-5와 비슷하고 수학 분야는 더 뛰어나다. | 제미나이 3 | comparableTo | GPT-5
구글은 제미나이 3를 내놓았다. 성능이 GPT-5와 비슷하고 수학 분야는 더 뛰어나다. | 제미나이 3 | outperforms | GPT-5
‘중국의 엔비디아’로 불리는 화웨이가 칩을 냈다. | 화웨이 | comparableTo | 엔비디아
한국의 테슬라 격인 현대차는 웃었다. | 현대차 | basedIn | 한국
GPT-4 기반 코파일럿이 나왔다. | 코파일럿 | uses | GPT-4
SK하이닉스의 엔비디아향 매출이 늘었다. | SK하이닉스 | supplies | 엔비디아
실리콘밸리 기반의 엔비디아는 공장이 없다. | 엔비디아 | basedIn | 실리콘밸리
한화그룹의 한화오션과 한화시스템 주가가 올랐다. | 한화시스템 | ownedBy | 한화그룹
HMM의 새 주인으로 포스코가 결정됐다. | 포스코 | acquires | HMM
분석가 궈밍치는 애플이 6월 열리는 행사 이전에 비전 프로를 출시할 것이라고 전망했다. | 애플 | released | 비전 프로
"""
NOT_SAID = """
구글은 챗GPT 같은 서비스를 개발하고 있다. | 구글 | developed | 챗GPT
아이폰 부품 업체인 LG이노텍은 공장을 지었다. | LG이노텍 | partOf | 아이폰
젠슨 황은 엔비디아가 만든 블랙웰을 칭찬했다고 말했다. | 엔비디아 | supports | 블랙웰
"""


def rows(table: str) -> list[list[str]]:
    return [[part.strip() for part in line.split(" | ")] for line in table.strip().splitlines()]


@pytest.mark.parametrize(("text", "subject", "relation", "target"), rows(SAID))
def test_it_is_said(reads: Reader, text: str, subject: str, relation: str, target: str) -> None:
    got = reads(text)
    assert got.stated(subject, relation, target) or got.stated(target, relation, subject), got.said


@pytest.mark.parametrize(("text", "subject", "relation", "target"), rows(NOT_SAID))
def test_it_is_not_said(reads: Reader, text: str, subject: str, relation: str, target: str) -> None:
    assert not reads(text).stated(subject, relation, target)
