"""Builds in forks of a process that has loaded all, killed one after the other at whatever they are at.

A chain begins with no project, or with a whole one and other articles; each build goes on from what the killed ones
before it have left, until one is let end (about every eighth) or ends before it is killed: then the project has to hold
what an undisturbed build makes, and no file more. Forks, since loading Kiwi and the weights takes longer than all that
is to be killed; articles are read by the real engine all the same.
"""

from __future__ import annotations

import json
import mmap
import os
import random
import shutil
import signal
import tempfile
import time
import traceback
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from pathlib import Path
from typing import Any, NamedTuple

from builds import differing, parts

from kg import graph, pipeline, results, search, updating
from kg.exporters import exporter
from kg.extraction import Engine
from kg.results import kept
from kg.stores import filling, folder, renewing

PHASES = (  # in the order of a build of one process: what it is at, and what is called then
    ("starting", None, ""),
    ("reading files", pipeline, "_read"),
    ("reading articles", pipeline, "extracted"),
    ("joining", pipeline, "Writing"),
    ("checking", graph, "gated"),
    ("writing quads", graph.Written, "of"),
    ("renewing the store", renewing, "renewed"),
    ("writing Turtle", updating.Quads, "turtle"),
    ("writing the page", pipeline, "_page"),
    ("writing the search index", search, "write"),
    ("filling the store", updating.Quads, "fill"),
    ("filling the store", folder, "Filling"),
    ("waiting for the disk", pipeline, "settle"),
    ("putting files in their places", pipeline, "undisturbed"),
    ("publishing the store", pipeline, "publish"),
    ("removing the store before", folder, "_remove_all_but"),
    ("removing a folder", shutil, "rmtree"),
    ("forgetting results", results.Kept, "forget"),
)
PATIENCE = 300  # seconds after which a build hangs
NEXT_LOOK = 0.0001  # seconds
ENDED, DIFFER = "builds that ended, and were compared", "of these, those that differed"
BYTES, LEFT = "bytes that differed", "files left over"
APART = ".tmp"  # what a build may put into the system's own place for such files


class Fork:
    """Work in a fork of this process.

    Args:
        work: What is to be done, in a process that may open stores and threads; it returns what can be JSON.
    """

    def __init__(self, work: Callable[[], Any]) -> None:
        found, other = os.pipe()  # held by all that the fork starts, too: where it ends, all have ended
        self._id = os.fork()
        if not self._id:
            code = 1
            try:
                signal.alarm(PATIENCE)
                os.write(other, json.dumps(work()).encode())
                code = 0
            except Exception:  # noqa: BLE001 - whatever it is: no frame of the parent's is to meet it
                traceback.print_exc()
            finally:
                os._exit(code)
        os.close(other)
        self._pipe: int | None = found
        self._said = b""
        self._code: int | None = None

    def over(self) -> bool:
        """Tell whether it has ended."""
        if self._code is None:
            found, status = os.waitpid(self._id, os.WNOHANG)
            self._code = os.waitstatus_to_exitcode(status) if found else None
        return self._code is not None

    def killed(self) -> bool:
        """Send SIGKILL, and wait until all that it has started has ended, too; tell whether it had not before."""
        if not self.over():
            os.kill(self._id, signal.SIGKILL)
        self._end()
        return self._code == -signal.SIGKILL

    def said(self) -> Any:
        """Wait for its end, and return what the work has returned.

        Raises:
            RuntimeError: It has failed.
        """
        self._end()
        if self._code:
            raise RuntimeError(f"a fork ended with {self._code}")
        return json.loads(self._said)

    def _end(self) -> None:
        if self._pipe is not None:
            with os.fdopen(self._pipe, "rb") as pipe:
                self._said, self._pipe = pipe.read(), None
        while not self.over():
            time.sleep(NEXT_LOOK)


class Wanted(NamedTuple):
    """What a chain is to build: which articles, and whether with what follows from them."""

    given: str
    infer: bool


class Chains:
    """A project, killed and built again and again.

    Args:
        root: Where it is to be.
        seed: Of all that is chosen.
        articles: Texts: one folder gets all but the first tenth, another all but the last.
        engine: What reads them.
    """

    def __init__(self, root: Path, seed: int, articles: Sequence[str], engine: Engine) -> None:
        self.dice = random.Random(seed)  # noqa: S311 - of instants, no secret
        self.root, self.out, self.engine = root, root / "out", engine
        self.seen: Counter[str] = Counter()
        self.differing: list[str] = []
        self._phase = mmap.mmap(-1, 1)  # shared with forks
        self._here = 0  # which process writes there
        (root / APART).mkdir(parents=True)
        tenth = max(1, len(articles) // 10)
        for name, part in (("one", slice(tenth, None)), ("two", slice(-tenth))):
            (root / name).mkdir()
            for number, text in list(enumerate(articles))[part]:
                (root / name / f"{number:04}.txt").write_text(text, encoding="utf-8")
        pipeline.build([min((root / "one").iterdir())], engine=engine)  # what is loaded now, no fork has to load
        exporter("html")
        self.wanted = [Wanted(given, infer) for infer in (False, True) for given in ("one", "two")]
        for wanted in self.wanted:
            self._spans = self._timed(self._fork(wanted, self._whole(wanted)))

    def _whole(self, wanted: Wanted) -> Path:
        return self.root / f"whole-{wanted.given}-{wanted.infer}"

    def kills(self, count: int) -> Iterator[Counter[str]]:
        """Kill so many builds; after each yield what was seen."""
        left = count
        while left:
            wanted = self.dice.choice(self.wanted)
            if self.dice.random() < 1 / 2:
                shutil.rmtree(self.out, ignore_errors=True)
            while left and self.dice.random() < 7 / 8:
                fork = self._fork(wanted, self.out, self.dice.choice((1, 1, 2)))
                self._await(fork, self.dice.randrange(len(PHASES) * 4 // 3), self.dice.random())
                at = PHASES[self._phase[0]][0]
                if not fork.killed():
                    fork.said()
                    break
                left -= 1
                self.seen[at] += 1
                yield self.seen
            else:
                self._fork(wanted, self.out).said()
            self._compare(wanted)

    def _await(self, fork: Fork, aim: int, part: float) -> None:
        """Wait for an instant: in three cases of four that of a phase, else any of a build."""
        if aim < len(PHASES):
            while self._phase[0] != aim and not fork.over():
                time.sleep(NEXT_LOOK)
            time.sleep(part * self._spans.get(aim, 0.01))
        else:
            time.sleep(part * sum(self._spans.values()))

    def _timed(self, fork: Fork) -> dict[int, float]:
        """Look on while an undisturbed build is at work; return the seconds of its phases."""
        spans: dict[int, float] = {}
        before = time.perf_counter()
        while not fork.over():
            time.sleep(NEXT_LOOK)
            now = time.perf_counter()
            spans[self._phase[0]] = spans.get(self._phase[0], 0.0) + now - before
            before = now
        fork.said()
        return spans

    def _compare(self, wanted: Wanted) -> None:
        """Hold the project against what an undisturbed build has made, in a fork, as stores have threads."""

        def compared() -> list[Any]:
            ours, theirs = parts(self.out), parts(self._whole(wanted))
            names = [set(part["files"].decode().split("\n")) for part in (ours, theirs)]
            return [*differing(ours, theirs), sorted(names[0] - names[1])]

        count, where, rest = Fork(compared).said()
        rest += [path.name for path in (self.root / APART).iterdir()]
        self.seen.update({ENDED: 1, DIFFER: bool(count or rest), BYTES: count, LEFT: len(rest)})
        if count or rest:
            self.differing.append(f"{wanted}: {where} {rest}")

    def _fork(self, wanted: Wanted, out: Path, jobs: int = 1) -> Fork:
        """Begin a build."""
        self._phase[0] = 0
        return Fork(partial(self._build, wanted, out, jobs))

    def _build(self, wanted: Wanted, out: Path, jobs: int) -> None:
        """Build, in a fork, and tell at what it is."""
        self._here = os.getpid()
        tempfile.tempdir = str(self.root / APART)
        kept.EVERY = 0.02  # so that a kill falls between commits, too
        if jobs > 1:
            filling.LARGE = 0  # so that another process fills the store
        for number, (_, room, name) in enumerate(PHASES):
            if room is not None:
                setattr(room, name, self._marking(number, getattr(room, name)))
        given = self.root / wanted.given
        pipeline.build([given], out, engine=self.engine, infer=wanted.infer, jobs=jobs)

    def _marking(self, number: int, work: Callable[..., Any]) -> Callable[..., Any]:
        """Return a function that says that it is called, in this process but not in copies of it."""

        def marking(*given: Any, **named: Any) -> Any:
            if os.getpid() == self._here:
                self._phase[0] = number
            return work(*given, **named)

        return marking
