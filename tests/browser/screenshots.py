"""Pictures of every page in both themes, wide and narrow: `python -m tests.browser.screenshots FOLDER`."""

import sys
from pathlib import Path

from playwright.sync_api import Browser, Page

from tests.browser.bank import Bank, opened
from tests.browser.chromium import launched
from tests.browser.stock import EMPTY, FULL, PROVIDERS, lived_in, pages
from tests.browser.visit import Theme, Visit
from tests.serving import served

HEIGHT_MAX = 2400
THEMES: tuple[Theme, ...] = ("light", "dark")
WIDTHS = (1280, 320)


def taken(browser: Browser, bank: Bank, found: dict[str, str], folder: Path) -> int:
    """Writes `<page>-<width>-<theme>.png` for each page into the folder. Their number."""
    for width in WIDTHS:
        visit = Visit(browser, bank, width=width)
        for name, path in found.items():
            page = visit.go(path)
            for theme in THEMES:
                page.emulate_media(color_scheme=theme)
                _written(page, folder / f"{name}-{width}-{theme}.png")
        visit.close()
    return len(found) * len(WIDTHS) * len(THEMES)


def _written(page: Page, path: Path) -> None:
    width = page.evaluate("innerWidth")
    height = min(page.evaluate("document.documentElement.scrollHeight"), HEIGHT_MAX)
    page.screenshot(path=path, full_page=True, clip={"x": 0, "y": 0, "width": width, "height": height})


def main() -> None:
    """All of them, of a bank in which much has happened and of one that is empty."""
    folder = Path(sys.argv[1])
    folder.mkdir(parents=True, exist_ok=True)
    with served() as server, launched() as browser:
        full, empty = lived_in(opened(server)), opened(server)
        empty.emptied(PROVIDERS)
        count = taken(browser, full, pages(full, FULL), folder) + taken(browser, empty, pages(empty, EMPTY), folder)
    sys.stdout.write(f"{count} pictures are in {folder.resolve()}\n")


if __name__ == "__main__":
    main()
