"""Queries: by name, from files, ad hoc; never an update, never a fetch, never for ever."""

from __future__ import annotations

import time
from collections.abc import Mapping
from pathlib import Path

import pytest

from kg.errors import QueryError
from kg.graph import Corpus, prefixes
from kg.ontology import data_root, load_ontology
from kg.query import ask, guard, named_queries, query_text, question
from kg.stores import Answer, open_store
from tests.corpora import first, second

NAMED = named_queries([data_root()])
STORE = open_store()
STORE.add(Corpus.of([first(), second()], load_ontology()).quads())


@pytest.mark.parametrize(
    "text",
    [
        "INSERT DATA { <a:a> <a:b> <a:c> }",
        "PREFIX a: <a:> DELETE WHERE { ?s ?p ?o }",
        "# harmless\nDROP ALL",
        "load <http://example.org/x.ttl>",
        "CLEAR DEFAULT",
        "WITH <a:g> DELETE { ?s ?p ?o } WHERE { ?s ?p ?o }",
        "SELECT * { SERVICE <http://example.org/sparql> { ?s ?p ?o } }",
        "SELECT * { service SILENT ?x { ?s ?p ?o } }",
        "SELECT * { ?s ?p 'x' . # '\n SERVICE <http://example.org/> { } }",
        "SELECT * { { SELECT ?s { SERVICE<http://example.org/>{ ?s ?p ?o } } } }",
    ],
)
def test_what_changes_or_fetches_is_refused(text: str) -> None:
    with pytest.raises(QueryError, match=r"change the graph|reach into the network"):
        guard(text)


@pytest.mark.parametrize(
    "text",
    [
        'SELECT * { ?s kg:load "INSERT DATA" }',
        "SELECT ?service $delete { ?service <http://x/SERVICE> $delete }",
        "SELECT * { ?s kg:service kg:insert } # SERVICE <http://x>",
        "SELECT * { ?s ?p '''\nSERVICE <x>\n''' }",
        'SELECT * { ?s ?p """say "SERVICE" """ }',
        "ASK { ?s ?p 'it\\'s SERVICE' }",
        "ASK { ?s ?p 'text'@en-SERVICE }",
    ],
)
def test_what_only_looks_so_is_let_through(text: str) -> None:
    guard(text)


@pytest.mark.parametrize("name", sorted(NAMED))
def test_every_named_query_runs(name: str) -> None:
    answer = ask(STORE, query_text(name, NAMED), prefixes())
    assert answer.variables
    assert question(NAMED[name]).endswith("?")


def test_named_queries_find_what_is_there() -> None:
    rumours = ask(STORE, query_text("disagreements", NAMED), prefixes())
    assert len(rumours.rows) == 1
    facts = ask(STORE, query_text("facts", NAMED), prefixes())
    assert [[t.value for t in row if t][:3] for row in facts.rows] == [
        ["가나전자", "released", "G1"],
        ["다라반도체", "competesWith", "가나전자"],
    ]


def test_the_line_of_an_error_is_the_users_own() -> None:
    with pytest.raises(QueryError, match="line 2, "):
        ask(STORE, "SELECT * {\n ?s nope:x ?o }", prefixes())


def test_names_files_and_text(tmp_path: Path) -> None:
    file = tmp_path / "mine.rq"
    file.write_text("\ufeffASK {}", encoding="utf-8")
    assert query_text(str(file), NAMED) == "ASK {}"
    assert query_text("ASK {}", NAMED) == "ASK {}"
    long = "SELECT * { ?s ?p ?o } #" + "x" * 10_000
    assert query_text(long, NAMED) == long
    with pytest.raises(QueryError, match="did you mean rumours"):
        query_text("rumors", NAMED)
    with pytest.raises(QueryError, match="timeline"):
        query_text("zzz", NAMED)
    file.write_bytes(b"\xff\xfeA")
    with pytest.raises(QueryError, match="UTF-8"):
        query_text(str(file), NAMED)


def test_a_users_queries_override_and_add(tmp_path: Path) -> None:
    (tmp_path / "queries").mkdir()
    (tmp_path / "queries" / "facts.rq").write_text("ASK {}", encoding="utf-8")
    assert named_queries([data_root(), tmp_path])["facts"].parent == tmp_path / "queries"


class SlowStore:
    """Takes its time over every answer."""

    def query(self, text: str, prefixes: Mapping[str, str], limit: int | None = None) -> Answer:
        del text, prefixes, limit
        time.sleep(5)
        return Answer()

    def close(self) -> None: ...


def test_waiting_ends() -> None:
    started = time.monotonic()
    with pytest.raises(QueryError, match=r"longer than 0\.1 s"):
        ask(SlowStore(), "ASK {}", {}, timeout=0.1)
    assert time.monotonic() - started < 3
