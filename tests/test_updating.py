"""An update makes quads and Turtle of what has changed alone, and gives the bytes of a build from nothing."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from kg import results, updating
from kg.exporters import exporter
from kg.graph import corpus
from kg.graph.triples import article_triples
from kg.pipeline import build
from kg.stores import renewing
from kg.stores.folder import open_newest
from tests.resuming import KeptEngine, digest, text


class Project:
    """Twenty articles and what is built of them; what is made for it is counted."""

    def __init__(self, root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        self.given, self.out, self._new = root / "in", root / "out", root / "new"
        self.made: list[str] = []  # ids of the articles of which triples were made
        self.whole = 0  # Turtle that was made of all
        self.given.mkdir()
        for n in range(20):
            self.write(n, n)
        monkeypatch.setattr(corpus, "article_triples", self._triples)
        monkeypatch.setattr(updating, "exporter", self._exporter)
        self.build()

    def write(self, number: int, content: int) -> None:
        (self.given / f"{number:02}.txt").write_text(text(content), encoding="utf-8")

    def build(self, **options: Any) -> None:
        self.made.clear()
        self.whole = 0
        build([self.given], self.out, engine=KeptEngine(), **options)

    def holds_what_a_new_one_does(self) -> bool:
        build([self.given], self._new, engine=KeptEngine(), fresh=True)
        return digest(self.out) == digest(self._new)

    def _triples(self, *given: Any) -> Any:
        self.made.append(given[0].article.id)
        return article_triples(*given)

    def _exporter(self, form: str) -> Any:
        self.whole += 1
        return exporter(form)


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Project:
    monkeypatch.setattr(renewing, "SHARE", 1.0)
    return Project(tmp_path, monkeypatch)


def nothing(_: Project) -> None:
    return


def change(project: Project) -> None:
    project.write(7, 107)


def add(project: Project) -> None:
    project.write(50, 51)


def delete(project: Project) -> None:
    (project.given / "07.txt").unlink()


def rename(project: Project) -> None:
    (project.given / "07.txt").rename(project.given / "70.txt")


@pytest.mark.parametrize("jobs", [1, 2])
@pytest.mark.parametrize(
    ("work", "made"), [(nothing, []), (change, ["07"]), (add, ["50"]), (delete, []), (rename, ["70"])]
)
def test_no_more_is_made_than_has_changed(
    project: Project, work: Callable[[Project], None], made: list[str], jobs: int
) -> None:
    work(project)
    project.build(jobs=jobs)
    assert project.made == made
    assert project.whole == 0
    assert project.holds_what_a_new_one_does()


def test_it_goes_on_from_one_update_to_the_next(project: Project) -> None:
    for work in (change, add, delete, change, rename):
        (project.given / "70.txt").unlink(missing_ok=True)
        work(project)
        project.build()
        assert len(project.made) <= 1
        assert project.whole == 0
    assert project.holds_what_a_new_one_does()


def test_where_much_has_changed_all_is_made(project: Project) -> None:
    for n in range(8):
        project.write(n, 200 + n)
    project.build()
    assert len(project.made) == 20
    assert project.holds_what_a_new_one_does()


def test_a_store_that_cannot_be_shared_is_made_of_all_quads(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(renewing, "SHARE", -1.0)
    change(project)
    project.build()
    assert len(project.made) == 21  # what has changed was tried first
    assert project.whole == 1
    assert project.holds_what_a_new_one_does()


def test_code_of_another_version_makes_all(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(results, "rules", lambda *_: "of another version")
    project.build()
    assert len(project.made) == 20
    assert project.whole == 1
    project.build()
    assert project.made == []


def test_another_base_makes_all(project: Project) -> None:
    project.build(base="https://example.org/id/")
    assert len(project.made) == 20
    assert project.whole == 1


def other_turtle(project: Project) -> None:
    path = project.out / "graph.ttl"
    path.write_bytes(path.read_bytes().replace("가나전자".encode(), "다라전자".encode()))


def no_turtle(project: Project) -> None:
    (project.out / "graph.ttl").unlink()


def short_turtle(project: Project) -> None:
    os.truncate(project.out / "graph.ttl", 2000)


def marks(project: Project) -> Path:
    found = open_newest(project.out / "store")
    assert found is not None
    return found[1].path / renewing.GRAPHS


def no_marks(project: Project) -> None:
    marks(project).unlink()


def other_marks(project: Project) -> None:
    path = marks(project)
    path.write_bytes(path.read_bytes().replace(b"article/03", b"article/04", 1))


@pytest.mark.parametrize("spoil", [other_turtle, no_turtle, short_turtle, no_marks, other_marks])
def test_what_is_spoilt_is_not_taken(project: Project, spoil: Callable[[Project], None]) -> None:
    spoil(project)
    change(project)
    project.build()
    assert project.whole == 1
    assert project.holds_what_a_new_one_does()


def test_a_fresh_build_takes_nothing(project: Project) -> None:
    project.build(fresh=True)
    assert len(project.made) == 20
    assert project.whole == 1


def test_what_follows_is_written_beside(project: Project) -> None:
    change(project)
    project.build(infer=True)
    assert "07" in project.made
    assert project.whole == 0
    before = (project.out / "inferred.trig").read_bytes()
    project.build(infer=True, fresh=True)
    assert (project.out / "inferred.trig").read_bytes() == before
    assert project.holds_what_a_new_one_does() is False  # whose store is without it
