"""Pictures of every page in both themes, wide and narrow: `python -m tests.browser.screenshots FOLDER`."""

import sys
from contextlib import closing
from pathlib import Path

from playwright.sync_api import Browser, FloatRect, Page

from tests.browser.bank import Bank, opened
from tests.browser.chromium import launched
from tests.browser.scene import SCENES
from tests.browser.stock import EMPTY, FULL, PROVIDERS, lived_in, pages
from tests.browser.visit import HEIGHT, THEMES, Visit
from tests.serving import Server, served

HEIGHT_MAX = 2400
WIDTHS = (1280, 320)


def walked(browser: Browser, bank: Bank, found: dict[str, str], folder: Path) -> int:
    """Pictures of the pages at these paths. Their number."""
    with closing(Visit(browser, bank)) as visit:
        return sum(_taken(visit.go(path), folder / name) for name, path in found.items())


def played(browser: Browser, server: Server, folder: Path) -> int:
    """Pictures of the scenes, each in a bank of its own. Their number."""
    count = 0
    for name, scene in SCENES.items():
        with closing(Visit(browser, lived_in(opened(server)))) as visit:
            scene(visit)
            count += _taken(visit.page, folder / name)
    return count


def _taken(page: Page, path: Path) -> int:
    """Writes `<path>-<width>-<theme>.png`. How many."""
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": HEIGHT})
        for theme in THEMES:
            page.emulate_media(color_scheme=theme)
            height = min(page.evaluate("document.documentElement.scrollHeight"), HEIGHT_MAX)
            clip: FloatRect = {"x": 0, "y": 0, "width": width, "height": height}
            page.screenshot(path=f"{path}-{width}-{theme}.png", full_page=True, clip=clip)
    return len(WIDTHS) * len(THEMES)


def main() -> None:
    """All of them, of a bank in which much has happened and of one that is empty, and what comes of acting there."""
    folder = Path(sys.argv[1])
    folder.mkdir(parents=True, exist_ok=True)
    with served() as server, launched() as browser:
        full, empty = lived_in(opened(server)), opened(server)
        empty.emptied(PROVIDERS)
        count = sum(walked(browser, *one, folder) for one in ((full, pages(full, FULL)), (empty, pages(empty, EMPTY))))
        count += played(browser, server, folder)
    sys.stdout.write(f"{count} pictures are in {folder.resolve()}\n")


if __name__ == "__main__":
    main()
