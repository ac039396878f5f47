"""A browser for the pages, and the server of tests/server/."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from kg.exporters.html import render
from kg.ontology import load_ontology
from tests.browser.sample import graphs
from tests.browser.tabs import FLAGS, PATIENCE, Tab, executable
from tests.server.conftest import project, served

if TYPE_CHECKING:
    from playwright.sync_api import Browser

__all__ = ["browser", "file", "project", "served", "tab"]


@pytest.fixture(scope="module")  # no longer: as long as it runs, nothing else may run an event loop
def browser() -> Iterator[Browser]:
    """The browser that is installed; none is downloaded."""
    driver = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
    driver.expect.set_options(timeout=PATIENCE)
    if executable() is None:
        pytest.skip("no Chromium is installed")
    with driver.sync_playwright() as playwright:
        found = playwright.chromium.launch(executable_path=executable(), args=list(FLAGS))
        yield found
        found.close()


@pytest.fixture(scope="session")
def file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The page of three articles."""
    path = tmp_path_factory.mktemp("page") / "graph.html"
    path.write_text(render(graphs(), load_ontology()), encoding="utf-8", newline="\n")
    return path


@pytest.fixture
def tab(browser: Browser) -> Iterator[Tab]:
    """An empty tab with a profile of its own; at the end nothing may have been complained of."""
    with browser.new_context(locale="ko-KR") as context:
        found = Tab(context.new_page())
        yield found
        assert found.complaints == []
