"""What is kept comes back whole or not at all, whatever becomes of the file."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kg.errors import GraphError
from kg.model import Article, Block, Span
from kg.results import Kept, keeping, packed
from kg.results.kept import VERSION
from tests.corpora import first, second

GRAPHS = (first(), second())


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A file with the results of two articles."""
    made = tmp_path / "articles.sqlite"
    fill(made)
    return made


def fill(path: Path, version: str = "1") -> None:
    with closing(Kept(path, version)) as kept:
        for graph in GRAPHS:
            kept.put(graph.article, packed(graph))
        kept.commit()


def rows(path: Path) -> int:
    with closing(sqlite3.connect(path)) as base:
        [number] = base.execute("SELECT COUNT(*) FROM result").fetchone()
    return int(number)


def test_what_was_put_in_is_there(path: Path) -> None:
    with closing(Kept(path, "1")) as kept:
        for graph in GRAPHS:
            assert kept.holds(graph.article)
            assert kept.get(graph.article) == graph


def changed() -> Iterator[Article]:
    article = first().article
    yield replace(article, text=article.text + " ")
    yield replace(article, id="003")
    yield replace(article, blocks=(*article.blocks, Block(Span(0, 1), "headline")))
    yield replace(article, headline="")
    yield replace(article, publisher="다라일보")
    yield replace(article, published=date(2025, 2, 1))
    yield replace(article, published=None)
    yield replace(article, authors=("기자",))
    yield replace(article, url="https://example.org/")
    yield replace(article, language="en")


@pytest.mark.parametrize("article", list(changed()))
def test_whatever_changes_of_an_article_it_is_another(path: Path, article: Article) -> None:
    with closing(Kept(path, "1")) as kept:
        assert not kept.holds(article)
        assert kept.get(article) is None


def test_where_it_lies_does_not_matter(path: Path) -> None:
    article = replace(first().article, source="elsewhere/001.txt")
    with closing(Kept(path, "1")) as kept:
        found = kept.get(article)
    assert found is not None
    assert found.article.source == "elsewhere/001.txt"


def test_another_version_and_a_fresh_build_see_nothing(path: Path) -> None:
    for kept in (Kept(path, "2"), Kept(path, "1", fresh=True)):
        with closing(kept):
            assert not any(kept.holds(graph.article) for graph in GRAPHS)


def test_what_nobody_used_is_forgotten(path: Path) -> None:
    with closing(Kept(path, "1")) as kept:
        assert kept.get(GRAPHS[0].article) is not None
        kept.forget()
        assert not kept.holds(GRAPHS[1].article)
    assert rows(path) == 1


def test_what_was_not_made_safe_is_dropped_and_the_rest_stays(path: Path) -> None:
    with closing(Kept(path, "2")) as kept:
        kept.put(GRAPHS[0].article, packed(GRAPHS[0]))
    assert rows(path) == 2


def test_a_body_under_another_key_is_not_taken(path: Path) -> None:
    with closing(sqlite3.connect(path)) as base:
        base.execute("UPDATE result SET (hash, body) = (SELECT hash, body FROM result ORDER BY key LIMIT 1)")
        base.commit()
    with closing(Kept(path, "1")) as kept:
        assert [kept.get(graph.article) for graph in GRAPHS] in ([GRAPHS[0], None], [None, GRAPHS[1]])


def cut(data: bytes, at: int) -> bytes:
    return data[:at]


def zeroed(data: bytes, at: int) -> bytes:
    return data[:at] + bytes(len(data) - at)


def flipped(data: bytes, at: int) -> bytes:
    return data[:at] + bytes([data[at] ^ 0xFF]) + data[at + 1 :]


def overwritten(data: bytes, at: int) -> bytes:
    return data[:at] + b"\xa5" * len(data[at : at + 512]) + data[at + 512 :]


@pytest.mark.parametrize(
    ("made", "left"),
    [(b"result (key INTEGER", b"result (kez INTEGER"), (b"hash BLOB NOT NULL, ", b"hasj BLOB NOT NULL, ")],
)
def test_a_table_whose_form_is_spoilt_is_made_anew(tmp_path: Path, made: bytes, left: bytes) -> None:
    path = tmp_path / "articles.sqlite"
    fill(path)
    data = path.read_bytes()
    assert made in data
    path.write_bytes(data.replace(made, left))
    with closing(Kept(path, "1")) as kept:
        for graph in GRAPHS:
            assert kept.get(graph.article) is None
            kept.put(graph.article, packed(graph))
            assert kept.get(graph.article) == graph


@given(st.sampled_from((cut, zeroed, flipped, overwritten)), st.floats(0, 1, exclude_max=True))
@settings(max_examples=30, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_a_spoilt_file_gives_what_is_whole_or_nothing(
    tmp_path: Path, spoil: Callable[[bytes, int], bytes], where: float
) -> None:
    path = tmp_path / "articles.sqlite"
    path.unlink(missing_ok=True)
    fill(path)
    data = path.read_bytes()
    path.write_bytes(spoil(data, int(where * len(data))))
    with closing(Kept(path, "1")) as kept:
        for graph in GRAPHS:
            assert kept.get(graph.article) in (graph, None)
            kept.put(graph.article, packed(graph))
            assert kept.get(graph.article) in (graph, None)
        kept.forget()


@pytest.mark.parametrize("data", [b"", b"no database", b"SQLite format 3\x00"])
def test_what_is_no_database_is_begun_anew(tmp_path: Path, data: bytes) -> None:
    path = tmp_path / "articles.sqlite"
    path.write_bytes(data)
    fill(path)
    assert rows(path) == 2


def test_another_layout_is_begun_anew(path: Path) -> None:
    with closing(sqlite3.connect(path)) as base:
        base.execute(f"PRAGMA user_version = {VERSION + 1}")
    with closing(Kept(path, "1")) as kept:
        assert not kept.holds(GRAPHS[0].article)
    assert rows(path) == 0


def test_a_folder_that_cannot_be_written_is_named(tmp_path: Path) -> None:
    (tmp_path / "out").write_text("", encoding="utf-8")
    with pytest.raises(GraphError, match="out: cannot be written"), keeping(tmp_path / "out", "1"):
        pass
    (tmp_path / "other" / "results" / "articles.sqlite").mkdir(parents=True)
    with pytest.raises(GraphError, match="results cannot be kept"), keeping(tmp_path / "other", "1"):
        pass
