"""The page in a headless Chromium, used as a person would use it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from kg.exporters.html import render
from kg.ontology import load_ontology
from tests.browser.sample import graphs
from tests.test_html import HOSTILE, named

pytest.importorskip("websocket", reason="websocket-client is not installed")

from tests.browser.chrome import Chrome, Page, executable

pytestmark = pytest.mark.skipif(executable() is None, reason="no Chromium is installed")

LINE = """(() => {{ const n = document.getElementById('graph').network, edges = n.body.data.edges;
  const label = k => n.body.data.nodes.get(k).label;
  const e = edges.get().find(e => label(e.from) === '{0}' && label(e.to) === '{1}');
  const a = n.getPosition(e.from), b = n.getPosition(e.to);
  const box = document.getElementById('graph').getBoundingClientRect();
  const p = n.canvasToDOM({{ x: (a.x + b.x) / 2, y: (a.y + b.y) / 2 }}); return [p.x + box.x, p.y + box.y]; }})()"""


@pytest.fixture(scope="module")
def chrome(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Chrome]:
    with Chrome(tmp_path_factory.mktemp("profile")) as browser:
        yield browser


@pytest.fixture
def page(chrome: Chrome) -> Iterator[Page]:
    with chrome.page() as tab:
        yield tab
        assert tab.complaints == []
        assert [u for u in tab.requests if not u.startswith(("file:", "data:"))] == []
        assert len([u for u in tab.requests if u.startswith("file:")]) == 1


@pytest.fixture(scope="module")
def file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("page") / "graph.html"
    path.write_text(render(graphs(), load_ontology()), encoding="utf-8", newline="\n")
    return path


@pytest.mark.parametrize("width", [1280, 390])
def test_opens_whole_and_inside_the_window(page: Page, file: Path, width: int) -> None:
    page.open(file, width=width, height=800)
    assert page.text("#scope") == "개체 28 · 관계 38"
    assert page.run("document.documentElement.scrollWidth") <= width
    assert page.run("document.getElementById('graph').network.getScale()") > 0.3


@pytest.mark.parametrize(
    ("typed", "name"), [("엔비", "엔비디아"), ("ㅅㅅㅈㅈ", "삼성전자"), ("台積", "TSMC"), ("sk hy", "SK하이닉스")]
)
def test_search_finds_by_part_initials_and_other_names(page: Page, file: Path, typed: str, name: str) -> None:
    page.open(file)
    page.press("/")
    assert page.run("document.activeElement.id") == "find"
    page.type(typed)
    assert page.text("#hits li b") == name
    page.press("Enter", 13)
    assert page.text("#panel h2") == name
    page.press("Escape", 27)
    assert "한눈에" in page.text("#panel h2")


def test_arrow_keys_walk_the_hits(page: Page, file: Path) -> None:
    page.open(file)
    page.press("/")
    page.type("딥시크")
    page.press("ArrowDown", 40)
    second = page.text("#hits li:nth-child(2) b")
    assert page.text("#hits li[aria-selected=true] b") == second
    page.press("Enter", 13)
    assert page.text("#panel h2") == second


def test_a_click_on_a_line_shows_the_sentence_and_who_says_it(page: Page, file: Path) -> None:
    page.open(file)
    page.click(*page.run(LINE.format("딥시크", "H100")))
    shown = page.text("#panel")
    assert "알렉산더 왕 스케일AI 최고경영자는" in shown
    assert "엇갈림" in shown
    assert "가온일보" in shown
    assert page.text("#panel mark.s") == "딥시크"
    assert page.text("#panel mark.o") == "H100"
    assert page.text("#panel mark.t") == "갖고 있다"
    assert page.run("document.querySelector('#panel .source a').href") == "https://news.example/ai-1"


def test_an_unnamed_source_is_called_so(page: Page, file: Path) -> None:
    page.open(file)
    page.click(*page.run(LINE.format("미국", "엔비디아")))
    assert page.text("#panel .who") == "익명"


def test_an_entity_shows_names_figures_and_relations(page: Page, file: Path) -> None:
    page.open(file, fragment="#entity=nvidia")
    shown = page.text("#panel")
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
    page.click_on("#panel td.value button")
    assert "시가총액은 5890억 달러 줄었다" in page.text("#panel blockquote")


def test_filters_combine_and_their_numbers_follow(page: Page, file: Path) -> None:
    page.open(file)
    page.click_on("[data-key='preset facts']")
    assert page.text("#scope") == "개체 28 · 관계 30"
    page.click_on("[data-key='class Country']")
    fewer = page.text("#scope")
    assert fewer == "개체 26 · 관계 28"
    page.click_on("[data-key='preset rumours']")
    assert page.run("document.querySelector(\"[data-key='modality asserted']\").checked") is False
    page.click_on("[data-key='clear']")
    assert page.text("#scope") == "개체 28 · 관계 38"
    page.click_on("details[data-facet=article] summary")
    page.click_on("[data-key='article ai-1']")
    assert "article=ai-1" in page.run("location.hash")
    assert page.text("#scope") != "개체 28 · 관계 38"


def test_a_shared_address_brings_the_view_back(page: Page, file: Path) -> None:
    page.open(file, fragment="#modality=asserted&only=rumours&entity=openai")
    assert page.run("document.querySelector('.segments [aria-pressed=true]').textContent") == "소문만"
    assert page.text("#panel h2") == "오픈AI"


def test_narrow_screens_get_filters_in_a_drawer(page: Page, file: Path) -> None:
    page.open(file, width=390, height=844)
    assert page.run("getComputedStyle(document.getElementById('filters')).visibility") == "hidden"
    page.click_on("#show-filters")
    assert page.run("getComputedStyle(document.getElementById('filters')).visibility") == "visible"
    page.press("Escape", 27)
    assert page.run("document.getElementById('show-filters').ariaExpanded") == "false"


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_names_run_nothing_and_are_shown_as_they_are(page: Page, tmp_path: Path, text: str) -> None:
    path = tmp_path / "hostile.html"
    path.write_text(render(named(text), load_ontology(), title=text), encoding="utf-8", newline="\n")
    page.open(path)
    page.run("document.querySelector('#panel section button').click()")
    assert page.run("document.querySelectorAll('img, iframe, a[href^=\"javascript\"]').length") == 0
    assert page.run("document.scripts.length") == 3
    page.run("document.querySelector('#panel .item:not(div)').click()")
    sentence = page.run("document.querySelector('#panel blockquote').textContent")
    assert sentence == page.run("JSON.parse(document.getElementById('data').textContent).sentences[0]")
    page.run("document.getElementById('graph').network.redraw()")
