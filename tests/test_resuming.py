"""A later build reads what has changed, one that was stopped goes on; both give the bytes of a build from nothing."""

from __future__ import annotations

import json
import os
import resource
import signal
import subprocess
import sys
import threading
from pathlib import Path
from typing import Any

import pytest

from kg.errors import KgError
from kg.events import Begun, Done, Event, Waiting
from kg.model import Article, ArticleGraph
from kg.pipeline import build
from kg.results import keeping
from tests.resuming import KeptEngine, digest, forked, text, waited


def given(folder: Path, *numbers: int) -> Path:
    """Make a folder of articles."""
    folder.mkdir()
    for n in numbers:
        (folder / f"{n}.txt").write_text(text(n), encoding="utf-8")
    return folder


def made(folder: Path, out: Path, version: str = "1", **options: Any) -> list[str]:
    """Build, and return the ids of the articles that had to be read."""
    engine = KeptEngine(version)
    build([folder], out, engine=engine, **{"store": False, **options})
    return engine.read


def whole(folder: Path, out: Path) -> dict[str, str]:
    """What a build from nothing gives."""
    build([folder], out, engine=KeptEngine(), store=False)
    return digest(out)


def test_only_what_changed_is_read_and_what_is_gone_is_forgotten(tmp_path: Path) -> None:
    folder, out = given(tmp_path / "in", 1, 2, 3), tmp_path / "out"
    assert made(folder, out, store=True) == ["1", "2", "3"]
    before = digest(out)
    assert made(folder, out, store=True) == []
    assert digest(out) == before
    (folder / "1.txt").write_text(text(11), encoding="utf-8")
    (folder / "2.txt").unlink()
    (folder / "3.txt").rename(folder / "4.txt")
    assert made(folder, out, store=True) == ["1", "4"]
    made(folder, tmp_path / "new", store=True)
    assert digest(out) == digest(tmp_path / "new")
    (folder / "2.txt").write_text(text(2), encoding="utf-8")
    assert made(folder, out) == ["2"]  # forgotten with the build that it was not in


def test_another_folder_of_the_same_articles_is_not_read(tmp_path: Path) -> None:
    made(given(tmp_path / "in", 1, 2), tmp_path / "out")
    assert made((tmp_path / "in").rename(tmp_path / "moved"), tmp_path / "out") == []


def test_a_new_version_and_a_fresh_build_read_all(tmp_path: Path) -> None:
    folder, out = given(tmp_path / "in", 1, 2), tmp_path / "out"
    made(folder, out)
    assert made(folder, out, version="2") == ["1", "2"]
    assert made(folder, out, version="2") == []
    assert made(folder, out, version="2", fresh=True) == ["1", "2"]
    assert made(folder, out, version="1") == ["1", "2"]


def test_options_that_come_after_reading_read_nothing(tmp_path: Path) -> None:
    folder, out = given(tmp_path / "in", 1, 2), tmp_path / "out"
    made(folder, out)
    options: dict[str, Any] = {"base": "https://example.org/id/", "min_confidence": 1.0, "infer": True}
    assert made(folder, out, **options) == []
    made(folder, tmp_path / "new", **options)
    assert digest(out) == digest(tmp_path / "new")


def test_an_article_that_failed_is_tried_again(tmp_path: Path) -> None:
    folder, out = given(tmp_path / "in", 1), tmp_path / "out"
    (folder / "2.txt").write_text("기계가 고장이 났다고 가나전자는 밝혔다." + text(2), encoding="utf-8")
    assert made(folder, out) == ["1", "2"]
    assert made(folder, out) == ["2"]


def test_where_nothing_can_be_read_what_was_kept_stays(tmp_path: Path) -> None:
    folder, out = given(tmp_path / "in", 1), tmp_path / "out"
    made(folder, out)
    made(tmp_path / "none", out)
    assert made(folder, out) == []
    made(tmp_path / "none", tmp_path / "new")
    assert not (tmp_path / "new").exists()


class Stopped(KeptEngine):
    """Presses Ctrl-C at an article."""

    def __call__(self, source: Article) -> ArticleGraph:
        if source.id == "3":
            raise KeyboardInterrupt
        return super().__call__(source)


def test_what_was_read_before_ctrl_c_is_kept(tmp_path: Path) -> None:
    folder, out = given(tmp_path / "in", 1, 2, 3, 4), tmp_path / "out"
    with pytest.raises(KeyboardInterrupt):
        build([folder], out, engine=Stopped())
    assert made(folder, out) == ["3", "4"]
    assert digest(out, store=False) == whole(folder, tmp_path / "new")


def test_several_processes_give_and_keep_the_same(tmp_path: Path) -> None:
    folder, out = given(tmp_path / "in", *range(10)), tmp_path / "out"
    told: list[Event] = []
    made(folder, out, jobs=2, watch=told.append)
    assert digest(out) == whole(folder, tmp_path / "new")
    assert made(folder, out) == []
    assert [e.article for e in told if isinstance(e, Done)] == [str(n) for n in range(10)]


def test_of_two_builds_at_once_the_second_waits_and_says_so(tmp_path: Path) -> None:
    folder, out = given(tmp_path / "in", 1, 2), tmp_path / "out"
    told: list[Event] = []
    waits = threading.Event()

    def watch(event: Event) -> None:
        told.append(event)
        if isinstance(event, Waiting):
            waits.set()

    second = threading.Thread(target=lambda: made(folder, out, watch=watch))
    with keeping(out, "1"):
        second.start()
        assert waits.wait(30)
        assert not (out / "graph.ttl").exists()
        assert told == [Waiting(str(out))]
    second.join(30)
    assert told[1] == Begun(2, 0)
    assert digest(out) == whole(folder, tmp_path / "new")


def test_a_killed_build_goes_on_and_gives_the_same_bytes(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "tests.resuming", str(tmp_path), "20", "7"]
    done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=300)
    assert done.returncode == 0, done.stderr
    found = json.loads(done.stdout)
    assert found["differing"] == []
    assert found["killed"] >= 5
    assert any(0 < number < 12 for number in found["read"])  # some went on in the middle of reading


@pytest.mark.parametrize("size", [1_000, 10_000, 30_000, 200_000])
def test_a_full_disk_is_one_error_and_the_next_build_goes_on(tmp_path: Path, size: int) -> None:
    folder, out = given(tmp_path / "in", *range(40)), tmp_path / "out"

    def cramped() -> str:
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (size, size))
        try:
            made(folder, out)
        except KgError as error:
            return str(error)
        return ""

    said = tmp_path / "said.json"
    assert waited(forked(cramped, said)) == 0
    error = json.loads(said.read_text(encoding="utf-8"))
    assert "cannot be" in error
    assert not (out / "graph.ttl").exists()
    made(folder, out)
    assert digest(out) == whole(folder, tmp_path / "new")


INTERRUPTED = """
import sys
from functools import partial
from kg import pipeline
from kg.cli import main
from tests.resuming import KeptEngine
pipeline.build = partial(pipeline.build, engine=KeptEngine(pause=0.2))
sys.argv = ["kg", "build", *sys.argv[1:]]
main()
"""


def test_ctrl_c_stops_and_says_how_to_go_on(tmp_path: Path) -> None:
    folder, out = given(tmp_path / "in", *range(40)), tmp_path / "out"
    command = [sys.executable, "-c", INTERRUPTED, str(folder), "--out", str(out), "--jobs", "2"]
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True, start_new_session=True) as process:
        assert process.stderr is not None
        assert process.stderr.readline().startswith("2 of 40 articles")
        os.killpg(process.pid, signal.SIGINT)
        rest = process.stderr.read()
    assert process.returncode == 130
    [line] = [line for line in rest.splitlines() if line.startswith("kg: ")]
    assert "of 40 articles read; the same command goes on" in line
    assert "Traceback" not in rest
    again = made(folder, out)
    assert 0 < len(again) < 40


def test_processes_end_with_the_one_that_started_them(tmp_path: Path) -> None:
    folder = given(tmp_path / "in", *range(40))
    command = [sys.executable, "-c", INTERRUPTED, str(folder), "--out", str(tmp_path / "out"), "--jobs", "2"]
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True) as process:
        assert process.stderr is not None
        process.stderr.readline()
        process.kill()
        assert process.stderr.read() is not None  # its end comes when nobody holds the other end any more
