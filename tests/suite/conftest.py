"""For tests that run commands of their own: an environment without settings of a simulator."""

import os

import pytest


@pytest.fixture
def no_settings(monkeypatch: pytest.MonkeyPatch) -> None:
    """As on a machine where nobody has set anything."""
    for name in tuple(os.environ):
        if name.startswith("SIMULATOR_"):
            monkeypatch.delenv(name)
