"""What Narmi's users should be like after any sequence of calls, written from the article and our decisions. It knows
people as the control API tells them at the beginning, and answers with a status, an id, and what would be seen.
"""

import re
from dataclasses import dataclass, field
from typing import Any

from contract_tests.model.manage_rule import ACTIONS, EVERY, blamed, folded, hindered

Refusal = tuple[int, str] | None
GUESSES_MAX = 10
TASK_SECONDS = 2.0
PIN_SECONDS = 600.0
EMULATION_SECONDS = 3600.0
CONTACT = {"username": "account.update", "email": "user.email_update", "phone": "phone.update"}
SHAPE = {
    "phone": r"\+[1-9]\d{7,14}", "username": r"\S{1,100}", "email": r"[^@\s]+@[^@\s]+",
}  # fmt: skip
EDITORS = (
    "Can edit personal and business user's name and other information via staff portal",
    "Can edit staff user's name and other information via staff portal",
)


@dataclass
class Person:
    """One user: what a profile shows, with the lists that calls change; the history newest last."""

    stored: dict[str, Any]
    history: list[str] = field(default_factory=list)
    codes: list[str] = field(default_factory=list)
    pin_until: float | None = None

    def __getitem__(self, name: str) -> Any:
        return self.stored[name]

    def __setitem__(self, name: str, value: Any) -> None:
        self.stored[name] = value

    @property
    def id(self) -> str:
        """The user's id."""
        return str(self["userId"])

    @property
    def staff(self) -> bool:
        """Whether the user is no customer."""
        return bool(self["type"] != "customer")

    @property
    def profile(self) -> dict[str, Any]:
        """The lists as they are stored."""
        return dict(self["profile"])

    def external(self, id: str) -> dict[str, Any]:
        """An external account."""
        return next(one for one in self["profile"]["externalAccounts"] if one["accountId"] == id)

    def noted(self, *codes: str) -> None:
        """The history has these entries as its newest."""
        self.history += codes


@dataclass
class House:
    """The people, the roles of staff, what is so for everybody, and the seconds that have passed."""

    people: dict[str, Person]
    roles: dict[str, set[str]]
    uat: bool = False
    codes_on: bool = True
    now: float = 0.0
    tasks: list[tuple[float, str]] = field(default_factory=list)
    emulations: dict[str, dict[str, Any]] = field(default_factory=dict)

    def rights(self, caller: str, narrowed: list[str] | None) -> set[str]:
        """What somebody may do now, with a token that narrows it or not."""
        person = self.people[caller]
        own = EVERY if person["type"] == "admin" else self.roles.get(person["role"] or "", set())
        return folded(own) if narrowed is None else folded(own) & folded(narrowed)

    def entry(self, caller: str, narrowed: list[str] | None, *needed: str) -> Refusal:
        """401 for staff who is locked, 403 for what is missing."""
        if self.people[caller]["locked"]:
            return 401, "authentication_failed"
        missing = folded(needed) - self.rights(caller, narrowed)
        return (403, "permission_denied") if missing else None

    def action(self, caller: str, narrowed: list[str] | None, who: str, name: str, body: dict[str, Any]) -> Refusal:
        """Why an action is refused, in the order of F-04; None where it is not."""
        person = self.people.get(who)
        permissions = ACTIONS[name].permissions
        needed = permissions[-1 if person and person.staff else 0] if permissions else None
        if refused := self.entry(caller, narrowed, *([needed] if needed else [])):
            return refused
        if name == "resend_invite" and person and person["type"] == "admin" and self.people[caller]["type"] != "admin":
            return 403, "permission_denied"
        if person is None:
            return 404, "not_found"
        wanted = body.get("core_user_id")
        if name == "unlink_core_user_id" and isinstance(wanted, str) and wanted not in person["linkedCoreUserIds"]:
            return 404, "not_found"
        if name != "verify_confirm" and body.get("confirm") is not True:
            return 409, "confirmation_required"
        rule = "own_account" if (name, who) == ("lock", caller) else hindered(self, person, name, body)
        return (409, rule) if rule else blamed(self, person, name, body)

    def contact(self, caller: str, narrowed: list[str] | None, who: str, change: dict[str, Any]) -> Refusal:
        """Why an edit of contact information is refused."""
        needed = ["Can change user email"] if "email" in change else []
        if not change or set(change) - {"email"}:
            needed.append(EDITORS[self.people[who].staff])
        if refused := self.entry(caller, narrowed, *needed):
            return refused
        odd = [
            name for name, value in change.items() if not isinstance(value, str) or not re.fullmatch(SHAPE[name], value)
        ]
        login = str(change.get("username", "")).casefold()
        taken = any(person["login"].casefold() == login for id, person in self.people.items() if id != who)
        return (422, "invalid_request_error") if odd or taken or not change else None

    def contacted(self, who: str, change: dict[str, Any]) -> None:
        """An edit was accepted: one entry for each thing that really changed."""
        person, own = self.people[who], {"username": "login", "email": "email", "phone": "phone"}
        for name, code in CONTACT.items():
            if name in change and person[own[name]] != change[name]:
                person[own[name]] = change[name]
                person.noted(code)
                if name == "email":
                    person["emailConfirmed"] = False
                if name == "username":
                    person["temporaryLogin"] = False

    def guess(self, caller: str, who: str, id: str, amounts: list[float]) -> Refusal:
        """A guess at microdeposits, which counts, or verifies."""
        if refused := self.entry(caller, None):
            return refused
        account = self.people[who].external(id)
        if account["state"] != "pending":
            return 409, "account_not_pending"
        if account["attempts"] >= GUESSES_MAX:
            return 403, "max_number_requests"
        if sorted(round(amount * 100) for amount in amounts) != sorted(account["amounts"]):
            account["attempts"] += 1
            return 422, "invalid_request_error"
        account["state"] = "verified"
        self.people[who].noted("external_account.verify")
        return None

    def external(self, who: str, id: str, wish: dict[str, str]) -> None:
        """An edit of an external account was accepted, or a reset of its attempts, which is an empty wish."""
        account = self.people[who].external(id)
        own = {"product_type": "productType", "account_purpose": "accountPurpose", "state": "state"}
        after = {**account, **{own[name]: value for name, value in wish.items()}}
        if not wish or (after["state"], account["state"]) == ("pending", "verified"):
            after["attempts"] = 0
        if after != account:
            account.update(after)
            self.people[who].noted("external_account.update")

    def emulating(self, id: str) -> int:
        """What a read with an emulation's token is answered, but for which user: 200, or 401 once it is over."""
        one = self.emulations[id]
        over = one["released"] or self.now >= one["until"] or self.people[one["staff"]]["locked"]
        return 401 if over else 200

    def due(self) -> list[str]:
        """The users whose pull from the core is due by now, oldest first; they are done with this."""
        done = [who for due, who in self.tasks if due <= self.now]
        self.tasks = [(due, who) for due, who in self.tasks if due > self.now]
        return done
