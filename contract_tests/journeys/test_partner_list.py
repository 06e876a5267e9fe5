"""Lists of Customers Bank: pages, order and filter, on the partner that has thirty users."""

from typing import Any

import pytest

from contract_tests.checks.partner import rank
from contract_tests.claims import proves
from contract_tests.customers_bank import CustomersBank
from contract_tests.model.partner import is_named
from contract_tests.refusals.form import assert_problem

MANY = "aaron-amsel"
MEMBERS = (
    "id", "name", "isAdmin", "isPrimaryAdmin", "accountEnabled", "email", "lastLoggedInAt", "roles", "showApi",
    "isFrozen",
)  # fmt: skip
INT32_MAX = 2**31 - 1
LAST_PAGE = 21474836


def counts(envelope: dict[str, Any]) -> tuple[int, int, int, int, int]:
    """Size, offset, pages and total of an envelope, and how many it lists."""
    named = ("pageSize", "pageOffset", "totalPages", "totalItemCount")
    size, offset, pages, total = (envelope[name] for name in named)
    return size, offset, pages, total, len(envelope["items"])


@proves("CUBI-22", "CUBI-23", "CUBI-24", "CUBI-27", "CUBI-29", "B-48", "B-49")
def test_pages_are_counted_from_zero(customers: CustomersBank) -> None:
    """Together they are the whole list; beyond the last one there is nobody."""
    whole = customers.users(by=MANY).json
    assert counts(whole) == (30, 0, 1, 30, 30)
    for size in (1, 7, 10, 30, 100):
        count = -(-30 // size)
        pages = [customers.users(by=MANY, paginateResults=True, page=page, perPage=size).json for page in range(count)]
        assert [user for page in pages for user in page["items"]] == whole["items"]
        for page, got in enumerate(pages):
            assert counts(got) == (size, page * size, count, 30, min(size, 30 - page * size))
        for beyond in (count, count + 1, LAST_PAGE):
            got = customers.users(by=MANY, paginateResults=True, page=beyond, perPage=size).json
            assert counts(got) == (size, beyond * size, count, 30, 0)


@proves("B-49", "CUBI-27")
def test_what_is_left_out_has_a_default(customers: CustomersBank) -> None:
    """All in one page, else page 0 and ten on a page; by name, ascending."""
    whole = customers.users(by=MANY).json
    assert customers.users(by=MANY, paginateResults=False, page=2, perPage=3).json == whole
    assert customers.users(by=MANY, page=2, perPage=3).json == whole
    first = customers.users(by=MANY, paginateResults=True).json
    assert (counts(first), first["items"]) == ((10, 0, 3, 30, 10), whole["items"][:10])
    assert customers.users(by=MANY, sortOn="name", sortAscending=True).json == whole
    assert customers.users(by=MANY, sortAscending=False).json["items"][-1]["name"] is None


@proves("CUBI-25", "CUBI-26", "B-49", "F-07")
@pytest.mark.parametrize("member", MEMBERS)
@pytest.mark.parametrize("ascending", [True, False])
def test_a_list_is_sorted_by_any_member(customers: CustomersBank, member: str, ascending: bool) -> None:
    """Casefolded, null first ascending, ties by id; pages cut the sorted list."""
    users = sorted(customers.users(by=MANY).json["items"], key=lambda user: str(user["id"]))
    wanted = sorted(users, key=lambda user: rank(user[member]), reverse=not ascending)
    assert customers.users(by=MANY, sortOn=member, sortAscending=ascending).json["items"] == wanted
    asked = {"paginateResults": True, "page": 1, "perPage": 7, "sortOn": member, "sortAscending": ascending}
    assert customers.users(by=MANY, **asked).json["items"] == wanted[7:14]


@proves("CUBI-21", "B-47")
def test_a_list_is_filtered_by_part_of_name_or_address(customers: CustomersBank) -> None:
    """In any letter case; the total counts those who match; nobody is no error."""
    users = customers.users(by=MANY).json["items"]
    texts = ("birke", "BIRKE", "@", "harbors.example", "\u00c9MILE", "r k", " ", "birke\nbea", "%", "_", "a" * 300)
    for text in (*texts, ""):
        wanted = [user for user in users if is_named(user, text.casefold())]
        got = customers.users(by=MANY, username=text).json
        assert (got["items"], got["totalItemCount"]) == (wanted, len(wanted)), text
        page = customers.users(by=MANY, username=text, paginateResults=True, perPage=2).json
        assert (page["items"], page["totalItemCount"]) == (wanted[:2], len(wanted)), text


@proves("B-47")
@pytest.mark.parametrize("text", ["\u00e9mile", "\u00c9MILE", "STRASSE", "stra\u00dfe", "\u00e9mile stra"])
def test_a_filter_knows_the_case_of_every_letter(customers: CustomersBank, text: str) -> None:
    """Not of those alone that English has."""
    user = customers.users(by=MANY).json["items"][0]
    customers.edit(user["id"], name="\u00c9mile Stra\u00dfe")
    assert user["id"] in [found["id"] for found in customers.users(by=MANY, username=text).json["items"]]


@proves("CUBI-22", "CUBI-23", "CUBI-24", "CUBI-26", "CUBI-34", "B-49", "F-07")
@pytest.mark.parametrize(
    ("name", "value", "status"),
    [
        *(
            ("page", value, 400)
            for value in ("abc", "", "1.0", "1e3", "0x1", "+1", " 1", "\u0663", "null", INT32_MAX + 1)
        ),
        *(("page", value, 400) for value in (-(2**31) - 1, 10**40)),
        *(("page", value, 422) for value in (-1, LAST_PAGE + 1, INT32_MAX)),
        *(("perPage", value, 400) for value in ("abc", "", INT32_MAX + 1)),
        *(("perPage", value, 422) for value in (0, -1, 101, INT32_MAX)),
        *(("sortOn", value, 422) for value in ("password", "", "names", "id,name", "userId")),
        *((name, value, 400) for name in ("paginateResults", "sortAscending") for value in ("yes", "1", "", "null")),
    ],
)
def test_a_list_is_refused_for_what_is_wrong_with_its_query(
    customers: CustomersBank, name: str, value: Any, status: int
) -> None:
    """400 for what cannot be read, 422 for what can and is out of bounds, whether pages are wanted or not."""
    for more in ({}, {"paginateResults": "true"}):
        refused = customers.users(**{**more, name: value})
        assert refused.status == status, refused
        assert list(assert_problem(refused)) == [name]


@proves("B-49", "F-06")
@pytest.mark.parametrize("query", ["page=0&page=1", "page=0&Page=1", "PAGE=0&page=0", "username=a&userName=a"])
def test_a_parameter_is_given_once_and_in_one_spelling(customers: CustomersBank, query: str) -> None:
    """400 otherwise, even where both agree."""
    refused = customers.bank.send("GET", f"/partners/v1/Users?{query}", token=customers.token())
    assert refused.status == 400
    assert [name.lower() for name in assert_problem(refused)] == [query.partition("=")[0].lower()]
