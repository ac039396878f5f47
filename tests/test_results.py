"""Answers in the W3C's formats: what other readers make of them is what was answered."""

from __future__ import annotations

import csv
import io
import json

import pyoxigraph as ox
import pytest
import rdflib
from hypothesis import given
from hypothesis import strategies as st
from rdflib.query import Result

from kg.errors import QueryError
from kg.query.results import FORMATS, written
from kg.stores import Answer, Term

X = ox.NamedNode("https://example.org/딥시크?a=1&b='2'")
HARD = ox.Literal('a\t"b"\n<c>&\\ \r가', language="ko")
ROWS: tuple[tuple[Term | None, ...], ...] = (
    (X, HARD),
    (None, ox.Literal("12.50", datatype=ox.NamedNode("http://www.w3.org/2001/XMLSchema#decimal"))),
    (ox.BlankNode("b0"), ox.Literal("")),
)
TABLE = Answer(("s", "o"), ROWS)
GRAPH = Answer(triples=(ox.Triple(X, X, HARD), ox.Triple(X, X, ox.Literal(7))))


@pytest.mark.parametrize("form", ["json", "xml", "tsv"])
def test_a_table_is_read_back_by_pyoxigraph(form: str) -> None:
    found = ox.parse_query_results(written(TABLE, form, {}), format=getattr(ox.QueryResultsFormat, form.upper()))
    assert isinstance(found, ox.QuerySolutions)
    assert [v.value for v in found.variables] == ["s", "o"]
    assert [tuple(row) for row in found][:2] == list(ROWS[:2])


@pytest.mark.parametrize("form", ["json", "xml"])
def test_a_table_is_read_back_by_rdflib(form: str) -> None:
    found = Result.parse(io.BytesIO(written(TABLE, form, {}).encode()), format=form)
    rows: list[tuple[object, ...]] = [tuple(row) for row in found]  # type: ignore[arg-type]
    assert rows[0] == (rdflib.URIRef(X.value), rdflib.Literal(HARD.value, lang="ko"))
    assert rows[1] == (None, rdflib.Literal("12.50", datatype=rdflib.XSD.decimal))


def test_csv_is_as_the_w3c_has_it() -> None:
    text = written(TABLE, "csv", {})
    assert text.startswith("s,o\r\n")
    rows = list(csv.reader(io.StringIO(text, newline="")))
    assert rows[1:] == [[X.value, HARD.value], ["", "12.50"], ["_:b0", ""]]


@given(st.text(max_size=20), st.sampled_from(["json", "tsv"]))
def test_any_text_comes_back(text: str, form: str) -> None:
    answer = Answer(("x",), ((ox.Literal(text.encode("utf-8", "replace").decode()),),))
    found = ox.parse_query_results(written(answer, form, {}), format=getattr(ox.QueryResultsFormat, form.upper()))
    assert isinstance(found, ox.QuerySolutions)
    assert tuple(map(tuple, found)) == answer.rows


def test_what_xml_cannot_hold_is_replaced() -> None:
    answer = Answer(("x",), ((ox.Literal("a\x00\x1b\uffffb"),),))
    assert "<literal>a\ufffd\ufffd\ufffdb</literal>" in written(answer, "xml", {})


def test_a_truth_and_a_graph() -> None:
    yes = Answer(truth=True)
    assert json.loads(written(yes, "json", {})) == {"head": {}, "boolean": True}
    assert ox.parse_query_results(written(yes, "xml", {}), format=ox.QueryResultsFormat.XML)
    assert written(yes, "csv", {}) == "truth\r\ntrue\r\n"
    for form, reads in (("turtle", ox.RdfFormat.TURTLE), ("ntriples", ox.RdfFormat.N_TRIPLES)):
        text = written(GRAPH, form, {"ex": "https://example.org/"})
        assert {q.triple for q in ox.parse(text, format=reads)} == set(GRAPH.triples or ())
        with pytest.raises(QueryError, match="CONSTRUCT"):
            written(TABLE, form, {})
    assert json.loads(written(GRAPH, "json", {}))["head"]["vars"] == ["subject", "predicate", "object"]


def test_every_format_writes_every_kind_of_answer_or_says_why_not() -> None:
    for form in FORMATS:
        for answer in (TABLE, GRAPH, Answer(truth=False), Answer(("x",)), Answer(triples=())):
            if form in ("turtle", "ntriples") and answer.triples is None:
                with pytest.raises(QueryError, match="no graph"):
                    written(answer, form, {})
            else:
                assert isinstance(written(answer, form, {}), str)
