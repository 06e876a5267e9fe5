"""What the machine of Customers Bank draws: sound values, and the edges where rules break."""

from typing import Any

from hypothesis import strategies as st
from hypothesis.strategies import SearchStrategy

from contract_tests.model.draw import WRONG, mostly
from contract_tests.model.partner import MEMBERS

_names = st.sampled_from(["Ann", "ann", "Zo\u00eb", "", " x ", "Bo\nB", "\u00df", "SS", "\U0001f600"])
_emails = st.sampled_from(
    ["ann@example.com", "ANN@example.com", "bo@example.com", " c@d ", "x", "test@sample-partner.example"]
)
_flags = st.booleans()
KEYS = ["0b9c2f5e-58f1-4c39-8a56-3f5f1a6c7d20", "7d444840-9dc0-41d1-b245-5ffdce74fad2"]

keys = st.sampled_from([None, None, *KEYS])
creations = mostly(
    st.fixed_dictionaries(
        {"email": _emails}, optional={"name": st.one_of(st.none(), _names), "isAdmin": _flags, "showApi": _flags}
    ),
    st.one_of(
        st.sampled_from([None, [], "x", {}, {"email": None}, {"email": " \t"}, {"email": ""}, {"name": "Ann"}]),
        st.fixed_dictionaries({"email": WRONG}),
        st.fixed_dictionaries({"email": _emails, "isAdmin": st.sampled_from([None, "no", 0])}),
    ),
)
_roles = st.lists(st.sampled_from(["Reports", "Payments", "reports", ""]), max_size=3)
_changes: dict[str, SearchStrategy[Any]] = {
    "name": st.one_of(st.none(), _names),
    "isAdmin": st.one_of(st.none(), _flags),
    "Roles": st.one_of(st.none(), _roles),
    "showApi": st.one_of(st.none(), _flags),
    "email": _emails,
}
changes = mostly(
    st.fixed_dictionaries({}, optional=_changes),
    st.sampled_from([{"isAdmin": "no"}, {"Roles": "Reports"}, {"Roles": [1]}, {"name": 7}, {"id": "x"}, {"id": None}]),
)
demotions = st.just({"isAdmin": False})
queries = st.fixed_dictionaries(
    {},
    optional={
        "username": st.sampled_from(["", "a", "ANN", "sample", "@", "\u00df", "nobody here"]),
        "paginateResults": st.sampled_from([True, True, False]),
        "page": st.sampled_from([0, 0, 1, 2, 1000]),
        "perPage": st.sampled_from([1, 2, 3, 10, 100]),
        "sortOn": st.sampled_from(MEMBERS),
        "sortAscending": _flags,
    },
)
wrong_queries = st.sampled_from(
    [
        ("page", "-1", 422),
        ("perPage", "0", 422),
        ("perPage", "101", 422),
        ("page", "2147483648", 400),
        ("page", "abc", 400),
        ("sortOn", "password", 422),
        ("paginateResults", "yes", 400),
    ]
)
