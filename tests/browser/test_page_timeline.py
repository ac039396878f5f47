"""An entity's timeline: its dated statements in order, reached by mouse and by keyboard."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.browser.tabs import Tab

expect = pytest.importorskip("playwright.sync_api", reason="playwright is not installed").expect


def test_dated_statements_stand_in_order(tab: Tab, file: Path) -> None:
    page = tab.open(file)
    page.keyboard.press("/")
    page.keyboard.insert_text("nvidia")
    page.keyboard.press("Enter")
    rows = page.locator("#panel .timeline li")
    days = rows.locator("time").evaluate_all("all => all.map(e => e.dateTime)")
    assert days == sorted(days) == ["1993", "2025-01-27"]
    assert "−17%" in rows.last.inner_text()
    rows.first.get_by_role("button").focus()
    page.keyboard.press("Enter")
    assert "1993년 이 회사를 공동 창업" in tab.text("#panel blockquote")


def test_what_the_filters_leave_out_is_not_in_it(tab: Tab, file: Path) -> None:
    page = tab.open(file, fragment="#entity=deepseek")
    assert page.locator("#panel .timeline li").count() == 2
    tab.open(file, fragment="#entity=deepseek&article=ai-3")
    assert page.locator("#panel .timeline").count() == 0  # one date makes no line
