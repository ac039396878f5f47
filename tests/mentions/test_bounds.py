"""Names with their own bounds: particles off, syllables back, editions and versions on, goods whole."""

from __future__ import annotations

import pytest

from kg.extract.engine import Engine
from kg.linking import resolve
from kg.model import Morpheme, Sentence, Span
from kg.text.nameends import with_name_ends
from tests.conftest import article


def found(engine: Engine, sentence: str) -> dict[str, str]:
    """Class of each name found in a sentence."""
    document = engine.document(article(sentence))
    return {m.surface: m.cls for ms in engine.finder.find(document) for m in ms}


def entities(engine: Engine, sentence: str) -> dict[str, str]:
    """Entity of each name found in a sentence."""
    document = engine.document(article(sentence))
    names = engine.finder.find(document)
    resolution = resolve(document, names, engine.known)
    return {m.surface: m.entity for ms in resolution.mentions for m in ms}


@pytest.mark.parametrize(
    ("sentence", "name"),
    [
        ("새 대표로는 영업 책임자인 리처드 벵이 임명됐다.", "리처드 벵"),
        ("전 직원 다니엘 오르부스키가 퇴사하면서 자료를 가져갔다.", "다니엘 오르부스키"),
        ("반도체를 전공한 최진욱 대표가 회사를 세웠다.", "최진욱"),
        ("하비에르 메타 판사는 청구를 기각했다.", "하비에르 메타"),
    ],
)
def test_people_end_where_their_names_end(engine: Engine, sentence: str, name: str) -> None:
    assert found(engine, sentence).get(name) == "Person"


@pytest.mark.parametrize(
    ("sentence", "name"),
    [
        ("하비에르는 메타 주식을 팔았다.", "하비에르 메타"),
        ("줄리 스텔란티스 북미 대표가 물러났다.", "줄리 스텔란티스"),
        ("김정은 위원장은 평양에 머물렀다.", "김정"),
    ],
)
def test_no_name_is_made_of_two_or_cut(engine: Engine, sentence: str, name: str) -> None:
    assert name not in found(engine, sentence)


@pytest.mark.parametrize(
    ("sentence", "name", "cls"),
    [
        ("협의체는 러시아산 원유를 사들였다.", "러시아산 원유", "Product"),
        ("중국 업체들이 엔비디아 칩을 몰래 들여왔다.", "엔비디아 칩", "Chip"),
        ("LG화학은 니켈·코발트·망간(NCM) 양극재를 만든다.", "니켈·코발트·망간(NCM) 양극재", "Product"),
        ("페가트론 인도 법인이 공장을 지었다.", "페가트론 인도 법인", "Company"),
        ("국회는 게임산업진흥법 개정안을 처리했다.", "게임산업진흥법 개정안", "Policy"),
        ("정부는 3·15 부동산 대책을 내놨다.", "3·15 부동산 대책", "Policy"),
        ("두 나라는 2+2 통상협의를 열었다.", "2+2 통상협의", "Event"),
        ("세미콘 차이나 2025가 막을 올렸다.", "세미콘 차이나 2025", "Event"),
        ("화웨이는 메이트 70 RS를 내놨다.", "메이트 70 RS", "Device"),
    ],
)
def test_names_go_on(engine: Engine, sentence: str, name: str, cls: str) -> None:
    assert found(engine, sentence).get(name) == cls


@pytest.mark.parametrize(
    ("sentence", "name"),
    [
        ("협의체는 러시아산 제품에 관세를 매겼다.", "러시아산 제품"),
        ("협의체는 러시아산 원유 수입을 줄였다.", "러시아산 원유 수입"),
        ("리벨리온의 합병 법인이 출범했다.", "리벨리온의 합병 법인"),
        ("삼성전자 반도체 공장이 멈췄다.", "삼성전자 반도체"),
        ("당국은 화웨이와 ZTE 장비를 막았다.", "ZTE 장비"),
        ("일본산 자동차의 미국 수출이 줄었다.", "일본산 자동차"),
    ],
)
def test_names_do_not_go_on(engine: Engine, sentence: str, name: str) -> None:
    assert name not in found(engine, sentence)


def test_versions_services_and_codes_are_told_apart(engine: Engine) -> None:
    told = entities(engine, "구글은 텐서 G5를 텐서 G4보다 빠르게 만들었다.")
    assert told["텐서 G5"] != told["텐서 G4"]
    told = entities(engine, "인테리어 앱 오늘의집을 버킷플레이스가 운영한다.")
    assert told["오늘의집"] != told["버킷플레이스"]
    told = entities(engine, "딥시크가 작년에 내놓은 V3는 값이 쌌다.")
    assert told["V3"] == "deepseek-v3"


def test_a_syllable_that_no_particle_is_goes_back() -> None:
    said = [
        ("마누엘", "NNP"),
        ("토", "NNG"),
        ("로", "JKB"),
        ("해군", "NNG"),
        ("장관", "NNG"),
        ("은", "JX"),
        ("왔", "VV"),
    ]
    places = [(0, 3, 0), (4, 5, 1), (5, 6, 1), (7, 9, 2), (9, 11, 2), (11, 12, 2), (13, 14, 3)]
    morphemes = tuple(Morpheme(*x, *at) for x, at in zip(said, places, strict=True))
    before = [Sentence(Span(0, 14), "body", morphemes)]
    assert [m.form for m in with_name_ends(before, (), {"장관"}, ())[0].morphemes][:2] == ["마누엘", "토로"]
    assert with_name_ends(before, (), {"사장"}, ())[0].morphemes == morphemes


def test_a_list_tells_its_members(engine: Engine) -> None:
    assert found(engine, "삼성전자와 화웨이, 광리웨이 등이 참가했다.").get("광리웨이") == "Company"
    assert found(engine, "삼성전자와 화웨이, 반도체 등을 다뤘다.").get("반도체") != "Company"


def test_a_makers_goods_do_not_say_who_made_them(engine: Engine) -> None:
    graph = engine(article("중국 업체들이 엔비디아 칩을 대량으로 주문했다."))
    assert not [c for c in graph.claims if c.statement.predicate == "developed"]


@pytest.mark.parametrize(
    ("sentence", "surface", "entity"),
    [
        ("H 엔비디아 H20칩 수출 길 열리나?", "H20", "h20"),
        ("프랑스가 막자 중국이 자국 기업을 도왔다.", "자국", "china"),
        ("일본은 정부 차원에서 배터리를 돕는다.", "정부", "japanese-government"),
        ("중국 공산당과 정부는 이를 반겼다.", "정부", "chinese-government"),
        ("기획재정부는 세제를 손본다. 정부가 기업에 투자한다.", "정부", None),
        ("국토교통부는 기다렸다. 중국 정부는 반발했다. 정부가 투자한다.", "정부", None),
        ("등록 건수는 2위 인도(20만건)와 3위 미국(10만건)을 합한 것보다 많다.", "인도", "india"),
    ],
)
def test_a_name_is_what_its_sentence_makes_of_it(
    engine: Engine, sentence: str, surface: str, entity: str | None
) -> None:
    assert entities(engine, sentence.removeprefix("H ")).get(surface) == entity


def test_words_that_end_as_universities_do_are_none(engine: Engine) -> None:
    assert "현대" not in entities(engine, "현대는 새 차를 내놨다.")


def test_support_by_a_government_is_no_government(engine: Engine) -> None:
    assert "정부" not in entities(engine, "중국은 넉넉한 정부 지원을 받는다.")


def test_quotes_of_an_owner_hold_what_their_last_noun_says(engine: Engine) -> None:
    assert found(engine, "비결은 구글의 ‘열 분산 기술’이었다.")["열 분산 기술"] == "Technology"


@pytest.mark.parametrize(
    ("sentence", "name", "cls"),
    [
        ("ASML은 노광장비인 NXT 1930k와 NXT 1940k를 판다.", "NXT 1940k", "Equipment"),
        ("후보 기종은 록히드마틴의 S-91A+로 알려졌다.", "S-91A+", "Product"),
        ("정부는 천궁-Ⅱ를 수출했다.", "천궁-Ⅱ", "Product"),
    ],
)
def test_codes_are_whole(engine: Engine, sentence: str, name: str, cls: str) -> None:
    assert found(engine, sentence).get(name) == cls


def test_a_code_is_no_firms_short_form(engine: Engine) -> None:
    assert "NXT" not in found(engine, "ASML은 노광장비인 NXT 1930k를 판다.")


def test_a_firms_name_and_a_kind_of_firm_is_another(engine: Engine) -> None:
    assert "한화임팩트" not in found(engine, "한화임팩트벤처스는 지분을 샀다.")


@pytest.mark.parametrize("kind", ["칩", "AI 칩", "AI칩", "AI 반도체", "인공지능(AI) 칩", "그래픽처리장치(GPU)"])
def test_a_name_and_its_kind_are_one_thing(engine: Engine, kind: str) -> None:
    assert set(entities(engine, f"정부는 H20 {kind}의 수출을 허가했다.").values()) == {"h20"}
    assert set(entities(engine, f"정부는 {kind}인 H20의 수출을 허가했다.").values()) == {"h20"}
