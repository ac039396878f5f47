"""Services that act as firms."""

from __future__ import annotations

import pytest

from tests.conftest import Reader


@pytest.mark.parametrize(
    ("text", "service", "cls"),
    [
        ("트위터는 직원 절반을 해고했다.", "트위터", "Company"),
        ("틱톡 이사회는 매각을 거부했다.", "틱톡", "Company"),
        ("마크 저커버그 페이스북 CEO가 방한했다.", "페이스북", "Company"),
        ("미국 정부는 틱톡 사용을 금지했다.", "틱톡", "Software"),
        ("트위터는 화면이 바뀌었다.", "트위터", "Software"),
    ],
)
def test_a_service_is_a_firm_where_it_acts_as_one(reads: Reader, text: str, service: str, cls: str) -> None:
    assert reads(text).cls(service) == cls
