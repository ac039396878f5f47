"""On a real cluster of two workers: the bytes of one machine, workers that are killed, and what a user meets."""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pyoxigraph as ox
import pytest
from click.testing import CliRunner, Result

from kg import pipeline
from kg.cli import cli
from kg.cluster import Built, build, verify, workers
from kg.errors import KgError
from kg.events import Done, Event, Writing
from kg.exporters import exporter
from kg.ontology import load_ontology
from tests.cluster.engines import Dies
from tests.cluster.inline import lines, whole
from tests.corpora import RELEASE, RIVALS, FakeEngine
from tests.test_pipeline import LONG, articles

distributed = pytest.importorskip("distributed", reason="Dask is not installed")
ROOT = Path(__file__).parents[2]
GIVEN = [ROOT / "seeds", *(ROOT / "benchmarks" / "dev" / "open" / f"a{n:02}.txt" for n in range(1, 7))]
ROWS = 40


@pytest.fixture
def cluster() -> Iterator[Any]:
    """Two worker processes, which are started anew where they are killed."""
    with distributed.LocalCluster(
        n_workers=2, threads_per_worker=1, host="127.0.0.1", dashboard_address="127.0.0.1:0", silence_logs=50
    ) as made:
        yield made


def table(folder: Path) -> Path:
    folder.mkdir(exist_ok=True)
    rows = (f'n{n:02},"{(RELEASE, RIVALS)[n % 2]}{LONG}"' for n in range(ROWS))
    (folder / "news.csv").write_text("\n".join(("id,body", *rows, "")), encoding="utf-8")
    return folder


def pids(cluster: Any) -> list[int]:
    """Processes of workers that are at work; one that was killed is started anew, and comes to that later."""
    known = {worker.nanny for worker in cluster.scheduler.workers.values()}
    return [nanny.pid for nanny in cluster.workers.values() if nanny.address in known and nanny.pid is not None]


def held(given: list[Path], out: Path, made: Built, engine: FakeEngine | None) -> None:
    """Hold what was written against a build of one machine."""
    want = whole(pipeline.build(given, engine=engine))
    verify(out)
    assert lines(out, made.parts) == want.lines
    assert json.loads((out / "report.json").read_bytes()) | {"seconds": 0} == want.report


def test_real_articles_give_the_bytes_of_one_machine(cluster: Any, tmp_path: Path) -> None:
    spoilt = tmp_path / "spoilt.txt"
    spoilt.write_bytes(b"\x89PNG\r\n\x1a\n\0\0")
    decisions = tmp_path / "mine.tsv"
    decisions.write_text("rename\t딥시크\t딥시크 유한공사\nsame\t없는회사\t딥시크\n", encoding="utf-8")
    options: dict[str, Any] = {"decisions": decisions}
    address = cluster.scheduler_address
    made = build([*GIVEN, spoilt], tmp_path / "out", address=address, partitions=5, **options)
    corpus = pipeline.build([*GIVEN, spoilt], **options)
    exporter("nquads")(corpus, tmp_path / "graph.nq", ontology=load_ontology())
    verify(tmp_path / "out")
    assert b"".join(lines(tmp_path / "out", made.parts)) == (tmp_path / "graph.nq").read_bytes()
    assert list(map(str, made.failures)) == list(map(str, corpus.failures))
    assert [f.where for f in made.failures] == [str(spoilt), f"{decisions}:2"]
    report = json.loads((tmp_path / "out" / "report.json").read_bytes()) | {"seconds": 0}
    assert report == json.loads(json.dumps(pipeline.report(corpus, 0)))
    store = ox.Store()
    for part in made.parts:
        if part.kind == "nquads":
            store.bulk_load(path=str(tmp_path / "out" / part.path), format=ox.RdfFormat.N_QUADS)
    assert len(store) == sum(1 for _ in corpus.quads()) == sum(p.rows for p in made.parts if p.kind == "nquads")


def test_workers_open_addresses_and_copy_parts_to_one(cluster: Any, tmp_path: Path) -> None:
    given = [table(tmp_path / "in"), articles(tmp_path / "more")]
    out, copy = tmp_path / "out", tmp_path / "copy"
    address = cluster.scheduler_address
    paths, publish = [path.as_uri() for path in given], copy.as_uri()
    made = build(paths, out, address=address, partitions=6, engine=FakeEngine(), publish=publish)
    held(given, out, made, FakeEngine())
    assert verify(copy) == verify(out)


def test_a_worker_that_is_killed_while_it_reads_costs_nothing(cluster: Any, tmp_path: Path) -> None:
    mark = tmp_path / "killed"
    done: list[str] = []

    def watch(event: Event) -> None:
        if isinstance(event, Done):
            done.append(event.article)

    given = [table(tmp_path / "in")]
    address = cluster.scheduler_address
    made = build(given, tmp_path / "out", address=address, partitions=6, engine=Dies(mark, "n17"), watch=watch)
    assert mark.exists()
    assert sorted(done) == [f"n{n:02}" for n in range(ROWS)]  # each once
    held(given, tmp_path / "out", made, FakeEngine())


class Killer(threading.Thread):
    """Kills a worker whenever a stage has begun to write: as soon as there is a file of each kind.

    Args:
        out: The folder that is written.
        cluster: Whose workers they are.
    """

    def __init__(self, out: Path, cluster: Any) -> None:
        super().__init__(daemon=True)
        self.killed: list[str] = []
        self.ended = threading.Event()
        self._out, self._cluster = out, cluster

    def run(self) -> None:
        for kind in ("graphs-*", "entities-*", "compared-*", "found-*", "parts/entities-*"):
            while not self.ended.is_set() and not any(self._out.glob(f".cluster-*/{kind}")):
                time.sleep(0.002)
            if not self.ended.is_set():
                alive = pids(self._cluster)
                if alive:
                    os.kill(alive[len(self.killed) % len(alive)], signal.SIGKILL)
                    self.killed.append(kind)


def test_workers_that_are_killed_in_every_stage_cost_nothing(cluster: Any, tmp_path: Path) -> None:
    given = [table(tmp_path / "in"), articles(tmp_path / "more")]
    killer = Killer(tmp_path / "out", cluster)
    killer.start()
    address = cluster.scheduler_address
    try:
        made = build(given, tmp_path / "out", address=address, partitions=12, engine=FakeEngine())
    finally:
        killer.ended.set()
        killer.join(60)
    assert len(killer.killed) >= 3  # the last stages are short
    held(given, tmp_path / "out", made, FakeEngine())


def test_a_partition_that_kills_every_worker_ends_the_build(cluster: Any, tmp_path: Path) -> None:
    engine = Dies(tmp_path / "killed", "n17", always=True)
    with pytest.raises(
        KgError, match=r"read articles: (?:the workers that tried died.*--partitions|no worker is left)"
    ):
        build([table(tmp_path / "in")], tmp_path / "out", address=cluster.scheduler_address, engine=engine)
    assert not (tmp_path / "out" / "manifest.json").exists()
    assert [p.name for p in (tmp_path / "out").iterdir()] == ["parts"]


def test_a_cluster_without_workers_is_not_waited_for(
    cluster: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(workers, "WAIT", 1)

    def watch(event: Event) -> None:
        if isinstance(event, Writing):
            cluster.scale(0)

    given = [table(tmp_path / "in")]
    with pytest.raises(KgError, match="no worker is left"):
        build(given, tmp_path / "out", address=cluster.scheduler_address, engine=FakeEngine(), watch=watch)
    with pytest.raises(KgError, match="the scheduler has no worker, and none came"):
        build(given, tmp_path / "out", address=cluster.scheduler_address, engine=FakeEngine())


# ---------- as a user meets it


def run(*args: str) -> Result:
    result = CliRunner().invoke(cli, ["build", *args])
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    return result


def test_the_command_starts_workers_and_ends_them(tmp_path: Path) -> None:
    shutil.copy(GIVEN[-1], tmp_path / "one.txt")
    (tmp_path / "bad.txt").write_bytes(b"")
    command = [
        sys.executable,
        "-m",
        "kg",
        "build",
        "one.txt",
        "bad.txt",
        "--engine",
        "dask",
        "--jobs",
        "1",
        "--out",
        "o",
    ]
    environment = os.environ | {"PYTHONPATH": str(ROOT), "PYTHONUTF8": "1"}
    result = subprocess.run(command, cwd=tmp_path, env=environment, capture_output=True, text=True, check=False)
    assert result.returncode == 1
    assert result.stderr.splitlines()[-1].startswith("kg: bad.txt: ")
    assert "Traceback" not in result.stderr
    assert "manifest o/manifest.json" in result.stdout
    assert len(verify(tmp_path / "o")) == 5


@pytest.mark.parametrize(
    ("args", "says"),
    [
        (("--address", "tcp://127.0.0.1:8786"), "--address is for a cluster. Add --engine dask"),
        (("--partitions", "3"), "--partitions is for a cluster"),
        (("--parquet",), "--parquet is for a cluster"),
        (("--engine", "dask", "--infer"), "--infer is not for --engine dask"),
        (("--engine", "dask", "--address", "tcp://127.0.0.1:8786", "--jobs", "2"), "Leave one out"),
        (("--engine", "spark"), "'spark' is not one of"),
    ],
)
def test_options_that_do_not_go_together_are_refused(args: tuple[str, ...], says: str) -> None:
    result = run(str(ROOT / "seeds"), *args)
    assert result.exit_code == 2
    assert says in " ".join(result.output.split())


def test_an_address_at_which_nobody_answers_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workers, "CONNECT", 1)
    given = ("--engine", "dask", "--out", str(tmp_path / "out"), "--address")
    for address in ("tcp://127.0.0.1:9", "nonsense://x", "tcp://"):
        result = run(str(articles(tmp_path / "in")), *given, address)
        assert result.exit_code == 1
        assert result.output.splitlines()[-1].startswith(f"kg: {address}: no Dask scheduler answers")
