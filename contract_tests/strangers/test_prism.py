"""Prism, between the journeys and the simulator, finds nothing wrong with any reply."""

import sys
from pathlib import Path

from contract_tests.operation import operations, served_below
from contract_tests.strangers.front import Door, opened
from contract_tests.strangers.place import identifier
from contract_tests.strangers.prism import prisms
from contract_tests.strangers.tool import finished
from simulator import testing

SUITE = Path(__file__).parents[1]


def test_prism_stays_silent_for_a_run_of_the_journeys(
    url: str, strangers: Path, spec_files: dict[str, Path], tmp_path: Path
) -> None:
    """Each journey passes as ever, every operation was called through Prism, and there was no disagreement."""
    specs = testing.specs()
    files = {name: spec_files[identifier(name)] for name in specs}
    upstreams = {files[name]: url + served_below(spec) for name, spec in specs.items()}
    with prisms(strangers / "node/node_modules/.bin/prism", upstreams, tmp_path) as addresses:
        door = Door(url, {name: addresses[file] for name, file in files.items()})
        with opened(door) as address:
            words = ("-m", "pytest", "-q", "-p", "no:cacheprovider", SUITE / "journeys", "--target", address)
            finished(sys.executable, *words, cwd=SUITE.parent)
    assert door.disagreements == []
    assert [known.id for known in operations() if not door.passed[known.id]] == []
