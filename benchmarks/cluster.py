"""Builds an archive on a Dask cluster of this machine, and compares that with processes and with one process.

    python benchmarks/cluster.py                               # 600 articles, two rounds
    python benchmarks/cluster.py --articles 5000 --rounds 1

Every side reads the same synthetic articles (`archive.py`) with the real engine, joins and checks them and writes
N-Quads and N-Triples, in a process of its own: `kg.pipeline.build` with one process and with `--jobs`, and
`kg.cluster.build` with as many workers, which are started and ended within the time. The sorted quads of all sides are
held against each other.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from statistics import median

from archive import write

from kg import cluster, pipeline
from kg.exporters import exporter
from kg.ontology import load_ontology

SIDES = ("one process", "processes", "cluster")


def alone(given: Path, out: Path, jobs: int) -> None:
    """Build on one machine and write what a cluster writes."""
    out.mkdir()
    corpus = pipeline.build([given], jobs=jobs)
    for form in ("nquads", "ntriples"):
        exporter(form)(corpus, out / form, ontology=load_ontology())


def built(side: str, given: Path, out: Path, jobs: int) -> None:
    """Build as a side does."""
    if side == "cluster":
        cluster.build([given], out, jobs=jobs)
    else:
        alone(given, out, jobs if side == "processes" else 1)


def timed(side: str, given: Path, out: Path, jobs: int) -> tuple[float, float]:
    """Build in a process of its own; return the seconds of the clock and of the processor."""
    before, started = os.times(), time.perf_counter()
    command = [sys.executable, __file__, "--side", side, "--given", str(given), "--out", str(out), "--jobs", str(jobs)]
    subprocess.run(command, check=True)
    wall, after = time.perf_counter() - started, os.times()
    return wall, after.children_user + after.children_system - before.children_user - before.children_system


def digest(out: Path) -> str:
    """Hash the quads of a build, sorted."""
    if (out / cluster.MANIFEST).exists():
        files = [out / part.path for part in cluster.verify(out) if part.kind == "nquads"]
    else:
        files = [out / "nquads"]
    lines = sorted(line for path in files for line in path.open("rb"))
    return hashlib.sha256(b"".join(lines)).hexdigest()


def main() -> None:
    """Build on all sides, round by round, and compare."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--articles", type=int, default=600)
    parser.add_argument("--rounds", type=int, default=2)
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument("--side", choices=SIDES, help=argparse.SUPPRESS)
    parser.add_argument("--given", type=Path, help=argparse.SUPPRESS)
    parser.add_argument("--out", type=Path, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.side:
        built(options.side, options.given, options.out, options.jobs)
        return
    with tempfile.TemporaryDirectory() as name:
        given = Path(name, "in")
        write(given, options.articles)
        rounds: list[dict[str, tuple[float, float]]] = []
        hashes = set()
        for number in range(options.rounds):
            rounds.append({})
            for side in SIDES:
                out = Path(name, f"{number}-{side}")
                rounds[-1][side] = timed(side, given, out, options.jobs)
                hashes.add(digest(out))
                print(number, side, json.dumps([round(s, 1) for s in rounds[-1][side]]), flush=True)
    print(f"\n{'':12} articles/s  times one process   seconds of the processor, an article")
    for side in SIDES:
        rate = median(options.articles / r[side][0] for r in rounds)
        ratio = median(r[SIDES[0]][0] / r[side][0] for r in rounds)
        cpu = median(r[side][1] / options.articles for r in rounds)
        print(f"{side:12} {rate:10.1f} {ratio:12.2f} {cpu:22.4f}")
    print(f"the same quads: {len(hashes) == 1}")


if __name__ == "__main__":
    main()
