"""Builds an archive from its files to its store, and measures time, memory and disk: all of `kg build` but reading.

    python benchmarks/whole.py                               # 1,000 and 10,000 articles
    python benchmarks/whole.py --articles 100000 --no-store
    python benchmarks/whole.py --articles 10000 --changed 100    # and then an update

Articles are those of archive.py; an engine that knows their graphs stands in for Kiwi and the rules, which take hours
for so many and hold the same for any number. All else is as in a build: files are read, results kept, joined, checked,
written. Every build runs in a process of its own; the memory of the processes that it starts is measured apart.
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
from dataclasses import replace
from pathlib import Path
from typing import Any

from archive import Archive, memory, write

from kg.model import Article, ArticleGraph
from kg.pipeline import build


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


def built(given: Path, out: Path, *, store: bool) -> dict[str, Any]:
    """Build in this process."""
    before = memory()["now"]
    wall, cpu = time.perf_counter(), time.process_time()
    marks: dict[str, float] = {}

    def watch(event: object) -> None:
        marks.setdefault(type(event).__name__, round(time.perf_counter() - wall, 1))

    corpus = build([given], out, engine=Known(), store=store, watch=watch)
    children = resource.getrusage(resource.RUSAGE_CHILDREN)
    return {
        "wall": round(time.perf_counter() - wall, 1),
        "cpu": round(time.process_time() - cpu + children.ru_utime + children.ru_stime, 1),
        "before": before,
        **memory(),
        "children": children.ru_maxrss // 1024,
        "marks": marks,
        **corpus.counts(),
    }


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
    parser.add_argument("--changed", type=int, help="build again after so many articles have changed")
    parser.add_argument("--no-store", action="store_true")
    parser.add_argument("--folder", type=Path, help="where to build; what is made is left there")
    parser.add_argument("--here", type=Path, nargs=2, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.here:
        print(json.dumps(built(*options.here, store=not options.no_store)))
        return
    for count in options.articles:
        with tempfile.TemporaryDirectory() as name:
            folder = options.folder or Path(name)
            given, out = folder / "in", folder / "out"
            command = [sys.executable, __file__, "--here", str(given), str(out)]
            command += ["--no-store"] if options.no_store else []
            for changed in (0, *([options.changed] if options.changed else ())):
                write(given, count, changed)
                done = subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True)
                print(changed, "changed:", done.stdout.strip(), hashes(out), flush=True)
            for path in sorted(out.iterdir()):
                size = sum(f.stat().st_size for f in [path, *path.rglob("*")])
                print(f"  {path.name}: {size / count / 1000:.1f} kB an article", flush=True)


if __name__ == "__main__":
    main()
