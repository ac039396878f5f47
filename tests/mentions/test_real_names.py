"""Names as real news sets them: happenings, teams, army units, parts of towns, names in marks, troupes, persons."""

from __future__ import annotations

import pytest

from kg.extract.engine import Engine
from tests.conftest import article


def found(engine: Engine, sentence: str) -> dict[str, str]:
    """Class of each name found in a sentence."""
    document = engine.document(article(sentence))
    return {m.surface: m.cls for ms in engine.finder.find(document) for m in ms}


@pytest.mark.parametrize(
    ("sentence", "name", "cls"),
    [
        ("북한은 4차 핵실험을 했다.", "4차 핵실험", "Event"),
        ("경찰은 부산 폭탄 테러를 수사했다.", "부산 폭탄 테러", "Event"),
        ("한국 여자 컬링 대표팀은 일본을 꺾었다.", "한국 여자 컬링 대표팀", "Organization"),
        ("양궁대표팀은 이날 출국했다.", "양궁대표팀", "Organization"),
        ("임 병장은 제22사단에서 근무했다.", "제22사단", "GovernmentBody"),
        ("부산경찰은 글을 올렸다.", "부산경찰", "GovernmentBody"),
        ("부산지검 동부지청이 나섰다.", "부산지검 동부지청", "GovernmentBody"),
        ("서울대 물리천문학부는 학생을 뽑았다.", "서울대 물리천문학부", "ResearchInstitute"),
        ("홈플러스 칠곡점 직원이 신고했다.", "홈플러스 칠곡점", "Company"),
        ("KT경제경영연구소는 보고서를 냈다.", "KT경제경영연구소", "ResearchInstitute"),
        ("서울 중구 중림동에서 열렸다.", "중구", "Region"),
        ("광주 서구 쌍촌동에서 났다.", "서구", "Region"),
        ("경북 문경시 농암면에서 잡혔다.", "농암면", "Region"),
        ("경기 이천경찰서는 조사했다.", "경기", "Region"),
        ("금감원은 ‘통장 기반 금융거래 관행 혁신방안’을 발표했다.", "통장 기반 금융거래 관행 혁신방안", "Policy"),
        ("협회는 ‘우리나라 초임 분석 결과’ 자료를 냈다.", "우리나라 초임 분석 결과", "Work"),
        ("그는 ‘핵무기 없는 세상’ 비전을 말했다.", "핵무기 없는 세상", "Policy"),
        ("신문은 ‘하늘이 푸르러 좋다’는 제목의 기사를 냈다.", "하늘이 푸르러 좋다", "Work"),
        ("태풍 ‘너구리’가 북상했다.", "너구리", "Event"),
        ("아이돌그룹 ‘바다별’의 콘서트가 열렸다.", "바다별", "Organization"),
        ("걸그룹 달빛소녀는 공연을 했다.", "달빛소녀", "Organization"),
        ("에디터 곽정은 씨가 방송에 나왔다.", "곽정은", "Person"),
        ("가수 김하늘(49) 씨가 출마했다.", "김하늘", "Person"),
        ("손모 전 전무가 구속됐다.", "손모", "Person"),
        ("팽씨는 달아났다.", "팽씨", "Person"),
        ("영국의 소설가 애거서 크리스티의 작품이다.", "애거서 크리스티", "Person"),
    ],
)
def test_what_is_named(engine: Engine, sentence: str, name: str, cls: str) -> None:
    assert found(engine, sentence).get(name) == cls


@pytest.mark.parametrize(
    ("sentence", "name"),
    [
        ("일본 우주비행사가 돌아왔다.", "일본 우주비행사"),
        ("한국 회의 대표단이 왔다.", "한국 회의"),
        ("김하늘 서울대 물리학과 교수가 말했다.", "서울대 물리학과"),
        ("하늘마트 할인점이 문을 열었다.", "하늘마트 할인점"),
        ("그는 ‘바다시티 대 하늘시티’ 경기 영상을 봤다.", "바다시티 대 하늘시티"),
        ("아이돌그룹 ‘바다별’이 왔다.", "아이돌그룹"),
        ("서울 친구가 왔다.", "친구"),
    ],
)
def test_what_is_no_name(engine: Engine, sentence: str, name: str) -> None:
    assert name not in found(engine, sentence)
