"""Who does it with whom, for whom an officer speaks, and whose affiliates are named."""

from __future__ import annotations

import pytest

from tests.conftest import Reader


@pytest.mark.parametrize(
    ("text", "subject", "relation", "target"),
    [
        ("네이버는 카카오와 울산에 데이터센터를 구축한다.", "네이버", "partnersWith", "카카오"),
        ("포스코는 LG화학과 광양에 리튬 공장을 세웠다.", "포스코", "partnersWith", "LG화학"),
        ("젠슨 황 엔비디아 CEO는 캐나다에 20억 달러를 투자하겠다고 말했다.", "엔비디아", "investsIn", "캐나다"),
        ("일론 머스크 테슬라 CEO는 xAI에 투자했다.", "일론 머스크", "investsIn", "xAI"),
        ("앤스로픽의 ‘클로드’는 구글로부터 20억 달러를 투자받았다.", "구글", "investsIn", "앤스로픽"),
        ("네이버는 SK그룹과 협력한다. SK텔레콤, SK가스 등 계열사가 참여한다.", "SK가스", "ownedBy", "SK그룹"),
    ],
)
def test_said(reads: Reader, text: str, subject: str, relation: str, target: str) -> None:
    assert reads(text).claim(subject, relation, target)


@pytest.mark.parametrize(
    ("text", "subject", "relation", "target"),
    [
        ("네이버는 카카오와 나란히 데이터센터를 구축한다.", "네이버", "partnersWith", "카카오"),
        ("명단에는 카카오와 검색 엔진을 개발한 네이버도 올랐다.", "네이버", "partnersWith", "카카오"),
        ("최수연 네이버 대표는 “네이버가 진정한 혁신을 보여준다”고 말했다.", "최수연", "supports", "네이버"),
        ("네이버는 SK그룹과 협력한다. SK텔레콤, SK가스 등 계열사가 참여한다.", "SK가스", "ownedBy", "네이버"),
    ],
)
def test_not_said(reads: Reader, text: str, subject: str, relation: str, target: str) -> None:
    assert not reads(text).stated(subject, relation, target)
