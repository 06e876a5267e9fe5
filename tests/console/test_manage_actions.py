"""What staff does to a user of Narmi's Manage Users: each action by its form, with the vendor's question, warnings and
refusals, and what the world knows of it afterwards.
"""

import pytest

from tests.console.browser import Browser, words
from tests.console.staff import MARISOL, action, cells, codes, persona, profile, question, refused, stored, told

HUGO, ZOE = "hugo-lindgren", "zoe-nunez"


@pytest.fixture
def browser() -> Browser:
    return Browser()


def test_a_user_is_locked_and_unlocked(browser: Browser) -> None:
    locked = action(browser, MARISOL, "lock")
    assert told(locked) == "Locked and archived."
    chips = {one.text for one in locked.one("div", class_="head").all("span", class_="chip")}
    assert chips == {"Locked", "Archived"}
    assert codes(browser, MARISOL)[0] == "user.lock"
    assert told(action(browser, MARISOL, "unlock")) == "Unlocked."
    assert stored(browser, MARISOL)["locked"] is False
    assert cells(browser.get(profile(MARISOL)), "history")[0][2] == "Winona Clarke staff"


def test_the_question_names_the_user_and_what_will_happen(browser: Browser) -> None:
    page = question(browser, MARISOL, "lock")
    assert page.one("main").one("h1").text == "Lock User: Marisol Vega"
    assert "MarisolV will not be able to log in, and the account is archived." in page.one("main").text
    assert "Needs the permission “Can lock user”" in page.one("main").text
    assert stored(browser, MARISOL)["locked"] is False


@pytest.mark.parametrize(
    ("name", "wanted", "marks"),
    [
        (MARISOL, "contact", ["High risk", "Cannot be undone"]),
        (MARISOL, "update_email", ["High risk"]),
        (MARISOL, "backup_codes", ["Very high risk"]),
        (MARISOL, "link_core_user_id", ["Very high risk"]),
        (MARISOL, "unlink_core_user_id", ["Very high risk"]),
        (HUGO, "change_core_user_id", ["Very high risk"]),
        (ZOE, "update_billpay_credentials", ["Very high risk"]),
        (MARISOL, "check_deleted_transactions", ["Cannot be undone"]),
        (MARISOL, "lock", []),
        (MARISOL, "reset_password", []),
    ],
)
def test_risky_actions_warn(browser: Browser, name: str, wanted: str, marks: list[str]) -> None:
    form = question(browser, name, wanted).one("form", class_="confirm")
    assert [one.text for one in form.all("span", class_="chip")] == marks
    serious = "Very high risk" in marks or "Cannot be undone" in marks or wanted == "lock"
    assert form.one("button")["class"] == ("grave" if serious else "main")


def test_what_cannot_be_done_now_says_why_and_is_refused_all_the_same(browser: Browser) -> None:
    page = question(browser, MARISOL, "change_core_user_id")
    assert "MarisolV is not locked; lock the user first" in page.one("p", role="alert").text
    assert "disabled" in page.one("form", class_="confirm").one("button").attributes
    again = refused(browser, MARISOL, "change_core_user_id", core_user_id="20417701")
    assert (again.status, "409 user_not_locked" in again.one("p", role="alert").text) == (409, True)
    assert again.one("input", id="core_user_id")["value"] == "20417701"


def test_the_core_user_id_is_changed_in_six_steps(browser: Browser) -> None:
    action(browser, MARISOL, "lock")
    made = browser.world.control("POST", f"/users/narmi/{persona(MARISOL)}/core", {"accounts": []})
    action(browser, MARISOL, "contact", phone="+15555550999")
    changed = action(browser, MARISOL, "change_core_user_id", core_user_id=made["coreUserId"])
    assert told(changed) == "The core user ID was changed; the login is as it was."
    after = stored(browser, MARISOL)
    assert (after["coreUserId"], after["login"], after["phone"]) == (made["coreUserId"], "MarisolV", "+15555550999")
    assert told(action(browser, MARISOL, "unlock")) == "Unlocked."
    assert codes(browser, MARISOL)[:4] == ["user.unlock", "account.update", "phone.update", "user.lock"]


def test_a_wrong_core_user_id_is_told_beside_the_field(browser: Browser) -> None:
    again = refused(browser, HUGO, "change_core_user_id", core_user_id="abc")
    assert again.one("input", id="core_user_id")["aria-describedby"] == "wrong-core_user_id"
    assert "Expected" in again.one("p", id="wrong-core_user_id").text
    assert (
        refused(browser, HUGO, "change_core_user_id").one("p", id="wrong-core_user_id").text == "cannot be left empty"
    )


def test_core_user_ids_are_linked_and_unlinked(browser: Browser) -> None:
    linked = action(browser, MARISOL, "link_core_user_id", core_user_id="20417701")
    assert told(linked) == "The core user ID is linked."
    assert "20417701" in linked.one("section", aria_labelledby="information").text
    assert [row[1] for row in cells(linked, "accounts")][3:] == ["Shared Household", "Home Loan"]
    form = question(browser, MARISOL, "unlink_core_user_id").one("form", class_="confirm")
    assert [one.text for one in form.all("span", class_="tag")] == ["20417701", "10417701"]
    assert form.one("button").text == "Remove Linked Customer"
    assert (
        "409 already_linked"
        in refused(browser, MARISOL, "link_core_user_id", core_user_id="20417701").one("p", role="alert").text
    )
    assert (
        told(action(browser, MARISOL, "unlink_core_user_id", core_user_id="20417701"))
        == "The core user ID is linked no more."
    )
    assert refused(browser, MARISOL, "unlink_core_user_id", core_user_id="20417701").status == 404


def test_a_user_is_verified_by_a_pin(browser: Browser) -> None:
    form = question(browser, MARISOL, "verify").one("form", class_="confirm")
    reasons = [one.text for one in form.all("option")]
    assert reasons == ["none", "contact info or email", "password or email reset", "external account details"]
    sent = browser.press(form, reason="password or email reset")
    assert "A support PIN is on its way" in told(sent)
    message = browser.world.control("GET", "/outbox")["items"][0]
    pin = next(word.strip(".") for word in message["text"].split() if word.strip(".").isdigit())
    assert "Expected" in refused(browser, MARISOL, "verify_confirm", pin="12").one("p", id="wrong-pin").text
    wrong = "000000" if pin != "000000" else "111111"
    assert refused(browser, MARISOL, "verify_confirm", pin=wrong).status == 422
    done = browser.press(sent.one("form", class_="confirm"), pin=pin)
    assert told(done) == "The PIN is right: the user is verified."
    assert codes(browser, MARISOL)[:2] == ["user.verify", "verify.create"]


def test_a_reset_link_is_shown_and_completes_the_reset(browser: Browser) -> None:
    shown = action(browser, MARISOL, "reset_password")
    link = next(one["href"] for one in shown.one("main").all("a") if "/reset/" in one["href"])
    assert link in shown.one("code").text
    browser.press(browser.visit(link.removeprefix("http://localhost")).one("form"), password="Quince-1869")
    assert stored(browser, MARISOL)["password"] == "Quince-1869"
    assert codes(browser, MARISOL)[0] == "user.reset_password"
    hidden = action(browser, "nadia-farouk", "reset_password")
    assert "was sent the enrolment code" in hidden.one("main").text
    assert "staff gets it by e-mail" in action(browser, "theo-brandt", "reset_password").one("main").text


def test_backup_codes_are_shown_once(browser: Browser) -> None:
    shown = action(browser, MARISOL, "backup_codes")
    listed = [one.text for one in shown.one("ul", class_="codes").all("code")]
    assert len(set(listed)) == 10
    assert codes(browser, MARISOL)[0] == "security_devices.create"
    assert not any(one in browser.get(profile(MARISOL)).one("section", id="mfa_devices").text for one in listed)


def test_voided_transactions_are_deleted_and_counted(browser: Browser) -> None:
    assert (
        "3 voided transactions were deleted" in action(browser, MARISOL, "check_deleted_transactions").one("main").text
    )
    assert "0 voided" in action(browser, MARISOL, "check_deleted_transactions").one("main").text


def test_a_pull_from_the_core_is_a_task_that_takes_its_time(browser: Browser) -> None:
    browser.world.control("PATCH", f"/users/narmi/{persona(MARISOL)}", {"core": {"phone": "+15555550888"}})
    assert "is pending" in action(browser, MARISOL, "update_user").one("main").text
    assert "+15555550888" not in browser.get(profile(MARISOL)).one("section", aria_labelledby="contact").text
    browser.world.control("PUT", "/clock", {"advance": 3})
    assert "+15555550888" in browser.get(profile(MARISOL)).one("section", aria_labelledby="contact").text


def test_a_bill_pay_credential_is_made_shown_and_changed(browser: Browser) -> None:
    made = action(browser, MARISOL, "create_billpay_credential")
    link = next(one["href"] for one in made.one("main").all("a") if "update_billpay" in one["href"])
    form = browser.visit(link).one("form", class_="confirm")
    account, token = form.one("input", id="account_identifier")["value"], form.one("input", id="access_token")["value"]
    assert all((account, token))
    done = browser.press(form, access_token="another-token")
    assert "as you entered it" in told(done)
    credential = stored(browser, MARISOL)["profile"]["billpayCredential"]
    assert (credential["accountIdentifier"], credential["accessToken"]) == (account, "another-token")
    assert codes(browser, MARISOL)[:2] == ["billpay_credential.update", "billpay_credential.create"]
    assert "409 credential_exists" in refused(browser, MARISOL, "create_billpay_credential").one("p", role="alert").text


def test_invitation_and_enrolment_code_are_sent_again_but_not_in_uat(browser: Browser) -> None:
    for name, wanted in (("pablo-inverno", "resend_invite"), ("nadia-farouk", "resend_enrollment_code")):
        page = action(browser, name, wanted)
        assert page.one("main").one("h1").text == "Sent"
        assert browser.world.control("GET", "/outbox")["items"][0]["to"] in page.one("main").text
    action(browser, MARISOL, "uat-on")
    before = browser.world.control("GET", "/outbox")["total"]
    assert "UAT sends no e-mail" in action(browser, "pablo-inverno", "resend_invite").one("main").text
    assert browser.world.control("GET", "/outbox")["total"] == before
    action(browser, MARISOL, "codes-off")
    assert (
        "enrollment_codes_off" in refused(browser, "nadia-farouk", "resend_enrollment_code").one("p", role="alert").text
    )


def test_the_email_address_becomes_the_institutions(browser: Browser) -> None:
    form = question(browser, MARISOL, "update_email").one("form", class_="confirm")
    assert "now marisol.vega@example.com; the institution has marisol.vega@work.example.com" in words(form.text)
    assert told(browser.press(form)) == "The e-mail address is the institution's."
    assert stored(browser, MARISOL)["email"] == "marisol.vega@work.example.com"


def test_contact_information_is_edited_and_only_what_changed_is_sent(browser: Browser) -> None:
    page = action(browser, MARISOL, "contact", **{"email": "new@example.com", "address.city": "Bangor"})
    assert told(page) == "The contact information was saved."
    after = stored(browser, MARISOL)
    assert (after["email"], after["address"]["city"], after["address"]["zip"]) == ("new@example.com", "Bangor", "04101")
    sent = browser.world.control("GET", "/journal?operation=editUserContact")["items"][0]["request"]["body"]
    assert sent == '{"email":"new@example.com","address":{"city":"Bangor"}}'
    again = refused(browser, MARISOL, "contact", phone="12", username="HugoLindgren")
    assert again.one("p", id="wrong-phone").text
    assert again.one("input", id="username")["value"] == "HugoLindgren"
    assert again.one("input", id="phone")["value"] == "12"


def test_an_external_account_is_verified_by_hand_and_its_attempts_reset(browser: Browser) -> None:
    account = stored(browser, MARISOL)["profile"]["externalAccounts"][0]["accountId"]
    target = f"/narmi/admin/v1/users/{persona(MARISOL)}/external_accounts/{account}/guesses"
    for _ in range(10):
        browser.world.send("POST", target, {"amounts": [0.5, 0.5]}, headers=[browser.world.bearer("narmi")])
    page = browser.get(profile(MARISOL))
    assert "10 of 10 guesses" in page.one("section", id="external_accounts").text
    assert told(action(browser, MARISOL, f"reset_attempts/{account}")) == "The attempts were reset."
    assert "0 of 10 guesses" in browser.get(profile(MARISOL)).one("section", id="external_accounts").text
    form = question(browser, MARISOL, f"external/{account}").one("form", class_="confirm")
    assert [one["id"] for one in form.all("select")] == ["product_type", "account_purpose", "state"]
    assert "Very high risk" in form.text
    saved = browser.press(form, state="verified")
    assert told(saved) == "The external account was saved."
    assert cells(saved, "external_accounts")[0][5] == "verified"
    assert (
        "409 account_not_pending" in refused(browser, MARISOL, f"reset_attempts/{account}").one("p", role="alert").text
    )
    assert question(browser, MARISOL, f"external/{persona(HUGO)}").status == 404
    assert question(browser, MARISOL, "external").status == 404


def test_codes_come_by_call_instead_of_text(browser: Browser) -> None:
    rows = list(browser.get(profile(MARISOL)).one("section", id="mfa_devices").one("tbody").all("tr"))
    offered = ["Communication Method" in row.text for row in rows]
    assert offered == [True, True, False, False]
    device = stored(browser, MARISOL)["profile"]["mfaDevices"][0]["deviceId"]
    saved = action(browser, MARISOL, f"device/{device}", number_type="voip")
    assert told(saved) == "The communication method was saved."
    assert cells(saved, "mfa_devices")[0][2] == "call"


def test_a_fault_befalls_what_staff_does(browser: Browser) -> None:
    browser.world.control("POST", "/faults", {"kind": "status", "status": 503, "operation": "lockManagedUser"})
    assert "Narmi answered 503" in refused(browser, MARISOL, "lock").one("p", role="alert").text


def test_what_the_store_alone_can_do_stands_apart(browser: Browser) -> None:
    edited = browser.press(browser.get(f"{profile(MARISOL)}/edit").one("form", class_="form"), lastName="Vega-Ruiz")
    assert edited.one("main").one("h1").text == "Marisol Vega-Ruiz"
    gone = action(browser, MARISOL, "delete")
    assert told(gone) == "The user is gone."
    assert browser.get(profile(MARISOL)).status == 404
    assert question(browser, HUGO, "promote").status == 404
