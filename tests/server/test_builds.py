"""What is served while builds are written: one whole build or the next, never a part of either."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest

from kg.errors import ExceededError, GraphError
from kg.server import Limits, Service
from kg.stores.apart import Helper
from tests.corpora import first, second
from tests.server.conftest import Served, build, serving

SIZES = "SELECT (COUNT(*) AS ?n) (COUNT(DISTINCT ?a) AS ?m) { ?s ?p ?o OPTIONAL { ?s kg:article ?a } }"


def test_the_next_query_sees_the_next_build(tmp_path: Path) -> None:
    with serving(build(tmp_path, first())) as served:
        articles = "SELECT ?a { ?a a schema:NewsArticle } ORDER BY ?a"
        assert len(served.rows(articles)) == 1
        before = served.get("/health").json()
        build(tmp_path, first(), second())
        assert len(served.rows(articles)) == 2
        after = served.get("/health").json()
        assert before["generation"] != after["generation"]
        assert before["made"] <= after["made"]


def test_reads_beside_builds_are_whole(tmp_path: Path) -> None:
    with serving(build(tmp_path, first()), Limits(concurrent=2)) as served:
        one = tuple(served.rows(SIZES)[0])
        build(tmp_path, first(), second())
        both = tuple(served.rows(SIZES)[0])
        assert one != both
        seen: list[tuple[str, ...]] = []
        stop = threading.Event()

        def read() -> None:
            while not stop.is_set():
                seen.append(tuple(served.rows(SIZES)[0]))

        readers = [threading.Thread(target=read) for _ in range(4)]
        for reader in readers:
            reader.start()
        for turn in range(8):
            build(tmp_path, *((first(),) if turn % 2 == 0 else (first(), second())))
        stop.set()
        for reader in readers:
            reader.join()
        assert seen
        assert set(seen) <= {one, both}
        assert tuple(served.rows(SIZES)[0]) == both


def test_idle_workers_let_go_of_an_older_build(tmp_path: Path) -> None:
    """A build removes the one before it, where nobody reads that any more."""
    with serving(build(tmp_path, first())) as served:
        for _ in range(4):
            served.rows(SIZES)
            build(tmp_path, first())
            assert _settled(served)
        assert len(list((tmp_path / "store").glob("g-*"))) <= 2


def _settled(served: Served) -> bool:
    """Ask for the newest build, and wait until no worker has another one open."""
    for _ in range(100):
        served.get("/health")
        name = served.service.generation().path.name
        opened = {link for pid in served.service.processes for link in _files(pid)}
        if opened and opened <= {name}:
            return True
        time.sleep(0.05)
    return False


def _files(pid: int) -> set[str]:
    """The generations that a process has files open of."""
    folder = Path(f"/proc/{pid}/fd")
    if not folder.exists():
        pytest.skip("looks into /proc")
    links = [str(path.readlink()) for path in folder.iterdir() if path.is_symlink()]
    return {part for link in links for part in link.split("/") if part.startswith("g-")}


def test_a_build_that_cannot_be_read_leaves_the_one_before(tmp_path: Path) -> None:
    with serving(build(tmp_path, first())) as served:
        before = served.rows(SIZES)
        (tmp_path / "store" / "current.json").write_text("{", encoding="utf-8")
        assert served.rows(SIZES) == before
        assert served.get("/health").status_code == 200
        build(tmp_path, first(), second())
        assert served.rows(SIZES) != before


def test_a_worker_that_makes_a_mistake_ends_and_nobody_waits_for_it() -> None:
    worker = Helper("kg.server.worker")
    with pytest.raises(ExceededError):
        worker.exchange("no job at all")
    assert not worker.alive
    worker.close()


def test_a_worker_that_somebody_ended_is_replaced(tmp_path: Path) -> None:
    with serving(build(tmp_path, first())) as served:
        before = served.rows(SIZES)
        for pid in served.service.processes:
            os.kill(pid, signal.SIGTERM)
        while any(worker.alive for worker in served.service._pool._idle):
            time.sleep(0.01)
        assert served.rows(SIZES) == before


def test_a_project_without_a_store_is_named(tmp_path: Path) -> None:
    with pytest.raises(GraphError, match="kg build"):
        Service(tmp_path)


@pytest.mark.skipif(not Path("/proc/self/status").exists(), reason="only Linux tells what a process itself has taken")
def test_a_worker_answers_for_its_own_memory_alone() -> None:
    """What getrusage says of a new process begins with what the process that started it had taken."""
    worker = "import kg.server.worker as w; w.SPENT = 200 * 1024; print(w._spent())"
    taking = "import subprocess, sys; x = b'1' * 300 * 2**20; "
    parent = taking + "subprocess.run([sys.executable, '-c', sys.argv[1]], check=True)"
    done = subprocess.run([sys.executable, "-c", parent, worker], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "False"
