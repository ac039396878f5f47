"""What is published is on the disk before it gets its name, and Ctrl-C comes before publishing or after it."""

from __future__ import annotations

import os
import signal
import sys
import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from kg.exporters import exporter, write_files
from kg.ontology import load_ontology
from kg.pipeline import Corpus, write
from kg.stores.durable import settle, settle_names, undisturbed
from tests.corpora import first, second

ONTOLOGY = load_ontology()
Key = tuple[int, int, int]


def key(found: os.stat_result) -> Key:
    return found.st_ino, found.st_size, found.st_mtime_ns


class Disk:
    """Remembers what has been settled, and takes down what is renamed without."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.settled: set[Key] = set()
        self.renamed: list[str] = []
        self.lost: list[str] = []
        fsync = os.fsync

        def synced(number: int) -> None:
            self.settled.add(key(os.fstat(number)))
            fsync(number)

        def watched(rename: Callable[..., Any]) -> Callable[..., Any]:
            def renaming(source: Path, target: Path) -> Any:
                self.look(Path(source), Path(target))
                return rename(source, target)

            return renaming

        monkeypatch.setattr(os, "fsync", synced)
        monkeypatch.setattr(os, "replace", watched(os.replace))
        monkeypatch.setattr(Path, "rename", watched(Path.rename))

    def look(self, source: Path, target: Path) -> None:
        """Take down what a power cut could leave without its bytes; the mark of an owner has none.

        What moves about in a folder that nobody sees yet is not published.
        """
        if target.parent.parent.name.startswith("."):
            return
        inside = [p for p in source.rglob("*") if p.is_file()] if source.is_dir() else [source]
        self.renamed.append(target.name[:2] if target.name.startswith("g-") else target.name)
        self.lost += [p.name for p in inside if p.stat().st_size and key(p.stat()) not in self.settled]


FILES = ["inferred.trig", "graph.ttl", "graph.html", "report.json", "g-", "current.json"]


@pytest.mark.parametrize("times", [1, 2])
def test_a_build_settles_what_it_publishes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, times: int) -> None:
    disk = Disk(monkeypatch)
    for _ in range(times):
        write(Corpus.of([first(), second()], ONTOLOGY), tmp_path, ONTOLOGY, infer=True)
    assert [name for name in disk.renamed if not name.startswith(".")] == FILES * times
    assert disk.lost == []
    folders = {key(p.stat())[0] for p in (tmp_path, tmp_path / "store")}
    assert folders <= {number for number, _, _ in disk.settled}


def test_an_export_settles_what_it_publishes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    disk = Disk(monkeypatch)
    corpus = Corpus.of([first(), second()], ONTOLOGY)
    write_files(exporter("csv"), corpus, tmp_path / "facts.csv", ontology=ONTOLOGY)
    assert "facts.csv" in disk.renamed
    assert disk.lost == []


def test_the_disk_notices_what_is_not_settled(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    disk = Disk(monkeypatch)
    (tmp_path / "made").write_text("x")
    (tmp_path / "made").rename(tmp_path / "placed")
    (tmp_path / "again").write_text("x")
    settle(tmp_path / "again")
    (tmp_path / "again").rename(tmp_path / "settled")
    assert disk.lost == ["made"]


def test_a_folder_is_settled_with_all_that_is_in_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    disk = Disk(monkeypatch)
    (tmp_path / "a" / "b").mkdir(parents=True)
    (tmp_path / "a" / "b" / "file").write_text("x")
    settle(tmp_path / "a")
    assert {p.stat().st_ino for p in tmp_path.rglob("*")} == {number for number, _, _ in disk.settled}


def test_names_cannot_be_settled_on_windows(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    disk = Disk(monkeypatch)
    monkeypatch.setattr(os, "name", "nt")
    settle_names(tmp_path)
    monkeypatch.undo()
    assert not disk.settled


@pytest.mark.skipif(sys.platform == "win32", reason="signals of that kind are not sent on Windows")
def test_ctrl_c_comes_when_the_block_has_ended() -> None:
    done = []

    def work() -> None:
        with undisturbed():
            signal.raise_signal(signal.SIGINT)
            done.append("all of it")

    with pytest.raises(KeyboardInterrupt):
        work()
    assert done == ["all of it"]
    with pytest.raises(KeyboardInterrupt):
        signal.raise_signal(signal.SIGINT)  # as it was before


def test_an_error_in_the_block_goes_before_ctrl_c() -> None:
    def work() -> None:
        with undisturbed():
            signal.raise_signal(signal.SIGINT)
            raise OSError("full")

    with pytest.raises(OSError, match="full"):
        work()


def test_another_thread_is_not_disturbed_anyway() -> None:
    found: list[object] = []

    def work() -> None:
        with undisturbed():
            found.append(signal.getsignal(signal.SIGINT))

    thread = threading.Thread(target=work)
    thread.start()
    thread.join()
    assert found == [signal.getsignal(signal.SIGINT)]
