"""Customers Bank, profile sandbox: users of the run's own live through random calls, and a model says what is seen."""

from typing import Any

import pytest
from hypothesis import strategies as st
from hypothesis.stateful import initialize, precondition, rule

from contract_tests.claims import proves
from contract_tests.upstream import cleaning, pages
from contract_tests.upstream.machine import Machine, lived
from contract_tests.upstream.upstream import Upstream

MOST = 3
whom = st.integers(0, MOST - 1)
changes = st.fixed_dictionaries(
    {"name": st.sampled_from(["Contract Suite", "contract suite", "Contract O'Suite", "Contract Su\u00efte"])},
    optional={"showApi": st.booleans(), "isAdmin": st.just(False)},
)


class Newcomers(Machine):
    """Up to three users at a time; nobody else is touched."""

    def __init__(self) -> None:
        super().__init__()
        self.expected: dict[str, dict[str, Any]] = {}

    @initialize(change=changes)
    def somebody_comes(self, change: dict[str, Any]) -> None:
        """A creation makes somebody who was not there, and is changed at once."""
        id = cleaning.newcomer(self.upstream)
        assert id not in self.expected, "a creation answered the id of somebody who was there already"
        self.expected[id] = self._read(id).json
        self.update(index=len(self.expected) - 1, change=change)

    @precondition(lambda self: len(self.expected) < MOST)
    @rule(change=changes)
    def another_comes(self, change: dict[str, Any]) -> None:
        """There is more than one, so that they can be mistaken for each other."""
        self.somebody_comes(change=change)

    @precondition(lambda self: self.expected)
    @rule(index=whom, change=changes)
    def update(self, index: int, change: dict[str, Any]) -> None:
        """PUT; what is not in it stays as it was, which no vendor promises."""
        id = self._one(index)
        done = self.upstream.call("updatePartnerUser", json={"id": id, **change})
        assert done.status == 202, done
        wanted = {**self.expected[id], **change}
        shown = self.upstream.until(lambda: self._read(id), lambda done: done.json["name"] == change["name"]).json
        assert {name: shown[name] for name in change} == change, shown
        self.upstream.owes(shown == wanted, f"expected {wanted}, got {shown}", "F-07")
        self.expected[id] = shown

    @precondition(lambda self: self.expected)
    @rule(index=whom, first=changes, then=changes)
    def update_twice(self, index: int, first: dict[str, Any], then: dict[str, Any]) -> None:
        """The second change does not take back the first."""
        self.update(index=index, change=first)
        self.update(index=index, change=then)

    @precondition(lambda self: self.expected)
    @rule(index=whom)
    def read(self, index: int) -> None:
        """GET one, and the same in the list."""
        id = self._one(index)
        assert self._read(id).json == self.expected[id]

    @rule()
    def leaf(self) -> None:
        """GET the list: all of the own users are there, as they are."""
        listed = {user["id"]: user for user in pages.all_of(self.upstream, pages.USERS)}
        assert {id: listed.get(id) for id in self.expected} == self.expected

    @precondition(lambda self: len(self.expected) > 1)
    @rule(index=whom)
    def delete(self, index: int) -> None:
        """DELETE one, who is then nowhere."""
        id = self._one(index)
        cleaning.gone(self.upstream, id)
        del self.expected[id]
        missing = self.upstream.until(lambda: self._read(id), lambda done: done.status == 404)
        assert missing.status == 404, missing

    def teardown(self) -> None:
        """Nobody stays."""
        for id in self.expected:
            cleaning.gone(self.upstream, id)

    def _one(self, index: int) -> str:
        return list(self.expected)[index % len(self.expected)]

    def _read(self, id: str) -> Any:
        return self.upstream.call("getPartnerUser", {"userId": id})


@pytest.mark.needs("createPartnerUser", "getPartnerUser", "listPartnerUsers", "updatePartnerUser", "deletePartnerUser")
@proves("CUBI-10", "CUBI-20", "CUBI-40", "CUBI-50", "CUBI-51", "CUBI-60")
def test_newcomers_are_what_was_said_of_them(upstream: Upstream) -> None:
    """Whatever is done to them, in whatever order."""
    lived(Newcomers, upstream)
