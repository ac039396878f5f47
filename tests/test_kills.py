"""Real commands, killed at random instants: the next one gives the bytes of a build from nothing."""

from __future__ import annotations

import importlib.util
import sys
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

import pytest

from tests.resuming import text

BENCHMARKS = Path(__file__).parent.parent / "benchmarks"
QUICK = """
import sys
from functools import partial
from kg import pipeline
from kg.cli import main
from tests.resuming import KeptEngine
pipeline.build = partial(pipeline.build, engine=KeptEngine(pause=0.02))
sys.argv[0] = "kg"
main()
"""
pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="there is no SIGKILL on Windows")


@pytest.fixture
def kills(monkeypatch: pytest.MonkeyPatch) -> Iterator[ModuleType]:
    """The benchmark of that name, with an engine that needs no second to load."""
    before = set(sys.modules)
    monkeypatch.syspath_prepend(str(BENCHMARKS))
    found = importlib.util.spec_from_file_location("kills", BENCHMARKS / "kills.py")
    assert found is not None
    assert found.loader is not None
    module = importlib.util.module_from_spec(found)
    found.loader.exec_module(module)
    monkeypatch.setattr(sys.modules["builds"], "COMMAND", [sys.executable, "-c", QUICK])
    monkeypatch.setattr(module.Archive, "text", lambda _self, number: text(number))
    yield module
    for name in set(sys.modules) - before & {"archive", "builds"}:
        del sys.modules[name]


def test_a_killed_command_is_made_good_by_the_next(kills: ModuleType, tmp_path: Path) -> None:
    seen = list(kills.Rounds(tmp_path, seed=7, articles=6).rounds(6))[-1]
    assert seen["differing"] == []
    assert sum(n for what, n in seen.items() if what.startswith("killed")) == 6


def test_what_differs_is_named(kills: ModuleType, tmp_path: Path) -> None:
    rounds = kills.Rounds(tmp_path, seed=7, articles=3)
    rounds.whole(tmp_path / "new")
    assert kills.same(rounds.out, tmp_path / "new") == (True, "")
    graph = tmp_path / "new" / "graph.ttl"
    graph.write_bytes(graph.read_bytes().replace(b"6", b"7", 1))
    well, difference = kills.same(rounds.out, tmp_path / "new")
    assert not well
    assert difference.startswith("graph.ttl")
    (tmp_path / "new" / "rest").touch()
    assert kills.same(rounds.out, tmp_path / "new")[1].startswith("files")
