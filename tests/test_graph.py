"""ArticleGraphs -> triples by the vocabulary, the union of a corpus, and the way back."""

from __future__ import annotations

import os
import subprocess
import sys
import unicodedata
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import Any

import pyoxigraph as ox
import pytest
import rdflib
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kg import graph as room
from kg.errors import GraphError
from kg.graph import BASE, Corpus, Iris, article_triples, find, prefixes, recall
from kg.graph.iris import KG, decode, encode
from kg.graph.literals import dated, decimal
from kg.graph.validation import violations
from kg.model import ArticleGraph, Claim, Entity, Name, Qualifier, Quantity, Span, Statement
from kg.ontology import data_root, load_ontology
from tests.corpora import (
    CHIP,
    DAILY,
    DARA,
    GANA,
    RELEASE,
    article,
    claim,
    first,
    graph,
    graphs,
    hostile,
    second,
    shuffled,
)

ONTOLOGY = load_ontology()
GOLDEN = Path(__file__).parent / "golden" / "graph.ttl"
relaxed = settings(max_examples=60, suppress_health_check=[HealthCheck.too_slow])


def corpus(*given: ArticleGraph, **options: object) -> Corpus:
    made = Corpus.of(given, ONTOLOGY, **options)  # type: ignore[arg-type]
    assert not made.failures, [str(f) for f in made.failures]
    return made


def parsed(turtle: str) -> set[ox.Triple]:
    return {q.triple for q in ox.parse(turtle, format=ox.RdfFormat.TURTLE)}


def values(made: Corpus, subject: str, predicate: str) -> set[str]:
    names = prefixes(made.base)
    store = ox.Store()
    store.bulk_extend(ox.Quad(t.subject, t.predicate, t.object) for t in made.triples())
    found = store.query(f"SELECT ?x {{ {subject} {predicate} ?x }}", prefixes=names)
    assert isinstance(found, ox.QuerySolutions)
    return {row["x"].value for row in found}


# ---------- as the vocabulary says


def test_golden_turtle() -> None:
    assert corpus(first(), second()).turtle() == GOLDEN.read_text(encoding="utf-8")


def test_golden_turtle_is_turtle_to_rdflib_too() -> None:
    ours, theirs = parsed(GOLDEN.read_text(encoding="utf-8")), rdflib.Graph().parse(GOLDEN, format="turtle")
    assert len(theirs) == len(ours) > 80


def test_a_source_that_is_not_named_has_a_name_to_show() -> None:
    assert values(corpus(first()), "kg:anonymous", "rdfs:label") == {"익명", "anonymous"}
    assert values(corpus(second()), "kg:anonymous", "rdfs:label") == set()
    vocabulary = rdflib.Graph().parse(data_root() / "newskg.ttl")
    labels = set(vocabulary.objects(rdflib.URIRef(f"{KG}anonymous"), rdflib.RDFS.label))
    assert {str(label) for label in labels} == {"익명", "anonymous"}


def test_the_shapes_hold() -> None:
    assert violations(corpus(first(), second()).triples(), data_root() / "shapes.ttl") == []


def test_the_shapes_are_not_blind() -> None:
    made = corpus(first())
    cut = {t for t in made.triples() if t.predicate.value != f"{KG}modality"}
    found = violations(cut, data_root() / "shapes.ttl")
    assert {v.message for v in found} >= {"An evidence has exactly one modality of the seven."}
    assert all(v.node.startswith(BASE) for v in found)


@pytest.mark.parametrize("modality", ["claimed", "alleged", "planned", "predicted", "denied", "negated"])
def test_only_what_is_asserted_has_a_direct_triple(modality: str) -> None:
    g = first()
    bare = replace(g, claims=tuple(Claim(s, replace(e, modality=modality)) for s, e in g.claims))
    assert values(corpus(g), "entity:gana", "kg:released") == {f"{BASE}entity/chip/g1"}
    assert values(corpus(bare), "entity:gana", "kg:released") == set()


def test_one_assertion_among_rumours_is_enough() -> None:
    made = corpus(first(), second())
    assert len(values(made, "entity:dara", "kg:competesWith")) == 1


def test_a_symmetric_claim_is_one_statement_with_its_spans_swapped() -> None:
    made = corpus(first(), second())
    found = [(s, e) for s, e in made.statements.items() if s.predicate == "competesWith"]
    assert [(s.subject, s.object, len(e)) for s, e in found] == [("dara", "gana", 2)]
    for evidence in found[0][1]:
        text = made.articles[evidence.article].text
        assert (evidence.subject.of(text), evidence.object.of(text)) == ("다라반도체", "가나전자")


def test_no_blank_nodes_and_nothing_but_iris_as_subjects() -> None:
    for triple in corpus(first(), second()).triples():
        assert isinstance(triple.subject, ox.NamedNode)
        assert not isinstance(triple.object, ox.BlankNode)


def test_the_publisher_has_a_name_but_is_not_mentioned() -> None:
    a = article("001", "가나전자는 컸다.", publisher="시험신문")
    made = corpus(ArticleGraph(a, (GANA,), ()))
    assert values(made, "article:001", "schema:publisher") == {f"{BASE}entity/mediaoutlet/시험신문"}
    assert values(made, "entity:mediaoutlet\\/시험신문", "skos:prefLabel") == {"시험신문"}
    assert values(made, "entity:mediaoutlet\\/시험신문", "kg:mentionedIn") == set()


def test_a_publisher_that_is_listed_but_not_mentioned_is_not_mentioned() -> None:
    a = article("001", "가나전자는 컸다.")
    made = corpus(ArticleGraph(a, (GANA, DAILY), (), publisher="hanbit"))
    assert set(made.mentions) == {"gana"}
    assert made.entities["hanbit"].names == DAILY.names


def test_a_speaker_that_only_the_lexicon_knows_has_its_label() -> None:
    known = next(e for e in ONTOLOGY.lexicon if e.cls == "MediaOutlet" and e.ko)
    g = first()
    st_, ev = g.claims[0]
    made = corpus(replace(g, claims=(Claim(st_, replace(ev, modality="claimed", attributed_to=known.id)),)))
    assert known.ko in values(made, f"entity:{known.id}", "skos:prefLabel")


def test_the_base_can_be_set_and_is_found_again() -> None:
    made = corpus(first(), base="https://example.org/지식/")
    assert "https://example.org/지식/entity/gana" in {getattr(t.subject, "value", "") for t in made.triples()}
    assert recall(parsed(made.turtle()), Corpus).base == "https://example.org/지식/"


@pytest.mark.parametrize(
    "base", ["", "nonsense", "https://example.org/id", "https://a b/", "https://x/<>/", "https://example.org/#"]
)
def test_a_bad_base_is_refused(base: str) -> None:
    with pytest.raises(GraphError, match="base"):
        Corpus.of([], ONTOLOGY, base=base)


def test_numbers_and_dates_are_canonical() -> None:
    assert [decimal(Decimal(x)).value for x in ("1.10", "-17.0", "1E+3", "-0.0")] == ["1.1", "-17", "1000", "0"]
    types = [dated(x).datatype.value.rpartition("#")[2] for x in ("2025", "2025-01", "2025-01-31")]
    assert types == ["gYear", "gYearMonth", "date"]


@pytest.mark.parametrize("text", ["", "2025-13", "2025-02-30", "작년", "25-01-01", "2025-1", "0000"])
def test_what_is_no_date_is_refused(text: str) -> None:
    with pytest.raises(GraphError, match="date"):
        dated(text)


# ---------- what breaks the vocabulary is a failure, and the rest goes on


def broken(kind: str) -> ArticleGraph:
    g = first()
    st_, ev = g.claims[0]
    if kind == "quote":
        return replace(g, claims=(Claim(st_, replace(ev, exact="아무도 하지 않은 말")),))
    if kind == "unknown":
        return replace(g, claims=(Claim(replace(st_, subject="nobody-knows-it"), ev),))
    if kind == "date":
        return replace(g, claims=(Claim(replace(st_, qualifiers=(Qualifier("date", "곧"),)), ev),))
    if kind == "modality":
        return replace(g, claims=(Claim(st_, replace(ev, modality="sure")),))
    if kind == "span":
        return replace(g, claims=(Claim(st_, replace(ev, trigger=Span(9000, 9001))),))
    return replace(g, entities=(Entity("gana", "", ()),))


@pytest.mark.parametrize("kind", ["quote", "unknown", "date", "modality", "span", "class"])
def test_a_broken_graph_is_a_failure_and_the_rest_goes_on(kind: str) -> None:
    made = Corpus.of([broken(kind), second()], ONTOLOGY)
    assert [g.article.id for g in made.graphs] == ["002"]
    assert len(made.failures) == 1


def test_two_articles_with_one_id_are_refused() -> None:
    with pytest.raises(GraphError, match="two articles"):
        Corpus.of([first(), first()], ONTOLOGY)


def test_what_is_less_sure_can_be_left_out() -> None:
    assert len(corpus(first(), min_confidence=0.95).statements) == 2


def test_one_place_found_twice_is_one_evidence_the_surer_one() -> None:
    g = first()
    doubled = [Claim(s, replace(e, confidence=0.1, extractor="other")) for s, e in g.claims]
    one, other = replace(g, claims=(*g.claims, *doubled)), replace(g, claims=(*doubled, *g.claims))
    assert corpus(one).turtle() == corpus(other).turtle() == corpus(g).turtle()


# ---------- resolution and disagreement


def test_names_add_up_and_conflicts_are_settled_the_same_way_in_any_order() -> None:
    forms = [
        Entity("x", "Person", (Name("나", "ko"),), ("b",), "Q1"),
        Entity("x", "Company", (Name("가", "ko"), Name("Ga", "en")), ("a",), "nonsense"),
        Entity("x", "Company", (Name("다", "ko"),)),
    ]
    gs = [ArticleGraph(article(f"{n}", "글."), (e,), ()) for n, e in enumerate(forms)]
    for seed in range(6):
        entity = corpus(*shuffled(gs, seed)).entities["x"]
        assert entity == Entity("x", "Company", (Name("Ga", "en"), Name("가", "ko")), ("a", "b", "나", "다"), "Q1")


def test_two_figures_for_one_thing_disagree() -> None:
    made = corpus(first(), second())
    pair = {next(s for s in made.statements if s.id == i).object for i in made.disagreements[0]}
    assert len(made.disagreements) == 1
    assert pair == {Quantity(Decimal(5580000), "USD"), Quantity(Decimal(7000000), "USD")}
    assert sum(t.predicate.value == f"{KG}disagreesWith" for t in made.triples()) == 1


def figures(one: str, other: str, **evidence: str) -> Corpus:
    out = []
    for n, (value, extra) in enumerate(((one, {}), (other, evidence))):
        a = article(f"{n}", f"값은 {value} 달러다.")
        target = (Quantity(Decimal(value), "USD"), value)
        spoken: dict[str, Any] = {"time": "2025"} | extra
        out.append(graph(a, [claim(a, a.text, ("gana", "값"), "price", target, "값", **spoken)]))
    return corpus(*out)


def test_figures_that_round_to_each_other_or_of_other_times_do_not_disagree() -> None:
    assert len(figures("100", "200").disagreements) == 1
    assert len(figures("100", "200", time="2025-03").disagreements) == 1
    assert figures("100", "100.5").disagreements == []
    assert figures("100", "200", time="2024").disagreements == []
    assert figures("100", "200", modality="predicted").disagreements == []
    assert figures("100", "200", modality="denied").disagreements == []


def test_a_claim_held_here_and_refused_there_disagrees_with_its_narrower_form() -> None:
    a, b = first(), second()
    st_, ev = b.claims[0]
    refused = replace(b, claims=(Claim(st_, replace(ev, modality="denied")),))
    made = corpus(a, refused)
    assert len(made.disagreements) == 1


# ---------- hostile names


@given(hostile)
def test_any_id_makes_an_iri_and_comes_back(text: str) -> None:
    iri = Iris().entity(text)
    assert decode(iri.value.removeprefix(f"{BASE}entity/")) == unicodedata.normalize("NFC", text)
    assert not set(iri.value) & set(' "<>{}|\\^`\n\t')
    assert rdflib.URIRef(iri.value).n3()


@given(hostile, hostile)
def test_no_two_ids_share_an_iri(one: str, other: str) -> None:
    same = unicodedata.normalize("NFC", one) == unicodedata.normalize("NFC", other)
    assert (encode(one) == encode(other)) == same


def test_a_surrogate_in_a_name_does_not_stop_the_build() -> None:
    entity = Entity("x\ud800", "Company", (Name("가\ud800\x00", "ko"),))
    made = corpus(ArticleGraph(article("001", "글."), (entity,), ()))
    assert parsed(made.turtle()) == made.triples()


@relaxed
@given(graphs())
def test_turtle_gives_back_the_very_triples(g: ArticleGraph) -> None:
    made = corpus(g)
    assert parsed(made.turtle()) == made.triples()


@relaxed
@given(graphs())
def test_a_store_changes_no_literal(g: ArticleGraph) -> None:
    made = corpus(g)
    store = ox.Store()
    store.bulk_extend(made.quads())
    assert set(store) == set(made.quads())


@relaxed
@given(graphs())
def test_the_corpus_comes_back_from_its_turtle(g: ArticleGraph) -> None:
    made = corpus(g)
    back = recall(parsed(made.turtle()), Corpus)
    assert back.turtle() == made.turtle()
    assert back.statements == made.statements
    assert back.entities == made.entities


@relaxed
@given(st.lists(graphs(), max_size=3, unique_by=lambda g: g.article.id), st.integers(0, 99))
def test_a_corpus_is_the_union_of_its_articles_and_of_one_description_an_entity(
    gs: list[ArticleGraph], seed: int
) -> None:
    whole = corpus(*gs)
    union: set[ox.Triple] = set()
    for single in (corpus(g) for g in gs):
        union |= article_triples(single.graphs[0], Iris(), ONTOLOGY.units)
    described = {q.triple for q in whole.quads() if q.graph_name == Iris().entities}
    assert whole.triples() == union | described
    assert {t.predicate.value.rpartition("/")[2].rpartition("#")[2] for t in described} <= {
        *("type", "prefLabel", "altLabel", "sameAs", "disagreesWith")
    }
    assert corpus(*shuffled(gs, seed)).turtle() == whole.turtle()


def test_the_same_bytes_under_any_hash_seed() -> None:
    code = (
        "from tests.corpora import first, second; from kg.graph import Corpus; from kg.ontology import load_ontology;"
        "import hashlib; made = Corpus.of([second(), first()], load_ontology());"
        "print(hashlib.sha256(made.turtle().encode()).hexdigest())"
    )
    root = Path(__file__).parent.parent
    runs = {
        subprocess.run(
            [sys.executable, "-c", code],
            env=os.environ | {"PYTHONHASHSEED": seed},
            cwd=root,
            capture_output=True,
            check=True,
        ).stdout
        for seed in ("0", "1", "4711")
    }
    assert len(runs) == 1


# ---------- the way back, networkx, finding


@pytest.mark.parametrize(
    "turtle", ["", "<a:a> <a:b> <a:c> .", "@prefix s: <https://schema.org/> . <a:x> a s:NewsArticle ."]
)
def test_what_is_no_graph_of_ours_is_refused(turtle: str) -> None:
    with pytest.raises(GraphError):
        recall(parsed(turtle), Corpus, "x.ttl")


def test_a_graph_with_a_number_that_is_none_is_refused() -> None:
    text = corpus(first()).turtle().replace("oa:start 0", 'oa:start "zero"')
    with pytest.raises(GraphError, match="vocabulary"):
        recall(parsed(text), Corpus)


def test_networkx() -> None:
    made = corpus(first(), second())
    net = made.to_networkx()
    assert net.nodes["gana"]["label"] == "가나전자"
    assert net.nodes["gana"]["articles"] == ("001", "002")
    assert net.nodes["quantity/5580000-USD"]["label"] == "5,580,000 USD"
    edges = {key: data for _, _, key, data in net.edges(keys=True, data=True)}
    assert set(edges) == {s.id for s in made.statements}
    rivals = next(d for d in edges.values() if d["relation"] == "competesWith")
    assert (rivals["modality"], len(rivals["evidences"])) == ("asserted", 2)


@pytest.mark.parametrize(
    "wanted", ["gana", "entity:gana", f"{BASE}entity/gana", "가나 전자", "ＧＡＮＡ", "gana electronics"]
)
def test_an_entity_is_found_by_any_of_its_names(wanted: str) -> None:
    assert find(corpus(first()), wanted).id == "gana"


def test_what_is_not_found_is_suggested_and_what_is_ambiguous_is_listed() -> None:
    twin = replace(DARA, id="dara-2")
    made = corpus(ArticleGraph(article("1", "글."), (GANA, DARA, twin, CHIP), ()))
    with pytest.raises(GraphError, match="다라반도체"):
        find(made, "다라반도")
    with pytest.raises(GraphError, match="dara-2"):
        find(made, "다라반도체")


def test_statement_ids_do_not_depend_on_the_order_of_qualifiers() -> None:
    one, other = Qualifier("role", "a"), Qualifier("date", "2025")
    ids = {Statement("gana", "uses", "dara", q).id for q in ((one, other), (other, one))}
    assert len(ids) == 1
    a = article("001", RELEASE)
    made = [
        corpus(graph(a, [claim(a, RELEASE, ("gana", "가나전자"), "uses", ("chip/g1", "G1"), "공개", q)])).turtle()
        for q in ((one, other), (other, one))
    ]
    assert made[0] == made[1]


def test_every_name_of_the_room_is_found_and_no_other() -> None:
    names = [name for some in room._HOMES.values() for name in some]
    assert sorted(names) == sorted(room.__all__)
    assert all(hasattr(room, name) for name in names)
    assert not hasattr(room, "nothing")
