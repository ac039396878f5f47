"""What authorities and firms do: exports that need leave, plants being built, whom a list adds, whose deed it is."""

from __future__ import annotations

import pytest

from tests.conftest import Reader

Fact = tuple[str, str, str]


@pytest.mark.parametrize(
    ("text", "said", "unsaid"),
    [
        (
            "네덜란드는 ASML의 EUV 노광장비 중국 수출을 금지했다.",
            [("네덜란드", "restricts", "EUV 노광장비")],
            [("네덜란드", "restricts", "ASML"), ("네덜란드", "restricts", "중국")],
        ),
        ("미국은 ZTE의 통신장비 수입을 금지했다.", [("미국", "restricts", "ZTE")], []),
        ("미국은 H20에 대해서도 정부 수출 허가를 받도록 했다.", [("미국", "restricts", "H20")], []),
        (
            "앞서 미국 상무부는 화웨이에 대한 자국 기업의 수출 제한을 지시했다.",
            [("미국 상무부", "restricts", "화웨이")],
            [("미국 상무부", "restricts", "미국")],
        ),
        (
            "국제무역위원회는 갤럭시가 미국 시장에 들어오지 못하게 했다.",
            [("국제무역위원회", "restricts", "갤럭시")],
            [],
        ),
        (
            "애플은 국제무역위원회에 갤럭시의 미국 수입을 막아달라고 요청했다.",
            [("국제무역위원회", "restricts", "갤럭시")],
            [("애플", "restricts", "갤럭시")],
        ),
    ],
)
def test_trade_that_needs_leave(reads: Reader, text: str, said: list[Fact], unsaid: list[Fact]) -> None:
    reading = reads(text)
    assert [f for f in said if not reading.stated(*f)] == []
    assert [f for f in unsaid if reading.stated(*f)] == []


@pytest.mark.parametrize(
    ("text", "said", "unsaid"),
    [
        (
            "솔브레인은 그간 SK하이닉스는 물론 마이크론, TSMC 등 업체에 전구체를 공급했다.",
            [("솔브레인", "supplies", "SK하이닉스"), ("솔브레인", "supplies", "마이크론")],
            [("SK하이닉스", "supplies", "마이크론")],
        ),
        (
            "이란은 하마스뿐만 아니라 헤즈볼라를 지원했다.",
            [("이란", "supports", "하마스"), ("이란", "supports", "헤즈볼라")],
            [],
        ),
        (
            "삼성전자가 아니라 SK하이닉스가 엔비디아에 HBM을 공급한다.",
            [("SK하이닉스", "supplies", "엔비디아")],
            [("삼성전자", "supplies", "엔비디아")],
        ),
        (
            "삼성전자의 경우 낸드플래시의 40%를, SK하이닉스는 D램의 30%를 중국에서 만든다.",
            [("삼성전자", "manufactures", "낸드플래시"), ("SK하이닉스", "manufactures", "D램")],
            [],
        ),
    ],
)
def test_added_and_singled_out(reads: Reader, text: str, said: list[Fact], unsaid: list[Fact]) -> None:
    reading = reads(text)
    assert [f for f in said if not reading.stated(*f)] == []
    assert [f for f in unsaid if reading.stated(*f)] == []


@pytest.mark.parametrize(
    ("text", "said", "unsaid"),
    [
        (
            "미국에 설비투자를 추진 중인 삼성전자는 보조금을 받는다.",
            [("삼성전자", "investsIn", "미국")],
            [("미국", "investsIn", "삼성전자")],
        ),
        (
            "한화에어로스페이스가 순천에 조립장을 착공한 데 이어 기업들이 둥지를 틀었다.",
            [("한화에어로스페이스", "investsIn", "순천")],
            [],
        ),
        ("트럼프 행정부는 이란에 대한 제재를 부활시켰다.", [("트럼프 행정부", "restricts", "이란")], []),
        ("애플이 개발 중인 비전 프로는 비싸다.", [("애플", "developed", "비전 프로")], []),
        (
            "BOE가 중국 쓰촨성에 짓는 생산기지에 삼성전자가 장비를 공급한다.",
            [("BOE", "investsIn", "쓰촨성")],
            [("삼성전자", "investsIn", "쓰촨성")],
        ),
        (
            "한국철강협회는 “미국의 과도한 조치”라면서 정부에 대응을 촉구했다.",
            [("한국철강협회", "criticizes", "미국")],
            [],
        ),
        ("왕이 외교부장은 미국의 일방적인 제재를 비판했다.", [("왕이", "criticizes", "미국")], []),
        ("공산당 기관지인 인민일보는 전했다. 중국 공산당 기관지 인민일보다.", [("인민일보", "ownedBy", "공산당")], []),
    ],
)
def test_whose_deed(reads: Reader, text: str, said: list[Fact], unsaid: list[Fact]) -> None:
    reading = reads(text)
    assert [f for f in said if not reading.stated(*f)] == []
    assert [f for f in unsaid if reading.stated(*f)] == []
