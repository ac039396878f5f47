"""Any sequence of adding, changing, deleting, killing and spoiling ends in the bytes of a build from nothing.

Without a store of twenty sequences; with one of four, as each takes seconds: `python -m
tests.test_resuming_stateful 20`
tries more.
"""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, precondition, rule, run_state_machine_as_test

from kg.model import Article, ArticleGraph
from kg.pipeline import build
from kg.results import kept, marking
from kg.stores import renewing
from tests.resuming import KeptEngine, digest, forked, text, waited


class DeadlyEngine(KeptEngine):
    """Kills its process at the article of a number."""

    def __init__(self, at: int) -> None:
        super().__init__()
        self._left = at

    def __call__(self, source: Article) -> ArticleGraph:
        self._left -= 1
        if self._left < 0:
            os.kill(os.getpid(), signal.SIGKILL)
        return super().__call__(source)


class Project(RuleBasedStateMachine):
    """A folder of articles, and the project that is built of it again and again, each time in a fork."""

    store = False

    def __init__(self) -> None:
        super().__init__()
        self._scratch = tempfile.TemporaryDirectory()
        self.root = Path(self._scratch.name)
        self.given, self.out = self.root / "in", self.root / "out"
        self.given.mkdir()
        self.number = 0
        self.add(1)

    @rule(many=st.integers(1, 3))
    def add(self, many: int) -> None:
        for _ in range(many):
            self.number += 1
            self._write(self.number)

    @rule(data=st.data())
    def change(self, data: st.DataObject) -> None:
        path = data.draw(st.sampled_from(self._files()))
        self.number += 1
        path.write_text(text(self.number), encoding="utf-8")

    @precondition(lambda self: len(self._files()) > 1)
    @rule(data=st.data())
    def delete(self, data: st.DataObject) -> None:
        data.draw(st.sampled_from(self._files())).unlink()

    @rule(at=st.integers(0, 4))
    def kill_while_it_reads(self, at: int) -> None:
        self._killed(lambda: self._build(DeadlyEngine(at)))

    @rule(at=st.integers(0, 5))
    def kill_while_it_writes(self, at: int) -> None:
        self._killed(lambda: self._build_until(at))

    @precondition(lambda self: self._results().exists())
    @rule(where=st.floats(0, 1, exclude_max=True), cut=st.booleans())
    def spoil(self, where: float, cut: bool) -> None:  # noqa: FBT001 - hypothesis draws it
        data = bytearray(self._results().read_bytes())
        at = int(where * len(data))
        if cut:
            del data[at:]
        elif data:
            data[at] ^= 0xFF
        self._results().write_bytes(data)

    @rule()
    def resume(self) -> None:
        assert waited(forked(self._resumed)) == 0

    def _resumed(self) -> None:
        self._build(KeptEngine())
        with tempfile.TemporaryDirectory() as new:
            build([self.given], new, engine=KeptEngine(), store=self.store)
            assert digest(self.out, store=self.store) == digest(Path(new), store=self.store)

    def teardown(self) -> None:
        self.resume()
        self._scratch.cleanup()

    def _files(self) -> list[Path]:
        return sorted(self.given.iterdir())

    def _results(self) -> Path:
        return self.out / "results" / "articles.sqlite"

    def _write(self, number: int) -> None:
        (self.given / f"{number}.txt").write_text(text(number), encoding="utf-8")

    def _build(self, engine: KeptEngine) -> None:
        build([self.given], self.out, engine=engine, store=self.store)

    def _build_until(self, at: int) -> None:
        """Build, and end where a file is about to take another's place."""
        replace, left = os.replace, at

        def deadly(*names: Any) -> None:
            nonlocal left
            left -= 1
            if left < 0:
                os.kill(os.getpid(), signal.SIGKILL)
            replace(*names)

        os.replace = deadly  # type: ignore[assignment]
        self._build(KeptEngine())

    @staticmethod
    def _killed(work: Callable[[], None]) -> None:
        kept.EVERY, every = 0.0, kept.EVERY
        try:
            assert waited(forked(work)) in (0, -signal.SIGKILL)
        finally:
            kept.EVERY = every


class StoredProject(Project):
    """The same, with a store and what is beside it, which are made of those before however much has changed."""

    store = True

    def __init__(self) -> None:
        marking.FEW, renewing.SHARE = 0.0, 1.0  # in a process of its own
        super().__init__()

    @precondition(lambda self: self._written())
    @rule(data=st.data(), where=st.floats(0, 1, exclude_max=True))
    def spoil_what_is_written(self, data: st.DataObject, where: float) -> None:
        path = data.draw(st.sampled_from(self._written()))
        spoilt = bytearray(path.read_bytes())
        spoilt[int(where * len(spoilt))] ^= 1
        path.write_bytes(spoilt)

    def _written(self) -> list[Path]:
        graphs = self.out.glob(f"store/g-*/{renewing.GRAPHS}")
        return sorted(p for p in (self.out / "graph.ttl", *graphs) if p.is_file() and p.stat().st_size)


def some(sequences: int) -> settings:
    """So many random sequences."""
    return settings(max_examples=sequences, stateful_step_count=7, deadline=None)  # it runs without conftest, too


TestProject = Project.TestCase
TestProject.settings = some(20)


def test_any_sequence_ends_in_the_same_store() -> None:
    """In a process that has opened no store: a fork lacks the threads of one."""
    command = [sys.executable, "-m", __name__, "4"]
    done = subprocess.run(command, check=False, capture_output=True, text=True, cwd=Path(__file__).parents[1])
    assert done.returncode == 0, done.stdout + done.stderr


if __name__ == "__main__":
    run_state_machine_as_test(StoredProject, settings=some(int(sys.argv[1])))
