"""Who belongs to whom, who holds and attends occasions, who comes right behind whom, whose a page or a paper is."""

from __future__ import annotations

import pytest

from tests.conftest import Reader
from tests.extract.test_works_and_matches import said


@pytest.mark.parametrize(
    ("text", "claim"),
    [
        ("경찰청 소속 김하늘(22) 경위가 다쳤다.", ("김하늘", "holdsPosition", "knpa")),
        ("민주당 소속 김하늘 국회부의장이 웃었다.", ("김하늘", "partOf", "democratic-party-korea")),
        ("김하늘 씨는 소속사 한빛엔터테인먼트를 통해 결혼 소식을 전했다.", ("김하늘", "partOf", "한빛엔터테인먼트")),
        ("배우 김하늘 씨 측이 소속사 ‘한빛엔터테인먼트’와 다퉜다.", ("김하늘", "partOf", "한빛엔터테인먼트")),
        (
            "소속사 한빛엔터테인먼트에 따르면 김하늘은 미국에 머물렀다.",
            ("김하늘", "partOf", "한빛엔터테인먼트"),
        ),
        ("필리핀 경찰은 이 사건을 조사했다.", ("필리핀경찰", "partOf", "philippines")),
        ("기상청 공식 트위터가 날씨를 알렸다.", ("kma", "uses", "x-twitter")),
        ("삼성전자 페이스북에 명단이 올라왔다.", ("samsung-electronics", "uses", "facebook")),
        ("국세청은 하늘 국제 포럼에서 대책을 발표했다.", ("nts", "participatesIn", "하늘국제포럼")),
        (
            "가나 국제 포럼에는 김하늘 한빛전자 사장, 이바다 국세청장 등이 참석했다.",
            ("이바다", "participatesIn", "가나국제포럼"),
        ),
        (
            "가나 국제 포럼에는 이바다 국세청장, 박가람 전 외교부 장관, 유가족과 보훈단체 등 200여명이 참석했다.",
            ("박가람", "participatesIn", "가나국제포럼"),
        ),
        ("한국은 29일 벨기에와 브라질 월드컵 16강전을 펼쳤다.", ("belgium", "competesWith", "south-korea")),
        ("한국은 29일 벨기에와 브라질 월드컵 16강전을 펼쳤다.", ("belgium", "participatesIn", "world-cup-2014")),
        ("한국은 20일 러시아와 준결승전에서 3-4로 역전패했다.", ("russia", "outperforms", "south-korea")),
        (
            "한국은 러시아와의 1차전에서 무승부를 거뒀고, 독일은 벨기에에 역전패했다.",
            ("russia", "competesWith", "south-korea"),
        ),
        ("김하늘은 이바다(27·벨기에)와의 경기에서 3대0으로 패했다.", ("이바다", "outperforms", "김하늘")),
        ("한국의 16강 상대인 콜롬비아는 강하다.", ("colombia", "competesWith", "south-korea")),
        ("점유율은 삼성전자, 애플, 샤오미 순이었다.", ("samsung-electronics", "outperforms", "apple")),
        (
            "발급은 롯데카드가 155만장으로 가장 많았고 신한카드(128만장), 하나카드(117만장) 등 순이었다.",
            ("lotte-card", "outperforms", "shinhan-card"),
        ),
        (
            "삼성전자가 1위를 차지했고 애플이 20%, 샤오미가 15%로 뒤를 이었다.",
            ("apple", "outperforms", "xiaomi"),
        ),
        (
            "하늘노동연구소의 ‘연장근로의 효과’ 보고서에 따르면 시간이 늘었다.",
            ("하늘노동연구소", "authored", "연장근로의효과"),
        ),
        (
            "한국경제연구원은 11일 ‘연장근로의 효과’ 보고서를 통해 이를 알렸다.",
            ("keri-economic", "authored", "연장근로의효과"),
        ),
        ("가수 김하늘의 히트곡 ‘바다의 노래’가 나왔다.", ("김하늘", "authored", "바다의노래")),
        (
            "현대차그룹의 계열사 2곳(현대로템·현대위아)이 상을 받았다.",
            ("hyundai-wia", "ownedBy", "hyundai-motor-group"),
        ),
        ("삼성전자는 애플 외에도 구글에 패널을 공급한다.", ("samsung-electronics", "supplies", "apple")),
        ("북한 최고지도자인 김정은은 러시아를 찾았다.", ("kim-jong-un", "holdsPosition", "north-korea")),
        ("엔씨소프트의 MMORPG 리니지가 1위에 올랐다.", ("ncsoft", "developed", "lineage")),
    ],
)
def test_what_is_said(reads: Reader, text: str, claim: tuple[str, str, str]) -> None:
    found = said(reads, text)
    assert claim in found or (claim[1] == "competesWith" and claim[::-1] in found)


@pytest.mark.parametrize(
    ("text", "claim"),
    [
        ("경찰청 소속 김하늘(22) 경위가 다쳤다.", ("knpa", "employs", "김하늘")),
        ("대구 경찰은 이 사건을 조사했다.", ("대구경찰", "partOf", "daegu")),
        ("메타의 페이스북은 성장했다.", ("meta", "uses", "facebook")),
        ("삼성전자 페이스북에 명단이 올라왔다.", ("samsung-electronics", "developed", "facebook")),
        ("한국은 일본과 경기장을 함께 지었다.", ("south-korea", "competesWith", "japan")),
        ("점유율은 삼성전자가 가장 높았고 애플과 샤오미가 협력했다.", ("samsung-electronics", "outperforms", "apple")),
        ("소설 ‘바다의 노래’ 보고회에서 김하늘이 웃었다.", ("김하늘", "authored", "바다의노래")),
    ],
)
def test_what_is_not_said(reads: Reader, text: str, claim: tuple[str, str, str]) -> None:
    found = said(reads, text)
    assert claim not in found
    assert claim[1] != "competesWith" or claim[::-1] not in found
