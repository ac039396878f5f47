"""Habits of the press that text on chips and shares is full of: tickers, lists of falls, progressive clauses, codes."""

from __future__ import annotations

import pytest

from tests.conftest import Reader


def measures(reads: Reader, text: str) -> dict[tuple[str, str], float]:
    """The figures of a text by subject and measure."""
    claims = reads(text).graph.claims
    figures = [(c.statement, getattr(c.statement.object, "value", None)) for c in claims]
    return {(s.subject, s.predicate): float(value) for s, value in figures if value is not None}


@pytest.mark.parametrize(
    ("text", "relation", "target", "modality"),
    [
        (
            "샤오미는 화웨이에 부품을 공급하고 있으며 내년에 공장을 하나 더 지을 예정이다.",
            "supplies",
            "화웨이",
            "asserted",
        ),
        (
            "샤오미는 화웨이에 부품을 공급하고 있으며 공장도 지을 예정이라고 로이터가 보도했다.",
            "supplies",
            "화웨이",
            "claimed",
        ),
        ("샤오미는 우한에 공장을 지을 예정이다.", "investsIn", "우한", "planned"),
    ],
)
def test_what_goes_on_is_no_plan(reads: Reader, text: str, relation: str, target: str, modality: str) -> None:
    assert reads(text).claim("샤오미", relation, target).evidence.modality == modality


def test_a_list_of_falls(reads: Reader) -> None:
    found = measures(reads, "인텔(-7.40%), 퀄컴(-3.23%) 등 관련주들이 함께 하락했다.")
    assert found == {("intel", "stockChange"): -7.4, ("qualcomm", "stockChange"): -3.23}


def test_what_is_lost_and_what_is_left(reads: Reader) -> None:
    found = measures(reads, "인텔 시총은 하루 만에 약 600억달러 증발한 2900억달러 수준까지 떨어졌다.")
    assert found == {("intel", "marketCapChange"): -60e9, ("intel", "marketCap"): 290e9}


def test_a_cost_by_which_something_was_developed(reads: Reader) -> None:
    assert measures(reads, "R1은 600만 달러의 비용으로 개발됐다.") == {("deepseek-r1", "developmentCost"): 6e6}


def test_tickers_name_nobody(reads: Reader) -> None:
    reading = reads("새 칩에 퀄컴(NASDAQ:QCOM)과 삼성전자(OTC:SSNLF)의 부품이 쓰였다.")
    assert {m.surface for m in reading.graph.mentions if m.cls == "Company"} == {"퀄컴", "삼성전자"}


def test_a_firm_stands_between_a_person_and_a_title(reads: Reader) -> None:
    assert reads("딜런 가르파 세미오날리시스 창업자는 웃었다.").claim("딜런 가르파", "founded", "세미오날리시스")


def test_a_code_is_its_whole_code(reads: Reader) -> None:
    reading = reads("샤오미는 칩 가람920을 공개했다. 가람920C는 더 빠르다.")
    assert "가람920" not in [m.surface for m in reading.graph.mentions if m.span.start > 20]


def test_this_product_is_the_last_one(reads: Reader) -> None:
    assert reads("딥시크는 R1을 출시했다. 이 제품은 o1을 앞섰다.").claim("R1", "outperforms", "o1")


def test_a_quoted_name_begins_the_next_sentence(reads: Reader) -> None:
    reading = reads("성공은 저비용을 바탕으로 이루어졌다. ‘딥시크 R1’은 시험에서 o1보다 우수한 성과를 냈다.")
    assert reading.claim("R1", "outperforms", "o1")


def test_a_kind_behind_a_name_is_the_named_thing(reads: Reader) -> None:
    assert reads("화웨이는 하모니OS 운영체제를 탑재한 기기를 출시했다.").claim("화웨이", "uses", "하모니OS")


@pytest.mark.parametrize(
    ("text", "modality"),
    [
        ("딥시크는 R1이 o1과 유사한 성능을 보이면서도 비용이 저렴하다고 밝혔다.", "claimed"),
        ("R1은 o1과 유사한 성능을 보인다고 딥시크는 밝혔다.", "claimed"),
        ("R1은 o1과 유사한 성능을 보였다.", "asserted"),
    ],
)
def test_a_quality_is_told_by_the_verb_that_shows_it(reads: Reader, text: str, modality: str) -> None:
    assert reads(text).claim("R1", "comparableTo", "o1").evidence.modality == modality


@pytest.mark.parametrize(
    ("text", "subject", "relation", "target"),
    [
        ("백악관이 엔비디아의 H20 칩에 대한 대중국 수출 금지를 해제했다.", "백악관", "permits", "H20"),
        ("퀄컴은 삼성전자, 마이크론 등 메모리 2사로부터 HBM4 샘플을 받았다.", "마이크론", "supplies", "퀄컴"),
        ("엔비디아는 실적을 냈다. 황 CEO는 허리펑 부총리를 만났다.", "젠슨 황", "meets", "허리펑"),
    ],
)
def test_it_is_said(reads: Reader, text: str, subject: str, relation: str, target: str) -> None:
    assert reads(text).claim(subject, relation, target)


@pytest.mark.parametrize(
    ("text", "subject", "relation", "target"),
    [
        ("퀄컴의 HBM4 공급은 두 회사에 나뉜다.", "퀄컴", "developed", "HBM4"),
        ("백악관이 엔비디아의 H20 칩에 대한 대중국 수출 금지를 해제했다.", "백악관", "restricts", "H20"),
        ("인텔은 실적을 냈다. 황 CEO는 허리펑 부총리를 만났다.", "젠슨 황", "meets", "허리펑"),
    ],
)
def test_it_is_not_said(reads: Reader, text: str, subject: str, relation: str, target: str) -> None:
    assert not reads(text).stated(subject, relation, target)


def test_a_kind_before_a_code_in_brackets_is_no_other_name_of_it(reads: Reader) -> None:
    reading = reads("인텔이 6세대 고대역폭메모리(HBM4) 양산에 착수했다.")
    assert [m.entity for m in reading.graph.mentions if m.surface == "HBM4"] == ["hbm4"]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("사티아 나델라 마이크로소프트 CEO는 “딥시크는 진정한 혁신을 보여준다”고 말했다.", True),
        ("샘 올트먼 오픈AI CEO는 딥시크의 가성비를 “인정한다”고 했다.", True),
        ("샘 올트먼 오픈AI CEO는 딥시크를 “획기적인 혁신”이라고 평가했다.", True),
        ("샘 올트먼 오픈AI CEO는 딥시크가 놀랍지 않다고 평가했다.", False),
        ("샘 올트먼 오픈AI CEO는 딥시크가 혁신을 멈추지 않을 것이라고 말했다.", False),
    ],
)
def test_praise_is_support(reads: Reader, text: str, said: bool) -> None:  # noqa: FBT001 - a parameter of cases
    assert any(s.endswith(" supports deepseek (asserted)") for s in reads(text).said) is said


def test_who_has_a_stock_of_chips_got_them_and_did_not_make_them(reads: Reader) -> None:
    reading = reads("샤오미는 H100을 1만개 보유하고 있다.")
    assert reading.claim("샤오미", "orders", "H100")
    assert not reading.stated("샤오미", "developed", "H100")
