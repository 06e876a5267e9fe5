"""The command `simulator`: one file for each verb, imported when it is asked for, so that none pays for another's
imports.
"""

import sys
from importlib import import_module
from typing import Any

import click

from simulator import __version__
from simulator.cli.failure import Failure

__all__ = ["main"]

VERBS = {
    "serve": "Run the simulator.",
    "token": "Print an access token of a running simulator.",
    "users": "List, show, edit, lock, unlock and delete users.",
    "sandbox": "Make, fork, reset and delete sandboxes.",
    "journal": "Show what was asked and answered.",
    "outbox": "Show the messages that users were sent.",
    "clock": "Show, freeze and move a sandbox's clock.",
    "fault": "Plan misbehaviour: list, add and delete faults.",
    "seed": "Load fixtures into a running sandbox, or write generated ones.",
    "specs": "List the bundled OpenAPI documents, or print one.",
    "claims": "List the claims, and which check proves which.",
    "personas": "List the people of the fixtures.",
    "test": "Run the contract suite against a simulator or a real upstream.",
    "client": "Run a client's own command, judge its requests, and say what it never met.",
    "fuzz-client": "Run a client again and again on edited answers, and show what breaks it.",
    "replay": "Ask again what a finding asked, and say whether it stands.",
    "doctor": "Say what may be wrong with this installation.",
}


class Verbs(click.Group):
    """Finds a verb's command in the module of its name."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002
        """All verbs, in the order of the handbook."""
        return list(VERBS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002
        """The verb's command, imported now."""
        if cmd_name not in VERBS:
            return None
        command: click.Command = import_module(f"simulator.cli.{cmd_name.replace('-', '_')}").command
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:  # noqa: ARG002
        """The verbs with their one line, without importing any."""
        with formatter.section("Verbs"):
            formatter.write_dl(list(VERBS.items()))


@click.command(cls=Verbs, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="simulator")
def simulator() -> None:
    """A stateful stand-in for the bank APIs that an application calls."""


def main(arguments: list[str] | None = None) -> Any:
    """Run the command. Exit codes: 0 ok, 1 findings, 2 usage or fixtures, 3 internal, 4 unreachable, 5 nothing ran."""
    try:
        sys.exit(simulator.main(arguments, prog_name="simulator", standalone_mode=False) or 0)
    except click.exceptions.Exit as leaving:
        sys.exit(leaving.exit_code)
    except click.ClickException as wrong:
        wrong.show()
        sys.exit(2)
    except Failure as failure:
        click.echo(f"simulator: {failure}", err=True)
        sys.exit(failure.code)
    except (KeyboardInterrupt, click.Abort):
        sys.exit(130)
    except BrokenPipeError:
        sys.exit(0)
    except Exception as error:  # noqa: BLE001 - the last place where a traceback can be kept from the user
        click.echo(f"simulator: internal error: {type(error).__name__}: {error}", err=True)
        sys.exit(3)
