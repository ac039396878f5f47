"""The articles: what each adds, one by itself, and its text where that was asked for."""

from __future__ import annotations

from pathlib import Path

import pytest

from kg.exporters.html import render
from kg.ontology import load_ontology
from tests.browser.sample import graphs
from tests.browser.tabs import Tab
from tests.test_html import HOSTILE, named

expect = pytest.importorskip("playwright.sync_api", reason="playwright is not installed").expect

HOOK = "document.getElementById('graph').explorer"


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("page") / "graph.html"
    path.write_text(render(graphs(), load_ontology(), embed_text=True), encoding="utf-8", newline="\n")
    return path


def test_what_each_article_adds_and_one_of_them_by_itself(tab: Tab, file: Path) -> None:
    page = tab.open(file)
    every = len(page.evaluate(f"{HOOK}.shown()"))
    page.get_by_role("button", name="기사", exact=True).click()
    rows = page.locator("#panel .articles li")
    assert [text.split("\n")[0] for text in rows.all_inner_texts()] == [
        "스타게이트와 규제 당국",
        "수출 통제와 반도체 공급망",
        "딥시크 R1이 흔든 인공지능 시장",
    ]
    assert "새 개체 13 · 새 진술 16" in rows.last.inner_text()
    rows.first.get_by_role("button").click()
    assert tab.text("#panel h2") == "스타게이트와 규제 당국"
    page.get_by_role("button", name="이 기사만 보기").click()
    some = set(page.evaluate(f"{HOOK}.shown()"))
    of_it = f"{HOOK}.data.statements.filter(s => s.e.some(e => e.a === 2)).map(s => s.id)"
    assert some == set(page.evaluate(of_it))
    assert "only-article=ai-3" in page.url
    address = page.url.partition("#")[2]
    tab.open(file, fragment=f"#{address}")
    assert set(page.evaluate(f"{HOOK}.shown()")) == some
    page.get_by_role("button", name="이 기사만 보기").click()
    assert len(page.evaluate(f"{HOOK}.shown()")) == every
    page.locator("#panel .chip").first.click()
    assert "read=" not in page.url


def test_without_being_asked_the_page_has_no_text(tab: Tab, file: Path) -> None:
    page = tab.open(file, fragment="#read=ai-1")
    assert tab.text("#panel h2") == "딥시크 R1이 흔든 인공지능 시장"
    assert page.locator("#panel .text").count() == 0


def test_a_text_with_its_entities_and_statements_marked(tab: Tab, whole: Path) -> None:
    page = tab.open(whole, fragment="#read=ai-1")
    text = page.locator("#panel .text")
    assert "헤지펀드 하이플라이어를 세운 량원펑이" in text.inner_text()
    assert text.locator("mark.said").count() > 8
    text.get_by_role("button", name="엔비디아", exact=True).first.click()
    assert tab.text("#panel h2") == "엔비디아"
    tab.open(whole, fragment="#read=ai-1")
    text.get_by_role("button", name="딥시크 → 공개했다 → 딥시크 R1").first.focus()
    page.keyboard.press("Enter")
    assert "R1을 공개했다" in tab.text("#panel blockquote")


@pytest.mark.parametrize("hostile", HOSTILE)
def test_a_hostile_text_is_shown_as_it_is(tab: Tab, tmp_path: Path, hostile: str) -> None:
    path = tmp_path / "hostile.html"
    (graph,) = named(hostile)
    path.write_text(render([graph], load_ontology(), embed_text=True), encoding="utf-8", newline="\n")
    page = tab.open(path, fragment="#list=articles")
    page.locator("#panel .articles button").evaluate("e => e.click()")
    assert tab.page.evaluate("document.querySelectorAll('img, iframe').length + document.scripts.length") == 3
