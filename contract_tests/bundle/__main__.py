"""`python -m contract_tests.bundle FILE…`: replay bundles; what `simulator replay` runs.

Leaves with 0 (nothing stands), 1 (a finding stands), 2 (a file that cannot be replayed), 4 (unreachable).
"""

import sys
from pathlib import Path

import click

from contract_tests.bundle.bundle import Bundle, Refused, loaded
from contract_tests.bundle.replaying import replayed
from contract_tests.targets import chosen
from simulator import testing

INPROC = "inproc"
STANDS, REFUSED, UNREACHABLE = 1, 2, 4


@click.command()
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("--target", metavar="URL")
@click.option("--token", default="", metavar="TEXT", envvar="SIMULATOR_TOKEN")
@click.option("--writes", is_flag=True)
@click.option("--without-defects", is_flag=True)
def main(files: tuple[Path, ...], target: str | None, token: str, *, writes: bool, without_defects: bool) -> None:
    """Replay each file against a fresh simulator in this process, or the target."""
    codes = [_one(file, target, token, writes=writes, without_defects=without_defects) for file in files]
    sys.exit(max(codes))


def _one(file: Path, url: str | None, token: str, *, writes: bool, without_defects: bool) -> int:
    try:
        bundle = loaded(file)
        defects = () if without_defects else bundle.settings.defects
        return _judged(file, bundle, url or INPROC, token, defects, writes=writes)
    except Refused as refused:
        click.echo(f"simulator: {refused}", err=True)
        return REFUSED
    except OSError as error:
        click.echo(f"simulator: the target {url} cannot be reached: {error}", err=True)
        return UNREACHABLE


def _judged(file: Path, bundle: Bundle, where: str, token: str, defects: tuple[str, ...], *, writes: bool) -> int:
    if where == INPROC and (gone := set(defects) - {known["name"] for known in testing.defects()}):
        told = f"was made with the bug {', '.join(sorted(gone))}, which this version does not know"
        raise Refused(f"{file}: {told}; --without-defects leaves it out")
    if where == INPROC and not bundle.settings.simulator:
        raise Refused(f"{file}: was made at {bundle.settings.target}; say with --target where to ask")
    if "/s/" in where and bundle.settings.simulator:
        raise Refused(f"--target: expected the simulator's own address, without /s/…, got {where!r}")
    target = chosen(where, bundle.settings.seed, defects)
    try:
        verdict = replayed(bundle, target, token, writes=writes)
    finally:
        target.close()
    if where == INPROC and bundle.settings.target != INPROC and not verdict.stands:
        click.echo(f"it was found at {bundle.settings.target}: --target asks there", err=True)
    click.echo(f"{'stands' if verdict.stands else 'gone'}: {file}: {bundle.finding.title}\n  {verdict.told}")
    return STANDS if verdict.stands else 0


if __name__ == "__main__":
    main()
