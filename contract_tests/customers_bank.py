"""Customers Bank's calls, with the primary administrator's token of the sample partner unless another is given."""

from dataclasses import dataclass
from typing import Any
from urllib.parse import quote

from contract_tests.bank import UNSENT, Bank, Persona
from contract_tests.exchange import Exchange
from contract_tests.operation import operation

API = "customers-bank"
PROVIDER = "customers_bank"
CREDENTIAL = "1095155f-d828-4568-1111-78f543b4a84b"
LISTED = "9fa44d26-60b6-4d24-8edf-0d2a1dc79d2c"
READ = "ffd7a02f-f330-470f-b5a7-14d91368e520"
UPDATED = "7a201833-c4c8-4a32-b601-85f1756d829d"
NEVER = "0001-01-01T00:00:00"
PRIMARY, FELLOW, PLAIN, FROZEN = "dana-reyes", "test-user", "owen-blake", "frida-nord"
"""Personas of the sample partner: the primary administrator, another one, one who may only read, a frozen one."""


@dataclass(frozen=True)
class CustomersBank:
    """The partner API of one sandbox."""

    bank: Bank

    def call(self, id: str, path: dict[str, str] | None = None, *, by: str | None = None, **sent: Any) -> Exchange:
        """Call the operation with this id as the persona `by`; further arguments are those of `Bank.send`."""
        called = operation(id)
        quoted = {name: quote(value, safe="") for name, value in (path or {}).items()}
        if "token" not in sent:
            sent["token"] = self.token(by)
        return self.bank.send(called.method, called.fill(quoted), **sent)

    def token(self, name: str | None = None) -> str:
        """A token of the persona with this name, or of the primary administrator of the sample partner."""
        return self.bank.token(API, persona=Persona(name) if name else None)

    def create(self, json: Any = UNSENT, *, key: str | None = None, **sent: Any) -> Exchange:
        """Create a user, with an idempotency key if one is given."""
        headers = [("x-idempotency-key", key)] if key is not None else []
        return self.call("createPartnerUser", json=json, headers=[*sent.pop("headers", []), *headers], **sent)

    def users(self, by: Any = None, **params: Any) -> Exchange:
        """List the users of the caller's partner; booleans are written as JSON writes them."""
        return self.call("listPartnerUsers", by=by, params={name: _written(value) for name, value in params.items()})

    def get(self, user_id: str, **sent: Any) -> Exchange:
        """Read a user."""
        return self.call("getPartnerUser", {"userId": user_id}, **sent)

    def update(self, json: Any = UNSENT, **sent: Any) -> Exchange:
        """Update the user whose id is in the body."""
        return self.call("updatePartnerUser", json=json, **sent)

    def delete(self, user_id: str, **sent: Any) -> Exchange:
        """Delete a user."""
        return self.call("deletePartnerUser", {"userId": user_id}, **sent)

    def credentials(self, **sent: Any) -> Exchange:
        """List the credentials of the caller's partner."""
        return self.call("listCredentials", **sent)

    def issue(self, json: Any = UNSENT, **sent: Any) -> Exchange:
        """Create a credential."""
        return self.call("createCredential", json=json, **sent)

    def revoke(self, id: str, **sent: Any) -> Exchange:
        """Delete a credential."""
        return self.call("deleteCredential", {"id": id}, **sent)

    def id_of(self, name: str) -> str:
        """The user id of a persona."""
        ids = {each["name"]: each[PROVIDER]["userId"] for each in self.cast()}
        assert name in ids, f"no persona {name!r}; there are {sorted(ids)}"
        return str(ids[name])

    def cast(self) -> list[dict[str, Any]]:
        """The personas that Customers Bank knows, as the control API lists them."""
        return [each for each in self.bank.control("GET", "/personas")["items"] if each.get(PROVIDER)]

    def edit(self, user_id: str, **changes: Any) -> None:
        """Change a stored user outside the vendor's rules, as QA does."""
        self.bank.edit(user_id, PROVIDER, **changes)


def _written(value: Any) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value)
