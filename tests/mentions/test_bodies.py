"""Bodies in the titles of those who head them, bodies of countries and regions, places inside larger names."""

from __future__ import annotations

import pytest

from tests.conftest import Finds


def found(finds: Finds, text: str) -> dict[str, str]:
    """Surface -> class of a text's mentions."""
    return {m.surface: m.cls for m in finds(text)}


@pytest.mark.parametrize(
    ("text", "surface", "cls"),
    [
        ("박형준 부산시장은 예산을 늘렸다.", "부산시", "GovernmentBody"),
        ("김가람 성남시장이 예산을 줄였다.", "성남시", "GovernmentBody"),
        ("김가람 경기도지사는 반대했다.", "경기도", "GovernmentBody"),
        ("김가람 방통위원장은 심사를 미뤘다.", "방통위", "GovernmentBody"),
        ("김가람 국가정보원장이 배석했다.", "국가정보원", "GovernmentBody"),
        ("김가람 다빛로봇기술원장은 낙관했다.", "다빛로봇기술원", "ResearchInstitute"),
        ("김가람 해저도시건설위원장은 낙관했다.", "해저도시건설위원회", "GovernmentBody"),
    ],
)
def test_a_heads_title_names_the_body(finds: Finds, text: str, surface: str, cls: str) -> None:
    assert found(finds, text).get(surface) == cls


@pytest.mark.parametrize(
    ("text", "surface"),
    [
        ("유럽 시장에서 점유율이 올랐다.", "유럽시"),
        ("왕이 중국 외교부장이 항의했다.", "중국 외교부"),
        ("김가람 리서치센터장은 낙관했다.", "리서치센터"),
        ("김가람 다빛로봇기술원장은 낙관했다.", "다빛로봇기술원장"),
        ("김가람 협회장이 해명했다.", "협회장"),
    ],
)
def test_a_title_is_no_body(finds: Finds, text: str, surface: str) -> None:
    assert surface not in found(finds, text)
