"""Who is at an occasion that goes by its kind alone, and whose posts its lists tell."""

from __future__ import annotations

import pytest

from tests.conftest import Reader
from tests.extract.test_works_and_matches import said


@pytest.mark.parametrize(
    ("text", "claim"),
    [
        # a title that is written on to a body's name ends a member of a list
        (
            "기공식에는 최태원 SK그룹 회장과 유영상 SK텔레콤 사장, 김두겸 울산시장이 참석했다.",
            ("chey-tae-won", "participatesIn", "기공식"),
        ),
        (
            "이날 간담회에는 최수연 네이버 대표를 비롯해 정신아 카카오 대표, 김영섭 KT 대표 등이 참석했다.",
            ("choi-soo-yeon", "participatesIn", "간담회"),
        ),
        (
            "최태원 SK그룹 회장과 정의선 현대차그룹 회장이 참석한 간담회가 끝났다.",
            ("chung-euisun", "participatesIn", "간담회"),
        ),
        (
            "삼성전자는 이재명 대통령과 이재용 회장이 참석한 가운데 공장 준공식을 열었다.",
            ("lee-jae-yong", "participatesIn", "공장준공식"),
        ),
        (
            "기공식에는 최태원 SK그룹 회장이 참석했다. 이 자리에는 유영상 SK텔레콤 사장도 함께했다.",
            ("ryu-young-sang", "participatesIn", "기공식"),
        ),
        ("유영상 SK텔레콤 사장은 국회 청문회에 출석했다.", ("ryu-young-sang", "participatesIn", "국회청문회")),
        (
            "홍남기 경제부총리 겸 기획재정부 장관과 최태원 대한상공회의소 회장이 간담회에 참석했다.",
            ("hong-nam-ki", "participatesIn", "간담회"),
        ),
        ("한국과 미국의 관세 협상이 타결됐다.", ("us", "participatesIn", "한국과미국의관세협상")),
        # whom a body sends
        ("간담회에는 대한상의에서 김하늘 상근부회장이 참석했다.", ("김하늘", "holdsPosition", "kcci")),
        # the first of two titles is of no body
        ("김하늘 부총리 겸 기획재정부 장관이 웃었다.", ("김하늘", "holdsPosition", "moef")),
        ("김하늘 전라남도 에너지산업국장이 웃었다.", ("김하늘", "holdsPosition", "jeonnam")),
        ("과기정통부는 결과를 냈다. 김하늘 제2차관은 웃었다.", ("김하늘", "holdsPosition", "msit")),
    ],
)
def test_who_is_there(reads: Reader, text: str, claim: tuple[str, str, str]) -> None:
    assert claim in said(reads, text)


@pytest.mark.parametrize(
    ("text", "relation"),
    [
        ("이재용 회장은 간담회에서 “힘을 모으자”고 말했다.", "participatesIn"),
        ("삼성전자는 서울에서 간담회를 열었다.", "participatesIn"),
        ("최태원 회장과 정의선 회장이 자리를 함께했다.", "meets"),
        ("네이버 최수연 대표와 카카오 정신아 대표, KT 김영섭 대표가 간담회에 참석했다.", "meets"),
    ],
)
def test_what_tells_no_attendance(reads: Reader, text: str, relation: str) -> None:
    assert relation not in {r for _, r, _ in said(reads, text)}


@pytest.mark.parametrize(
    ("text", "claim"),
    [
        ("카카오와 네이버가 양강 구도를 이루고 있다.", ("kakao", "competesWith", "naver")),
        ("배달앱 시장은 배달의민족과 쿠팡이츠의 2파전이다.", ("baemin", "competesWith", "coupang-eats")),
        (
            "케이뱅크와 토스뱅크는 흑자를 냈다. 두 은행의 2위 다툼이 치열하다.",
            ("kbank", "competesWith", "toss-bank"),
        ),
        ("구글은 미국 법무부가 제기한 소송에서 패소했다.", ("us-justice-department", "sues", "google")),
        ("앤트로픽은 딥시크와 문샷AI가 챗봇을 무단으로 썼다고 주장했다.", ("anthropic", "accuses", "moonshot-ai")),
        ("EDF는 한수원이 불법 보조금을 받았다고 주장했다.", ("edf", "accuses", "khnp")),
    ],
)
def test_who_is_against_whom(reads: Reader, text: str, claim: tuple[str, str, str]) -> None:
    found = said(reads, text)
    assert claim in found or claim[::-1] in found


def test_two_at_law_contend_over_no_market(reads: Reader) -> None:
    found = said(reads, "넥슨과 아이언메이스는 갈라섰다. 두 회사의 법적 다툼이 치열하다.")
    assert "competesWith" not in {r for _, r, _ in found}
