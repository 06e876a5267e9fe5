"""A browser for each test."""

import pytest

from tests.console.browser import Browser


@pytest.fixture
def browser() -> Browser:
    """At a world of its own."""
    return Browser()
