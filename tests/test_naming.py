"""How names are compared."""

from __future__ import annotations

import pytest

from kg.naming import fold


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("GPT-4o", "gpt 4O"),
        ("마이크론 테크놀로지", "마이크론테크놀로지"),
        ("‘R1’", "R1"),
        ("ＡＢＣ", "abc"),
        ("미·중", "미중"),
        ("(주)한화", "주한화"),
    ],
)
def test_folding_forgets_how_a_name_is_written(one: str, other: str) -> None:
    assert fold(one) == fold(other)


@pytest.mark.parametrize(("one", "other"), [("H20", "H200"), ("삼성전자", "삼성전기"), ("o1", "o3")])
def test_folding_keeps_names_apart(one: str, other: str) -> None:
    assert fold(one) != fold(other)
