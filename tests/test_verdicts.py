"""The gate passes over what has passed it: the verdicts are those of a gate that remembers nothing."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.errors import GraphError
from kg.graph import Corpus, gate, gated
from kg.model import ArticleGraph, Claim, Entity
from kg.ontology import load_ontology
from kg.pipeline import build
from kg.results import Verdicts, rules
from tests.corpora import CHIP, DARA, GANA, article, first, graph, graphs, second
from tests.resuming import KeptEngine, articles, digest
from tests.test_gate import evidence, spoilt, statement

ONTOLOGY = load_ontology()


def corpus(*given: ArticleGraph) -> Corpus:
    return Corpus.of(given, ONTOLOGY)


def third() -> ArticleGraph:
    return graph(article("003", "가나전자는 조용하다."), [], GANA)


@pytest.fixture
def checked(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Ids of the articles that were checked, in order."""
    found: list[str] = []
    triples = gate._triples

    def told(made: Corpus, some: Sequence[ArticleGraph]) -> object:
        found.extend(g.article.id for g in some)
        return triples(made, some)

    monkeypatch.setattr(gate, "_triples", told)
    return found


def test_what_has_passed_is_not_checked_again(checked: list[str]) -> None:
    memory, made = Verdicts(), corpus(first(), second())
    assert gated(made, ONTOLOGY, memory) is made
    assert checked == ["001", "002"]
    later = Verdicts("", memory.used())
    assert gated(made, ONTOLOGY, later) is made
    assert checked == ["001", "002"]
    assert set(later.used()) == set(memory.used())


def test_a_new_article_is_checked_alone(checked: list[str]) -> None:
    memory = Verdicts()
    gated(corpus(first(), second()), ONTOLOGY, memory)
    checked.clear()
    gated(corpus(first(), second(), third()), ONTOLOGY, memory)
    assert checked == ["003"]


def test_a_further_name_is_checked_with_one_article_and_another_class_with_all(checked: list[str]) -> None:
    memory = Verdicts()
    gated(corpus(first(), second(), third()), ONTOLOGY, memory)
    checked.clear()
    named = replace(third(), entities=(replace(GANA, aliases=("가나 그룹",)),))
    gated(corpus(first(), second(), named), ONTOLOGY, memory)
    assert checked == ["001"]  # the first that mentions it: what the article itself says is what it was
    checked.clear()
    classed = [replace(g, entities=_as("Device", CHIP, g.entities)) for g in (first(), second())]
    gated(corpus(*classed, named), ONTOLOGY, memory)
    assert checked == ["001", "002"]


def test_after_a_breach_only_what_it_names_is_checked_again(checked: list[str]) -> None:
    bad = spoilt(statement(predicate="meets"))
    made = gated(bad, ONTOLOGY, Verdicts())
    assert checked == ["001", "002", "001"]
    assert made == gated(bad, ONTOLOGY)


def test_a_breach_that_names_no_article_puts_all_in_doubt(monkeypatch: pytest.MonkeyPatch) -> None:
    bad, memory = spoilt(statement(predicate="meets")), Verdicts()
    alien = gate.Violation("a rule", "https://example.org/nothing")
    monkeypatch.setattr(gate, "breaches", lambda _triples, _ontology: [alien])
    with pytest.raises(GraphError, match="nothing in it answers for"):
        gated(bad, ONTOLOGY, memory)
    assert not set(memory.used())


def _as(cls: str, one: Entity, entities: Sequence[Entity]) -> tuple[Entity, ...]:
    return tuple(replace(e, cls=cls) if e.id == one.id else e for e in entities)


CHANGES: tuple[Callable[[Claim], Claim], ...] = (
    evidence(extractor=""),
    evidence(exact="아무도 하지 않은 말"),
    statement(predicate="meets"),
    statement(object="nobody"),
    evidence(attributed_to="nobody"),
)


@pytest.mark.parametrize("change", CHANGES)
def test_what_breaks_a_rule_is_found_after_it_was_good(change: Callable[[Claim], Claim]) -> None:
    memory = Verdicts()
    gated(corpus(first(), second()), ONTOLOGY, memory)
    bad = spoilt(change)
    assert gated(bad, ONTOLOGY, memory) == gated(bad, ONTOLOGY)
    assert gated(bad, ONTOLOGY, memory) == gated(bad, ONTOLOGY)  # what was bad has not become good


def test_a_class_that_articles_come_to_agree_on_puts_them_in_doubt() -> None:
    memory, rejects = Verdicts(), []
    others = [graph(article(n, "다라반도체는 조용하다."), [], replace(DARA, cls="Chip")) for n in ("003", "004")]
    for some in ((first(),), (first(), others[0]), (first(), *others)):
        made = gated(corpus(*some), ONTOLOGY, memory)
        assert made == gated(corpus(*some), ONTOLOGY)
        rejects.append(len(made.graphs[0].rejects))
    assert rejects[0] < rejects[2]  # what competes with a company is no chip


@given(st.lists(st.lists(graphs(), max_size=4, unique_by=lambda g: g.article.id), min_size=2, max_size=4))
@settings(max_examples=15)
def test_one_build_after_another_has_the_verdicts_of_each_alone(builds: list[list[ArticleGraph]]) -> None:
    memory = Verdicts()
    for some in builds:
        made = corpus(*some)
        assert gated(made, ONTOLOGY, memory) == gated(made, ONTOLOGY)
        memory = Verdicts("", memory.used())


def test_other_rules_know_nothing_of_it() -> None:
    assert rules("https://a.example/") == rules("https://a.example/")
    assert rules("https://a.example/") != rules("https://b.example/")
    one, other = Verdicts(rules("https://a.example/")), Verdicts(rules("https://b.example/"))
    assert one.key(first()) != other.key(first())
    assert one.key(first()) != one.key(replace(first(), publisher="x"))
    assert one.key("a", "b") != one.key("ab", "")


def test_a_later_build_checks_what_is_new(tmp_path: Path, checked: list[str]) -> None:
    given = articles(tmp_path / "in")
    build([given], tmp_path / "out", engine=KeptEngine())
    assert len(checked) == 12
    checked.clear()
    build([given], tmp_path / "out", engine=KeptEngine())
    assert checked == []
    (given / "3.txt").write_text((given / "3.txt").read_text(encoding="utf-8") + " 끝.", encoding="utf-8")
    build([given], tmp_path / "out", engine=KeptEngine())
    assert checked == ["3"]
    checked.clear()
    build([given], tmp_path / "out", engine=KeptEngine(), base="https://example.org/")
    assert len(checked) == 12
    build([given], tmp_path / "new", engine=KeptEngine(), base="https://example.org/")
    assert digest(tmp_path / "out") == digest(tmp_path / "new")
