"""Narmi's Manage Users, with an Admin's token unless another is given."""

from dataclasses import dataclass, field
from typing import Any
from urllib.parse import quote

from contract_tests.bank import UNSENT, Bank, Persona
from contract_tests.exchange import Exchange

API = "narmi"
PROVIDER = "narmi"
PATH = "/narmi/admin/v1"
NOBODY = "00000000-0000-4000-8000-00000000dead"

ADMIN, FELLOW = "winona-clarke", "rhea-malik"
"""Admins: the one whose token is given where nobody is named, and one who has not activated the account."""

SUPPORT, READER, INVITED = "theo-brandt", "lila-moreau", "pablo-inverno"
"""Other staff: in the role Support, in the role Read only, and one who has not activated the account."""

KATHY, MARISOL, ZOE, SEAN = "kathy-smith", "marisol-vega", "zoe-nunez", "sean-obrien"
"""Customers: one like any other, one whose lists are all filled, one with a linked ID and bill pay, one sent a PIN."""

HUGO, YUSUF = "hugo-lindgren", "yusuf-demir"
"""Customers who are locked; the first has another core user ID waiting."""

NADIA, OWNER, SUB_USER = "nadia-farouk", "harriet-mcallister", "dev-okonkwo"
"""Customers: one who is still enrolling, the owner of a business, and somebody whom a business lets in."""

NO_PHONE, NO_EMAIL = "greta-lund", "leo-marsh"
"""Customers without a phone, and without an e-mail address, here or on the core."""

SPARE, SPARE_OF_HUGO, ONLY_ON_CORE = "20417701", "20417702", "20417703"
"""Core user IDs that are nobody's: two more of Marisol's and Hugo's, and one of somebody who has no login yet."""


@dataclass(frozen=True)
class Narmi:
    """Manage Users in one sandbox. People are named by their persona's name or by their id."""

    bank: Bank
    ids: dict[str, str] = field(default_factory=dict, repr=False)

    def call(self, method: str, path: str, json: Any = UNSENT, *, by: str | None = None, **sent: Any) -> Exchange:
        """Call a path below the API's as the persona `by`; further arguments are those of `Bank.send`."""
        narrowed = sent.pop("permissions", None)
        if "token" not in sent:
            sent["token"] = self.token(by, narrowed)
        return self.bank.send(method, PATH + path, json=json, **sent)

    def token(self, by: str | None = None, permissions: list[str] | None = None) -> str:
        """A token of a persona, or of an Admin; with permissions, it allows no more than these."""
        return self.bank.token(API, persona=Persona(by) if by else None, permissions=permissions)

    def users(self, **params: Any) -> Exchange:
        """List users; what is not a parameter of the list is one of `call`."""
        sent = {name: params.pop(name) for name in ("by", "token", "permissions") if name in params}
        return self.call("GET", "/users", params={name: _written(value) for name, value in params.items()}, **sent)

    def user(self, who: str, **sent: Any) -> Exchange:
        """Read a user."""
        return self.call("GET", self.path(who), **sent)

    def items(self, who: str, name: str, **sent: Any) -> list[dict[str, Any]]:
        """A whole list of a profile."""
        done = self.call("GET", self.path(who, name), params={"all": "true"}, **sent)
        assert done.status == 200, done
        return list(done.json["results"])

    def codes(self, who: str) -> list[str]:
        """The codes of the whole history, newest first."""
        return [entry["action"] for entry in self.items(who, "history")]

    def actions(self, who: str, **sent: Any) -> dict[str, dict[str, Any]]:
        """The Actions menu by name."""
        done = self.call("GET", self.path(who, "actions"), **sent)
        assert done.status == 200, done
        return {action["name"]: action for action in done.json["results"]}

    def act(self, who: str, action: str, *, confirm: Any = True, sent: Any = None, **body: Any) -> Exchange:
        """Take a confirmed action on a user; `sent` are arguments of `call`."""
        whole = {**({} if confirm is None else {"confirm": confirm}), **body}
        return self.call("POST", self.path(who, "actions", action), whole, **(sent or {}))

    def contact(self, who: str, json: Any = UNSENT, **sent: Any) -> Exchange:
        """Edit contact information."""
        return self.call("PATCH", self.path(who, "contact"), json, **sent)

    def add(self, json: Any = UNSENT, **sent: Any) -> Exchange:
        """Add a user."""
        return self.call("POST", "/users", json, **sent)

    def emulate(self, who: str, confirm: Any = True, **sent: Any) -> Exchange:
        """Log in as a user."""
        body = {"user_id": self.id_of(who), **({} if confirm is None else {"confirm": confirm})}
        return self.call("POST", "/emulations", body, **sent)

    def path(self, who: str, *more: str) -> str:
        """The path of a user, or of something below."""
        return "/".join(["/users", *(quote(part, safe="") for part in (self.id_of(who), *more))])

    def id_of(self, name: str) -> str:
        """The id of a persona; an id is its own."""
        if not self.ids:
            listed = self.bank.control("GET", "/personas")["items"]
            self.ids.update({each["name"]: each[PROVIDER]["userId"] for each in listed if each.get(PROVIDER)})
        return self.ids.get(name, name)

    def edit(self, who: str, **changes: Any) -> None:
        """Change a stored user, or what is so for the institution, outside the vendor's rules, as QA does."""
        self.bank.edit(self.id_of(who), PROVIDER, **changes)

    def stored(self, who: str) -> dict[str, Any]:
        """The stored record of a user, with the core's record and the profile's lists."""
        return self.bank.stored(self.id_of(who), PROVIDER)

    def happens(self, who: str, list: str, expect: int = 201, **members: Any) -> dict[str, Any]:
        """What the end user, the core or the network does: added to a list of the user's by the control API."""
        return dict(self.bank.control("POST", f"/users/{PROVIDER}/{self.id_of(who)}/{list}", members, expect=expect))

    def uat(self) -> None:
        """From now on this is a UAT environment."""
        self.edit(ADMIN, environment="uat")

    def followed(self, link: str, password: str) -> Exchange:
        """Open a reset link and choose a password."""
        return self.bank.send("POST", link[link.index("/_simulator/") :], content=f"password={password}".encode(),
                              media_type="application/x-www-form-urlencoded")  # fmt: skip


def _written(value: Any) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value)
