"""A part of a graph: whole statements, all that they refer to, and nothing else."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.errors import GraphError
from kg.graph import Corpus, Selection, find, recall, select
from kg.graph.selecting import period
from kg.graph.validation import violations
from kg.model import MODALITIES, ArticleGraph
from kg.ontology import data_root, load_ontology
from tests.corpora import RIVALS, article, claim, first, graph, graphs, second
from tests.test_cli import Run, built, run

__all__ = ["built", "run"]  # fixtures

ONTOLOGY = load_ontology()


def third() -> ArticleGraph:
    """An article of its own time that names no chip."""
    a = article("003", RIVALS)
    return graph(a, [claim(a, RIVALS, ("gana", "가나전자"), "accuses", ("dara", "다라반도체"), "경쟁", time="2020-05")])


CORPUS = Corpus.of([first(), second(), third()], ONTOLOGY)


def said(made: Corpus) -> list[tuple[str, str, int]]:
    return sorted((s.subject, s.predicate, len(e)) for s, e in made.statements.items())


@pytest.mark.parametrize(
    ("wanted", "expected"),
    [
        (Selection(relations=("released",)), [("gana", "released", 1), ("gana", "released", 1)]),
        (Selection(modalities=("planned",)), [("gana", "released", 1)]),
        (Selection(modalities=("planned", "claimed")), [("chip/g1", "developmentCost", 1), ("gana", "released", 1)]),
        (Selection(articles=("003",)), [("gana", "accuses", 1)]),
        (Selection(until="2020"), [("gana", "accuses", 1)]),
        (Selection(since="2025-01-20", until="2025-01-20"),
         [("chip/g1", "developmentCost", 1), ("gana", "released", 1)]),
        (Selection(since="2025-02"),
         [("chip/g1", "developmentCost", 1), ("dara", "competesWith", 2), ("gana", "released", 1)]),
        (Selection(entities=("다라반도체",)), [("dara", "competesWith", 2), ("gana", "accuses", 1)]),
        (Selection(entities=("dara",), relations=("competesWith", "released"), hops=2),
         [("dara", "competesWith", 2), ("gana", "released", 1), ("gana", "released", 1)]),
        (Selection(entities=("dara",), hops=3), said(CORPUS)),
    ],
)  # fmt: skip
def test_what_is_asked_for_is_kept(wanted: Selection, expected: list[tuple[str, str, int]]) -> None:
    assert said(select(CORPUS, wanted)) == expected


def test_a_statement_keeps_evidences_articles_and_labels() -> None:
    made = select(CORPUS, Selection(entities=("dara",), articles=("001",)))
    assert said(made) == [("dara", "competesWith", 2)]
    assert set(made.articles) == {"001", "002"}
    assert made.entities["gana"].names == CORPUS.entities["gana"].names
    assert "chip/g1" not in made.entities
    assert "hanbit" in made.entities  # the outlet of the first article
    assert made.mentions["gana"] == ("001", "002")


def test_an_article_by_itself_keeps_what_it_mentions() -> None:
    assert set(select(CORPUS, Selection(articles=("003",))).mentions) == {"gana", "dara", "chip/g1"}
    assert set(select(CORPUS, Selection(articles=("003",), since="2000")).mentions) == {"gana", "dara"}


def test_nothing_asked_is_everything() -> None:
    assert select(CORPUS, Selection(hops=3)) is CORPUS


@pytest.mark.parametrize(
    ("wanted", "message"),
    [
        (Selection(articles=("01",)), "'01' is no article .*001"),
        (Selection(relations=("relased",)), "no relation.*released"),
        (Selection(modalities=("denies",)), "no modality.*denied"),
        (Selection(entities=("없는회사",)), "no entity"),
        (Selection(since="작년"), "no date"),
        (Selection(since="2030"), "nothing is selected"),
    ],
)
def test_what_cannot_be_is_said_in_one_line(wanted: Selection, message: str) -> None:
    with pytest.raises(GraphError, match=message):
        select(CORPUS, wanted)


@settings(max_examples=40)
@given(g=graphs(), modality=st.sampled_from(MODALITIES))
def test_any_part_is_a_graph_by_itself(g: ArticleGraph, modality: str) -> None:
    corpus = Corpus.of([g], ONTOLOGY)
    if not any(e.modality == modality for _, e in corpus.claims):
        return
    made = select(corpus, Selection(modalities=(modality,)))
    assert made.triples() <= corpus.triples()
    assert recall(made.triples(), Corpus).turtle() == made.turtle()
    for id_ in made.entities:
        assert find(made, f"entity:{id_}") == corpus.entities[id_]


def test_a_part_keeps_the_shapes() -> None:
    made = select(CORPUS, Selection(modalities=("claimed",)))
    assert violations(made.triples(), data_root() / "shapes.ttl") == []


def test_selection_leaves_failures_behind() -> None:
    failed = replace(CORPUS, failures=(GraphError("x"),))
    assert select(failed, Selection(relations=("released",))).failures == ()


def test_periods_meet() -> None:
    assert [period(x) for x in ("2023-02", "2024-12-05")] == [("2023-02-01", "2023-02-28"), ("2024-12-05",) * 2]


# ---------- on the command line


def test_export_of_a_part(built: Run) -> None:
    whole = built("export", "--format", "ntriples").stdout
    part = built("export", "--format", "ntriples", "--entity", "다라반도체", "--modality", "asserted").stdout
    assert set(part.splitlines()) < set(whole.splitlines())
    assert "developmentCost" not in part
    for form in ("csv", "gexf", "trig", "jsonld", "turtle12", "neo4j"):
        made = built("export", "--format", form, "--relation", "competesWith")
        assert "competesWith" in made.stdout
        assert "released" not in made.stdout.split('"@graph"')[-1]


def test_export_of_what_a_construct_makes(built: Run) -> None:
    query = "CONSTRUCT { ?a kg:rival ?b . ?b kg:rival [] } WHERE { ?a kg:competesWith ?b }"
    Path("rivals.rq").write_text(query, encoding="utf-8")
    assert (
        "entity:dara kg:rival entity:gana" in built("export", "--format", "turtle", "--construct", "rivals.rq").stdout
    )
    for form in ("ntriples", "nquads", "trig", "jsonld", "turtle12"):
        assert "rival" in built("export", "--format", form, "--construct", query).stdout
    narrow = built("export", "--format", "turtle", "--construct", query, "--relation", "released")
    assert "rival" not in narrow.stdout


@pytest.mark.parametrize(
    ("args", "code", "said_"),
    [
        (("csv", "--construct", "CONSTRUCT WHERE { ?s ?p ?o }"), 2, "turtle"),
        (("turtle", "--construct", "SELECT * { ?s ?p ?o }"), 1, "CONSTRUCT"),
        (("turtle", "--construct", "DROP ALL"), 1, "only queries"),
        (("jsonld", "--construct", "CONSTRUCT { kg:x rdf:reifies <<( ?s ?p ?o )>> } { ?s ?p ?o }"), 1, "turtle12"),
        (("turtle", "--since", "soon"), 1, "2025-01-31"),
        (("turtle", "--hops", "0"), 2, "x>=1"),
    ],
)  # fmt: skip
def test_a_bad_selection_is_said_in_one_line(built: Run, args: tuple[str, ...], code: int, said_: str) -> None:
    result = built("export", "--format", *args)
    assert result.exit_code == code
    assert said_ in result.stderr.splitlines()[-1]
