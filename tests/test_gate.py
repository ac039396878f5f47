"""The last gate: the same verdicts as pyshacl, the rules beyond SHACL, and what a build does with what breaks them."""

from __future__ import annotations

import json
import os
import signal
from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pyoxigraph as ox
import pytest
from hypothesis import HealthCheck, given, settings

from kg.errors import GraphError, KgError
from kg.extract.check import check, misplaced
from kg.graph import BASE, Corpus, beyond_shapes, breaches, gate, gated
from kg.graph.shacl import checks
from kg.graph.shaping import FILE, relation_shapes
from kg.graph.validation import violations
from kg.model import Article, ArticleGraph, Claim, Entity, Evidence, Name, Qualifier, Quantity, Span, Statement
from kg.ontology import data_root, load_ontology
from kg.pipeline import build
from kg.results import Verdicts
from kg.stores.files import quads_of
from tests.broken import KG, mutants
from tests.corpora import CHIP, ENTITIES, FakeEngine, first, graphs, second
from tests.resuming import digest
from tests.test_pipeline import LONG

ONTOLOGY = load_ontology()
CORPUS = Corpus.of([first(), second()], ONTOLOGY)
SHAPES = data_root() / "shapes.ttl"
RELATIONS = (data_root() / FILE).read_text(encoding="utf-8")
OUTPUT = Path(__file__).parents[1] / "outputs" / "graph.ttl"
IS_A = ox.NamedNode("http://www.w3.org/1999/02/22-rdf-syntax-ns#type")


def node(path: str) -> ox.NamedNode:
    return ox.NamedNode(BASE + path)


def turtle(text: str) -> list[ox.Triple]:
    return [q.triple for q in ox.parse(text, format=ox.RdfFormat.TURTLE)]


# ---------- verdicts


def test_good_graphs_break_no_rule() -> None:
    assert breaches(CORPUS.triples(), ONTOLOGY) == []
    assert breaches((q.triple for q in quads_of(OUTPUT)), ONTOLOGY) == []
    assert gated(CORPUS, ONTOLOGY) is CORPUS


def test_the_verdicts_on_broken_graphs_are_those_of_pyshacl() -> None:
    broken = 0
    for what, graph in mutants(CORPUS.triples(), 25):
        theirs = {v.node for v in violations(graph, SHAPES, more=RELATIONS)}
        beyond = set(beyond_shapes(graph))
        assert {v.node for v in breaches(graph, ONTOLOGY) if v not in beyond} == theirs, what
        broken += bool(theirs)
    assert broken > 15


@settings(max_examples=6, suppress_health_check=[HealthCheck.too_slow])
@given(g=graphs())
def test_the_verdicts_on_any_graph_are_those_of_pyshacl(g: ArticleGraph) -> None:
    triples = Corpus.of([g], ONTOLOGY).triples()
    theirs = {(v.message, v.node) for v in violations(triples, SHAPES, more=RELATIONS)}
    assert {(v.message, v.node) for v in breaches(triples, ONTOLOGY)} == theirs


def test_the_published_shapes_of_relations_are_in_step() -> None:
    assert relation_shapes(ONTOLOGY) == RELATIONS, "run: python docs/refresh.py"


@pytest.mark.parametrize("relation", ["developed", "competesWith", "lists", "meets", "partOf", "accuses"])
def test_the_shapes_of_relations_allow_what_the_ontology_allows(relation: str) -> None:
    wrong, graph = set(), []
    for subject in ONTOLOGY.classes:
        for target in ONTOLOGY.classes:
            name = f"{subject}-{target}"
            if not ONTOLOGY.allows(relation, subject, target):
                wrong.add(f"{BASE}statement/{name}")
            graph += turtle(f"""
                @prefix rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#> .
                <{BASE}statement/{name}> rdf:subject <{BASE}entity/{name}-s> ; rdf:object <{BASE}entity/{name}-o> ;
                    rdf:predicate <{KG}{relation}> .
                <{BASE}entity/{name}-s> a <{KG}{subject}> . <{BASE}entity/{name}-o> a <{KG}{target}> .""")
    found = breaches(graph, ONTOLOGY)
    assert {v.value for v in found if v.message == f"kg:{relation} joins classes that the ontology allows."} == wrong


def test_the_units_of_measures_are_held() -> None:
    unit, old = ox.NamedNode("http://qudt.org/schema/qudt/unit"), ox.NamedNode("http://qudt.org/vocab/currency/USD")
    quantity = node("quantity/5580000-USD")
    triples = CORPUS.triples() - {ox.Triple(quantity, unit, old)}
    new = ox.NamedNode("https://w3id.org/newskg/unit#percent")
    assert {v.message for v in breaches({*triples, ox.Triple(quantity, unit, new)}, ONTOLOGY)} == {
        "kg:developmentCost has a subject and a unit that it may have."
    }


def test_direct_triples_stand_exactly_where_an_asserted_evidence_does() -> None:
    released = ox.Triple(node("entity/gana"), ox.NamedNode(f"{KG}released"), node("entity/chip/g1"))
    supplies = ox.Triple(node("entity/gana"), ox.NamedNode(f"{KG}supplies"), node("entity/dara"))
    assert [v.message for v in breaches(CORPUS.triples() - {released}, ONTOLOGY)] == [
        "A relation that an evidence asserts has its direct triple."
    ]
    found = {(v.message, v.node, v.path, v.value) for v in breaches({*CORPUS.triples(), supplies}, ONTOLOGY)}
    assert found == {
        (
            "A direct triple between entities needs a statement with an asserted evidence.",
            *(f"{BASE}entity/gana", f"{KG}supplies", f"{BASE}entity/dara"),
        )
    }


def test_a_span_is_of_its_own_article() -> None:
    spans = [t for t in CORPUS.triples() if t.predicate.value == f"{KG}triggerSpan"]
    triple = min(spans, key=str)
    other = node("article/999#char=1,2")
    changed = (CORPUS.triples() - {triple}) | {ox.Triple(triple.subject, triple.predicate, other)}
    assert [(v.message, v.value) for v in beyond_shapes(changed)] == [
        ("A span is a fragment of the evidence's own article.", other.value)
    ]


def test_terms_of_a_user_are_allowed() -> None:
    own = replace(
        ONTOLOGY, relations={**ONTOLOGY.relations, "hosts": replace(ONTOLOGY.relations["uses"], name="hosts")}
    )
    g = first()
    claims = (g.claims[0]._replace(statement=replace(g.claims[0].statement, predicate="hosts")),)
    made = Corpus.of([replace(g, claims=claims)], own)
    assert [v.message for v in breaches(made.triples(), ONTOLOGY)] == [
        "A statement joins two entities by a relation, or gives an entity a quantity by a measure."
    ]
    assert gated(made, own) is made
    assert violations(made.triples(), SHAPES) != []


@pytest.mark.parametrize(
    "shape", ["sh:equals kg:x", "sh:property [ sh:path kg:x ; sh:languageIn ( 'ko' ) ]", "sh:qualifiedMinCount 1"]
)
def test_a_shape_that_is_not_translated_is_refused(shape: str) -> None:
    heads = f"@prefix sh: <http://www.w3.org/ns/shacl#> . @prefix kg: <{KG}> . "
    with pytest.raises(GraphError, match="not translated"):
        checks(turtle(f"{heads} kg:S a sh:NodeShape ; sh:targetClass kg:Statement ; {shape} ."))


# ---------- what a build does


def spoilt(change: Callable[[Claim], Claim]) -> Corpus:
    """A corpus in which one claim was changed after it was prepared."""
    made = Corpus.of([first(), second()], ONTOLOGY)
    one, other = made.graphs
    claims = sorted(one.claims, key=lambda c: c.statement.predicate != "released")
    return replace(made, graphs=(replace(one, claims=(change(claims[0]), *claims[1:])), other))


def evidence(**fields: object) -> Callable[[Claim], Claim]:
    return lambda claim: claim._replace(evidence=replace(claim.evidence, **fields))  # type: ignore[arg-type]


def statement(**fields: object) -> Callable[[Claim], Claim]:
    return lambda claim: claim._replace(statement=replace(claim.statement, **fields))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("change", "rule"),
    [
        (evidence(extractor=""), "An evidence names the extractor that found it."),
        (evidence(confidence=1.5), "A confidence is one number from 0 to 1."),
        (evidence(modality="sure"), "An evidence has exactly one modality of the seven."),
        (evidence(exact="아무도 하지 않은 말"), "quote is not the source's text"),
        (evidence(trigger=Span(200, 201)), "span outside the text"),
        (evidence(trigger=Span(0, 40)), "span outside its sentence"),
        (statement(predicate="nonsense"), "A statement joins two entities by a relation"),
        (statement(predicate="meets"), "kg:meets joins classes that the ontology allows."),
        (statement(object="nobody"), "A statement joins two entities by a relation"),
        (statement(object=Quantity(Decimal(3), "furlong")), "kg:released joins classes that the ontology allows."),
        (statement(predicate="price", object=Quantity(Decimal(3), "furlong")), "kg:price has a subject and a unit"),
        (statement(qualifiers=(Qualifier("product", "nobody", is_entity=True),)), "A qualifier is an entity"),
        (evidence(attributed_to="nobody"), "An evidence is attributed to at most one entity"),
    ],
)
def test_a_claim_that_breaks_a_rule_is_taken_out_and_reported(change: Callable[[Claim], Claim], rule: str) -> None:
    corpus = spoilt(change)
    bad = corpus.graphs[0].claims[0]
    made = gated(corpus, ONTOLOGY)
    assert bad not in made.claims
    assert breaches(made.triples(), ONTOLOGY) == []
    assert len(list(made.claims)) == len(list(corpus.claims)) - 1
    reject = made.graphs[0].rejects[-1]
    assert reject.reason.startswith(rule)
    assert (reject.statement, reject.sentence) == (bad.statement.id, bad.evidence.exact)


def test_an_entity_that_breaks_a_rule_goes_with_what_is_said_of_it() -> None:
    g = first()
    alien = replace(CHIP, cls="Alien")
    corpus = Corpus.of(
        [replace(g, entities=tuple(alien if e.id == CHIP.id else e for e in g.entities)), second()], ONTOLOGY
    )
    other = replace(second(), entities=tuple(alien if e.id == CHIP.id else e for e in second().entities))
    corpus = Corpus.of([corpus.graphs[0], other], ONTOLOGY)
    made = gated(corpus, ONTOLOGY)
    assert CHIP.id not in made.entities
    assert {s.predicate for s in made.statements} == {"competesWith"}
    assert sum(bool(r.statement) for g in made.graphs for r in g.rejects) == 4


def test_an_article_that_breaks_a_rule_is_a_failure() -> None:
    bad = replace(first(), article=replace(first().article, headline="x", authors=("",)))
    made = gated(Corpus.of([bad, second()], ONTOLOGY), ONTOLOGY)
    assert list(made.articles) == ["002"]
    assert [(f.where, f.what) for f in made.failures] == [("001", "An author of an article is a name.")]


class Careless(FakeEngine):
    """An engine that also yields what is wrong: an extractor without a name, and a quotation of its own."""

    def __call__(self, source: Article) -> ArticleGraph:
        made = super().__call__(source)
        more = (evidence(extractor="", confidence=0.5, time="2025")(c) for c in made.claims)
        return replace(made, claims=(*(statement(qualifiers=())(c) for c in more), *made.claims[:0]))


def test_a_build_reports_statement_rule_and_sentence_and_goes_on(tmp_path: Path) -> None:
    text = "가나전자는 20일 G1을 공개했다."
    (tmp_path / "a.txt").write_text(text + LONG, encoding="utf-8")
    corpus = build([tmp_path / "a.txt"], tmp_path / "out", engine=Careless())
    assert list(corpus.claims) == []
    report = json.loads((tmp_path / "out" / "report.json").read_text(encoding="utf-8"))
    found = next(r for r in report["rejects"]["first"] if r["statement"])
    assert found["reason"] == "An evidence names the extractor that found it."
    assert found["sentence"] == text
    assert found["detail"].startswith("gana released chip/g1 at ")
    assert "kg:Statement" not in (tmp_path / "out" / "graph.ttl").read_text(encoding="utf-8")


# ---------- in several processes


@pytest.mark.parametrize("remembered", [False, True])
def test_processes_check_as_one_does(monkeypatch: pytest.MonkeyPatch, *, remembered: bool) -> None:
    monkeypatch.setattr(gate, "BATCH", 1)
    unnamed = replace(first(), article=replace(first().article, headline="x", authors=("",)))
    corpora = [CORPUS, spoilt(statement(predicate="meets")), Corpus.of([unnamed, second()], ONTOLOGY)]
    for corpus in corpora:
        one, two = (Verdicts(), Verdicts()) if remembered else (None, None)
        made = gated(corpus, ONTOLOGY, two, 2)
        alone = gated(corpus, ONTOLOGY, one)
        assert replace(made, failures=()) == replace(alone, failures=())
        assert [(f.where, f.what) for f in made.failures] == [(f.where, f.what) for f in alone.failures]
        if one and two:
            assert set(one.used()) == set(two.used())
    assert gated(CORPUS, ONTOLOGY, None, 2) is CORPUS


def test_a_process_that_is_killed_while_it_checks_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(gate, "BATCH", 1)
    monkeypatch.setattr(gate, "breaches", lambda *_: os.kill(os.getpid(), signal.SIGKILL))
    with pytest.raises(KgError, match="a process that checked articles was killed"):
        gated(CORPUS, ONTOLOGY, None, 2)


def test_a_build_in_processes_reports_what_it_would_in_one(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(gate, "BATCH", 1)
    (tmp_path / "in").mkdir()
    for n in range(5):
        (tmp_path / "in" / f"{n}.txt").write_text(f"가나전자는 20일 G1을 공개했다.{LONG} {n}번째.", encoding="utf-8")
    for jobs in (1, 2, 3):
        build([tmp_path / "in"], tmp_path / f"out{jobs}", engine=Careless(), jobs=jobs)
    assert digest(tmp_path / "out1") == digest(tmp_path / "out2") == digest(tmp_path / "out3")
    assert '"An evidence names the extractor' in (tmp_path / "out2" / "report.json").read_text(encoding="utf-8")


# ---------- the gate of extraction


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        (statement(qualifiers=(Qualifier("date", "2025-02-30"),)), "date is none"),
        (evidence(time="2025-W01-1"), "date is none"),
        (evidence(confidence=-0.1), "no confidence or no extractor"),
        (evidence(via=("nobody",)), "unknown speaker or qualifier"),
        (statement(qualifiers=(Qualifier("product", "nobody", is_entity=True),)), "unknown speaker or qualifier"),
        (evidence(subject=Span(39, 41), object=Span(39, 41)), "span outside its sentence"),
    ],
)
def test_what_would_cost_a_whole_article_costs_a_claim(change: Callable[[Claim], Claim], reason: str) -> None:
    g = first()
    bad = change(g.claims[0])
    kept, rejects = check([bad, *g.claims[1:]], g.article, ENTITIES, ONTOLOGY)
    assert kept == list(g.claims[1:])
    assert [(r.reason, r.statement, r.sentence) for r in rejects] == [(reason, bad.statement.id, bad.evidence.exact)]


def test_spans_are_held_without_the_text_too() -> None:
    one = Evidence("a", Span(0, 4), "가나다라", Span(0, 1), Span(1, 2), Span(2, 3))
    claim = Claim(Statement("x", "uses", "y"), one)
    assert misplaced(claim, "") == ""
    assert misplaced(claim._replace(evidence=replace(one, exact="가나")), "") != ""
    assert misplaced(claim._replace(evidence=replace(one, trigger=Span(3, 5))), "") == "span outside the text"


def test_names_do_not_matter_to_the_gate() -> None:
    odd = Entity("x", "Company", (Name('"\\', "ko"),))
    g = replace(first(), entities=(*first().entities, odd))
    made = Corpus.of([g], ONTOLOGY)
    assert gated(made, ONTOLOGY) is made
