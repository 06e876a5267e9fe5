"""A client fuzzed from the command line: a plain run, every single edit, then several at once; or one saved plan."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, ExitStack, contextmanager
from dataclasses import asdict, dataclass, field, replace
from functools import partial
from pathlib import Path
from typing import Any

import click

from contract_tests.client.fuzz import report
from contract_tests.client.fuzz.command import Command
from contract_tests.client.fuzz.crew import Crew, processes
from contract_tests.client.fuzz.edit import TIERS
from contract_tests.client.fuzz.failure import failures
from contract_tests.client.fuzz.hunt import Aim, Unfit, Untried, hunt, many
from contract_tests.client.fuzz.plan import Plan, Refused, loaded, saved
from contract_tests.client.fuzz.stage import Stage
from contract_tests.client.fuzz.telling import failed_plainly, lines
from contract_tests.client.fuzz.troupe import Troupe, wrong
from contract_tests.client.given import apis, environment, refuse_unknown, tokens
from contract_tests.client.leaving import told_to_end
from contract_tests.client.running import CannotRun
from simulator.testing import Running, SimulatorError
from simulator.testing.server import started

OK, FINDINGS, UNPROVEN = 0, 1, 5
SANDBOX = "client"
"""The sandbox's name in simulators of our own: ids derive from it, so they are the same on each stage."""
MUTE = "it made no request: its base URL is in SIMULATOR_URL, its token in SIMULATOR_TOKEN"


@dataclass(frozen=True)
class Wish:
    """What was asked for, as `simulator fuzz-client` takes it. `given` of a plan are flags, scenario, api, personas."""

    command: Sequence[str]
    url: str = ""
    flags: Sequence[str] = ()
    scenario: str = ""
    api: str = "banno-admin"
    personas: Mapping[str, str] = field(default_factory=dict)
    tiers: Sequence[str] = tuple(TIERS)
    runs: int = 200
    seed: int = 0
    jobs: int = 4
    max_time: float = 10.0
    max_total: float = 300.0
    plans: str = "fuzz-plans"
    fail_fast: bool = False

    @property
    def aim(self) -> Aim:
        """What to look for."""
        return Aim(self.tiers, self.runs, self.seed, self.max_time, self.fail_fast)

    @property
    def given(self) -> dict[str, Any]:
        """How the bank and the tokens were set up, as a plan remembers it."""
        told = asdict(self)
        return {name: told[name] for name in ("flags", "scenario", "api", "personas")}


def main(reports: Sequence[tuple[str, str]], plan: str | None, **wish: Any) -> int:
    """Fuzz the client as wished, or replay a plan; what to leave with."""
    try:
        with told_to_end(), ExitStack() as until_the_end:
            asked, kept = Wish(**wish), loaded(Path(plan)) if plan else None
            if kept:
                asked = replace(asked, **kept.given, jobs=1)
            troupe = Troupe(until_the_end.enter_context(_crew(_known(asked))), asked.max_total)
            return _replayed(troupe, kept) if kept else _fuzzed(troupe, asked, reports)
    except Refused as error:
        click.echo(f"simulator: {error}", err=True)
        return CannotRun.code
    except (SimulatorError, CannotRun) as error:
        click.echo(f"simulator: {error}", err=True)
        return error.code


def _fuzzed(troupe: Troupe, wish: Wish, reports: Sequence[tuple[str, str]]) -> int:
    try:
        causes = hunt(troupe, wish.aim, click.echo)
    except Unfit as unfit:
        _said(failed_plainly(unfit.wrongs) if unfit.wrongs else [MUTE])
        return FINDINGS if unfit.wrongs else UNPROVEN
    except Untried as untried:
        click.echo(untried)
        return UNPROVEN
    if troupe.late:
        click.echo(f"stopped after {wish.max_total:g} s; look further with --max-total SECONDS")
    click.echo("")
    kept = [(cause, saved(cause, wish.given, Path(wish.plans))) for cause in causes]
    _said(lines(kept))
    for form, folder in reports:
        report.write(wish.command, kept, troupe, form, Path(folder))
    click.echo(f"{many(troupe.runs, 'run')} in {troupe.elapsed:.0f} s, {many(len(causes), 'cause')} of failure")
    return FINDINGS if causes else OK


def _replayed(troupe: Troupe, plan: Plan) -> int:
    """Whether the plan still brings about what it did."""
    (_, first), (_, run) = troupe.play([[], plan.edits])
    if wrongs := failures(first):
        _said(failed_plainly(wrongs))
        return FINDINGS
    _said(f"   edit      {one}" for one in plan.edits)
    found = {one.key: one for one in wrong(run, plan.edits)}
    if same := found.get(plan.failure.key):
        click.echo(f"it stands: {same}")
    elif found:
        _said(f"it fails otherwise: {one}" for one in found.values())
    else:
        click.echo(f"it is gone: {plan.failure}")
    return FINDINGS if found else OK


def _crew(wish: Wish) -> AbstractContextManager[Crew]:
    """A crew that has simulators of its own, or one stage at a simulator that runs already."""
    return processes(partial(_stage, wish), 1 if wish.url else wish.jobs)


@contextmanager
def _stage(wish: Wish) -> Iterator[Stage]:
    with ExitStack() as until_the_end:
        url = wish.url or until_the_end.enter_context(started(wish.flags, Path.cwd()))
        sandbox = until_the_end.enter_context(Running(url).sandbox(None if wish.url else SANDBOX))
        if wish.scenario:
            sandbox.scenario(wish.scenario)
        opening = tokens(sandbox, wish.personas)
        given = environment(sandbox, opening, wish.api)
        yield Stage(sandbox, Command(wish.command), given, opening, wish.max_time)


def _known(wish: Wish) -> Wish:
    refuse_unknown(api=([wish.api], apis()), persona=(wish.personas, apis()), tier=(wish.tiers, set(TIERS)))
    return wish


def _said(told: Iterable[str]) -> None:
    for line in told:
        click.echo(line)
