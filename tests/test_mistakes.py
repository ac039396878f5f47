"""What is wrong with a query is shown where it stands, with what may have been meant."""

from __future__ import annotations

from pathlib import Path

import pyoxigraph as ox
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.errors import QueryError
from kg.graph.iris import kg, prefixes
from kg.query.mistakes import explained, known_terms, unknown_terms
from kg.stores import open_store

TERMS = known_terms()
STORE = open_store()


def mistake(text: str) -> QueryError:
    with pytest.raises(QueryError) as caught:
        STORE.query(text, prefixes())
    return explained(caught.value, text, prefixes(), TERMS)


@pytest.mark.parametrize(
    ("text", "what", "remedy"),
    [
        ("^SELEC * { ?s ?p ?o }", "SELEC begins no query", "did you mean SELECT?"),
        ("SELECT * { ?s ^developd ?o }", "no word of SPARQL", "did you mean kg:developed?"),
        ("SELECT * { ?s ^kgg:developed ?o }", "no prefix is called kgg:", "did you mean kg:developed?"),
        ("SELECT * { ?s ^nope:developed ?o }", "no prefix is called nope:", "did you mean kg:developed?"),
        ("SELECT * { ?s ^nope:x ?o }", "no prefix is called nope:", "known are: kg:,"),
        ("SELECT * { ?s ?p ?o ^FILTR(?o > 3) }", "FILTR is no word", "did you mean FILTER?"),
        ("SELECT * ^{ ?s ?p ?o", "a } is missing", "close what opens here"),
        ("SELECT * {\n ?s ?p ?o }^}", "} closes nothing", "nothing is open"),
        ("SELECT * { ?s ?p (1 2 ^} }", "} closes nothing", "a ) is missing before it"),
        ('SELECT * { ?s ?p ^"딥시크 }', "a quotation is not closed", "close it"),
        ("^SELECT ?s (COUNT(*) AS ?n) { ?s ?p ?o }", "neither grouped nor counted", "GROUP BY"),
        ("^", "there is no query", "SELECT"),
    ],
)
def test_a_mistake_is_named_where_it_stands(text: str, what: str, remedy: str) -> None:
    at = text.index("^")
    asked = text[:at] + text[at + 1 :]
    error = mistake(asked)
    assert what in error.what
    assert remedy in error.remedy
    line = asked[:at].count("\n") + 1
    column = at - (asked.rfind("\n", 0, at) + 1) + 1
    assert error.where == f"line {line}, column {column}"
    assert error.shown[1] == " " * (column + 1) + "^"


def test_the_caret_stands_below_wide_letters_too() -> None:
    shown, caret = mistake("SELECT * { ?s ?p '딥시크' ; nope:x ?o }").shown
    assert shown == "  SELECT * { ?s ?p '딥시크' ; nope:x ?o }"
    assert caret == " " * 30 + "^"


def test_a_long_line_is_shown_around_the_mistake() -> None:
    shown, caret = mistake("SELECT * { " + "?s ?p ?o . " * 100 + "nope:x ?p ?o" + " . ?s ?p ?o" * 100 + " }").shown
    assert len(shown) < 120
    assert shown[caret.index("^") :].startswith("nope:x")


def test_prefixes_and_names_of_the_query_s_own_are_no_mistake() -> None:
    error = mistake('PREFIX mine: <https://example.org/> SELECT * { mine:a mine:b "developd"@ko-KR ; ?p 1e5 . % }')
    assert error.what == "is not SPARQL: it cannot be read to its end"


@settings(max_examples=200)
@given(st.text(alphabet="SELECT?skg: {}()[]<>\"'\\.;,*#@^|/!=&\n가1e", max_size=40))
def test_no_text_makes_the_explanation_fail(text: str) -> None:
    try:
        STORE.query(text, prefixes())
    except QueryError as error:
        told = explained(error, text, prefixes(), TERMS)
        assert told.what
        assert len(told.shown) in (0, 2)


def test_terms_that_nobody_knows_are_told_and_those_of_the_graph_are_not() -> None:
    store = open_store()
    node = ox.NamedNode("https://example.org/x")
    store.add([ox.Quad(node, kg("hosts"), node)])
    text = """SELECT * { ?a kg:relased ?b ; kg:hosts ?c ; kg:released ?d ; a kg:Company . # kg:nothing
        ?s <https://w3id.org/newskg/ontology#Persn> "kg:text" }"""
    assert list(unknown_terms(text, prefixes(), TERMS, store)) == [
        "neither the ontology nor the graph knows kg:relased: did you mean kg:released?",
        "neither the ontology nor the graph knows kg:Persn: did you mean kg:Person?",
    ]
    assert list(unknown_terms("PREFIX kg: <x:> ASK { ?s kg:relased ?o }", prefixes(), TERMS, store)) == []


def test_terms_of_a_user_s_ontology_are_known(tmp_path: Path) -> None:
    (tmp_path / "mine.ttl").write_text(
        "<https://w3id.org/newskg/ontology#hosts> a <http://www.w3.org/2002/07/owl#ObjectProperty> .\n",
        encoding="utf-8",
    )
    assert "hosts" in known_terms([tmp_path])
    assert "hosts" not in TERMS


@pytest.mark.parametrize("text", ["{long}", "SELECT * {{ ?s {long}:{long} ?o }}", "SELECT * {{ ?s {long} ?o }}"])
def test_a_long_word_is_not_repeated_whole(text: str) -> None:
    error = mistake(text.format(long="a" * 100_000))
    assert "…" in error.what + error.remedy
    assert len(str(error)) + sum(map(len, error.shown)) < 1000
