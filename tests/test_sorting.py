"""Sorted output is the same whether it fits into memory or not, and takes no more of it for more lines."""

from __future__ import annotations

import tracemalloc
from collections.abc import Iterator
from pathlib import Path

import pyoxigraph as ox
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kg.errors import GraphError
from kg.exporters import exporter, write_files
from kg.graph import Corpus, in_order, quads_in_order, sorted_lines, sorting
from kg.ontology import load_ontology
from tests.corpora import first, second, shuffled

ONTOLOGY = load_ontology()
CORPUS = Corpus.of([first(), second()], ONTOLOGY)
relaxed = settings(suppress_health_check=[HealthCheck.function_scoped_fixture])


@pytest.fixture
def small(monkeypatch: pytest.MonkeyPatch) -> None:
    """Runs of a few lines, and few of them at a time."""
    monkeypatch.setattr(sorting, "RUN", 200)
    monkeypatch.setattr(sorting, "RUNS", 3)


@pytest.mark.usefixtures("small")
@relaxed
@given(st.lists(st.binary(max_size=40).map(lambda line: line.replace(b"\n", b"")), max_size=200))
def test_runs_are_merged_into_what_sorting_gives(lines: list[bytes]) -> None:
    assert list(sorting.in_runs(lines)) == sorted(set(lines))


@pytest.mark.parametrize("form", ["turtle", "ntriples", "nquads", "trig", "inferred"])
def test_the_same_bytes_by_way_of_files(form: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    exporter(form)(CORPUS, tmp_path / "whole", ontology=ONTOLOGY)
    monkeypatch.setattr(sorting, "RUN", 300)
    monkeypatch.setattr(sorting, "RUNS", 2)
    exporter(form)(CORPUS, tmp_path / "runs", ontology=ONTOLOGY)
    assert (tmp_path / "whole").read_bytes() == (tmp_path / "runs").read_bytes()
    assert sorted(p.name for p in tmp_path.iterdir()) == ["runs", "whole"]
    if form == "turtle":
        assert (tmp_path / "whole").read_text(encoding="utf-8") == CORPUS.turtle()


def test_the_type_comes_first_and_a_quotation_of_it_does_not() -> None:
    rdf_type = ox.NamedNode("http://www.w3.org/1999/02/22-rdf-syntax-ns#type")
    node, other = ox.NamedNode("urn:s"), ox.NamedNode("http://a/")
    quoted = ox.Triple(node, other, ox.Literal(f"x {rdf_type} y ! z"))
    typed, last = ox.Triple(node, rdf_type, other), ox.Triple(node, ox.NamedNode("urn:z"), ox.Literal(" ! "))
    assert list(in_order(shuffled([quoted, last, typed, quoted], 1))) == [typed, quoted, last]


def test_quads_stand_graph_by_graph() -> None:
    ordered = list(quads_in_order(shuffled([*CORPUS.quads(), *CORPUS.quads()], 3)))
    names = [str(quad.graph_name) for quad in ordered]
    assert names == sorted(names)
    assert len(ordered) == len(set(ordered)) == len(set(CORPUS.quads()))
    alone = ox.Quad(ox.NamedNode("urn:s"), ox.NamedNode("urn:p"), ox.Literal("<urn:g> ."))
    assert list(quads_in_order([alone])) == [alone]


def test_memory_does_not_grow_with_what_is_sorted(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sorting, "RUN", 50_000)

    def most(number: int) -> int:
        tracemalloc.start()
        predicate = ox.NamedNode("urn:p")
        triples = (ox.Triple(ox.NamedNode(f"urn:s{n * 7919 % number}"), predicate, predicate) for n in range(number))
        assert sum(1 for _ in sorted_lines(triples, ox.RdfFormat.N_TRIPLES)) == number
        peak = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
        return peak

    assert most(60_000) < 1.5 * most(20_000)


def test_a_disk_that_is_full_leaves_what_stood(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    target = tmp_path / "graph.ttl"
    target.write_text("# before\n", encoding="utf-8")

    def full(*_: object) -> Iterator[bytes]:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(sorting, "RUN", 300)
    monkeypatch.setattr(sorting, "_written", full)
    with pytest.raises(GraphError, match="No space left"):
        write_files(exporter("turtle"), CORPUS, target, ontology=ONTOLOGY)
    assert [p.name for p in tmp_path.iterdir()] == ["graph.ttl"]
    assert target.read_text(encoding="utf-8") == "# before\n"
