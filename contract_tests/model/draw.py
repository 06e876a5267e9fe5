"""What the state machine draws: sound values, and the edges where rules break, far more often than by chance."""

import string
from collections.abc import Callable
from typing import Any

from hypothesis import strategies as st
from hypothesis.strategies import SearchStrategy

PRINTABLE = string.ascii_letters + string.digits + " !\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~"
DISALLOWED = "\u00e9\u0000\u001f\u0080\u00df\u4e2d\u202e\U0001f600\t\n"
SURNAMES = ("Smith", "smith", "Smithson", "Nguyen", "O'Neill", "M\u00fcller", "Zzyzx")
FIRST_NAMES = ("Ann", "ann", "Anna", "Jos\u00e9", "Kathy", "Bo")
STATUSES = ("Active", "Pending", "Disabled", "Reset", "Dormant", "Locked", "PasswordExpired")
WRONG: SearchStrategy[Any] = st.sampled_from([0, 1.5, True, [], {}, ["x"], {"x": None}])


def mostly(sound: SearchStrategy[Any], wrong: SearchStrategy[Any]) -> SearchStrategy[Any]:
    """Sound values three times out of four. (`one_of` forgets repeated branches, so weights must be drawn.)"""
    return st.sampled_from([sound, sound, sound, wrong]).flatmap(lambda chosen: chosen)


_lengths = st.sampled_from([0, 1, 5, 19, 20, 20, 20, 21, 21, 40])
_plain = _lengths.flatmap(lambda length: st.text(PRINTABLE, min_size=length, max_size=length))
_tainted = st.builds(
    lambda text, index, character: text[: index % (len(text) + 1)] + character + text[index % (len(text) + 1) :],
    _plain, st.integers(0, 40), st.sampled_from(DISALLOWED),
)  # fmt: skip
_known = st.sampled_from(["Husband", "Kat", "Smith", "ann", " Kat ", "x" * 20])

names = mostly(st.sampled_from([_known, st.none(), _plain]).flatmap(lambda chosen: chosen), st.one_of(_tainted, WRONG))
"""Preferred names: a third of the sound ones is null, so that a set name is often cleared."""

patches = mostly(
    st.fixed_dictionaries({"preferredName": names}, optional={"email": st.none(), "firstName": st.just("Karl")}),
    st.sampled_from([{}, [], None, "Husband", 7]),
)

_local = st.sampled_from(["ann", "ann+bank", "Ann", "o'neill", "kathy.smith", "user", "j\u00f6rg"])
emails = st.builds("{}@{}".format, _local, st.sampled_from(["example.com", "EXAMPLE.com", "example.org"]))
_more = {"firstName": st.just("Karl"), "userType": st.just("Business"), "phoneNumber": st.just("1")}
updates = mostly(
    st.fixed_dictionaries({"email": emails}, optional=_more),
    st.one_of(st.fixed_dictionaries({"email": st.one_of(st.none(), WRONG)}), st.sampled_from([{}, [], None, "a@b"])),
)

_unlocking = st.sampled_from([{"state": False}, {"state": False, "reason": "call"}])
_locking: SearchStrategy[Any] = st.sampled_from(
    [{"state": True}, {"state": None}, {"state": "false"}, {"state": 0}, {}, [], None, False]
)
locks = mostly(_unlocking, st.one_of(st.just({"state": True}), _locking))

_sending = st.sampled_from([{"method": "email"}, {"method": "sms"}, {"method": "email", "more": 1}])
_silent: SearchStrategy[Any] = st.sampled_from(
    [{"method": "fax"}, {"method": "Email"}, {"method": None}, {"method": []}, {}, [], None, "email"]
)
resets = mostly(_sending, _silent)

queries = st.one_of(
    st.sampled_from([*SURNAMES, *FIRST_NAMES, "Husband", "KAT", "example", "nobody here", "+", "%", "_", "*", "'"]),
    emails,
    st.text(string.ascii_letters, min_size=1, max_size=2),
)
"""Search texts that may or may not find somebody."""

KEYS = ("firstName", "lastName", "username", "preferredName", "email", "netTellerId", "phone", "customerId", "userId")
WRITINGS: dict[str, Callable[[str], str]] = {
    "as it is": str,
    "in the other case": str.swapcase,
    "its middle": lambda text: text[1:-1] or text,
    "its beginning": lambda text: text[:3],
    "pluses as spaces": lambda text: text.replace("+", " "),
}
"""How a search text is made of what somebody is called."""

limits = st.one_of(st.none(), st.sampled_from([1, 2, 3]), st.sampled_from([1, 2, 100, 1000]))
offsets = st.one_of(st.none(), st.sampled_from([0, 1, 2]), st.sampled_from([5, 1000]))
