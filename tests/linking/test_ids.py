"""The id of a mention."""

from __future__ import annotations

from tests.conftest import Reader


def test_a_description_with_an_aside_in_it_is_the_name_without(reads: Reader) -> None:
    got = reads("이란은 브릭스(BRICS) 정상회의에 참석했다.")
    assert got.entities_of("브릭스(BRICS) 정상회의") == ["brics-summit"]
