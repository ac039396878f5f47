"""The default graph of a store that is loaded at once holds the triples of every graph, each once, and no others."""

from __future__ import annotations

from pathlib import Path

import pyoxigraph as ox
import pytest
from hypothesis import HealthCheck, given, settings

from kg.errors import GraphError
from kg.graph import Corpus, prefixes
from kg.model import ArticleGraph
from kg.ontology import load_ontology
from kg.stores.mirroring import CHUNK, mirror, triples_of
from kg.stores.oxigraph import OxigraphStore
from tests.corpora import graphs

ODD = """<a:s> <a:p> <a:o> <a:g> .
<a:s> <a:p> <a:default> .
<a:s> <a:p> "x <a:g> ." .
<a:s> <a:p> "x\\" <a:g> ."@ko <a:g> .
<a:s> <a:p> "1"^^<a:type> .
<a:s> <a:p> "2"^^<a:type> _:graph .
_:s <a:p> _:o _:graph .
_:s <a:p> _:o .
# a remark <a:g> .
<a:s>\t<a:p>  "wide" <a:g>.

<a:s> <a:p> "last" <a:h> ."""


def said(path: Path, folder: Path) -> tuple[set[ox.Triple], set[ox.Triple]]:
    """Return the triples of all graphs and those of the default graph that a store holds."""
    store = ox.Store(str(folder / "loaded"))
    for file in mirror(path, folder):
        store.bulk_load(path=str(file), format=ox.RdfFormat.N_QUADS)
    return {q.triple for q in store}, {q.triple for q in store.quads_for_pattern(None, None, None, ox.DefaultGraph())}


@pytest.mark.parametrize("blank", [True, False])
@pytest.mark.parametrize("ending", ["", "\n", "\r\n"])
def test_any_n_quads_are_said_once_more_without_their_graphs(tmp_path: Path, ending: str, *, blank: bool) -> None:
    path = tmp_path / "odd.nq"
    text = ODD if blank else ODD.replace("_:s", "<a:b>").replace("_:o", "<a:c>").replace("_:graph", "<a:graph>")
    path.write_bytes((text if ending != "\r\n" else text.replace("\n", "\r\n")).encode() + ending.encode())
    everywhere, in_default = said(path, tmp_path)
    assert in_default == everywhere
    assert len(everywhere) == 9


def test_a_file_of_many_chunks_and_an_empty_one(tmp_path: Path) -> None:
    long, empty = tmp_path / "long.nq", tmp_path / "empty.nq"
    long.write_text("".join(f'<a:s> <a:p> "{n} {"가" * 99}" <a:g{n % 7}> .\n' for n in range(CHUNK // 100)), "utf-8")
    assert len(said(long, tmp_path)[1]) == CHUNK // 100
    empty.touch()
    assert [file.read_bytes() for file in mirror(empty, tmp_path)] == [b"", b""]


def test_a_reader_of_the_default_graph_looks_through_one_file_of_each_index(tmp_path: Path) -> None:
    path = tmp_path / "long.nq"
    path.write_text("".join(f"<a:s{n}> <a:p> <a:o> <a:g> .\n" for n in range(9)), "utf-8")
    union, quads = mirror(path, tmp_path)
    assert quads == path
    assert b"<a:g>" not in union.read_bytes()


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(g=graphs())
def test_hostile_names_are_no_graphs(g: ArticleGraph) -> None:
    quads = list(Corpus.of([g], load_ontology()).quads())
    data = ox.serialize(quads, format=ox.RdfFormat.N_QUADS) or b""
    assert {q.triple for q in ox.parse(triples_of(data), format=ox.RdfFormat.N_TRIPLES)} == {q.triple for q in quads}


@pytest.mark.parametrize("form", ["nq", "trig"])
def test_a_store_that_loads_a_file_counts_each_triple_once(tmp_path: Path, form: str) -> None:
    path, store = tmp_path / f"odd.{form}", OxigraphStore(tmp_path / "store")
    quads = list(ox.parse(ODD, format=ox.RdfFormat.N_QUADS))
    ox.serialize(quads, output=str(path), format=ox.RdfFormat.from_extension(form))
    store.load(path)
    (row,) = store.query("SELECT (COUNT(*) AS ?n) { ?s ?p ?o }", prefixes()).rows
    assert [t.value for t in row if t] == ["9"]
    (row,) = store.query("SELECT (COUNT(*) AS ?n) { GRAPH ?g { ?s ?p ?o } }", prefixes()).rows
    assert [t.value for t in row if t] == ["6"]
    assert sorted(p.name for p in tmp_path.iterdir()) == [path.name, "store"]


def test_a_wrong_line_is_named_by_its_number_and_nothing_stays(tmp_path: Path) -> None:
    path, store = tmp_path / "wrong.nq", OxigraphStore(tmp_path / "store")
    path.write_text("<a:s> <a:p> <a:o> <a:g> .\n\n<a:s> wrong <a:o> <a:g> .\n", encoding="utf-8")
    with pytest.raises(GraphError, match=r"wrong\.nq:3"):
        store.load(path)
    assert len(store) == 0
