"""A large store is filled in another process: it says the same, fails in words, and ends with who started it."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Iterable
from pathlib import Path

import pyoxigraph as ox
import pytest

from kg.errors import GraphError
from kg.graph import Corpus
from kg.ontology import load_ontology
from kg.stores import filling
from kg.stores.folder import fill, open_generation
from tests.corpora import first, second

QUADS = list(Corpus.of([first(), second()], load_ontology()).quads())


@pytest.fixture
def apart(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(filling, "LARGE", 0)


@pytest.mark.usefixtures("apart")
def test_it_holds_what_one_holds_that_was_filled_here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    fill(tmp_path / "there", QUADS)
    monkeypatch.setattr(filling, "LARGE", 2**40)
    fill(tmp_path / "here", QUADS)
    found = [open_generation(tmp_path / name) for name in ("there", "here")]
    assert set(found[0].quads()) == set(found[1].quads()) == set(QUADS)
    for store in found:
        assert len(set(store.graph(ox.DefaultGraph()))) == len({q.triple for q in QUADS})
    assert sorted(p.name for p in tmp_path.iterdir()) == ["here", "there"]


@pytest.mark.parametrize("jobs", [1, 2])
@pytest.mark.parametrize("blank", [True, False])
def test_pieces_say_what_the_whole_says(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, jobs: int, *, blank: bool
) -> None:
    monkeypatch.setattr(filling, "PIECE", 7)
    node = ox.BlankNode("one") if blank else ox.NamedNode("a:one")
    more = [ox.Quad(node, ox.NamedNode(f"a:{n}"), node, ox.NamedNode("a:g")) for n in range(20)]
    inferred = [ox.Quad(node, ox.NamedNode("a:p"), node, ox.NamedNode("a:inferred"))]
    fill(tmp_path / "whole", [*QUADS, *more], inferred)
    quads, apart = tmp_path / "quads.nq", tmp_path / "apart.nq"
    ox.serialize([*QUADS, *more], output=str(quads), format=ox.RdfFormat.N_QUADS)
    ox.serialize(inferred, output=str(apart), format=ox.RdfFormat.N_QUADS)
    monkeypatch.setattr(filling, "LARGE", 0)
    filling._load(tmp_path / "pieces", quads, apart, jobs)
    in_pieces = ox.Store.read_only(str(tmp_path / "pieces"))
    assert _canonical(in_pieces) == _canonical(open_generation(tmp_path / "whole").quads())
    default = list(in_pieces.quads_for_pattern(None, None, None, ox.DefaultGraph()))
    assert len(default) == len({q.triple for q in [*QUADS, *more]})


def _canonical(quads: Iterable[ox.Quad]) -> set[ox.Quad]:
    """Return the quads of named graphs, whatever their blank nodes are called."""
    found = ox.Dataset(q for q in quads if q.graph_name != ox.DefaultGraph())
    found.canonicalize(ox.CanonicalizationAlgorithm.UNSTABLE)
    return set(found)


@pytest.mark.usefixtures("apart")
def test_what_it_cannot_do_is_said(tmp_path: Path) -> None:
    (tmp_path / "taken").write_text("no folder", encoding="utf-8")
    with pytest.raises(GraphError, match=r"cannot be written: .*make room") as error:
        fill(tmp_path / "taken", QUADS)
    assert error.value.where == str(tmp_path / "taken")


@pytest.mark.usefixtures("apart")
def test_a_process_that_is_killed_is_no_store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    kill = "import os, signal; os.kill(os.getpid(), signal.SIGKILL)"
    monkeypatch.setattr(sys, "executable", str(_script(tmp_path / "python", f"exec {sys.executable} -c '{kill}'")))
    with pytest.raises(GraphError, match="ended with -9"):
        fill(tmp_path / "store", QUADS)


def test_it_ends_with_its_input(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "quads.nq")  # which nobody writes: it waits for it
    files = (str(tmp_path / name) for name in ("store", "quads.nq", "apart.nq"))
    command = [sys.executable, "-m", "kg.stores.filling", *files, "2"]
    with subprocess.Popen(command, stdin=subprocess.PIPE) as process:
        time.sleep(0.2)
        assert process.poll() is None
        assert process.stdin is not None
        process.stdin.close()
        assert process.wait(timeout=60) == 1


def _script(path: Path, text: str) -> Path:
    path.write_text(f"#!/bin/sh\n{text}\n", encoding="utf-8")
    path.chmod(0o755)
    return path
