"""Ways of real news: heads in asides, titles that two share, rates of firms, places in step, what is no name."""

from __future__ import annotations

import pytest

from tests.conftest import Reader

POSTS = [
    ("한빛데이터진흥원(원장 김도윤)은 협약을 맺었다.", "김도윤", "한빛데이터진흥원"),
    ("대법원 3부(주심 박서준 대법관)는 원심을 확정했다.", "박서준", "대법원"),
    ("후임에 박서준 조달청장을 임명했다.", "박서준", "조달청"),
    ("국민의힘 김도윤·민주당 박서준 원내대표가 합의했다.", "김도윤", "국민의힘"),
    ("논문에는 카이스트 로봇 및 기계공학과 김도윤 교수가 참여했다.", "김도윤", "카이스트"),
    ("카이스트 물리학과 김도윤 교수와 화학과 박서준 교수가 논문을 썼다.", "박서준", "카이스트"),
    (
        "행사에는 김도윤 네이버 부사장, 하이메 발레스 아시아태평양·일본 지역 총괄, 박서준 한화 사장 등이 왔다.",
        "하이메 발레스",
        "네이버",
    ),
]


@pytest.mark.parametrize(("text", "person", "body"), POSTS, ids=[c[0] for c in POSTS])
def test_posts(reads: Reader, text: str, person: str, body: str) -> None:
    assert reads(text).claim(person, "holdsPosition", body)


FIGURES = [
    ("기아의 성장률은 12%를 기록했고 점유율은 3%에서 5%로 올랐다.", "기아", "growth", "12", "percent"),
    ("기아의 성장률은 12%를 기록했고 점유율은 3%에서 5%로 올랐다.", "기아", "marketShare", "5", "percent"),
    ("기아는 4%(10만대), 현대차는 7%(20만대) 성장률을 보였다.", "기아", "growth", "4", "percent"),
    ("기아는 4%, 현대차는 7% 늘어 나란히 2위와 3위를 차지했다.", "기아", "rank", "2", "ordinal"),
    ("기아는 4%, 현대차는 7% 늘어 나란히 2위와 3위를 차지했다.", "현대차", "rank", "3", "ordinal"),
    ("엔비디아는 매출이 10% 늘었다. 데이터센터 매출이 70% 증가했다.", "엔비디아", "growth", "70", "percent"),
]


@pytest.mark.parametrize(("text", "subject", "measure", "value", "unit"), FIGURES)
def test_whose_figures(reads: Reader, text: str, subject: str, measure: str, value: str, unit: str) -> None:
    got = reads(text)
    assert (value, unit) in got.measured(subject, measure), got.said


UNSAID = [
    ("기아는 카지노 운영사인 네이버와 계약했다.", "kia ownedBy"),
    ("구글이 오픈AI의 대항마로 꼽히는 AI 기업 앤스로픽 지분을 보유했다.", "google competesWith"),
    ("현대차그룹 철강부문 지주사 현대제철이 공시했다.", "hyundai-motor-group ownedBy"),
    ("강경화 외교부 장관과 미국 국무장관 대행인 존 설리번 부장관은 동의했다.", "kang-kyung-wha holdsPosition us"),
    ("기아는 영업이익이 시장 예상치 3조원을 2000억원이나 넘었다.", "200000000000"),
]


@pytest.mark.parametrize(("text", "claim"), UNSAID, ids=[c[0] for c in UNSAID])
def test_not_said(reads: Reader, text: str, claim: str) -> None:
    got = reads(text)
    assert not any(claim in str(said) for said in got.said), got.said


def test_who_only_speaks_behind_a_meeting_of_others(reads: Reader) -> None:
    got = reads("김도윤 국무부 대변인은 젠슨 황 CEO와 샘 올트먼 CEO의 회동을 마친 뒤 성명을 냈다.")
    assert not got.stated("김도윤", "meets", "젠슨 황"), got.said
    assert got.claim("젠슨 황", "meets", "샘 올트먼")


NAMES = [
    ("네이버 등이 참여해 통신·반도체·에너지 분야의 역량을 모은다.", "통신·반도체·에너지", False),
    ("주당순이익(EPS)은 0.96달러로 집계됐다.", "EPS", False),
    ("김도윤 신소재공학과 교수가 참여했다.", "김도윤 신소재공학과", False),
    ("유한양행의 비소세포폐암 치료제 ‘렉라자’가 허가를 받았다.", "비소세포폐암", False),
    ("정의용 외교안보 TF 단장이 말했다.", "TF", False),
    ("김도윤 신소재공학과 교수가 참여했다.", "김도윤", True),
    ("최원목 신보 이사장은 말했다.", "최원목", True),
    ("㈜보탬과 ㈜홀짝은 투자를 받았다.", "보탬", True),
    ("㈜보탬과 ㈜홀짝은 투자를 받았다.", "홀짝", True),
]


@pytest.mark.parametrize(("text", "name", "found"), NAMES)
def test_names(reads: Reader, text: str, name: str, *, found: bool) -> None:
    assert bool(reads(text).entities_of(name)) == found
