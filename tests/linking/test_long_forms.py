"""Names with those before them, and what they are called with."""

from __future__ import annotations

import pytest

from tests.conftest import Reader


@pytest.mark.parametrize(
    ("text", "name", "longer"),
    [
        ("가람전자 둥관 공장이 멈췄다.", "둥관 공장", "가람전자 둥관 공장"),
        ("가람전자 말레이시아 공장이 멈췄다.", "말레이시아 공장", "가람전자 말레이시아 공장"),
        ("TSMC의 헝가리 공장이 멈췄다.", "헝가리 공장", "헝가리 공장"),
        ("LG화학은 태국 분리막 공장을 짓는다.", "분리막 공장", "태국 분리막 공장"),
        ("조국혁신당 제2차 전국당원대회가 열렸다.", "제2차 전국당원대회", "조국혁신당 제2차 전국당원대회"),
        ("강원지역 학교가 문을 닫았다.", "강원", "강원지역"),
        ("검찰은 최모 씨를 구속했다.", "최모", "최모 씨"),
    ],
)
def test_longer_names(reads: Reader, text: str, name: str, longer: str) -> None:
    got = reads(text)
    assert got.id(name) == got.id(longer) != ""


def test_a_firm_in_a_foreigners_name_is_no_part_of_it(reads: Reader) -> None:
    got = reads("데이터센터 개발업체 다빛리온이 착공했다.", "다빛리온은 크다.", "마크 퐁 다빛리온 최고경영자는 반겼다.")
    assert not got.id("마크 퐁 다빛리온")
