"""The wheel runs alone: in an empty folder it serves, answers, and finds specs, fixtures and contract suite."""

import json
import os
import re
import subprocess
import sys
import time
import tomllib
import urllib.request
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).parent.parent
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
START_SECONDS = 20

pytestmark = pytest.mark.xdist_group("packaging")


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("dist")
    _run("-m", "build", "--wheel", "--no-isolation", "--outdir", str(folder), str(ROOT))
    return next(folder.glob("*.whl"))


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder that holds the wheel and nothing else; what it depends on comes from the environment of the tests."""
    folder = tmp_path_factory.mktemp("installed")
    _run("-m", "pip", "install", "--quiet", "--no-deps", "--no-index", "--target", str(folder), str(wheel))
    return folder


def test_the_wheel_holds_everything_that_is_needed_at_run_time(wheel: Path) -> None:
    held = set(zipfile.ZipFile(wheel).namelist())
    for folder in ("specs", "fixtures"):
        files = {path.relative_to(ROOT).as_posix() for path in (ROOT / folder).rglob("*") if path.is_file()}
        assert files
        assert {f"simulator/_bundled/{file}" for file in files} <= held
    assert {"simulator/docs_ui/assets/swagger-ui-bundle.js", "contract_tests/__init__.py"} <= held


def test_the_wheel_holds_nothing_else(wheel: Path) -> None:
    tops = {name.split("/")[0] for name in zipfile.ZipFile(wheel).namelist()}
    assert {top for top in tops if not top.endswith(".dist-info")} == {"simulator", "contract_tests"}


def test_the_wheel_is_small(wheel: Path) -> None:
    assert wheel.stat().st_size < 6 * 1024 * 1024


def test_building_twice_gives_the_same_bytes(wheel: Path, tmp_path: Path) -> None:
    _run("-m", "build", "--wheel", "--no-isolation", "--outdir", str(tmp_path), str(ROOT))
    assert (tmp_path / wheel.name).read_bytes() == wheel.read_bytes()


def test_the_installed_wheel_serves_in_an_empty_folder(installed: Path, tmp_path: Path) -> None:
    with _serving(installed, tmp_path) as url:
        health = _json(f"{url}/_simulator/v1/health")
        personas = _json(f"{url}/_simulator/v1/personas")
    assert (health["status"], health["version"]) == ("ok", PROJECT["version"])
    assert personas["total"] >= 24


def test_the_journeys_pass_over_http_against_the_installed_wheel(installed: Path, tmp_path: Path) -> None:
    with _serving(installed, tmp_path) as url:
        ran = _run("-m", "simulator", "test", url, "-k", "journeys", cwd=tmp_path, environ=_environ(installed))
    assert re.search(r"\b[1-9]\d* passed", ran)


def test_the_installed_wheel_brings_its_contract_suite(installed: Path, tmp_path: Path) -> None:
    code = "import contract_tests, pathlib; print(pathlib.Path(contract_tests.__file__).parent.parent)"
    assert Path(_run("-c", code, cwd=tmp_path, environ=_environ(installed)).strip()) == installed


def test_the_installed_wheel_is_a_plugin_of_pytest(installed: Path, tmp_path: Path) -> None:
    (tmp_path / "test_kathy.py").write_text(
        "def test_kathy(sandbox):\n    assert sandbox.user('kathy-smith')['status'] == 'Locked'\n"
    )
    ran = _run("-m", "pytest", "-q", "-p", "no:cacheprovider", cwd=tmp_path, environ=_environ(installed))
    assert "1 passed" in ran


@contextmanager
def _serving(installed: Path, cwd: Path) -> Iterator[str]:
    ready = cwd / "ready.json"
    command = [sys.executable, "-m", "simulator", "serve", "--port", "0", "--ready-file", str(ready)]
    with subprocess.Popen(command, cwd=cwd, env=_environ(installed), stdout=subprocess.DEVNULL) as server:
        try:
            yield _address(server, ready)
        finally:
            server.terminate()
            server.wait(10)


def _address(server: subprocess.Popen[bytes], ready: Path) -> str:
    deadline = time.monotonic() + START_SECONDS
    while not ready.exists() or not ready.read_text():
        assert server.poll() is None, f"the server ended with {server.returncode}"
        assert time.monotonic() < deadline, "the server was not ready in time"
        time.sleep(0.05)
    return str(json.loads(ready.read_text())["url"])


def _environ(installed: Path) -> dict[str, str]:
    return {name: value for name, value in os.environ.items() if not name.startswith("SIMULATOR_")} | {
        "PYTHONPATH": str(installed)
    }


def _json(url: str) -> dict[str, Any]:
    with urllib.request.urlopen(url, timeout=10) as answer:
        parsed: dict[str, Any] = json.load(answer)
    return parsed


def _run(*arguments: str, cwd: Path = ROOT, environ: dict[str, str] | None = None) -> str:
    run = subprocess.run(
        [sys.executable, *arguments], cwd=cwd, env=environ, capture_output=True, text=True, check=False
    )
    assert run.returncode == 0, run.stdout + run.stderr
    return run.stdout
