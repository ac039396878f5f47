"""The query page in a browser: a named query is picked, filled in, run and read; nothing leaves the server."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import quote, urlsplit

import pytest

from kg.server import Limits
from tests.browser.tabs import Tab
from tests.server.conftest import Served, build, serving
from tests.test_html import HOSTILE, named

if TYPE_CHECKING:
    from playwright.sync_api import Page

expect = pytest.importorskip("playwright.sync_api", reason="playwright is not installed").expect

IRIS = "SELECT ?s ?r ?o { ?x a kg:Statement ; rdf:subject ?s ; rdf:predicate ?r ; rdf:object ?o } ORDER BY ?s ?r"


@dataclass
class Opened:
    """A tab and a server."""

    tab: Tab
    served: Served

    def go(self, path: str, width: int = 1400, height: int = 900) -> Page:
        return self.tab.open(self.served.url + path, width=width, height=height)

    def column(self, name: str) -> list[str]:
        heads = self.tab.page.locator(".yasr th").all_inner_texts()
        return self.tab.page.locator(f".yasr tbody tr td:nth-child({heads.index(name) + 1})").all_inner_texts()

    def stayed(self) -> bool:
        """Tell whether nobody but the server was asked for anything."""
        asked = [urlsplit(url) for url in self.tab.requests]
        return {url.netloc for url in asked if url.scheme in ("http", "https", "ws")} == {
            urlsplit(self.served.url).netloc
        }


@pytest.fixture
def opened(tab: Tab, served: Served) -> Iterator[Opened]:
    """The server of two articles."""
    found = Opened(tab, served)
    yield found
    assert found.stayed()


@pytest.mark.parametrize(("width", "height"), [(1400, 900), (390, 844)])
def test_a_named_query_is_picked_filled_in_and_run(opened: Opened, width: int, height: int) -> None:
    page = opened.go("/query", width, height)
    if not page.locator("#named").is_visible():
        page.locator("#named-box > summary").click()
    page.get_by_role("button", name="누가 누구에 대해 무엇을").click()
    page.get_by_role("combobox", name="말한 이").fill("한빛일보")
    page.locator("#named form:visible").get_by_role("button", name="실행").click()
    expect(page.locator(".yasr tbody tr")).to_have_count(1)
    assert opened.column("speaker") == ["한빛일보"]
    assert opened.column("object") == ["5580000 USD"]
    assert "entity/hanbit>" in page.evaluate("document.querySelector('.yasqe .CodeMirror').CodeMirror.getValue()")
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    page.reload()  # the address brings the answer back
    expect(page.locator(".yasr tbody tr")).to_have_count(1)


def test_entities_are_offered_by_the_letters_so_far(opened: Opened) -> None:
    page = opened.go("/query")
    page.get_by_role("button", name="각 개체에 대해 무엇을 사실로").click()
    box = page.get_by_role("combobox", name="개체")
    box.press_sequentially("ㄱㄴㅈㅈ")
    expect(page.get_by_role("option", name="가나전자")).to_be_visible()
    box.press("ArrowDown")
    box.press("Enter")
    expect(box).to_have_value("가나전자")
    box.press("Enter")
    expect(page.locator(".yasr tbody tr")).not_to_have_count(0)
    assert page.url.endswith("#named=facts&entity=gana")


def test_a_name_that_nobody_has_is_told_beside_its_field(opened: Opened) -> None:
    page = opened.go("/query")
    page.get_by_role("button", name="각 개체에 대해 무엇을 사실로").click()
    page.get_by_role("combobox", name="개체").fill("가나전")
    expect(page.get_by_role("option", name="가나전자")).to_be_visible()
    page.keyboard.press("Escape")
    page.locator("#named form:visible").get_by_role("button", name="실행").click()
    expect(page.locator("#named-facts [role=alert]")).to_contain_text("가나전자")
    assert opened.tab.complaints == ["Failed to load resource: the server responded with a status of 400 (Bad Request)"]
    opened.tab.complaints.clear()


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
    opened.tab.complaints.clear()  # the browser tells of every answer that is no 2xx


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


def test_more_rows_than_are_sent_is_said(tab: Tab, project: Path) -> None:
    with serving(project, Limits(rows=2)) as served:
        page = Opened(tab, served).go(f"/query#query={quote('SELECT * { ?a ?b ?c }')}")
        expect(page.locator("#trouble")).to_contain_text("2줄")


def test_hostile_names_are_shown_as_they_are(tab: Tab, tmp_path: Path) -> None:
    query = "SELECT ?e ?name { ?e a kg:Person ; skos:prefLabel ?name }"
    with serving(build(tmp_path, *(named(text)[0] for text in HOSTILE))) as served:
        names = {row[1] for row in served.rows(query)}
        assert {f"{text}1" for text in HOSTILE if text.isprintable()} <= names
        opened = Opened(tab, served)
        page = opened.go(f"/query#query={quote(query)}")
        expect(page.locator("a.iri").first).to_be_visible()
        names = {name.replace("\r", "\n") for name in names}  # as HTML reads it
        for shown in (".yasr tbody tr td:last-child div", "a.iri"):
            assert set(page.locator(shown).evaluate_all("all => all.map(e => e.textContent)")) == names
        assert page.locator(".yasr_results :is(script, img, iframe)").count() == 0
        assert opened.stayed()
