"""Banno's search finds the given user, and its pages are the whole of it."""

import pytest

from contract_tests.claims import proves
from contract_tests.upstream import pages
from contract_tests.upstream.upstream import Upstream

NAMES = ("firstName", "lastName", "primaryInstitutionUsername", "email", "netTellerId")


@pytest.mark.needs("searchUsers", "getUserDetails")
@proves("BAN-S-01", "BAN-S-02", "BAN-S-03", "BAN-S-04")
def test_the_given_user_is_found_by_every_name(upstream: Upstream) -> None:
    """First and last name, username, e-mail address and NetTeller id, as the details say them."""
    details = upstream.call("getUserDetails").json
    named = {name: details[name] for name in NAMES if details.get(name)}
    assert named, "the given user has no name to search for"
    for name, text in named.items():
        found = upstream.call("searchUsers", params={"query": text}).json
        is_whole = found["totalCount"] <= len(found["users"])
        ids = [user["userId"] for user in found["users"]]
        assert details["userId"] in ids or not is_whole, f"not found by {name} {text!r}"


@pytest.mark.needs("searchUsers", "getUserDetails")
@proves("BAN-S-05", "BAN-S-06", "B-02")
def test_the_pages_of_a_search_are_the_whole_of_it(upstream: Upstream) -> None:
    """Nobody twice, nobody missing, the same total on every page."""
    surname = upstream.call("getUserDetails").json["lastName"]
    pages.fit_together(upstream, pages.search(surname))


@pytest.mark.needs("searchUsers", "getUserDetails", "getUserStatus", "getUser")
@proves("BAN-D-02", "BAN-U-61", "BAN-T-02")
def test_the_given_user_can_be_read_in_every_api(upstream: Upstream) -> None:
    """Under the one id; whether the members agree is judged over all that was said."""
    given = upstream.access.given["userId"].lower()
    shown = [upstream.call("getUserDetails").json["userId"], upstream.call("getUser").json["userId"]]
    assert [id.lower() for id in shown] == [given, given]
    assert isinstance(upstream.call("getUserStatus").json["status"], str)
