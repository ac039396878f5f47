"""The page in a headless Chromium, used as a person would use it."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

import pyoxigraph as ox
import pytest

from kg.exporters.html import render
from kg.ontology import load_ontology
from tests.browser.tabs import Tab
from tests.test_html import HOSTILE, named

if TYPE_CHECKING:
    from playwright.sync_api import Page

expect = pytest.importorskip("playwright.sync_api", reason="playwright is not installed").expect

LINE = """(() => {{ const n = document.getElementById('graph').network, edges = n.body.data.edges;
  const label = k => document.getElementById('graph').explorer.data.entities[k].label;
  const e = edges.get().find(e => label(e.from) === '{0}' && label(e.to) === '{1}');
  const a = n.getPosition(e.from), b = n.getPosition(e.to);
  const box = document.getElementById('graph').getBoundingClientRect();
  const p = n.canvasToDOM({{ x: (a.x + b.x) / 2, y: (a.y + b.y) / 2 }}); return [p.x + box.x, p.y + box.y]; }})()"""


@pytest.fixture(autouse=True)
def alone(tab: Tab) -> Iterator[None]:
    """The page is all that is asked for."""
    yield
    assert [u for u in tab.requests if not u.startswith(("file:", "data:"))] == []
    assert len([u for u in tab.requests if u.startswith("file:")]) == 1


@pytest.mark.parametrize("width", [1280, 390])
def test_opens_whole_and_inside_the_window(tab: Tab, file: Path, width: int) -> None:
    page = tab.open(file, width=width, height=800)
    assert tab.text("#scope") == "개체 28 · 관계 38"
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert page.evaluate("document.getElementById('graph').network.getScale()") > 0.3


def test_the_overview_counts_the_entities_that_can_be_drawn(tab: Tab, file: Path) -> None:
    page = tab.open(file, width=1280, height=800)
    assert "28 이어진 개체" in " ".join(page.locator("#panel .numbers").inner_text().split())


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("엔비", "엔비디아"),
        ("ㅅㅅㅈㅈ", "삼성전자"),
        ("ㄷㅅㅋ", "딥시크"),
        ("台積", "TSMC"),
        ("sk hy", "SK하이닉스"),
        ("nvda", "엔비디아"),
    ],
)
def test_search_finds_by_part_initials_and_other_names(tab: Tab, file: Path, typed: str, name: str) -> None:
    page = tab.open(file)
    page.keyboard.press("/")
    assert page.evaluate("document.activeElement.id") == "find"
    page.keyboard.insert_text(typed)
    assert tab.text("#hits li b") == name
    page.keyboard.press("Enter")
    assert tab.text("#panel h2") == name
    page.keyboard.press("Escape")
    assert "한눈에" in tab.text("#panel h2")


def test_arrow_keys_walk_the_hits(tab: Tab, file: Path) -> None:
    page = tab.open(file)
    page.keyboard.press("/")
    page.keyboard.insert_text("딥시크")
    page.keyboard.press("ArrowDown")
    second = tab.text("#hits li:nth-child(2) b")
    assert tab.text("#hits li[aria-selected=true] b") == second
    page.keyboard.press("Enter")
    assert tab.text("#panel h2") == second


def test_a_click_on_a_line_shows_the_sentence_and_who_says_it(tab: Tab, file: Path) -> None:
    page = tab.open(file)
    page.mouse.click(*page.evaluate(LINE.format("딥시크", "H100")))
    expect(page.locator("#panel blockquote").first).to_be_visible()
    shown = tab.text("#panel")
    assert "알렉산더 왕 스케일AI 최고경영자는" in shown
    assert "엇갈림" in shown
    assert "가온일보" in shown
    assert tab.text("#panel mark.s") == "딥시크"
    assert tab.text("#panel mark.o") == "H100"
    assert tab.text("#panel mark.t") == "갖고 있다"
    assert page.evaluate("document.querySelector('#panel .source a').href") == "https://news.example/ai-1"


def test_an_unnamed_source_is_called_so(tab: Tab, file: Path) -> None:
    page = tab.open(file)
    page.mouse.click(*page.evaluate(LINE.format("미국", "엔비디아")))
    expect(page.locator("#panel .who").first).to_have_text("익명")


def test_an_entity_shows_names_figures_and_relations(tab: Tab, file: Path) -> None:
    page = tab.open(file, fragment="#entity=nvidia")
    shown = tab.text("#panel")
    for word in (
        "NVIDIA",
        "기업",
        "주가 변동률",
        "−17%",
        "개발했다",
        "SK하이닉스",
        "젠슨 황",
        "수출 통제와 반도체 공급망",
    ):
        assert word in shown
    page.locator("#panel td.value button").first.click()
    assert "시가총액은 5890억 달러 줄었다" in tab.text("#panel blockquote")


def test_filters_combine_and_their_numbers_follow(tab: Tab, file: Path) -> None:
    page = tab.open(file)
    page.locator("[data-key='preset facts']").first.click()
    assert tab.text("#scope") == "개체 28 · 관계 30"
    page.locator("[data-key='class Country']").first.click()
    fewer = tab.text("#scope")
    assert fewer == "개체 26 · 관계 28"
    page.locator("[data-key='preset rumours']").first.click()
    assert page.evaluate("document.querySelector(\"[data-key='modality asserted']\").checked") is False
    page.locator("[data-key='clear']").first.click()
    assert tab.text("#scope") == "개체 28 · 관계 38"
    page.locator("details[data-facet=article] summary").first.click()
    page.locator("[data-key='article ai-1']").first.click()
    assert "article=ai-1" in page.evaluate("location.hash")
    assert tab.text("#scope") != "개체 28 · 관계 38"


def test_a_shared_address_brings_the_view_back(tab: Tab, file: Path) -> None:
    page = tab.open(file, fragment="#modality=asserted&only=rumours&entity=openai")
    assert page.evaluate("document.querySelector('.segments [aria-pressed=true]').textContent") == "소문만"
    assert tab.text("#panel h2") == "오픈AI"


def test_narrow_screens_get_filters_in_a_drawer(tab: Tab, file: Path) -> None:
    page = tab.open(file, width=390, height=844)
    expect(page.locator("#filters")).to_be_hidden()
    page.locator("#show-filters").first.click()
    expect(page.locator("#filters")).to_be_visible()
    page.keyboard.press("Escape")
    assert page.evaluate("document.getElementById('show-filters').ariaExpanded") == "false"


HOOK = "document.getElementById('graph').explorer"


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_names_run_nothing_and_are_shown_as_they_are(tab: Tab, tmp_path: Path, text: str) -> None:
    path = tmp_path / "hostile.html"
    path.write_text(render(named(text), load_ontology(), title=text), encoding="utf-8", newline="\n")
    page = tab.open(path)
    names = page.evaluate(f"{HOOK}.data.entities.map(e => [e.id, e.n[0][0]])")
    assert [name for _, name in names] == [f"{text}1", f"{text}2"]

    page.evaluate("document.querySelector('#panel section button').click()")
    page.evaluate("document.querySelector('#panel .item:not(div)').click()")
    sentence = page.evaluate("document.querySelector('#panel blockquote').textContent")
    assert sentence == page.evaluate(f"{HOOK}.data.sentences[0]") == f"{text}와 {text}가 만났다"
    harmless(page)

    for k, (id_, name) in enumerate(names):
        page.evaluate("id => { location.hash = new URLSearchParams({ entity: id, lang: 'en' }); }", id_)
        page.wait_for_function("name => document.querySelector('#panel h2')?.textContent === name", arg=name)
        harmless(page)
        page.locator("#find").fill(name)
        assert name in page.evaluate("[...document.querySelectorAll('#hits b')].map(e => e.textContent)"), k
        page.keyboard.press("Escape")
    ends = {"path-a": names[0][0], "path-b": names[1][0]}
    page.evaluate("ends => { location.hash = new URLSearchParams(ends); }", ends)
    page.wait_for_function("document.querySelectorAll('#panel .ways li').length === 1")
    harmless(page)
    page.locator("#filters details").evaluate_all("all => all.forEach(d => { d.open = true; })")
    page.locator("[data-facet=outlet] input").click()
    page.locator("#filters [data-key=clear]").click()
    page.locator("#show-take").click()
    harmless(page)
    page.evaluate("document.getElementById('graph').network.redraw()")


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_names_are_taken_away_whole(tab: Tab, tmp_path: Path, text: str) -> None:
    path = tmp_path / "hostile.html"
    path.write_text(render(named(text), load_ontology()), encoding="utf-8", newline="\n")
    page = tab.open(path)
    rows = list(csv.DictReader(io.StringIO(page.evaluate(f"{HOOK}.csv()"), newline="")))
    assert {row["sentence"] for row in rows} == {f"{text}와 {text}가 만났다"}
    assert {row["subject_label"] for row in rows} == {f"{text}1"}
    triples = [q.triple for q in ox.parse(page.evaluate(f"{HOOK}.turtle()"), format=ox.RdfFormat.TURTLE)]
    exact = {t.object.value for t in triples if t.predicate.value.endswith("#exact")}
    assert exact == {f"{text}와 {text}가 만났다"}
    ox.Store().query(page.evaluate(f"{HOOK}.query()"))
    ET.fromstring(page.evaluate(f"{HOOK}.svg()").encode())  # noqa: S314 - our own


def harmless(page: Page) -> None:
    assert page.evaluate("document.querySelectorAll('img, iframe, object, a[href^=\"javascript\" i]').length") == 0
    assert page.evaluate("document.scripts.length") == 3
    assert page.evaluate("[...document.querySelectorAll('body *')].flatMap(e => [...e.attributes])"
                         ".filter(a => a.name.startsWith('on')).length") == 0  # fmt: skip
