"""Persons named in part: by a family name or a letter."""

from __future__ import annotations

import pytest

from kg.mentions.partly import METHOD, stem
from tests.conftest import Finds, Reader


def partial(finds: Finds, text: str) -> list[str]:
    return [m.surface for m in finds(text) if m.method == METHOD]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("경찰은 김씨를 체포했다.", ["김씨"]),
        ("경찰은 박 씨를 체포했다.", ["박 씨"]),
        ("경찰은 최모(47)씨를 체포했다.", ["최모"]),
        ("경찰은 이 모 씨를 체포했다.", ["이 모"]),
        ("경찰은 A(24·여)씨와 B씨를 체포했다.", ["A", "B씨"]),
        ("해군은 C 중령을 체포했다.", ["C 중령"]),
        ("검찰은 K교수를 불렀다.", ["K교수"]),
        ("검찰은 문 의원을 불렀다.", ["문 의원"]),
        ("검찰은 박 전 대표를 불렀다.", ["박 전 대표"]),
        ("한 의원이 전 대표를 불렀다.", []),
        ("아저씨는 글씨를 고쳤다.", []),
        ("이 모임에는 A사와 B조가 왔다.", []),
        ("갤럭시 A 시리즈가 나왔다.", []),
    ],
)
def test_partial_names(finds: Finds, text: str, names: list[str]) -> None:
    assert partial(finds, text) == names


@pytest.mark.parametrize(("surface", "expected"), [("A씨", "A"), ("박 씨", "박씨"), ("이 모", "이모")])
def test_what_partial_names_share(surface: str, expected: str) -> None:
    assert stem(surface) == expected


@pytest.mark.parametrize(
    ("first", "second", "surface", "name"),
    [
        ("검찰은 회사원 김길동(40)씨를 체포했다.", "검찰은 김씨를 조사했다.", "김씨", "김길동"),
        ("검찰은 최모(40)씨를 체포했다.", "검찰은 최씨를 조사했다.", "최씨", "최모"),
        ("검찰은 A(40)씨를 체포했다.", "검찰은 A씨를 조사했다.", "A씨", "A"),
        ("이진수 대표가 왔다.", "검찰은 이 전 대표를 조사했다.", "이", "이진수"),
    ],
)
def test_who_is_called_so(reads: Reader, first: str, second: str, surface: str, name: str) -> None:
    got = reads(first, second)
    assert got.entities_of(surface) == got.entities_of(name) != []


def test_he_is_somebody_in_his_article_alone(reads: Reader) -> None:
    got = reads("경찰은 김씨를 체포했다.")
    (entity,) = got.entities_of("김씨")
    assert entity.startswith("person/")
    assert entity.count("/") > 1


def test_nobody_of_whom_nothing_is_said(reads: Reader) -> None:
    assert reads("김씨는 웃었다.").entities_of("김씨") == []
