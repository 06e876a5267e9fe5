"""Where the strangers are installed: the folder that STRANGERS names. Without it none of these tests is collected. And
what one of them generates for more than one test.
"""

import json
import os
import shutil
from pathlib import Path

import pytest

from contract_tests.strangers.place import identifier
from contract_tests.strangers.tool import finished
from simulator import testing

HERE = Path(__file__).parent
INSTALLED = os.environ.get("STRANGERS")
NEEDED = ("clients/bin/python", "judge/bin/python", "node/node_modules/.bin/prism", "node/node_modules/.bin/openapi-ts")

collect_ignore_glob = [] if INSTALLED else ["test_*.py"]


@pytest.fixture(scope="session")
def strangers() -> Path:
    """The folder with the strangers, all of them there."""
    folder = Path(INSTALLED or "").absolute()
    missing = [name for name in NEEDED if not (folder / name).exists()]
    assert not missing, (
        f"{folder} lacks {missing}; `make verify` puts them there, with Python 3.11+, Node 20.19+ and npm"
    )
    return folder


@pytest.fixture(scope="session")
def spec_files(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """The vendors' specs as JSON files, by a name that any language takes (`banno_user_search`)."""
    folder = tmp_path_factory.mktemp("specs")
    files = {name: folder / f"{identifier(name)}.json" for name in testing.specs()}
    for name, spec in testing.specs().items():
        files[name].write_text(json.dumps(spec), encoding="utf-8")
    return {file.stem: file for file in files.values()}


@pytest.fixture(scope="session")
def python_clients(strangers: Path, spec_files: dict[str, Path], tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the clients that openapi-python-client generates, without a warning, and the program that calls
    them.
    """
    folder = tmp_path_factory.mktemp("clients")
    command = (strangers / "clients/bin/openapi-python-client", "generate", "--fail-on-warning", "--meta", "none")
    (folder / "generated").mkdir()
    for name, file in spec_files.items():
        config = ("--config", HERE / "generator.yaml", "--output-path", folder / "generated" / name)
        finished(*command, *config, "--path", file, cwd=folder)
    shutil.copy(HERE / "caller.py", folder)
    return folder
