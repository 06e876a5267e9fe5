"""The program under test: what a support desk does when a customer is locked out. Standard library only."""

import json
from typing import Any
from urllib.error import HTTPError
from urllib.parse import urlencode
from urllib.request import Request, urlopen


class Refused(Exception):
    """The bank says no; `status` is the way in which it does."""

    def __init__(self, status: int) -> None:
        super().__init__(f"the bank says {status}")
        self.status = status


class SupportDesk:
    """Banno's Admin API at `url`, called with `token`, on behalf of one institution."""

    def __init__(self, url: str, token: str, institution: str) -> None:
        self.url, self.token, self.institution = url, token, institution

    def found(self, text: str) -> list[dict[str, Any]]:
        """The customers whom the text may mean."""
        query = urlencode({"query": text})
        return self._call("GET", f"/a/consumer-user-search/api/v0/institutions/{self.institution}/users?{query}")[
            "users"
        ]

    def unlocked(self, user_id: str) -> bool:
        """Whether there was a lock to open."""
        try:
            self._call("PUT", f"/a/consumer-status/api/v0/users/{user_id}/status/locked", {"state": False})
        except Refused as refused:
            if refused.status != 409:
                raise
            return False
        return True

    def reset_password(self, user_id: str) -> None:
        """Send the customer a link by e-mail."""
        path = f"/a/password-reset/api/v0/institutions/{self.institution}/users/{user_id}/password/reset"
        self._call("POST", path, {"method": "email"})

    def _call(self, method: str, path: str, body: Any = None) -> Any:
        """The answer's JSON, None where it has none. Raises Refused."""
        headers = {"Authorization": f"Bearer {self.token}", "Content-Type": "application/json"}
        content = None if body is None else json.dumps(body).encode()
        try:
            with urlopen(Request(self.url + path, content, headers, method=method), timeout=10) as answer:
                received = answer.read()
        except HTTPError as refusal:
            with refusal:
                raise Refused(refusal.code) from None
        return json.loads(received) if received else None
