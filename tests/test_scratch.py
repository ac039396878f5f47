"""What a killed process leaves half-made goes with the next one; what a living one makes stays, and anybody else's."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from kg.exporters import exporter, write_files
from kg.ontology import load_ontology
from kg.pipeline import Corpus, write
from kg.stores.oxigraph import OxigraphStore
from kg.stores.scratch import OWNER, scratch
from tests.corpora import first
from tests.resuming import forked, waited

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
        assert [p.name for p in living.iterdir()] == ["half"]
        assert foreign.exists()
        assert {p.name for p in tmp_path.iterdir() if p.name.startswith(".")} == {
            living.name,
            living.name + OWNER,
            foreign.name,
        }


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


def until(left: int, beside: Path) -> None:
    """Make a folder and let it go, and kill this process at an access to files of a number."""
    accesses = ("open", "os.mkdir", "os.rename", "os.remove", "os.rmdir", "os.scandir", "os.listdir")

    def deadly(event: str, _given: object) -> None:
        nonlocal left
        left -= event in accesses
        if left < 0:
            os.kill(os.getpid(), signal.SIGKILL)

    sys.addaudithook(deadly)
    with scratch(beside, ".build-") as folder:
        (folder / "store").mkdir()
        (folder / "store" / "half").touch()


def test_who_is_killed_at_any_instant_leaves_what_the_next_one_removes(tmp_path: Path) -> None:
    for number in range(100):
        end = waited(forked(lambda number=number: until(number, tmp_path)))  # type: ignore[misc]
        left = list(tmp_path.iterdir())
        if number % 2:  # so that every other one meets what the one before has left, and is killed over that
            with scratch(tmp_path, ".build-"):
                pass
            assert list(tmp_path.iterdir()) == [], f"of {left}"
        if end == 0:
            break
    assert end == 0
    assert number > 10
