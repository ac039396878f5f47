"""What follows from what is asserted, and only from that; its grounds; and that it is kept apart."""

from __future__ import annotations

from pathlib import Path

import pyoxigraph as ox

from kg.exporters import exporter
from kg.graph import BASE, Corpus, inferences
from kg.model import ArticleGraph, Claim, Entity, Evidence, Name, Span, Statement
from kg.ontology import load_ontology
from tests.corpora import article, first, second

ONTOLOGY = load_ontology()
TEXT = "가는 나의 일부다."
CLASSES = {"unit": "Company", "group": "Company", "holding": "Organization", "land": "Country", "boss": "Person"}


def made(*edges: tuple[str, str, str], modality: str = "asserted") -> Corpus:
    """A corpus of one article that says these edges."""
    source = article("001", TEXT)
    whole = Span(0, len(TEXT))
    said = Evidence("001", whole, TEXT, Span(0, 1), Span(3, 4), Span(6, 8), modality)
    entities = tuple(Entity(id_, cls, (Name(id_, "en"),)) for id_, cls in CLASSES.items())
    claims = tuple(Claim(Statement(s, p, o), said) for s, p, o in edges)
    return Corpus.of([ArticleGraph(source, entities, claims)], ONTOLOGY)


def found(corpus: Corpus, rule: str) -> set[tuple[str, str, str]]:
    return {(i.subject, i.predicate, i.object) for i in inferences(corpus, ONTOLOGY) if i.rule == rule}


def test_inverse_and_symmetric_relations_are_turned() -> None:
    corpus = made(("unit", "ownedBy", "group"), ("group", "competesWith", "unit"))
    assert found(corpus, "inverse") == {("group", "owns", "unit")}
    assert found(corpus, "symmetric") == {("unit", "competesWith", "group")}


def test_chains_of_parts_are_followed_and_turned() -> None:
    corpus = made(("unit", "partOf", "group"), ("group", "partOf", "holding"))
    assert found(corpus, "transitive") == {("unit", "partOf", "holding")}
    assert ("holding", "hasPart", "unit") in found(corpus, "inverse")
    (chain,) = (i for i in inferences(corpus, ONTOLOGY) if i.rule == "transitive")
    assert set(chain.sources) == {s.id for s in corpus.statements}


def test_a_chain_is_not_followed_to_what_the_ontology_would_not_join() -> None:
    corpus = made(("boss", "partOf", "unit"), ("unit", "partOf", "land"))
    assert ONTOLOGY.allows("partOf", "Company", "Country")
    assert found(corpus, "transitive") == set()


def test_a_ring_of_parts_ends() -> None:
    corpus = made(("unit", "partOf", "group"), ("group", "partOf", "holding"), ("holding", "partOf", "unit"))
    assert found(corpus, "transitive") == {
        *(("unit", "partOf", "holding"), ("group", "partOf", "unit"), ("holding", "partOf", "group")),
    }


def test_nothing_follows_from_a_rumour_but_classes() -> None:
    corpus = made(("unit", "partOf", "group"), ("group", "partOf", "holding"), modality="claimed")
    rules = {i.rule for i in inferences(corpus, ONTOLOGY)}
    assert rules == {"subclass"}
    assert found(corpus, "subclass") == {
        *(("unit", "", "Organization"), ("group", "", "Organization"), ("land", "", "Place")),
    }


def test_what_is_asserted_is_not_inferred() -> None:
    both = made(("unit", "partOf", "group"), ("group", "partOf", "holding"), ("unit", "partOf", "holding"))
    assert found(both, "transitive") == set()


def test_it_is_written_in_a_graph_of_its_own_with_its_grounds(tmp_path: Path) -> None:
    corpus = Corpus.of([first(), second()], ONTOLOGY)
    path = tmp_path / "inferred.trig"
    exporter("inferred")(corpus, path, ontology=ONTOLOGY)
    quads = list(ox.parse(path=str(path), format=ox.RdfFormat.TRIG))
    assert {str(q.graph_name) for q in quads} == {f"<{BASE}graph/inferred>"}
    triples = {q.triple for q in quads}
    assert not triples & corpus.triples()
    store = ox.Store()
    store.bulk_extend([*quads, *corpus.quads()])
    rows = store.query(
        """PREFIX kg: <https://w3id.org/newskg/ontology#> PREFIX prov: <http://www.w3.org/ns/prov#>
        PREFIX rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#>
        SELECT ?rule ?s ?p ?o { ?i a kg:Inference ; kg:rule ?rule ; prov:wasDerivedFrom ?from ; rdf:subject ?s ;
            rdf:predicate ?p ; rdf:object ?o . ?s ?p ?o . ?from a ?known }""",
        use_default_graph_as_union=True,
    )
    assert isinstance(rows, ox.QuerySolutions)
    assert {row["rule"].value for row in rows} == {"symmetric", "inverse", "subclass"}
    empty = tmp_path / "empty.trig"
    exporter("inferred")(Corpus(), empty, ontology=ONTOLOGY)
    assert list(ox.parse(path=str(empty), format=ox.RdfFormat.TRIG)) == []


def test_the_same_bytes_whatever_the_order(tmp_path: Path) -> None:
    for n, graphs in enumerate(([first(), second()], [second(), first()])):
        exporter("inferred")(Corpus.of(graphs, ONTOLOGY), tmp_path / f"{n}.trig", ontology=ONTOLOGY)
    assert (tmp_path / "0.trig").read_bytes() == (tmp_path / "1.trig").read_bytes()
