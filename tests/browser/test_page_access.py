"""The page by keyboard, on a narrow screen, and held against axe-core's rules in both themes and languages."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Literal

import pytest

from benchmarks.corpus import corpus
from kg.exporters.html import render
from kg.ontology import load_ontology
from tests.browser.tabs import Tab

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

expect = pytest.importorskip("playwright.sync_api", reason="playwright is not installed").expect

AXE = Path(__file__).parents[2] / "web" / "node_modules" / "axe-core" / "axe.min.js"
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
DISPUTED = "(() => {{ const s = document.getElementById('graph').explorer.data.statements; return {}; }})()"


def broken(page: Page) -> list[str]:
    """Return the rules of axe-core that the page breaks, and where."""
    page.evaluate(AXE.read_text(encoding="utf-8"))
    found = page.evaluate(f"axe.run({{ runOnly: {RULES} }})")
    return [
        f"{v['impact']} {v['id']}: {n['target']} {n['failureSummary']}" for v in found["violations"] for n in v["nodes"]
    ]


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("language", ["ko-KR", "en-US"])
@pytest.mark.parametrize("width", [1400, 360])
def test_no_rule_of_accessibility_is_broken(
    browser: Browser, file: Path, theme: Literal["light", "dark"], language: str, width: int
) -> None:
    if not AXE.exists():
        pytest.skip("axe-core is not installed: cd web && npm ci")
    with browser.new_context(locale=language, color_scheme=theme, reduced_motion="reduce") as context:
        tab = Tab(context.new_page())
        page = tab.open(file, width=width, height=900)
        disputed = page.evaluate(DISPUTED.format("s.find(x => x.e.some(e => e.m === 'denied')).id"))
        views = [
            "",
            "#entity=nvidia",
            f"#statement={disputed}",
            "#path-a=asml&path-b=nvidia",
            "#list=articles",
            "#read=ai-1",
        ]
        for view in views:
            page = tab.open(file, width=width, height=900, fragment=view)
            assert broken(page) == [], view
        page.locator("#show-take").click()
        assert broken(page) == []
        if width == 360:
            page.locator("#panel .close").click()
            page.locator("#show-filters").click()
        page.locator("#filters details").evaluate_all("all => all.forEach(d => { d.open = true; })")
        assert broken(page) == []
        page.keyboard.press("Escape")
        page.keyboard.press("/")
        page.keyboard.insert_text("a")
        expect(page.locator("#hits li").first).to_be_visible()
        assert broken(page) == []
        assert tab.complaints == []


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("language", ["ko-KR", "en-US"])
def test_no_rule_is_broken_where_much_is_folded(
    browser: Browser, tmp_path: Path, theme: Literal["light", "dark"], language: str
) -> None:
    if not AXE.exists():
        pytest.skip("axe-core is not installed: cd web && npm ci")
    path = tmp_path / "graph.html"
    path.write_text(render(corpus(300), load_ontology(), embed_text=True), encoding="utf-8", newline="\n")
    with browser.new_context(locale=language, color_scheme=theme, reduced_motion="reduce") as context:
        tab = Tab(context.new_page())
        for view in ("", "#group=*", "#group=*&open=*", "#read=made-00001", "#entity=e0"):
            assert broken(tab.open(path, width=1400, height=900, fragment=view)) == [], view
        assert tab.complaints == []


def test_everything_is_reached_by_keyboard(tab: Tab, file: Path) -> None:
    page = tab.open(file)
    page.keyboard.press("/")
    page.keyboard.insert_text("엔비디아")
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "panel"
    page.keyboard.press("Tab")
    while page.evaluate("!document.activeElement.matches('.item')"):
        page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.locator("#panel blockquote").first).to_be_visible()
    assert page.evaluate("document.getElementById('panel').contains(document.activeElement)")
    page.keyboard.press("Escape")
    assert tab.text("#panel h2") == "한눈에 보기"


def test_every_control_has_a_ring_when_it_is_reached(tab: Tab, file: Path) -> None:
    page = tab.open(file)
    reached = set()
    for _ in range(70):
        page.keyboard.press("Tab")
        seen = page.evaluate(
            "(e => { const s = getComputedStyle(e), ring = s.outlineStyle !== 'none' || s.boxShadow !== 'none';"
            " return [e.id || e.dataset.key || e.className || e.tagName, ring || e === document.body]; })"
            "(document.activeElement)"
        )
        assert seen[1], seen[0]
        reached.add(seen[0])
    assert {"find", "show-path", "show-take", "language", "date dateFrom", "leastSure", "graph", "zoom-in"} <= reached


@pytest.mark.parametrize("fragment", ["", "#entity=nvidia", "#path-a=asml&path-b=nvidia"])
@pytest.mark.parametrize("language", ["", "lang=en"])
def test_nothing_is_wider_than_a_narrow_screen(tab: Tab, file: Path, fragment: str, language: str) -> None:
    page = tab.open(file, width=360, height=740, fragment=f"{fragment or '#'}&{language}")
    page.locator("#show-take").click()
    over = """[...document.querySelectorAll('header *, #panel *')].filter(e => e.checkVisibility() &&
      !e.closest('textarea') && e.getBoundingClientRect().right > 361).map(e => e.outerHTML.slice(0, 90))"""
    assert page.evaluate(over) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
