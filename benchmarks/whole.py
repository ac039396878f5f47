"""Builds an archive from its files to its store, and measures time, memory and disk: all of `kg build` but reading.

    python benchmarks/whole.py                               # 1,000 and 10,000 articles
    python benchmarks/whole.py --articles 2000 --jobs 1 2    # one process, then two, and their ratio
    python benchmarks/whole.py --articles 100000 --no-store
    python benchmarks/whole.py --articles 10000 --changed 100    # and then an update

Articles are those of archive.py; an engine that knows their graphs stands in for Kiwi and the rules, which take hours
for so many and hold the same for any number. All else is as in a build: files are read, results kept, joined, checked,
written. Every build runs in a process of its own. What is printed is a table for docs/BENCHMARKS.md: the clock, the
processor's seconds of each step in the process that builds and of all its processes, the most memory that all of them
hold together (a page that several share counts once), disk and triples.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import resource
import subprocess
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from typing import Any

import pyoxigraph as ox
from archive import Archive, memory, write

from kg import graph, pipeline, search, updating
from kg.exporters import exporter
from kg.graph import Written
from kg.model import Article, ArticleGraph
from kg.pipeline import build
from kg.updating import Quads

STEPS = ("reading", "joining", "gate", "quads", "turtle", "html", "report", "search", "store")
WORK = (
    (pipeline, "_read", "reading"),
    (pipeline.Corpus, "of", "joining"),
    (graph, "gated", "gate"),
    (Written, "of", "quads"),
    (pipeline, "report", "report"),
    (search, "write", "search"),
    (Quads, "turtle", "turtle"),
    (updating, "renew", "store"),
)
EXPORTER = "exporter"  # returns what writes a file
HEAD = (
    "articles",
    "jobs",
    "clock",
    "processor",
    *STEPS,
    "others",
    "MB",
    "MB here",
    "MB there",
    "MB on disk",
    "triples",
)


class Known:
    """An engine that has read all articles of the archive before; it passes over a sentence more."""

    version = "1"

    def __init__(self) -> None:
        self._archive = Archive()

    def __call__(self, source: Article) -> ArticleGraph:
        """Return the graph of an article."""
        made = self._archive.graph(int(source.id[1:]))
        if not source.text.startswith(made.article.text.rstrip()):
            raise ValueError(source.id)
        return replace(made, article=source)


class Clock:
    """Seconds of this process's processor, by step: from outside, as a build names no steps."""

    def __init__(self) -> None:
        self.steps: defaultdict[str, float] = defaultdict(float)

    def timed(self, step: str, work: Callable[..., Any]) -> Callable[..., Any]:
        """Return a function whose time is counted as a step's."""

        def worked(*given: Any, **named: Any) -> Any:
            start = time.process_time()
            try:
                return work(*given, **named)
            finally:
                self.steps[step] += time.process_time() - start

        return worked

    def watch(self) -> None:
        """Count the steps of every build of this process from now on."""
        begin = Quads.fill  # returns what waits for the store
        for where, name, step in WORK:
            setattr(where, name, self.timed(step, getattr(where, name)))
        setattr(pipeline, EXPORTER, lambda form: self.timed(form, exporter(form)))
        Quads.fill = self.timed("store", lambda *a, **k: self.timed("store", begin(*a, **k)))  # type: ignore[method-assign]


def built(given: Path, out: Path, *, store: bool, jobs: int) -> dict[str, Any]:
    """Build in this process."""
    clock = Clock()
    clock.watch()
    wall, cpu = time.perf_counter(), time.process_time()
    corpus = build([given], out, engine=Known(), store=store, jobs=jobs)
    own, others = time.process_time() - cpu, resource.getrusage(resource.RUSAGE_CHILDREN)
    return {
        "wall": round(time.perf_counter() - wall, 1),
        "cpu": round(own + others.ru_utime + others.ru_stime, 1),
        "steps": {step: round(seconds, 2) for step, seconds in clock.steps.items()},
        "others": round(others.ru_utime + others.ru_stime, 1),
        "peak": memory()["peak"],
        "children": others.ru_maxrss // 1024,
        **corpus.counts(),
    }


def together(pid: int) -> int:
    """Return what a process and all that it has started hold, in MB; what several share counts once."""
    total, waiting = 0, [pid]
    while waiting:
        process = Path(f"/proc/{waiting.pop()}")
        with suppress(OSError, ValueError, IndexError):  # it has ended
            rows = (process / "smaps_rollup").read_text().splitlines()
            total += next(int(row.split()[1]) for row in rows if row.startswith("Pss:"))
            waiting += [int(n) for task in process.glob("task/*/children") for n in task.read_text().split()]
    return total // 1024


def apart(command: list[str]) -> dict[str, Any]:
    """Build in another process; return what it says of itself, and the most that its processes held together."""
    most = 0
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        while process.poll() is None:
            most = max(most, together(process.pid))
            time.sleep(0.25)
        if process.returncode or process.stdout is None:
            raise SystemExit(process.returncode)
        said: dict[str, Any] = json.loads(process.stdout.read())
    return said | {"together": most}


def row(count: int, jobs: int, got: dict[str, Any], out: Path) -> str:
    """Return a line of the table."""
    disk = {path.name: sum(f.stat().st_size for f in [path, *path.rglob("*")]) for path in out.iterdir()}
    triples = sum(1 for _ in ox.parse(path=str(out / "graph.ttl"), format=ox.RdfFormat.TURTLE))
    steps = (got["steps"].get(step, 0.0) for step in STEPS)
    cells = [f"{count:,}", jobs, got["wall"], got["cpu"], *(f"{s:.1f}" for s in steps), got["others"]]
    cells += [f"{got['together']:,}", f"{got['peak']:,}", f"{got['children']:,}", f"{sum(disk.values()) / 1e6:,.0f}"]
    return f"| {' | '.join(map(str, [*cells, f'{triples:,}']))} |"


def hashes(out: Path) -> str:
    """Return a hash of what was written, but for the store's own files."""
    report = json.loads((out / "report.json").read_text(encoding="utf-8")) | {"seconds": 0}
    parts = [json.dumps(report).encode(), *((out / n).read_bytes() for n in ("graph.ttl", "graph.html"))]
    parts += [p.read_bytes() for p in sorted(out.glob("store/g-*/search.sqlite"))]
    return " ".join(hashlib.sha256(p).hexdigest()[:12] for p in parts)


def main() -> None:
    """Run each build in a process of its own."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--articles", type=int, nargs="*", default=[1_000, 10_000])
    parser.add_argument("--jobs", type=int, nargs="*", default=[1])
    parser.add_argument("--changed", type=int, help="build again after so many articles have changed")
    parser.add_argument("--no-store", action="store_true")
    parser.add_argument("--folder", type=Path, help="where to build; what is made is left there")
    parser.add_argument("--here", type=Path, nargs=2, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.here:
        print(json.dumps(built(*options.here, store=not options.no_store, jobs=options.jobs[0])))
        return
    print(f"| {' | '.join(HEAD)} |\n{'|---' * len(HEAD)}|", flush=True)
    for count in options.articles:
        clocks = [compared(count, jobs, options) for jobs in options.jobs]
        if len(clocks) > 1:
            print(f"\n{count:,} articles, times the first: {[round(clocks[0] / c, 2) for c in clocks]}\n", flush=True)


def compared(count: int, jobs: int, options: argparse.Namespace) -> float:
    """Build so many articles, and once more where some change; return what the first took by the clock."""
    with tempfile.TemporaryDirectory() as name:
        folder = options.folder or Path(name)
        given, out = folder / "in", folder / "out"
        command = [sys.executable, __file__, "--jobs", str(jobs), "--here", str(given), str(out)]
        command += ["--no-store"] if options.no_store else []
        clocks = []
        for changed in (0, *([options.changed] if options.changed else ())):
            write(given, count, changed)
            got = apart(command)
            clocks.append(float(got["wall"]))
            print(row(count, jobs, got, out), hashes(out), flush=True)
        return clocks[0]


if __name__ == "__main__":
    main()
