"""How soon the page can be used, how smoothly it moves, how soon a search shows a hit: in a headless Chromium.

    python benchmarks/view.py [--sizes 2000 20000] [--rounds 3] [--chromium /usr/bin/chromium]

The page of outputs/ (what `kg build` made of seeds/) and of made-up corpora (corpus.py; two statements an entity).
Times are the browser's own: from the start of the navigation until the page has drawn itself and says that it is ready;
frames while the mouse drags the picture about for two seconds; from a keystroke until the hits have been painted.
"""

from __future__ import annotations

import argparse
import statistics
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

from playwright.sync_api import Page, sync_playwright

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))
from benchmarks.corpus import corpus  # noqa: E402 - after the path
from kg.exporters.html import render  # noqa: E402
from kg.ontology import load_ontology  # noqa: E402

WATCH = """(() => {
  const look = () => { if (!document.documentElement?.dataset.ready) requestAnimationFrame(look);
    else setTimeout(() => { window.ready = performance.now(); }); };
  look();
  window.waits = [];
  addEventListener('input', () => { const from = performance.now();
    requestAnimationFrame(() => setTimeout(() => window.waits.push(performance.now() - from))); }, true);
})()"""
FRAMES = """new Promise(done => { let n = 0; const from = performance.now();
  const tick = now => { n++; if (now - from < 2000) requestAnimationFrame(tick); else done(n * 1000 / (now - from)); };
  requestAnimationFrame(tick); })"""


def main() -> None:
    """Measure and print a table."""
    options = argparse.ArgumentParser()
    options.add_argument("--sizes", type=int, nargs="*", default=[2_000, 20_000])
    options.add_argument("--rounds", type=int, default=3)
    options.add_argument("--chromium", default="/usr/bin/chromium")
    given = options.parse_args()
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        pages = {"four digests": ROOT / "outputs" / "graph.html"}
        for size in given.sizes:
            started = time.perf_counter()
            text = render(corpus(size), load_ontology())
            seconds = time.perf_counter() - started
            print(f"{size:,} entities: page of {len(text.encode()) / 1e6:.1f} MB, made in {seconds:.1f} s")
            pages[f"{size:,}"] = Path(folder) / f"{size}.html"
            pages[f"{size:,}"].write_text(text, encoding="utf-8", newline="\n")
        browser = playwright.chromium.launch(executable_path=given.chromium, args=["--no-sandbox"])
        print(
            "\n| page | usable, s | frames a second | all shown: usable, s | frames a second | keystroke to hit, ms |"
        )
        print("|---|---|---|---|---|---|")
        for name, path in pages.items():
            found = [_measured(browser, path) for _ in range(given.rounds)]
            middle = [statistics.median(column) for column in zip(*found, strict=True)]
            print("| {} | {:.2f} | {:.0f} | {:.2f} | {:.0f} | {:.0f} |".format(name, *middle))
        browser.close()


def _measured(browser: Any, path: Path) -> tuple[float, float, float, float, float]:
    """Return the times of one round: usable, frames, usable with all, frames with all, the slowest keystroke."""
    out: list[float] = []
    for fragment in ("", "#view=all"):
        page = browser.new_page(viewport={"width": 1400, "height": 900}, locale="ko-KR")
        page.add_init_script(WATCH)
        page.goto(path.as_uri() + fragment)
        page.wait_for_function("() => window.ready", timeout=60_000)
        out += [page.evaluate("window.ready") / 1000, _panned(page)]
        if not fragment:
            wait = _searched(page)
        page.close()
    return (out[0], out[1], out[2], out[3], wait)


def _panned(page: Page) -> float:
    """Drag the empty part of the picture about, and return how many frames a second the page drew meanwhile."""
    page.mouse.move(330, 120)
    page.mouse.down()
    page.evaluate(f"window.frames_ = {FRAMES}; null")
    until = time.monotonic() + 2
    for step in range(10_000):
        page.mouse.move(330 + 8 * (step % 40), 120 + 6 * (step % 30))
        if time.monotonic() > until:
            break
    found = float(page.evaluate("window.frames_"))
    page.mouse.up()
    return found


def _searched(page: Page) -> float:
    page.keyboard.press("/")
    for letters in ("ㅎㄴㄷ", "전자1", "name 1"):
        page.locator("#find").fill("")
        page.locator("#find").press_sequentially(letters)
    page.wait_for_timeout(300)
    return float(page.evaluate("Math.max(...window.waits)"))


if __name__ == "__main__":
    main()
