"""A customer's own app: read who the bank thinks you are, and choose what it calls you. Standard library only.

python3 examples/clients/nickname.py NAME | --clear
"""

import os
import re
import sys
from typing import Any

from beliefs import Beliefs
from calls import GaveUp, Lost, Settled, bank_of, ended, refused
from reading import flag, identifier, items, moment, part, record, shown, text

USER = os.environ.get("USER_ID", "3fa85f64-5717-4562-b3fc-2c963f66afa6")
PLACE = f"/a/consumer/api/v0/users/{USER}"
ALLOWED = re.compile(r"[ -~]{1,20}")
TRIES = 3
REASONS = {
    "MaximumSizeExceeded": "it is too long",
    "DisallowedCharacters": "it has a character that is not allowed",
}


class App:
    """One customer's app."""

    def __init__(self) -> None:
        self.bank = bank_of("BANNO_CONSUMER")
        self.beliefs = Beliefs()

    def user(self) -> dict[str, Any]:
        """The customer, as the bank sees them."""
        answer = self.bank.read(PLACE)
        if answer.status == 404:
            raise Settled("there is no such user")
        if answer.status != 200:
            raise refused(answer, "user")
        user = record(answer.body)
        if identifier(user, "userId").lower() != USER.lower():
            raise GaveUp("the bank answers with somebody else")
        self.beliefs.hold(PLACE, "/preferredName", user.get("preferredName"))
        return user

    def rename(self, name: str | None) -> None:
        """Set the preferred name, or clear it with None, and make sure that it is so."""
        self.describe(self.user())
        for _ in range(TRIES):
            self.send(name)
            if self.became(name):
                self.beliefs.state()
                return
        raise GaveUp("the bank does not keep the name")

    def send(self, name: str | None) -> None:
        """Send the patch once. That its answer is lost is no harm, for the name is read again, and sent again."""
        self.beliefs.drop(PLACE, "/preferredName")
        patch = {"preferredName": name}
        try:
            answer = self.bank.write("PATCH", PLACE, patch, media_type="application/merge-patch+json")
        except Lost as lost:
            self.bank.wait(max(0.2, lost.after), f"rename: {lost}")
            return
        if answer.status == 404:
            raise Settled("there is no such user")
        if answer.status == 400:
            code = text(record(answer.body or {}), "errorCode")
            raise Settled(f"the bank does not take the name: {REASONS.get(code, shown(code) or 'no reason given')}")
        if answer.status != 204:
            raise refused(answer, "rename")

    def became(self, name: str | None) -> bool:
        """Whether the bank calls the customer so now."""
        user = self.user()
        now = user.get("preferredName")
        if now != name:
            return False
        print(f"now called {shown(name or text(user, 'firstName') or 'customer')}")
        return True

    def describe(self, user: dict[str, Any]) -> None:
        """What the app shows on its first screen."""
        print(f"Hello {shown(text(user, 'preferredName') or text(user, 'firstName') or 'customer')}!")
        added = moment(text(user, "userAddedDateTime"))
        attributes = [record(one) for one in items(user, "attributes")]
        street = (text(part(user, "address"), line) for line in ("streetAddress", "streetAddress2", "city", "zip"))
        lines = {
            "with us since": f"{added:%d %B %Y}" if added else "unknown",
            "member": text(user, "memberNumber").lstrip("0") or "no number",
            "e-mail": text(user, "email") or "none",
            "phone": text(user, "phoneNumber") or "none",
            "address": ", ".join(line for line in street if line) or "unknown",
            "business": text(part(user, "organization"), "adminLevel") or "none",
            "identity": "verified" if flag(user, "userVerified") else "not verified",
        }
        lines |= {text(one, "name") or "attribute": text(one, "value") or "none" for one in attributes}
        for title, value in lines.items():
            print(f"  {shown(title):18} {shown(value)}")


def main() -> None:
    """Do what the words ask for."""
    words = sys.argv[1:]
    if len(words) != 1:
        sys.exit("usage: nickname.py NAME | --clear")
    if words != ["--clear"] and not ALLOWED.fullmatch(words[0]):
        sys.exit("the bank takes a name of 1 to 20 characters, from space to tilde")
    App().rename(None if words == ["--clear"] else words[0])


if __name__ == "__main__":
    sys.exit(ended(main))
