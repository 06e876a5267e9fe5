"""`simulator replay`: ask again what a finding asked, and say whether it still stands."""

import click

from simulator.cli.remote import split
from simulator.cli.suite import python

__all__ = ["command"]


@click.command()
@click.argument("files", metavar="FILE...", nargs=-1, required=True)
@click.option("--target", metavar="URL", help="Ask there [default: a fresh simulator, set up as the bundle's was].")
@click.option("--token", metavar="[API=]TEXT", help="What a real upstream is called with [env SIMULATOR_TOKEN].")
@click.option("--writes", is_flag=True, help="Send a real upstream the bundle's writes, too: nothing guards them.")
@click.option("--without-defects", is_flag=True, help="Leave out the seeded bugs that the bundle was made with.")
def command(
    files: tuple[str, ...], target: str | None, token: str | None, *, writes: bool, without_defects: bool
) -> int:
    """Replay bundles of findings.

    Leaves with 0 (no finding stands any more), 1 (one stands), 2 (a file that cannot be replayed), 4 (unreachable).
    """
    if target:
        split(target)
    words = [*files]
    words += [f"--target={target}"] if target else []
    words += ["--writes"] if writes else []
    words += ["--without-defects"] if without_defects else []
    return python("contract_tests.bundle", words, token=token or "")
