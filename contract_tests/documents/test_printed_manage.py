"""What our model of Narmi's screens promises about HTTP is what the bundled spec says, and it says that it is ours."""

from typing import Any

from contract_tests.claims import proves
from contract_tests.operation import operations
from simulator import testing

SPEC: Any = testing.specs()["narmi/manage-users"]
KNOWN = [known for known in operations() if known.provider == "narmi"]
USER = "/narmi/admin/v1/users/{userId}"
LISTS = (
    "accounts", "external_accounts", "scheduled_transfers", "external_transfers", "wires", "threads", "notes",
    "history", "mfa_devices", "features", "authorized_apps", "linked_services", "billpay_credentials",
)  # fmt: skip
ACTIONS = {
    "lock": "200", "unlock": "200", "verify": "202", "verify_confirm": "200", "resend_invite": "202",
    "check_deleted_transactions": "200", "link_core_user_id": "200", "unlink_core_user_id": "200",
    "change_core_user_id": "200", "update_user": "202", "create_billpay_credential": "201",
    "update_billpay_credentials": "200", "resend_enrollment_code": "202", "reset_password": "200",
    "update_email": "200",
}  # fmt: skip
CALLS = {
    ("GET", "/narmi/admin/v1/users"): "200",
    ("POST", "/narmi/admin/v1/users"): "201",
    ("GET", USER): "200",
    ("PATCH", f"{USER}/contact"): "200",
    ("POST", "/narmi/admin/v1/messages"): "201",
    ("GET", f"{USER}/actions"): "200",
    ("PATCH", f"{USER}/external_accounts/{{accountId}}"): "200",
    ("POST", f"{USER}/external_accounts/{{accountId}}/guesses"): "200",
    ("POST", f"{USER}/external_accounts/{{accountId}}/reset_attempts"): "200",
    ("POST", f"{USER}/mfa_devices/backup_codes"): "201",
    ("PATCH", f"{USER}/mfa_devices/{{deviceId}}"): "200",
    ("GET", f"{USER}/notification_history"): "200",
    ("POST", "/narmi/admin/v1/emulations"): "201",
    ("DELETE", "/narmi/admin/v1/emulations/{emulationId}"): "204",
    ("POST", "/narmi/admin/v1/enrollment_debugger"): "200",
    ("GET", "/narmi/admin/v1/tasks/{taskId}"): "200",
    ("GET", "/narmi/admin/v1/roles"): "200",
    **{("GET", f"{USER}/{name}"): "200" for name in LISTS},
    **{("POST", f"{USER}/actions/{name}"): status for name, status in ACTIONS.items()},
}
"""What the model has, and how each call says yes."""


@proves("B-70", "NARMI-M-01")
def test_the_spec_says_that_it_is_a_model() -> None:
    """In its text, in a mark, and by the address that nobody documents."""
    assert SPEC["info"]["x-modelled"] is True
    assert "modelled" in SPEC["info"]["description"].lower()
    assert all(known.path.startswith("/narmi/admin/v1/") for known in KNOWN)
    others = [spec for name, spec in testing.specs().items() if not name.startswith("narmi/")]
    assert not any(spec["info"].get("x-modelled") for spec in others)


@proves("B-70", "NARMI-M-06")
def test_the_spec_has_the_calls_of_the_model_and_no_others() -> None:
    """Each with the status of its yes; beside them one that is there to say that there is no such action."""
    found = {(known.method, known.path): known for known in KNOWN}
    nothing = found.pop(("POST", f"{USER}/actions/{{action}}"))
    assert nothing.never_accepts
    assert set(found) == set(CALLS)
    for key, status in CALLS.items():
        said = [each for each in found[key].described["responses"] if each.startswith("2")]
        assert said == [status], key


@proves("NARMI-M-02", "NARMI-M-05", "F-04")
def test_every_refusal_of_the_model_has_an_id_and_a_message() -> None:
    """And every action can be refused for want of confirmation or for the user's state."""
    for known in KNOWN:
        for status in known.described["responses"]:
            if not status.startswith("2"):
                reply: Any = known.reply(int(status))
                schema = known.resolved(reply["content"]["application/json"]["schema"])
                assert set(schema["required"]) == {"id", "message"}, (known.id, status)
        if known.refusals == "action":
            assert "409" in known.described["responses"]
