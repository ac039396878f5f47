"""The page of a large graph is made of numbers, and says what it would if all of the graph had been gathered."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from benchmarks.corpus import corpus
from kg.exporters import html
from kg.exporters._html import outline
from kg.exporters._html.outline import Outline, more_than
from kg.exporters._html.payload import Payload
from kg.model import ArticleGraph
from kg.ontology import load_ontology
from tests.corpora import first, second

ONTOLOGY = load_ontology()
GRAPHS = [*corpus(300), first(), second()]


def page(graphs: list[ArticleGraph] | None = None) -> Any:
    found = re.search(r'<script[^>]*id="data">(.*?)</script>', html.render(graphs or GRAPHS, ONTOLOGY), re.DOTALL)
    assert found
    return json.loads(found[1])


def test_it_numbers_joins_and_counts_as_the_whole_does() -> None:
    whole, made = Payload(GRAPHS, ONTOLOGY), Outline(GRAPHS, ONTOLOGY)
    assert made.ids == [e.id for e in whole.entities]
    assert made.pairs.tolist() == [[e["a"], e["b"]] for e in whole.edges]
    assert made.degree == whole.degree
    assert [GRAPHS[n] for n in made.order] == whole.graphs
    assert made.statements == len(whole.statements)
    assert made.evidences == sum(len(row["e"]) for row in whole.statements)


def test_whether_there_are_more_is_known_before_all_are_read() -> None:
    entities = len(Payload(GRAPHS, ONTOLOGY).entities)
    assert not more_than(entities, GRAPHS)
    assert more_than(entities - 1, GRAPHS)
    coming = iter(GRAPHS)
    assert more_than(10, coming)
    assert next(coming, None) is not None


@pytest.fixture
def large(monkeypatch: pytest.MonkeyPatch) -> Callable[[int], None]:
    """Let a page be of the first view alone, with so many claims at most."""
    monkeypatch.setattr(html, "LARGE", 100)
    return lambda claims: monkeypatch.setattr(outline, "CLAIMS", claims)


def test_of_too_many_claims_it_holds_those_of_the_newest_articles(large: Callable[[int], None]) -> None:
    large(10**6)
    every = page()
    large(20)
    few = page()
    said = [e for row in few["statements"] for e in row["e"]]
    assert 10 < len(said) <= 20
    oldest = min(few["articles"][e["a"]]["date"] for e in said)
    newer = [e for row in every["statements"] for e in row["e"] if every["articles"][e["a"]]["date"] > oldest]
    assert len(said) >= len(newer) > 0
    assert few["live"] == every["live"]
    assert degrees(few) == degrees(every)


def degrees(data: Any) -> dict[str, int]:
    found = [data["entities"][node["id"]] for node in data["nodes"]]
    return {entity["id"]: entity["d"] for entity in found}


def test_an_entity_that_only_left_out_claims_name_is_there(large: Callable[[int], None]) -> None:
    bare = [replace(g, entities=()) for g in GRAPHS]
    large(0)
    assert degrees(page(bare)).keys() == {e["id"] for e in page(bare)["entities"]}


def test_the_order_of_the_input_is_forgotten(large: Callable[[int], None]) -> None:
    large(20)
    assert page(GRAPHS[::-1]) == page()
