"""Banno, profile sandbox: the given user is called otherwise for a while, and then again as before."""

from typing import Any, ClassVar

import pytest
from hypothesis import strategies as st
from hypothesis.stateful import initialize, rule

from contract_tests.banno import MERGE_PATCH
from contract_tests.claims import proves
from contract_tests.exchange import Exchange
from contract_tests.model.draw import PRINTABLE
from contract_tests.upstream import given_user
from contract_tests.upstream.machine import Machine, lived
from contract_tests.upstream.upstream import Upstream

names = st.one_of(
    st.sampled_from(["Suite", "O'Suite", "x" * 20, "S-T e"]), st.text(PRINTABLE.strip(), min_size=1, max_size=20)
)


class Renaming(Machine):
    """One user, one name: set, cleared, left alone, and read in every API that there is a token of."""

    name: str | None
    before: ClassVar[str | None]

    @initialize()
    def look(self) -> None:
        """As it was."""
        self.name = self.before
        self.rename({"preferredName": "Contract Suite"})

    @rule(name=names)
    def set(self, name: str) -> None:
        """PATCH a name."""
        self.rename({"preferredName": name})

    @rule(name=names)
    def clear(self, name: str) -> None:
        """PATCH null, of a name that was set."""
        self.rename({"preferredName": name})
        self.rename({"preferredName": None})

    @rule()
    def leave_alone(self) -> None:
        """PATCH nothing."""
        self.rename({})

    def rename(self, body: dict[str, Any]) -> None:
        """PATCH, and read it back."""
        done = self.upstream.call("patchUser", json=body, media_type=MERGE_PATCH)
        assert done.status == 204, done
        self.name = body.get("preferredName", self.name)
        shown = self.upstream.until(lambda: self.upstream.call("getUser"), self._shows)
        assert self._shows(shown), f"{shown} does not show {self.name!r}"

    @rule()
    def read_elsewhere(self) -> None:
        """Search shows the same name, where the run may search."""
        if self.upstream.selected("searchUsers"):
            shown = given_user.searched(self.upstream)
            name = (shown or {}).get("preferredName") or None
            self.upstream.owes(shown is None or name == self.name, f"search shows {name!r}, not {self.name!r}", "B-16")

    def _shows(self, done: Exchange) -> bool:
        return (done.json.get("preferredName") or None) == (self.name or None)


@pytest.mark.needs("patchUser", "getUser")
@proves("BAN-U-40", "BAN-U-41", "BAN-U-43")
def test_a_preferred_name_is_what_was_last_said(upstream: Upstream) -> None:
    """Set, null and absent; at the end the user is called as before, also where something was found."""
    with given_user.name_kept(upstream) as before:
        lived(Renaming, upstream, before=before)
