"""A path finds its operation: fixed before variable, every way tried, nothing decoded too early."""

import pytest
from hypothesis import given
from hypothesis import strategies as some
from msgspec.structs import replace

from simulator.openapi.match import Match, Matcher
from tests.laws import LAW
from tests.openapi.made import routes

SHOP = Matcher(
    routes(
        "GET /doors",
        "POST /doors",
        "GET /doors/{id}",
        "PUT /doors/{id}",
        "GET /doors/front",
        "GET /doors/{id}/locks/{lock}",
        "GET /doors/front/locks/main",
        "GET /doors/front/bell",
        "DELETE /{street}/{house}/bell",
    )
)


def found(method: str, path: str) -> tuple[str, dict[str, str]]:
    match = SHOP.match(method, path)
    return (match.operation.id if match.operation else "", match.path)


def test_a_fixed_segment_wins_over_a_variable_one() -> None:
    assert found("GET", "/doors/front") == ("GET /doors/front", {})
    assert found("GET", "/doors/back") == ("GET /doors/{id}", {"id": "back"})


def test_a_fixed_segment_that_leads_nowhere_is_walked_back() -> None:
    assert found("GET", "/doors/front/locks/side") == (
        "GET /doors/{id}/locks/{lock}",
        {"id": "front", "lock": "side"},
    )
    assert found("DELETE", "/doors/back/bell") == (
        "DELETE /{street}/{house}/bell",
        {"street": "doors", "house": "back"},
    )


def test_the_longest_fixed_way_still_wins_where_it_arrives() -> None:
    assert found("GET", "/doors/front/locks/main") == ("GET /doors/front/locks/main", {})


def test_walking_back_leaves_no_value_behind() -> None:
    assert SHOP.match("GET", "/doors/front/locks/") == Match(None, {})
    assert found("GET", "/doors/x/locks/y")[1] == {"id": "x", "lock": "y"}


@pytest.mark.parametrize(
    "path", ["/doors/", "//doors", "/doors//locks/main", "/", "//", "/doors/x/locks/", "/doors/x/"]
)
def test_an_empty_segment_is_no_value(path: str) -> None:
    assert found("GET", path) == ("", {})


@pytest.mark.parametrize("path", ["/door", "/doors/x/y", "/doors/x/locks/y/z", "/DOORS", "/doors/%2e%2e/locks"])
def test_what_is_not_there_is_not_found_and_allows_nothing(path: str) -> None:
    assert SHOP.match("GET", path) == Match(None, {})


@pytest.mark.parametrize(
    ("sent", "read"),
    [("a%2Fb", "a/b"), ("%2F", "/"), ("%20", " "), ("%C3%A9", "é"), ("%25", "%"), ("a+b", "a+b"), ("%zz", "%zz")],
)
def test_a_value_is_decoded_after_the_path_is_split(sent: str, read: str) -> None:
    assert found("GET", f"/doors/{sent}") == ("GET /doors/{id}", {"id": read})


def test_a_fixed_segment_may_come_percent_encoded() -> None:
    assert found("GET", "/%64oors/fron%74") == ("GET /doors/front", {})


def test_bytes_that_are_no_text_are_a_value_still() -> None:
    assert found("GET", "/doors/%ff%fe") == ("GET /doors/{id}", {"id": "\ufffd\ufffd"})


def test_another_method_is_told_which_ones_there_are() -> None:
    assert SHOP.match("PATCH", "/doors") == Match(None, {}, ("GET", "POST"))
    assert SHOP.match("get", "/doors") == Match(None, {}, ("GET", "POST"))


def test_a_path_belongs_to_any_of_its_operations() -> None:
    owner = SHOP.at("/doors/back")
    assert owner is not None
    assert owner.path == "/doors/{id}"
    assert SHOP.at("/nowhere") is None


@pytest.mark.parametrize(
    ("method", "path", "meant"),
    [
        ("GET", "/door", "GET /doors"),
        ("POST", "/door", "POST /doors"),
        ("GET", "/doors/7/lock/main", "GET /doors/{id}/locks/{lock}"),
        ("GET", "/doors/front/bel", "GET /doors/front/bell"),
        ("PUT", "/dors/7", "PUT /doors/{id}"),
    ],
)
def test_the_nearest_operation_is_the_one_that_was_meant(method: str, path: str, meant: str) -> None:
    nearest = SHOP.nearest(method, path)
    assert nearest is not None
    assert nearest.id == meant


def test_without_operations_nothing_is_near() -> None:
    assert Matcher([]).nearest("GET", "/doors") is None
    assert Matcher([]).match("GET", "/doors") == Match(None, {})


def test_a_path_of_any_length_is_compared_at_once() -> None:
    """It took a minute once."""
    odd = "".join(chr(0xA1 + number * 37 % 90) for number in range(30_000))
    assert SHOP.nearest("GET", f"/doors/{odd}/lokcs/{odd[::-1]}") is not None


@pytest.mark.parametrize(
    "lines", [("GET /a/{x}", "PUT /a/{y}"), ("GET /a/{x}/b/{y}", "GET /a/{y}/b/{x}")], ids=["two names", "two orders"]
)
def test_one_path_described_in_two_ways_is_refused(lines: tuple[str, ...]) -> None:
    with pytest.raises(ValueError, match="is described twice"):
        Matcher(routes(*lines))


@LAW
@given(some.lists(some.text("ab%", min_size=1, max_size=3), min_size=1, max_size=5))
def test_values_are_the_segments_that_stand_where_the_variables_do(values: list[str]) -> None:
    template = "/" + "/".join(f"{{v{number}}}/x" for number in range(len(values)))
    path = "/" + "/".join(f"{value.replace('%', '%25')}/x" for value in values)
    match = Matcher(routes(f"GET {template}")).match("GET", path)
    assert list(match.path.values()) == values


def test_a_slash_may_end_a_path_where_its_document_says_so() -> None:
    doors = [replace(one, optional_slash=True) for one in routes("GET /doors", "PUT /doors", "GET /doors/{id}")]
    matcher = Matcher([*doors, *routes("GET /bells")])
    for path, meant in (("/doors/", "GET /doors"), ("/doors/7/", "GET /doors/{id}"), ("/doors/7", "GET /doors/{id}")):
        match = matcher.match("GET", path)
        assert match.operation is not None
        assert match.operation.id == meant
    assert matcher.match("GET", "/doors/7/").path == {"id": "7"}
    assert matcher.match("POST", "/doors/").allowed == ("GET", "PUT")
    for path in ("/bells/", "/doors//", "/doors/7//", "//doors"):
        assert matcher.match("GET", path).operation is None
