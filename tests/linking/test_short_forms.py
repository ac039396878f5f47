"""The heads of firms' names, and occasions without their numbers."""

from __future__ import annotations

from tests.conftest import Reader


def test_the_head_of_a_firms_name_is_the_firm(reads: Reader) -> None:
    got = reads("미국 콘스텔레이션에너지가 원전을 샀다.", "콘스텔레이션은 전기를 판다.")
    assert got.entities_of("콘스텔레이션") == got.entities_of("콘스텔레이션에너지") == ["constellation-energy"]


def test_an_occasion_without_its_number_is_the_same(reads: Reader) -> None:
    got = reads(
        "한국은 서울에서 제6차 한-태평양도서국 외교장관회의를 열었다.",
        "호주는 한-태평양도서국 외교장관회의에 참석했다.",
    )
    occasions = [e for e in got.graph.entities if e.cls == "Event"]
    assert len(occasions) == 1
