"""Real commands, killed at random instants: the next one gives the bytes of a build from nothing."""

from __future__ import annotations

import importlib.util
import subprocess
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
CHAINS = """
import sys
from pathlib import Path
sys.path.insert(0, "benchmarks")
from chains import PHASES, Chains
from tests.resuming import KeptEngine, text
chains = Chains(Path(sys.argv[1]), 7, list(map(text, range(4))), KeptEngine())
*_, seen = chains.kills(6)
assert chains.differing == [], chains.differing
assert sum(seen[what] for what in {what for what, *_ in PHASES}) == 6, seen
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
    for name in set(sys.modules) - before & {"archive", "builds", "chains"}:
        del sys.modules[name]


def test_a_killed_command_is_made_good_by_the_next(kills: ModuleType, tmp_path: Path) -> None:
    rounds = kills.Rounds(tmp_path, seed=7, articles=6)
    *_, seen = rounds.rounds(6)
    assert rounds.differing == []
    assert sum(n for what, n in seen.items() if what.startswith("killed")) == 6


def test_builds_killed_one_after_the_other_are_made_good_by_the_next(tmp_path: Path) -> None:
    """In a process that has opened no store: a fork lacks the threads of one."""
    command = [sys.executable, "-c", CHAINS, str(tmp_path / "project")]
    done = subprocess.run(command, capture_output=True, text=True, check=False, cwd=BENCHMARKS.parent, timeout=300)
    assert done.returncode == 0, done.stdout + done.stderr


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
