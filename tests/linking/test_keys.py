"""Names in short, as the article itself shows."""

from __future__ import annotations

import pytest

from kg.extract.engine import Engine
from kg.linking.keys import keys
from kg.model import Mention, Span
from tests.conftest import Reader


def test_an_unknown_name_has_one_id_over_its_forms(reads: Reader) -> None:
    got = reads("기업 누리테크그룹이 상장했다.", "기업 누리테크가 흑자를 냈다.")
    assert len({*got.entities_of("누리테크그룹"), *got.entities_of("누리테크")}) == 1


def test_a_surname_alone_is_the_person_before(reads: Reader) -> None:
    got = reads("케네스 로고프 하버드대 교수는 위기를 경고했다.", "로고프는 빚을 걱정했다.")
    assert got.entities_of("로고프") == got.entities_of("케네스 로고프") != []


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


def test_of_several_firms_that_are_short_for_alike_the_same_one_is_meant_in_every_process(engine: Engine) -> None:
    names = ["가람누리", *(f"가람누리{tail}" for tail in engine.known.words.tails)]
    firms = [Mention(Span(0, len(name)), name, "Company", "", "cue") for name in names]
    assert keys([firms], engine.known)["가람누리"].full == sorted(names)[1]
