"""What is written on the drawing: nothing across anything else, nothing cut, nothing that stays behind."""

from __future__ import annotations

from itertools import combinations
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from benchmarks.corpus import corpus
from kg.exporters.html import render
from kg.ontology import load_ontology
from tests.browser.tabs import Tab

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

expect = pytest.importorskip("playwright.sync_api", reason="playwright is not installed").expect

SIZES = [(1440, 900), (1920, 1080), (1024, 768), (390, 844)]
STAGE = "document.getElementById('graph')"
FOLDS = """(() => { const stage = document.getElementById('graph'), n = stage.network, scale = n.getScale();
  return n.body.data.nodes.get().filter(d => typeof d.id === 'string').map(d => {
    const at = n.canvasToDOM(n.getPosition(d.id)), half = n.body.nodes[d.id].shape.width * scale / 2;
    return [at.x - half, at.y - 13, at.x + half, at.y + 13]; }); })()"""
LEADERS = """(() => { const { data, group } = document.getElementById('graph').explorer;
  const drawn = new Set(document.getElementById('graph').network.body.data.nodes.getIds());
  return data.groups.filter(g => !g.rest).map(g => g.lead[0]).filter(k => drawn.has(k)); })()"""
WATCH = """() => { window.painted = []; const { prototype } = CanvasRenderingContext2D, { fillText } = prototype;
  prototype.fillText = function (text, x, y) { fillText.apply(this, arguments);
    const size = parseFloat(/([\\d.]+)px/.exec(this.font)[1]);
    painted.push([text, size * this.getTransform().a / devicePixelRatio]); }; }"""


@pytest.fixture(scope="module")
def folded(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The page of 300 entities, which opens with a part of them."""
    path = tmp_path_factory.mktemp("page") / "graph.html"
    path.write_text(render(corpus(300), load_ontology()), encoding="utf-8", newline="\n")
    return path


def texts(page: Page) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = page.evaluate(f"{STAGE}.explorer.texts()")
    return found


def painted(page: Page) -> dict[str, float]:
    """What the next frame writes, with the size of its letters on the screen."""
    page.evaluate(f"painted.length = 0; {STAGE}.network.redraw()")
    return dict(page.evaluate("painted"))


@pytest.mark.parametrize(("width", "height"), SIZES)
@pytest.mark.parametrize("language", ["", "#lang=en"])
def test_nothing_is_written_across_another_nor_beyond_the_window(
    tab: Tab, file: Path, folded: Path, width: int, height: int, language: str
) -> None:
    for path in (file, folded):
        page = tab.open(path, width=width, height=height, fragment=language)
        box = page.evaluate(f"(b => [b.width, b.height])({STAGE}.getBoundingClientRect())")
        written = [(t["text"], t["box"]) for t in texts(page)]
        assert len(written) > 15
        for text, (left, top, right, bottom) in written:
            assert left >= 0, text
            assert right <= box[0], text
            assert top >= 0, text
            assert bottom <= box[1], text
        every = [*written, *(("fold", fold) for fold in page.evaluate(FOLDS))]
        for (one, a), (other, b) in combinations(every, 2):
            assert a[2] <= b[0] + 1 or b[2] <= a[0] + 1 or a[3] <= b[1] + 1 or b[3] <= a[1] + 1, (one, other)


@pytest.mark.parametrize(("width", "height"), SIZES)
def test_leaders_of_communities_have_their_names(tab: Tab, folded: Path, width: int, height: int) -> None:
    page = tab.open(folded, width=width, height=height)
    leaders = set(page.evaluate(LEADERS))
    assert len(leaders) >= 5
    assert leaders - {t["k"] for t in texts(page) if t["kind"] == "entity"} == set()


def test_the_words_of_lines_go_with_the_choice(tab: Tab, file: Path) -> None:
    page = tab.open(file, width=1440, height=900)
    page.evaluate(WATCH)
    before = set(painted(page))
    assert "개발했다" not in before
    page.keyboard.press("/")
    page.keyboard.insert_text("엔비디아")
    page.keyboard.press("Enter")
    page.wait_for_timeout(600)
    words = {t["text"] for t in texts(page) if t["kind"] == "edge"}
    assert words
    assert words <= set(painted(page))
    page.keyboard.press("Escape")
    page.wait_for_timeout(300)
    assert words & set(painted(page)) == set()


def test_letters_are_as_large_at_every_zoom(tab: Tab, file: Path) -> None:
    page = tab.open(file, width=1440, height=900)
    page.evaluate(WATCH)
    for scale in (0.4, 1.0, 2.5):
        page.evaluate(f"{STAGE}.network.moveTo({{ scale: {scale} }})")
        assert all(12 <= size <= 16 for size in painted(page).values())


def test_a_name_is_a_way_to_its_entity(tab: Tab, file: Path) -> None:
    page = tab.open(file, width=1440, height=900)
    name = next(t for t in texts(page) if t["kind"] == "entity")
    corner = page.evaluate(f"(b => [b.x, b.y])({STAGE}.getBoundingClientRect())")
    left, top, right, bottom = name["box"]
    page.mouse.click(corner[0] + (left + right) / 2, corner[1] + (top + bottom) / 2)
    expect(page.locator("#panel h2")).to_have_text(name["text"])


def test_the_way_back_leads_to_what_was_chosen_before(tab: Tab, file: Path) -> None:
    page = tab.open(file, width=1440, height=900)
    for name in ("엔비디아", "딥시크"):
        page.keyboard.press("/")
        page.keyboard.insert_text(name)
        page.keyboard.press("Enter")
        expect(page.locator("#panel h2")).to_have_text(name)
    page.locator("[data-key='preset facts']").click()
    page.go_back()
    expect(page.locator("#panel h2")).to_have_text("엔비디아")
    page.go_back()
    expect(page.locator("#panel h2")).to_have_text("한눈에 보기")
    page.go_forward()
    expect(page.locator("#panel h2")).to_have_text("엔비디아")


def test_another_width_gets_another_arrangement(tab: Tab, folded: Path) -> None:
    page = tab.open(folded, width=1440, height=900)
    wide = tab.text("#scope")
    page.set_viewport_size({"width": 390, "height": 844})
    page.wait_for_function("text => document.getElementById('scope').innerText !== text", arg=wide)
    narrow = tab.text("#scope")
    tab.open(folded, width=390, height=844)
    assert tab.text("#scope") == narrow
    assert len(page.evaluate(FOLDS)) == 7  # six communities and the others


def test_printed_it_has_the_whole_panel_and_no_controls(tab: Tab, file: Path) -> None:
    page = tab.open(file, width=1000, height=700, fragment="#entity=nvidia")
    page.emulate_media(media="print")
    for gone in ("#filters", ".tools", ".find", ".float.zoom"):
        expect(page.locator(gone)).to_be_hidden()
    high = page.evaluate("(e => [e.clientHeight, e.scrollHeight])(document.getElementById('panel'))")
    assert high[0] >= high[1] - 1
    assert page.evaluate("document.documentElement.scrollHeight") > high[1]


def test_without_scripts_it_says_what_is_missing(browser: Browser, file: Path) -> None:
    with browser.new_context(java_script_enabled=False) as context:
        page = context.new_page()
        page.goto(file.as_uri())
        assert "graph.ttl" in page.locator("noscript").inner_text()
        box = page.locator("noscript").bounding_box()
        assert box is not None
        assert box["y"] < 200
