"""Customers Bank's calls for both servers: a list whole and in pages, one user, creations with and without a key."""

from collections.abc import Callable, Iterator
from uuid import UUID

from benchmarks.load import Load
from benchmarks.operation import Operation, request, token
from benchmarks.server import Server

__all__ = ["on_generated_users", "on_personas", "on_sandboxes"]

USERS = "/partners/v1/Users"
OF_THIRTY = "aaron-amsel"
"""An administrator of the partner that has thirty users."""
SANDBOXES = 160
CREATIONS = 250
"""In each sandbox, so that nobody's partner grows large: a creation looks at the addresses of all colleagues."""


def listed(query: str = "") -> Callable[[Server], Load]:
    """GET the thirty users of a partner, or a page of them."""

    def prepared(server: Server) -> Load:
        return Load([(request("GET", USERS + query, token(server, "customers-bank", persona=OF_THIRTY)), "")], [""])

    return prepared


def one(server: Server) -> Load:
    """GET the caller's own user."""
    bearer = token(server, "customers-bank", persona=OF_THIRTY)
    people = server.control("GET", "/_simulator/v1/personas")["items"]
    user_id = next(each["customers_bank"]["userId"] for each in people if each["name"] == OF_THIRTY)
    return Load([(request("GET", f"{USERS}/{user_id}", bearer), "")], [""])


def created(server: Server) -> Load:
    """POST a user, somebody else each time."""
    groups = [tuple(sent.split("****")) for sent in _creations(server, '{"email": "****@example.com", "name": "Ann"}')]
    return Load([(before, after) for before, after in groups], [f"{n:08}" for n in range(CREATIONS)], once=True)


def created_with_keys(server: Server) -> Load:
    """The same, each with an idempotency key of its own. The key is the last header, so that one middle holds both."""
    keyed = [_keyed(sent, "****") for sent in _creations(server, '{"email": "****@example.com", "name": "Ann"}')]
    groups = [(sent.partition("****")[0], sent.rpartition("****")[2]) for sent in keyed]
    return Load(groups, [f'{UUID(int=n)}\r\n\r\n{{"email": "{n:08}' for n in range(CREATIONS)], once=True)


def created_again(server: Server) -> Load:
    """POST one user with one key over and over: the first reply each time."""
    body = '{"email": "ann.again@example.com", "name": "Ann"}'
    return Load([(_keyed(request("POST", USERS, token(server, "customers-bank"), body), str(UUID(int=1))), "")], [""])


def _creations(server: Server, body: str) -> Iterator[str]:
    """One request for each of many fresh sandboxes; the address in it has eight digits where `****` stands."""
    for number in range(SANDBOXES):
        prefix = f"/s/bench-partner-{number}"
        server.call("DELETE", f"/_simulator/v1/sandboxes/bench-partner-{number}")
        server.control("POST", "/_simulator/v1/sandboxes", {"id": f"bench-partner-{number}"})
        sent = request("POST", prefix + USERS, token(server, "customers-bank", prefix), body)
        length = len(body)
        yield sent.replace(f"Content-Length: {length}", f"Content-Length: {length + 4}")


def _keyed(sent: str, key: str) -> str:
    head, _, body = sent.partition("\r\n\r\n")
    return f"{head}\r\nx-idempotency-key: {key}\r\n\r\n{body}"


on_personas = [
    Operation("GET partner user", one),
    Operation("GET partner users, all 30", listed()),
    Operation("GET partner users, page of 10", listed("?paginateResults=true&page=1&perPage=10&sortOn=email")),
    Operation("POST partner user, the same key again", created_again),
]
on_generated_users = [Operation("GET partner users, 30 among 5,000", listed())]
on_sandboxes = [
    Operation("POST partner user", created),
    Operation("POST partner user, a key each", created_with_keys),
]
