"""The users of a partner of Customers Bank, page by page, counted by role and standing. Standard library only.

    python3 examples/clients/partners.py [--per-page N] [--create NAME E-MAIL [--key UUID]]

makes a user first if asked to; with the same key, a program that gave up can be run again and makes nobody twice.
"""

import argparse
import sys
from collections import Counter
from typing import Any
from urllib.parse import quote
from uuid import uuid4

from beliefs import Beliefs
from calls import GaveUp, Lost, Settled, bank_of, ended, refused
from reading import flag, identifier, items, moment, number, record, shown, text

USERS = "/partners/v1/Users"
PAGES_AT_MOST = 500


class Partners:
    """What the program does for one partner."""

    def __init__(self, per_page: int) -> None:
        self.bank = bank_of("CUSTOMERS_BANK")
        self.beliefs = Beliefs()
        self.per_page = per_page

    def created(self, name: str, email: str, key: str) -> None:
        """Make a user. One whose answer is lost is looked for."""
        try:
            answer = self.bank.write("POST", USERS, {"name": name, "email": email}, key=key)
        except Lost as lost:
            self.bank.wait(lost.after, f"create: {lost}")
            self.looked_for(email, key)
            return
        if answer.status in (400, 422):
            raise Settled(f"{shown(email)} was not created: {reasons(answer.body)}")
        if answer.status != 202:
            raise refused(answer, "create")
        made = record(answer.body)
        user_id = identifier(made, "id")
        self.beliefs.hold(f"{USERS}/{user_id}", "/email", email)
        print(f"created {shown(email)} as {user_id}; the key ends {moment_shown(text(made, 'endDateTime'))}")

    def looked_for(self, email: str, key: str) -> None:
        """Whether somebody has this address by now. Raises GaveUp otherwise."""
        answer = self.bank.read(f"{USERS}?username={quote(email, safe='')}")
        if answer.status != 200:
            raise refused(answer, "look for the new user")
        for user in map(record, items(record(answer.body), "items")):
            if text(user, "email").lower() == email.lower():
                self.beliefs.hold(f"{USERS}/{identifier(user, 'id')}", "/email", user["email"])
                print(f"{shown(email)} is there; the answer with the secret was lost")
                return
        raise GaveUp(f"nobody knows whether {shown(email)} will be created; run it again with --key {key}")

    def all(self) -> list[dict[str, Any]]:
        """Every user once. The page after the last is empty, and that ends the list: totals may change meanwhile."""
        users: dict[str, dict[str, Any]] = {}
        for page in range(PAGES_AT_MOST):
            body = self.page(page)
            shown_here = {identifier(user, "id"): user for user in map(record, items(body, "items"))}
            if not shown_here:
                break
            if shown_here.keys() <= users.keys():
                raise GaveUp("the bank shows the same page again")
            users |= shown_here
        if number(body, "totalItemCount") != len(users):
            raise GaveUp(f"the bank counts {number(body, 'totalItemCount')} users and has shown {len(users)}")
        return list(users.values())

    def page(self, page: int) -> dict[str, Any]:
        """One page of users; the first is 0."""
        query = f"paginateResults=true&page={page}&perPage={self.per_page}&sortOn=id&sortAscending=true"
        answer = self.bank.read(f"{USERS}?{query}")
        if answer.status != 200:
            raise refused(answer, f"page {page}")
        return record(answer.body)

    def listed(self) -> None:
        """Print the table and the counts."""
        users = self.all()
        print(f"{'name':24} {'e-mail':36} {'role':14} {'standing':10} last login")
        for user in sorted(users, key=lambda user: text(user, "name").casefold()):
            name, email = (shown(text(user, member) or "-", width) for member, width in (("name", 24), ("email", 36)))
            last = moment_shown(text(user, "lastLoggedInAt"))
            print(f"{name:24} {email:36} {role(user):14} {standing(user):10} {last}")
        for title, count in (Counter(map(role, users)) + Counter(map(standing, users))).items():
            print(f"{count:5} {title}")
        granted = Counter(str(name) for user in users for name in items(user, "roles"))
        print("roles:", ", ".join(f"{shown(name)} {count}" for name, count in sorted(granted.items())) or "none")
        print(f"{len(users):5} users")
        self.beliefs.count(USERS, "/items", len(users))


def role(user: dict[str, Any]) -> str:
    """What the user may do."""
    if flag(user, "isPrimaryAdmin"):
        return "primary admin"
    return "admin" if flag(user, "isAdmin") else "user"


def standing(user: dict[str, Any]) -> str:
    """Whether the user may do it now."""
    if flag(user, "isFrozen"):
        return "frozen"
    return "enabled" if flag(user, "accountEnabled") else "disabled"


def moment_shown(value: str) -> str:
    """A day, or `never` for the first day of all, as .NET writes it."""
    if value.startswith("0001-01-01"):
        return "never"
    found = moment(value)
    return f"{found:%Y-%m-%d}" if found else "unknown"


def reasons(body: Any) -> str:
    """What the bank says is wrong, from problem details."""
    problem = record(body or {})
    errors = problem.get("errors")
    said = [f"{name}: {reason}" for name, reason in errors.items()] if isinstance(errors, dict) else []
    return shown("; ".join(said) or text(problem, "detail") or text(problem, "title") or "no reason given", 200)


def main() -> None:
    """Do what the words ask for."""
    parser = argparse.ArgumentParser(description="The users of a partner of Customers Bank.")
    parser.add_argument("--per-page", type=int, default=10, choices=range(1, 101), metavar="N")
    parser.add_argument("--create", nargs=2, metavar=("NAME", "E-MAIL"))
    parser.add_argument("--key", default=str(uuid4()), metavar="UUID")
    asked = parser.parse_args()
    partners = Partners(asked.per_page)
    if asked.create:
        partners.created(*asked.create, asked.key)
    partners.listed()
    partners.beliefs.state()


if __name__ == "__main__":
    sys.exit(ended(main))
