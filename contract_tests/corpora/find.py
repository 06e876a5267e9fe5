"""Where the corpora are, and what is in them."""

import json
from pathlib import Path

import pytest

from simulator import testing

FOLDER = testing.corpora()
REASON = "the corpora folder is absent; set SIMULATOR_CORPORA to it"
needs_corpora = pytest.mark.skipif(FOLDER is None, reason=REASON)


def json_files(prefix: str) -> list[Path]:
    """The files of JSONTestSuite whose names begin with this prefix: y_ must be read, n_ refused, i_ either."""
    return sorted(FOLDER.glob(f"json/test_parsing/{prefix}*.json")) if FOLDER else []


def naughty_strings() -> list[str]:
    """The Big List of Naughty Strings."""
    return list(json.loads((FOLDER / "naughty-strings.json").read_text(encoding="utf-8"))) if FOLDER else []
