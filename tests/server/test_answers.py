"""Answers parse back: the same terms by rdflib and by pyoxigraph, in every format."""

from __future__ import annotations

import io
from typing import Any

import pyoxigraph as ox
import pytest
import rdflib
from rdflib.query import Result

from tests.server.conftest import Served

ODD = r"""SELECT ?t ?none { VALUES ?t {
  <http://example.org/a%20b> "plain" "한국어 \"따옴표\"\n\t줄, 쉼표"@ko "<&>]]>" "" " spaced "
  12 1.50 1e6 true "2025-01-01"^^xsd:date
} }"""
TABLES = {
    "application/sparql-results+json": ("json", ox.QueryResultsFormat.JSON),
    "application/sparql-results+xml": ("xml", ox.QueryResultsFormat.XML),
    "text/tab-separated-values": ("tsv", ox.QueryResultsFormat.TSV),
}
GRAPHS = {
    "text/turtle": ("turtle", ox.RdfFormat.TURTLE),
    "application/n-triples": ("nt", ox.RdfFormat.N_TRIPLES),
    "application/rdf+xml": ("xml", ox.RdfFormat.RDF_XML),
    "application/ld+json": ("json-ld", ox.RdfFormat.JSON_LD),
}
T, NONE = rdflib.Variable("t"), rdflib.Variable("none")
CONSTRUCT = "CONSTRUCT { ?s ?p ?o } WHERE { ?s ?p ?o }"


def plain(term: Any) -> tuple[str, ...] | None:
    """A term of either library, in a form that both have."""
    if term is None:
        return None
    if isinstance(term, rdflib.Literal | ox.Literal):
        text = term.value if isinstance(term, ox.Literal) else str(term)
        datatype = str(getattr(term.datatype, "value", term.datatype or "#string"))
        return ("literal", text, term.language or "", "" if datatype.endswith(("#string", "#langString")) else datatype)
    return ("node", str(getattr(term, "value", term)))


@pytest.mark.parametrize("accept", TABLES)
def test_a_table_parses_back_to_the_same_terms(served: Served, accept: str) -> None:
    name, form = TABLES[accept]
    body = served.ask(ODD, accept).raise_for_status().content
    ours = ox.parse_query_results(body, format=form)
    assert isinstance(ours, ox.QuerySolutions)
    one = [(plain(row["t"]), plain(row["none"])) for row in ours]
    normalised, rdflib.NORMALIZE_LITERALS = rdflib.NORMALIZE_LITERALS, False
    try:
        theirs = Result.parse(io.BytesIO(body), format=name)
        two = [(plain(row.get(T)), plain(row.get(NONE))) for row in theirs.bindings]
    finally:
        rdflib.NORMALIZE_LITERALS = normalised
    assert one == two
    assert len(one) == 11
    assert ("literal", '한국어 "따옴표"\n\t줄, 쉼표', "ko", "") in [row[0] for row in one]


def test_csv_has_the_values_of_the_other_formats(served: Served) -> None:
    body = served.ask(ODD, "text/csv").raise_for_status().content
    values = [str(row[T]) for row in Result.parse(io.BytesIO(body), format="csv").bindings if T in row]
    table = served.ask(ODD).json()["results"]["bindings"]
    assert [v for v in values if v] == [row["t"]["value"] for row in table if row["t"]["value"]]
    assert body.startswith(b"t,none\r\n")


@pytest.mark.parametrize("accept", GRAPHS)
def test_a_graph_parses_back_to_the_same_triples(served: Served, accept: str) -> None:
    name, form = GRAPHS[accept]
    body = served.ask(CONSTRUCT, accept).raise_for_status().content
    ours = {q.triple for q in ox.parse(body, format=form)}
    theirs = rdflib.Graph().parse(data=body, format=name)
    again = {q.triple for q in ox.parse(theirs.serialize(format="nt", encoding="utf-8"), format=ox.RdfFormat.N_TRIPLES)}
    assert ours == again
    assert len(ours) == int(served.rows("SELECT (COUNT(*) AS ?n) { ?s ?p ?o }")[0][0])


def test_a_truth_parses_back(served: Served) -> None:
    for accept, (_, form) in list(TABLES.items())[:2]:
        for text, truth in (("ASK {}", True), ("ASK { ?s kg:none ?o }", False)):
            found = ox.parse_query_results(served.ask(text, accept).content, format=form)
            assert isinstance(found, ox.QueryBoolean)
            assert bool(found) is truth


def test_xml_that_cannot_be_is_not_acceptable(served: Served) -> None:
    for query in ("CONSTRUCT { kg:a <http://example.org/1> 1 } {}", r'CONSTRUCT { kg:a kg:b "\u0001" } {}'):
        response = served.ask(query, "application/rdf+xml")
        assert response.status_code == 406
        assert "Turtle" in response.json()["detail"]
        assert served.ask(query, "text/turtle").status_code == 200
