"""Every format holds the whole corpus, the same in every run, whatever the names are."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import networkx as nx
import pyoxigraph as ox
import pytest
import rdflib
from hypothesis import HealthCheck, given, settings

from kg.errors import GraphError
from kg.exporters import EXPORTERS, exporter, formats, write_files
from kg.exporters.table import EDGES, NODES
from kg.graph import Corpus, recall
from kg.model import ArticleGraph
from kg.ontology import load_ontology
from tests.corpora import first, graphs, second

ONTOLOGY = load_ontology()
CORPUS = Corpus.of([first(), second()], ONTOLOGY)
FORMS = sorted(EXPORTERS)
relaxed = settings(deadline=None, max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])


def written(form: str, folder: Path, corpus: Corpus = CORPUS) -> Path:
    path = folder / f"graph.{form}"
    exporter(form)(corpus, path, ontology=ONTOLOGY)
    return path


def test_the_registry_names_them_all() -> None:
    assert set(formats()) >= {"turtle", "nquads", "jsonld", "graphml", "csv", "html"}
    with pytest.raises(GraphError, match="turtle"):
        exporter("nonsense")


@pytest.mark.parametrize("form", FORMS)
def test_the_same_bytes_in_any_order_of_the_articles(form: str, tmp_path: Path) -> None:
    (tmp_path / "a").mkdir()
    (tmp_path / "b").mkdir()
    one = written(form, tmp_path / "a")
    other = written(form, tmp_path / "b", Corpus.of([second(), first()], ONTOLOGY))
    assert one.read_bytes() == other.read_bytes()
    assert b"\r\n" not in one.read_bytes() or form == "csv"


@pytest.mark.parametrize("form", ["turtle", "nquads", "jsonld", "graphml", "csv"])
def test_a_corpus_read_back_is_exported_the_same(form: str, tmp_path: Path) -> None:
    (tmp_path / "a").mkdir()
    (tmp_path / "b").mkdir()
    back = recall(CORPUS.triples(), Corpus)
    assert written(form, tmp_path / "a").read_bytes() == written(form, tmp_path / "b", back).read_bytes()


@relaxed
@given(g=graphs())
def test_nquads_hold_every_quad(g: ArticleGraph, tmp_path: Path) -> None:
    corpus = Corpus.of([g], ONTOLOGY)
    data = written("nquads", tmp_path, corpus).read_bytes()
    assert set(ox.parse(data, format=ox.RdfFormat.N_QUADS)) == set(corpus.quads())
    assert data.splitlines() == sorted(data.splitlines())


@relaxed
@given(g=graphs())
def test_jsonld_holds_every_triple(g: ArticleGraph, tmp_path: Path) -> None:
    corpus = Corpus.of([g], ONTOLOGY)
    path = written("jsonld", tmp_path, corpus)
    found = {q.triple for q in ox.parse(path.read_bytes(), format=ox.RdfFormat.JSON_LD)}
    assert found == corpus.triples()


def test_jsonld_is_read_by_rdflib_too(tmp_path: Path) -> None:
    path = written("jsonld", tmp_path)
    assert len(rdflib.Graph().parse(path, format="json-ld")) == len(CORPUS.triples())
    assert "entity:gana" in {node["@id"] for node in json.loads(path.read_text(encoding="utf-8"))["@graph"]}


@relaxed
@given(g=graphs())
def test_graphml_is_read_back_whole(g: ArticleGraph, tmp_path: Path) -> None:
    corpus = Corpus.of([g], ONTOLOGY)
    net = nx.read_graphml(written("graphml", tmp_path, corpus), force_multigraph=True)
    assert set(net.nodes) == set(corpus.to_networkx().nodes)
    assert {key for _, _, key in net.edges(keys=True)} == {s.id for s in corpus.statements}


def test_csv_has_a_row_for_each_evidence_and_for_each_entity(tmp_path: Path) -> None:
    path = written("csv", tmp_path)
    with path.open(encoding="utf-8", newline="") as file:
        edges = list(csv.DictReader(file))
    with (tmp_path / "graph-nodes.csv").open(encoding="utf-8", newline="") as file:
        nodes = list(csv.DictReader(file))
    assert tuple(edges[0]) == EDGES
    assert tuple(nodes[0]) == NODES
    assert len(edges) == 6
    cost = next(e for e in edges if e["value"] == "5580000")
    assert (cost["unit"], cost["modality"], cost["attributed_to"], cost["via"], cost["published"], cost["outlet"]) == (
        *("USD", "claimed", "hanbit", "anonymous | gana", "2025-01-31", "한빛일보"),
    )
    assert {n["id"] for n in nodes} == set(CORPUS.entities)


@relaxed
@given(g=graphs())
def test_csv_survives_any_name(g: ArticleGraph, tmp_path: Path) -> None:
    corpus = Corpus.of([g], ONTOLOGY)
    with written("csv", tmp_path, corpus).open(encoding="utf-8", newline="") as file:
        rows = list(csv.reader(file))
    assert all(len(row) == len(EDGES) for row in rows)
    assert len(rows) == 1 + len(list(corpus.claims))


def test_a_file_is_whole_or_as_it_was(tmp_path: Path) -> None:
    target = tmp_path / "new" / "graph.csv"
    write_files(exporter("csv"), CORPUS, target, ontology=ONTOLOGY)
    before = {p.name: p.read_bytes() for p in target.parent.iterdir()}
    assert set(before) == {"graph.csv", "graph-nodes.csv"}

    def breaks(corpus: Corpus, path: Path, *, ontology: object) -> None:
        del corpus, ontology
        path.write_text("half", encoding="utf-8")
        raise OSError(28, "No space left on device")

    with pytest.raises(GraphError, match="No space left"):
        write_files(breaks, CORPUS, target, ontology=ONTOLOGY)
    assert {p.name: p.read_bytes() for p in target.parent.iterdir()} == before
