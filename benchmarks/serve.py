"""Many clients ask a real `kg serve` while `kg build` writes into the same project again and again.

    python benchmarks/serve.py [--clients 64] [--seconds 60] [--articles benchmarks/dev/open] [--no-build]

Two builds take turns, of all the articles and of half of them. What each question answers on either build is asked
beforehand; an answer under load that is neither is a torn read. Latencies are of closed loops: each client asks again
when it is answered.
"""

from __future__ import annotations

import argparse
import asyncio
import hashlib
import re
import shutil
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections import Counter, defaultdict
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import quote

ENTITY = "entity:nvidia"
QUESTIONS = {
    "count": "SELECT (COUNT(*) AS ?n) (COUNT(DISTINCT ?s) AS ?m) { ?s ?p ?o }",
    "graphs": "SELECT ?g (COUNT(*) AS ?n) { GRAPH ?g { ?s ?p ?o } } GROUP BY ?g ORDER BY ?g",
    "neighbours": f"SELECT ?p ?o {{ {ENTITY} ?p ?o }} ORDER BY ?p ?o",
    "label": "SELECT ?e ?l { ?e skos:prefLabel ?l FILTER(CONTAINS(?l, '전자')) } ORDER BY ?e ?l",
    "who says": """SELECT ?s ?who ?m { ?s kg:evidence ?e . ?e kg:attributedTo ?who ; kg:modality ?m }
        ORDER BY ?s ?who ?m LIMIT 100""",
    "by relation": "SELECT ?r (COUNT(*) AS ?n) { ?s rdf:predicate ?r } GROUP BY ?r ORDER BY ?r",
    "describe": f"DESCRIBE {ENTITY}",
}
GRAPH = "/graphs?graph=https%3A%2F%2Fw3id.org%2Fnewskg%2Fid%2Fgraph%2Fentities"
PATHS = {name: f"/sparql?query={quote(text)}" for name, text in QUESTIONS.items()} | {"graph store": GRAPH}


@dataclass
class Seen:
    """What the clients have met."""

    took: defaultdict[str, list[float]] = field(default_factory=lambda: defaultdict(list))
    errors: Counter[str] = field(default_factory=Counter)
    torn: Counter[str] = field(default_factory=Counter)
    builds: Counter[str] = field(default_factory=Counter)
    odd: dict[str, bytes] = field(default_factory=dict)


class Client:
    """One connection that is kept: as little work as can be, since it shares the machine with the server."""

    def __init__(self, port: int) -> None:
        self.port = port
        self._wire: tuple[asyncio.StreamReader, asyncio.StreamWriter] | None = None

    async def get(self, path: str) -> tuple[int, bytes]:
        """Return status and body."""
        if self._wire is None:
            self._wire = await asyncio.open_connection("127.0.0.1", self.port)
        reader, writer = self._wire
        writer.write(f"GET {path} HTTP/1.1\r\nHost: 127.0.0.1:{self.port}\r\n\r\n".encode())
        head = await reader.readuntil(b"\r\n\r\n")
        length = re.search(rb"content-length: (\d+)", head)
        body = await reader.readexactly(int(length[1]) if length else 0)
        return int(head.split(b" ", 2)[1]), body

    def close(self) -> None:
        """Let go of the connection."""
        if self._wire is not None:
            self._wire[1].close()
            self._wire = None


def build(articles: Path, out: Path) -> None:
    """Run `kg build`."""
    subprocess.run([sys.executable, "-m", "kg", "build", "-q", str(articles), "--out", str(out)], check=True)


class Server:
    """`kg serve` in a process of its own."""

    def __init__(self, project: Path) -> None:
        command = [sys.executable, "-m", "kg", "serve", "--port", "0", "--project", str(project)]
        self.process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
        line = self.process.stdout.readline() if self.process.stdout else ""
        self.port = int(re.findall(r":(\d+)/", line)[0])

    def memory(self) -> float:
        """Return the MiB of the server and its workers, by PSS, so that what they share counts once."""
        pids, total = [self.process.pid], 0
        for folder in Path("/proc").glob("[0-9]*"):
            try:
                if int((folder / "stat").read_text().rpartition(")")[2].split()[1]) == self.process.pid:
                    pids.append(int(folder.name))
            except (OSError, ValueError):
                continue
        for pid in pids:
            try:
                text = Path(f"/proc/{pid}/smaps_rollup").read_text()
            except OSError:
                continue
            total += int(re.findall(r"^Pss:\s+(\d+)", text, re.MULTILINE)[0])
        return total / 1024

    def stop(self) -> int:
        """End it as Ctrl-C does; return its exit code."""
        self.process.terminate()
        return self.process.wait(30)


async def known(project: Path) -> dict[str, str]:
    """Return the hash of what each question answers when nothing else goes on."""
    server = Server(project)
    client = Client(server.port)
    try:
        await asyncio.sleep(1)
        found = {}
        for name, path in PATHS.items():
            status, body = await client.get(path)
            assert status == 200, (name, status, body)  # noqa: S101 - a benchmark that asks nonsense
            found[name] = hashlib.sha256(body).hexdigest()
        return found
    finally:
        client.close()
        server.stop()


async def one(number: int, port: int, until: float, right: dict[str, dict[str, str]], seen: Seen) -> None:
    """Ask question after question until the time is over."""
    client, turn = Client(port), number
    while time.monotonic() < until:
        name = list(PATHS)[turn % len(PATHS)]
        turn += 1
        began = time.perf_counter()
        try:
            status, body = await client.get(PATHS[name])
        except (OSError, EOFError, asyncio.IncompleteReadError) as error:
            seen.errors[f"{type(error).__name__}"] += 1
            client.close()
            continue
        seen.took[name].append(time.perf_counter() - began)
        which = right[name].get(hashlib.sha256(body).hexdigest())
        if status != 200:
            seen.errors[f"{status} {body[:200]!r}"] += 1
        elif which is None:
            seen.torn[name] += 1
            seen.odd.setdefault(name, body)
        else:
            seen.builds[which] += 1
    client.close()


async def memories(server: Server, until: float, out: list[tuple[float, float]]) -> None:
    """Look at the memory every five seconds."""
    began = time.monotonic()
    while time.monotonic() < until:
        await asyncio.sleep(5)
        out.append((time.monotonic() - began, await asyncio.to_thread(server.memory)))


def building(project: Path, turns: list[Path], stop: threading.Event, made: list[int]) -> None:
    """Build, one folder after the other, until it is enough."""
    while not stop.is_set():
        build(turns[len(made) % len(turns)], project)
        made.append(1)


def percentile(values: list[float], part: float) -> float:
    """Return a percentile in milliseconds."""
    return sorted(values)[min(len(values) - 1, int(len(values) * part))] * 1000


def shown(seen: Seen, seconds: float, memory: list[tuple[float, float]], builds: int) -> None:
    """Print the figures."""
    every = [t for took in seen.took.values() for t in took]
    print(
        f"{len(every)} answers in {seconds:.0f} s, {len(every) / seconds:.0f}/s; builds completed meanwhile: {builds}"
    )
    print(f"errors {sum(seen.errors.values())} {dict(seen.errors)}")
    print(f"torn reads {sum(seen.torn.values())} {dict(seen.torn)}; answers of either build: {dict(seen.builds)}")
    for name, body in seen.odd.items():
        print(f"  torn: {name}: {body[:300]!r}")
    p50, p99 = (percentile(every, part) for part in (0.5, 0.99))
    print(f"all: p50 {p50:.0f} ms, p99 {p99:.0f} ms, most {max(every) * 1000:.0f} ms")
    for name, took in seen.took.items():
        print(f"  {name}: {len(took)}, p50 {percentile(took, 0.5):.0f} ms, p99 {percentile(took, 0.99):.0f} ms")
    print("memory (MiB, server and workers): " + ", ".join(f"{at:.0f} s {size:.0f}" for at, size in memory))
    if len(memory) > 5:
        third = max(1, len(memory) // 3)
        one, two = (statistics.mean(size for _, size in part) for part in (memory[:third], memory[-third:]))
        print(f"last third to first third: {two / one:.2f}")


async def main() -> int:
    """Run the benchmark; the exit code tells whether all went well."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--clients", type=int, default=64)
    parser.add_argument("--seconds", type=float, default=60)
    parser.add_argument("--articles", type=Path, default=Path(__file__).parent / "dev" / "open")
    parser.add_argument("--no-build", action="store_true", help="only read")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        half = folder / "half"
        half.mkdir()
        files = sorted(given.articles.glob("*.txt"))
        for path in files[: len(files) // 2]:
            shutil.copy(path, half)
        right: defaultdict[str, dict[str, str]] = defaultdict(dict)
        for which, articles in (("half", half), ("all", given.articles)):
            build(articles, folder / which / "out")
            for question, answer in (await known(folder / which / "out")).items():
                right[question][answer] = which
        project = folder / "all" / "out"
        server, seen, memory, made, stop = Server(project), Seen(), [], [], threading.Event()
        builder = threading.Thread(target=building, args=(project, [half, given.articles], stop, made))
        began = time.monotonic()
        until = began + given.seconds
        if not given.no_build:
            builder.start()
        clients = [one(n, server.port, until, right, seen) for n in range(given.clients)]
        await asyncio.gather(*clients, memories(server, until, memory))
        took, builds = time.monotonic() - began, len(made)
        stop.set()
        if not given.no_build:
            await asyncio.to_thread(builder.join)
        code = server.stop()
        shown(seen, min(took, given.seconds), memory, builds)
        print(f"exit code of the server: {code}")
        return 1 if seen.errors or seen.torn or code else 0


if __name__ == "__main__":
    sys.exit(asyncio.run(main()))
