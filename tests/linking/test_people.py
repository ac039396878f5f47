"""Family names with titles."""

from __future__ import annotations

import pytest

from tests.conftest import Reader


def test_a_family_name_is_not_anybodys(reads: Reader) -> None:
    got = reads("젠슨 황 엔비디아 CEO와 김범석 쿠팡 의장이 만났다.", "김 의장이 먼저 떠났다.")
    assert got.entities_of("김") == [got.id("김범석")]


@pytest.mark.parametrize(
    ("first", "second", "surface", "name"),
    [
        ("서민규 사장이 물러났다.", "서 사장은 미국에 있다.", "서", "서민규"),
        ("윤 대통령은 회담을 했다.", "윤석열 대통령은 서울로 돌아왔다.", "윤", "윤석열"),
    ],
)
def test_a_family_name_and_a_title_are_who_bears_them(
    reads: Reader, first: str, second: str, surface: str, name: str
) -> None:
    got = reads(first, second)
    assert got.entities_of(surface) == got.entities_of(name) != []


def test_who_is_called_by_a_title_goes_with_the_address_that_he_was_taken_for(reads: Reader) -> None:
    got = reads("경찰은 김모(55)씨를 구속하고, 김씨의 아들을 입건했다고 설명했다.", "김 전 부장은 돈을 받았다.")
    assert got.entities_of("김") == got.entities_of("김모") != []
