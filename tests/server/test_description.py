"""SPARQL 1.1 Service Description (W3C Recommendation, 21 March 2013), written from the specification."""

from __future__ import annotations

import rdflib
from rdflib.namespace import RDF

from tests.server.conftest import Served

SD = rdflib.Namespace("http://www.w3.org/ns/sparql-service-description#")
FORMATS = {"text/turtle": "turtle", "application/n-triples": "nt", "application/rdf+xml": "xml"}


def described(served: Served, accept: str = "text/turtle") -> rdflib.Graph:
    response = served.get("/sparql", headers={"Accept": accept}).raise_for_status()
    return rdflib.Graph().parse(data=response.content, format=FORMATS[accept])


def test_the_endpoint_without_a_query_returns_rdf_about_itself(served: Served) -> None:
    graph = described(served)
    service = graph.value(predicate=RDF.type, object=SD.Service)
    assert service is not None
    assert graph.value(service, SD.endpoint) == rdflib.URIRef(f"{served.url}/sparql")


def test_it_is_the_same_in_every_format(served: Served) -> None:
    first, *others = (set(described(served, accept)) for accept in FORMATS)
    assert all(other == first for other in others)
    assert served.get("/sparql", headers={"Accept": "application/ld+json"}).json()
    assert served.get("/sparql", headers={"Accept": "image/png"}).status_code == 406


def test_it_offers_queries_and_no_updates(served: Served) -> None:
    graph = described(served)
    assert set(graph.objects(None, SD.supportedLanguage)) == {SD.SPARQL11Query}
    assert SD.UnionDefaultGraph in set(graph.objects(None, SD.feature))
    assert SD.BasicFederatedQuery not in set(graph.objects(None, SD.feature))


def test_its_formats_are_told_and_its_graphs_are_those_of_the_store(served: Served) -> None:
    graph = described(served)
    told = {str(f).rpartition("/")[2] for f in graph.objects(None, SD.resultFormat)}
    assert {"SPARQL_Results_JSON", "SPARQL_Results_CSV", "Turtle", "RDF_XML"} <= told
    dataset = graph.value(predicate=RDF.type, object=SD.Dataset)
    names = {str(graph.value(g, SD.name)) for g in graph.objects(dataset, SD.namedGraph)}
    assert names == {row[0] for row in served.rows("SELECT DISTINCT ?g { GRAPH ?g { ?s ?p ?o } }")}
    assert (graph.value(dataset, SD.defaultGraph), RDF.type, SD.Graph) in graph
