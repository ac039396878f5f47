"""Eojeols: core, particles, stem, ending; asides in parentheses are left out."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings

from kg.text.document import Document
from kg.text.eojeols import Eojeol
from tests.conftest import Documents
from tests.text.test_morphology import phrases

calm = settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])


def words(document: Document) -> list[Eojeol]:
    return [w for s in document.sentences for w in s.eojeols]


def word(document: Document, surface: str) -> Eojeol:
    """The first eojeol that begins so."""
    return next(w for w in words(document) if w.span.of(document.text).startswith(surface))


@given(text=phrases)
@calm
def test_every_part_lies_in_its_eojeol(documents: Documents, text: str) -> None:
    for sentence in documents(text).sentences:
        for i, w in enumerate(sentence.eojeols):
            assert w.index == i
            assert w.span.within(sentence.span)
            assert w.core.within(w.span)
            assert w.predicate.start >= w.span.start
            assert len(w.particles) == len(w.particle_tags)


@given(text=phrases)
@calm
def test_trees_are_trees(documents: Documents, text: str) -> None:
    for sentence in documents(text).sentences:
        assert len(sentence.heads) == len(sentence.labels) == len(sentence.eojeols)
        for at in range(len(sentence.heads)):
            steps, cur = 0, at
            while cur >= 0:
                cur, steps = sentence.heads[cur], steps + 1
                assert steps <= len(sentence.heads)


def test_asides_are_left_out(documents: Documents) -> None:
    document = documents("두산에너빌리티(034020)는 20일(현지 시간) 체코(Czech)에서 계약했다.")
    assert [w.span.of(document.text)[:2] for w in words(document)] == ["두산", "20", "체코", "계약"]
    assert all("현지" not in m.form for w in words(document) for m in w.morphemes)
    assert word(document, "두산").particle == "는"
    assert word(document, "체코").particle == "에서"


@pytest.mark.parametrize(
    ("text", "surface", "core", "particle"),
    [
        ("공장에서는 배터리를 만든다.", "공장", "공장", "에서는"),
        ("배터리를 만든다.", "배터리", "배터리", "를"),
        ("정부로부터 보조금을 받았다.", "정부", "정부", "로부터"),
        ("유럽연합과의 협상이 끝났다.", "유럽", "유럽연합", "과의"),
        ("폭스바겐이 공장을 닫았다.", "폭스", "폭스바겐", "이"),
        ("가격보다 품질이다.", "가격", "가격", "보다"),
    ],
)
def test_core_and_particles(documents: Documents, text: str, surface: str, core: str, particle: str) -> None:
    document = documents(text)
    found = word(document, surface)
    assert (found.core.of(document.text), found.particle) == (core, particle)
    assert found.is_nominal


@pytest.mark.parametrize(
    ("text", "surface", "stem", "noun", "ending", "tag"),
    [
        ("연구진이 백신을 개발했다.", "개발", "개발하다", "개발", "다", "EF"),
        ("백신이 개발됐다.", "개발", "개발되다", "개발", "다", "EF"),
        ("공장을 지었다고 밝혔다.", "지었", "짓다", "", "다고", "EC"),
        ("새로 만든 다리가 무너졌다.", "만든", "만들다", "", "ㄴ", "ETM"),
        ("그것은 사실이다.", "사실", "사실이다", "사실", "다", "EF"),
        ("문을 닫고 떠났다.", "닫고", "닫다", "", "고", "EC"),
    ],
)
def test_predicates(documents: Documents, text: str, surface: str, stem: str, noun: str, ending: str, tag: str) -> None:
    found = word(documents(text), surface)
    assert (found.stem, found.noun, found.ending, found.ending_tag) == (stem, noun, ending, tag)


def test_prefinals_run_together(documents: Documents) -> None:
    assert "겠" in word(documents("내년에 공장을 짓겠다."), "짓겠").prefinals
    assert "었" in word(documents("작년에 공장을 지었다."), "지었").prefinals


def test_commas_quotes_and_stops(documents: Documents) -> None:
    document = documents("현대차, 기아는 ‘아이오닉’을 내놨다.")
    assert word(document, "현대").comma
    assert word(document, "내놨").final_stop
    quoted = next(w for w in words(document) if "아이오닉" in w.span.of(document.text))
    assert quoted.opens


def test_a_particle_behind_an_aside_belongs_to_its_word(documents: Documents) -> None:
    document = documents("매출액(연결 기준 잠정)은 크게 늘었다.")
    assert [w.span.of(document.text)[:2] for w in words(document)] == ["매출", "크게", "늘었"]
    assert word(document, "매출").particle == "은"
