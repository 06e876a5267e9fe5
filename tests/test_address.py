"""The sandbox that a request names by path, host or header; and the address at which its caller reaches another."""

import pytest
from hypothesis import given
from hypothesis import strategies as some

from simulator.address import NAME, Address, AddressRefused, duplicated, located, named
from tests.laws import LAW

Headers = list[tuple[bytes, bytes]]


def at(path: str = "/x", host: str = "bank.example:8765", *more: tuple[str, str]) -> Address:
    given_: Headers = [(b"host", host.encode("latin-1"))]
    given_ += [(name.lower().encode(), value.encode("latin-1")) for name, value in more]
    return located(path, given_, dict(given_), "http")


def header(name: str) -> tuple[str, str]:
    return "X-Simulator-Sandbox", name


def test_most_requests_name_no_sandbox() -> None:
    address = at("/a/b%20c")
    assert (address.sandbox, address.path, address.origin) == (None, "/a/b%20c", "http://bank.example:8765")


@pytest.mark.parametrize(
    ("address", "path"),
    [
        (at("/s/mine/a/b"), "/a/b"),
        (at("/s/mine"), "/"),
        (at("/s/mine/"), "/"),
        (at("/s/mine//a"), "//a"),
        (at("/a/b", "mine.localhost:8765"), "/a/b"),
        (at("/a/b", "MINE.LocalHost"), "/a/b"),
        (at("/a/b", "x", header("mine")), "/a/b"),
        (at("/s/mine/a", "mine.localhost", header("mine")), "/a"),
    ],
)
def test_path_host_and_header_name_a_sandbox(address: Address, path: str) -> None:
    assert (address.sandbox, address.path) == ("mine", path)


@pytest.mark.parametrize("host", ["localhost", "localhost:1", "notlocalhost", "a.localhost.example", "[::1]:8765", ""])
def test_other_hosts_name_none(host: str) -> None:
    assert at("/x", host).sandbox is None


@pytest.mark.parametrize(
    ("path", "host", "more"),
    [
        ("/s/mine/x", "yours.localhost", ()),
        ("/s/mine/x", "localhost", (header("yours"),)),
        ("/x", "mine.localhost", (header("yours"),)),
        ("/s/default/x", "mine.localhost", ()),
    ],
)
def test_two_that_differ_are_refused_and_both_are_told(path: str, host: str, more: tuple[tuple[str, str], ...]) -> None:
    with pytest.raises(AddressRefused, match=r"names two sandboxes: .* names '.*', .* names '.*'; name one"):
        at(path, host, *more)


@pytest.mark.parametrize("name", ["", "-a", "a-", "A", "a_b", "a.b", "é", "x" * 64, "a b", "..", "%41"])
def test_a_name_of_another_form_is_refused_in_path_and_header(name: str) -> None:
    with pytest.raises(AddressRefused, match="expected 1 to 63 of a-z"):
        at(f"/s/{name}/x")
    with pytest.raises(AddressRefused, match="expected 1 to 63 of a-z"):
        at("/x", "localhost", header(name))


@pytest.mark.parametrize("host", ["a.b.localhost", ".localhost", "a_b.localhost"])
def test_a_host_of_another_form_is_refused(host: str) -> None:
    with pytest.raises(AddressRefused, match="host names sandbox"):
        at("/x", host)


def test_one_host_and_at_most_one_sandbox_header_are_needed() -> None:
    for given_ in ([], [(b"host", b"a"), (b"host", b"b")]):
        with pytest.raises(AddressRefused, match="one Host header"):
            located("/x", given_, dict(given_), "http")
    with pytest.raises(AddressRefused, match="one X-Simulator-Sandbox header"):
        at("/x", "localhost", header("a"), header("a"))


@pytest.mark.parametrize(
    ("address", "mine"),
    [
        (at("/s/mine/x", "h:1"), "http://h:1/s/mine"),
        (at("/x", "mine.localhost:1"), "http://mine.localhost:1"),
        (at("/x", "h:1", header("mine")), "http://h:1/s/mine"),
        (at("/x", "mine.localhost:1", header("mine")), "http://mine.localhost:1"),
        (at("/s/mine/x", "mine.localhost:1"), "http://mine.localhost:1/s/mine"),
        (at("/x", "h:1"), "http://h:1/s/mine"),
    ],
)
def test_a_caller_reaches_the_sandbox_it_named_as_it_named_it(address: Address, mine: str) -> None:
    assert address.of("mine") == mine


@pytest.mark.parametrize("origin", ["h:1", "mine.localhost:1", "127.0.0.1:8765", "bank.example", "127.localhost"])
@pytest.mark.parametrize("named_by", ["path", "header", "nothing"])
@pytest.mark.parametrize("other", ["default", "other", "127", "bank", "mine"])
def test_every_address_that_is_given_out_leads_where_it_says(origin: str, named_by: str, other: str) -> None:
    own = "127" if origin == "127.localhost" else "mine"
    came = {"path": at(f"/s/{own}/x", origin), "header": at("/x", origin, header(own)), "nothing": at("/x", origin)}
    url = came[named_by].of(other)
    scheme, _, rest = url.partition("://")
    host, slash, path = rest.partition("/")
    assert scheme == "http"
    assert (at(slash + path + "/x", host).sandbox or "default", at(slash + path + "/x", host).path) == (other, "/x")


@LAW
@given(some.from_regex(NAME, fullmatch=True))
def test_a_name_that_is_allowed_is_found_in_every_place(name: str) -> None:
    assert named(name) == name
    for address in (at(f"/s/{name}/x"), at("/x", f"{name}.localhost"), at("/x", "h", header(name))):
        assert address.sandbox == name


@LAW
@given(some.text(max_size=8))
def test_a_name_that_is_not_allowed_is_refused_with_the_form_expected(text: str) -> None:
    if NAME.fullmatch(text):
        assert named(text) == text
    else:
        with pytest.raises(ValueError, match="is no sandbox name; expected 1 to 63"):
            named(text)


def test_a_header_is_duplicated_when_it_comes_twice() -> None:
    headers = [(b"a", b"1"), (b"b", b"2"), (b"a", b"1")]
    assert (duplicated(headers, b"a"), duplicated(headers, b"b"), duplicated(headers, b"c")) == (True, False, False)
