"""Ends that a sentence leaves out because those before have named them, and subjects that stand further off."""

from __future__ import annotations

import pytest

from tests.conftest import Reader

SAID = """
업스테이지가 1000억원의 투자를 유치했다. 이번 투자에는 KT와 신한벤처투자가 참여했다. | KT | investsIn | 업스테이지
업스테이지가 상장한다. 주주로는 SK텔레콤이 참여했다. | SK텔레콤 | investsIn | 업스테이지
업스테이지가 상장한다. 엔비디아는 5억달러어치 주식을 사들이기로 했다. | 엔비디아 | investsIn | 업스테이지
LG에너지솔루션이 27일 상장했다. 상장 뒤에도 LG화학은 지분 81.8%를 보유한다. | LG에너지솔루션 | ownedBy | LG화학
국회가 AI 기본법을 통과시켰다. 참여연대는 “위험을 막지 못한다”고 비판했다. | 참여연대 | criticizes | AI 기본법
국회가 AI 기본법을 통과시켰다. 네이버는 환영의 뜻을 나타냈다. | 네이버 | supports | AI 기본법
판문점에서 남북정상회담이 열렸다. 이날 회담에는 서훈 원장이 배석했다. | 서훈 | participatesIn | 남북정상회담
미국 상무부가 화웨이를 제재했다. 제재 대상에는 나우라와 SMIC가 포함됐다. | 미국 상무부 | restricts | SMIC
공정거래위원회가 쿠팡에 과징금을 물렸다. 쿠팡은 행정소송을 내겠다고 했다. | 쿠팡 | sues | 공정거래위원회
MS는 블리자드를 인수한다. 유럽연합은 5월 인수를 승인했다. | 유럽연합 | permits | MS
레이쥔 샤오미 회장은 “SU7을 올해 안에 출시하겠다”고 말했다. | 샤오미 | released | SU7
류츠핑 텐센트 총재는 “H20을 많이 사들였다”고 설명했다. | 텐센트 | orders | H20
LG전자 인도법인 주가가 올랐다. 캐스퍼의 가격은 1385만원이다. 아이오닉 9보다 싸다. | 캐스퍼 | outperforms | 아이오닉 9
회사는 라마 3가 시험에서 86점을 받아 GPT-4를 앞섰다고 밝혔다. | 라마 3 | outperforms | GPT-4
삼성SDI는 GM과 30억달러를 들여 합작공장을 세우기로 했다. | 삼성SDI | partnersWith | GM
쿠팡은 골드만삭스를 상장 주관사로 선정했다. | 쿠팡 | partnersWith | 골드만삭스
도널드 트럼프 미국 대통령은 이란 핵합의에서 탈퇴한다고 선언했다. | 미국 | participatesIn | 이란 핵합의
농심의 과자 ‘먹태깡’이 인기를 끌었다. | 농심 | developed | 먹태깡
현대제철 순천공장의 생산 차질이 길어졌다. | 순천공장 | ownedBy | 현대제철
"""
UNSAID = """
국회가 AI 기본법을 통과시켰다. 참여연대는 “재벌에 면죄부를 준 판결”이라고 비판했다. | 참여연대 | criticizes | AI 기본법
국회가 AI 기본법을 통과시켰다. 여러 나라들은 딥시크가 값싼 모델을 내놓았다며 환영했다. | 딥시크 | supports | AI 기본법
업스테이지가 1000억원의 투자를 유치했다. KT는 자사주 5억달러어치를 사들였다. | KT | investsIn | 업스테이지
판문점에서 남북정상회담이 열렸다. 서훈 원장은 비공개 간담회에서 말했다. | 서훈 | participatesIn | 남북정상회담
엔비디아 겨냥 AI 칩 ‘MI300X’가 나왔다. | 엔비디아 | developed | MI300X
한강은 2007년 소설 ‘채식주의자’를 펴냈다. | 한강 | released | 채식주의자
레이쥔 샤오미 회장은 “SU7을 올해 안에 출시하겠다”고 말했다. | 레이쥔 | released | SU7
"""


def rows(table: str) -> list[list[str]]:
    """Lines of a table, cut at its bars."""
    return [[cell.strip() for cell in line.split("|")] for line in table.strip().splitlines()]


@pytest.mark.parametrize(("text", "subject", "relation", "target"), rows(SAID))
def test_what_was_named_before_is_meant(reads: Reader, text: str, subject: str, relation: str, target: str) -> None:
    got = reads(text)
    assert got.stated(subject, relation, target), got.said


@pytest.mark.parametrize(("text", "subject", "relation", "target"), rows(UNSAID))
def test_what_was_named_before_is_not_meant(reads: Reader, text: str, subject: str, relation: str, target: str) -> None:
    assert not reads(text).stated(subject, relation, target)


def test_who_leaves_or_stays_away_takes_no_part(reads: Reader) -> None:
    left = reads("도널드 트럼프 미국 대통령은 이란 핵합의에서 탈퇴했다.")
    assert left.claim("미국", "participatesIn", "이란 핵합의").evidence.modality == "negated"
    away = reads("인도 뉴델리에서 G20 정상회의가 열렸다. 시진핑 중국 국가주석은 불참했다.")
    assert away.claim("시진핑", "participatesIn", "G20 정상회의").evidence.modality == "negated"
