"""How long commands take to start, beside a Python that does nothing: python benchmarks/start.py [--rounds 15].

The sides take turns; each is a process of its own, and what it starts counts with it. Wall time says what a user waits
on this machine now, the processor's time what it would be without others. `kg query` asks the project in outputs/.
"""

from __future__ import annotations

import argparse
import resource
import statistics
import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
KG = ("-m", "kg")
SIDES: dict[str, tuple[str, ...]] = {
    "python -c pass": ("-c", "pass"),
    "import pyoxigraph": ("-c", "import pyoxigraph"),
    "kg --help": (*KG, "--help"),
    "kg query --list": (*KG, "query", "--list"),
    "kg query 'ASK {}'": (*KG, "query", "ASK {}"),
    "kg query facts --entity": (*KG, "query", "facts", "--entity", "딥시크"),
}


def measured(arguments: tuple[str, ...]) -> tuple[float, float]:
    """Return the seconds of wall time and of the processor's that a Python takes."""
    before, began = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
    subprocess.run(
        [sys.executable, *arguments], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=True, cwd=ROOT
    )
    took, after = time.perf_counter() - began, resource.getrusage(resource.RUSAGE_CHILDREN)
    return took, after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def main() -> None:
    """Print the figures."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", maxsplit=1)[0])
    parser.add_argument("--rounds", type=int, default=15)
    rounds = parser.parse_args().rounds
    for side in SIDES.values():
        measured(side)  # bytecode is written, files are read once
    got = [{name: measured(side) for name, side in SIDES.items()} for _ in range(rounds)]
    print(f"{rounds} rounds, medians{'':<16} wall   processor   times a bare Python   times import pyoxigraph")
    for name in SIDES:
        wall, cpu = (statistics.median(turn[name][n] for turn in got) for n in (0, 1))
        bare, ox = (
            statistics.median(turn[name][1] / turn[other][1] for turn in got)
            for other in ("python -c pass", "import pyoxigraph")
        )
        print(f"  {name:<26} {wall * 1e3:9.0f} ms {cpu * 1e3:7.0f} ms {bare:16.1f} {ox:20.1f}")


if __name__ == "__main__":
    main()
