"""Every format holds the whole corpus, the same in every run, whatever the names are."""

from __future__ import annotations

import csv
import json
import sys
from dataclasses import replace
from datetime import date
from importlib.util import find_spec
from pathlib import Path

import networkx as nx
import pyoxigraph as ox
import pytest
import rdflib
from hypothesis import HealthCheck, given, settings
from rdflib.compare import isomorphic

from kg.errors import GraphError
from kg.exporters import BINARY, EXPORTERS, RDF, SUFFIXES, exporter, formats, write_files
from kg.exporters.context import context
from kg.exporters.neo4j import ARRAY
from kg.exporters.table import EDGES, NODES
from kg.exporters.turtle12 import reified
from kg.graph import Corpus, Triples, recall
from kg.model import ArticleGraph, Entity, Name
from kg.ontology import data_root, load_ontology
from tests.corpora import first, graphs, second

ONTOLOGY = load_ontology()
CORPUS = Corpus.of([first(), second()], ONTOLOGY)
FORMS = sorted(EXPORTERS if find_spec("pyarrow") else {*EXPORTERS} - BINARY)
relaxed = settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])


def written(form: str, folder: Path, corpus: Corpus = CORPUS) -> Path:
    path = folder / f"graph.{form}"
    exporter(form)(corpus, path, ontology=ONTOLOGY)
    return path


def test_the_registry_names_them_all() -> None:
    assert set(formats()) >= {*FORMS, "turtle", "nquads", "jsonld", "graphml", "csv", "html"}
    assert set(EXPORTERS) == set(SUFFIXES)
    assert set(EXPORTERS) > RDF | BINARY
    with pytest.raises(GraphError, match="turtle"):
        exporter("nonsense")


@pytest.mark.parametrize("form", FORMS)
def test_the_same_bytes_in_any_order_of_the_articles(form: str, tmp_path: Path) -> None:
    (tmp_path / "a").mkdir()
    (tmp_path / "b").mkdir()
    one = written(form, tmp_path / "a")
    other = written(form, tmp_path / "b", Corpus.of([second(), first()], ONTOLOGY))
    assert one.read_bytes() == other.read_bytes()
    assert b"\r\n" not in one.read_bytes() or form in ("csv", "neo4j", *BINARY)


@pytest.mark.parametrize("form", sorted({*FORMS} - {"html"}))  # the page shows what a graph does not hold
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
def test_ntriples_and_trig_hold_everything(g: ArticleGraph, tmp_path: Path) -> None:
    corpus = Corpus.of([g], ONTOLOGY)
    lines = written("ntriples", tmp_path, corpus).read_bytes().splitlines()
    assert lines == sorted(lines)
    assert triples(b"\n".join(lines), ox.RdfFormat.N_TRIPLES) == corpus.triples()
    data = written("trig", tmp_path, corpus).read_bytes()
    assert set(ox.parse(data, format=ox.RdfFormat.TRIG)) == set(corpus.quads())


def triples(data: bytes, form: ox.RdfFormat) -> set[ox.Triple]:
    return {quad.triple for quad in ox.parse(data, format=form)}


@relaxed
@given(g=graphs())
def test_jsonld_holds_every_triple(g: ArticleGraph, tmp_path: Path) -> None:
    corpus = Corpus.of([g], ONTOLOGY)
    assert triples(written("jsonld", tmp_path, corpus).read_bytes(), ox.RdfFormat.JSON_LD) == corpus.triples()


@relaxed
@given(g=graphs())
def test_rdf12_holds_every_statement_as_a_reifier(g: ArticleGraph, tmp_path: Path) -> None:
    corpus = Corpus.of([g], ONTOLOGY)
    found = triples(written("turtle12", tmp_path, corpus).read_bytes(), ox.RdfFormat.TURTLE)
    assert found == set(reified(corpus.triples()))
    assert sum(isinstance(t.object, ox.Triple) for t in found) == len(corpus.statements)


def test_rdf12_annotates_what_is_asserted_and_only_that(tmp_path: Path) -> None:
    text = written("turtle12", tmp_path).read_text(encoding="utf-8")
    assert text.startswith('VERSION "1.2"\n@prefix')
    assert text.count(" ~ statement:") == 3  # of two releases, one planned, and of a rivalry
    assert text.count("rdf:reifies <<( entity:chip\\/g1 kg:developmentCost quantity:") == 2
    assert "rdf:subject" not in text


def test_rdf12_is_not_misled_by_names(tmp_path: Path) -> None:
    first_, *rest = first().claims
    odd = Entity("by0-1-.", "Chip", (Name("-by0-0- -by1-0->", "ko"),))
    st = replace(first_.statement, object=odd.id)
    g = replace(first(), entities=(*first().entities, odd), claims=(first_._replace(statement=st), *rest))
    corpus = Corpus.of([g], ONTOLOGY)
    data = written("turtle12", tmp_path, corpus).read_bytes()
    assert triples(data, ox.RdfFormat.TURTLE) == set(reified(corpus.triples()))
    assert b"entity:by0-1-\\. ~ statement:" in data


def test_a_statement_that_is_not_whole_stays_as_it_is() -> None:
    some = [t for t in CORPUS.triples() if t.predicate.value.endswith(("#subject", "#object"))]
    assert set(reified(some)) == set(some)


@pytest.mark.parametrize(("form", "name"), [("jsonld", "json-ld"), ("turtle", "turtle"), ("ntriples", "nt")])
def test_rdflib_reads_the_same_triples(form: str, name: str, tmp_path: Path) -> None:
    expected = rdflib.Graph().parse(data=written("ntriples", tmp_path).read_bytes(), format="nt")
    assert isomorphic(rdflib.Graph().parse(written(form, tmp_path), format=name), expected)


@pytest.mark.parametrize("form", ["nquads", "trig"])
def test_rdflib_reads_the_same_named_graphs(form: str, tmp_path: Path) -> None:
    found, expected = rdflib.Dataset(), rdflib.Dataset()
    found.parse(written(form, tmp_path), format=form)
    expected.parse(data=ox.serialize(CORPUS.quads(), format=ox.RdfFormat.N_QUADS), format="nquads")
    assert set(found.quads()) == set(expected.quads())


@pytest.fixture(scope="module")
def digests() -> Corpus:
    """The graph of the digests, as it is kept beside the code."""
    path = Path(__file__).parents[1] / "outputs" / "graph.ttl"
    return recall((q.triple for q in ox.parse(path=str(path), format=ox.RdfFormat.TURTLE)), Corpus)


@pytest.mark.parametrize("form", sorted(RDF))
def test_every_format_of_rdf_gives_back_the_digests_graph(form: str, digests: Corpus, tmp_path: Path) -> None:
    """As pyoxigraph and rdflib read it; there are no blank nodes, so that what is isomorphic is equal."""
    path = written(form, tmp_path, digests)
    found = set(ox.parse(path=str(path), format=OXIGRAPH[form]))
    if form == "turtle12":  # rdflib reads RDF 1.1 alone
        assert {q.triple for q in found} == set(reified(digests.triples()))
        return
    named = form in ("nquads", "trig")
    expected = set(digests.quads()) if named else {ox.Quad(*t) for t in digests.triples()}
    assert found == expected
    read, wanted = rdflib.Dataset(), rdflib.Dataset()
    read.parse(path, format=RDFLIB[form])
    wanted.parse(data=ox.serialize(expected, format=ox.RdfFormat.N_QUADS), format="nquads")
    assert set(read.quads()) == set(wanted.quads()) != set()


OXIGRAPH = {
    **dict.fromkeys(("turtle", "turtle12"), ox.RdfFormat.TURTLE),
    "ntriples": ox.RdfFormat.N_TRIPLES,
    "nquads": ox.RdfFormat.N_QUADS,
    "trig": ox.RdfFormat.TRIG,
    "jsonld": ox.RdfFormat.JSON_LD,
}
RDFLIB = {"turtle": "turtle", "ntriples": "nt", "nquads": "nquads", "trig": "trig", "jsonld": "json-ld"}


def test_jsonld_names_the_published_context_and_fetches_nothing(tmp_path: Path) -> None:
    document = json.loads(written("jsonld", tmp_path).read_text(encoding="utf-8"))
    published = json.loads((data_root() / "context.jsonld").read_text(encoding="utf-8"))
    assert document["context"].endswith("/context.jsonld")
    assert document["@context"] == published["@context"] == context(ONTOLOGY), "run: python docs/refresh.py"
    nodes = {node["@id"]: node for node in document["@graph"]}
    assert nodes["entity:gana"]["prefLabel"] == {"en": "Gana Electronics", "ko": "가나전자"}
    assert nodes["entity:gana"]["released"] == ["entity:chip/g1"]


def test_jsonld_of_a_base_of_its_own_and_of_odd_triples(tmp_path: Path) -> None:
    corpus = Corpus.of([first()], ONTOLOGY, base="https://example.org/")
    assert triples(written("jsonld", tmp_path, corpus).read_bytes(), ox.RdfFormat.JSON_LD) == corpus.triples()
    node, label = ox.NamedNode("urn:x:1"), ox.NamedNode("http://www.w3.org/2004/02/skos/core#prefLabel")
    odd = [
        *(ox.Triple(node, label, v) for v in (ox.Literal("a"), ox.Literal("b", language="ko"), ox.NamedNode("urn:y"))),
        *(ox.Triple(node, ox.NamedNode("http://www.w3.org/ns/oa#start"), ox.Literal(v)) for v in ("1", "2")),
        *(ox.Triple(node, ox.NamedNode("http://www.w3.org/ns/oa#end"), ox.Literal(v)) for v in (1, 1.5, True)),
        ox.Triple(ox.BlankNode("b"), ox.NamedNode("https://w3id.org/newskg/ontology#released"), ox.Literal("x")),
        ox.Triple(ox.BlankNode("b"), ox.NamedNode("https://w3id.org/newskg/ontology#released"), ox.BlankNode("c")),
    ]
    path = tmp_path / "odd.jsonld"
    exporter("jsonld")(Triples(frozenset(odd)), path, ontology=ONTOLOGY)  # type: ignore[arg-type]
    found = rdflib.Graph().parse(path, format="json-ld")
    assert isomorphic(found, rdflib.Graph().parse(ox.serialize(odd, format=ox.RdfFormat.N_TRIPLES), format="nt"))


@relaxed
@given(g=graphs())
def test_graphml_and_gexf_are_read_back_whole(g: ArticleGraph, tmp_path: Path) -> None:
    corpus = Corpus.of([g], ONTOLOGY)
    net = nx.read_graphml(written("graphml", tmp_path, corpus), force_multigraph=True)
    assert set(net.nodes) == set(corpus.to_networkx().nodes)
    assert {key for _, _, key in net.edges(keys=True)} == {s.id for s in corpus.statements}
    net = nx.read_gexf(written("gexf", tmp_path, corpus))
    assert set(net.nodes) == set(corpus.to_networkx().nodes)
    assert {data["id"] for _, _, data in net.edges(data=True)} == {s.id for s in corpus.statements}


@pytest.mark.parametrize("form", ["graphml", "gexf"])
def test_attributes_of_nodes_and_edges_are_kept(form: str, tmp_path: Path) -> None:
    read = nx.read_gexf if form == "gexf" else nx.read_graphml
    net = read(written(form, tmp_path))
    assert net.nodes["gana"]["names"] == "Gana Electronics | 가나전자 | GANA | 가나"
    assert (net.nodes["gana"]["wikidata"], net.nodes["gana"]["articles"]) == ("Q42", "001 | 002")
    cost = net.nodes["quantity/5580000-USD"]
    assert (cost["value"], cost["unit"], cost["label"]) == (5580000.0, "USD", "5,580,000 USD")
    edge = next(d for _, target, d in net.edges(data=True) if target == "quantity/5580000-USD")
    assert (edge["label"], edge["modality"], edge["confidence"]) == ("developmentCost", "claimed", 0.9)
    assert (edge["attributed_to"], edge["via"], edge["times"]) == ("hanbit", "anonymous | gana", "2025-01")
    assert "가나" in written(form, tmp_path).read_text(encoding="utf-8")


def test_neo4j_has_its_headers_and_every_end_is_a_node(tmp_path: Path) -> None:
    with written("neo4j", tmp_path).open(encoding="utf-8", newline="") as file:
        edges = list(csv.DictReader(file))
    with (tmp_path / "graph-nodes.neo4j").open(encoding="utf-8", newline="") as file:
        nodes = {row["id:ID"]: row for row in csv.DictReader(file)}
    assert {e[end] for e in edges for end in (":START_ID", ":END_ID")} <= set(nodes)
    assert nodes["entity/gana"][":LABEL"].split(ARRAY) == ["Entity", "Organization", "Company"]
    assert nodes["quantity/5580000-USD"]["value:double"] == "5580000"
    rivals = next(e for e in edges if e[":TYPE"] == "competesWith")
    assert (rivals["evidences:int"], rivals["articles:string[]"].split(ARRAY)) == ("2", ["001", "002"])
    assert len(edges) == len(CORPUS.statements)


def test_parquet_is_csv_with_types(tmp_path: Path) -> None:
    parquet = pytest.importorskip("pyarrow.parquet")
    with written("csv", tmp_path).open(encoding="utf-8", newline="") as file:
        expected = list(csv.DictReader(file))
    rows = parquet.read_table(written("parquet", tmp_path)).to_pylist()
    assert [row["statement"] for row in rows] == [row["statement"] for row in expected]
    cost = next(row for row in rows if row["value"] == "5580000")
    assert (cost["number"], cost["start"], cost["confidence"]) == (5580000.0, 39, 0.9)
    assert (cost["published"], cost["object"]) == (date(2025, 1, 31), None)
    names = parquet.read_table(tmp_path / "graph-nodes.parquet").column("id").to_pylist()
    assert names == list(CORPUS.entities)
    empty = written("parquet", tmp_path, Corpus.of([], ONTOLOGY))
    assert parquet.read_table(empty).num_rows == 0


def test_parquet_without_pyarrow_says_what_to_install(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    with pytest.raises(GraphError, match=r"newskg\[parquet\]"):
        written("parquet", tmp_path)


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
