"""What is asked of both servers: the calls of the documents, with a signed token, as they go over the wire."""

from collections.abc import Callable
from itertools import product
from string import ascii_lowercase
from typing import NamedTuple

from benchmarks.load import Load
from benchmarks.server import Server

__all__ = ["Operation", "on_generated_users", "on_personas", "request", "token"]

SAMPLE = "3fa85f64-5717-4562-b3fc-2c963f66afa6"
SEARCH = f"/a/consumer-user-search/api/v0/institutions/{SAMPLE}/users"
LOCKED_USERS = 4_000
FORKS = 40
PAGE = 500


class Operation(NamedTuple):
    """A name for the table, and a way to prepare the requests of one run on a simulator."""

    name: str
    prepared: Callable[[Server], Load]


def request(method: str, path: str, token: str, body: str = "") -> str:
    """The bytes of one HTTP/1.1 request with the headers that a client sends."""
    lines = [
        f"{method} {path} HTTP/1.1",
        "Host: 127.0.0.1",
        f"Authorization: Bearer {token}",
        "Accept: application/json",
    ]
    if body:
        lines += ["Content-Type: application/json", f"Content-Length: {len(body)}"]
    return "\r\n".join([*lines, "", body])


def token(server: Server, api: str, prefix: str = "", **wish: str) -> str:
    """A token of that API with everything it may hold."""
    return str(server.control("POST", f"{prefix}/_simulator/v1/tokens", {"api": api, **wish})["access_token"])


def details(server: Server) -> Load:
    """GET details of the documents' sample user."""
    path = f"/a/mobile/api/v0/institutions/{SAMPLE}/users/{SAMPLE}/details"
    return Load([(request("GET", path, token(server, "banno-admin")), "")], [""])


def search(query: str) -> Callable[[Server], Load]:
    """GET users found by a query."""

    def prepared(server: Server) -> Load:
        return Load([(request("GET", f"{SEARCH}?{query}", token(server, "banno-admin")), "")], [""])

    return prepared


def rename(server: Server) -> Load:
    """PATCH preferredName, another name each time, so that each call changes something."""
    path = f"/a/consumer/api/v0/users/{SAMPLE}"
    before, after = request("PATCH", path, token(server, "banno-consumer"), '{"preferredName":"****"}').split("****")
    return Load([(before, after)], ["".join(letters) for letters in product(ascii_lowercase[:8], repeat=4)])


def unlock(server: Server) -> Load:
    """PUT locked, each time of a user who is locked: a sandbox of locked users, forked as often as a run may need."""
    locked = _locked_users(server)
    groups = []
    for number in range(FORKS):
        name = f"bench-{number}"
        server.call("DELETE", f"/_simulator/v1/sandboxes/{name}")
        server.control("POST", "/_simulator/v1/sandboxes/bench-locked/fork", {"id": name})
        path = f"/s/{name}/a/consumer-status/api/v0/users/****/status/locked"
        sent = request("PUT", path, token(server, "banno-admin", f"/s/{name}"), '{"state": false}')
        before, after = sent.split("****")
        groups.append((before, after))
    return Load(groups, locked, once=True)


def _locked_users(server: Server) -> list[str]:
    place = "/s/bench-locked/_simulator/v1/users"
    if server.call("GET", "/_simulator/v1/sandboxes/bench-locked")[0] == 404:
        server.control("POST", "/_simulator/v1/sandboxes", {"id": "bench-locked"})
        for user in _users(server, place)[:LOCKED_USERS]:
            server.control("PATCH", f"{place}/banno/{user['userId']}", {"status": "Locked"})
    return [user["userId"] for user in _users(server, place) if user["status"] == "Locked"]


def _users(server: Server, place: str) -> list[dict[str, str]]:
    found: list[dict[str, str]] = []
    while True:
        page = server.control("GET", f"{place}?provider=banno&limit={PAGE}&offset={len(found)}")
        found += page["items"]
        if not page["items"] or len(found) >= page["total"]:
            return found


on_personas = [
    Operation("GET details", details),
    Operation("GET users by e-mail", search("query=user@example.com")),
    Operation("PATCH preferredName", rename),
]
on_generated_users = [
    Operation("GET users by name, 10 of 5,000", search("query=son&limit=10")),
    Operation("PUT unlock, another user each time", unlock),
]
