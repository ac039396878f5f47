"""The named queries: each has a question, parameters, an example, rows on the digests, the same from every store."""

from __future__ import annotations

import shlex
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

import pyoxigraph as ox
import pytest
from click.testing import CliRunner

from kg.cli import cli
from kg.cli.answering import parameters
from kg.graph import Corpus
from kg.graph.iris import BASE, kg, prefixes
from kg.graph.triples import TYPE
from kg.model import ArticleGraph, Claim, Entity, Name, Qualifier, Quantity
from kg.ontology import data_root, load_ontology
from kg.ontology.queries import KINDS, NamedQuery, Parameter, read_query
from kg.query import ask, named_queries
from kg.query.binding import Binder, bound
from kg.stores import Answer, Store, open_store
from tests.corpora import CHIP, DARA, GANA, article, claim, first, graph, second
from tests.servers import oxigraph

GRAPH = Path(__file__).parents[1] / "outputs" / "graph.ttl"
NAMED = {name: read_query(path) for name, path in named_queries([data_root()]).items()}
EACH = pytest.mark.parametrize("name", sorted(NAMED))
ASKED = (  # by the issue, each with the query that answers it
    *("facts", "who-says-what", "confirmed", "disagreements", "timeline", "supply-chain", "restrictions"),
    *("sources", "co-mentions", "measures-compared", "since"),
)


@cache
def local() -> Store:
    store = open_store()
    store.load(GRAPH)
    return store


@pytest.fixture(scope="module")
def remote() -> Iterator[Store]:
    with oxigraph() as address:
        store = open_store("remote", address)
        store.add(local().quads())
        yield store


def text_of(name: str, *, example: bool) -> str:
    """The query as it stands where it needs nothing, or with the parameters of its example."""
    query = NAMED[name]
    words = shlex.split(query.examples[0])[3:] if example else []
    given = parameters(None, None, words)  # type: ignore[arg-type]
    return bound(query, Binder(local(), BASE).terms(query, given))


def needs(name: str) -> bool:
    return any(p.required for p in NAMED[name].parameters)


def rows(answer: Answer) -> list[str]:
    return sorted(" | ".join("" if t is None else t.value for t in row) for row in answer.rows)


def test_there_are_enough_and_those_that_were_asked_for() -> None:
    assert len(NAMED) >= 20
    assert set(ASKED) <= set(NAMED)


@EACH
def test_each_is_documented_in_its_head(name: str) -> None:
    query = NAMED[name]
    assert query.question.endswith("?")
    assert query.korean.endswith("?")
    assert {p.kind for p in query.parameters} <= set(KINDS)
    assert [e.split()[:3] for e in query.examples] == [["kg", "query", name]]
    taken = {o for p in cli.get_command(None, "query").params for o in p.opts}  # type: ignore[arg-type, union-attr]
    assert taken.isdisjoint(f"--{p.name}" for p in query.parameters)


@EACH
def test_each_gives_rows_on_the_digests(name: str) -> None:
    for example in {True, needs(name)}:
        answer = ask(local(), text_of(name, example=example), prefixes())
        assert answer.rows, "no rows" if example else "no rows without parameters"


@EACH
def test_a_value_narrows_what_is_found(name: str) -> None:
    if needs(name) or any(p.default for p in NAMED[name].parameters):
        pytest.skip("without a value it asks nothing, or something else")
    everything = ask(local(), text_of(name, example=False), prefixes()).rows
    some = ask(local(), text_of(name, example=True), prefixes()).rows
    if NAMED[name].parameters and "COUNT" not in NAMED[name].text:
        assert set(some) <= set(everything)
    assert len(some) <= len(everything)


@EACH
def test_a_server_gives_the_same_rows_on_the_digests(name: str, remote: Store) -> None:
    for example in {True, needs(name)}:
        text = text_of(name, example=example)
        assert rows(ask(remote, text, prefixes())) == rows(ask(local(), text, prefixes()))


@cache
def small(kind: str) -> Store:
    """Three articles that hold something for each query: rdflib takes minutes over the digests' joins."""
    store = open_store(kind)
    store.add(Corpus.of([first(), second(), third()], load_ontology()).quads())
    return store


def third() -> ArticleGraph:
    """What the two other articles lack: a rumour come true, a suit, a deal, a person, a land, an unnamed source."""
    land, person = Entity("nara", "Country", (Name("나라", "ko"),)), Entity("kim", "Person", (Name("김가나", "ko"),))
    text = "김가나 가나전자 다라반도체 나라 G1 90만 달러."
    a = article("003", text, published=date(2025, 3, 1), publisher="두루신문")

    def said(subject: str, predicate: str, target: str | Quantity, **more: Any) -> Claim:
        qualifiers = more.pop("qualifiers", ())
        ends = (subject, "가나전자"), (target, "G1")
        return claim(a, text, ends[0], predicate, ends[1], "나라", qualifiers, **more)

    claims = [
        said("gana", "released", "chip/g1"),
        said("gana", "competesWith", "dara"),
        said("gana", "sues", "dara"),
        said("gana", "investsIn", "dara", qualifiers=[Qualifier("amount", "900000 USD")]),
        said("gana", "supplies", "dara"),
        said("kim", "holdsPosition", "gana", qualifiers=[Qualifier("role", "대표")]),
        said("nara", "restricts", "chip/g1", qualifiers=[Qualifier("target", "gana", is_entity=True)]),
        said("dara", "uses", "chip/g1", modality="denied", attributed_to="dara"),
        said("gana", "price", Quantity(Decimal(900000), "USD"), modality="claimed", attributed_to="anonymous"),
        said("gana", "acquires", "dara", modality="alleged", attributed_to="dara"),
    ]
    return graph(a, claims, GANA, DARA, CHIP, land, person)


@EACH
def test_rdflib_gives_the_same_rows(name: str) -> None:
    query, store = NAMED[name], small("oxigraph")
    values = {"entity": "가나전자", "one": "가나전자", "other": "G1", "since": "2025-02", "article": "001"}
    given = {p.name: [values[p.name]] for p in query.parameters if p.name in values}
    for used in (given, {k: v for k, v in given.items() if needs(name)}):
        text = bound(query, Binder(store, BASE).terms(query, used))
        found = rows(ask(store, text, prefixes()))
        assert rows(ask(small("memory"), text, prefixes())) == found
        assert found or (used and name in ELSEWHERE)


ELSEWHERE = ("denials", "disagreements", "measures-compared", "restrictions", "timeline")  # are not of that firm


def test_what_only_narrows_goes_with_its_value_and_changes_nothing() -> None:
    text = """SELECT ?s {
        { SELECT DISTINCT ?s { VALUES ?who { UNDEF } { ?s kg:uses ?who } UNION { ?s ?p "}" , ?who } } }
        ?s a ?c VALUES ?who { UNDEF } }"""
    query = NamedQuery(Path(), text, parameters=(Parameter("who", "entity", "anyone"),))
    assert bound(query, {}).split() == ["SELECT", "?s", "{", "?s", "a", "?c", "}"]
    given = bound(query, {"who": [kg("x")]})
    assert given.count(f"VALUES ?who {{ {kg('x')} }}") == 2
    for named in NAMED.values():  # as it stands, with UNDEF in its place, a query says the same
        if not any(p.required for p in named.parameters):
            as_it_is = ask(local(), named.text, prefixes())
            assert rows(as_it_is) == rows(ask(local(), bound(named, {}), prefixes()))


def test_the_examples_run_as_they_are_written(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(GRAPH.parents[1])
    for name in ("who-says-what", "since", "between"):
        words = shlex.split(NAMED[name].examples[0])[1:]
        result = CliRunner().invoke(cli, [*words, "--format", "csv"])
        assert result.exit_code == 0, result.output
        assert len(result.stdout.splitlines()) > 1


def test_what_holds_between_two_directly_has_no_middle() -> None:
    query, store = NAMED["between"], small("oxigraph")
    terms = Binder(store, BASE).terms(query, {"one": ["가나전자"], "other": ["G1"]})
    found = [[None if t is None else t.value for t in row] for row in ask(store, bound(query, terms), prefixes()).rows]
    assert [row for row in found if row[1] == "released →" and row[3] is None] == [
        ["가나전자", "released →", None, None, "G1"]
    ]
    assert {row[2] for row in found} <= {None, "다라반도체", "나라", "김가나"}


def test_co_mentions_are_counted_once_for_each_pair() -> None:
    places: dict[str, set[str]] = {}
    store, query = small("oxigraph"), NAMED["co-mentions"]
    for quad in store.quads():
        if quad.predicate == kg("mentionedIn") and isinstance(quad.subject, ox.NamedNode):
            places.setdefault(quad.subject.value, set()).add(str(quad.object))
    shared = {(a, b): len(places[a] & places[b]) for a in places for b in places if a < b}
    counts = sorted((n for n in shared.values() if n > 1), reverse=True)
    assert counts
    found = [row for row in ask(store, bound(query, {}), prefixes()).rows if row[2] is not None]
    assert [int(row[2].value) for row in found if row[2] is not None] == counts
    given = Binder(store, BASE).terms(query, {"entity": ["가나전자", "다라반도체"]})
    both = ask(store, bound(query, given), prefixes()).rows  # a pair of those that were given is no two pairs
    assert set(both) <= set(found)
    assert len(both) == len(set(both)) > 0


def test_the_chain_goes_as_deep_as_it_is_told() -> None:
    store = open_store()
    names = "abcdef"
    iri = {n: ox.NamedNode(f"{BASE}entity/{n}") for n in names}
    label = ox.NamedNode(prefixes()["skos"] + "prefLabel")
    store.add(ox.Quad(node, TYPE, kg("Company")) for node in iri.values())
    store.add(ox.Quad(iri[n], label, ox.Literal(n.upper(), language="ko")) for n in names)
    store.add(ox.Quad(iri[a], kg("supplies"), iri[b]) for a, b in ("ab", "bc", "cd", "de", "ef", "ca"))
    query = NAMED["supply-chain"]
    for depth, wanted in ((1, "AB"), (2, "AB BC"), (3, "AB BC CD"), (4, "AB BC CD DE")):
        terms = Binder(store, BASE).terms(query, {"entity": ["A"], "depth": [str(depth)]})
        found = ask(store, bound(query, terms), prefixes()).rows
        assert " ".join(f"{row[1].value}{row[3].value}" for row in found if row[1] and row[3]) == wanted
