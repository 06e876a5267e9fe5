"""Replies against their specs: documented status, media type and schema; strict JSON; the id that was asked for."""

import functools
import json
import re
from collections.abc import Iterator
from typing import Any, NoReturn

import jsonschema_rs

from contract_tests.checks.registry import Breaches, History, check
from contract_tests.exchange import Exchange
from contract_tests.operation import Operation

MILLISECONDS = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z")


@check("a reply is what its spec documents", claims=["F-12"])
def replies_match_their_spec(history: History) -> Breaches:
    """Status, media type, body and required headers; a status without documented content has an empty body."""
    for exchange in history:
        if exchange.operation is not None:
            yield from ((exchange, problem) for problem in mismatches(exchange, exchange.operation))


@check("a JSON reply is strict JSON: no NaN, no infinity, no member twice", claims=[])
def replies_are_strict_json(history: History) -> Breaches:
    """What a strict parser of another language would refuse."""
    for exchange in history:
        if (exchange.response.media_type or "").endswith("json") and exchange.body:
            try:
                strict_json(exchange.body)
            except ValueError as error:
                yield exchange, f"{error}"


@check(
    "a reply about one user or institution carries the id that was asked for",
    claims=["BAN-U-61", "BAN-S-02", "BAN-D-02", "CUBI-41", "NARMI-030"],
)
def replies_carry_the_asked_id(history: History) -> Breaches:
    """Never another user's record."""
    for exchange in history:
        if exchange.operation and exchange.operation.method == "GET" and exchange.status == 200:
            for name, value in shown_ids(exchange):
                asked = exchange.arguments.get(name)
                if asked is not None and value.lower() != asked.lower():
                    yield exchange, f"{name} {value!r} instead of {asked!r}"


@check(
    "instants of the Admin API are UTC with Z and milliseconds",
    claims=["BAN-S-15", "BAN-S-16", "BAN-S-27", "BAN-D-16", "BAN-D-17"],
)
def admin_instants_have_milliseconds(history: History) -> Breaches:
    """The form of every printed sample."""
    for exchange in history:
        if exchange.operation and exchange.operation.id in ("searchUsers", "getUserDetails") and exchange.status == 200:
            for user in exchange.json.get("users", [exchange.json]):
                for name in ("userAdded", "userModified", "lastSeen"):
                    if name in user and user[name] is not None and not MILLISECONDS.fullmatch(user[name]):
                        yield exchange, f"{name} {user[name]!r}"


def mismatches(exchange: Exchange, operation: Operation) -> Iterator[str]:
    """How a reply differs from what the operation documents for its status."""
    documented = operation.reply(exchange.status)
    if documented is None:
        yield f"undocumented status {exchange.status}"
        return
    headers = documented.get("headers", {}).items()
    missing = [name for name, header in headers if operation.resolved(header).get("required")]
    yield from (f"no header {name}" for name in missing if exchange.header(name) is None)
    content = documented.get("content")
    if not content:
        if exchange.body:
            yield f"a body where none is documented for {exchange.status}"
        return
    if exchange.response.media_type not in content:
        yield f"undocumented media type {exchange.response.media_type}"
        return
    validator = _validator(operation, exchange.status, exchange.response.media_type)
    for error in validator.iter_errors(strict_json(exchange.body)):
        yield f"{'/'.join(map(str, error.instance_path)) or 'body'}: {error.message}"


def fits(operation: Operation, status: int, media_type: str, body: Any) -> bool:
    """Whether a body is what the operation documents for that status and media type."""
    return bool(_validator(operation, status, media_type).is_valid(body))


def shown_ids(exchange: Exchange) -> Iterator[tuple[str, str]]:
    """The ids in a reply by the name of the path variable that asks for them."""
    if exchange.operation and exchange.operation.provider != "banno":
        alone = exchange.operation.id in ("getPartnerUser", "getManagedUser")
        yield from ([("userId", exchange.json["id"])] if alone else [])
        return
    users = exchange.json.get("users", [exchange.json])
    for user in users:
        if "userId" in user:
            yield "userId", user["userId"]
        for name in ("primaryInstitutionId", "institutionId"):
            if name in user:
                yield "institutionId", user[name]


def strict_json(body: bytes) -> Any:
    """The body as JSON; raises ValueError for what RFC 8259 does not allow, and for a member given twice."""
    return json.loads(body.decode("utf-8"), parse_constant=_no_constant, object_pairs_hook=_once)


def _no_constant(name: str) -> NoReturn:
    raise ValueError(f"{name} is no JSON")


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    names = [name for name, _ in pairs]
    if len(set(names)) != len(names):
        raise ValueError(f"a member is given twice among {names}")
    return dict(pairs)


@functools.cache
def _validator(operation: Operation, status: int, media_type: str) -> Any:
    documented = operation.reply(status) or {}
    rooted = {
        "components": operation.document.get("components", {}),
        **documented["content"][media_type].get("schema", {}),
    }
    return jsonschema_rs.Draft202012Validator(rooted, validate_formats=True)
