"""One server for all tests here, a browser for each file, and for each test a bank and a browser profile of its own."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack, closing
from typing import Any

import pytest
from playwright.sync_api import Browser

from tests.browser.bank import Bank, opened
from tests.browser.chromium import NoBrowser, launched
from tests.browser.visit import Visit
from tests.serving import Server, served

Visiting = Callable[..., Visit]


@pytest.fixture(scope="session")
def server() -> Iterator[Server]:
    with served("--strict") as server:
        yield server


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """Not for longer than a file: playwright's loop runs in this thread, and other tests need it."""
    try:
        with launched() as browser:
            yield browser
    except NoBrowser as missing:
        pytest.fail(str(missing), pytrace=False)


@pytest.fixture
def bank(server: Server) -> Bank:
    return opened(server)


@pytest.fixture
def visiting(browser: Browser, bank: Bank) -> Iterator[Visiting]:
    """Makes visits; at the end each says whether there was trouble."""
    with ExitStack() as visits:
        yield lambda at=bank, **how: visits.enter_context(closing(Visit(browser, at, **how)))


@pytest.fixture
def visit(visiting: Visiting) -> Visit:
    made: Any = visiting()
    assert isinstance(made, Visit)
    return made
