"""Builds that are killed in the middle: `python -m tests.resuming FOLDER ROUNDS SEED [ARTICLES]` prints how it went.

It starts every build as a fork of itself, so that a round takes no second of imports, and opens no store, whose threads
a fork would lack.
"""

from __future__ import annotations

import hashlib
import json
import os
import random
import shutil
import signal
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from kg.exporters import exporter
from kg.extraction import BuiltIn, Engine
from kg.model import Article, ArticleGraph
from kg.pipeline import build
from kg.results import kept
from kg.stores.folder import open_newest
from tests.corpora import RELEASE, RIVALS, FakeEngine

LONG = " 회사는 이 제품을 올해 하반기부터 국내외 고객사에 공급할 계획이라고 설명했다."


class KeptEngine(FakeEngine):
    """The engine that needs no morphemes, with a version, so that its results are kept; it counts what it reads."""

    def __init__(self, version: str = "1", pause: float = 0.0, inner: Engine | None = None) -> None:
        self.version = version
        self.read: list[str] = []
        self._pause = pause
        self._inner = inner

    def __call__(self, source: Article) -> ArticleGraph:
        self.read.append(source.id)
        time.sleep(self._pause)
        return self._inner(source) if self._inner is not None else super().__call__(source)


def text(number: int) -> str:
    """An article's text; no two numbers have the same."""
    return f"{(RELEASE, RIVALS)[number % 2]}{LONG} {number}번째 기사다."


def digest(out: Path, *, store: bool = True) -> dict[str, str]:
    """Hashes of what a build has written, but for the seconds that it took."""
    report = json.loads((out / "report.json").read_text(encoding="utf-8")) | {"seconds": 0}
    parts = {name: (out / name).read_bytes() for name in ("graph.ttl", "graph.html")}
    parts["report.json"] = json.dumps(report).encode()
    found = open_newest(out / "store") if store else None
    if found is not None:
        parts["store"] = "\n".join(sorted(map(str, found[0].quads()))).encode()
        parts["search"] = (found[1].path / "search.sqlite").read_bytes()
    return {name: hashlib.sha256(data).hexdigest() for name, data in parts.items()}


def forked(work: Callable[[], Any], result: Path | None = None) -> int:
    """Do something in a fork of this process, and return its id; what it returns goes into a file, as JSON."""
    child = os.fork()
    if child:
        return child
    code = 1
    try:
        signal.alarm(120)  # rather than to hang, should a fork miss a thread
        got = work()
        if result is not None:
            result.write_text(json.dumps(got), encoding="utf-8")
        code = 0
    finally:
        os._exit(code)


def waited(child: int) -> int:
    """Return how a process ended: its exit code, or the signal that killed it, negative."""
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])


def articles(given: Path) -> Path:
    """Write twelve articles."""
    given.mkdir()
    for n in range(12):
        (given / f"{n}.txt").write_text(text(n), encoding="utf-8")
    return given


def rounds(folder: Path, number: int, seed: int, given: Path | None = None) -> dict[str, Any]:
    """Kill builds at random instants and finish them; every fourth with a store, which takes longest.

    Args:
        folder: Where to build.
        number: How many builds are killed.
        seed: Of the instants.
        given: Articles, to be read by the real engine; without, others by one that needs no morphemes.
    """
    engine = KeptEngine(inner=BuiltIn((), (), "rules")) if given else KeptEngine(pause=0.01)
    given, out, result = given or articles(folder / "in"), folder / "out", folder / "result.json"

    def built(where: Path, *, store: bool) -> list[Any]:
        engine.read.clear()
        started = time.monotonic()
        build([given], where, engine=engine, store=store)
        return [digest(where, store=store), len(engine.read), time.monotonic() - started]

    def finished(where: Path, *, store: bool) -> tuple[dict[str, str], int, float]:
        assert waited(forked(lambda: built(where, store=store), result)) == 0
        found, read, seconds = json.loads(result.read_text(encoding="utf-8"))
        return found, read, seconds

    exporter("html")
    build([given], engine=engine)  # what is loaded now, no fork has to load
    whole = {store: finished(folder / f"whole-{store}", store=store) for store in (False, True)}
    dice = random.Random(seed)  # noqa: S311 - a test's
    killed, differing, read = 0, [], []
    for k in range(number):
        store = k % 4 == 3
        expected, _, seconds = whole[store]
        if k % 2 == 0:
            shutil.rmtree(out, ignore_errors=True)
        child = forked(lambda store=store: built(out, store=store))  # type: ignore[misc]
        time.sleep(dice.uniform(0, seconds))
        os.kill(child, signal.SIGKILL)
        killed += waited(child) == -signal.SIGKILL
        found, more, _ = finished(out, store=store)
        read.append(more)
        if found != expected:
            differing.append(k)
    return {"killed": killed, "differing": differing, "read": read}


if __name__ == "__main__":
    kept.EVERY = 0.02  # so that a kill falls between commits, too
    where, number, seed, *given = sys.argv[1:]
    print(json.dumps(rounds(Path(where), int(number), int(seed), *map(Path, given))))  # noqa: T201
