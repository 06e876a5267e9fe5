"""`simulator claims`."""

from typing import Any

import click

from simulator.claims import bundled
from simulator.cli.failure import Failure
from simulator.cli.remote import printed, table

__all__ = ["command"]

DISPOSITIONS = ("checked", "planned", "document-only", "unreachable")


@click.command()
@click.argument("identity", required=False, metavar="[ID]")
@click.option(
    "--disposition",
    metavar="NAME",
    type=click.Choice(DISPOSITIONS),
    help=f"Only these: {', '.join(DISPOSITIONS)}.",
)
@click.option("--json", "whole", is_flag=True, help="Print everything about them.")
def command(identity: str | None, disposition: str | None, whole: bool) -> None:
    """List every documented sentence with the checks that prove it; with ID, one of them.

    Leaves with 1 when a claim is called checked and nothing proves it, or a check proves a claim that is not there.
    """
    from contract_tests.proof import collected

    claims, proofs = bundled(), collected()
    chosen = [one for one in claims if identity in (None, one["id"]) and disposition in (None, one["disposition"])]
    if not chosen and identity:
        of = f" of disposition {disposition}" if disposition else ""
        raise Failure(f"no claim {identity}{of}; ids look like BAN-S-01")
    shown = [{**one, "proved_by": proofs.get(one["id"], [])} for one in chosen]
    if whole or identity:
        printed(shown)
    else:
        _table(shown)
    if odd := _odd(claims, proofs):
        raise Failure(odd, 1)


def _table(shown: list[dict[str, Any]]) -> None:
    rows = [
        (one["id"], one["grade"], one["disposition"], "; ".join(one["proved_by"]) or one.get("reason", ""))
        for one in shown
    ]
    table(rows, ("claim", "grade", "disposition", "proved by"))
    proved = sum(bool(one["proved_by"]) for one in shown)
    click.echo(f"{len(shown)} claims, {proved} proved")


def _odd(claims: list[dict[str, Any]], proofs: dict[str, list[str]]) -> str:
    unproved = [one["id"] for one in claims if one["disposition"] == "checked" and one["id"] not in proofs]
    unknown = sorted(proofs.keys() - {one["id"] for one in claims})
    told = [f"checked but not proved: {', '.join(unproved)}"] if unproved else []
    return "; ".join(told + ([f"proved but not claimed: {', '.join(unknown)}"] if unknown else []))
