"""E13: logging in as a user: confirmed, read only, released."""

from typing import Any

import pytest

from contract_tests.bank import Bank
from contract_tests.chronicle import noted
from contract_tests.claims import proves
from contract_tests.narmi import ADMIN, KATHY, MARISOL, NOBODY, READER, SUPPORT, Narmi
from contract_tests.operation import Operation, operations
from contract_tests.refusals.sound import call, ids_of, path_of, untouched

NARMI = [known for known in operations() if known.provider == "narmi"]
WRITES = [known for known in NARMI if known.method != "GET" and known.id != "releaseEmulation"]
LISTS = (
    "accounts", "external_accounts", "scheduled_transfers", "external_transfers", "wires", "threads", "notes",
    "history", "mfa_devices", "features", "authorized_apps", "linked_services", "actions", "notification_history",
)  # fmt: skip


def begun(narmi: Narmi, who: str = MARISOL) -> dict[str, Any]:
    """An emulation of the user."""
    done = narmi.emulate(who)
    assert done.status == 201
    return dict(done.json)


@proves("NARMI-096", "NARMI-P-12", "NARMI-H-74", "NARMI-M-13", "NARMI-M-05", "B-75", "F-11")
def test_an_emulation_in_order(narmi: Narmi) -> None:
    """No permission 403, no confirmation 409, begun 201, reads 200, a write 403, released 204, and then 401."""
    with untouched(narmi.bank):
        assert narmi.emulate(KATHY, permissions=["Can view user", "Can lock user"]).status == 403
        assert narmi.emulate(KATHY, by=READER).status == 403
        for confirm in (None, False, "yes"):
            refused = narmi.emulate(KATHY, confirm)
            assert (refused.status, refused.json["id"]) == (409, "confirmation_required")
    with noted(narmi, KATHY, "user.emulate"):
        done = narmi.emulate(KATHY, permissions=["cAN EMULATE USER"])
    assert (done.status, done.json["user_id"], done.json["token_type"]) == (201, narmi.id_of(KATHY), "Bearer")
    token = done.json["access_token"]
    assert narmi.user(KATHY, token=token).json == narmi.user(KATHY).json
    with untouched(narmi.bank):
        refused = narmi.contact(KATHY, {"phone": "+15555550199"}, token=token)
        assert (refused.status, refused.json["id"]) == (403, "read_only_emulation")
    with noted(narmi, KATHY):
        released = narmi.call("DELETE", f"/emulations/{done.json['id']}")
    assert (released.status, released.body) == (204, b"")
    with untouched(narmi.bank):
        assert narmi.user(KATHY, token=token).status == 401
        assert narmi.call("DELETE", f"/emulations/{done.json['id']}").status == 404


@proves("NARMI-096", "NARMI-M-13")
def test_an_emulation_reads_everything_of_its_user_and_nobody_else(narmi: Narmi) -> None:
    """The profile and every list, as the staff user sees them; 403 for other users and for the list of users."""
    token = begun(narmi)["access_token"]
    narmi.bank.clock.freeze()
    for name in LISTS:
        path = narmi.path(MARISOL, name)
        seen = narmi.call("GET", path, token=token)
        assert seen.status == 200, name
        if name != "actions":
            assert seen.json == narmi.call("GET", path).json, name
    assert not any(action["available"] for action in narmi.actions(MARISOL, token=token).values())
    with untouched(narmi.bank):
        for path in (narmi.path(KATHY), narmi.path(KATHY, "accounts"), "/users", narmi.path(ADMIN)):
            assert narmi.call("GET", path, token=token).status == 403, path


@proves("NARMI-096", "NARMI-M-13", "F-04")
@pytest.mark.parametrize("operation", WRITES, ids=lambda operation: operation.id)
def test_an_emulation_writes_nothing(bank: Bank, operation: Operation) -> None:
    """403 `read_only_emulation` for every write, about its user or another, sound or not, confirmed or not."""
    narmi = Narmi(bank)
    tokens = [begun(narmi)["access_token"]]
    named = ids_of(operation).get("userId")
    if named not in (None, narmi.id_of(MARISOL)) and narmi.user(named).json["type"] == "customer":
        tokens.append(begun(narmi, named)["access_token"])
    with untouched(bank):
        for token in tokens:
            for refused in (
                call(bank, operation, token=token),
                call(bank, operation, token=token, ids={"userId": NOBODY}),
                bank.send(operation.method, path_of(operation), token=token, content=b"{"),
            ):
                assert (refused.status, refused.json["id"]) == (403, "read_only_emulation"), str(refused)


@proves("NARMI-096", "NARMI-M-13")
def test_an_emulation_is_released_by_its_banner_or_its_staff(narmi: Narmi) -> None:
    """With its own token or the staff user's; nobody else's, and not another one's."""
    first, second = begun(narmi), begun(narmi, KATHY)
    role = next(one for one in narmi.call("GET", "/roles").json["results"] if "Can emulate user" in one["permissions"])
    narmi.edit(SUPPORT, role=role["name"])
    with untouched(narmi.bank):
        assert narmi.call("DELETE", f"/emulations/{first['id']}", by=SUPPORT).status in (403, 404)
        assert narmi.call("DELETE", f"/emulations/{NOBODY}").status == 404
    assert narmi.call("DELETE", f"/emulations/{first['id']}", token=first["access_token"]).status == 204
    assert narmi.user(MARISOL, token=first["access_token"]).status == 401
    assert narmi.user(KATHY, token=second["access_token"]).status == 200
    assert narmi.call("DELETE", f"/emulations/{second['id']}", by=ADMIN).status == 204
    assert narmi.user(KATHY, token=second["access_token"]).status == 401
    assert narmi.user(KATHY).status == 200


@proves("NARMI-P-12", "NARMI-096", "F-04", "NARMI-M-02")
def test_whom_nobody_logs_in_as(narmi: Narmi) -> None:
    """Staff 409, nobody 404, no id 422; an emulation begins no other."""
    with untouched(narmi.bank):
        for who in (SUPPORT, ADMIN, READER):
            refused = narmi.emulate(who)
            assert (refused.status, refused.json["id"]) == (409, "customers_only")
        assert narmi.emulate(NOBODY).status == 404
        for odd in ({}, {"user_id": None}, {"user_id": 7}, {"user_id": [narmi.id_of(KATHY)]}):
            refused = narmi.call("POST", "/emulations", {"confirm": True, **odd})
            assert (refused.status, list(refused.json["message"])) == (422, ["user_id"]), odd
            assert narmi.call("POST", "/emulations", odd).json["id"] == "confirmation_required"
    token = begun(narmi)["access_token"]
    with untouched(narmi.bank):
        assert narmi.emulate(KATHY, token=token).json["id"] == "read_only_emulation"


@proves("NARMI-096", "NARMI-M-13")
def test_an_emulation_ends_by_itself(narmi: Narmi) -> None:
    """When the answer says."""
    narmi.bank.clock.freeze("2026-03-04T05:06:07Z")
    narmi.bank.tokens.clear()
    done = begun(narmi)
    assert done["expires_at"].startswith("2026-03-04T06:06:07")
    narmi.bank.clock.advance(3599)
    assert narmi.user(MARISOL, token=done["access_token"]).status == 200
    narmi.bank.clock.advance(2)
    assert narmi.user(MARISOL, token=done["access_token"]).status == 401


@proves("NARMI-096")
def test_an_emulation_ends_with_its_staff_user(narmi: Narmi) -> None:
    """401 once the staff user is locked."""
    role = next(one for one in narmi.call("GET", "/roles").json["results"] if "Can emulate user" in one["permissions"])
    narmi.edit(SUPPORT, role=role["name"])
    token = narmi.emulate(KATHY, by=SUPPORT).json["access_token"]
    assert narmi.user(KATHY, token=token).status == 200
    assert narmi.act(SUPPORT, "lock").status == 200
    assert narmi.user(KATHY, token=token).status == 401
