"""The Big List of Naughty Strings at Customers Bank: it comes back equal, or is refused as decided."""

import re

from contract_tests.claims import proves
from contract_tests.corpora.find import naughty_strings, needs_corpora
from contract_tests.customers_bank import UPDATED, CustomersBank

BLANK = re.compile(r"[\s\ufeff]*")


@needs_corpora
@proves("CUBI-51", "CUBI-53", "CUBI-55")
def test_as_a_name_and_a_role(customers: CustomersBank) -> None:
    """Any string is taken, and comes back equal alone and in the list."""
    for text in naughty_strings():
        assert customers.update({"id": UPDATED, "name": text, "Roles": [text]}).status == 202, repr(text)
        alone = customers.get(UPDATED).json
        assert (alone["name"], alone["roles"]) == (text, [text])
        assert alone in customers.users().json["items"]


@needs_corpora
@proves("B-52", "B-55", "F-08")
def test_as_an_address(customers: CustomersBank) -> None:
    """Any string is taken once that is not blank, and comes back equal."""
    taken: set[str] = set()
    for text in naughty_strings():
        made = customers.create({"name": "Naughty", "email": text})
        if made.status == 202:
            assert customers.get(made.json["id"]).json["email"] == text
            assert text.casefold() not in taken, repr(text)
            taken.add(text.casefold())
        else:
            assert made.status == 422, repr(text)
            assert text.casefold() in taken or BLANK.fullmatch(text), repr(text)


@needs_corpora
@proves("CUBI-21", "B-47")
def test_as_a_filter(customers: CustomersBank) -> None:
    """200 always; who is called so is found."""
    for text in naughty_strings():
        customers.edit(UPDATED, name=text)
        found = customers.users(username=text)
        assert found.status == 200, repr(text)
        assert UPDATED in {user["id"] for user in found.json["items"]}, repr(text)


@needs_corpora
@proves("B-49", "F-07", "CUBI-25")
def test_as_any_other_parameter(customers: CustomersBank) -> None:
    """400 or 422 where it is none of the values that the parameter takes."""
    for text in naughty_strings():
        assert customers.users(sortOn=text).status == 422, repr(text)
        for name, sound in (("page", r"-?[0-9]+"), ("perPage", r"-?[0-9]+"), ("sortAscending", "true|false")):
            refused = 400 if not re.fullmatch(sound, text) else customers.users(**{name: text}).status
            assert customers.users(**{name: text}).status == refused, (name, text)


@needs_corpora
@proves("B-54", "B-41")
def test_as_an_idempotency_key_and_a_credentials_name(customers: CustomersBank) -> None:
    """No such key is a UUID; any name is taken that is not blank."""
    for text in naughty_strings():
        if text.isprintable():
            assert customers.create({"email": "ann@example.com"}, key=text).status == 422, repr(text)
        issued = customers.issue({"displayName": text})
        assert issued.status == (422 if BLANK.fullmatch(text) else 200), repr(text)
        if issued.status == 200:
            assert issued.json["displayName"] == text
            assert customers.revoke(issued.json["keyId"]).status == 204
