"""An article is read from its file once: what was kept is taken where nothing that it depends on has changed."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from kg import results
from kg.pipeline import build
from kg.readers.assemble import article
from tests.resuming import KeptEngine, digest, text


class Project:
    """An archive of five articles, and how many of them had to be read from it."""

    def __init__(self, root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        self.file, self.out, self._new = root / "in" / "news.jsonl", root / "out", root / "new"
        self.file.parent.mkdir()
        self.read = 0
        monkeypatch.setattr("kg.readers.jsonl.article", self._article)
        self.write(range(5))
        self.build()

    def write(self, numbers: Any) -> None:
        rows = (json.dumps({"id": str(n % 10), "body": text(n)}, ensure_ascii=False) + "\n" for n in numbers)
        self.file.write_text("".join(rows), encoding="utf-8")

    def build(self, **options: Any) -> int:
        self.read = 0
        build([self.file.parent], self.out, engine=KeptEngine(), store=False, **options)
        return self.read

    def holds_what_a_new_one_does(self) -> bool:
        build([self.file.parent], self._new, engine=KeptEngine(), store=False, fresh=True)
        return digest(self.out) == digest(self._new)

    def kept(self, change: str) -> int:
        with closing(sqlite3.connect(results.kept_in(self.out))) as base:
            base.execute(change)
            base.commit()
            [count] = base.execute("SELECT COUNT(*) FROM article").fetchone()
            return int(count)

    def _article(self, *given: Any, **named: Any) -> Any:
        self.read += 1
        return article(*given, **named)


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Project:
    return Project(tmp_path, monkeypatch)


def test_what_has_changed_is_read_and_what_is_gone_forgotten(project: Project) -> None:
    assert project.read == 5
    assert project.build() == 0
    project.write([0, 1, 12, 3, 5])
    assert project.build() == 2
    assert project.holds_what_a_new_one_does()
    assert project.kept("SELECT 1") == 5
    project.write([3, 1])
    assert project.build() == 0
    assert project.kept("SELECT 1") == 2
    assert project.holds_what_a_new_one_does()


def test_another_version_and_a_fresh_build_read_all(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    assert project.build(fresh=True) == 5
    monkeypatch.setattr(results, "reading", lambda: "of another version")
    assert project.build() == 5
    assert project.build() == 0


def test_another_meaning_of_columns_reads_all(project: Project) -> None:
    assert project.build(columns={"title": "id"}) == 5


def no_file(project: Project) -> None:
    results.kept_in(project.out).unlink()


def cut_file(project: Project) -> None:
    path = results.kept_in(project.out)
    path.write_bytes(path.read_bytes()[:5000])


def other_bodies(project: Project) -> None:
    project.kept("UPDATE article SET (hash, body) = (SELECT hash, body FROM article ORDER BY key LIMIT 1)")


def short_bodies(project: Project) -> None:
    project.kept("UPDATE article SET body = substr(body, 1, 20)")


def no_table(project: Project) -> None:
    with closing(sqlite3.connect(results.kept_in(project.out))) as base:
        base.execute("DROP TABLE article")


@pytest.mark.parametrize(
    ("spoil", "read"), [(no_file, 5), (cut_file, 5), (other_bodies, 4), (short_bodies, 5), (no_table, 5)]
)
def test_what_is_spoilt_is_read_again(project: Project, spoil: Callable[[Project], None], read: int) -> None:
    spoil(project)
    assert project.build() == read
    assert project.holds_what_a_new_one_does()
    assert project.build() == 0


def test_what_no_database_can_hold_is_read_every_time(project: Project) -> None:
    row = json.dumps({"id": "x", "body": text(1), "author": "\ud800"})
    project.file.write_text(f"{row}\n", encoding="utf-8")
    assert project.build() == project.build() == 1
