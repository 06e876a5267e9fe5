"""The bank at which scenarios of Customers Bank's defects are played, once with the bug and once without."""

from typing import Any
from urllib.parse import urlencode

from simulator.defects import Defect, seeded
from simulator.providers import PROVIDERS
from tests.world import UNSENT, World

__all__ = ["CREDENTIAL", "FELLOW", "FROZEN", "KEY", "MANY", "NOBODY", "PLAIN", "PRIMARY", "STRANGER", "Bank", "Seen"]

PRIMARY, FELLOW, PLAIN, FROZEN = "dana-reyes", "test-user", "owen-blake", "frida-nord"
"""Of the sample partner: the primary administrator, another one, an ordinary user, a frozen administrator."""

STRANGER, MANY = "ivy-lowell", "aaron-amsel"
"""The primary administrators of another partner, and of the one that has thirty users."""

CREDENTIAL = "1095155f-d828-4568-1111-78f543b4a84b"
KEY = "0b9c2f5e-58f1-4c39-8a56-3f5f1a6c7d20"
NOBODY = "00000000-0000-4000-8000-00000000dead"
BASE = "/partners/v1"

Json = Any
Seen = tuple[int, str, Json]
"""Status, media type and body of an answer."""


class Bank:
    """A world of its own, with a defect or without one; calls are the primary administrator's unless `by` says else."""

    def __init__(self, defect: Defect | None = None) -> None:
        self.world = World(providers=seeded(PROVIDERS, [defect] if defect else ()), strict=False)
        self._headers: dict[str, tuple[str, str]] = {}
        personas = self.world.control("GET", "/personas")["items"]
        self.ids: dict[str, str] = {
            one["name"]: one["customers_bank"]["userId"] for one in personas if one.get("customers_bank")
        }

    def ask(self, method: str, path: str, body: Json = UNSENT, *, by: str = PRIMARY, **more: Any) -> Seen:
        """One call and what came back."""
        headers = [self.header(by), *more.pop("headers", ())]
        answer = self.world.send(method, BASE + path, body, headers=headers, **more)
        return answer.status, answer["Content-Type"], answer.json if answer.body else None

    def header(self, by: str) -> tuple[str, str]:
        """The header that lets a persona, or the user with that id, in."""
        if by not in self._headers:
            self._headers[by] = self.world.bearer("customers-bank", persona=by)
        return self._headers[by]

    def users(self, by: str = PRIMARY, **query: Any) -> Seen:
        """A list; `_` is a page of it, its size and number."""
        written = {name: str(value).lower() if isinstance(value, bool) else value for name, value in query.items()}
        return self.ask("GET", "/Users" + ("?" + urlencode(written) if written else ""), by=by)

    def page(self, number: int, size: int = 10, by: str = MANY, **query: Any) -> Seen:
        """One page of a list."""
        return self.users(by, paginateResults=True, page=number, perPage=size, **query)

    def read(self, who: str, by: str = PRIMARY) -> Seen:
        """A persona, or the user with that id."""
        return self.ask("GET", f"/Users/{self.ids.get(who, who)}", by=by)

    def create(self, email: Json, key: str = "", by: str = PRIMARY, **members: Json) -> Seen:
        """A new user, with an idempotency key or without one."""
        headers = [("x-idempotency-key", key)] if key else []
        return self.ask("POST", "/Users", {"email": email, **members}, by=by, headers=headers)

    def created(self, email: str, **members: Json) -> str:
        """The id of a new user."""
        return str(self.create(email, **members)[2]["keyId"])

    def update(self, who: str, by: str = PRIMARY, **members: Json) -> Seen:
        """A change of a persona, or of the user with that id."""
        return self.ask("PUT", "/Users", {"id": self.ids.get(who, who), **members}, by=by)

    def delete(self, who: str, by: str = PRIMARY) -> Seen:
        """A persona, or the user with that id, leaves."""
        return self.ask("DELETE", f"/Users/{self.ids.get(who, who)}", by=by)

    def credentials(self, by: str = PRIMARY) -> Seen:
        """The partner's credentials."""
        return self.ask("GET", "/credentials", by=by)

    def issue(self, name: str, by: str = PRIMARY) -> Seen:
        """A new credential."""
        return self.ask("POST", "/credentials", {"displayName": name}, by=by)

    def revoke(self, id: str, by: str = PRIMARY) -> Seen:
        """A credential is good no more."""
        return self.ask("DELETE", f"/credentials/{id}", by=by)

    def edit(self, who: str, **members: Json) -> None:
        """QA changes a stored user."""
        self.world.control("PATCH", f"/users/customers_bank/{self.ids[who]}", members)

    def wait(self, hours: int) -> None:
        """Time passes, and all tokens with it."""
        self.world.control("PUT", "/clock", {"advance": hours * 3600})
        self._headers.clear()
