"""The browser that the tests drive: the one in SIMULATOR_CHROMIUM, else a Chromium or Chrome of this machine, else the
one that playwright keeps. Run as a program it makes sure that there is one.
"""

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from shutil import which

from playwright.sync_api import Browser, Error, Playwright, sync_playwright

__all__ = ["NoBrowser", "executable", "launched"]

NAMES = ("chromium", "google-chrome-stable", "google-chrome", "chrome", "chromium-browser")
PROGRAMS = (
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
)
WANTED = (
    "The console is tested in a real browser. Install Chromium or Chrome (on Debian: apt-get install "
    "chromium), or say where one is in SIMULATOR_CHROMIUM, or let playwright fetch one: "
    "python -m playwright install --with-deps chromium"
)


class NoBrowser(Exception):
    """There is no browser, or it does not start; the message says what to install."""


def executable(playwright: Playwright) -> str:
    """The path of the browser. Raises NoBrowser."""
    if told := os.environ.get("SIMULATOR_CHROMIUM"):
        if not which(told):
            raise NoBrowser(f"SIMULATOR_CHROMIUM names no program: {told}")
        return told
    kept = (path for path in (*PROGRAMS, playwright.chromium.executable_path) if Path(path).exists())
    found = next(filter(None, map(which, NAMES)), None) or next(kept, None)
    if found is None:
        raise NoBrowser(f"There is no browser. {WANTED}")
    return found


@contextmanager
def launched() -> Iterator[Browser]:
    """The browser, without a window, for as long as the block lasts. Raises NoBrowser."""
    with sync_playwright() as playwright:
        path = executable(playwright)
        try:
            browser = playwright.chromium.launch(executable_path=path)
        except Error as error:
            raise NoBrowser(f"{path} does not start. {WANTED}\n{error}") from error
        try:
            yield browser
        finally:
            browser.close()


def main() -> None:
    """Says with which browser the tests run; where there is none, playwright fetches one."""
    try:
        with launched() as browser:
            sys.stdout.write(f"browser: Chromium {browser.version}\n")
            return
    except NoBrowser as missing:
        if os.environ.get("SIMULATOR_CHROMIUM"):
            sys.exit(str(missing))
        sys.stderr.write(f"{missing}\n")
    if subprocess.run([sys.executable, "-m", "playwright", "install", "chromium"], check=False).returncode:
        sys.exit(WANTED)
    with launched():
        pass


if __name__ == "__main__":
    main()
