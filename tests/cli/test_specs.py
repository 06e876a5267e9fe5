"""`simulator specs` lists the bundled documents and prints one."""

from pathlib import Path

from tests.cli.called import Good
from tests.cli.ran import Run


def test_specs_are_listed_printed_and_located(good: Good) -> None:
    assert [line.split()[0] for line in good("specs").splitlines()][:2] == ["name", "banno/consumer-user"]
    assert good("specs", "banno/user-search").startswith("openapi: 3.1")
    assert Path(good("specs", "banno/user-search", "--path").strip()).is_file()


def test_an_unknown_spec_lists_the_known_ones(run: Run) -> None:
    done = run("specs", "banno/serach")
    assert (done.code, done.out) == (2, "")
    assert "known: banno/consumer-user, " in done.err
