"""Both stores hold the same quads and give the same answers."""

from __future__ import annotations

from pathlib import Path

import pyoxigraph as ox
import pytest
from hypothesis import given, settings

from kg.errors import GraphError, QueryError
from kg.graph import Corpus, prefixes
from kg.model import ArticleGraph
from kg.ontology import load_ontology
from kg.stores import STORES, Answer, Store, open_store
from tests.corpora import first, graphs, second

QUADS = list(Corpus.of([first(), second()], load_ontology()).quads())
EACH = pytest.mark.parametrize("name", sorted(STORES))


def filled(name: str, path: Path | None = None) -> Store:
    store = open_store(name, path)
    store.add(QUADS)
    return store


def ask(store: Store, text: str) -> Answer:
    return store.query(text, prefixes())


@EACH
def test_a_store_gives_back_the_very_quads_each_once(name: str) -> None:
    store = filled(name)
    store.add(QUADS)
    assert set(store.quads()) == set(QUADS)
    assert len(store) == len(set(QUADS))


@EACH
@settings(deadline=None, max_examples=25)
@given(g=graphs())
def test_a_store_gives_back_hostile_names(name: str, g: ArticleGraph) -> None:
    quads = set(Corpus.of([g], load_ontology()).quads())
    store = open_store(name)
    store.add(quads)
    assert set(store.quads()) == quads


@EACH
def test_the_default_graph_is_the_union_and_an_article_can_be_asked_alone(name: str) -> None:
    store = filled(name)
    everywhere = ask(store, "SELECT DISTINCT ?e { ?e kg:mentionedIn ?a . ?e a kg:Company }")
    alone = ask(store, "SELECT ?e { GRAPH article:002 { ?e kg:mentionedIn ?a } }")
    assert len(everywhere.rows) == 2
    assert len(alone.rows) == 3


@EACH
def test_answers_of_each_kind(name: str) -> None:
    store = filled(name)
    table = ask(store, "SELECT ?name ?none { entity:gana skos:prefLabel ?name } ORDER BY LANG(?name)")
    assert table.variables == ("name", "none")
    assert table.rows == (
        (ox.Literal("Gana Electronics", language="en"), None),
        (ox.Literal("가나전자", language="ko"), None),
    )
    assert ask(store, "ASK { entity:gana kg:released ?x }").truth is True
    assert ask(store, "ASK { entity:gana kg:sues ?x }").truth is False
    made = ask(store, "CONSTRUCT { ?s kg:uses ?o } WHERE { ?s kg:released ?o }").triples
    assert made is not None
    assert [t.predicate.value.rpartition("#")[2] for t in made] == ["uses"]


@EACH
def test_a_syntax_error_names_its_line_and_shows_it(name: str) -> None:
    with pytest.raises(QueryError) as caught:
        ask(open_store(name), "SELECT * {\n  ?s ?p ?o .\n  ?s ??? ?o\n}")
    assert caught.value.where.startswith("line 3")
    assert "?s ???" in caught.value.remedy


@EACH
def test_from_fetches_nothing(name: str) -> None:
    answer = ask(filled(name), "SELECT * FROM <http://127.0.0.1:9/x.ttl> { ?s ?p ?o }")
    assert answer.rows == ()


def test_oxigraph_keeps_its_data_on_disk(tmp_path: Path) -> None:
    store = filled("oxigraph", tmp_path / "store")
    store.close()
    del store
    assert set(open_store("oxigraph", tmp_path / "store").quads()) == set(QUADS)


def test_a_store_on_disk_that_another_one_holds_is_named(tmp_path: Path) -> None:
    held = open_store("oxigraph", tmp_path)
    with pytest.raises(GraphError, match="cannot be opened"):
        open_store("oxigraph", tmp_path)
    held.close()


@EACH
def test_files_are_loaded_or_refused_with_their_line(name: str, tmp_path: Path) -> None:
    good, bad = tmp_path / "g.nq", tmp_path / "g.ttl"
    good.write_bytes(ox.serialize(QUADS, format=ox.RdfFormat.N_QUADS) or b"")
    bad.write_text("<a:a> <a:b> <a:c> .\n<a:a> nonsense .\n", encoding="utf-8")
    store = open_store(name)
    store.load(good)
    assert set(store.quads()) == set(QUADS)
    with pytest.raises(GraphError, match=r"g\.ttl"):
        store.load(bad)
    assert set(store.quads()) == set(QUADS)
    with pytest.raises(GraphError, match="kg build"):
        store.load(tmp_path / "none.ttl")


def test_unknown_stores_and_folders_for_memory_are_refused(tmp_path: Path) -> None:
    with pytest.raises(GraphError, match="oxigraph"):
        open_store("nonsense")
    with pytest.raises(GraphError, match="disk"):
        open_store("memory", tmp_path)
