from __future__ import annotations

import itertools
import os
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from kg.errors import ReadError
from kg.model import Article
from kg.readers import READERS, discover, read_articles

from .conftest import ONE, PAGE


def _ids(*paths: Path) -> dict[str, str]:
    return {source.label: source.id for source in discover(paths, READERS)[0]}


def _write(folder: Path, *names: str) -> list[Path]:
    paths = [folder / name for name in names]
    for path in paths:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(PAGE, encoding="utf-8")
    return paths


def test_ids_are_unique_and_do_not_depend_on_order(tmp_path: Path) -> None:
    paths = _write(tmp_path, "x/a.txt", "y/a.txt", "x/b.txt", "x/a.md", "x-b.txt", "x/기사 #1.txt")
    first = _ids(*paths)
    assert all(_ids(*order) == first for order in itertools.permutations(paths, 6))
    assert len(set(first.values())) == 6
    assert first[str(tmp_path / "x/b.txt")] == "b"
    assert first[str(tmp_path / "y/a.txt")] == "y-a"
    assert all(re.fullmatch(r"[A-Za-z0-9가-힣._-]+", name) for name in first.values())


def test_a_file_meant_twice_is_read_once(tmp_path: Path) -> None:
    (path,) = _write(tmp_path, "a.txt")
    assert len(list(read_articles([path, tmp_path, path]))) == 1


def test_folders_are_walked_and_what_is_passed_over_is_told(tmp_path: Path) -> None:
    _write(tmp_path, "b/c.txt", "a.txt", "README.md", "p.png", ".hidden.txt", ".git/d.txt", "none")
    told: dict[str, str] = {}
    got = list(read_articles([tmp_path], skipped=lambda path, why: told.update({path.name: why})))
    assert [a.id for a in got if isinstance(a, Article)] == ["a", "c"]
    assert told == {
        "README.md": "a README",
        "p.png": "unknown format .png",
        ".hidden.txt": "hidden",
        "none": "no extension",
    }


def test_what_a_build_wrote_among_its_articles_is_no_article(tmp_path: Path) -> None:
    _write(tmp_path, "a.txt", "out/graph.html", "out/results/b.txt", "out/graph.ttl", "out/report.json")
    told: dict[str, str] = {}
    got = list(read_articles([tmp_path], skipped=lambda path, why: told.update({path.name: why})))
    assert [a.id for a in got if isinstance(a, Article)] == ["a"]
    assert told == {"out": "what a build wrote"}


def test_a_bad_path_does_not_stop_the_rest(tmp_path: Path) -> None:
    _write(tmp_path, "a.txt", "a.xyz")
    (tmp_path / "empty").mkdir()
    os.mkfifo(tmp_path / "pipe.txt")
    given = ["none.txt", "a.xyz", "empty", "pipe.txt", "a.txt"]
    got = list(read_articles([tmp_path / name for name in given]))
    errors = [e for e in got if isinstance(e, ReadError)]
    assert [e.what for e in errors] == [
        "no such file or folder",
        "unknown format .xyz",
        "the folder holds no article",
        "neither a file nor a folder",
    ]
    assert all(e.remedy for e in errors)
    assert isinstance(got[-1], Article)


def test_a_folder_that_may_not_be_listed_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    locked = tmp_path / "locked"
    _write(tmp_path, "a.txt", "locked/b.txt")
    listed = os.scandir

    def refused(path: Path) -> Iterator[os.DirEntry[str]]:
        if Path(path) == locked:
            raise PermissionError(13, "Permission denied", str(path))
        return listed(path)

    monkeypatch.setattr(os, "scandir", refused)  # whoever runs the tests may be allowed everything
    got = list(read_articles([tmp_path]))
    assert [a.id for a in got if isinstance(a, Article)] == ["a"]
    assert [e.where for e in got if isinstance(e, ReadError)] == [str(locked)]


def test_lines_of_two_corpora_share_no_id(tmp_path: Path) -> None:
    for name in ("p.jsonl", "q.jsonl"):
        (tmp_path / name).write_text(f'{{"id": "1", "body": "{ONE}"}}\n' * 2, encoding="utf-8")
    got = [a.id for a in read_articles([tmp_path]) if isinstance(a, Article)]
    assert got == ["1", "p-2", "q-1", "q-2"]
