"""Two names of a sentence that its words join: a maker and its products, a market, a merger, a contract, a sum."""

from __future__ import annotations

import pytest

from tests.conftest import Reader


@pytest.mark.parametrize(
    ("text", "fact"),
    [
        # a maker far before its product, and the others of a list
        ("정부가 엔비디아의 중국 시장용 AI 반도체 ‘H20’을 막았다.", ("엔비디아", "developed", "H20")),
        ("이 서버는 AMD의 64코어 에픽 프로세서로 꾸려졌다.", ("AMD", "developed", "에픽")),
        ("모델은 엔비디아의 H100과 A100 위에서 돌아간다.", ("엔비디아", "developed", "A100")),
        ("테슬라의 충전 기술 ‘한빛충전’을 적용했다.", ("테슬라", "developed", "한빛충전")),
        # what is shown of a thing first
        ("인텔이 가우디3의 시제품을 공개했다.", ("인텔", "released", "가우디3")),
        # the first day on a market
        ("두산로보틱스가 코스피 상장 첫날 두 배로 뛰었다.", ("두산로보틱스", "lists", "코스피")),
        ("Arm이 미국 나스닥 데뷔 무대에서 급등했다.", ("Arm", "lists", "나스닥")),
        # somebody in a body's genitive, without a title
        ("테슬라의 일론 머스크는 회의에 나오지 않았다.", ("테슬라", "employs", "일론 머스크")),
        # a sum put into what a country has
        ("넷플릭스는 한국 콘텐츠에 25억 달러를 투자한다.", ("넷플릭스", "investsIn", "한국")),
        # mergers, subsidiaries, prices
        ("SK이노베이션과 SK E&S가 합병한다.", ("SK이노베이션", "acquires", "SK E&S")),
        ("아모레퍼시픽은 코스알엑스를 자회사로 편입한다.", ("아모레퍼시픽", "acquires", "코스알엑스")),
        # who agrees on a supply orders it
        ("현대로템은 폴란드와 K2 전차를 공급하는 계약을 맺었다.", ("폴란드", "orders", "K2 전차")),
        ("미국과 캐나다는 새 협정에 합의했다.", ("미국", "partnersWith", "캐나다")),
        ("ZTE는 스마트폰에 안드로이드를 쓴다.", ("ZTE", "uses", "안드로이드")),
    ],
)
def test_joined(reads: Reader, text: str, fact: tuple[str, str, str]) -> None:
    assert reads(text).stated(*fact)


@pytest.mark.parametrize(
    ("text", "fact"),
    [
        # another firm between, a thing of unknown maker behind one in marks
        ("삼성전자의 엔비디아 AI 칩 ‘H20’ 구매가 늘었다.", ("삼성전자", "developed", "H20")),
        ("허가 대상은 존슨앤드존슨의 항암제 ‘리브리반트’와 렉라자다.", ("존슨앤드존슨", "developed", "렉라자")),
        # a title tells the post; a market where nothing begins
        ("웨드부시의 댄 아이브스 애널리스트가 말했다.", ("웨드부시", "employs", "댄 아이브스")),
        ("두산로보틱스는 코스피 전망을 내놓았다.", ("두산로보틱스", "lists", "코스피")),
        # many who agree on a text are not each other's partners
        ("미국과 영국, 프랑스, 독일이 제재에 합의했다.", ("영국", "partnersWith", "독일")),
    ],
)
def test_not_joined(reads: Reader, text: str, fact: tuple[str, str, str]) -> None:
    assert not reads(text).stated(*fact)
