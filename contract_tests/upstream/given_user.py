"""Banno's given user: what is changed of it is put back, whatever happens meanwhile."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest

from contract_tests.banno import MERGE_PATCH
from contract_tests.model.reference import name_problem
from contract_tests.upstream.upstream import Upstream


@contextmanager
def name_kept(upstream: Upstream) -> Iterator[str | None]:
    """The preferred name, which is afterwards what it was. A name that could not be written again is not touched."""
    before = upstream.call("getUser").json.get("preferredName")
    if name_problem({"preferredName": before}) is not None:
        upstream.unproven["patchUser"] = "the given user's preferred name could not be restored, so it is left alone"
        pytest.skip(upstream.unproven["patchUser"])
    try:
        yield before
    finally:
        done = upstream.call("patchUser", json={"preferredName": before}, media_type=MERGE_PATCH)
        shown = upstream.until(lambda: upstream.call("getUser"), lambda done: _name(done.json) == (before or None))
        assert done.status == 204, f"the given user's preferred name was {before!r} and could not be restored: {done}"
        assert _name(shown.json) == (before or None), f"the given user's preferred name was {before!r}: {shown}"


def searched(upstream: Upstream) -> dict[str, Any] | None:
    """The given user as the search shows it by its username; None where others hide it."""
    if not upstream.selected("searchUsers", "getUserDetails"):
        return None
    username = upstream.call("getUserDetails").json["primaryInstitutionUsername"]
    found = upstream.call("searchUsers", params={"query": username}).json["users"] if username else []
    mine = (user for user in found if user["userId"].lower() == upstream.access.given["userId"].lower())
    return next(mine, None)


def _name(user: dict[str, Any]) -> str | None:
    return user.get("preferredName") or None
