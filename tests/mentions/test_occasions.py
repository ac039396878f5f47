"""Programmes in marks behind their broadcasters, occasions by their whole names, events by their years."""

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
        ("배우 김하늘 씨는 SBS 새 월화드라마 ‘바다의 별’에 출연했다.", "바다의 별", "Work"),
        ("MBC ‘하늘 아래, 우리’가 화제다.", "하늘 아래, 우리", "Work"),
        ("tvN ‘푸른 섬(이하 섬)’이 끝났다.", "푸른 섬", "Work"),
        ("KBS 생활정보 프로그램 ‘저녁마당’이 방송됐다.", "저녁마당", "Work"),
        ("김하늘은 5일 하늘대 졸업식에 참석했다.", "하늘대 졸업식", "Event"),
        ("이날 개관식에는 김하늘 코레일 사장이 참석했다.", "개관식", "Event"),
        ("손연재는 러시아 모스크바 그랑프리에서 은메달을 땄다.", "모스크바 그랑프리", "Event"),
        ("서울시는 ‘2013 서울 취업 박람회’를 열었다.", "2013 서울 취업 박람회", "Event"),
        ("참여연대는 청계광장에서 촛불집회를 열었다.", "촛불집회", "Event"),
        ("문재인은 2012년 대선에서 졌다.", "2012년 대선", "Event"),
        ("문재인은 6.4 지방선거에서 여당을 도왔다.", "6.4 지방선거", "Event"),
        ("장관은 제4차 한-바다공화국 통상장관회의를 열었다.", "제4차 한-바다공화국 통상장관회의", "Event"),
        ("소니는 도쿄게임쇼 행사에서 새 게임을 보였다.", "도쿄게임쇼", "Event"),
        ("정부는 한-아세안 정상회의를 준비한다.", "한-아세안 정상회의", "Event"),
        ("하늘전자 노조는 8일 무기한 총파업에 돌입했다.", "총파업", "Event"),
        ("하늘전자 노조가 13일 파업에 들어갔다.", "파업", "Event"),
        ("금융위원회는 SK텔레콤 해킹을 살핀다.", "SK텔레콤 해킹", "Event"),
        ("이하늘은 2013-2014시즌 프리미어리그에 출전했다.", "2013-2014시즌 프리미어리그", "Event"),
    ],
)
def test_what_is_shown_and_held(engine: Engine, sentence: str, name: str, cls: str) -> None:
    assert found(engine, sentence).get(name) == cls


@pytest.mark.parametrize(
    ("sentence", "name"),
    [
        ("조선일보 ‘오늘의 말’이 실렸다.", "오늘의 말"),
        ("김하늘은 4차전에서 이겼다.", "4차전"),
        ("학교는 졸업식을 미뤘다.", "졸업식"),
        ("MBC ‘이순신의 바다’가 끝났다.", "이순신"),
    ],
)
def test_no_names(engine: Engine, sentence: str, name: str) -> None:
    assert found(engine, sentence).get(name) != "Work"
    assert found(engine, sentence).get(name) not in ("Event", "Person")
