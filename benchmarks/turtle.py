"""Writes sorted Turtle, beside rdflib's longturtle: python benchmarks/turtle.py [--triples N ...].

Each side has a process of its own, whose highest memory is told. newskg reads the triples as it writes them; rdflib has
to hold them first, which is not counted in its seconds.
"""

from __future__ import annotations

import argparse
import json
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import pyoxigraph as ox
import rdflib

from kg.graph import in_order, prefixes, sorted_lines, write_prefixed

UNIT = 1024 if sys.platform != "darwin" else 1  # bytes of ru_maxrss


def newskg(source: Path, target: Path) -> float:
    """Write Turtle as a build does; return the seconds."""
    started = time.perf_counter()
    with target.open("wb") as file:
        triples = (quad.triple for quad in ox.parse(path=str(source), format=ox.RdfFormat.N_TRIPLES))
        write_prefixed(in_order(triples, target.parent), ox.RdfFormat.TURTLE, prefixes(), file)
    return time.perf_counter() - started


def ntriples(source: Path, target: Path) -> float:
    """Write N-Triples as an export does; return the seconds."""
    started = time.perf_counter()
    with target.open("wb") as file:
        triples = (quad.triple for quad in ox.parse(path=str(source), format=ox.RdfFormat.N_TRIPLES))
        file.writelines(sorted_lines(triples, ox.RdfFormat.N_TRIPLES, target.parent))
    return time.perf_counter() - started


def longturtle(source: Path, target: Path) -> float:
    """Write rdflib's longturtle; return the seconds."""
    graph = rdflib.Graph().parse(source, format="nt")
    for name, iri in prefixes().items():
        graph.bind(name, iri)
    started = time.perf_counter()
    graph.serialize(target, format="longturtle")
    return time.perf_counter() - started


SIDES = {"newskg, Turtle": newskg, "newskg, N-Triples": ntriples, "rdflib, longturtle": longturtle}


def measured(side: str, source: Path, target: Path) -> tuple[float, float]:
    """Return the seconds and the highest MB of a process that writes."""
    done = subprocess.run(
        [sys.executable, __file__, "--side", side, source, target], stdout=subprocess.PIPE, check=True
    )
    seconds, most = json.loads(done.stdout)
    return seconds, most


def main() -> None:
    """Print the figures."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", maxsplit=1)[0])
    parser.add_argument("--triples", type=int, nargs="+", default=[100_000, 1_000_000])
    parser.add_argument("--side", nargs=3, help=argparse.SUPPRESS)
    given = parser.parse_args()
    if given.side:
        side, source, target = given.side
        seconds = SIDES[side](Path(source), Path(target))
        print(json.dumps([seconds, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * UNIT / 1e6]))
        return
    for triples in given.triples:
        with tempfile.TemporaryDirectory() as name:
            _compare(Path(name), triples)


def _compare(folder: Path, triples: int) -> None:
    from store import lines  # noqa: PLC0415 - beside this file

    source = folder / "graph.nt"
    source.write_text("".join(f"{line} .\n" for line in dict.fromkeys(line for line, _ in lines(triples))), "utf-8")
    found = {side: measured(side, source, folder / "out") for side in SIDES}
    slow = found["rdflib, longturtle"][0]
    print(f"\n{triples} triples, {source.stat().st_size / 1e6:.0f} MB")
    for side, (seconds, most) in found.items():
        print(f"  {side:<20} {seconds:7.1f} s {seconds / slow:6.2f} times rdflib's {most:8.0f} MB at most", flush=True)


if __name__ == "__main__":
    main()
