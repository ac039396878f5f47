"""The statistical second reader: what it sees, what it may say, and where in the text it has it from."""

from __future__ import annotations

import pytest

from kg.extract.classifier import Model, Pairs, Reading
from kg.extract.engine import Engine
from kg.extract.rules import RulesExtractor
from kg.linking import resolve
from tests.conftest import Documents, Reader

TEXT = (
    "네이버가 클라우드 업체 메가존에 투자했다. "
    "회사는 자체 언어모델 ‘하이퍼클로바X’를 2021년 처음 내놓았고 이용자는 4000만명이다. "
    "카카오는 라인과 손잡고 일본에서 웹툰을 판다. 매출은 7조원으로 1년 전보다 5% 줄었다."
)


@pytest.fixture
def readings(engine: Engine, documents: Documents) -> list[Reading]:
    document = documents(TEXT)
    extractor = engine.extractor
    assert isinstance(extractor, RulesExtractor)
    found = resolve(document, engine.finder.find(document), engine.known)
    return list(extractor.read(document, found))


def test_the_labels_are_those_of_the_ontology(engine: Engine) -> None:
    assert {x[1:] for x in Model.load("pairs").labels} <= set(engine.ontology.relations)


def test_labels_keep_to_domain_and_range(engine: Engine) -> None:
    extractor = engine.extractor
    assert isinstance(extractor, RulesExtractor)
    assert ">holdsPosition" in extractor.judge.relations("Person", "Company")
    assert "<holdsPosition" in extractor.judge.relations("Company", "Person")
    assert ">holdsPosition" not in extractor.judge.relations("Company", "Person")


def test_features_are_the_same_each_time_and_name_no_entity(engine: Engine, readings: list[Reading]) -> None:
    extractor = engine.extractor
    assert isinstance(extractor, RulesExtractor)
    describe = Pairs(extractor.frames, extractor.cues, engine.ontology.frames["hints"])
    first = [describe.of(r.syntax, r.roles, {}, extractor.judge.relations) for r in readings]
    assert first == [describe.of(r.syntax, r.roles, {}, extractor.judge.relations) for r in readings]
    pairs = [p for ps in first for p in ps]
    assert pairs
    own = {"메가존", "하이퍼클로바X"}  # names stand in the gaps between other names only, never as the pair's own ends
    for p in pairs:
        ends = own & {p.first.surface, p.second.surface}
        assert not any(f.endswith(tuple(ends)) for f in p.features if ends and f[0] in "PCXRM")


def test_a_pair_has_its_trigger_in_the_sentence(engine: Engine, readings: list[Reading]) -> None:
    extractor = engine.extractor
    assert isinstance(extractor, RulesExtractor)
    describe = Pairs(extractor.frames, extractor.cues, engine.ontology.frames["hints"])
    for r in readings:
        for pair in describe.of(r.syntax, r.roles, {}, extractor.judge.relations):
            assert pair.trigger.span.within(r.syntax.parsed.span)
            assert pair.trigger.span.end > pair.trigger.span.start


def test_nothing_is_said_of_an_impossible_label() -> None:
    assert Model.load("pairs").odds([[("1", "CPerson|Company")]], [()], 0.01) == [{}]
    assert Model.load("pairs").odds([], [], 0.01) == []


def test_every_claim_of_the_classifier_has_its_place(reads: Reader) -> None:
    got = reads(TEXT)
    text = got.graph.article.text
    for _, evidence in got.claims:
        assert evidence.extractor in ("rules", "classifier")
        assert evidence.span.of(text) == evidence.exact
        assert evidence.trigger.within(evidence.span)
