"""The page in Korean and English: as the browser's language asks, switched by a button, kept in the address."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.browser.tabs import Tab

if TYPE_CHECKING:
    from playwright.sync_api import Browser

expect = pytest.importorskip("playwright.sync_api", reason="playwright is not installed").expect

HANGUL = re.compile("[가-힣]")


def test_a_browser_in_another_language_gets_english(browser: Browser, file: Path) -> None:
    with browser.new_context(locale="de-DE") as context:
        tab = Tab(context.new_page())
        page = tab.open(file, fragment="#entity=nvidia")
        assert tab.text("#panel h2") == "NVIDIA"
        assert tab.text(".bar h1") == page.title() == "News knowledge graph"
        assert page.evaluate("document.documentElement.lang") == "en"
        assert not HANGUL.search(tab.text("#filters").replace("한국어", ""))
        shown = tab.text("#panel")
        for word in ("Company", "What it did", "developed", "SK hynix", "−17%", "589 billion USD", "Jan 27, 2025"):
            assert word in shown
        labels = page.evaluate("document.getElementById('graph').explorer.texts().map(t => t.text)")
        assert "Samsung Electronics" in labels
        assert "lang" not in page.url
        assert tab.complaints == []


def test_the_language_is_switched_and_kept_in_the_address(tab: Tab, file: Path) -> None:
    page = tab.open(file)
    page.get_by_role("button", name="EN", exact=True).click()
    expect(page.locator("#panel h2")).to_have_text("At a glance")
    assert page.url.endswith("#lang=en")
    assert not HANGUL.search(tab.text("#filters"))
    page.keyboard.press("/")
    page.keyboard.insert_text("ㄷㅅㅋ")
    assert tab.text("#hits li b") == "DeepSeek"
    again = tab.open(file, fragment="#lang=en")
    expect(again.locator("#show-overview")).to_have_text("Overview")
    again.get_by_role("button", name="한국어").click()
    expect(again.locator("#panel h2")).to_have_text("한눈에 보기")
    assert "lang" not in again.url


def test_english_tells_one_from_several(tab: Tab, file: Path) -> None:
    page = tab.open(file, fragment="#lang=en")
    told = {}
    for name in ("Hangzhou", "DeepSeek"):
        page.fill("#find", name)
        told[name] = page.locator("#hits li .count").first.inner_text()
    assert told["Hangzhou"] == "1 link"
    assert re.fullmatch(r"([2-9]|\d\d+) links", told["DeepSeek"])


def test_every_text_is_there_in_both_languages(tab: Tab, file: Path) -> None:
    page = tab.open(file)
    source = page.evaluate("document.scripts[2].textContent")
    rows = re.findall(r"^  (\w+): \[(['\"])(.*?)\2, (['\"])(.*?)\4\],$", source, re.MULTILINE)
    assert len(rows) == len(re.findall(r"^  \w+: \[['\"]", source.split("const LANGUAGES")[0], re.MULTILINE)) > 60
    for key, _, korean, _, english in rows:
        assert korean != english, key
        assert set(re.findall(r"\{\d", korean)) == set(re.findall(r"\{\d", english)), key
        assert key == "language" or not HANGUL.search(english), key
    used = set(re.findall(r"\bt\('(\w+)'", source)) | set(
        page.evaluate("[...document.querySelectorAll('[data-t], [data-t-label], [data-t-hint]')]"
                      ".flatMap(e => [e.dataset.t, e.dataset.tLabel, e.dataset.tHint]).filter(Boolean)")
    )  # fmt: skip
    assert used <= {row[0] for row in rows}
