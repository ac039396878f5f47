"""Figures in the panel of an entity: by what is measured, the newest first, each with what sets it apart."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from kg.exporters.html import render
from kg.model import Qualifier
from kg.ontology import load_ontology
from tests.browser.sample import c, graph
from tests.browser.tabs import Tab

FIRM = "samsung-electronics"
OF = Qualifier("of", "반도체")
EARLIER = [
    ("삼성전자의 2023년 반도체 매출은 66조원이다.", [
        c(FIRM, "revenue", ("66000000000000", "KRW"), "삼성전자", "66조원", "매출", q=(OF, Qualifier("date", "2023"))),
    ]),
    ("삼성전자의 매출은 258조원이라고 블룸버그가 보도했다.", [
        c(FIRM, "revenue", ("258000000000000", "KRW"), "삼성전자", "258조원", "매출", "claimed", "bloomberg"),
    ]),
]  # fmt: skip
LATER = [
    ("삼성전자의 2024년 반도체 매출은 111조원이다.", [
        c(FIRM, "revenue", ("111000000000000", "KRW"), "삼성전자", "111조원", "매출",
          q=(OF, Qualifier("date", "2024"))),
    ]),
    ("삼성전자의 점유율은 TSMC에 뒤진 9%다.", [
        c(FIRM, "marketShare", ("9", "percent"), "삼성전자", "9%", "점유율",
          q=(Qualifier("comparedTo", "tsmc", is_entity=True),)),
        c("tsmc", "competesWith", FIRM, "TSMC", "삼성전자", "뒤진"),
    ]),
]  # fmt: skip


@pytest.fixture(scope="module")
def figures(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A firm's figures of two years, of a part and of the whole, in two articles."""
    path = tmp_path_factory.mktemp("page") / "graph.html"
    made = [
        graph("one", "작년", "가온일보", date(2024, 1, 31), EARLIER),
        graph("two", "올해", "가온일보", date(2025, 1, 31), LATER),
    ]
    path.write_text(render(made, load_ontology()), encoding="utf-8", newline="\n")
    return path


def test_figures_stand_by_what_is_measured_the_newest_first(tab: Tab, figures: Path) -> None:
    page = tab.open(figures, fragment=f"#entity={FIRM}")
    groups = page.locator(".figures tbody").evaluate_all(
        "all => all.map(g => [...g.rows].map(r => r.innerText.split(/\\s*[\\n\\t]\\s*/).filter(Boolean)))"
    )
    heads = [g[0][0] for g in groups]
    assert heads == ["매출", "반도체 매출 2", "시장 점유율"]
    assert [row[0] for row in groups[1][1:]] == ["2024년", "2023년"]
    assert [row[-2] for row in groups[1][1:]] == ["111조원", "66조원"]
    assert groups[0][1][0] == "2024년 1월 31일 보도"
    assert "블룸버그에 따르면" in groups[0][1]
    assert groups[2][1][0] == "2025년 1월 31일 보도 · 비교 대상 TSMC"


def test_the_words_around_a_figure_are_those_of_its_sentence(tab: Tab, figures: Path) -> None:
    page = tab.open(figures, fragment=f"#entity={FIRM}")
    row = page.locator(".figures tr").filter(has_text="2024년").filter(has_text="111조원")
    assert row.locator("small").first.inner_text() == "삼성전자의 2024년 반도체 매출은 111조원이다."
    assert row.locator("small b").inner_text() == "111조원"
    name = row.get_by_role("button").get_attribute("aria-label")
    assert name == "반도체 매출, 111조원, 2024년"
    row.get_by_role("button").click()
    assert tab.text("#panel .triple .verb") == "반도체 매출"
    assert tab.text("#panel mark.o") == "111조원"


def test_in_english_it_says_what_a_figure_is_of(tab: Tab, figures: Path) -> None:
    tab.open(figures, fragment=f"#entity={FIRM}&lang=en")
    shown = tab.text(".figures")
    for words in ("revenue of 반도체", "reported Jan 31, 2024", "according to Bloomberg", "compared to TSMC"):
        assert words in shown
