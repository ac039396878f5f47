"""Figures against gold: by hand on a small graph, and against the project's yardstick where it is at hand."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from kg.cli import cli
from kg.errors import KgError
from kg.evaluation import CAUSES, Evaluation, causes, evaluate, figures, grouped, read_gold
from kg.evaluation.figures import errors
from kg.evaluation.outcomes import Key, cause_of
from kg.extract.confidence import KINDS, Confidence, read_confidence
from kg.extract.engine import Engine
from kg.model import ArticleGraph, Claim, Quantity
from kg.ontology import load_ontology
from kg.pipeline import Corpus, build, write
from tests.corpora import first, second

ONTOLOGY = load_ontology()
ROOT = Path(__file__).parent.parent
OPEN = ROOT / "benchmarks" / "dev" / "open"
YARDSTICK = ROOT.parent / "shared" / "score.py"
SHARED = ("entities", "statements", "pairs", "measures", "types", "modality", "source", "evidence", "furniture")
yardstick = pytest.mark.skipif(not YARDSTICK.is_file(), reason="the project's score.py is not beside this checkout")


def entity(id_: str, label: str, cls: str, *surfaces: str, weight: str = "core") -> dict[str, Any]:
    return {"id": id_, "label": label, "type": cls, "surfaces": [label, *surfaces], "weight": weight}


def said(s: str, p: str, o: str, modality: str = "asserted", **fields: Any) -> dict[str, Any]:
    row = {"s": s, "p": p, "o": o, "modality": modality, "source": None, "anchor": "가나전자는", "weight": "core"}
    return row | fields


def measured(s: str, p: str, value: float, unit: str, **fields: Any) -> dict[str, Any]:
    row = {"s": s, "p": p, "value": value, "unit": unit, "modality": "claimed", "source": None, "weight": "core"}
    return row | fields


# Of first(): 가나전자, 다라반도체, G1 and 한빛일보; released, competesWith and a cost that 한빛일보 gives.
GOLD: dict[str, Any] = {
    "article": {"id": "001", "topic": "chips"},
    "entities": [
        entity("gana", "가나전자", "Company", "가나"),
        entity("dara", "다라 반도체", "Organization"),  # the graph's Company is a kind of it
        entity("g1", "G1", "Device"),  # the graph has it as a Chip
        entity("maba", "마바통신", "Company"),
        entity("minor", "사아", "Company", weight="minor"),
    ],
    "statements": [
        said("gana", "released", "g1"),
        said("gana", "competesWith", "dara", "planned"),
        said("maba", "supplies", "gana"),
        said("dara", "ownedBy", "gana"),
        said("minor", "uses", "g1", weight="minor"),
    ],
    "measures": [
        measured("g1", "developmentCost", 5_600_000, "USD", source="gana"),  # within half a percent
        measured("gana", "revenue", 100, "KRW"),
    ],
    "absent": ["한빛일보"],
}


def gold_file(folder: Path, gold: dict[str, Any] = GOLD) -> Path:
    folder.mkdir(exist_ok=True)
    path = folder / f"{gold['article']['id']}.json"
    path.write_text(json.dumps(gold, ensure_ascii=False), encoding="utf-8")
    return path


def judged(folder: Path, gold: dict[str, Any] = GOLD, *graphs: ArticleGraph) -> Evaluation:
    corpus = Corpus.of(graphs or (first(),), ONTOLOGY)
    texts = {g.article.id: g.article.text for g in graphs or (first(),)}
    return evaluate(corpus, read_gold([gold_file(folder, gold)]), ONTOLOGY, texts)


# ---------- by hand


def test_figures_by_hand(tmp_path: Path) -> None:
    got = figures(judged(tmp_path))
    assert got == {
        "entities": {"precision": 0.75, "recall": 0.75, "f1": 0.75, "found": 3, "wrong": 1, "missed": 1},
        "statements": {"precision": 1.0, "recall": 0.5, "f1": 0.667, "found": 2, "wrong": 0, "missed": 2},
        "pairs": {"precision": 1.0, "recall": 0.667, "f1": 0.8, "found": 2, "wrong": 0, "missed": 1},
        "measures": {"precision": 1.0, "recall": 0.5, "f1": 0.667, "found": 1, "wrong": 0, "missed": 1},
        "types": {"share": 0.667, "of": 3},
        "modality": {"share": 0.667, "of": 3},
        "source": {"share": 0.667, "of": 3},
        "furniture": 1,
        "evidence": {"share": 1.0, "of": 3},
    }


def test_causes_by_hand(tmp_path: Path) -> None:
    assert causes(judged(tmp_path)) == {
        "entity": {"name not found": 1, "out of scope": 1, "wrong class": 1},
        "statement": {"name not found": 1, "wrong modality": 1, "wrong relation": 1},
        "measure": {"not found": 1, "wrong source": 1},
    }


def test_groups_by_hand(tmp_path: Path) -> None:
    found = judged(tmp_path)
    relations = grouped(found, "relation")
    assert {k: (v["found"], v["wrong"], v["missed"]) for k, v in relations.items()} == {
        "competesWith": (1, 0, 0),
        "developmentCost": (1, 0, 0),
        "ownedBy": (0, 0, 1),
        "released": (1, 0, 0),
        "revenue": (0, 0, 1),
        "supplies": (0, 0, 1),
    }
    assert relations["competesWith"]["modality"] == {"share": 0.0, "of": 1}
    classes = grouped(found, "class")
    assert {k: (v["found"], v["wrong"], v["missed"]) for k, v in classes.items()} == {
        "Company": (1, 0, 1),
        "Device": (1, 0, 0),
        "MediaOutlet": (0, 1, 0),
        "Organization": (1, 0, 0),
    }
    assert grouped(found, "topic")["chips"]["entities"] == figures(found)["entities"]


def test_a_topic_may_stand_in_a_list_beside_the_gold(tmp_path: Path) -> None:
    bare = GOLD | {"article": {"id": "001"}}
    (tmp_path / "topics.tsv").write_text("001\tshipbuilding\n", encoding="utf-8")
    assert set(grouped(judged(tmp_path, bare), "topic")) == {"shipbuilding"}


def test_an_article_that_the_graph_lacks_is_all_missed(tmp_path: Path) -> None:
    found = judged(tmp_path, GOLD | {"article": {"id": "777"}})
    got = figures(found)
    assert found.absent == ("777",)
    assert (got["entities"]["missed"], got["statements"]["missed"], got["measures"]["missed"]) == (4, 4, 2)
    assert got["types"] == {"share": None, "of": 0}


def test_an_article_is_known_by_how_its_id_begins(tmp_path: Path) -> None:
    g = first()
    renamed = replace(g.article, id="001_0a1b")
    moved = replace(g, article=renamed, claims=())
    assert judged(tmp_path, GOLD, moved).absent == ()
    longer = replace(g, article=replace(g.article, id="0012"), claims=())
    assert judged(tmp_path, GOLD, longer).absent == ("001",)


def test_a_wrong_quote_is_counted(tmp_path: Path) -> None:
    corpus = Corpus.of([first()], ONTOLOGY)
    gold = read_gold([gold_file(tmp_path)])
    assert figures(evaluate(corpus, gold, ONTOLOGY, {"001": "다른 글이다."}))["evidence"] == {"share": 0.0, "of": 3}
    assert figures(evaluate(corpus, gold, ONTOLOGY))["evidence"] == {"share": None, "of": 0}


def test_one_thing_as_two_is_wrong_once(tmp_path: Path) -> None:
    g = first()
    twin = replace(g.entities[0], id="company/가나")
    got = judged(tmp_path, GOLD, replace(g, entities=(*g.entities, twin)))
    assert figures(got)["entities"]["wrong"] == 2
    assert causes(got)["entity"]["one thing as two"] == 1
    assert figures(got)["types"]["of"] == 4


def test_an_unknown_relation_is_neither_right_nor_wrong_unless_gold_uses_it(tmp_path: Path) -> None:
    g = first()
    st, ev = g.claims[0]
    extra = replace(g, claims=(*g.claims, Claim(replace(st, predicate="admires"), ev)))
    assert figures(judged(tmp_path, GOLD, extra))["statements"]["wrong"] == 0
    uses = GOLD | {"statements": [*GOLD["statements"], said("gana", "admires", "dara")]}
    assert figures(judged(tmp_path, uses, extra))["statements"]["wrong"] == 1


USD = Quantity(Decimal(100), "USD")


@pytest.mark.parametrize(
    ("key", "others", "cause"),
    [
        (("a", "uses", "b"), [("b", "uses", "a")], "role swapped"),
        (("a", "uses", "b"), [("b", "developed", "a")], "wrong relation"),
        (("a", "uses", "b"), [("c", "uses", "b")], "wrong subject"),
        (("a", "uses", "b"), [("a", "uses", "c")], "wrong object"),
        (("a", "uses", "b"), [("a", "developed", "c")], ""),
        (("?x", "uses", "b"), [("a", "uses", "b")], "name not found"),
        (("a", "uses", "m"), [("a", "uses", "c")], "wrong class"),
        (("a", "price", USD), [("a", "revenue", USD)], "wrong relation"),
        (("a", "price", USD), [("a", "price", Quantity(Decimal(7), "USD"))], "wrong value"),
        (("a", "price", USD), [("b", "price", Quantity(Decimal("100.4"), "usd"))], "wrong subject"),
        (("a", "price", USD), [], ""),
    ],
)
def test_each_cause(key: tuple[Any, ...], others: list[tuple[Any, ...]], cause: str) -> None:
    assert cause_of(Key(*key), [Key(*o) for o in others], {"?x": "name not found"}, frozenset("m")) == cause


def test_every_cause_is_explained(tmp_path: Path) -> None:
    found = judged(tmp_path, GOLD, first())
    assert {c for o in found.outcomes for c in errors(o)} <= set(CAUSES)


@pytest.mark.parametrize(
    ("text", "said_so"),
    [("{", "not JSON"), ("[]", "no gold"), ('{"article": {"id": "1"}}', "entities"), ("null", "no gold")],
)
def test_a_file_that_is_no_gold_is_named(tmp_path: Path, text: str, said_so: str) -> None:
    (tmp_path / "x.json").write_text(text, encoding="utf-8")
    with pytest.raises(KgError, match=said_so) as caught:
        read_gold([tmp_path / "x.json"])
    assert "x.json" in str(caught.value)


def test_a_folder_without_gold_is_named(tmp_path: Path) -> None:
    with pytest.raises(KgError, match="no gold file"):
        read_gold([tmp_path])


# ---------- against the yardstick


def by_yardstick(graph: Path, gold: Path, texts: Path, out: Path) -> dict[str, Any]:
    command = [sys.executable, str(YARDSTICK), str(graph), str(gold), "--texts", str(texts), "--json", str(out)]
    subprocess.run(command, check=True, capture_output=True)
    found: dict[str, Any] = json.loads(out.read_text(encoding="utf-8"))
    return found


@yardstick
def test_the_yardstick_agrees_on_the_small_graph(tmp_path: Path) -> None:
    corpus = Corpus.of([first(), second()], ONTOLOGY)
    write(corpus, tmp_path / "out", ONTOLOGY)
    texts = tmp_path / "texts"
    texts.mkdir()
    for graph in (first(), second()):
        (texts / f"{graph.article.id}.txt").write_text(graph.article.text, encoding="utf-8")
    gold_file(tmp_path / "gold")
    gold_file(tmp_path / "gold", GOLD | {"article": {"id": "002"}})
    wanted = by_yardstick(tmp_path / "out" / "graph.ttl", tmp_path / "gold", texts, tmp_path / "figures.json")
    both = {g.article.id: g.article.text for g in (first(), second())}
    got = figures(evaluate(corpus, read_gold([tmp_path / "gold"]), ONTOLOGY, both))
    assert {k: got[k] for k in SHARED} == {k: wanted[k] for k in SHARED}


@yardstick
def test_the_yardstick_agrees_on_the_open_articles(tmp_path: Path, engine: Engine) -> None:
    texts = tmp_path / "texts"
    texts.mkdir()
    for path in OPEN.glob("*.txt"):
        shutil.copy(path, texts)
    corpus = build(texts, tmp_path / "out", engine=engine)
    wanted = by_yardstick(tmp_path / "out" / "graph.ttl", OPEN, texts, tmp_path / "figures.json")
    got = figures(evaluate(corpus, read_gold([OPEN]), ONTOLOGY, {i: a.text for i, a in corpus.articles.items()}))
    assert {k: got[k] for k in SHARED} == {k: wanted[k] for k in SHARED}


# ---------- confidence


def test_the_shipped_confidences_are_shares_of_known_kinds() -> None:
    table = read_confidence(ONTOLOGY)
    values = [*table.kinds.values(), *(v for kinds in table.named.values() for v in kinds.values())]
    assert set(table.kinds) == set(KINDS)
    assert {k for kinds in table.named.values() for k in kinds} <= set(KINDS)
    assert all(0 < value < 1 for value in values)


def test_doubtful_mentions_make_a_claim_doubtful() -> None:
    table = Confidence({"verb": 0.8}, {"uses": {"link": 0.5}})
    assert table.claim("verb", "uses", 1.0) == 0.8
    assert table.claim("link", "uses", 1.0) == 0.5
    assert 0 < table.claim("verb", "uses", 0.5) < 0.8


# ---------- the command

Run = Callable[..., Result]


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    """Run `kg eval` where a graph of one article and its gold are."""
    monkeypatch.chdir(tmp_path)
    write(Corpus.of([first()], ONTOLOGY), Path("outputs"), ONTOLOGY)
    gold_file(Path("gold"))
    Path("texts").mkdir()
    Path("texts/001.txt").write_text(first().article.text, encoding="utf-8")
    return lambda *args: CliRunner().invoke(cli, ["eval", *args])


def test_eval_prints_tables(run: Run) -> None:
    result = run("gold", "--by", "relation", "--misses")
    assert result.exit_code == 0, result.output
    lines = [line.split() for line in result.stdout.splitlines()]
    assert ["entities", "0.750", "0.750", "0.750", "3", "1", "1"] in lines
    assert ["types", "0.667", "of", "3"] in lines
    assert ["evidence", "-", "of", "0"] in lines
    assert ["supplies", "0.000", "0.000", "0.000", "0", "0", "1", "-", "-"] in lines
    assert "001 statement missed wrong relation 다라 반도체 ownedBy 가나전자 «가나전자는»" in result.stdout
    assert "wrong modality 다라 반도체 competesWith 가나전자 (asserted, gold: planned)" in result.stdout


def test_eval_prints_json_and_checks_quotes(run: Run) -> None:
    found = json.loads(run("gold", "--json", "--by", "class", "--misses", "--texts", "texts").stdout)
    assert found["entities"]["f1"] == 0.75
    assert found["evidence"] == {"share": 1.0, "of": 3}
    assert found["by class"]["Device"]["types"] == {"share": 0.0, "of": 1}
    assert {"article": "001", "kind": "entity missed", "error": "name not found", "what": "마바통신"} in found["errors"]


def test_eval_says_what_is_missing(run: Run) -> None:
    gold_file(Path("gold"), GOLD | {"article": {"id": "777"}})
    result = run("gold")
    assert result.exit_code == 0
    assert "777: counted as all missed" in result.stderr
    assert run("none").exit_code == 2
    assert run().exit_code == 2
