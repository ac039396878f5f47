"""A `kg build` in a process of its own, watched from outside; and whether two projects hold the same."""

from __future__ import annotations

import hashlib
import json
import signal
import sqlite3
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from contextlib import closing
from itertools import zip_longest
from pathlib import Path
from typing import Any

from kg.stores.folder import open_newest

STEPS = (("writing", "writing"), ("begun", "reading"), ("waiting", "waiting"))
COMMAND = [sys.executable, "-m", "kg"]
PATIENCE = 300  # seconds after which a build hangs


class Build:
    """A `kg build` in a process of its own, and what it tells.

    Args:
        given: The articles.
        out: The folder of the project.
        options: More of the command line.
    """

    def __init__(self, given: Path, out: Path, *options: str) -> None:
        command = [*COMMAND, "build", str(given), "--out", str(out), "--json-log", *options]
        self.started = time.perf_counter()
        self.told: list[dict[str, Any]] = []
        self.other: list[str] = []
        self._out = out
        self._before = self._state()
        self._process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True)
        self._listener = threading.Thread(target=self._listen)
        self._listener.start()

    def _listen(self) -> None:
        for line in self._process.stderr or ():
            try:
                self.told.append(json.loads(line) | {"after": time.perf_counter() - self.started})
            except ValueError:
                self.other.append(line)

    def ended(self) -> int:
        """Wait for its end, and return its exit code, or the negative number of a signal."""
        code = self._process.wait(PATIENCE)
        self._listener.join(PATIENCE)
        return code

    def until(self, *wanted: Callable[[], object]) -> bool:
        """Wait until one of these holds, or it is over; tell whether it is at work still."""
        while self._process.poll() is None:
            if any(holds() for holds in wanted):
                return True
            time.sleep(0.0001)
        return False

    def at(self) -> str:
        """Tell how far it came."""
        graph, pointer = (now != then for now, then in zip(self._state(), self._before, strict=True))
        told = next((what for event, what in STEPS if self.after(event)), "loading")
        return "forgetting" if pointer else "publishing" if graph else told

    def _state(self) -> tuple[int, int]:
        return _inode(self._out / "graph.ttl"), _inode(self._out / "store" / "current.json")

    def made(self) -> bool:
        """Tell whether all is made and is about to be published."""
        return any(self._out.glob(".build-*/store/search.sqlite"))

    def after(self, event: str) -> float:
        """Return how many seconds after its start it told something, 0 where it has not."""
        return next((row["after"] for row in self.told if row["event"] == event), 0.0)

    def kill(self) -> None:
        """Send SIGKILL."""
        self._process.send_signal(signal.SIGKILL)


def _inode(path: Path) -> int:
    try:
        return path.stat().st_ino
    except OSError:
        return 0


def parts(out: Path) -> dict[str, bytes]:
    """Return all that a project holds, without what depends on the moment."""
    found = {p.name: p.read_bytes() for p in sorted(out.iterdir()) if p.is_file()}
    found["report.json"] = json.dumps(json.loads(found["report.json"]) | {"seconds": 0}, indent=2).encode()
    opened = open_newest(out / "store")
    if opened is not None:
        store, generation = opened
        found["store"] = "\n".join(sorted(map(str, store.quads()))).encode()
        found["search"] = (generation.path / "search.sqlite").read_bytes()
        found["matching"] = str(generation.matches(out / "graph.ttl")).encode()
    with closing(sqlite3.connect(out / "results" / "articles.sqlite")) as base:
        rows = base.execute("SELECT key, hash FROM result ORDER BY key")
        found["results"] = "\n".join(f"{key} {hash_.hex()}" for key, hash_ in rows).encode()
    places = (out, out / "store", out / "results")
    found["files"] = "\n".join(sorted(_usual(p) for place in places for p in place.iterdir())).encode()
    return found


def _usual(path: Path) -> str:
    return path.name.split("-")[0] if path.name.startswith("g-") else path.name


def same(one: Path, other: Path) -> tuple[bool, str]:
    """Tell whether two projects hold the same, and where they first differ."""
    try:
        count, where = differing(parts(one), parts(other))
    except Exception as error:  # noqa: BLE001 - whatever is wrong with what was built is to be told
        return False, f"cannot be compared: {error!r}"
    return not count, where


def differing(ours: dict[str, bytes], theirs: dict[str, bytes]) -> tuple[int, str]:
    """Return how many bytes of what two projects hold differ, and where the first does."""
    count, where = 0, ""
    for name in sorted({*ours, *theirs}):
        a, b = ours.get(name, b""), theirs.get(name, b"")
        if a != b:
            count += sum(x != y for x, y in zip(a, b, strict=False)) + abs(len(a) - len(b))
            where = where or f"{name} {_first(a, b)}"
    return count, where


def _first(a: bytes, b: bytes) -> str:
    lines = zip_longest(a.splitlines(), b.splitlines(), fillvalue=b"")
    number, x, y = next(((n, x, y) for n, (x, y) in enumerate(lines, 1) if x != y), (0, b"", b""))
    sums = [hashlib.sha256(data).hexdigest()[:12] for data in (a, b)]
    return f"{sums}, first at line {number}: {x[:90]!r} is not {y[:90]!r}"
