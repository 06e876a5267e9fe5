"""A support desk for the tests of Banno's defects: personas by name, answers as plain values."""

import json
from typing import Any
from urllib.parse import urlencode

from tests.world import World

__all__ = ["CONSUMER_SCOPES", "FERNHOLLOW", "QUILLWATER", "Desk"]

QUILLWATER = "3fa85f64-5717-4562-b3fc-2c963f66afa6"
FERNHOLLOW = "8d1c6f0e-2b47-4e3a-9c55-0f1e7a6b9d24"
SCOPE = "https://api.banno.com/consumer/auth/user."
CONSUMER_SCOPES = {
    "read": f"{SCOPE}profile.readonly",
    "email": f"{SCOPE}email.readwrite",
    "name": f"{SCOPE}preferredname.readwrite",
}
MERGE_PATCH = "application/merge-patch+json"
Token = tuple[str, str] | None
Seen = tuple[int, Any]


class Desk:
    """Calls upon one world. An answer is its status and its JSON, None where there is none."""

    def __init__(self, world: World) -> None:
        self.world = world

    def search(self, query: str, where: str = QUILLWATER, **params: Any) -> Seen:
        """Search an institution."""
        return self.get(
            f"/a/consumer-user-search/api/v0/institutions/{where}/users?" + urlencode({"query": query, **params})
        )

    def found(self, query: str, where: str = QUILLWATER, **params: Any) -> list[str]:
        """The usernames that a search lists."""
        return [user["primaryInstitutionUsername"] for user in self.search(query, where, **params)[1]["users"]]

    def details(self, name: str, where: str = "") -> Seen:
        """Read details, under the user's institution or another."""
        ids = self.ids(name)
        path = f"/a/mobile/api/v0/institutions/{where or ids['institutionId']}/users/{ids['userId']}/details"
        return self.get(path)

    def status(self, name: str, **wish: Any) -> Seen:
        """Read a status."""
        return self.get(f"/a/consumer-status/api/v0/users/{self.ids(name)['userId']}/status", **wish)

    def unlock(self, name: str, state: Any = False, **wish: Any) -> Seen:
        """Put the lock."""
        path = f"/a/consumer-status/api/v0/users/{self.ids(name)['userId']}/status/locked"
        return self.put_json(path, {"state": state}, self.admin(**wish))

    def reset(self, name: str, method: str = "email", version: str = "v0/", **wish: Any) -> Seen:
        """Send a password reset."""
        ids = self.ids(name)
        path = (
            f"/a/password-reset/api/{version}institutions/{ids['institutionId']}/users/{ids['userId']}/password/reset"
        )
        return self._seen("POST", path, {"method": method}, self.admin(**wish))

    def sent(self, name: str, method: str = "email", **wish: Any) -> Any:
        """Send a reset; the answer, and to whom what was sent."""
        answer = self.reset(name, method, **wish)
        return answer, [(each["channel"], each["to"]) for each in self.world.control("GET", "/outbox")["items"]]

    def followed(self) -> int:
        """Choose a password behind the newest link; the page's status."""
        link = self.world.control("GET", "/outbox/latest")["link"]
        form = [("Content-Type", "application/x-www-form-urlencoded")]
        return self.world.send(
            "POST", link.removeprefix("http://localhost"), headers=form, content=b"password=x"
        ).status

    def user(self, name: str, token: Token = None) -> Seen:
        """Read a user through the Consumer API, by an Admin token unless another is given."""
        return self.get(f"/a/consumer/api/v0/users/{self.ids(name)['userId']}", token or self.admin())

    def put(self, name: str, email: Any, token: Token = None, **more: Any) -> Seen:
        """Update a user, by that user's own token unless another is given."""
        path = f"/a/consumer/api/v0/users/{self.ids(name)['userId']}"
        return self.put_json(path, {"email": email, **more}, token or self.own(name))

    def patch(self, name: str, body: Any, media_type: str = MERGE_PATCH, token: Token = None) -> Seen:
        """Patch a user, by that user's own token unless another is given; bytes go as they are."""
        path, raw = f"/a/consumer/api/v0/users/{self.ids(name)['userId']}", body
        if not isinstance(body, bytes):
            raw = json.dumps(body).encode()
        headers = [("Content-Type", media_type), token or self.own(name)]
        return _plain(self.world.send("PATCH", path, headers=headers, content=raw))

    def named(self, name: str, preferred: str | None) -> Seen:
        """Patch the preferred name."""
        return self.patch(name, {"preferredName": preferred})

    def get(self, path: str, token: Token = None, **wish: Any) -> Seen:
        """Any GET."""
        return _plain(self.world.send("GET", path, headers=[token or self.admin(**wish)]))

    def put_json(self, path: str, body: Any, token: tuple[str, str]) -> Seen:
        """Any PUT."""
        return self._seen("PUT", path, body, token)

    def edit(self, name: str, **members: Any) -> None:
        """QA changes a user."""
        self.world.control("PATCH", f"/users/banno/{self.ids(name)['userId']}", members)

    def make(self, number: int, **members: Any) -> None:
        """QA makes users at the sample institution."""
        for count in range(number):
            fields = {"institutionId": QUILLWATER, "firstName": f"N{count:04}", "lastName": "Qqcrowd", **members}
            self.world.control("POST", "/users?provider=banno", fields)

    def later(self, seconds: int) -> None:
        """Time passes."""
        self.world.control("PUT", "/clock", {"advance": seconds})

    def gone(self, name: str) -> None:
        """QA deletes a user."""
        self.world.control("DELETE", f"/users/banno/{self.ids(name)['userId']}")

    def stored(self, name: str) -> Any:
        """The record as it is stored."""
        return self.world.control("GET", f"/users/banno/{self.ids(name)['userId']}")

    def admin(self, **wish: Any) -> tuple[str, str]:
        """An Admin token's header."""
        return self.world.bearer(**wish)

    def own(self, name: str, **wish: Any) -> tuple[str, str]:
        """A consumer token's header."""
        return self.world.bearer("banno-consumer", persona=name, **wish)

    def ids(self, name: str) -> dict[str, str]:
        """A persona's ids; of a name that is none, ids that nobody has."""
        if name == "nobody":
            return {"userId": "00000000-0000-4000-8000-00000000dead", "institutionId": QUILLWATER}
        if name.isupper():
            return {key: id.upper() for key, id in self.world.persona(name.lower()).items()}
        return self.world.persona(name)

    def _seen(self, method: str, path: str, body: Any, token: tuple[str, str]) -> Seen:
        return _plain(self.world.send(method, path, body, headers=[token]))


def _plain(answer: Any) -> Seen:
    return answer.status, answer.json if answer.body else None
