"""What a killed process leaves half-made goes with the next one; what a living one makes stays, and anybody else's."""

from __future__ import annotations

import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from kg.exporters import exporter, write_files
from kg.ontology import load_ontology
from kg.pipeline import Corpus, write
from kg.stores.oxigraph import OxigraphStore
from kg.stores.scratch import OWNER, scratch
from tests.corpora import first

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="no locks of that kind on Windows")
HALF_WAY = """
import sys
from pathlib import Path
from kg.stores.scratch import scratch
with scratch(Path(sys.argv[1]), sys.argv[2]) as folder:
    (folder / "half").write_text("")
    print(folder.name, flush=True)
    sys.stdin.read()
"""


@contextmanager
def half_way(beside: Path, prefix: str = ".build-") -> Iterator[tuple[subprocess.Popen[str], Path]]:
    """A process that has made half of something, and its folder."""
    command = [sys.executable, "-c", HALF_WAY, str(beside), prefix]
    process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
    try:
        assert process.stdout is not None
        yield process, beside / process.stdout.readline().strip()
    finally:
        process.kill()
        process.communicate()


def killed(beside: Path, prefix: str) -> Path:
    with half_way(beside, prefix) as (process, folder):
        process.send_signal(signal.SIGKILL)
        process.wait()
    assert (folder / "half").exists()
    return folder


def test_a_build_removes_what_killed_ones_left_and_nothing_else(tmp_path: Path) -> None:
    dead = [killed(tmp_path, prefix) for prefix in (".build-", ".load-", ".export-")]
    foreign = tmp_path / ".build-cache"
    foreign.mkdir()
    corpus, terms = Corpus.of([first()], load_ontology()), load_ontology()
    with half_way(tmp_path) as (_, living):
        write(corpus, tmp_path, terms)
        assert not any(folder.exists() for folder in dead)
        assert sorted(p.name for p in living.iterdir()) == sorted((OWNER, "half"))
        assert foreign.exists()
        assert {p.name for p in tmp_path.iterdir() if p.name.startswith(".")} == {living.name, foreign.name}


def test_loading_and_exporting_remove_them_too_and_leave_none(tmp_path: Path) -> None:
    dead, terms = killed(tmp_path, ".export-"), load_ontology()
    write_files(exporter("ntriples"), Corpus.of([first()], terms), tmp_path / "g.nt", ontology=terms)
    assert not dead.exists()
    dead = killed(tmp_path, ".load-")
    (tmp_path / "g.nq").write_text("<a:s> <a:p> <a:o> <a:g> .\n", encoding="utf-8")
    OxigraphStore(tmp_path / "store").load(tmp_path / "g.nq")
    assert sorted(p.name for p in tmp_path.iterdir()) == ["g.nq", "g.nt", "store"]


def test_a_folder_goes_with_its_block_whatever_happens_in_it(tmp_path: Path) -> None:
    def stumbling() -> None:
        with scratch(tmp_path, ".load-") as folder:
            (folder / "half").touch()
            raise ValueError("in the middle")

    with pytest.raises(ValueError, match="in the middle"):
        stumbling()
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("end", ["its owner", "the next one"])
def test_the_mark_of_the_owner_goes_last(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, end: str) -> None:
    removed: list[str] = []
    rmtree = shutil.rmtree

    def slow(path: Path, *args: Any, **more: Any) -> None:
        marked = [p.name for p in tmp_path.glob(f".build-*/{OWNER}")]
        removed.append(f"{Path(path).name.partition('-')[0]} {len(marked)}")
        rmtree(path, *args, **more)

    with half_way(tmp_path) as (process, made):
        (made / "store").mkdir()
        if end == "the next one":
            process.kill()
            process.wait()
            monkeypatch.setattr(shutil, "rmtree", slow)
            with scratch(tmp_path, ".build-"):
                assert not made.exists()
            assert removed[:2] == ["store 1", ".build 1"]
    if end == "its owner":
        monkeypatch.setattr(shutil, "rmtree", slow)
        with scratch(tmp_path, ".build-") as folder:
            (folder / "store").mkdir()
            removed.clear()
        assert removed[0] == "store 1"
        assert not folder.exists()
