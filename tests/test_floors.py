"""Two kinds of floor: which module may import which (import-linter), and how old an installed package may be."""

import re
import subprocess
import sys
import tomllib
from importlib.metadata import distributions, version
from pathlib import Path

import pytest
from packaging.version import Version

ROOT = Path(__file__).parent.parent
FLOORS = tomllib.loads((ROOT / "security-floors.toml").read_text())
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text())


def test_modules_import_only_downwards() -> None:
    lint = [str(Path(sys.executable).parent / "lint-imports"), "--no-cache"]
    run = subprocess.run(lint, cwd=ROOT, capture_output=True, text=True, check=False)
    assert run.returncode == 0, run.stdout + run.stderr


def test_every_module_of_the_simulator_has_a_floor() -> None:
    contracts = PROJECT["tool"]["importlinter"]["contracts"]
    floors = next(contract for contract in contracts if contract["id"] == "floors")
    assert floors["exhaustive"], "a new module must be put on a floor"


@pytest.mark.parametrize(("package", "floor"), sorted(FLOORS["floors"].items()))
def test_no_installed_package_is_below_its_security_floor(package: str, floor: str) -> None:
    assert Version(version(package)) >= Version(floor)


@pytest.mark.parametrize("package", sorted(FLOORS["never"]))
def test_packages_we_do_without_are_not_installed(package: str) -> None:
    assert package not in {_normal(found.name) for found in distributions()}


@pytest.mark.parametrize("lock", ["constraints.txt", "constraints-run.txt"])
def test_every_locked_version_has_hashes_and_names_no_address(lock: str) -> None:
    text = (ROOT / lock).read_text()
    entries = re.split(r"\n(?=\S)", re.sub(r"(?m)^#.*\n", "", text).strip())
    assert [entry.split(" ")[0] for entry in entries if "--hash=sha256:" not in entry] == []
    assert "://" not in text
    assert "--index-url" not in text


@pytest.mark.parametrize("lock", ["constraints.txt", "constraints-run.txt"])
def test_every_locked_version_is_above_the_floors(lock: str) -> None:
    locked = dict(re.findall(r"(?m)^([\w.-]+)==(\S+)", (ROOT / lock).read_text()))
    low = {
        name for name, floor in FLOORS["floors"].items() if name in locked and Version(locked[name]) < Version(floor)
    }
    assert not low
    assert not set(locked) & set(FLOORS["never"])


def _normal(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()
