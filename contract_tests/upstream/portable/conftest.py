"""The upstream under test, opened with a first call that shows whether tokens are good, and left as it was found."""

from collections.abc import Iterator
from typing import Any

import pytest

from contract_tests.finding import Broken, Finding
from contract_tests.reporting.reporter import TAPE
from contract_tests.targets.url import AtUrl
from contract_tests.upstream import cleaning, opening, verdict
from contract_tests.upstream.access import Access
from contract_tests.upstream.asking import Unusable, access, told
from contract_tests.upstream.options import CALLS_PER_SECOND
from contract_tests.upstream.token import NoToken
from contract_tests.upstream.upstream import Upstream

UNREACHABLE, NOTHING_RAN = 64, 5
FIRST, LAST = "test_opening", "test_verdict"
ACCESS = pytest.StashKey[Access]()
UPSTREAM = pytest.StashKey[Upstream]()


def pytest_configure(config: pytest.Config) -> None:
    """Register the marker that names operations."""
    config.addinivalue_line("markers", "needs(*operations): left out where the run may not use all of these")


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leave out what the run may not do; the verdict comes last, whatever shuffles tests."""
    allowed = {known.id for known in _access(config).selected()}
    kept = [item for item in items if all(allowed.issuperset(mark.args) for mark in item.iter_markers("needs"))]
    config.hook.pytest_deselected(items=[item for item in items if item not in kept])
    items[:] = sorted(kept, key=_place) if allowed else []


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """A test that takes an `operation` is about each read of the run."""
    if "operation" in metafunc.fixturenames:
        try:
            chosen = [known for known in _access(metafunc.config).selected() if known.method == "GET"]
        except pytest.UsageError:  # which is told once, when everything is collected
            chosen = []
        metafunc.parametrize("operation", chosen, ids=lambda known: known.id)


@pytest.fixture(scope="session")
def upstream(pytestconfig: pytest.Config) -> Iterator[Upstream]:
    """What is under test. Ends the run with 4 without a token, with 5 where nothing is accepted, with 64 unanswered."""
    made = Upstream(AtUrl(pytestconfig.getoption("--target")), _access(pytestconfig))
    pytestconfig.stash[UPSTREAM], pytestconfig.stash[TAPE] = made, made.taped
    try:
        opening.tried(made)
    except NoToken as error:
        pytest.exit(str(error), returncode=pytest.ExitCode.USAGE_ERROR)
    except opening.Refused as error:
        made.close()
        raise Broken([Finding("journeys", "a token was refused", str(error))]) from None
    except OSError as error:
        pytest.exit(f"The upstream {made.guard.name} cannot be reached: {error}.", returncode=UNREACHABLE)
    except opening.Nothing as error:
        pytest.exit(f"{error}; nothing was proven.", returncode=NOTHING_RAN)
    yield made
    cleaning.met_again(made)
    left = cleaning.swept(made)
    made.close()
    assert not left, "\n".join(["these could not be removed, and are still there:", *left])


@pytest.fixture(scope="session")
def subject(upstream: Upstream) -> Iterator[dict[str, str]]:
    """Ids for the variables of paths: the given ones, and for a missing user one that the run makes."""
    if "userId" in upstream.access.given or not upstream.selected("createPartnerUser"):
        yield dict(upstream.access.given)
        return
    made = cleaning.newcomer(upstream)
    yield {**upstream.access.given, "userId": made}
    cleaning.gone(upstream, made)


def pytest_terminal_summary(terminalreporter: Any, config: pytest.Config) -> None:
    """Say what was sent, and what was not."""
    if (made := config.stash.get(UPSTREAM, None)) is not None:
        terminalreporter.section("upstream")
        for line in verdict.told(made):
            terminalreporter.write_line(line)
    elif ACCESS in config.stash and not config.stash[ACCESS].selected():
        terminalreporter.section("upstream")
        terminalreporter.write_line("nothing may be sent: give a --token or --token-command, and --given ids")


def pytest_sessionfinish(session: pytest.Session) -> None:
    """A run in which nothing was accepted is never green."""
    made = session.config.stash.get(UPSTREAM, None)
    if session.exitstatus == 0 and (made is None or not made.accepted):
        session.exitstatus = NOTHING_RAN


def _place(item: pytest.Item) -> int:
    name = item.path.stem
    return 0 if name == FIRST else 2 if name == LAST else 1


def _access(config: pytest.Config) -> Access:
    """The options of the run, read once."""
    option = config.getoption
    target, profile = option("--target"), option("--profile")
    if not target.startswith(("http://", "https://")):
        raise pytest.UsageError(f"profile {profile} is for an upstream at a URL; got {target!r}")
    if ACCESS not in config.stash:
        try:
            config.stash[ACCESS] = access(
                profile, option("--provider", []), option("--token") or told(), option("--token-command"),
                option("--given"), option("--without"), seed=option("--seed", 1),
                rate=option("--rate", CALLS_PER_SECOND), max_time=option("--max-time", None),
            )  # fmt: skip
        except Unusable as error:
            raise pytest.UsageError(str(error)) from None
    return config.stash[ACCESS]
