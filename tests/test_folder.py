"""The store of a project: readers see a whole build, the newest; what cannot be read says how to go on."""

from __future__ import annotations

import json
import multiprocessing
import os
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pyoxigraph as ox
import pytest

from kg.errors import GraphError, KgError, QueryError
from kg.graph import Corpus, prefixes
from kg.ontology import load_ontology
from kg.query import ask
from kg.stores.apart import ApartStore
from kg.stores.folder import LAYOUT, fill, locked, newest, open_newest, publish
from tests.corpora import first, second

QUADS = list(Corpus.of([first(), second()], load_ontology()).quads())
RUNAWAY = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }"


def build(project: Path, quads: list[ox.Quad], name: str = "graph") -> Path:
    """What a build does: a Turtle, and a store that says the same."""
    graph = project / "graph.ttl"
    graph.write_text(f"# {name}\n", encoding="utf-8")
    made = project / f".{name}"
    fill(made, quads)
    with locked(project / "store"):
        publish(made, project / "store", graph, "https://example.org/")
    return project / "store"


def test_a_new_generation_replaces_the_old_and_its_readers_keep_it(tmp_path: Path) -> None:
    folder = build(tmp_path, QUADS)
    old = open_newest(folder)
    assert old is not None
    build(tmp_path, QUADS[:7])
    new = open_newest(folder)
    assert new is not None
    assert (len(old[0]), len(new[0])) == (len(set(QUADS)), 7)
    assert set(old[0].quads()) == set(QUADS)
    assert old[1].path.exists()
    assert new[1].base == "https://example.org/"
    del old
    build(tmp_path, QUADS[:8])
    found = newest(folder)
    assert found is not None
    kept = sorted([found.path.name, new[1].path.name])  # the last one, and the one that is still read
    assert sorted(p.name for p in folder.iterdir()) == [".lock", "current.json", *kept]


def test_there_may_be_no_store(tmp_path: Path) -> None:
    assert newest(tmp_path / "none") is None
    assert open_newest(tmp_path) is None


@pytest.mark.parametrize(("layout", "said"), [(LAYOUT + 1, "newer newskg"), (0, "older newskg")])
def test_another_layout_says_what_to_do(tmp_path: Path, layout: int, said: str) -> None:
    folder = build(tmp_path, QUADS[:3])
    pointer = json.loads((folder / "current.json").read_text(encoding="utf-8"))
    (folder / "current.json").write_text(json.dumps(pointer | {"layout": layout}), encoding="utf-8")
    with pytest.raises(GraphError, match=said) as caught:
        open_newest(folder)
    assert "kg build" in caught.value.remedy
    build(tmp_path, QUADS[:3])
    assert open_newest(folder) is not None


@pytest.mark.parametrize("text", ["", "[]", "{}", '{"layout": 1}', "\x00"])
def test_a_damaged_pointer_and_a_missing_generation_are_named(tmp_path: Path, text: str) -> None:
    folder = build(tmp_path, QUADS[:3])
    for path in folder.glob("g-*"):
        shutil.rmtree(path)
    with pytest.raises(GraphError, match="cannot be opened"):
        open_newest(folder)
    (folder / "current.json").write_text(text, encoding="utf-8")
    with pytest.raises(GraphError, match="kg build"):
        newest(folder)


def test_a_store_matches_the_bytes_of_its_graph(tmp_path: Path) -> None:
    found = newest(build(tmp_path, QUADS[:3]))
    assert found is not None
    graph = tmp_path / "graph.ttl"
    os.utime(graph, (1, 1))
    assert found.matches(graph)
    graph.write_text("# gRaph\n", encoding="utf-8")
    assert not found.matches(graph)
    graph.unlink()
    assert found.matches(graph)


def test_a_reader_beside_builds_sees_whole_ones(tmp_path: Path) -> None:
    folder = build(tmp_path, QUADS[:100])
    writer = multiprocessing.get_context("spawn").Process(target=_builds, args=(tmp_path,))
    writer.start()
    seen = set()
    while writer.is_alive():
        found = open_newest(folder)
        assert found is not None
        seen.add(len(found[0]))
    writer.join()
    assert writer.exitcode == 0
    assert seen <= {100, 50}
    assert len(seen) == 2


def _builds(project: Path) -> None:
    for n in range(20):
        build(project, QUADS[: 50 if n % 2 == 0 else 100])


def test_a_build_that_is_killed_leaves_the_one_before(tmp_path: Path) -> None:
    folder = build(tmp_path, QUADS[:9])
    code = (
        "import sys; from pathlib import Path; from tests.test_folder import build, QUADS;"
        "print('ready', flush=True); [build(Path(sys.argv[1]), QUADS) for _ in range(1000)]"
    )
    for wait in (0.03, 0.07, 0.11):
        done = subprocess.Popen([sys.executable, "-c", code, str(tmp_path)], stdout=subprocess.PIPE)
        assert done.stdout is not None
        done.stdout.readline()
        time.sleep(wait)
        done.send_signal(signal.SIGKILL)
        done.communicate()
        found = open_newest(folder)
        assert found is not None
        assert len(found[0]) in (9, len(set(QUADS)))


# ---------- a store in a process of its own


@pytest.fixture
def apart(tmp_path: Path) -> ApartStore:
    return ApartStore(build(tmp_path, QUADS))


def test_answers_and_errors_come_from_the_other_process(apart: ApartStore) -> None:
    assert ask(apart, "ASK { entity:gana kg:released ?x }", prefixes()).truth is True
    assert len(ask(apart, "SELECT * { ?s ?p ?o }", prefixes(), limit=4).rows) == 4
    with pytest.raises(QueryError) as caught:
        ask(apart, "SELECT * {\n ?s ??? ?o }", prefixes())
    assert caught.value.where.startswith("line 2")
    apart.close()


def test_the_other_process_opens_the_store_once(apart: ApartStore) -> None:
    took = []
    for _ in range(5):
        started = time.monotonic()
        assert ask(apart, "ASK { ?s ?p ?o }", {}).truth is True
        took.append(time.monotonic() - started)
    assert min(took[1:]) < took[0] / 3
    apart.close()


def test_a_runaway_is_stopped_and_the_next_query_is_answered(apart: ApartStore) -> None:
    started = time.monotonic()
    with pytest.raises(QueryError, match=r"longer than 0\.5 s"):
        ask(apart, RUNAWAY, {}, timeout=0.5)
    assert time.monotonic() - started < 3
    assert ask(apart, "ASK { ?s ?p ?o }", {}).truth is True
    apart.close()


def test_a_query_that_brings_its_process_down_is_an_error(apart: ApartStore) -> None:
    with pytest.raises(QueryError, match=r"ended its process|is not SPARQL"):
        ask(apart, "ASK {" + "{" * 30_000 + "?s ?p ?o" + "}" * 30_000 + "}", {})
    assert ask(apart, "ASK { ?s ?p ?o }", {}).truth is True
    apart.close()


def test_a_file_that_is_none_is_named(tmp_path: Path) -> None:
    for kind in ("file", "store"):
        store = ApartStore(tmp_path / "none", kind)
        with pytest.raises(GraphError, match="none"):
            store.query("ASK {}", {})
        store.close()


@pytest.mark.skipif(not Path("/proc/self").exists(), reason="looks into /proc")
def test_a_runaway_ends_with_whoever_asked(tmp_path: Path) -> None:
    folder = build(tmp_path, QUADS)
    code = (
        "import sys; from pathlib import Path; from kg.stores.apart import ApartStore;"
        "s = ApartStore(Path(sys.argv[1])); print(s._helper.pid, flush=True);"
        f"s.query({RUNAWAY!r}, {{}})"
    )
    asker = subprocess.Popen([sys.executable, "-c", code, str(folder)], stdout=subprocess.PIPE, text=True)
    assert asker.stdout is not None
    child = Path("/proc") / asker.stdout.readline().strip()
    time.sleep(0.5)
    assert (child / "stat").exists()
    asker.kill()
    asker.communicate()
    for _ in range(50):
        if not (child / "stat").exists() or (child / "stat").read_text().split()[2] == "Z":
            return
        time.sleep(0.1)
    pytest.fail("it still runs")


def test_an_error_crosses_processes_whole() -> None:
    import pickle  # noqa: PLC0415

    error = QueryError("is wrong", where="here", remedy="this", shown=("a", "b"))
    back = pickle.loads(pickle.dumps(error))  # noqa: S301
    assert isinstance(back, KgError)
    assert (str(back), back.shown, type(back)) == (str(error), ("a", "b"), QueryError)
