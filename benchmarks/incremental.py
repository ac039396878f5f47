"""Updates a part of an archive and compares that with building all of it.

    python benchmarks/incremental.py                      # 400 articles, of which 1 % changes
    python benchmarks/incremental.py --articles 2000 --changed 20

Every build is `kg build` in a process of its own, with the real engine. The bytes of the update are held against those
of a build from nothing.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from archive import write


def built(given: Path, out: Path, *options: str) -> tuple[float, float]:
    """Build, and return the seconds of the clock and of the processor that it took."""
    before, started = os.times(), time.perf_counter()
    command = [sys.executable, "-m", "kg", "build", str(given), "--out", str(out), "--quiet", *options]
    subprocess.run(command, check=True)
    wall, after = time.perf_counter() - started, os.times()
    return wall, after.children_user + after.children_system - before.children_user - before.children_system


def main() -> None:
    """Build, change, build again, and compare."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--articles", type=int, default=400)
    parser.add_argument("--changed", type=int)
    options = parser.parse_args()
    changed = options.changed or options.articles // 100
    with tempfile.TemporaryDirectory() as name:
        given, out, new = (Path(name, part) for part in ("in", "out", "new"))
        rows = []
        write(given, options.articles)
        rows.append(("from nothing", *built(given, out)))
        rows.append(("nothing changed", *built(given, out)))
        write(given, options.articles, changed)
        rows.append((f"{changed} changed", *built(given, out)))
        rows.append(("all from nothing again", *built(given, new)))
        same = all((out / n).read_bytes() == (new / n).read_bytes() for n in ("graph.ttl", "graph.html"))
        kept = sum(p.stat().st_size for p in (out / "results").iterdir())
    whole = rows[0]
    for what, wall, cpu in rows:
        print(f"{what:24} {wall:7.1f} s, {wall / whole[1]:.3f}   {cpu:7.1f} s of the processor, {cpu / whole[2]:.3f}")
    print(f"the same bytes: {same}; results take {kept / options.articles / 1000:.1f} kB an article")


if __name__ == "__main__":
    main()
