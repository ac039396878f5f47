"""The page connects two entities, hands out what it shows, and sets both sides of a disagreement next to each other."""

from __future__ import annotations

import csv
import io
import struct
from pathlib import Path
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

import pyoxigraph as ox
import pytest

from kg.exporters.html import render
from kg.exporters.table import EDGES
from kg.graph import Corpus
from kg.ontology import load_ontology
from tests.browser.sample import graphs
from tests.browser.tabs import Tab
from tests.corpora import first, second

if TYPE_CHECKING:
    from playwright.sync_api import Page

expect = pytest.importorskip("playwright.sync_api", reason="playwright is not installed").expect

HOOK = "document.getElementById('graph').explorer"


@pytest.fixture(scope="module")
def corpus() -> Corpus:
    return Corpus.of([*graphs(), first(), second()], load_ontology())


@pytest.fixture(scope="module")
def joined(corpus: Corpus, tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("page") / "graph.html"
    path.write_text(render(corpus.graphs, load_ontology()), encoding="utf-8", newline="\n")
    return path


def fetched(page: Page, button: str) -> bytes:
    with page.expect_download() as download:
        page.get_by_role("button", name=button).click()
    return Path(download.value.path()).read_bytes()


def test_a_path_by_facts_and_through_whom(tab: Tab, file: Path) -> None:
    page = tab.open(file)
    page.get_by_role("button", name="경로").click()
    expect(page.locator("#path-a")).to_be_focused()
    page.keyboard.insert_text("asml")
    page.keyboard.press("Enter")
    expect(page.locator("#path-b")).to_be_focused()
    page.keyboard.insert_text("ㅇㅂㄷㅇ")
    page.keyboard.press("Enter")
    ways = page.locator("#panel .ways li")
    assert ways.count() == 2
    steps = [text.split(" ", 1)[-1] for text in ways.filter(has_text="TSMC").locator("button").all_inner_texts()]
    assert steps == ["ASML", "공급한다", "TSMC", "생산한다", "H100", "개발했다", "엔비디아"]
    assert "path-a=asml" in page.url
    before = page.url
    tab.open(file, fragment=f"#{before.partition('#')[2]}")
    assert ways.count() == 2
    ways.get_by_role("button", name="생산한다").click()
    assert "TSMC" in tab.text("#panel blockquote")


def test_a_plan_makes_no_path(tab: Tab, file: Path) -> None:
    page = tab.open(file, fragment="#path-a=samsung-electronics&path-b=nvidia")
    ends = page.locator("#panel .ways li").first.locator("button.end").all_inner_texts()
    assert ends == ["삼성전자", "SK하이닉스", "엔비디아"]  # that it supplies directly is planned only
    assert "SK하이닉스" in tab.text("#panel section:last-child")
    tab.open(file, fragment="#path-a=samsung-electronics&path-b=nvidia&modality=asserted")
    assert tab.text("#panel [role=status]") == "사실로 단정된 관계로는 이어지지 않습니다."


def test_what_is_shown_is_taken_away_as_csv(tab: Tab, joined: Path, corpus: Corpus) -> None:
    page = tab.open(joined, fragment="#modality=asserted")
    page.get_by_role("button", name="가져가기").click()
    text = fetched(page, "표 (CSV)").decode("utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(text, newline="")))
    assert set(rows[0]) <= set(EDGES)
    assert {row["statement"] for row in rows} == set(page.evaluate(f"{HOOK}.shown()"))
    told = {(s.id, e.modality, e.exact) for s, all_ in corpus.statements.items() for e in all_}
    assert {(r["statement"], r["modality"], r["sentence"]) for r in rows} == {t for t in told if t[1] != "asserted"}
    cost = next(r for r in rows if r["relation"] == "developmentCost")
    assert (cost["value"], cost["unit"]) == ("5580000", "USD")


@pytest.mark.parametrize(
    "view", ["", "#modality=asserted&only=rumours", "#outlet=%ED%95%9C%EB%B9%9B%EA%B2%BD%EC%A0%9C"]
)
def test_what_is_shown_is_taken_away_as_turtle(tab: Tab, joined: Path, corpus: Corpus, view: str) -> None:
    page = tab.open(joined, fragment=view)
    page.get_by_role("button", name="가져가기").click()
    triples = {q.triple for q in ox.parse(fetched(page, "그래프 (Turtle)"), format=ox.RdfFormat.TURTLE)}
    assert not triples - corpus.triples()
    kinds = [t for t in triples if t.object == ox.NamedNode("https://w3id.org/newskg/ontology#Statement")]
    assert len(kinds) == len(page.evaluate(f"{HOOK}.shown()")) > 0


def test_the_picture_is_taken_away(tab: Tab, file: Path) -> None:
    page = tab.open(file)
    page.get_by_role("button", name="가져가기").click()
    picture = fetched(page, "그림 (PNG)")
    assert picture[:8] == b"\x89PNG\r\n\x1a\n"
    size = page.evaluate("(c => [c.width, c.height])(document.querySelector('#graph canvas'))")
    assert list(struct.unpack(">II", picture[16:24])) == size
    assert len(picture) > 5000


@pytest.mark.parametrize("view", ["", "#entity=nvidia"])
def test_the_picture_is_taken_away_as_svg(tab: Tab, file: Path, view: str) -> None:
    page = tab.open(file, fragment=view)
    page.get_by_role("button", name="가져가기").click()
    told = "JSON.stringify(document.getElementById('graph').explorer.texts())"
    page.wait_for_function(f"() => self.before === (self.before = {told})", polling=400)  # the view has come to rest
    svg = ET.fromstring(fetched(page, "그림 (SVG)"))  # noqa: S314 - our own
    space = "{http://www.w3.org/2000/svg}"
    assert svg.tag == f"{space}svg"
    drawn = page.evaluate("document.getElementById('graph').explorer.texts().map(t => t.text)")
    texts = {t.text for t in svg.iter(f"{space}text")}
    assert set(drawn) <= texts
    assert len([e for e in svg.iter(f"{space}path") if e.get("fill") == "none"]) == 38
    assert any(e.get("stroke-dasharray") for e in svg.iter(f"{space}path"))
    shapes = [
        e for e in svg if e.get("stroke-width") in ("1.5", "4") and e.tag in (f"{space}polygon", f"{space}circle")
    ]
    assert len(shapes) == 28


def test_the_query_is_there_to_copy(tab: Tab, file: Path) -> None:
    page = tab.open(file, fragment="#relation=uses")
    tab.page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.get_by_role("button", name="가져가기").click()
    query = page.get_by_role("textbox", name="이 화면의 SPARQL").input_value()
    assert "?relation NOT IN (kg:uses)" in query
    page.get_by_role("button", name="질의 복사").click()
    expect(page.locator("#panel [role=status]")).to_have_text("복사했습니다.")
    assert page.evaluate("navigator.clipboard.readText()") == query


@pytest.mark.parametrize("width", [1400, 360])
def test_both_sides_of_a_disagreement_stand_next_to_each_other(tab: Tab, file: Path, width: int) -> None:
    page = tab.open(file, width=width, height=900)
    page.evaluate("location.hash = 'statement=' + document.getElementById('graph').explorer.data.statements"
                  ".find(s => s.e.some(e => e.m === 'denied')).id")  # fmt: skip
    sides = page.locator("#panel .side")
    expect(sides).to_have_count(2)
    held, refused = sides.all_inner_texts()
    assert "그렇다" in held
    assert "알렉산더 왕" in held
    assert "주장" in held
    assert "가온일보" in held
    assert "아니다" in refused
    assert "엔비디아" in refused
    assert "부인" in refused
    assert sides.nth(1).locator("mark.t").inner_text() == "부인"
    one, other = (box for k in (0, 1) if (box := sides.nth(k).bounding_box()))
    assert (one["y"] == other["y"]) is (width == 1400)
    assert page.evaluate("document.documentElement.scrollWidth") <= width
