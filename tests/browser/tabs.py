"""A tab of a headless Chromium, with all that it asked for and complained of."""

from __future__ import annotations

import shutil
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from playwright.sync_api import Page

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
FLAGS = ("--no-sandbox", "--no-proxy-server")
READY = "html[data-ready=true]"
PATIENCE = 20_000  # milliseconds


def executable() -> str | None:
    """Return the browser's path, or None where there is none."""
    return next((path for name in NAMES if (path := shutil.which(name))), None)


@dataclass
class Tab:
    """A page of Playwright's, watched.

    Attributes:
        page: It.
        requests: The addresses of all that was asked for.
        complaints: Errors and warnings of the console, exceptions and dialogs.
    """

    page: Page
    requests: list[str] = field(default_factory=list)
    complaints: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.page.set_default_timeout(PATIENCE)
        self.page.on("request", lambda request: self.requests.append(request.url))
        self.page.on("console", lambda m: self.complaints.append(m.text) if m.type in ("error", "warning") else None)
        self.page.on("pageerror", lambda error: self.complaints.append(str(error)))
        self.page.on("dialog", self._refused)

    def _refused(self, dialog: Any) -> None:
        self.complaints.append(f"dialog: {dialog.message}")
        dialog.dismiss()

    def open(self, address: str | Path, *, width: int = 1280, height: int = 800, fragment: str = "") -> Page:
        """Open an address or a file, and wait until it says that it is ready."""
        self.page.set_viewport_size({"width": width, "height": height})
        self.page.goto("about:blank")
        self.page.goto((address.as_uri() if isinstance(address, Path) else address) + fragment)
        self.page.wait_for_selector(READY)
        return self.page

    def text(self, selector: str) -> str:
        """Return what the first element of a selector shows."""
        return self.page.locator(selector).first.inner_text()
