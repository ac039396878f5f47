"""Whose figures are that no rule reads: what is seen of them, and what is added."""

from __future__ import annotations

from decimal import Decimal

import pytest

from kg.extract.classifier import Figures, Model, Owners, Reading
from kg.extract.classifier.owners import COUNT
from kg.extract.engine import Engine
from kg.extract.rules import RulesExtractor
from kg.linking import resolve
from kg.model import Quantity
from tests.conftest import Documents, Reader

TEXT = (
    "네이버가 웹툰 앱 ‘라온툰’을 내놓았다. 라온툰은 만화와 소설 등 5개 분야를 다룬다. "
    "회사는 위약금으로 3억 달러(약 4000억원)를 물었다. 이용자는 4000만명이다."
)


@pytest.fixture
def extractor(engine: Engine) -> RulesExtractor:
    assert isinstance(engine.extractor, RulesExtractor)
    return engine.extractor


@pytest.fixture
def readings(engine: Engine, extractor: RulesExtractor, documents: Documents) -> list[Reading]:
    document = documents(TEXT)
    return list(extractor.read(document, resolve(document, engine.finder.find(document), engine.known)))


def test_the_labels_are_measures(engine: Engine) -> None:
    assert COUNT in Model.load("figures").labels
    assert set(Model.load("figures").labels) <= set(engine.ontology.measures)


def test_a_figure_may_be_of_the_names_beside_it_and_of_those_before(readings: list[Reading]) -> None:
    figures = Figures()
    items = [item for r in readings for item in figures.of(r.syntax, r.claims, every=True)]
    named = {m.entity for m in readings[0].syntax.mentions if not m.common}
    assert len(named) == 2
    for counter in ("개", "명"):
        assert named <= {i.mention.entity for i in items if i.number.written == counter}


def test_features_are_the_same_each_time_and_name_nobody(readings: list[Reading]) -> None:
    def seen() -> list[tuple[str, ...]]:
        figures = Figures()
        return [item.features for r in readings for item in figures.of(r.syntax, r.claims, every=True)]

    assert seen() == seen()
    assert not any("라온툰" in f for features in seen() for f in features if f[0] in "USW")


def test_what_the_rules_read_is_left_to_them(readings: list[Reading]) -> None:
    figures = Figures()
    for r in readings:
        read = {c.evidence.object for c in r.claims if isinstance(c.statement.object, Quantity)}
        assert not any(item.number.span.overlaps(s) for item in figures.of(r.syntax, r.claims) for s in read)


def test_what_is_added_says_who_found_it_and_where(reads: Reader) -> None:
    got = reads("‘기생충’은 작품상과 감독상 등 4개 부문을 수상했다.")
    (claim,) = (c for c in got.claims if c.statement.predicate == COUNT)
    assert claim.statement.object == Quantity(Decimal(4), "count")
    assert claim.evidence.extractor == "classifier"
    assert claim.evidence.object.of(got.graph.article.text) == "4개"
    assert claim.evidence.object.within(claim.evidence.span)


def test_a_sum_in_other_money_has_the_same_owner(
    engine: Engine, extractor: RulesExtractor, readings: list[Reading]
) -> None:
    owners = Owners(engine.ontology, extractor.measures, Model.of({("1", COUNT): -5.0, ("Umoney", COUNT): 9.0}))
    bare = [r._replace(claims=[]) for r in readings]
    sums = [c.statement for r in owners.completed(bare) for c in r.claims]
    assert sorted(s.object.unit for s in sums if isinstance(s.object, Quantity)) == ["KRW", "USD"]
    assert len({s.subject for s in sums}) == 1
