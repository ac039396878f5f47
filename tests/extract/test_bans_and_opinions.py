"""What others are kept from doing, whose opinion a clause is, and how firmly a figure is told."""

from __future__ import annotations

import pytest

from tests.conftest import Reader


def said(reads: Reader, text: str) -> set[tuple[str, str, str, str]]:
    """Subject, relation, object and modality of all that a text says between names."""
    claims = reads(text).graph.claims
    return {
        (c.statement.subject, c.statement.predicate, c.statement.object, c.evidence.modality)
        for c in claims
        if isinstance(c.statement.object, str)
    }


def told(reads: Reader, text: str) -> list[tuple[str, str, str, str]]:
    """Whose figures a text tells, which, how great and how firmly."""
    figures = [c for c in reads(text).graph.claims if not isinstance(c.statement.object, str)]
    return [
        (c.statement.subject, c.statement.predicate, f"{c.statement.object.value}", c.evidence.modality)
        for c in figures
        if not isinstance(c.statement.object, str)
    ]


@pytest.mark.parametrize(
    "text",
    [
        "미국은 화웨이가 H100을 구하지 못하도록 막고 있다.",
        "미국은 화웨이가 H100을 구하지 못하게 수출을 막았다.",
        "미국은 화웨이가 H100을 손에 넣지 못하도록 선을 그었다.",
    ],
)
def test_who_keeps_another_from_it_restricts_both(reads: Reader, text: str) -> None:
    found = said(reads, text)
    assert {("us", "restricts", "h100", "asserted"), ("us", "restricts", "huawei", "asserted")} <= found
    assert not any(relation == "orders" for _, relation, _, _ in found)


@pytest.mark.parametrize(
    "text",
    [
        "중국 정부는 기업들에 H20 사용을 자제하라고 통보했다.",
        "중국 정부는 기업들에 H20 판매를 중단하라고 명령했다.",
        "중국 정부는 기업들에 H20을 사지 말라는 지침을 내렸다.",
    ],
)
def test_who_bids_others_not_to_restricts(reads: Reader, text: str) -> None:
    found = said(reads, text)
    assert ("chinese-government", "restricts", "h20", "asserted") in found
    assert not any(relation in ("uses", "orders") for _, relation, _, _ in found)


def test_others_do_the_same_to_what_was_named(reads: Reader) -> None:
    text = "국방부가 딥시크 접속을 막았다. 기획재정부도 차단을 검토했다. 환경부도 접속을 차단했다."
    found = {(s, m) for s, r, o, m in said(reads, text) if (r, o) == ("restricts", "deepseek")}
    assert found == {("mnd-korea", "asserted"), ("moef", "planned"), ("me-korea", "asserted")}


def test_what_is_used_is_not_kept_from_anybody(reads: Reader) -> None:
    text = "현대차가 화웨이 장비를 쓴다. 삼성전자도 사용을 늘렸다."
    assert not any(r == "restricts" for _, r, _, _ in said(reads, text))


@pytest.mark.parametrize(
    ("text", "source"),
    [
        ("삼성전자가 레인보우로보틱스를 인수했다는 것이 네이버의 설명이다.", "naver"),
        ("삼성전자가 레인보우로보틱스를 인수했다는 게 업계의 시각이다.", "anonymous"),
    ],
)
def test_a_clause_is_whose_opinion_it_is_called(reads: Reader, text: str, source: str) -> None:
    evidence = reads(text).claim("삼성전자", "acquires", "레인보우로보틱스").evidence
    assert (evidence.modality, evidence.attributed_to) == ("claimed", source)


def test_a_name_with_another_within_it_is_no_rival_of_that(reads: Reader) -> None:
    text = "MS 애저와 구글 클라우드의 추격을 받아 왔다."
    assert not any(r == "competesWith" for _, r, _, _ in said(reads, text))


@pytest.mark.parametrize(
    ("text", "relation"),
    [
        ("TSMC가 엔비디아의 H100을 만들었다.", "manufactures"),
        ("화웨이가 어센드 910C를 60만 개 만들었다.", "manufactures"),
        ("화웨이가 어센드 910C를 만들었다.", "developed"),
    ],
)
def test_who_makes_it_for_another_or_many_of_it_manufactures(reads: Reader, text: str, relation: str) -> None:
    made = {r for s, r, _, _ in said(reads, text) if s in ("tsmc", "huawei")}
    assert made == {relation}


def test_a_kind_before_a_name_is_no_thing_of_its_own(reads: Reader) -> None:
    found = said(reads, "엔비디아의 인공지능(AI) 반도체 H200을 중국이 막았다.")
    assert {o for _, r, o, _ in found if r == "developed"} == {"h200"}


def test_a_chip_that_goes_into_another_is_used_by_it(reads: Reader) -> None:
    assert ("rubin", "uses", "hbm4", "planned") in said(reads, "엔비디아의 AI 가속기 ‘루빈’에 실릴 HBM4다.")


@pytest.mark.parametrize(
    ("text", "figure"),
    [
        ("네이버가 지난달 쓴 전력은 3만 개에도 못 미쳤다.", ("naver", "count", "30000", "asserted")),
        ("네이버의 순이익은 21억 유로로 예상에 미치지 못했다.", ("naver", "profit", "2100000000", "asserted")),
        (
            "네이버는 AI에 3000억 원 넘게 투자할 것으로 전해졌다.",
            ("naver", "investmentAmount", "300000000000", "predicted"),
        ),
        ("네이버는 1만 개가 넘는 일자리가 생길 것으로 내다봤다.", ("naver", "count", "10000", "predicted")),
        ("네이버의 평가액은 5000억달러와 견줄 만한 수준이다.", ("naver", "marketCap", "500000000000", "asserted")),
        (
            "삼성전자가 지난해 판 스마트폰은 2억대로 전년보다 3% 줄었다.",
            ("samsung-electronics", "growth", "-3", "asserted"),
        ),
        ("화웨이는 중국에서 생산되는 AI 칩의 75%를 책임진다.", ("huawei", "marketShare", "75", "asserted")),
    ],
)
def test_figures_have_their_owner_and_firmness(reads: Reader, text: str, figure: tuple[str, str, str, str]) -> None:
    assert figure in told(reads, text)


def test_a_clause_beside_another_does_not_own_its_figure(reads: Reader) -> None:
    text = "크래프톤은 실적을 발표했다. 자회사 넵튠의 실적이 더해지면서 기타 매출은 131% 늘었다."
    assert {s for s, measure, _, _ in told(reads, text) if measure == "growth"} == {"krafton"}


def test_who_takes_a_figure_for_so_does_not_have_it(reads: Reader) -> None:
    text = "국제에너지기구(IEA)는 데이터센터의 전력 수요가 460TWh로 불어날 것으로 본다."
    assert told(reads, text) == []


def test_no_sentence_ends_in_a_name(reads: Reader) -> None:
    text = "앤트로픽은 투자를 받았다. 크리슈나 라오 최고재무책임자(CFO)는 수요가 늘었다고 설명했다."
    read = reads(text)
    assert read.claim("크리슈나 라오", "holdsPosition", "앤스로픽")


@pytest.mark.parametrize(
    ("text", "modality", "source"),
    [
        ("네이버가 카카오를 인수했다는 것이 업계의 중론이다.", "claimed", "anonymous"),
        ("네이버가 카카오를 인수했다는 후문이다.", "claimed", "anonymous"),
        ("네이버는 카카오를 인수했다는 설명이다.", "claimed", "naver"),
        ("네이버가 카카오를 인수한 게 아니라 지분을 샀다.", "negated", ""),
        ("네이버는 카카오를 인수한 것은 아니라고 밝혔다.", "negated", "naver"),
        ("네이버가 카카오를 인수했다는 것은 사실과 다르다.", "negated", ""),
        ("네이버가 카카오를 인수할 뻔했다.", "negated", ""),
        ("네이버가 카카오를 인수한 것 아니냐는 의혹이 제기됐다.", "alleged", "anonymous"),
        ("네이버가 카카오를 인수한 것 아닌가.", "predicted", ""),
    ],
)
def test_what_a_sentence_makes_of_its_clause(reads: Reader, text: str, modality: str, source: str) -> None:
    evidence = reads(text).claim("네이버", "acquires", "카카오").evidence
    assert (evidence.modality, evidence.attributed_to) == (modality, source)


def test_a_parent_firm_is_not_the_firm_itself(reads: Reader) -> None:
    mentions = reads("네이버는 실적을 냈다. 거래소는 카카오의 모회사가 낸 신청을 받았다.").graph.mentions
    assert not any(m.surface == "회사" for m in mentions)


def test_how_far_two_are_apart_is_no_figure_of_one(reads: Reader) -> None:
    assert told(reads, "테슬라와 BYD의 판매 격차 3446대는 가장 적다.") == []


def test_no_difference_denies_no_figure(reads: Reader) -> None:
    text = "네이버의 순이익은 21억 유로로 1년 전과 큰 차이가 없었다."
    assert ("naver", "profit", "2100000000", "asserted") in told(reads, text)


def test_a_share_that_rose_is_no_growth_of_a_land(reads: Reader) -> None:
    text = "중국 알리바바 주가는 지난 21일 13.8% 치솟았고 올해 상승률은 68%에 이른다."
    assert ("alibaba", "stockChange", "68", "asserted") in told(reads, text)
    assert not any(measure == "growth" for _, measure, _, _ in told(reads, text))


@pytest.mark.parametrize(
    ("headline", "doer", "object_"),
    [("美, 中 화웨이 제재 예고", "us", "huawei"), ("中, 美 마이크론 판매 금지", "china", "micron")],
)
def test_a_headlines_comma_sets_off_who_does_it(reads: Reader, headline: str, doer: str, object_: str) -> None:
    claims = (c.statement for c in reads("날씨가 맑다.", headline=headline).graph.claims)
    assert {(c.subject, c.object) for c in claims if c.predicate == "restricts"} == {(doer, object_)}


def test_when_a_firm_was_founded_dates_nothing_else(reads: Reader) -> None:
    text = "2011년 설립된 레인보우로보틱스는 결국 삼성전자에 인수됐다."
    claim = reads(text).claim("삼성전자", "acquires", "레인보우로보틱스")
    assert (claim.evidence.time, claim.statement.qualifiers) == ("", ())


@pytest.mark.parametrize(
    ("text", "of"),
    [
        ("크래프톤은 순이익이 3694억원으로 204% 급증했다.", "순이익"),
        ("검찰은 3명을 기소했다.", "기소"),
        ("네이버는 서버 28대를 들였다.", "서버"),
    ],
)
def test_what_a_figure_is_of_is_a_noun(reads: Reader, text: str, of: str) -> None:
    claims = (c.statement for c in reads(text).graph.claims if c.statement.predicate in ("count", "growth"))
    assert [q.value for st in claims for q in st.qualifiers if q.name == "of"] == [of]
