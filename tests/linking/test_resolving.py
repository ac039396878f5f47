"""Who is who: one entity for each thing, its label, and what is none by itself."""

from __future__ import annotations

import pytest

from kg.extract.engine import Engine
from kg.linking import resolve
from kg.model import Mention, Span
from tests.conftest import Reader, article


def test_aliases_are_one_entity(reads: Reader) -> None:
    got = reads("마이크론 테크놀로지가 공장을 지었다.", "마이크론은 흑자다.")
    assert got.entities_of("마이크론 테크놀로지") == got.entities_of("마이크론") != []


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


@pytest.mark.parametrize(("cls", "weak"), [("Policy", True), ("Technology", True), ("Company", False)])
def test_guessed_names_of_what_seldom_has_one_need_a_statement(engine: Engine, cls: str, *, weak: bool) -> None:
    document = engine.document(article("아라뱃길은 어제 문을 열었다."))
    guessed = Mention(Span(0, 4), "아라뱃길", cls, "", "pattern", 0.8)
    resolution = resolve(document, [[guessed]], engine.known)
    assert bool(resolution.weak) == weak
