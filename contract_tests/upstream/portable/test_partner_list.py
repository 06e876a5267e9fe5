"""Customers Bank's list of users: its pages are the whole of it, and it agrees with what is read of one user."""

import pytest

from contract_tests.claims import proves
from contract_tests.upstream import pages
from contract_tests.upstream.upstream import Upstream


@pytest.mark.needs("listPartnerUsers")
@proves("CUBI-20", "CUBI-22", "CUBI-23", "CUBI-24", "CUBI-29")
def test_the_pages_of_the_list_are_the_whole_of_it(upstream: Upstream) -> None:
    """Nobody twice, nobody missing, the same total on every page."""
    pages.fit_together(upstream, pages.USERS)


@pytest.mark.needs("listPartnerUsers", "getPartnerUser")
@proves("CUBI-31", "CUBI-40", "CUBI-41")
def test_a_user_reads_the_same_in_the_list_and_alone(upstream: Upstream, subject: dict[str, str]) -> None:
    """All members."""
    alone = upstream.call("getPartnerUser", subject).json
    listed = [user for user in pages.all_of(upstream, pages.USERS) if user["id"].lower() == subject["userId"].lower()]
    assert listed == [alone]


@pytest.mark.needs("listPartnerUsers", "getPartnerUser")
@proves("CUBI-21")
def test_a_user_is_found_by_the_own_address(upstream: Upstream, subject: dict[str, str]) -> None:
    """`username` selects users by name and address."""
    email = upstream.call("getPartnerUser", subject).json["email"]
    found = upstream.call("listPartnerUsers", params={"username": email or ""}).json["items"]
    upstream.owes(subject["userId"].lower() in [user["id"].lower() for user in found], found, "B-47")
