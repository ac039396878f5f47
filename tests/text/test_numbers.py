"""Numbers as newspapers write them: scales, units, signs, bounds, brackets; and what is no number."""

from __future__ import annotations

import subprocess
import sys
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.text.numbers import Number
from kg.text.numerals import value_of
from tests.conftest import numbers

ROOT = Path(__file__).parents[2]


def only(text: str) -> Number:
    """The one number of a text."""
    found = numbers(text)
    assert len(found) == 1, found
    return found[0]


def said(text: str) -> list[tuple[str, str]]:
    """Values and units of a text's numbers."""
    return [(format(n.quantity.value, "f"), n.quantity.unit) for n in numbers(text)]


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("7", "7"),
        ("4,500", "4500"),
        ("1,234,567", "1234567"),
        ("3.14", "3.14"),
        ("2만", "20000"),
        ("2만5000", "25000"),
        ("1만2천", "12000"),
        ("3만 5천", "35000"),
        ("1000만", "10000000"),
        ("5천만", "50000000"),
        ("3백만", "3000000"),
        ("1억 7000만", "170000000"),
        ("6천억", "600000000000"),
        ("78억1200만", "7812000000"),
        ("3조4500억", "3450000000000"),
        ("1조2345억6789만", "1234567890000"),
        ("1.5조", "1500000000000"),
        ("0.7억", "70000000"),
    ],
)
def test_a_korean_number_has_its_value(written: str, value: str) -> None:
    assert value_of(written) == Decimal(value)


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("3조4천500억", "3450000000000"),
        ("1천5백억", "150000000000"),
        ("2천300만", "23000000"),
        ("5천400", "5400"),
    ],
)
def test_thousands_and_hundreds_belong_to_the_scale_behind_them(written: str, value: str) -> None:
    assert value_of(written) == Decimal(value)


def test_no_digit_is_no_number() -> None:
    with pytest.raises(ValueError, match="no number"):
        value_of("수백억")


@given(
    st.integers(0, 9999), st.integers(0, 9999), st.integers(0, 9999), st.integers(0, 9999), st.sampled_from(["", " "])
)
def test_composed_numbers_come_back(jo: int, eok: int, man: int, rest: int, space: str) -> None:
    parts = [(jo, "조"), (eok, "억"), (man, "만"), (rest, "")]
    written = space.join(f"{n}{scale}" for n, scale in parts if n) or "0"
    assert value_of(written) == jo * 10**12 + eok * 10**8 + man * 10**4 + rest


@given(st.integers(1, 9), st.sampled_from(["조", "억", "만"]))
def test_a_thousand_in_front_of_a_scale_multiplies_it(n: int, scale: str) -> None:
    assert value_of(f"{n}천{scale}") == value_of(f"{n}000{scale}")


@given(st.integers(0, 10**7), st.integers(0, 99), st.sampled_from(["%", "달러", "명", "GW", "위안"]))
def test_plain_numbers_are_found_in_a_sentence(whole: int, hundredths: int, unit: str) -> None:
    text = f"집계 결과 {whole:,}.{hundredths:02d}{unit}로 나타났다"
    number = only(text)
    assert number.quantity.value == Decimal(f"{whole}.{hundredths:02d}")
    assert number.span.of(text) == f"{whole:,}.{hundredths:02d}{unit}"


@given(st.text("0123456789조억만천백,. ~-+()%원달러명두세배절반분의여이상 ", max_size=14))
def test_any_text_gives_ordered_spans_inside_it(text: str) -> None:
    end = 0
    for number in numbers(text):
        assert end <= number.span.start < number.span.end <= len(text)
        end = number.span.end


@pytest.mark.parametrize("text", ["1" * 60, "1 " * 40, "1,234 5,678 " * 12])
def test_long_rows_of_digits_take_no_time(text: str) -> None:
    code = (
        "import sys, yaml; from kg.text.numbers import Numbers; "
        f"Numbers(yaml.safe_load(sys.stdin.buffer)).find({text!r})"
    )
    raw = (ROOT / "ontology" / "frames" / "numbers.yaml").read_bytes()
    subprocess.run([sys.executable, "-c", code], check=True, timeout=4, cwd=ROOT, input=raw)


@given(st.text("0123456789조억만원달러명 %", max_size=14), st.integers(0, 14), st.integers(0, 14))
def test_a_stretch_gives_only_what_lies_in_it(text: str, one: int, other: int) -> None:
    start, end = sorted((min(one, len(text)), min(other, len(text))))
    assert all(start <= n.span.start and n.span.end <= end for n in numbers(text, start, end))


@pytest.mark.parametrize(
    ("text", "value", "unit"),
    [
        ("영업이익이 3조4500억원이다", "3450000000000", "KRW"),
        ("100 달러를 냈다", "100", "USD"),
        ("558만 달러가 들었다", "5580000", "USD"),
        ("50만 미국 달러", "500000", "USD"),
        ("1억5000만 홍콩달러", "150000000", "HKD"),
        ("20만 대만달러", "200000", "TWD"),
        ("300만 호주달러", "3000000", "AUD"),
        ("12억 위안을 모았다", "1200000000", "CNY"),
        ("1억 엔을 기부했다", "100000000", "JPY"),
        ("5천만 유로", "50000000", "EUR"),
        ("응답자의 62.5%가", "62.5", "percent"),
        ("0.25%포인트 내렸다", "0.25", "percentPoint"),
        ("0.5%p 올랐다", "0.5", "percentPoint"),
        ("25bp 인하", "25", "basisPoint"),
        ("2㎚ 공정", "2", "NM"),
        ("1.4nm 공정", "1.4", "NM"),
        ("3나노 공정", "3", "NM"),
        ("원전 2기는 1.4GW를 낸다", "2", "count"),
        ("300MW급 발전소", "300", "MegaW"),
        ("쌀 30만t을 들여왔다", "300000", "TONNE"),
        ("관객 1000만 명을 넘겼다", "10000000", "person"),
        ("18세 청년", "18", "age"),
        ("20만대를 팔았다", "200000", "count"),
        ("1만TEU급 선박", "10000", "TEU"),
        ("세계 2위에 올랐다", "2", "ordinal"),
        ("1.5배로 커졌다", "1.5", "times"),
        ("석 달이 아니라 3개월", "3", "MO"),
    ],
)
def test_units(text: str, value: str, unit: str) -> None:
    assert said(text)[0] == (value, unit)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("전체의 3분의 2가 찬성했다", [("0.666667", "fraction")]),
        ("4분의 1", [("0.25", "fraction")]),
        ("두 배로 늘었다", [("2", "times")]),
        ("세배 빨라졌다", [("3", "times")]),
        ("열 배 가까이", [("10", "times")]),
        ("두 배달원이 다쳤다", []),
        ("두 배우가 만났다", []),
        ("절반이 떠났다", [("50", "percent")]),
    ],
)
def test_fractions_and_words(text: str, found: list[tuple[str, str]]) -> None:
    assert said(text) == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("전지 4대 핵심소재를 만든다", []),
        ("연수원 23기다", []),
        ("전투기 23기를 샀다", [("23", "count")]),
        ("282편 여객기가 떴다", []),
        ("논문 282편을 썼다", [("282", "count")]),
        ("가입자 가운데 10대가 24%다", [("24", "percent")]),
        ("20·30대 이용자가 늘었다", []),
        ("버스 30대가 멈췄다", [("30", "count")]),
        ("30 프로 선수", []),
        ("30프로 이상 줄었다", [("30", "percent")]),
        ("2014 인 서울", []),
        ("30 인 이상 모였다", [("30", "person")]),
        ("4만㎥급 운반선", [("40000", "M3")]),
        ("10명 중 7명은 쓴다", []),
        ("차 3대 중 1대를 만든다", []),
        ("선원 12명 중 3명이 실종됐다", [("12", "person"), ("3", "person")]),
        ("총 투자비는 2560억이다", [("256000000000", "KRW")]),
        ("시총 3조 돌파. 시가총액이 3조 달러를 넘었다", [("3000000000000", "USD"), ("3000000000000", "USD")]),
        ("빚이 3조 늘었다. 미국의 빚은 13조 달러다", [("3000000000000", "KRW"), ("13000000000000", "USD")]),
        ("인구는 14억이다", []),
        ("1조2천억 토큰을 읽었다", []),
        ("7~80%가 떠났다", [("70", "percent"), ("80", "percent")]),
        ("5~10%가 떠났다", [("5", "percent"), ("10", "percent")]),
    ],
)
def test_which_one_is_not_how_many(text: str, found: list[tuple[str, str]]) -> None:
    assert said(text) == found


@pytest.mark.parametrize(
    ("text", "bound", "approximate"),
    [
        ("500명 이상 모였다", ">=", False),
        ("500명 이하", "<=", False),
        ("500명 미만", "<", False),
        ("500명 초과", ">", False),
        ("500명 넘게", ">", False),
        ("최소 500명이 다쳤다", ">=", False),
        ("절반 이상이 찬성했다", ">=", False),
        ("약 70%", "", True),
        ("2만5000여 명", "", True),
        ("300억원가량", "", True),
        ("40달러 안팎", "", True),
        ("40달러", "", False),
    ],
)
def test_bounds_and_softeners(text: str, bound: str, *, approximate: bool) -> None:
    number = only(text)
    assert (number.bound, number.approximate) == (bound, approximate)


@pytest.mark.parametrize(
    ("text", "value"),
    [("-3.2% 움직였다", "-3.2"), ("−320억원", "-32000000000"), ("+4.1% 늘었다", "4.1")],
)
def test_a_sign_counts(text: str, value: str) -> None:
    assert only(text).quantity.value == Decimal(value)


@pytest.mark.parametrize(
    ("text", "ends"),
    [
        ("3∼5% 성장", ["3-percent", "5-percent"]),
        ("2만~3만 달러", ["20000-USD", "30000-USD"]),
        ("4~6만대", ["40000-count", "60000-count"]),
        ("700억∼1200억 유로", ["70000000000-EUR", "120000000000-EUR"]),
        ("2028~2030년", ["2030-YR"]),
    ],
)
def test_a_range_gives_both_its_ends(text: str, ends: list[str]) -> None:
    assert [f"{n.quantity.value}-{n.quantity.unit}" for n in numbers(text)] == ends


def test_the_level_of_an_index_may_be_in_tens_of_thousands() -> None:
    assert only("0.4 오른 3만8120에 거래를 마쳤다").quantity.value == Decimal(38120)


def test_a_range_may_have_a_hyphen() -> None:
    assert only("3-5% 성장").quantity.value == Decimal(5)


def test_a_converted_sum_stands_in_brackets() -> None:
    text = "공사비는 100만 달러(약 14억5000만원)로, 지난해(90만 달러)보다 많다"
    first, second, third = numbers(text)
    assert (first.bracketed, second.bracketed, third.bracketed) == (False, True, True)
    assert second.quantity == (Decimal(1450000000), "KRW")
    assert second.approximate


@pytest.mark.parametrize(
    "text", ["5G 통신망", "3인방이 뭉쳤다", "F-35를 띄웠다", "A16을 얹었다", "60Hz 화면", "수백억 원", "점수 5:4"]
)
def test_what_only_looks_like_a_quantity(text: str) -> None:
    assert numbers(text) == []


@pytest.mark.parametrize("text", ["3대 과제를 내걸었다", "10대 그룹 총수들이 모였다", "51대49로 갈렸다"])
def test_a_rank_or_a_ratio_is_no_count(text: str) -> None:
    assert numbers(text) == []


def test_a_number_is_not_cut_out_of_a_name() -> None:
    text = "F-35 40대와 A16 2개"
    assert said(text) == [("40", "count"), ("2", "count")]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("천 300명을 뽑는다.", [("1300", "person")]),
        ("수출은 52억 천 600만 달러였다.", [("5216000000", "USD")]),
        ("만 2천 명이 모였다.", [("12000", "person")]),
        ("만 18세 이상", [("18", "age")]),
        ("인천 100명, 수천 100명", [("100", "person"), ("100", "person")]),
        ("판매량이 31만2500대라고 밝혔다.", [("312500", "count")]),
    ],
)
def test_a_scale_may_stand_alone_and_a_counter_may_be_quoted(text: str, found: list[tuple[str, str]]) -> None:
    assert said(text) == found


@pytest.mark.parametrize("text", ["2,713.05로 집계됐다", "745.31을 나타낸다", "3120.44에 거래된다", "2588.16이다"])
def test_the_level_of_an_index_has_no_unit(text: str) -> None:
    assert [n.written for n in numbers(text)] == [""]
