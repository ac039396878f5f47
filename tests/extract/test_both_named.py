"""Facts whose two names stand in one sentence: lists behind a country, members of a body, blame by penalty."""

from __future__ import annotations

import pytest

from tests.conftest import Reader


@pytest.mark.parametrize(
    ("text", "fact"),
    [
        # where a list is from
        ("미국 벤처캐피털 세쿼이아캐피털과 코슬라벤처스, 한빛벤처스가 나섰다.", ("코슬라벤처스", "basedIn", "미국")),
        ("에코백스와 드리미 등 다른 중국 브랜드도 값을 내렸다.", ("드리미", "basedIn", "중국")),
        ("지엠과 포드 등 미국 자동차 3사는 손실을 봤다.", ("포드", "basedIn", "미국")),
        ("프랑스 대형 출판사 아셰트가 값을 올렸다.", ("아셰트", "basedIn", "프랑스")),
        ("강원도 평창과 강릉, 정선에서 대회가 열렸다.", ("정선", "locatedIn", "강원도")),
        # who belongs to what a clause describes
        ("세븐틴이 소속된 하이브가 실적을 냈다.", ("세븐틴", "partOf", "하이브")),
        # who does it
        ("에픽게임즈가 애플과 벌여 온 소송에서 졌다.", ("에픽게임즈", "sues", "애플")),
        ("공정거래위원회는 법을 위반한 쿠팡에 과징금을 부과했다.", ("공정거래위원회", "accuses", "쿠팡")),
        ("공정거래위원회는 순위를 조작했다며 쿠팡에 과징금을 물렸다.", ("공정거래위원회", "accuses", "쿠팡")),
        ("일본은 한국을 화이트리스트에서 제외했다.", ("일본", "restricts", "한국")),
        ("네덜란드 정부는 ASML의 장비 수출을 금했다.", ("네덜란드 정부", "restricts", "ASML")),
        ("국민의힘은 이재명 대표를 향해 “사과하라”고 촉구했다.", ("국민의힘", "criticizes", "이재명")),
        ("더불어민주당은 한동훈 대표의 사퇴를 요구했다.", ("더불어민주당", "criticizes", "한동훈")),
        ("트럼프 대통령은 젠슨 황과 함께 투자 계획을 발표했다.", ("도널드 트럼프", "meets", "젠슨 황")),
    ],
)
def test_what_both_names_say_is_found(reads: Reader, text: str, fact: tuple[str, str, str]) -> None:
    """A sentence with both names says how they are related."""
    assert reads(text).stated(*fact)


@pytest.mark.parametrize(
    ("text", "fact"),
    [
        # two firms behind one country need not both be from it
        ("미국 반도체 기업 엔비디아와 삼성전자가 계약을 맺었다.", ("삼성전자", "basedIn", "미국")),
        # the next town has a province of its own
        ("강원도 홍천과 전라북도 전주에서 만든다.", ("전라북도", "locatedIn", "강원도")),
        # what the list's last town names is no province
        ("화성 동탄과 용인에서 값이 올랐다.", ("용인", "locatedIn", "화성")),
        # it blames nobody who only pays
        ("공정거래위원회는 쿠팡에 과징금을 부과했다.", ("공정거래위원회", "accuses", "쿠팡")),
    ],
)
def test_what_only_stands_beside_is_left(reads: Reader, text: str, fact: tuple[str, str, str]) -> None:
    """Names in one sentence that nothing joins stay apart."""
    assert not reads(text).stated(*fact)
