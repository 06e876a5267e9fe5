"""A bank of one's own for a test: a sandbox of the server, reached from another process than server and browser."""

import json
from typing import Any

from msgspec import Struct

from tests.serving import Server

__all__ = ["UI", "Bank", "opened"]

UI = "/_simulator/ui"
AT_ONCE = 200


class Bank(Struct, frozen=True):
    """A sandbox. `url` is its address, to which the vendors' paths are appended."""

    server: Server
    name: str

    @property
    def root(self) -> str:
        """The prefix of all its paths."""
        return f"/s/{self.name}"

    @property
    def url(self) -> str:
        """Where it is."""
        return self.server.url + self.root

    def control(self, method: str, path: str, body: Any = None) -> Any:
        """What the control API answers, which must not be a refusal."""
        status, content = self._asked(method, f"/_simulator/v1{path}", body)
        assert status < 400, (method, path, content)
        return content

    def call(self, method: str, path: str, body: Any = None, *, api: str = "banno-admin", **wish: str) -> int:
        """The status that a vendor's API answers to a caller with a token."""
        token = self.control("POST", "/tokens", {"api": api, **wish})["access_token"]
        return self.sent(method, path, body, {"Authorization": f"Bearer {token}"})

    def sent(self, method: str, path: str, body: Any = None, headers: dict[str, str] | None = None) -> int:
        """The status of any request; 0 where no answer came."""
        try:
            return self._asked(method, path, body, headers)[0]
        except ConnectionError:
            return 0

    def users(self, provider: str, query: str = "") -> list[Any]:
        """Those of this provider whom the query fits, as they are stored."""
        path = f"/users?provider={provider}&limit={AT_ONCE}" + (f"&query={query}" if query else "")
        found: list[Any] = self.control("GET", path)["items"]
        return found

    def emptied(self, providers: tuple[str, ...]) -> None:
        """Nobody is left in it."""
        for provider in providers:
            while found := self.users(provider):
                for user in found:
                    self.control("DELETE", f"/users/{provider}/{user['userId']}")

    def _asked(self, method: str, path: str, body: Any, headers: dict[str, str] | None = None) -> tuple[int, Any]:
        content = b"" if body is None else json.dumps(body).encode()
        labels = {"Content-Type": "application/json"} if content else {}
        status, _, answer = self.server.ask(method, self.root + path, content, {**labels, **(headers or {})})
        return status, json.loads(answer) if answer and status < 400 and path.startswith("/_simulator") else answer


def opened(server: Server) -> Bank:
    """A new sandbox of the server."""
    status, _, answer = server.ask("POST", "/_simulator/v1/sandboxes", b"{}", {"Content-Type": "application/json"})
    assert status == 201, answer
    return Bank(server, json.loads(answer)["id"])
