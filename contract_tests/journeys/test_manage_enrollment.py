"""E11: enrolment: temporary logins, codes, the debugger."""

import re
from typing import Any

import pytest

from contract_tests.chronicle import noted
from contract_tests.claims import proves
from contract_tests.exchange import Exchange
from contract_tests.narmi import KATHY, MARISOL, NADIA, ONLY_ON_CORE, SUPPORT, Narmi
from contract_tests.refusals.sound import untouched

PERMISSION = "Can resend password reset user"
FIELDS = {
    "first_name": "firstName", "last_name": "lastName", "birth_date": "birthDate", "email": "email", "phone": "phone",
}  # fmt: skip
"""What the debugger compares, by the members of the core's record."""


def debugged(narmi: Narmi, **words: Any) -> Exchange:
    """What the enrolment debugger says."""
    return narmi.call("POST", "/enrollment_debugger", words)


def code_in(narmi: Narmi) -> str:
    """The code in the last message."""
    found = re.search(r"code is (\S+?)\.? ", narmi.bank.outbox()[-1]["text"])
    assert found, narmi.bank.outbox()[-1]
    return found[1].rstrip(".")


@proves(
    "NARMI-006", "NARMI-008", "NARMI-093", "NARMI-098", "NARMI-P-09", "NARMI-P-18", "NARMI-H-75", "F-11", "NARMI-M-07",
)  # fmt: skip
def test_an_enrolment_is_continued_with_the_code(narmi: Narmi) -> None:
    """Temporary login; the code is sent again: 202; a wrong one is refused, the right one ends it; then 409."""
    before = narmi.user(NADIA).json
    assert (before["temporary_login"], before["enrollment"], before["enrolled_at"]) == (True, "pending_code", None)
    with noted(narmi, NADIA, "enroll_verify.create"):
        sent = narmi.act(NADIA, "resend_enrollment_code", sent={"permissions": [PERMISSION]})
    assert (sent.status, sent.json) == (202, {"channel": "email", "to": before["email"], "sent": True})
    message = narmi.bank.outbox()[-1]
    assert (message["channel"], message["to"]) == ("email", before["email"])
    code = code_in(narmi)
    assert re.fullmatch(r"[a-z2-7]+", code)
    narmi.bank.control("POST", f"/users/narmi/{narmi.id_of(NADIA)}/enrollments", {"code": "wrongone"}, expect=400)
    with noted(narmi, NADIA, "user.enroll", by=NADIA, actor="user"):
        narmi.happens(NADIA, "enrollments", code=code, login="nadia.f")
    after = narmi.user(NADIA).json
    assert (after["temporary_login"], after["enrollment"], after["login"]) == (False, "complete", "nadia.f")
    assert after["enrolled_at"] is not None
    with untouched(narmi.bank):
        refused = narmi.act(NADIA, "resend_enrollment_code")
        assert (refused.status, refused.json["id"]) == (409, "enrollment_complete")


@proves("NARMI-P-18", "NARMI-093")
def test_a_code_does_not_expire_and_stays_the_same(narmi: Narmi) -> None:
    """Sent twice, it is one code; after a year it is still good."""
    narmi.bank.clock.freeze()
    assert narmi.act(NADIA, "resend_enrollment_code").status == 202
    code = code_in(narmi)
    assert narmi.act(NADIA, "resend_enrollment_code").status == 202
    assert code_in(narmi) == code
    narmi.bank.clock.advance(366 * 86_400)
    narmi.happens(NADIA, "enrollments", code=code)


@proves("NARMI-093", "NARMI-P-09", "NARMI-098")
def test_when_no_code_is_sent(narmi: Narmi) -> None:
    """409 for who has enrolled, for staff, and where the institution uses none; 403 without the permission."""
    with untouched(narmi.bank):
        for who, rule in ((KATHY, "enrollment_complete"), (SUPPORT, "customers_only")):
            refused = narmi.act(who, "resend_enrollment_code")
            assert (refused.status, refused.json["id"]) == (409, rule)
        assert narmi.act(NADIA, "resend_enrollment_code", sent={"permissions": ["Can add user"]}).status == 403
    narmi.edit(NADIA, enrollmentCodes=False)
    with untouched(narmi.bank):
        assert narmi.act(NADIA, "resend_enrollment_code").json["id"] == "enrollment_codes_off"


@proves("NARMI-008", "NARMI-P-10")
def test_an_enrolment_is_continued_by_a_password_reset(narmi: Narmi) -> None:
    """Where a code is still to be entered, the reset sends that instead of a link; without codes, it is the link."""
    with noted(narmi, NADIA, "enroll_verify.create"):
        done = narmi.act(NADIA, "reset_password")
    assert (done.status, done.json) == (200, {"link": None, "expires_at": None})
    code = code_in(narmi)
    assert narmi.bank.outbox()[-1]["link"] in (None, "")
    fork = Narmi(narmi.bank.fork())
    fork.happens(NADIA, "enrollments", code=code)
    assert fork.user(NADIA).json["enrollment"] == "complete"
    narmi.edit(NADIA, enrollmentCodes=False)
    assert narmi.act(NADIA, "reset_password").json["link"]


@proves("NARMI-097")
@pytest.mark.parametrize("by", ["core_user_id", "account_number"])
def test_the_debugger_names_the_field_that_does_not_match(narmi: Narmi, by: str) -> None:
    """Nothing where all match; each wrong field by name, several together; nothing is changed."""
    core = narmi.stored(MARISOL)["core"]
    key = {by: core["coreUserId"] if by == "core_user_id" else core["accounts"][0]["number"]}
    right = {name: core[own] for name, own in FIELDS.items()}
    with untouched(narmi.bank):
        assert debugged(narmi, **key, **right).json == {"errors": []}
        assert debugged(narmi, **key).json == {"errors": []}
        wrong = {
            "first_name": "Maria", "last_name": "Vegas", "birth_date": "1901-01-01", "email": "x@example.com",
            "phone": "+15555550000",
        }  # fmt: skip
        for name, value in wrong.items():
            errors = debugged(narmi, **key, **{**right, name: value}).json["errors"]
            assert [error["field"] for error in errors] == [name]
            assert errors[0]["message"]
        errors = debugged(narmi, **key, **wrong).json["errors"]
        assert {error["field"] for error in errors} == set(wrong)


@proves("NARMI-097")
def test_the_debugger_knows_who_is_only_on_the_core(narmi: Narmi) -> None:
    """Whoever enrols has no login yet; an ID that the core has not is itself what does not match."""
    assert debugged(narmi, core_user_id=ONLY_ON_CORE, first_name="Opal").json == {"errors": []}
    assert fields(debugged(narmi, core_user_id=ONLY_ON_CORE, first_name="Ruby")) == ["first_name"]
    assert fields(debugged(narmi, core_user_id="99999999", first_name="Opal")) == ["core_user_id"]
    assert fields(debugged(narmi, account_number="0", first_name="Opal")) == ["account_number"]
    narmi.edit(KATHY, core={"birthDate": "1999-12-31"})
    own = narmi.user(KATHY).json["core_user_id"]
    assert fields(debugged(narmi, core_user_id=own, birth_date="1999-12-31")) == []


@proves("NARMI-097", "NARMI-M-02")
@pytest.mark.parametrize(
    "words",
    [{}, {"first_name": "Opal"}, {"core_user_id": 7}, {"core_user_id": ONLY_ON_CORE, "birth_date": "yesterday"}],
)
def test_the_debugger_needs_an_id_or_an_account(narmi: Narmi, words: dict[str, Any]) -> None:
    """422 without one, and for what is of a wrong kind."""
    assert debugged(narmi, **words).status == 422


def fields(done: Exchange) -> list[str]:
    """The fields that the debugger names."""
    return [error["field"] for error in done.json["errors"]]
