"""The query page in a browser: a named query is picked, filled in, run and read; nothing leaves the server."""

from __future__ import annotations

import csv
import io
import re
import shutil
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import quote, urlsplit

import pytest

pytest.importorskip("playwright", reason="playwright is not installed")

from playwright.sync_api import Browser, Page, expect, sync_playwright

from kg.server import Limits
from tests.server.conftest import Served, build, serving
from tests.test_html import HOSTILE, named

CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="no Chromium is installed")
IRIS = "SELECT ?s ?r ?o { ?x a kg:Statement ; rdf:subject ?s ; rdf:predicate ?r ; rdf:object ?o } ORDER BY ?s ?r"


@dataclass
class Opened:
    """A page with what it asked for and what its console said."""

    page: Page
    served: Served
    requests: list[str] = field(default_factory=list)
    complaints: list[str] = field(default_factory=list)

    def go(self, path: str) -> Page:
        self.page.goto("about:blank")
        self.page.goto(self.served.url + path)
        self.page.wait_for_selector("html[data-ready=true]")
        return self.page

    def column(self, name: str) -> list[str]:
        heads = self.page.locator(".yasr th").all_inner_texts()
        return self.page.locator(f".yasr tbody tr td:nth-child({heads.index(name) + 1})").all_inner_texts()


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        found = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox", "--no-proxy-server"])
        yield found
        found.close()


@pytest.fixture(params=[(1400, 900)])
def opened(request: pytest.FixtureRequest, browser: Browser, served: Served) -> Iterator[Opened]:
    """An empty tab with a profile of its own; at the end nothing went elsewhere and nothing was complained of."""
    yield from watched(browser, served, *request.param)


def watched(browser: Browser, served: Served, width: int = 1400, height: int = 900) -> Iterator[Opened]:
    context = browser.new_context(viewport={"width": width, "height": height}, locale="ko-KR")
    page = context.new_page()
    page.set_default_timeout(20_000)
    tab = Opened(page, served)
    page.on("request", lambda r: tab.requests.append(r.url))
    page.on("console", lambda m: tab.complaints.append(m.text) if m.type in ("error", "warning") else None)
    page.on("pageerror", lambda e: tab.complaints.append(str(e)))
    page.on("dialog", lambda d: tab.complaints.append(d.message))
    yield tab
    context.close()
    assert {urlsplit(u).netloc for u in tab.requests if u[:5] not in ("data:", "blob:", "about")} <= {
        urlsplit(served.url).netloc
    }
    assert tab.complaints == []


@pytest.mark.parametrize("opened", [(1400, 900), (390, 844)], indirect=True)
def test_a_named_query_is_picked_filled_in_and_run(opened: Opened) -> None:
    page = opened.go("/query")
    if not page.locator("#named").is_visible():
        page.locator("#named-box > summary").click()
    page.get_by_role("button", name="누가 누구에 대해 무엇을").click()
    page.get_by_role("textbox", name="말한 이").fill("한빛일보")
    page.locator("#named form:visible").get_by_role("button", name="실행").click()
    expect(page.locator(".yasr tbody tr")).to_have_count(1)
    assert opened.column("speaker") == ["한빛일보"]
    assert opened.column("object") == ["5580000 USD"]
    assert "entity/hanbit>" in page.evaluate("document.querySelector('.yasqe .CodeMirror').CodeMirror.getValue()")
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    page.reload()  # the address brings the answer back
    expect(page.locator(".yasr tbody tr")).to_have_count(1)


def test_a_name_that_nobody_has_is_told_beside_its_field(opened: Opened) -> None:
    page = opened.go("/query")
    page.get_by_role("button", name="각 개체에 대해 무엇을 사실로").click()
    page.get_by_role("textbox", name="개체").fill("가나전")
    page.locator("#named form:visible").get_by_role("button", name="실행").click()
    expect(page.locator("#named-facts [role=alert]")).to_contain_text("가나전자")
    assert opened.complaints == ["Failed to load resource: the server responded with a status of 400 (Bad Request)"]
    opened.complaints.clear()


def test_resources_have_labels_and_lead_to_their_pages(opened: Opened) -> None:
    page = opened.go(f"/query#query={quote(IRIS)}")
    link = page.locator("a.iri", has_text="가나전자").first
    expect(link).to_have_attribute("href", "/entity/gana")
    assert {"경쟁한다", "공개했다"} & {cell.split("\n")[0] for cell in opened.column("r")}


def test_the_table_is_downloaded_as_csv(opened: Opened) -> None:
    page = opened.go(f"/query#query={quote('SELECT ?name { ?e a kg:Company ; skos:prefLabel ?name } ORDER BY ?name')}")
    expect(page.locator(".yasr tbody tr")).not_to_have_count(0)
    with page.expect_download() as download:
        page.locator(".yasr_downloadIcon:visible").click()
    rows = list(csv.reader(io.StringIO(Path(download.value.path()).read_text(encoding="utf-8-sig"))))
    assert rows[0] == ["name"]
    assert ["가나전자"] in rows
    assert download.value.suggested_filename.endswith(".csv")


def test_terms_are_completed_by_name_and_by_label(opened: Opened) -> None:
    page = opened.go("/query")
    page.evaluate("document.querySelector('.yasqe .CodeMirror').CodeMirror.setValue('SELECT * { ?a ')")
    page.locator(".yasqe .CodeMirror").click()
    page.keyboard.press("Control+End")
    page.keyboard.type("kg:deve")
    expect(page.get_by_role("option", name="kg:developed 개발했다 관계")).to_be_visible()
    for _ in range(4):
        page.keyboard.press("Backspace")
    page.keyboard.insert_text("경쟁")
    page.keyboard.press("Control+Space")
    page.locator(".CodeMirror-hints li", has_text="kg:competesWith").click()
    text = page.evaluate("document.querySelector('.yasqe .CodeMirror').CodeMirror.getValue()")
    assert re.search(r"\?a kg:competesWith\Z", text)
    assert "PREFIX kg: <https://w3id.org/newskg/ontology#>" in text


def test_a_mistake_is_shown_where_it_is(opened: Opened) -> None:
    page = opened.go(f"/query#query={quote('SELECT * { ?a kg:uses ?b')}")
    expect(page.locator(".failure pre")).to_contain_text("^")
    opened.complaints.clear()  # the browser tells of every answer that is no 2xx


def test_a_link_opens_one_tab_however_often(opened: Opened) -> None:
    for _ in range(2):
        page = opened.go(f"/query#query={quote(IRIS)}")
        expect(page.locator("a.iri").first).to_be_visible()
    assert page.locator("[role=tab]").count() == 1
    opened.go(f"/query#query={quote('ASK {}')}")
    expect(page.locator("[role=tab]")).to_have_count(2)


def test_tab_leaves_the_editor(opened: Opened) -> None:
    page = opened.go("/query")
    page.locator(".yasqe .CodeMirror").click()
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.closest('.CodeMirror') === null")


def test_more_rows_than_are_sent_is_said(browser: Browser, project: Path) -> None:
    with serving(project, Limits(rows=2)) as served:
        for tab in watched(browser, served):
            page = tab.go(f"/query#query={quote('SELECT * { ?a ?b ?c }')}")
            expect(page.locator("#trouble")).to_contain_text("2줄")


def test_hostile_names_are_shown_as_they_are(browser: Browser, tmp_path: Path) -> None:
    query = "SELECT ?e ?name { ?e a kg:Person ; skos:prefLabel ?name }"
    with serving(build(tmp_path, *(named(text)[0] for text in HOSTILE))) as served:
        names = {row[1] for row in served.rows(query)}
        assert {f"{text}1" for text in HOSTILE if text.isprintable()} <= names
        for tab in watched(browser, served):
            page = tab.go(f"/query#query={quote(query)}")
            expect(page.locator("a.iri").first).to_be_visible()
            shown = page.locator(".yasr tbody tr td:last-child div").evaluate_all("all => all.map(e => e.textContent)")
            assert set(shown) == names
            labels = page.locator("a.iri").evaluate_all("all => all.map(e => e.textContent)")
            assert set(labels) == names
            assert page.evaluate("document.querySelectorAll('.yasr_results :is(script, img, iframe)').length") == 0
