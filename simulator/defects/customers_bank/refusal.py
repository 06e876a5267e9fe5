"""Bugs in how refusals are answered, and in what is refused at all."""

from collections.abc import Callable

from msgspec import structs

from simulator.defects.customers_bank.parts import Json, asked, bug, overlooking
from simulator.defects.wrapping import Seed, all_of, called, refusals
from simulator.domain.call import Call, Reply
from simulator.domain.problem import Fault, Kind, Problem, Violation
from simulator.providers.customers_bank import wire
from simulator.providers.customers_bank.rules import SORTABLE

__all__ = ["DEFECTS"]

LIST, CREATE, UPDATE = "listPartnerUsers", "createPartnerUser", "updatePartnerUser"


def _told(operation: str, status: int, edit: Callable[[Json], Json]) -> Seed:
    """The body of a refusal with this status is what `edit` makes of it; an empty operation is any."""

    def edited(reply: Reply, _: Problem, asked_for: str) -> Reply:
        if reply.status != status or operation not in ("", asked_for):
            return reply
        return structs.replace(reply, body=edit(dict(reply.body or {})))

    return refusals(edited)


def _weighed(operation: str, at: str, fault: Fault, other: Fault) -> Seed:
    """A violation of this parameter or member is taken for one of another kind."""

    def edited(reply: Reply, problem: Problem, asked_for: str) -> Reply:
        if asked_for != operation or problem.kind is not Kind.INVALID:
            return reply
        violations = tuple(_taken_for(one, at, fault, other) for one in problem.violations)
        return wire.refusal(structs.replace(problem, violations=violations), asked_for)

    return refusals(edited)


def _taken_for(one: Violation, at: str, fault: Fault, other: Fault) -> Violation:
    wrong = one.fault is fault and at in (one.at, one.expected)
    return structs.replace(one, fault=other, at=at.rsplit(maxsplit=1)[-1], expected="another value") if wrong else one


def _plain_json(reply: Reply, *_: object) -> Reply:
    return structs.replace(reply, media_type="application/json") if reply.status == 404 else reply


def _without_trace(body: Json) -> Json:
    return {name: value for name, value in body.items() if name != "traceId"}


def _small_fields(body: Json) -> Json:
    return {**body, "errors": {field.lower(): said for field, said in body["errors"].items()}}


def _sorted_somehow(call: Call) -> Call:
    return call if call.query.get("sortOn", "name") in SORTABLE else asked(call, sortOn=None)


def _without_null_access(call: Call) -> Call:
    body = {name: value for name, value in call.body.items() if (name, value) != ("showApi", None)}
    return structs.replace(call, body=body)


DEFECTS = (
    bug("partner-not-found-without-trace", "",
        "A 404 has no traceId.", ("B-59",),
        _told("", 404, _without_trace)),
    bug("partner-not-found-as-plain-json", "",
        "A 404 calls itself application/json.", ("B-59",),
        refusals(_plain_json)),
    bug("partner-unprocessable-says-bad-request", "",
        "The body of a 422 says that the status is 400.", ("B-59",),
        _told("", 422, lambda body: {**body, "status": 400})),
    bug("partner-errors-in-small-letters", CREATE,
        "The errors of a creation name members in small letters.", ("B-40", "B-59"),
        all_of(*(_told(CREATE, status, _small_fields) for status in (400, 422)))),
    bug("partner-missing-address-is-unreadable", CREATE,
        "A creation without an address is answered 400 instead of 422.", ("B-55",),
        _weighed(CREATE, "member email", Fault.MISSING, Fault.WRONG_TYPE)),
    bug("partner-per-page-of-zero-is-unreadable", LIST,
        "A perPage that is too small or too large is answered 400 instead of 422.", ("B-49",),
        _weighed(LIST, "perPage", Fault.CONSTRAINT, Fault.WRONG_TYPE)),
    bug("partner-unreadable-page-is-out-of-bounds", LIST,
        "A page that is no number is answered 422 instead of 400.", ("B-49", "F-07"),
        _weighed(LIST, "page", Fault.WRONG_TYPE, Fault.CONSTRAINT)),
    bug("partner-per-page-without-bound", LIST,
        "A page may hold more than a hundred users.", ("B-49",),
        overlooking(LIST, lambda one: one.at == "perPage" and one.keyword == "maximum")),
    bug("partner-unknown-sort-on-taken", LIST,
        "A sortOn that is no member of a user is taken for name.", ("B-49", "F-07"),
        all_of(overlooking(LIST, lambda one: one.at == "sortOn" and one.keyword == "enum"),
               called(LIST, _sorted_somehow))),
    bug("partner-null-access-taken", CREATE,
        "In a creation, a showApi of null is taken for one that is left out.", ("B-55", "CUBI-15"),
        all_of(overlooking(CREATE, lambda one: one.at == "/showApi" and one.got == "null"),
               called(CREATE, _without_null_access))),
)  # fmt: skip
