"""Lists: names with a clause each, names shared out, members of different kinds or without a name, who is added."""

from __future__ import annotations

import pytest

from tests.conftest import Reader

Fact = tuple[str, str, str]


@pytest.mark.parametrize(
    ("text", "said", "unsaid"),
    [
        (
            "구글이 인수한 핏빗과 아마존이 인수한 트위치는 함께 자랐다.",
            [("구글", "acquires", "핏빗"), ("아마존", "acquires", "트위치")],
            [("구글", "acquires", "아마존"), ("핏빗", "acquires", "트위치")],
        ),
        (
            "인텔에 투자한 소프트뱅크와 엔비디아에 투자한 국민연금은 이익을 냈다.",
            [("소프트뱅크", "investsIn", "인텔"), ("국민연금", "investsIn", "엔비디아")],
            [("엔비디아", "investsIn", "인텔"), ("국민연금", "investsIn", "소프트뱅크")],
        ),
        (
            "마이크로소프트의 투자를 받은 오픈AI와 아마존의 투자를 받은 앤트로픽이 웃었다.",
            [("마이크로소프트", "investsIn", "오픈AI"), ("아마존", "investsIn", "앤트로픽")],
            [("마이크로소프트", "investsIn", "앤트로픽"), ("오픈AI", "investsIn", "앤트로픽")],
        ),
        (
            "구글과 아마존이 투자한 앤트로픽은 칩을 만든다.",
            [("구글", "investsIn", "앤트로픽"), ("아마존", "investsIn", "앤트로픽")],
            [],
        ),
    ],
)
def test_names_with_a_clause_each(reads: Reader, text: str, said: list[Fact], unsaid: list[Fact]) -> None:
    reading = reads(text)
    assert [f for f in said if not reading.stated(*f)] == []
    assert [f for f in unsaid if reading.stated(*f)] == []


@pytest.mark.parametrize(
    ("text", "said", "unsaid"),
    [
        (
            "인텔과 퀄컴은 각각 구글과 메타에 투자했다.",
            [("인텔", "investsIn", "구글"), ("퀄컴", "investsIn", "메타")],
            [("인텔", "investsIn", "메타"), ("퀄컴", "investsIn", "구글")],
        ),
        (
            "H20과 H800은 각각 H200과 H100의 저사양 버전이다.",
            [("H20", "variantOf", "H200"), ("H800", "variantOf", "H100")],
            [("H20", "variantOf", "H100")],
        ),
        (
            "갤럭시 S25에는 스냅드래곤이, 아이폰17에는 A19 칩이 탑재된다.",
            [("갤럭시 S25", "uses", "스냅드래곤"), ("아이폰17", "uses", "A19 칩")],
            [("아이폰17", "uses", "스냅드래곤")],
        ),
        (
            "미국은 2019년 5월 화웨이를, 2020년 12월에는 SMIC를 제재했다.",
            [("미국", "restricts", "화웨이"), ("미국", "restricts", "SMIC")],
            [],
        ),
        (
            "구글과 메타는 각각 엔비디아를 비판했다.",
            [("구글", "criticizes", "엔비디아"), ("메타", "criticizes", "엔비디아")],
            [],
        ),
    ],
)
def test_shared_out_pairwise(reads: Reader, text: str, said: list[Fact], unsaid: list[Fact]) -> None:
    reading = reads(text)
    assert [f for f in said if not reading.stated(*f)] == []
    assert [f for f in unsaid if reading.stated(*f)] == []


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("유럽연합은 틱톡과 메타를 조사했다.", [("유럽연합", "investigates", x) for x in ("틱톡", "메타")]),
        (
            "유럽연합은 구글, 틱톡, 메타를 조사했다.",
            [("유럽연합", "investigates", x) for x in ("구글", "틱톡", "메타")],
        ),
        ("머스크는 오픈AI와 올트먼을 제소했다.", [("머스크", "sues", x) for x in ("오픈AI", "올트먼")]),
        (
            "피규어AI는 엔비디아, 인텔, 제프 베이조스로부터 6억달러를 투자받았다.",
            [(x, "investsIn", "피규어AI") for x in ("엔비디아", "인텔", "제프 베이조스")],
        ),
        (
            "미국 법무부와 캘리포니아주는 애플을 제소했다.",
            [(x, "sues", "애플") for x in ("미국 법무부", "캘리포니아주")],
        ),
        ("구글과 여러 기업은 애플을 제소했다.", [("구글", "sues", "애플")]),
        ("미국은 화웨이와 계열사 68곳을 제재했다.", [("미국", "restricts", "화웨이")]),
        ("트럼프 대통령과 공화당 의원들은 애플을 비판했다.", [("트럼프", "criticizes", "애플")]),
    ],
)
def test_members_of_different_kinds(reads: Reader, text: str, said: list[Fact]) -> None:
    reading = reads(text)
    assert [f for f in said if not reading.stated(*f)] == []


@pytest.mark.parametrize(
    ("text", "said", "unsaid"),
    [
        (
            "삼성전자는 엔비디아와 HBM4를 개발했다.",
            ("엔비디아", "developed", "HBM4"),
            ("삼성전자", "developed", "엔비디아"),
        ),
        (
            "구글은 메타와 챗GPT에 대한 계약을 맺었다.",
            ("구글", "partnersWith", "메타"),
            ("구글", "partnersWith", "챗GPT"),
        ),
        (
            "오픈AI는 삼성전자와 여러 협약을 맺었다.",
            ("오픈AI", "partnersWith", "삼성전자"),
            ("삼성전자", "supplies", "오픈AI"),
        ),
    ],
)
def test_a_partner_is_no_member(reads: Reader, text: str, said: Fact, unsaid: Fact) -> None:
    reading = reads(text)
    assert reading.stated(*said)
    assert not reading.stated(*unsaid)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("오라클은 GB200 40만 개를 구매했다.", [("오라클", "orders", "GB200")]),
        ("독일은 패트리엇 3개 포대를 주문했다.", [("독일", "orders", "패트리엇")]),
        ("폴란드는 K2 전차 100여 대를 주문했다.", [("폴란드", "orders", "K2 전차")]),
        ("폴란드는 K9 자주포 2조원어치를 구매했다.", [("폴란드", "orders", "K9 자주포")]),
        ("마이크로소프트는 GPU 48만개를 구매했다.", [("마이크로소프트", "orders", "GPU")]),
    ],
)
def test_counted_things(reads: Reader, text: str, said: list[Fact]) -> None:
    reading = reads(text)
    assert [f for f in said if not reading.stated(*f)] == []


@pytest.mark.parametrize(
    ("text", "said", "unsaid"),
    [
        (
            "미국에 이어 영국도 화웨이를 제재했다.",
            [("미국", "restricts", "화웨이"), ("영국", "restricts", "화웨이")],
            [("영국", "restricts", "미국")],
        ),
        (
            "삼성전자는 AMD에 이어 브로드컴에 HBM을 공급한다.",
            [("삼성전자", "supplies", "AMD"), ("삼성전자", "supplies", "브로드컴")],
            [],
        ),
        ("삼성전자는 애플에 이어 2위를 차지했다.", [("애플", "outperforms", "삼성전자")], []),
        ("애플에 이어 삼성전자가 2위를 차지했다.", [], [("삼성전자", "outperforms", "애플")]),
    ],
)
def test_one_after_another(reads: Reader, text: str, said: list[Fact], unsaid: list[Fact]) -> None:
    reading = reads(text)
    assert [f for f in said if not reading.stated(*f)] == []
    assert [f for f in unsaid if reading.stated(*f)] == []


@pytest.mark.parametrize(
    ("text", "said", "unsaid"),
    [
        ("애플과 삼성전자는 오랜 맞수다.", [("애플", "competesWith", "삼성전자")], []),
        ("엔비디아와 삼성전자는 협력 관계다.", [("엔비디아", "partnersWith", "삼성전자")], []),
        ("R1과 o1은 비슷한 성능을 낸다.", [("R1", "comparableTo", "o1")], []),
        ("애플과 삼성전자는 비슷한 시기에 공장을 지었다.", [], [("애플", "comparableTo", "삼성전자")]),
        ("애플과 삼성전자는 협력사로 참여한다.", [], [("애플", "partnersWith", "삼성전자")]),
        (
            "오픈AI, 오라클, 소프트뱅크 3사는 공동으로 데이터센터를 짓는다.",
            [("오픈AI", "partnersWith", "오라클"), ("오라클", "partnersWith", "소프트뱅크")],
            [],
        ),
    ],
)
def test_what_two_are_to_each_other(reads: Reader, text: str, said: list[Fact], unsaid: list[Fact]) -> None:
    reading = reads(text)
    assert [f for f in said if not reading.stated(*f)] == []
    assert [f for f in unsaid if reading.stated(*f)] == []


@pytest.mark.parametrize(
    ("text", "said", "unsaid"),
    [
        (
            "구글 공동창업자 래리 페이지와 세르게이 브린은 웃었다.",
            [("래리 페이지", "founded", "구글"), ("세르게이 브린", "founded", "구글")],
            [],
        ),
        (
            "애플 창업자 스티브 잡스와 빌 게이츠는 웃었다.",
            [("스티브 잡스", "founded", "애플")],
            [("빌 게이츠", "founded", "애플")],
        ),
        ("구글 자회사 딥마인드와 오픈AI는 다퉜다.", [("딥마인드", "ownedBy", "구글")], [("오픈AI", "ownedBy", "구글")]),
        (
            "현대차그룹 계열사인 현대모비스와 현대제철은 웃었다.",
            [("현대모비스", "ownedBy", "현대차그룹"), ("현대제철", "ownedBy", "현대차그룹")],
            [],
        ),
        (
            "중국의 화웨이, 샤오미, 오포 등 업체들이 약진했다.",
            [(x, "basedIn", "중국") for x in ("화웨이", "샤오미", "오포")],
            [],
        ),
        ("중국 화웨이와 삼성전자는 새 폰을 냈다.", [("화웨이", "basedIn", "중국")], [("삼성전자", "basedIn", "중국")]),
        (
            "뤼터 사무총장은 러시아와 북한, 이란의 군사 협력을 비판했다.",
            [("뤼터", "criticizes", x) for x in ("러시아", "북한", "이란")],
            [],
        ),
    ],
)
def test_what_is_said_beside_a_list(reads: Reader, text: str, said: list[Fact], unsaid: list[Fact]) -> None:
    reading = reads(text)
    assert [f for f in said if not reading.stated(*f)] == []
    assert [f for f in unsaid if reading.stated(*f)] == []
