"""The documentation page comes from a fixed table, is what its package published, and reaches for nothing outside."""

import base64
import hashlib
import json
import re
from pathlib import Path

import pytest

from simulator import docs_ui

ROOT = Path(docs_ui.__file__).parent
ASSETS = ROOT / "assets"
MANIFEST = json.loads((ASSETS / "manifest.json").read_text())
OUR_OWN = ("index.html", "page.css", "page.js")


def test_every_bundled_file_is_the_one_in_the_manifest() -> None:
    present = {path.name: _sha384(path) for path in ASSETS.iterdir() if path.name != "manifest.json"}
    assert present == MANIFEST["files"]


def test_the_licence_of_the_bundle_travels_with_it() -> None:
    assert "Apache License" in (ASSETS / "LICENSE").read_text()
    assert "SmartBear" in (ASSETS / "NOTICE").read_text()


def test_every_file_that_the_page_names_is_served() -> None:
    named = re.findall(r'(?:href|src)="([^".:/]+\.\w+)"', (ROOT / "index.html").read_text())
    assert len(named) >= 5
    assert [name for name in named if docs_ui.asset(name) is None] == []


def test_the_bare_address_shows_the_page() -> None:
    assert (
        docs_ui.asset("")
        == docs_ui.asset("index.html")
        == ((ROOT / "index.html").read_bytes(), "text/html; charset=utf-8")
    )


@pytest.mark.parametrize(
    "name", ["__init__.py", "../app.py", "assets/manifest.json", "/etc/hosts", "..%2f", "\x00", "page.js/"]
)
def test_no_other_name_is_served(name: str) -> None:
    assert docs_ui.asset(name) is None


@pytest.mark.parametrize("name", OUR_OWN)
def test_our_own_files_name_no_other_host(name: str) -> None:
    assert re.findall(r"(?:https?:)?//[a-z0-9]", (ROOT / name).read_text(), re.IGNORECASE) == []


def test_the_page_runs_no_inline_script() -> None:
    scripts = re.findall(r"<script\b([^>]*)>(.*?)</script>", (ROOT / "index.html").read_text(), re.DOTALL)
    assert scripts
    assert all("src=" in attributes and not body.strip() for attributes, body in scripts)
    assert "script-src 'self';" in docs_ui.CONTENT_SECURITY_POLICY


def _sha384(path: Path) -> str:
    return "sha384-" + base64.b64encode(hashlib.sha384(path.read_bytes()).digest()).decode()
