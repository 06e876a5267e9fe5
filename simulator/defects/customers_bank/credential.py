"""Bugs in a partner's credentials: who sees them, what they say, and which one goes."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

from msgspec import structs

from simulator.defects.customers_bank.parts import ROW, bug
from simulator.defects.customers_bank.shown import elsewhere_too
from simulator.defects.wrapping import Seed, around, around_step
from simulator.domain.call import Call, Handler, Outcome, Reply, deleted
from simulator.domain.ids import digest
from simulator.domain.problem import Kind, Problem
from simulator.domain.refusal import Step
from simulator.domain.table import Table
from simulator.providers.customers_bank import wire
from simulator.providers.customers_bank.handlers import NAME, caller
from simulator.providers.customers_bank.refusals import exists
from simulator.providers.customers_bank.state import Credential, State

__all__ = ["DEFECTS"]

LIST, CREATE, DELETE = "listCredentials", "createCredential", "deleteCredential"
MONTH = timedelta(days=30)


def _issued(edit: Callable[[Credential, str], tuple[Credential, str]]) -> Seed:
    """A credential is stored, and shown with its secret, as `edit` has them."""

    def wrapped(sound: Handler, state: State, call: Call) -> Outcome:
        outcome = sound(state, call)
        body: Any = outcome.reply.body
        (made,) = outcome.changes
        key, secret = edit(made.record, body["secretText"])
        reply = structs.replace(outcome.reply, body=wire.credential(key, secret))
        return Outcome(reply, (structs.replace(made, record=key),))

    return around(CREATE, wrapped)


def _with_secrets(sound: Handler, state: State, call: Call) -> Outcome:
    outcome = sound(state, call)
    listed: Any = outcome.reply.body
    body = [{**one, "secretText": one["hint"].ljust(40, "0")} for one in listed]
    return Outcome(structs.replace(outcome.reply, body=body))


def _by_name(key: Credential, _: str) -> tuple[Credential, str]:
    made = digest((key.partner_id, key.display_name), 20).hex()
    return structs.replace(key, hint=made[:3]), made


def _everybodys(sound: Handler, state: State, call: Call) -> Outcome:
    home = caller(state, call).partner_id
    moved = {one.credential_id: structs.replace(one, partner_id=home) for one in state.credentials}
    table = Table(state.credentials.rows, (moved, *state.credentials.layers))
    return sound(structs.replace(state, credentials=table), call)


def _undeleted(sound: Handler, state: State, call: Call) -> Outcome:
    table = Table(state.credentials.rows, _without_deletions(state))
    return sound(structs.replace(state, credentials=table), call)


def _without_deletions(state: State) -> tuple[dict[str, Credential], ...]:
    return tuple({key: one for key, one in layer.items() if one is not None} for layer in state.credentials.layers)


def _oldest(_: Handler, state: State, call: Call) -> Outcome:
    home = caller(state, call).partner_id
    own = [one for one in state.credentials if one.partner_id == home]
    oldest = min(own, key=lambda one: (one.start_at, one.credential_id))
    return Outcome(Reply(204), (deleted(NAME, "credentials", oldest.credential_id),))


def _same_name_replaced(sound: Handler, state: State, call: Call) -> Outcome:
    outcome, home = sound(state, call), caller(state, call).partner_id
    same = (one for one in state.credentials if (one.partner_id, one.display_name) == (home, call.body["displayName"]))
    return Outcome(
        outcome.reply, (*outcome.changes, *(deleted(NAME, "credentials", one.credential_id) for one in same))
    )


def _once_there(sound: Step, state: State, call: Call) -> Problem | None:
    return None if call.path.get("id", "").lower() in state.credentials.rows else sound(state, call)


def _exact_id(sound: Step, state: State, call: Call) -> Problem | None:
    named = call.path.get("id", "")
    return sound(state, call) if named == named.lower() else Problem(Kind.NOT_FOUND, "no such credential in capitals")


DEFECTS = (
    bug("partner-secret-listed", LIST,
        "Credentials are listed with a secret.", ("B-41", "CUBI-18"),
        around(LIST, _with_secrets)),
    bug("partner-hint-is-the-ids", CREATE,
        "The hint of a credential is the beginning of its id instead of its secret.", ("CUBI-18",),
        _issued(lambda key, secret: (structs.replace(key, hint=key.credential_id[:3]), secret))),
    bug("partner-credential-good-for-a-month", CREATE,
        "A credential ends after thirty days.", ("CUBI-18",),
        _issued(lambda key, secret: (structs.replace(key, end_at=key.start_at + MONTH), secret))),
    bug("partner-secret-follows-from-name", CREATE,
        "Two credentials of one name have one secret.", ("B-41",),
        _issued(_by_name)),
    bug("partner-same-name-replaces-credential", CREATE,
        "A credential goes when another of its name is made.", ("B-41", "B-43"),
        around(CREATE, _same_name_replaced)),
    bug("partner-credential-of-other-partners-listed", LIST,
        "Credentials of all partners are listed.", ("CUBI-20", "F-04"),
        around(LIST, _everybodys)),
    bug("partner-deleted-credential-still-listed", LIST,
        "A deleted credential that was there from the beginning stays in the list.", ("B-43", "CUBI-63"),
        around(LIST, _undeleted)),
    bug("partner-credential-of-other-partners-deleted", DELETE,
        "Credentials of other partners can be deleted by whoever knows their ids.", ("CUBI-64", "F-04"),
        elsewhere_too(DELETE)),
    bug("partner-second-deletion-of-credential-accepted", DELETE,
        "A second deletion of a credential that was there from the beginning is answered 204.", ("B-43",),
        around_step(ROW, exists, _once_there)),
    bug("partner-oldest-credential-deleted", DELETE,
        "Whichever credential is named, the partner's oldest is deleted.", ("B-43", "CUBI-63"),
        around(DELETE, _oldest)),
    bug("partner-credential-needs-small-letters", DELETE,
        "An id with capitals is no credential's.", ("B-40", "B-44"),
        around_step(ROW, exists, _exact_id)),
)  # fmt: skip
