"""The page's filters: they combine, their numbers follow, the address keeps them, and a query says the same."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlencode

import pyoxigraph as ox
import pytest

from kg.exporters.html import render
from kg.graph import Corpus
from kg.ontology import load_ontology
from tests.browser.sample import graphs
from tests.browser.tabs import Tab
from tests.corpora import first, second

if TYPE_CHECKING:
    from playwright.sync_api import Page

expect = pytest.importorskip("playwright.sync_api", reason="playwright is not installed").expect

HOOK = "document.getElementById('graph').explorer"
VIEWS = [
    {},
    {"modality": "asserted", "only": "rumours"},
    {"modality": "claimed|alleged|planned|predicted|denied|negated"},
    {"class": "Country|AIModel"},
    {"relation": "uses|restricts|stockChange"},
    {"article": "ai-1"},
    {"outlet": "가온일보"},
    {"from": "2025-02"},
    {"to": "2022"},
    {"from": "2022-10", "to": "2025-01", "sure": "0.6"},
    {"sure": "0.75"},
    {"least": "2"},
    {"least": "2", "class": "Country", "outlet": "가온일보", "modality": "predicted"},
]


@pytest.fixture(scope="module")
def corpus() -> Corpus:
    found = Corpus.of([*graphs(), first(), second()], load_ontology())
    assert len(found.graphs) == 5, found.failures
    return found


@pytest.fixture(scope="module")
def store(corpus: Corpus) -> ox.Store:
    found = ox.Store()
    found.extend(ox.Quad(t.subject, t.predicate, t.object) for t in corpus.triples())
    return found


@pytest.fixture(scope="module")
def joined(corpus: Corpus, tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("page") / "graph.html"
    path.write_text(render(corpus.graphs, load_ontology()), encoding="utf-8", newline="\n")
    return path


def shown(page: Page) -> set[str]:
    return set(page.evaluate(f"{HOOK}.shown()"))


def asked(page: Page, store: ox.Store) -> set[str]:
    found = store.query(page.evaluate(f"{HOOK}.query()"))
    return {row["statement"].value.rpartition("/")[2] for row in found}  # type: ignore[union-attr]


@pytest.mark.parametrize("view", VIEWS, ids=lambda view: urlencode(view) or "all")
def test_a_view_as_sparql_returns_what_is_shown(tab: Tab, joined: Path, store: ox.Store, view: dict[str, str]) -> None:
    page = tab.open(joined, fragment=f"#{urlencode(view)}")
    statements = shown(page)
    assert asked(page, store) == statements
    whole = set(page.evaluate(f"{HOOK}.data.statements.map(s => s.id)"))
    assert statements == whole if not view else statements < whole
    assert statements


def test_a_part_of_the_picture_as_sparql(tab: Tab, joined: Path, store: ox.Store) -> None:
    page = tab.open(joined)
    page.evaluate(
        f"""(() => {{ const all = {HOOK}.data.entities;
        const nodes = document.getElementById('graph').network.body.data.nodes;
        nodes.remove(nodes.getIds().filter(k => !['deepseek', 'h100', 'nvidia'].includes(all[k].id))); }})()"""
    )
    statements = shown(page)
    assert 0 < len(statements) < len(page.evaluate(f"{HOOK}.data.statements"))
    assert asked(page, store) == statements


def test_outlets_dates_and_support_are_chosen_by_hand(tab: Tab, file: Path) -> None:
    page = tab.open(file)
    every = len(shown(page))
    page.locator("details[data-facet=outlet] summary").click()
    page.locator("[data-key='outlet 한빛경제']").click()
    one = shown(page)
    assert 0 < len(one) < every
    page.get_by_role("slider", name="이때부터").focus()
    page.keyboard.press("End")
    assert "from=2025-02" in page.url
    two = shown(page)
    assert 0 < len(two) < len(one)
    page.get_by_role("slider", name="확신도").focus()
    for _ in range(14):
        page.keyboard.press("ArrowRight")
    page.wait_for_function("location.hash.includes('sure=0.7')")
    assert 0 < len(shown(page)) < len(two)
    expect(page.get_by_role("slider", name="확신도")).to_be_focused()
    before = tab.text("#scope")
    again = tab.open(file, fragment=f"#{page.url.partition('#')[2]}")
    assert tab.text("#scope") == before
    again.locator("[data-key=clear]").click()
    assert len(shown(again)) == every
    assert "#" not in again.url


def test_numbers_beside_filters_are_what_choosing_them_would_show(tab: Tab, file: Path) -> None:
    page = tab.open(file, fragment="#sure=0.6&from=2025-01&outlet=%ED%95%9C%EB%B9%9B%EA%B2%BD%EC%A0%9C")
    box = "document.querySelector(`[data-key='modality ${m}']`)"
    told = page.evaluate(f"(m => Number({box}.closest('label').lastChild.textContent))('claimed')")
    for name in ("asserted", "alleged", "planned", "predicted", "denied", "negated"):
        page.evaluate(f"m => {box}.click()", name)
    assert len(shown(page)) == told > 0
