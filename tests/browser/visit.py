"""Somebody with a browser who looks at the console, and what the browser had to complain about meanwhile."""

import re
from typing import Literal
from urllib.parse import urlsplit

from playwright.sync_api import Browser, ConsoleMessage, Dialog, Page, Request, Response, expect

from tests.browser.bank import UI, Bank

__all__ = ["HEIGHT", "THEMES", "Theme", "Visit", "no_overflow", "ready"]

Theme = Literal["light", "dark"]
THEMES: tuple[Theme, ...] = ("light", "dark")
HEIGHT = 900
PATIENCE_MS = 10_000
ANSWERED = re.compile(r"Failed to load resource: the server responded with a status of 4\d\d")
"""Chromium says so of every page that is a refusal; of files, `_responded` says it."""


class Visit:
    """A fresh browser profile at one bank. `trouble` is whatever should not have happened."""

    def __init__(
        self, browser: Browser, bank: Bank, *, script: bool = True, width: int = 1280, theme: Theme = "light"
    ) -> None:
        self.bank = bank
        self.trouble: list[str] = []
        self.context = browser.new_context(
            java_script_enabled=script,
            viewport={"width": width, "height": HEIGHT},
            color_scheme=theme,
            reduced_motion="reduce",
        )
        self.context.set_default_timeout(PATIENCE_MS)
        expect.set_options(timeout=PATIENCE_MS)
        self.context.on("request", self._requested)
        self.context.on("response", self._responded)
        self.context.on("console", self._said)
        self.context.on("dialog", self._asked)
        self.context.on("weberror", lambda error: self.trouble.append(f"error: {error.error}"))
        self.page: Page = self.context.new_page()

    def go(self, path: str = "") -> Page:
        """The page at this path of the console."""
        self.page.goto(self.bank.url + UI + path)
        return self.page

    def close(self) -> None:
        """The end; there must have been no trouble."""
        self.context.close()
        assert not self.trouble, self.trouble

    def _requested(self, request: Request) -> None:
        if urlsplit(request.url).netloc != urlsplit(self.bank.url).netloc and not request.url.startswith("data:"):
            self.trouble.append(f"left the host: {request.url}")

    def _responded(self, response: Response) -> None:
        if response.status >= 400 and response.request.resource_type not in ("document", "xhr", "fetch"):
            self.trouble.append(f"{response.status}: {response.url}")

    def _said(self, message: ConsoleMessage) -> None:
        if message.type in ("error", "warning") and not ANSWERED.match(message.text):
            self.trouble.append(f"{message.type}: {message.text}")

    def _asked(self, dialog: Dialog) -> None:
        self.trouble.append(f"dialog: {dialog.message}")
        dialog.dismiss()


def ready(page: Page) -> Page:
    """The page that one sees, with its scripts: until they come, a link leads on where it will open a sheet."""
    page.wait_for_load_state()
    return page


def no_overflow(page: Page) -> list[str]:
    """What sticks out of the page sideways: empty where the page is as wide as the window."""
    return list(page.evaluate(STICKING_OUT))


STICKING_OUT = """() => {
  const width = document.documentElement.clientWidth;
  if (document.documentElement.scrollWidth <= width) return [];
  return [...document.querySelectorAll("body *")]
    .filter((one) => one.getBoundingClientRect().right > width + 1 && !one.closest(".scroll, .tabs, .side, pre"))
    .slice(0, 5)
    .map((one) => `${one.tagName}.${one.className}: ${one.textContent.trim().slice(0, 40)}`)
    .concat(`${document.documentElement.scrollWidth} > ${width}`);
}"""
