"""`simulator fault`."""

import json
from typing import Any

import click

from simulator.cli.failure import Failure
from simulator.cli.remote import Remote, at, printed, table

__all__ = ["command"]

ALONE = ("id", "kind", "matched", "struck")
NOTHING = {"skip": 0, "probability": 1, "seed": 0, "carriedOut": False, "head": False}
"""What a member says that need not be said."""


@click.group()
def command() -> None:
    """Plan misbehaviour of the simulated APIs: list, add and delete faults."""


@command.command("list")
@click.option("--json", "whole", is_flag=True, help="Print everything about them.")
@at
def listed(whole: bool, url: str | None, sandbox: str | None) -> None:
    """List the planned faults, in the order in which calls are held against them."""
    found = Remote(url, sandbox).ask("GET", "/faults")
    if whole:
        printed(found)
        return
    rows = [(one["id"], one["kind"], f"{one['struck']} of {one['matched']}", _told(one)) for one in found["items"]]
    table(rows, ("id", "kind", "struck", "what it does, and to which calls"))


@command.command()
@click.argument("kind", metavar="KIND|NAME=JSON")
@click.option("--provider", metavar="NAME", help="Only calls to this provider.")
@click.option("--operation", "-o", metavar="ID", help="Only calls of this operation.")
@click.option("--user", metavar="ID|PERSONA", help="Only calls about this user, or with a token of this user.")
@click.option("--skip", type=int, metavar="N", help="Let the first N of these calls pass [default: 0].")
@click.option("--count", "-n", type=int, metavar="N", help="Befall N of them [default: all].")
@click.option("--probability", "-p", type=float, metavar="P", help="Befall each with this probability [default: 1].")
@click.option("--seed", type=int, metavar="N", help="What the probability is derived from [default: 0].")
@click.option("--seconds", type=float, metavar="S", help="latency, slow-body: for so long, at most 60 [default: 2, 5].")
@click.option("--pieces", type=int, metavar="N", help="slow-body: in so many pieces [default: 10].")
@click.option("--status", type=int, metavar="CODE", help="status: 429, 500 or 503 [default: 503]; answer: any.")
@click.option("--retry-after", type=int, metavar="S", help="status: a Retry-After of so many seconds [default: none].")
@click.option("--retry-after-form", metavar="FORM", help="status: seconds or date [default: seconds].")
@click.option("--carried-out", is_flag=True, default=None, help="status, reset, answer: after the call.")
@click.option("--share", type=float, metavar="P", help="truncate: how much of the body comes [default: 0.5].")
@click.option("--framed", is_flag=True, default=None, help="truncate: as if what comes were all.")
@click.option("--head", is_flag=True, default=None, help="garbage: behind a head that says 200.")
@click.option("--put", metavar="POINTER=JSON", multiple=True, help="edit: tell this there; may be given again.")
@click.option("--drop", metavar="POINTER", multiple=True, help="edit: leave out what is there; may be given again.")
@click.option("--body", metavar="JSON|TEXT", help="answer: its body; a text where the type is not JSON's.")
@click.option("--media-type", metavar="TYPE", help="answer: the type of its body [default: application/json].")
@at
def add(kind: str, url: str | None, sandbox: str | None, **members: Any) -> None:
    """Plan a fault behind all others; print its id.

    KIND is latency, status, lost-response, stale-read, reset, truncate, slow-body, garbage, edit or answer. WireMock's
    names do too, and those of its delays with a value: fixedDelayMilliseconds=500.
    """
    if kind == "edit" and not (members["put"] or members["drop"]):
        raise Failure("edit: say what to --put or to --drop")
    members["put"] = dict(map(_placed, members["put"]))
    if members["body"] is not None and (members["media_type"] or "json").endswith("json"):
        members["body"] = _json("--body", members["body"])
    given = {_camel(name): value for name, value in members.items() if value not in (None, {}, ())}
    click.echo(Remote(url, sandbox).ask("POST", "/faults", body={**_kind(kind), **given})["id"])


@command.command()
@click.argument("fault", nargs=-1, metavar="[ID]...")
@click.option("--all", "every", is_flag=True, help="All that are planned.")
@at
def delete(fault: tuple[str, ...], every: bool, url: str | None, sandbox: str | None) -> None:
    """Delete faults."""
    if every == bool(fault):
        raise Failure("name the faults to delete, or say --all")
    remote = Remote(url, sandbox)
    for one in [each["id"] for each in remote.ask("GET", "/faults")["items"]] if every else fault:
        remote.ask("DELETE", "/faults/{}", one)


def _kind(text: str) -> dict[str, Any]:
    """A kind by its name, or one that comes with its value."""
    name, equals, value = text.partition("=")
    if not equals:
        return {"kind": name}
    return {name: _json(name, value)}


def _placed(told: str) -> tuple[str, Any]:
    """A JSON pointer, and what to put there."""
    pointer, equals, value = told.partition("=")
    if not equals:
        raise Failure(f"--put: expected POINTER=JSON, got {told!r}")
    return pointer, _json(f"--put {pointer}", value)


def _json(what: str, text: str) -> Any:
    try:
        return json.loads(text)
    except ValueError:
        raise Failure(f"{what}: expected JSON, got {text!r}") from None


def _camel(name: str) -> str:
    first, *others = name.split("_")
    return first + "".join(map(str.capitalize, others))


def _told(fault: dict[str, Any]) -> str:
    """What is special about it."""
    said = {name: value for name, value in fault.items() if name not in ALONE and NOTHING.get(name) != value}
    return " ".join(f"{name}={json.dumps(value).strip(chr(34))}" for name, value in said.items() if value is not None)
