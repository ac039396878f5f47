"""One letter for a country, and the same letter for something else."""

from __future__ import annotations

import pytest

from tests.conftest import Finds


def countries(finds: Finds, text: str) -> list[tuple[str, str]]:
    return [(m.surface, m.entity) for m in finds(text) if m.cls == "Country" and len(m.surface) < 3]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("미·중 무역 갈등이 커졌다.", [("미", "us"), ("중", "china")]),
        ("美·中 갈등이 커졌다.", [("美", "us"), ("中", "china")]),
        ("북·러 협력이 강화됐다.", [("북", "north-korea"), ("러", "russia")]),
        ("한·중·일 3국이 모였다.", [("한", "south-korea"), ("중", "china"), ("일", "japan")]),
        ("한미일 3국이 공동 훈련을 했다.", [("한", "south-korea"), ("미", "us"), ("일", "japan")]),
        ("미중 패권 다툼이 이어졌다.", [("미", "us"), ("중", "china")]),
        ("대중 수출이 줄었다.", [("중", "china")]),
        ("대미 수출은 늘었다.", [("미", "us")]),
        ("영 언론은 사퇴를 요구했다.", [("영", "uk")]),
        ("미 대통령 선거가 끝났다.", [("미", "us")]),
    ],
)
def test_letters_of_countries(finds: Finds, text: str, found: list[tuple[str, str]]) -> None:
    assert countries(finds, text) == found


@pytest.mark.parametrize(
    "text",
    [
        "당국은 해당 방안을 검토 중 이라고 했다.",
        "대중 앞에서 노래했다.",
        "대중교통을 이용했다.",
        "그중 일부는 돌아왔다.",
        "그 일 때문에 늦었다.",
        "중·고등학생이 모였다.",
        "미·분양 주택이 늘었다.",
        "한 기업이 땅을 샀다.",
        "이 안은 검토 중 정부가 손봤다.",
        "한 기업 대표가 물러났다.",
        "은행에서 일한 사람이 왔다.",
    ],
)
def test_letters_that_are_words(finds: Finds, text: str) -> None:
    assert countries(finds, text) == []
    assert not [m for m in finds(text) if m.cls == "GovernmentBody"]


def test_a_demonstrative_is_no_country(finds: Finds) -> None:
    assert countries(finds, "미국 이 매체는 공장이 팔린다고 했다.") == [("미국", "us")]


def test_hanja_toward_hanja(finds: Finds) -> None:
    assert countries(finds, "對中 제재를 강화했다.") == [("中", "china")]


def test_joined_letters_before_a_relation(finds: Finds) -> None:
    assert countries(finds, "한일 관계를 논의했다.") == [("한", "south-korea"), ("일", "japan")]
