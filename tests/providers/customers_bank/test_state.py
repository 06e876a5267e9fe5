"""Stored users, partners and credentials hold only what a bank can mean."""

from typing import Any

import msgspec
import pytest

from simulator.providers.customers_bank.state import Credential, Partner, State, User
from tests.providers.customers_bank.partner import HOME, after, credential, partner, user

ADA, KEY = user("ada"), credential("key")


@pytest.mark.parametrize("record", [ADA, HOME, KEY])
def test_a_stored_record_comes_back_from_json_the_same(record: msgspec.Struct) -> None:
    assert msgspec.json.decode(msgspec.json.encode(record), type=type(record)) == record


@pytest.mark.parametrize(
    ("kind", "record", "wrong"),
    [
        (User, ADA, {"userId": ADA.user_id.upper()}),
        (User, ADA, {"userId": "x"}),
        (User, ADA, {"partnerId": ADA.partner_id[:-1]}),
        (User, ADA, {"name": 7}),
        (User, ADA, {"isAdmin": None}),
        (User, ADA, {"isFrozen": "yes"}),
        (User, ADA, {"roles": "Reports"}),
        (User, ADA, {"roles": [7]}),
        (User, ADA, {"lastLoggedInAt": "2026-01-01T00:00:00"}),
        (User, ADA, {"nickname": "x"}),
        (Partner, HOME, {"partnerId": "x"}),
        (Partner, HOME, {"name": None}),
        (Partner, HOME, {"city": "Ames"}),
        (Credential, KEY, {"credentialId": "x"}),
        (Credential, KEY, {"startAt": "2026-01-01T00:00:00"}),
        (Credential, KEY, {"secret": "x"}),
    ],
)
def test_what_no_bank_means_cannot_be_stored(kind: type[Any], record: Any, wrong: dict[str, Any]) -> None:
    with pytest.raises(msgspec.ValidationError):
        msgspec.convert({**msgspec.to_builtins(record), **wrong}, kind)


def test_an_id_need_not_be_of_a_variant_of_the_rfc() -> None:
    printed = {**msgspec.to_builtins(KEY), "credentialId": "1095155f-d828-4568-1111-78f543b4a84b"}
    assert msgspec.convert(printed, Credential).credential_id == printed["credentialId"]


def test_whoever_is_said_nothing_about_may_only_read() -> None:
    plain = User(ADA.user_id, HOME.partner_id)
    assert (plain.name, plain.email, plain.last_logged_in_at, plain.roles) == (None, None, None, ())
    assert (plain.is_admin, plain.is_primary_admin, plain.show_api, plain.is_frozen) == (False,) * 4
    assert plain.account_enabled


def test_a_handler_sees_users_partners_and_credentials() -> None:
    seen: State = after(partner(ADA, credentials=[KEY]))
    assert (list(seen.users), list(seen.credentials)) == ([ADA], [KEY])
    assert seen.partners.get(HOME.partner_id) == HOME
