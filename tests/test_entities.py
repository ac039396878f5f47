"""Who is who: aliases, short forms, pronouns, family names with titles."""

from __future__ import annotations

import pytest

from kg.entities import fold, resolve
from kg.extract.engine import Engine
from kg.model import Mention, Span
from kg.text.document import analyse
from tests.conftest import Reader, article


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("GPT-4o", "gpt 4O"),
        ("마이크론 테크놀로지", "마이크론테크놀로지"),
        ("‘R1’", "R1"),
        ("ＡＢＣ", "abc"),
        ("미·중", "미중"),
        ("(주)한화", "주한화"),
    ],
)
def test_folding_forgets_how_a_name_is_written(one: str, other: str) -> None:
    assert fold(one) == fold(other)


@pytest.mark.parametrize(("one", "other"), [("H20", "H200"), ("삼성전자", "삼성전기"), ("o1", "o3")])
def test_folding_keeps_names_apart(one: str, other: str) -> None:
    assert fold(one) != fold(other)


def test_aliases_are_one_entity(reads: Reader) -> None:
    got = reads("마이크론 테크놀로지가 공장을 지었다.", "마이크론은 흑자다.")
    assert got.entities_of("마이크론 테크놀로지") == got.entities_of("마이크론") != []


def test_a_description_with_an_aside_in_it_is_the_name_without(reads: Reader) -> None:
    got = reads("이란은 브릭스(BRICS) 정상회의에 참석했다.")
    assert got.entities_of("브릭스(BRICS) 정상회의") == ["brics-summit"]


@pytest.mark.parametrize(
    ("text", "service", "cls"),
    [
        ("트위터는 직원 절반을 해고했다.", "트위터", "Company"),
        ("틱톡 이사회는 매각을 거부했다.", "틱톡", "Company"),
        ("마크 저커버그 페이스북 CEO가 방한했다.", "페이스북", "Company"),
        ("미국 정부는 틱톡 사용을 금지했다.", "틱톡", "Software"),
        ("트위터는 화면이 바뀌었다.", "트위터", "Software"),
    ],
)
def test_a_service_is_a_firm_where_it_acts_as_one(reads: Reader, text: str, service: str, cls: str) -> None:
    assert reads(text).cls(service) == cls


@pytest.mark.parametrize(
    ("paragraphs", "surface", "name"),
    [
        (("SK하이닉스는 공장을 짓는다.", "이 회사는 청주에 있다."), "이 회사", "SK하이닉스"),
        (("SK하이닉스는 공장을 짓는다.", "동사는 배당을 늘렸다."), "동사", "SK하이닉스"),
        (("SK하이닉스는 공장을 짓는다.", "회사 측은 일정을 밝히지 않았다."), "회사 측", "SK하이닉스"),
        (("엔비디아는 자사 칩을 홍보했다.",), "자사", "엔비디아"),
        (("젠슨 황 엔비디아 CEO가 방한했다.", "그는 서울에 머물렀다."), "그", "젠슨 황"),
        (("젠슨 황 엔비디아 CEO가 방한했다.", "황 CEO는 서울에 머물렀다."), "황", "젠슨 황"),
        (("이재명 대통령이 연설했다.", "李 대통령은 경제를 말했다."), "李", "이재명"),
        (("김범석 쿠팡 의장이 물러났다.", "김 의장은 미국에 있다."), "김", "김범석"),
        (("딥시크는 항저우에 있다.", "해당 기업은 비상장사다."), "해당 기업", "딥시크"),
    ],
)
def test_what_stands_for_a_name(reads: Reader, paragraphs: tuple[str, ...], surface: str, name: str) -> None:
    got = reads(*paragraphs)
    assert got.entities_of(surface) == [got.id(name)]
    assert got.id(name)


@pytest.mark.parametrize(
    "text",
    ["이 회사는 작년에 섰다.", "동사는 품사의 하나다.", "황 CEO는 떠났다.", "그는 웃었다.", "그 회사 앞에 섰다."],
)
def test_nothing_is_meant_where_nothing_was_named(reads: Reader, text: str) -> None:
    assert [m for m in reads(text).graph.mentions if m.method == "coreference"] == []


def test_the_nearest_company_is_meant(reads: Reader) -> None:
    got = reads("네이버는 검색을 고쳤다.", "카카오는 메신저를 고쳤다.", "이 회사는 판교에 있다.")
    assert got.entities_of("이 회사") == [got.id("카카오")]


def test_the_company_that_the_article_is_about_is_meant(reads: Reader) -> None:
    got = reads(
        "네이버는 검색을 고쳤다.", "네이버는 요금을 내렸다.", "네이버는 카카오를 앞섰다.", "이 회사는 판교에 있다."
    )
    assert got.entities_of("이 회사") == [got.id("네이버")]


def test_a_family_name_is_not_anybodys(reads: Reader) -> None:
    got = reads("젠슨 황 엔비디아 CEO와 김범석 쿠팡 의장이 만났다.", "김 의장이 먼저 떠났다.")
    assert got.entities_of("김") == [got.id("김범석")]


def test_an_unknown_name_has_one_id_over_its_forms(reads: Reader) -> None:
    got = reads("기업 누리테크그룹이 상장했다.", "기업 누리테크가 흑자를 냈다.")
    assert len({*got.entities_of("누리테크그룹"), *got.entities_of("누리테크")}) == 1


def test_a_surname_alone_is_the_person_before(reads: Reader) -> None:
    got = reads("케네스 로고프 하버드대 교수는 위기를 경고했다.", "로고프는 빚을 걱정했다.")
    assert got.entities_of("로고프") == got.entities_of("케네스 로고프") != []


def test_the_label_is_korean_where_there_is_one(reads: Reader) -> None:
    got = reads("누리테크(NuriTech)는 상장했다.", "NuriTech는 흑자다.")
    (entity,) = got.graph.entities
    assert entity.names[0].text == "누리테크"
    assert "NuriTech" in entity.aliases


def test_lexicon_labels_come_in_their_languages(reads: Reader) -> None:
    (entity,) = reads("엔비디아가 행사를 열었다.").graph.entities
    labels = {n.language: n.text for n in entity.names}
    assert labels["ko"] == "엔비디아"
    assert labels["en"].lower() == "nvidia"


def test_categories_stay_out_unless_a_claim_needs_them(reads: Reader) -> None:
    assert reads("반도체 값이 올랐다.").graph.entities == ()


def test_an_outlet_is_the_publisher(reads: Reader) -> None:
    assert reads("비가 왔다.", publisher="연합뉴스").graph.publisher
    assert reads("비가 왔다.", publisher="아무도 모르는 신문").graph.publisher == ""


@pytest.mark.parametrize(
    ("first", "second", "surface", "name"),
    [
        ("서민규 사장이 물러났다.", "서 사장은 미국에 있다.", "서", "서민규"),
        ("윤 대통령은 회담을 했다.", "윤석열 대통령은 서울로 돌아왔다.", "윤", "윤석열"),
    ],
)
def test_a_family_name_and_a_title_are_who_bears_them(
    reads: Reader, first: str, second: str, surface: str, name: str
) -> None:
    got = reads(first, second)
    assert got.entities_of(surface) == got.entities_of(name) != []


def test_the_head_of_a_firms_name_is_the_firm(reads: Reader) -> None:
    got = reads("미국 콘스텔레이션에너지가 원전을 샀다.", "콘스텔레이션은 전기를 판다.")
    assert got.entities_of("콘스텔레이션") == got.entities_of("콘스텔레이션에너지") == ["constellation-energy"]


@pytest.mark.parametrize(
    ("text", "name", "longer"),
    [
        ("가람전자 둥관 공장이 멈췄다.", "둥관 공장", "가람전자 둥관 공장"),
        ("가람전자 말레이시아 공장이 멈췄다.", "말레이시아 공장", "가람전자 말레이시아 공장"),
        ("TSMC의 헝가리 공장이 멈췄다.", "헝가리 공장", "헝가리 공장"),
        ("LG화학은 태국 분리막 공장을 짓는다.", "분리막 공장", "태국 분리막 공장"),
        ("조국혁신당 제2차 전국당원대회가 열렸다.", "제2차 전국당원대회", "조국혁신당 제2차 전국당원대회"),
        ("강원지역 학교가 문을 닫았다.", "강원", "강원지역"),
        ("검찰은 최모 씨를 구속했다.", "최모", "최모 씨"),
    ],
)
def test_longer_names(reads: Reader, text: str, name: str, longer: str) -> None:
    got = reads(text)
    assert got.id(name) == got.id(longer) != ""


def test_a_plant_by_its_country_is_its_firms_alone(reads: Reader) -> None:
    one = reads("TSMC 헝가리 공장이 멈췄다. 헝가리 공장은 새것이다.")
    assert len(set(one.entities_of("헝가리 공장"))) == 1
    assert one.id("헝가리 공장") != reads("인텔 헝가리 공장이 멈췄다.").id("헝가리 공장")
    assert one.stated("헝가리 공장", "ownedBy", "TSMC")
    assert one.stated("헝가리 공장", "locatedIn", "헝가리")
    assert not reads("TSMC와 인텔의 헝가리 공장이 멈췄다.").id("헝가리 공장")
    assert not reads("정부는 미국 조선소를 살폈다.").id("미국 조선소")


def test_reactors_by_their_numbers_with_and_without_the_word_for_a_plant(reads: Reader) -> None:
    got = reads("체코는 테멜린 원전 3·4호기를 짓는다.", "테멜린 3·4호기는 크다.")
    assert got.cls("테멜린 원전 3·4호기") == "Place"
    assert got.id("테멜린 원전 3·4호기") == got.id("테멜린 3·4호기")


def test_a_firm_in_a_foreigners_name_is_no_part_of_it(reads: Reader) -> None:
    got = reads("데이터센터 개발업체 다빛리온이 착공했다.", "다빛리온은 크다.", "마크 퐁 다빛리온 최고경영자는 반겼다.")
    assert not got.id("마크 퐁 다빛리온")


@pytest.mark.parametrize(("cls", "weak"), [("Policy", True), ("Technology", True), ("Company", False)])
def test_guessed_names_of_what_seldom_has_one_need_a_statement(engine: Engine, cls: str, *, weak: bool) -> None:
    document = analyse(article("아라뱃길은 어제 문을 열었다."), engine.analyser, engine.parser)
    guessed = Mention(Span(0, 4), "아라뱃길", cls, "", "pattern", 0.8)
    resolution = resolve(document, [[guessed]], engine.ontology, engine.finder.cues, engine.names)
    assert bool(resolution.weak) == weak


@pytest.mark.parametrize(
    ("paragraphs", "surface", "entity"),
    [
        (("태평양도서국포럼(PIF)이 문을 열었다.", "PIF는 18개국이 모인 협의체다."), "PIF", "pacific-islands-forum"),
        (("폭스바겐(독일)은 공장을 닫는다.",), "독일", "germany"),
        (
            ("지역혁신 중심 대학지원체계(라이즈·RISE) 사업이 시작됐다.", "라이즈는 대학을 돕는다."),
            "라이즈",
            "rise-education",
        ),
        (("말레이시아가 관세를 낮췄다.", "말레이 정부는 환영했다. 말레이는 넓다."), "말레이", "malaysia"),
    ],
)
def test_what_an_article_introduces_or_shortens(
    reads: Reader, paragraphs: tuple[str, ...], surface: str, entity: str
) -> None:
    assert set(reads(*paragraphs).entities_of(surface)) == {entity}


def test_an_occasion_without_its_number_is_the_same(reads: Reader) -> None:
    got = reads(
        "한국은 서울에서 제6차 한-태평양도서국 외교장관회의를 열었다.",
        "호주는 한-태평양도서국 외교장관회의에 참석했다.",
    )
    occasions = [e for e in got.graph.entities if e.cls == "Event"]
    assert len(occasions) == 1
