"""Products by their place in a line, sittings by their number, terms that stand without a claim."""

from __future__ import annotations

import pytest

from kg.extract.engine import Engine
from tests.conftest import Reader, article


def found(engine: Engine, sentence: str) -> dict[str, str]:
    """Class of each name found in a sentence."""
    document = engine.document(article(sentence))
    return {m.surface: m.cls for ms in engine.finder.find(document) for m in ms}


@pytest.mark.parametrize(
    ("sentence", "name", "cls"),
    [
        ("회사는 내년에 3세대 아이패드 프로를 내놓는다.", "3세대 아이패드 프로", "Device"),
        ("기아의 5세대 스포티지가 잘 팔린다.", "5세대 스포티지", "Device"),
        ("매장은 뉴 430i 은빛 에디션을 들여왔다.", "뉴 430i 은빛 에디션", "Device"),
        ("먼저 뉴 118d 및 뉴 218i가 나온다.", "뉴 118d", "Device"),
        ("기아는 더 뉴 셀토스를 판다.", "더 뉴 셀토스", "Device"),
        ("현대차는 그랜저 40주년 에디션을 내놨다.", "그랜저 40주년 에디션", "Device"),
        ("금융위원회는 제5차 정례회의를 열었다.", "제5차 정례회의", "Event"),
        ("제31회 방송통신위원회 전체회의가 열렸다.", "제31회 방송통신위원회 전체회의", "Event"),
        ("제19대 국회의원 선거에서 여당이 이겼다.", "제19대 국회의원 선거", "Event"),
    ],
)
def test_lines_and_sittings_are_named_whole(engine: Engine, sentence: str, name: str, cls: str) -> None:
    assert found(engine, sentence).get(name) == cls


@pytest.mark.parametrize(
    ("sentence", "name"),
    [
        ("제17대 대통령이 행사장을 찾았다.", "제17대 대통령"),
        ("정부는 4세대 실손보험을 손본다.", "4세대 실손보험"),
        ("마을에서 카니발이 열렸다.", "카니"),
    ],
)
def test_what_is_no_line_is_none(engine: Engine, sentence: str, name: str) -> None:
    assert name not in found(engine, sentence)


@pytest.mark.parametrize(
    ("sentence", "name", "cls"),
    [
        ("회사는 음성 잡음 제거 기술을 공개했다.", "음성 잡음 제거 기술", "Technology"),
        ("시는 '하천 정비 5개년 계획'을 발표했다.", "하천 정비 5개년 계획", "Policy"),
        ("국제 학술지 '샛별 머티리얼즈'에 연구 결과가 실렸다.", "샛별 머티리얼즈", "MediaOutlet"),
    ],
)
def test_common_nouns_tell_what_is_spoken_of(engine: Engine, sentence: str, name: str, cls: str) -> None:
    assert found(engine, sentence).get(name) == cls


@pytest.mark.parametrize("sentence", ["회사는 관련 기술을 공개했다.", "회사는 우리 기술로 만들었다."])
def test_vague_words_make_no_technology(engine: Engine, sentence: str) -> None:
    assert not any(name.endswith(" 기술") for name in found(engine, sentence))


def test_a_known_firm_does_not_speak_of_its_parent(reads: Reader) -> None:
    assert "cj-group" not in {e.id for e in reads("이날 CJ ENM 주가는 1% 올랐다.").graph.entities}


def test_a_facelift_is_the_product_that_it_was(reads: Reader) -> None:
    assert reads("기아는 더 뉴 셀토스를 판다.").id("더 뉴 셀토스") == "kia-seltos"


def test_a_name_with_an_aside_is_that_name(reads: Reader) -> None:
    reading = reads("총리는 북대서양조약기구(나토·NATO) 정상회의를 앞두고 귀국했다.")
    assert "nato-summit" in {e.id for e in reading.graph.entities}


def test_a_list_goes_on_from_a_sure_name(reads: Reader) -> None:
    reading = reads("매장에는 BMW 3시리즈와 5시리즈, 7시리즈가 있다.")
    assert {"bmw-3-series", "bmw-5-series", "bmw-7-series"} <= {e.id for e in reading.graph.entities}


def test_terms_stand_without_a_claim(reads: Reader) -> None:
    known = {e.id for e in reads("이 자리에서는 오픈소스와 스마트폰이 화제였다.").graph.entities}
    assert "open-source" in known
    assert "smartphones" not in known
