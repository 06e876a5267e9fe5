"""What the state machine draws: sound values, and the edges where rules break, far more often than by chance."""

import string
from typing import Any

from hypothesis import strategies as st
from hypothesis.strategies import SearchStrategy

PRINTABLE = string.ascii_letters + string.digits + " !\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~"
DISALLOWED = "\u00e9\u0000\u001f\u007f\u0080\u00df\u4e2d\u202e\U0001f600\t\n"
SURNAMES = ("Smith", "smith", "Smithson", "Nguyen", "O'Neill", "M\u00fcller", "Zzyzx")
FIRST_NAMES = ("Ann", "ann", "Anna", "Jos\u00e9", "Kathy", "Bo")
STATUSES = ("Active", "Pending", "Disabled", "Reset", "Dormant", "Locked", "PasswordExpired")
WRONG: SearchStrategy[Any] = st.sampled_from([0, 1.5, True, [], {}, ["x"], {"x": None}])

_lengths = st.sampled_from([0, 1, 5, 19, 20, 20, 20, 21, 21, 40])
_plain = _lengths.flatmap(lambda length: st.text(PRINTABLE, min_size=length, max_size=length))
_tainted = st.builds(
    lambda text, index, character: text[: index % (len(text) + 1)] + character + text[index % (len(text) + 1) :],
    _plain, st.integers(0, 40), st.sampled_from(DISALLOWED),
)  # fmt: skip
_known = st.sampled_from(["Husband", "Kat", "Smith", "ann", "x" * 20])

names: SearchStrategy[Any] = st.one_of(_known, st.none(), _plain, _tainted, WRONG)
"""Preferred names: null half as often as all else together, so that a set name is often cleared."""

patches: SearchStrategy[Any] = st.one_of(
    st.fixed_dictionaries({"preferredName": st.one_of(st.none(), names)}),
    st.fixed_dictionaries(
        {"preferredName": names}, optional={"email": st.none(), "firstName": st.just("Karl"), "": WRONG}
    ),
    st.just({}),
    st.sampled_from([[], None, "Husband", 7]),
)

_local = st.sampled_from(["ann", "ann+bank", "Ann", "o'neill", "kathy.smith", "user", "j\u00f6rg", "a b"])
emails = st.builds("{}@{}".format, _local, st.sampled_from(["example.com", "EXAMPLE.com", "example.org"]))
updates: SearchStrategy[Any] = st.one_of(
    st.fixed_dictionaries(
        {"email": emails},
        optional={"firstName": st.just("Karl"), "userType": st.just("Business"), "phoneNumber": st.just("1")},
    ),
    st.fixed_dictionaries({"email": emails}),
    st.fixed_dictionaries({"email": st.one_of(st.none(), WRONG)}),
    st.sampled_from([{}, [], None, "ann@example.com"]),
)

locks: SearchStrategy[Any] = st.one_of(
    st.just({"state": False}),
    st.just({"state": False, "reason": "call"}),
    st.fixed_dictionaries({"state": st.one_of(st.just(True), st.none(), st.just("false"), st.just(0))}),
    st.sampled_from([{}, [], None, False]),
)

resets: SearchStrategy[Any] = st.one_of(
    st.sampled_from([{"method": "email"}, {"method": "sms"}, {"method": "email", "more": 1}]),
    st.fixed_dictionaries({"method": st.one_of(st.none(), st.sampled_from(["fax", "Email", "SMS", ""]), WRONG)}),
    st.sampled_from([{}, [], None, "email"]),
)

queries = st.one_of(
    st.sampled_from(
        [*SURNAMES, *FIRST_NAMES, "Husband", "KAT", "a", "e", "example", "nobody here", "+", "%", "_", "*", "'"]
    ),
    emails,
    emails.map(str.swapcase),
    emails.map(lambda email: email.replace("+", " ")),
    st.text(string.ascii_letters, min_size=1, max_size=3),
)

limits = st.one_of(st.none(), st.sampled_from([1, 2, 3, 100, 1000]))
offsets = st.one_of(st.none(), st.sampled_from([0, 1, 2, 5, 1000]))
