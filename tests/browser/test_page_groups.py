"""The first view of a larger graph: communities by name, the rest folded, unfolded by a click."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from benchmarks.corpus import corpus
from kg.exporters.html import render
from kg.ontology import load_ontology
from tests.browser.tabs import Tab

if TYPE_CHECKING:
    from playwright.sync_api import Page

expect = pytest.importorskip("playwright.sync_api", reason="playwright is not installed").expect

PLACE = """id => { const stage = document.getElementById('graph'), box = stage.getBoundingClientRect();
  const at = stage.network.canvasToDOM(stage.network.getPosition(id)); return [at.x + box.x, at.y + box.y]; }"""
FOLDS = """document.getElementById('graph').network.body.data.nodes.get()
  .filter(n => typeof n.id === 'string').map(n => [n.id, n.count])"""

WATCH = """() => { window.titles = new Map(); const { prototype } = CanvasRenderingContext2D, { fillText } = prototype;
  prototype.fillText = function (text, x, y) {
    fillText.apply(this, arguments);
    if (!text || !this.font.startsWith('600')) return;
    const scale = this.getTransform(), at = scale.transformPoint({ x, y });
    const half = this.measureText(text).width * scale.a / 2;
    titles.set(text, [at.x - half, at.y - 12 * devicePixelRatio, at.x + half, at.y]);
  };
  document.getElementById('graph').network.redraw(); }"""


@pytest.fixture(scope="module", params=[300, 1500])
def large(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("page") / "graph.html"
    path.write_text(render(corpus(request.param), load_ontology()), encoding="utf-8", newline="\n")
    return path


def drawn(tab: Tab) -> list[int]:
    """The numbers of entities that are drawn, and of all."""
    return [int(n.replace(",", "")) for n in re.findall(r"[\d,]+", tab.text("#scope"))][:2]


def folds(page: Page) -> dict[str, int]:
    return dict(page.evaluate(FOLDS))


def test_the_first_view_is_a_part_and_says_how_much_is_folded(tab: Tab, large: Path) -> None:
    page = tab.open(large, width=1400, height=900)
    shown, every = drawn(tab)
    assert 40 <= shown <= 84 < every
    assert sum(folds(page).values()) == every - shown
    assert page.evaluate("document.getElementById('graph').network.getScale()") > 0.25
    page.locator("#more").click()
    assert drawn(tab)[0] == every
    assert folds(page) == {}


def test_a_click_on_a_fold_unfolds_its_best_joined(tab: Tab, large: Path) -> None:
    page = tab.open(large, width=1400, height=900)
    before, every = drawn(tab)
    id_, hidden = max(folds(page).items(), key=lambda item: item[1] if item[0] == "fold 0" else 0)
    page.mouse.click(*page.evaluate(PLACE, id_))
    expect(page.locator("#panel .kind")).to_have_text("무리")
    after = drawn(tab)[0]
    assert after == before + min(40, hidden)
    assert sum(folds(page).values()) == every - after
    assert "open=" in page.url
    address = page.url.partition("#")[2]
    tab.open(large, width=1400, height=900, fragment=f"#{address}")
    assert drawn(tab)[0] == after
    page.get_by_role("button", name="다시 접기").click()
    assert drawn(tab)[0] == before


def test_communities_are_reached_by_keyboard_and_by_their_names(tab: Tab, large: Path) -> None:
    page = tab.open(large, width=1400, height=900)
    before = drawn(tab)[0]
    section = page.locator("#panel section").filter(has=page.get_by_role("heading", name="무리", exact=True))
    name = section.locator(".item bdi").first.inner_text()
    assert " · " in name
    section.locator(".item").first.focus()
    page.keyboard.press("Enter")
    assert tab.text("#panel h2") == name
    page.get_by_role("button", name=re.compile("더 펼치기")).first.click()
    assert drawn(tab)[0] > before
    leader = page.locator("#panel section .item bdi").last.inner_text()
    page.locator("#panel section .item").last.click()
    assert tab.text("#panel h2") == leader


def test_groups_keep_apart_when_more_is_unfolded(tab: Tab, large: Path) -> None:
    page = tab.open(large, width=1400, height=900)
    page.mouse.click(*page.evaluate(PLACE, "fold 0"))
    meeting = page.evaluate("""(() => {
      const stage = document.getElementById('graph'), by = new Map();
      for (const n of stage.network.body.data.nodes.get()) {
        const g = stage.explorer.group(n.id);
        by.set(g, [...(by.get(g) ?? []), stage.network.getPosition(n.id)]);
      }
      const boxes = [...by.values()].map(list => [list.map(p => p.x), list.map(p => p.y)])
        .map(([x, y]) => [Math.min(...x), Math.max(...x), Math.min(...y), Math.max(...y)]);
      return boxes.flatMap((a, k) => boxes.slice(k + 1)
        .filter(b => a[0] < b[1] && b[0] < a[1] && a[2] < b[3] && b[2] < a[3])).length; })()""")
    assert meeting == 0


def test_filters_fold_too_and_a_search_unfolds_one(tab: Tab, large: Path) -> None:
    page = tab.open(large, width=1400, height=900)
    page.locator("[data-key='class Company']").click()
    shown, every = drawn(tab)
    assert shown < every
    assert sum(folds(page).values()) == every - shown
    page.locator("[data-key=clear]").click()
    before = drawn(tab)[0]
    page.keyboard.press("/")
    page.keyboard.insert_text("Name 290")
    page.keyboard.press("Enter")
    expect(page.locator("#panel .names").first).to_contain_text("Name 290")
    assert before <= drawn(tab)[0] <= before + 9  # with neighbours, where it would stand alone


@pytest.mark.parametrize(
    "fragment",
    [
        "#open=nothing&open=*&open=*",
        "#group=nothing&read=none&only-article=none",
        "#entity=%E0%A4%A&open=%00",
        "#open=",
    ],
)
def test_an_address_that_names_nothing_opens_the_page(tab: Tab, large: Path, fragment: str) -> None:
    tab.open(large, width=1400, height=900, fragment=fragment)
    shown, every = drawn(tab)
    assert 40 <= shown <= every


def test_no_name_of_a_community_is_written_across_another(tab: Tab, large: Path) -> None:
    page = tab.open(large, width=390, height=844, fragment="#list=articles")
    page.wait_for_timeout(400)  # until the drawing has shrunk beside the list and its names are chosen anew
    page.evaluate(WATCH)
    page.wait_for_function("titles.size > 1")
    boxes = list(page.evaluate("Object.fromEntries(titles)").items())
    for k, (name, (left, top, right, bottom)) in enumerate(boxes):
        for other, (x0, y0, x1, y1) in boxes[k + 1 :]:
            assert right <= x0 or x1 <= left or bottom <= y0 or y1 <= top, (name, other)
