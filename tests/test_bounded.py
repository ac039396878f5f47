"""However many articles there are, a build holds a few of them at a time, and says the same as one that holds all."""

from __future__ import annotations

import gc
from pathlib import Path
from typing import Any

import pytest

from kg import pipeline
from kg.errors import GraphError
from kg.exporters import html
from kg.exporters._html import outline
from kg.graph import gate
from kg.model import Article, ArticleGraph
from kg.ontology import load_ontology
from kg.results import shelf
from tests.corpora import RELEASE
from tests.resuming import KeptEngine, digest, text

ARTICLES = 60
FEW = 20


def articles(folder: Path) -> Path:
    folder.mkdir()
    for n in range(ARTICLES):
        (folder / f"{n:03}.txt").write_text(f"{RELEASE} {text(n)}", encoding="utf-8")
    return folder


def alive() -> tuple[int, int]:
    """How many graphs and articles with their texts there are in memory."""
    found = gc.get_objects()
    return sum(type(x) is ArticleGraph for x in found), sum(type(x) is Article and bool(x.text) for x in found)


@pytest.mark.parametrize("jobs", [1, 2])
def test_few_articles_and_graphs_are_in_memory_at_a_time(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, jobs: int
) -> None:
    given = articles(tmp_path / "in")
    before = alive()
    monkeypatch.setattr(gc, "freeze", lambda: None)  # what is frozen is not counted
    monkeypatch.setattr(gate, "BATCH", 5)
    monkeypatch.setattr(html, "LARGE", 0)
    monkeypatch.setattr(outline, "CLAIMS", 5)
    monkeypatch.setattr("kg.extraction.CHUNK", 1)
    monkeypatch.setattr("kg.processes.AHEAD", 2)
    most, read, value = [0, 0], [0], shelf._value

    def counted(data: bytes) -> Article | ArticleGraph:
        read[0] += 1
        if read[0] % 11 == 0:
            most[:] = [max(a, b - c) for a, b, c in zip(most, alive(), before, strict=True)]
        return value(data)

    monkeypatch.setattr(shelf, "_value", counted)
    corpus = pipeline.build([given], tmp_path / "out", engine=KeptEngine(), jobs=jobs)
    assert len(corpus.graphs) == ARTICLES
    assert read[0] > 5 * ARTICLES
    assert 0 < most[0] <= FEW
    assert 0 < most[1] <= FEW + FEW


def test_it_writes_what_it_would_with_all_in_memory(tmp_path: Path) -> None:
    corpus = pipeline.build([articles(tmp_path / "in")], tmp_path / "shelved", engine=KeptEngine())
    given = list(corpus.graphs)
    terms = load_ontology()
    made = pipeline.Corpus.of(given[::-1], terms)
    assert isinstance(made.graphs, tuple)
    pipeline.write(made, tmp_path / "held", terms)
    assert digest(tmp_path / "held") == digest(tmp_path / "shelved")
    assert made == corpus


def test_the_corpus_of_a_build_can_be_used_after_it(tmp_path: Path) -> None:
    corpus = pipeline.build([articles(tmp_path / "in")], tmp_path / "out", engine=KeptEngine())
    assert corpus.articles["007"].text.startswith(RELEASE)
    [row] = corpus.query("SELECT (COUNT(DISTINCT ?a) AS ?n) { ?a a schema:NewsArticle }").rows
    assert row[0].value == str(ARTICLES)  # type: ignore[union-attr]
    assert len(corpus.statements) == corpus.counts()["statements"]
    assert corpus.counts()["entities"] == len(corpus.mentions)


def test_where_there_is_no_room_for_them_the_build_says_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: Any, **__: Any) -> Any:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("tempfile.TemporaryFile", full)
    with pytest.raises(GraphError, match="No space left"):
        pipeline.build([articles(tmp_path / "in")], tmp_path / "out", engine=KeptEngine())
    assert not (tmp_path / "out").exists()
