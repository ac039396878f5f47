"""Whose a programme is, who plays whom in which tournament, who wins, which body speaks on which network."""

from __future__ import annotations

import pytest

from tests.conftest import Reader


def said(reads: Reader, text: str) -> set[tuple[str, str, str]]:
    """Subjects, relations and objects of a text, by the ends of their ids."""
    return {
        (c.statement.subject.split("/")[-1], c.statement.predicate, c.statement.object.split("/")[-1])
        for c in reads(text).graph.claims
        if isinstance(c.statement.object, str)
    }


@pytest.mark.parametrize(
    ("text", "claim"),
    [
        ("김하늘은 SBS 예능프로그램 ‘바다의 별’에 나왔다.", ("sbs", "released", "바다의별")),
        ("JTBC ‘푸른 섬’이 화제다.", ("jtbc", "released", "푸른섬")),
        ("영화 ‘겨울 이야기’ 이하늘 감독이 웃었다.", ("이하늘", "authored", "겨울이야기")),
        ("기상청은 5일 페이스북에 사과문을 올렸다.", ("kma", "uses", "facebook")),
        (
            "한국은 브라질 월드컵 조별리그 독일과의 1차전에서 2-1로 이겼다.",
            ("south-korea", "participatesIn", "world-cup-2014"),
        ),
        (
            "한국은 브라질 월드컵 조별리그 독일과의 1차전에서 2-1로 이겼다.",
            ("germany", "participatesIn", "world-cup-2014"),
        ),
        ("한국은 브라질 월드컵 조별리그 독일과의 1차전에서 2-1로 이겼다.", ("south-korea", "outperforms", "germany")),
        ("한국은 브라질 월드컵 조별리그 독일과의 1차전에서 0-2로 패했다.", ("germany", "outperforms", "south-korea")),
        ("한국과 가나의 평가전이 5일 열린다.", ("south-korea", "competesWith", "ghana")),
        (
            "아스널은 ‘챔피언스리그’ F조 4차전에서 첼시를 완파했다.",
            ("chelsea-fc", "participatesIn", "champions-league"),
        ),
        (
            "손흥민은 첼시와의 프리미어리그 7라운드 경기에서 골을 넣었다.",
            ("son-heung-min", "participatesIn", "premier-league"),
        ),
    ],
)
def test_what_is_said(reads: Reader, text: str, claim: tuple[str, str, str]) -> None:
    assert claim in said(reads, text)


@pytest.mark.parametrize(
    ("text", "claim"),
    [
        ("서울과 경기 지역에 비가 내렸다.", ("seoul", "competesWith", "gyeonggi")),
        ("한국은 독일과의 평가전에서 2-1로 이겼다.", ("south-korea", "competesWith", "germany")),
        ("김하늘 해설위원은 브라질 월드컵 조별리그 1차전에서 말했다.", ("김하늘", "participatesIn", "world-cup-2014")),
        ("배우 김하늘 씨는 tvN ‘푸른 섬’에 출연했다.", ("김하늘", "authored", "푸른섬")),
    ],
)
def test_what_is_not_said(reads: Reader, text: str, claim: tuple[str, str, str]) -> None:
    assert claim not in said(reads, text)
