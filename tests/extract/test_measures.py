"""Measures: whose a number is, of what, with which sign; and which numbers are none."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from kg.extract.engine import Engine
from kg.model import Article, Block, Claim, Quantity, Span
from kg.ontology import load_ontology


@pytest.fixture(scope="module")
def engine() -> Engine:
    return Engine(load_ontology())


def read(engine: Engine, text: str) -> list[Claim]:
    """The measures of a text whose lines are paragraphs."""
    blocks, start = [], 0
    for line in text.split("\n"):
        blocks.append(Block(Span(start, start + len(line))))
        start += len(line) + 1
    claims = engine(Article("x", text, tuple(blocks), published=date(2025, 3, 14))).claims
    return [c for c in claims if isinstance(c.statement.object, Quantity)]


def said(engine: Engine, text: str) -> set[tuple[str, str, str]]:
    """Subject, measure and quantity of each."""
    claims = read(engine, text)
    return {
        (c.statement.subject, c.statement.predicate, c.statement.object.id)
        for c in claims
        if isinstance(c.statement.object, Quantity)
    }


OWNERS = [
    (
        "삼성전자의 지난해 매출은 300조원, 영업이익은 32조원이었다.",
        ("samsung-electronics", "revenue", "300000000000000-KRW"),
    ),
    (
        "삼성전자의 지난해 매출은 300조원, 영업이익은 32조원이었다.",
        ("samsung-electronics", "profit", "32000000000000-KRW"),
    ),
    ("네이버는 매출 2조5000억원, 영업이익 5000억원을 거뒀다.", ("naver", "profit", "500000000000-KRW")),
    ("인텔은 3분기 166억 달러의 순손실을 냈다.", ("intel", "profit", "-16600000000-USD")),
    ("공정거래위원회는 구글에 과징금 2074억원을 부과했다.", ("google", "count", "207400000000-KRW")),
    ("카카오는 개인정보보호위원회로부터 151억원의 과징금을 부과받았다.", ("kakao", "count", "15100000000-KRW")),
    (
        "현대차는 미국 조지아주에 76억 달러를 들여 공장을 지었다.",
        ("hyundai-motor", "investmentAmount", "7600000000-USD"),
    ),
    ("마이크로소프트는 액티비전을 687억 달러에 인수했다.", ("activision-blizzard", "price", "68700000000-USD")),
    ("아마존은 앤스로픽에 40억 달러를 투자했다.", ("amazon", "investmentAmount", "4000000000-USD")),
    ("조 바이든 전 대통령은 엔비디아의 매출이 600억 달러를 넘었다고 말했다.", ("nvidia", "revenue", "60000000000-USD")),
    ("엔비디아 주가는 이날 뉴욕증시에서 3.5% 하락했다.", ("nvidia", "stockChange", "-3.5-percent")),
    ("인텔 주가는 나스닥에서 4.1% 미끄러졌다.", ("intel", "stockChange", "-4.1-percent")),
    ("이날 인텔 주가는 2% 내린 31달러에 거래를 마쳤다.", ("intel", "price", "31-USD")),
    ("트렌드포스는 SK하이닉스의 점유율이 37%라고 집계했다.", ("sk-hynix", "marketShare", "37-percent")),
    ("네이버는 올해 9000억원을 벌었고, 빚은 4조원이다.", ("naver", "count", "4000000000000-KRW")),
    ("삼성전자는 갤럭시 S25를 980달러에 판매한다.", ("galaxy-s25", "price", "980-USD")),
    ("코스닥지수는 전장보다 0.57% 오른 685.42에 거래를 마쳤다.", ("kosdaq", "stockChange", "0.57-percent")),
]


@pytest.mark.parametrize(("text", "found"), OWNERS)
def test_whose_the_number_is(engine: Engine, text: str, found: tuple[str, str, str]) -> None:
    assert found in said(engine, text)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (
            "네이버, 사옥 지었다\n네이버가 성남에 새 건물을 열었다.\n서울시는 환영했다.\n매출은 9조원이다.",
            ("naver", "revenue", "9000000000000-KRW"),
        ),
        (
            "인텔, 공장 연다\n인텔은 오하이오에 공장을 연다.\n블룸버그통신이 이를 전했다.\n직원은 10만명이다.",
            ("intel", "headcount", "100000-person"),
        ),
    ],
)
def test_a_dropped_subject_is_whom_the_article_is_about(engine: Engine, text: str, found: tuple[str, str, str]) -> None:
    assert found in said(engine, text)


def test_better_no_figure_than_another_s(engine: Engine) -> None:
    assert "shipments" not in {m for _, m, _ in said(engine, "카카오는 미국 도시 12곳에서 차를 팔았다.")}


def test_a_kind_of_thing_has_its_own_figure(engine: Engine) -> None:
    found = said(engine, "구글은 태양광 패널을 쓴다.\n태양광 패널은 세계 시장의 60%를 차지한다.")
    assert not {owner for owner, m, _ in found if m == "marketShare"} - {"solar-panels"}


def test_a_list_gives_each_its_own(engine: Engine) -> None:
    found = said(engine, "세계 파운드리 시장 점유율은 TSMC 62%, 삼성전자 11%, SMIC 6% 순이다.")
    assert found == {
        ("tsmc", "marketShare", "62-percent"),
        ("samsung-electronics", "marketShare", "11-percent"),
        ("smic", "marketShare", "6-percent"),
    }


def test_brackets_give_each_its_own(engine: Engine) -> None:
    found = said(engine, "뉴욕증시에서 애플(2.1%), 테슬라(4.3%), 인텔(1.2%) 주가가 상승했다.")
    assert found >= {
        ("apple", "stockChange", "2.1-percent"),
        ("tesla", "stockChange", "4.3-percent"),
        ("intel", "stockChange", "1.2-percent"),
    }


def test_each_goes_by_order(engine: Engine) -> None:
    found = said(engine, "삼성전자와 SK하이닉스는 올해 각각 20조원과 15조원을 투자한다.")
    assert ("samsung-electronics", "investmentAmount", "20000000000000-KRW") in found
    assert ("sk-hynix", "investmentAmount", "15000000000000-KRW") in found


def test_a_series_goes_on_without_the_word(engine: Engine) -> None:
    found = said(engine, "지난해 전기차 시장에서 비야디의 점유율은 22%로 가장 높았다.\n테슬라는 10%에 그쳤다.")
    assert ("tesla", "marketShare", "10-percent") in found


def test_two_currencies_are_one_sum(engine: Engine) -> None:
    found = said(engine, "소프트뱅크는 오픈AI에 400억 달러(약 58조원)를 투자한다.")
    assert {(m, q) for _, m, q in found} == {
        ("investmentAmount", "40000000000-USD"),
        ("investmentAmount", "58000000000000-KRW"),
    }
    assert len({subject for subject, _, _ in found}) == 1


def test_from_and_to_share_what_they_are_of(engine: Engine) -> None:
    found = said(engine, "삼성전자는 레인보우로보틱스 지분을 14.7%에서 35%로 늘렸다.")
    assert {("samsung-electronics", "count", "14.7-percent"), ("samsung-electronics", "count", "35-percent")} <= found
    assert not any(measure == "growth" for _, measure, _ in found)


@pytest.mark.parametrize(
    ("text", "growth"),
    [
        ("LG전자는 영업이익이 지난해 같은 기간보다 12% 증가했다.", "12-percent"),
        ("LG전자는 영업이익이 지난해 같은 기간보다 12% 줄었다.", "-12-percent"),
    ],
)
def test_growth_has_a_sign_and_says_of_what(engine: Engine, text: str, growth: str) -> None:
    (claim,) = (c for c in read(engine, text) if c.statement.predicate == "growth")
    assert isinstance(claim.statement.object, Quantity)
    assert (claim.statement.subject, claim.statement.object.id) == ("lg-electronics", growth)
    assert ("of", "영업이익") in {(q.name, q.value) for q in claim.statement.qualifiers}


def test_the_sign_is_the_nearest_verb_s(engine: Engine) -> None:
    found = said(engine, "전날 증시에서 5.4% 급락했던 SK하이닉스도 이날은 3% 반등했다.")
    assert {("sk-hynix", "stockChange", "-5.4-percent"), ("sk-hynix", "stockChange", "3-percent")} <= found


@pytest.mark.parametrize(
    ("text", "subject", "place"),
    [
        ("지난해 스마트폰 시장에서 애플이 1위를 차지했다.", "apple", 1),
        ("2위는 샤오미가 차지했다.", "xiaomi", 2),
        ("TSMC는 세계 최대 파운드리 업체다.", "tsmc", 1),
        ("세계 최대 자산운용사인 블랙록의 독일 법인이 문을 열었다.", "blackrock", 1),
        ("SK하이닉스는 세계 최초로 321단 낸드플래시를 양산했다.", "sk-hynix", 1),
    ],
)
def test_ranks(engine: Engine, text: str, subject: str, place: int) -> None:
    found = {(c.statement.subject, c.statement.object) for c in read(engine, text) if c.statement.predicate == "rank"}
    assert found == {(subject, Quantity(Decimal(place), "ordinal"))}


@pytest.mark.parametrize(
    "text",
    [
        "삼성전자는 5대 그룹 가운데 하나다.",  # says which
        "구글은 10위 안에 들지 못했다.",  # a bound of the list
        "애플은 2007년에 아이폰을 내놨다.",  # a date
        "통계청은 지난달 취업자가 2800만명이라고 밝혔다.",  # the speaker's clause, not its own
        "메타는 이르면 3주 안에 결론을 낸다.",  # weeks
    ],
)
def test_what_is_no_figure(engine: Engine, text: str) -> None:
    assert said(engine, text) == set()


def test_a_round_mark_that_was_passed_is_no_second_figure(engine: Engine) -> None:
    found = said(engine, "네이버는 지난해 매출 10조7377억원으로 처음 10조원을 넘겼다.")
    assert found == {("naver", "revenue", "10737700000000-KRW")}


def test_what_belongs_to_something_unnamed_is_not_the_speaker_s(engine: Engine) -> None:
    assert said(engine, "화이자는 신약의 연매출이 50억 달러에 이를 것으로 내다본다.") == set()


@pytest.mark.parametrize(
    ("text", "quantity"),
    [
        ("LG에너지솔루션은 미국에 연간 43GWh의 생산능력을 갖췄다.", "43-GigaW-HR"),
        ("포스코는 지난해 철강 3500만t을 생산했다.", "35000000-TONNE"),
        ("삼성바이오로직스는 78만4000L의 생산능력을 갖췄다.", "784000-L"),
    ],
)
def test_units_go_by_their_names_in_qudt(engine: Engine, text: str, quantity: str) -> None:
    assert quantity in {q for _, _, q in said(engine, text)}


def test_every_number_stands_where_it_says(engine: Engine) -> None:
    text = "테슬라는 지난해 179만대를 인도했다.\n매출은 977억 달러로 1% 늘었다."
    for statement, evidence in read(engine, text):
        assert evidence.span.of(text) == evidence.exact
        assert evidence.object.within(evidence.span)
        assert statement.subject == "tesla"


def test_an_article_is_read_alike_after_another(engine: Engine) -> None:
    text = "테슬라는 10%에 그쳤다."
    alone = said(engine, text)
    read(engine, "지난해 전기차 시장에서 비야디의 점유율은 22%로 가장 높았다.")
    assert said(engine, text) == alone


SHARES = [
    ("한빛로보틱스는 1200원(3.15%) 내린 3만6900원에 거래 중이다.", {"stockChange -3.15-percent", "price 36900-KRW"}),
    ("네이버는 전 거래일보다 2.4% 오른 21만3500원을 기록했다.", {"stockChange 2.4-percent", "price 213500-KRW"}),
    ("카카오는 1.3% 상승 중이다.", {"stockChange 1.3-percent"}),
    ("기아 주가는 장중 12만4000원까지 치솟았다.", {"price 124000-KRW"}),
]


def short(engine: Engine, text: str) -> set[str]:
    """Measure and quantity of each, without whose they are."""
    return {f"{measure} {quantity}" for _, measure, quantity in said(engine, text)}


@pytest.mark.parametrize(("text", "found"), SHARES)
def test_what_shares_trade_at_is_a_price(engine: Engine, text: str, found: set[str]) -> None:
    assert short(engine, text) == found


def test_a_list_of_shares_says_where_each_went(engine: Engine) -> None:
    text = (
        "시가총액 상위 종목에서는 삼성전자(-1.1%), 무명테크(-2.2%), 기아(-0.4%) 등이 크게 빠졌고 네이버(0.6%)는 올랐다."
    )
    found = {(s, q) for s, m, q in said(engine, text) if m == "stockChange"}
    assert {("samsung-electronics", "-1.1-percent"), ("kia", "-0.4-percent"), ("naver", "0.6-percent")} <= found
    assert all(s != "kia" or q == "-0.4-percent" for s, q in found)


def test_shares_go_on_in_the_next_sentences(engine: Engine) -> None:
    text = "네이버 주가는 3.1% 올랐다.\n카카오는 0.9% 내렸다."
    assert ("kakao", "stockChange", "-0.9-percent") in said(engine, text)
    assert ("kakao", "growth", "-8-percent") in said(engine, "네이버 주가는 3.1% 올랐다.\n카카오 매출은 8% 하락했다.")


@pytest.mark.parametrize(
    "text",
    [
        "코스피는 전장보다 21.4포인트(0.80%) 오른 2701.22를 나타냈다.",
        "코스피지수는 2701.22로 집계됐다.",
        "코스피는 2701.22포인트에 거래를 마쳤다.",
    ],
)
def test_an_index_has_a_level_and_no_points_of_change(engine: Engine, text: str) -> None:
    found = {q.split("-")[0] for s, m, q in said(engine, text) if (s, m) == ("kospi", "count")}
    assert found == {"2701.22"}


def test_who_trades_is_none_of_the_names_around(engine: Engine) -> None:
    assert said(engine, "외국인은 코스피에서 3100억원을 순매수했다.") == set()
    assert said(engine, "삼성전자는 신제품을 공개했다.\n원·달러 환율은 1320.5원에 거래를 마쳤다.") == set()


def test_what_is_expected_or_aimed_at_is_no_fact(engine: Engine) -> None:
    found = {
        (c.statement.object.id, c.evidence.modality)
        for c in read(engine, "네이버의 영업이익은 5200억원으로 시장 전망치(5000억원)를 4% 웃돌았다.")
        if isinstance(c.statement.object, Quantity)
    }
    assert found == {("520000000000-KRW", "asserted"), ("500000000000-KRW", "predicted")}
    claims = read(engine, "한화오션은 올해 수주 목표 90억 달러의 60%를 채웠다.")
    assert claims[0].evidence.modality == "planned"
    claims = read(engine, "대신증권은 카카오의 목표주가를 6만원으로 낮췄다.")
    assert [c.evidence.modality for c in claims] == ["predicted"]


def test_what_a_figure_is_held_against_is_none(engine: Engine) -> None:
    found = said(engine, "네이버의 매출은 2조원으로 지난해 같은 기간(1조8000억원)보다 11% 늘었다.")
    assert found == {("naver", "revenue", "2000000000000-KRW"), ("naver", "growth", "11-percent")}


def test_an_amount_of_change_is_no_level(engine: Engine) -> None:
    assert said(engine, "카카오톡의 이용자가 7만 명가량 줄었다.") == set()


def test_each_of_two_attributes_has_its_own(engine: Engine) -> None:
    found = said(engine, "카카오의 매출과 영업이익은 각각 2조원, 1500억원으로 집계됐다.")
    assert found == {("kakao", "revenue", "2000000000000-KRW"), ("kakao", "profit", "150000000000-KRW")}
    found = said(engine, "카카오 매출은 6% 늘어난 2조원을, 영업이익은 3% 줄어든 1500억원을 기록했다.")
    assert {("kakao", "revenue", "2000000000000-KRW"), ("kakao", "profit", "150000000000-KRW")} <= found


def test_a_list_of_sales_is_of_sales(engine: Engine) -> None:
    found = said(engine, "기아는 국내 4만5000대, 해외 21만대 등 25만5000대를 판매했다.")
    assert {(m, q) for _, m, q in found} == {("shipments", f"{n}-count") for n in (45000, 210000, 255000)}


def test_the_last_verb_is_everybody_s(engine: Engine) -> None:
    found = said(engine, "구글이 최대 70억 달러, 인텔이 30억 달러를 투자한다.")
    assert found == {
        ("google", "investmentAmount", "7000000000-USD"),
        ("intel", "investmentAmount", "3000000000-USD"),
    }


def test_who_imposes_a_fine_does_not_pay_it(engine: Engine) -> None:
    assert said(engine, "공정거래위원회는 이름을 밝히지 않은 업체에 과징금 310억원을 부과했다.") == set()
    found = said(
        engine, "유럽연합(EU)이 인터넷 기업 구글에 경쟁법 위반을 이유로 지금까지 가장 많은 17억 유로의 과징금을 물렸다."
    )
    assert ("google", "count", "1700000000-EUR") in found


def test_a_later_subject_does_not_take_a_number_over_a_comma(engine: Engine) -> None:
    text = "보잉은 3500명, 가전 회사인 필립스도 비용을 아끼려고 1200명을 줄이기로 했다."
    assert ("philips", "count", "3500-person") not in said(engine, text)


def test_whose_a_figure_is_may_stand_right_before_it(engine: Engine) -> None:
    found = said(engine, "미스트랄의 기업가치 90억 달러는 오픈AI의 4200억 달러에 한참 못 미친다.")
    assert ("openai", "marketCap", "420000000000-USD") in found


def test_who_is_quoted_does_not_have_what_is_said(engine: Engine) -> None:
    found = said(engine, "김철수 관세청장은 “감자 30만t의 할당량을 받았다”고 말했다.")
    assert not any(s.startswith("person/") for s, _, _ in found)


def test_several_share_a_place(engine: Engine) -> None:
    found = said(engine, "SK하이닉스와 LG전자는 각각 메모리와 가전 부문에서 2위에 올랐다.")
    assert {("sk-hynix", "rank", "2-ordinal"), ("lg-electronics", "rank", "2-ordinal")} <= found
    found = said(engine, "기아와 네이버는 7위와 8위에 올랐다.")
    assert {("kia", "rank", "7-ordinal"), ("naver", "rank", "8-ordinal")} <= found
    assert not any(s == "g20" for s, _, _ in said(engine, "코스피는 12% 뛰어 주요 20개국 가운데 상승률 1위에 올랐다."))


def test_na_behind_a_figure_asks_nothing(engine: Engine) -> None:
    claims = read(engine, "넷마블 영업이익은 17%나 늘어난 900억원을 기록했다.")
    assert {c.evidence.modality for c in claims} == {"asserted"}


def test_who_comes_next_may_stand_in_the_next_sentence(engine: Engine) -> None:
    found = said(engine, "애플이 3위, 삼성전자가 4위였다.\n샤오미는 9%로 그 뒤를 이었다.")
    assert ("xiaomi", "rank", "5-ordinal") in found
    assert not any(m == "rank" for _, m, _ in said(engine, "샤오미는 9%로 그 뒤를 이었다."))


def test_a_series_goes_on_in_each_of_its_units(engine: Engine) -> None:
    text = "소니의 매출은 91억 달러로 점유율은 42%였다.\n삼성전자는 35억 달러로 16%에 그쳤다."
    found = said(engine, text)
    assert ("samsung-electronics", "revenue", "3500000000-USD") in found
    assert ("samsung-electronics", "marketShare", "16-percent") in found


def test_the_last_verb_of_growth_is_said_of_both(engine: Engine) -> None:
    text = "카카오의 3분기 매출은 6700억원으로 전년 같은 기간보다 13%, 영업이익은 340억원으로 27% 늘었다."
    assert {("kakao", "growth", "13-percent"), ("kakao", "growth", "27-percent")} <= said(engine, text)


def test_a_period_may_stand_between_owner_and_figure(engine: Engine) -> None:
    found = said(engine, "카카오의 지난 3분기 매출은 6700억원으로 집계됐다.")
    assert found == {("kakao", "revenue", "670000000000-KRW")}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "카카오는 새 사옥을 지었다. 카카오는 일본에도 나갔다. 네이버의 작년 매출은 3조원이다. 전년보다 5% 줄었다.",
            {("naver", "revenue", "3000000000000-KRW"), ("naver", "growth", "-5-percent")},
        ),
        (
            "카카오는 새 사옥을 지었다. 네이버의 작년 매출은 3조원이다. 영업이익은 2000억원이다.",
            {("naver", "revenue", "3000000000000-KRW"), ("naver", "profit", "200000000000-KRW")},
        ),
    ],
)
def test_sentence_that_names_nobody_goes_on_with_whose_the_last_figure_was(
    engine: Engine, text: str, expected: set[tuple[str, str, str]]
) -> None:
    assert said(engine, text) == expected


def test_dropped_owner_is_whom_the_article_begins_with(engine: Engine) -> None:
    text = (
        "카카오, 지난해 실적 발표\n카카오는 13일 실적을 발표했다.\n경쟁사인 네이버도 이날 결산을 마쳤다.\n"
        "매출은 8조원으로 지난해보다 5% 늘었다."
    )
    assert ("kakao", "revenue", "8000000000000-KRW") in said(engine, text)
