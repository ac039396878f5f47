# ruff: noqa: INP001 - a script, no package
"""Takes docs/screenshot.png of outputs/graph.html in a headless Chromium: python docs/screenshot.py [FRAGMENT].

FRAGMENT is what stands behind # in the page's address when something is chosen there.
"""

from __future__ import annotations

import sys
from pathlib import Path

from playwright.sync_api import sync_playwright

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))
from tests.browser.tabs import FLAGS, Tab, executable  # noqa: E402 - the tests are no installed package

WIDTH, HEIGHT = 1360, 850


def main() -> None:
    """Open the page, wait until it rests, and save what is seen."""
    if executable() is None:
        sys.exit("no Chromium is installed")
    chosen = f"#{sys.argv[1]}" if len(sys.argv) > 1 else ""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=executable(), args=list(FLAGS))
        page = Tab(browser.new_page()).open(
            ROOT / "outputs" / "graph.html", width=WIDTH, height=HEIGHT, fragment=chosen
        )
        page.wait_for_timeout(1500)
        page.screenshot(path=ROOT / "docs" / "screenshot.png")
        browser.close()


if __name__ == "__main__":
    main()
