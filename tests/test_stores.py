"""All stores hold the same quads and give the same answers; the remote one is a real server."""

from __future__ import annotations

import socket
import threading
import urllib.request
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

import pyoxigraph as ox
import pytest
from hypothesis import HealthCheck, given, settings

from kg.errors import GraphError, QueryError
from kg.graph import BASE, Corpus, inferred_quads, prefixes
from kg.model import ArticleGraph
from kg.ontology import load_ontology
from kg.stores import STORES, Answer, Store, open_store
from tests.corpora import first, graphs, second
from tests.servers import oxigraph

QUADS = list(Corpus.of([first(), second()], load_ontology()).quads())
Opener = Callable[[], Store]


@pytest.fixture(scope="module", params=sorted(STORES))
def opened(request: pytest.FixtureRequest) -> Iterator[Opener]:
    """Opens an empty store, again and again."""
    if request.param != "remote":
        yield partial(open_store, request.param)
        return
    with oxigraph() as address:

        def emptied() -> Store:
            update = urllib.request.Request(f"{address}/update", b"CLEAR ALL", method="POST")  # noqa: S310
            update.add_header("Content-Type", "application/sparql-update")
            urllib.request.build_opener(urllib.request.ProxyHandler({})).open(update).close()
            return open_store("remote", address)

        yield emptied


def filled(opened: Opener) -> Store:
    store = opened()
    store.add(QUADS)
    return store


def ask(store: Store, text: str) -> Answer:
    return store.query(text, prefixes())


def test_a_store_gives_back_the_very_quads_each_once(opened: Opener) -> None:
    store = filled(opened)
    store.add(QUADS)
    assert set(store.quads()) == set(QUADS)
    assert len(store) == len(set(QUADS))


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(g=graphs())
def test_a_store_gives_back_hostile_names(opened: Opener, g: ArticleGraph) -> None:
    quads = set(Corpus.of([g], load_ontology()).quads())
    store = opened()
    store.add(quads)
    assert set(store.quads()) == quads


def test_the_default_graph_is_the_union_and_an_article_can_be_asked_alone(opened: Opener) -> None:
    store = filled(opened)
    everywhere = ask(store, "SELECT DISTINCT ?e { ?e kg:mentionedIn ?a . ?e a kg:Company }")
    alone = ask(store, "SELECT ?e { GRAPH article:002 { ?e kg:mentionedIn ?a } }")
    assert len(everywhere.rows) == 2
    assert len(alone.rows) == 3


def test_answers_of_each_kind(opened: Opener) -> None:
    store = filled(opened)
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


def test_a_syntax_error_names_its_line_and_shows_it(opened: Opener) -> None:
    with pytest.raises(QueryError) as caught:
        ask(opened(), "SELECT * {\n  ?s ?p ?o .\n  ?s ??? ?o\n}")
    assert caught.value.where.startswith("line 3")
    assert "?s ???" in caught.value.remedy


def test_from_fetches_nothing(opened: Opener) -> None:
    answer = ask(filled(opened), "SELECT * FROM <http://127.0.0.1:9/x.ttl> { ?s ?p ?o }")
    assert answer.rows == ()


def test_oxigraph_keeps_its_data_on_disk(tmp_path: Path) -> None:
    store = open_store("oxigraph", tmp_path / "store")
    store.add(QUADS)
    store.close()
    del store
    assert set(open_store("oxigraph", tmp_path / "store").quads()) == set(QUADS)


def test_a_store_on_disk_that_another_one_holds_is_named(tmp_path: Path) -> None:
    held = open_store("oxigraph", tmp_path)
    with pytest.raises(GraphError, match="cannot be opened"):
        open_store("oxigraph", tmp_path)
    held.close()


def test_files_are_loaded_or_refused_with_their_line(opened: Opener, tmp_path: Path) -> None:
    good, bad = tmp_path / "g.nq", tmp_path / "g.ttl"
    good.write_bytes(ox.serialize(QUADS, format=ox.RdfFormat.N_QUADS) or b"")
    bad.write_text("<a:a> <a:b> <a:c> .\n<a:a> nonsense .\n", encoding="utf-8")
    store = opened()
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


def test_what_follows_is_found_by_the_name_of_its_graph_alone(opened: Opener) -> None:
    corpus, store = Corpus.of([first(), second()], load_ontology()), filled(opened)
    before = rows(store, "SELECT * { ?s ?p ?o }")
    inferred = list(inferred_quads(corpus, load_ontology()))
    store.add(inferred, union=False)
    assert rows(store, "SELECT * { ?s ?p ?o }") == before
    assert ask(store, "ASK { ?i a kg:Inference }").truth is False
    named = rows(store, f"SELECT * {{ GRAPH <{BASE}graph/inferred> {{ ?s ?p ?o }} }}")
    assert named == {tuple(map(str, q.triple)) for q in inferred}
    assert set(store.quads()) == {*QUADS, *inferred}
    assert len(store) == len({*QUADS, *inferred})


def rows(store: Store, text: str) -> set[tuple[str, ...]]:
    answer = ask(store, text)
    order = [answer.variables.index(name) for name in "spo"]
    return {tuple(str(row[n]) for n in order) for row in answer.rows}


def test_a_triple_of_two_graphs_is_one_triple(opened: Opener) -> None:
    store = opened()
    names = [ox.NamedNode(f"https://example.org/{n}") for n in "sgh"]
    store.add(ox.Quad(names[0], names[0], names[0], graph) for graph in (names[1], names[2], ox.DefaultGraph()))
    (row,) = ask(store, "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }").rows
    assert row[0] is not None
    assert row[0].value == "1"
    assert len(store) >= 2
    assert {q.graph_name for q in store.quads()} >= set(names[1:])


def test_an_answer_is_cut_at_its_limit(opened: Opener) -> None:
    store = filled(opened)
    whole = ask(store, "SELECT * { ?s ?p ?o }")
    assert not whole.cut
    some = store.query("SELECT * { ?s ?p ?o }", prefixes(), limit=5)
    assert (len(some.rows), some.cut) == (5, True)
    made = store.query("CONSTRUCT WHERE { ?s ?p ?o }", prefixes(), limit=5)
    assert made.triples is not None
    assert (len(made.triples), made.cut) == (5, True)
    assert store.query("SELECT * { ?s ?p ?o }", prefixes(), limit=len(whole.rows)) == whole


def test_what_an_endpoint_says_no_to_names_its_address() -> None:
    with pytest.raises(GraphError, match=r"http://127\.0\.0\.1:9/query: cannot be reached"):
        open_store("remote", "http://127.0.0.1:9").query("ASK {}", {})
    with pytest.raises(GraphError, match="no address"):
        open_store("remote", "ftp://example.org/")
    with oxigraph() as address:
        elsewhere = open_store("remote", f"{address}/nothing")
        with pytest.raises(QueryError, match=r"/nothing: fails: .*404"):
            elsewhere.query("ASK {}", {})
        with pytest.raises(GraphError, match="/nothing: answers 404"):
            elsewhere.add(QUADS)


def test_an_endpoint_that_breaks_off_or_answers_nonsense_is_named() -> None:
    answers = [
        b'HTTP/1.1 200 OK\r\nContent-Type: application/sparql-results+json\r\nContent-Length: 900\r\n\r\n{"head"',
        b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 2\r\n\r\nhi",
        b"HTTP/1.1 200 OK\r\nContent-Type: application/sparql-results+json\r\nContent-Length: 2\r\n\r\n[]",
        b"nonsense\r\n\r\n",
    ]
    with socket.create_server(("127.0.0.1", 0)) as server:
        worker = threading.Thread(target=_answer_each, args=(server, answers), daemon=True)
        worker.start()
        store = open_store("remote", f"http://127.0.0.1:{server.getsockname()[1]}/sparql")
        for _ in answers:
            with pytest.raises((QueryError, GraphError), match=r"127\.0\.0\.1"):
                store.query("SELECT * { ?s ?p ?o }", {})
        worker.join(5)


def _answer_each(server: socket.socket, answers: list[bytes]) -> None:
    for answer in answers:
        connection, _ = server.accept()
        with connection:
            connection.recv(65536)
            connection.sendall(answer)
