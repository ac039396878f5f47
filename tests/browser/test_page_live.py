"""The explorer of a graph that is too large for one file: what it does not hold it asks of `kg serve`."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from benchmarks.corpus import corpus
from kg.exporters import html
from tests.browser.tabs import Tab
from tests.server.conftest import Served, build, serving
from tests.test_html import HOSTILE
from tests.test_html import named as hostile

expect = pytest.importorskip("playwright.sync_api", reason="playwright is not installed").expect

HOOK = "document.getElementById('graph').explorer"


@pytest.fixture(scope="module")
def large(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """A server over 600 entities, which are more than its page may hold."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(html, "LARGE", 100)
        project = build(tmp_path_factory.mktemp("large"), *corpus(600))
    with serving(project) as found:
        yield found


def drawn(tab: Tab) -> tuple[int, int]:
    found = re.findall(r"[\d,]+", tab.text("#scope"))
    return int(found[0]), int(found[1].replace(",", ""))


def held(tab: Tab) -> int:
    return int(tab.page.evaluate(f"{HOOK}.data.entities.length"))


def test_it_opens_with_the_core_and_asks_nothing_yet(tab: Tab, large: Served) -> None:
    tab.open(f"{large.url}/explore", width=1400, height=900)
    shown, every = drawn(tab)
    assert 40 <= shown <= 84 < every
    assert held(tab) < every
    assert tab.requests == [f"{large.url}/explore"]
    assert str(every) in tab.text("#panel .names")


def test_a_name_that_is_not_here_is_found_and_fetched(tab: Tab, large: Served) -> None:
    page = tab.open(f"{large.url}/explore", width=1400, height=900)
    here = set(page.evaluate(f"{HOOK}.data.entities.map(e => e.id)"))
    missing = next(f"e{k}" for k in range(599, 0, -1) if f"e{k}" not in here)
    page.keyboard.press("/")
    page.keyboard.insert_text(f"Name {missing[1:]}")
    hit = page.locator("#hits li").filter(has_text=re.compile(rf"Name {missing[1:]}(?!\d)"))
    hit.click()
    expect(page.locator("#panel .names").first).to_contain_text(f"Name {missing[1:]}")
    assert f"entity={missing}" in page.url
    item = page.locator("#panel .relation .item").first
    item.click()
    assert "업계가 전했다" in tab.text("#panel blockquote")
    known = large.get(f"/api/entities/{missing}").json()
    own = f"{HOOK}.data.statements.filter(s => [s.s, s.o].some(k => {HOOK}.data.entities[k]?.id === '{missing}'))"
    assert page.evaluate(f"{own}.length") == known["total"]
    assert all(url.startswith(large.url) for url in tab.requests)
    tab.open(f"{large.url}/explore", fragment=f"#entity={missing}")
    expect(page.locator("#panel .names").first).to_contain_text(f"Name {missing[1:]}")


def test_a_fold_is_unfolded_from_the_store(tab: Tab, large: Served) -> None:
    page = tab.open(f"{large.url}/explore", width=1400, height=900)
    before, here = drawn(tab)[0], held(tab)
    page.locator("#panel .item").filter(has_text=re.compile("개체 ")).first.click()
    page.get_by_role("button", name=re.compile("더 펼치기")).click()
    page.wait_for_function(f"n => {HOOK}.data.entities.length > n", arg=here)
    expect(page.locator("#busy")).to_be_hidden()
    assert drawn(tab)[0] > before
    assert "open=" in page.url


def test_a_path_goes_through_what_was_not_here(tab: Tab, large: Served) -> None:
    found = next(
        answer
        for k in range(300, 600)
        if (answer := large.get("/api/paths", params={"from": "e0", "to": f"e{k}"}).json()).get("length")
        and answer["length"] > 2
    )
    ends = found["paths"][0]["nodes"]
    page = tab.open(f"{large.url}/explore", fragment=f"#path-a={ends[0]}&path-b={ends[-1]}")
    expect(page.locator("#panel .ways li").first).to_be_visible()
    assert tab.text("#panel section h3").startswith("가장 짧은 길")
    assert f"{found['length']}단계" in tab.text("#panel section h3")


def test_from_disk_it_shows_the_core_and_says_where_the_rest_is(tab: Tab, large: Served) -> None:
    page = tab.open(Path(large.project) / "graph.html", width=1400, height=900)
    assert "kg serve" in tab.text("#panel .names")
    page.locator("#panel .item").filter(has_text=re.compile("관계 ")).first.click()
    expect(page.locator("#panel .relation").first).to_be_visible()
    assert len(tab.requests) == 1


@pytest.mark.parametrize("text", [t for t in HOSTILE if t.isprintable()])
def test_hostile_names_from_the_server_are_text(
    tab: Tab, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, text: str
) -> None:
    monkeypatch.setattr(html, "LARGE", 0)
    with serving(build(tmp_path, *hostile(text))) as server:
        page = tab.open(f"{server.url}/explore", width=1400, height=900)
        for id_, name in page.evaluate(f"{HOOK}.data.entities.map(e => [e.id, e.n[0][0]])"):
            page.evaluate("id => { location.hash = new URLSearchParams({ entity: id }); }", id_)
            page.wait_for_function("name => document.querySelector('#panel h2')?.textContent === name", arg=name)
            page.locator("#find").fill(name)
            page.wait_for_timeout(250)
            page.keyboard.press("Escape")
        assert page.evaluate("document.querySelectorAll('img, iframe, object').length + document.scripts.length") == 3
        assert all(url.startswith(server.url) for url in tab.requests)


def test_a_server_that_is_gone_is_told(tab: Tab, large: Served) -> None:
    page = tab.open(f"{large.url}/explore", width=1400, height=900)
    page.route("**/api/**", lambda route: route.fulfill(status=200, body="no JSON"))
    page.locator("#panel .item").filter(has_text=re.compile("관계 ")).first.click()
    expect(page.locator("#busy")).to_contain_text("서버가 답하지 않습니다")
