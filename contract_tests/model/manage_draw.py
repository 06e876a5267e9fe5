"""What the machine of Narmi draws: sound values, and the edges where rules break."""

from typing import Any

from hypothesis import strategies as st
from hypothesis.strategies import SearchStrategy

from contract_tests.model.draw import mostly
from contract_tests.model.manage_rule import ACTIONS, EVERY, KNOWN_CORES, REASONS
from contract_tests.narmi import (
    ADMIN,
    HUGO,
    INVITED,
    KATHY,
    MARISOL,
    NADIA,
    NO_EMAIL,
    NO_PHONE,
    OWNER,
    READER,
    SUB_USER,
    SUPPORT,
    ZOE,
)

CAST = (
    KATHY, MARISOL, ZOE, HUGO, NADIA, OWNER, SUB_USER, NO_EMAIL, NO_PHONE, ADMIN, SUPPORT, READER, INVITED,
)  # fmt: skip
CUSTOMERS = CAST[:9]
CALLERS = (ADMIN, ADMIN, ADMIN, SUPPORT, READER)

callers = st.sampled_from(CALLERS)
people = st.sampled_from([MARISOL, ZOE, HUGO, *CAST])
customers = st.sampled_from([MARISOL, ZOE, *CUSTOMERS])
actions = st.sampled_from([name for name in ACTIONS if name != "login_as_user"])
confirms: SearchStrategy[Any] = st.sampled_from([True, True, True, True, True, True, None, False, "true"])
narrowed = st.one_of(
    st.none(), st.none(), st.none(),
    st.lists(st.sampled_from(sorted(EVERY)), max_size=3, unique=True).map(lambda names: ["Can view user", *names]),
)  # fmt: skip
"""What a token is narrowed to, if it is; looking is always possible."""

core_ids: SearchStrategy[Any] = mostly(
    st.sampled_from(sorted(KNOWN_CORES)), st.sampled_from(["99999999", "x", "", None, 7, "10417701", "70000"])
)
extras = st.fixed_dictionaries(
    {},
    optional={
        "reason": st.sampled_from([*REASONS, *REASONS, "curiosity", 7]),
        "account_identifier": st.sampled_from(["BP-1", "BP-2", "BP-2", "", 7]),
        "access_token": st.sampled_from(["bpt_1", "bpt_2"]),
        "right": st.booleans(),
        "more": st.integers(),
    },
)
_phones = mostly(
    st.sampled_from(["+15555550191", "+15555550192", "+447700900123"]), st.sampled_from(["555", "", None, 7])
)
_names = mostly(st.sampled_from(["one", "ONE", "two", "KathySmith", "marisolv"]), st.sampled_from(["", "a b", None, 7]))
_emails = mostly(
    st.sampled_from(["a@example.com", "A@example.com", "b@c"]), st.sampled_from(["nobody", "", None, "a b@c"])
)
contacts = mostly(
    st.fixed_dictionaries({}, optional={"phone": _phones, "username": _names, "email": _emails}),
    st.just({}),
)
edits = st.fixed_dictionaries(
    {},
    optional={
        "product_type": st.sampled_from(["checking", "savings"]),
        "account_purpose": st.sampled_from(["personal", "business"]),
        "state": st.sampled_from(["pending", "verified"]),
    },
).filter(bool)
guesses = st.sampled_from(["right", "reversed", "wrong", "wrong", "half"])
number_types = st.sampled_from(["mobile", "landline", "voip"])
searches = st.fixed_dictionaries(
    {},
    optional={
        "search": st.sampled_from(["", "a", "SMITH", "one", "two", "y s", "vega", "nobody here", "%", "marisol"]),
        "type": st.sampled_from(["admin", "staff", "customer"]),
        "archived": st.booleans(),
        "limit": st.sampled_from([1, 3, 25, 100]),
        "offset": st.sampled_from([0, 0, 1, 2, 50]),
    },
)
