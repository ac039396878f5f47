"""Movement: off at first, of one entity's neighbourhood alone, and what it brought about stays."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.browser.tabs import Tab

if TYPE_CHECKING:
    from playwright.sync_api import Page

expect = pytest.importorskip("playwright.sync_api", reason="playwright is not installed").expect

NETWORK = "document.getElementById('graph').network"


def positions(page: Page) -> dict[str, tuple[float, float]]:
    names = "k => document.getElementById('graph').explorer.data.entities[k].id"
    found = page.evaluate(f"Object.entries({NETWORK}.getPositions()).map(([k, p]) => [({names})(k), p.x, p.y])")
    return {id_: (x, y) for id_, x, y in found}


def test_only_the_neighbours_move_and_only_when_asked(tab: Tab, file: Path) -> None:
    page = tab.open(file, width=1400, height=900, fragment="#entity=nvidia")
    assert page.evaluate(f"{NETWORK}.physics.physicsEnabled") is False
    before, old = positions(page), page.evaluate(f"{NETWORK}.getPositions()")
    button = page.get_by_role("button", name="이웃 움직이기")
    button.click()
    expect(button).to_have_attribute("aria-pressed", "true")
    far = f"Object.entries({NETWORK}.getPositions()).some(([k, p]) => Math.hypot(p.x - old[k].x, p.y - old[k].y) > 5)"
    page.wait_for_function(f"old => {far}", arg=old)
    near = {"nvidia", "h100", "h800", "jensen-huang", "sk-hynix", "samsung-electronics", "us"}
    button.click()
    expect(button).to_have_attribute("aria-pressed", "false")
    after = positions(page)
    moved = {id_ for id_, at in after.items() if at != before[id_]}
    assert moved
    assert moved <= near - {"nvidia"}
    assert page.evaluate(f"{NETWORK}.physics.physicsEnabled") is False
    page.locator("#panel .close").click()
    assert positions(page) == after
