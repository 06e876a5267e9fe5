"""A support desk: find a user of a bank by e-mail, greet, lift a lock, send a password reset. Standard library only.

python3 examples/clients/desk.py [E-MAIL]
"""

import os
import sys
from typing import Any
from urllib.parse import quote

from beliefs import Beliefs
from calls import GaveUp, Lost, Settled, bank_of, ended, refused
from reading import flag, identifier, items, moment, number, part, record, shown, text

INSTITUTION = os.environ.get("INSTITUTION_ID", "3fa85f64-5717-4562-b3fc-2c963f66afa6")
LOCKED = "Locked"
HELPED_BY_A_RESET = {"Active", "Pending", "Reset", "Dormant", "PasswordExpired", LOCKED}
HELPED_IN_A_BRANCH = {"Disabled"}
LOOKS = 3


class Desk:
    """One call of a user for help."""

    def __init__(self, email: str) -> None:
        self.bank = bank_of("BANNO_ADMIN")
        self.beliefs = Beliefs()
        self.email = email

    def help(self) -> None:
        """All of it, from the search to the summary."""
        user = self.found()
        user_id = identifier(user, "userId")
        details = self.details(user_id)
        name = text(user, "preferredName") or text(details, "firstName") or text(details, "businessName") or "customer"
        print(f"Hello {shown(name)}!")
        self.describe(user, details)
        status = self.status(user_id)
        print(f"status: {shown(status)}")
        if status == LOCKED:
            status = self.unlocked(user_id)
        if status not in HELPED_BY_A_RESET | HELPED_IN_A_BRANCH:
            raise GaveUp(f"the status {shown(status)!r} is unknown here; somebody should have a look")
        sent = self.reset(user_id, details) if status in HELPED_BY_A_RESET else "not sent, the account is disabled"
        print(f"summary: {shown(name)}, status {shown(status)}, password reset {sent}")
        self.beliefs.state()

    def found(self) -> dict[str, Any]:
        """The one user with the address. Raises Settled when there is nobody, or more than one."""
        query = f"?query={quote(self.email, safe='')}&limit=10"
        answer = self.bank.read(f"/a/consumer-user-search/api/v0/institutions/{INSTITUTION}/users{query}")
        if answer.status == 404:
            raise Settled(f"there is no institution {INSTITUTION}")
        if answer.status != 200:
            raise refused(answer, "search")
        body = record(answer.body)
        users = {identifier(user, "userId"): user for user in map(record, items(body, "users"))}
        if not users and number(body, "totalCount"):
            raise GaveUp("the search counts users and shows none")
        if not users:
            raise Settled(f"nobody has the address {shown(self.email)}")
        if len(users) > 1:
            raise Settled(f"{len(users)} users have the address {shown(self.email)}: ask for something else")
        return next(iter(users.values()))

    def details(self, user_id: str) -> dict[str, Any]:
        """Who the user is."""
        place = f"/a/mobile/api/v0/institutions/{INSTITUTION}/users/{user_id}/details"
        answer = self.bank.read(place)
        if answer.status == 404:
            raise Settled("the user is gone")
        if answer.status != 200:
            raise refused(answer, "details")
        details = record(answer.body)
        if identifier(details, "userId").lower() != user_id.lower():
            raise GaveUp("the details are those of somebody else")
        self.beliefs.hold(place, "/firstName", details.get("firstName"))
        self.beliefs.hold(place, "/email", details.get("email"))
        return details

    def describe(self, user: dict[str, Any], details: dict[str, Any]) -> None:
        """What the desk asks about to make sure who calls."""
        seen = moment(text(details, "lastSeen"))
        ssn = text(details, "maskedSsn")
        names = (text(details, member) for member in ("firstName", "middleInitial", "lastName"))
        lines = {
            "name": " ".join(name for name in names if name),
            "born": text(part(details, "demographic"), "birthday") or "unknown",
            "lives in": text(part(details, "address"), "city") or "unknown",
            "member": text(details, "memberNumber") or "no number",
            "SSN": "unknown" if ssn in ("", "null") else ssn,
            "phone": text(user, "mobilePhoneNumber") or text(details, "phone") or "none",
            "last seen": seen.strftime("%d %b %Y") if seen else "unknown",
            "identity": "verified" if flag(user, "userVerified") else "not verified",
        }
        for title, value in lines.items():
            print(f"  {title:10} {shown(value)}")

    def status(self, user_id: str) -> str:
        """How the user stands."""
        place = f"/a/consumer-status/api/v0/users/{user_id}/status"
        answer = self.bank.read(place)
        if answer.status == 404:
            raise Settled("the user is gone")
        if answer.status != 200:
            raise refused(answer, "status")
        status = text(record(answer.body), "status")
        if not status:
            raise GaveUp("the bank tells no status")
        self.beliefs.hold(place, "/status", status)
        return status

    def unlocked(self, user_id: str) -> str:
        """Lift the lock, and look what became of it. After a lost answer it is sent again only to a locked user."""
        place = f"/a/consumer-status/api/v0/users/{user_id}/status"
        self.beliefs.drop(place, "/status")
        for _ in range(LOOKS):
            try:
                answer = self.bank.write("PUT", f"{place}/locked", {"state": False})
            except Lost as lost:
                self.bank.wait(lost.after, f"unlock: {lost}")
                if (status := self.status(user_id)) != LOCKED:
                    return status
                continue
            if answer.status in (204, 409):
                return self.settled(user_id)
            if answer.status == 202:
                print("the unlock is queued: the bank is busy until its core is back")
                return self.status(user_id)
            if answer.status == 404:
                raise Settled("the user is gone")
            raise refused(answer, "unlock")
        raise GaveUp("the user could not be unlocked")

    def settled(self, user_id: str) -> str:
        """The status after an unlock; a reading that still shows the lock may be late, so it is taken again."""
        for look in range(LOOKS):
            self.bank.wait(0.2 * look, "unlock")
            if (status := self.status(user_id)) != LOCKED:
                print(f"unlocked, now {shown(status)}")
                return status
        raise GaveUp("the bank took the unlock, and the user is still locked")

    def reset(self, user_id: str, details: dict[str, Any]) -> str:
        """Send a password reset once, by e-mail or else as a text. Raises Lost if nobody knows whether it went."""
        place = f"/a/password-reset/api/v0/institutions/{INSTITUTION}/users/{user_id}/password/reset"
        for method, member in (("email", "email"), ("sms", "phone")):
            if not text(details, member):
                continue
            answer = self.bank.write("POST", place, {"method": method})
            if answer.status == 200:
                return f"sent by {method} to {shown(text(details, member))}"
            if answer.status == 404:
                raise Settled("the user is gone")
            if answer.status != 409:
                raise refused(answer, "password reset")
        return "not sent, there is no way to reach the user"


if __name__ == "__main__":
    sys.exit(ended(Desk(sys.argv[1] if len(sys.argv) > 1 else "user@example.com").help))
