"""What staff does to a user of Narmi's Manage Users: each action by its form, with the vendor's question, warnings and
refusals, and what the world knows of it afterwards.
"""

import pytest

from tests.console.browser import Browser, words
from tests.console.staff import (
    MARISOL,
    action,
    cells,
    codes,
    facts,
    happened,
    offered,
    persona,
    profile,
    question,
    refused,
    sentences,
    stored,
    told,
)

HUGO, NADIA = "hugo-lindgren", "nadia-farouk"


@pytest.mark.shows("NARMI-082", "NARMI-083")
def test_a_user_is_locked_and_unlocked(browser: Browser) -> None:
    locked = action(browser, MARISOL, "lock")
    assert told(locked) == "Locked and archived."
    chips = {one.text for one in locked.one("div", class_="head").all("span", class_="chip")}
    assert chips == {"Locked", "Archived"}
    assert happened(browser, MARISOL)[0] == "user.lock"
    assert "will be able to log in again" in sentences(question(browser, MARISOL, "unlock"))
    free = action(browser, MARISOL, "unlock")
    assert told(free) == "Unlocked."
    assert [one.text for one in free.one("div", class_="head").all("span", class_="chip")] == ["Active"]
    assert stored(browser, MARISOL)["locked"] is False
    assert happened(browser, MARISOL)[:2] == ["user.unlock", "user.lock"]
    assert cells(free, "history")[0][2] == "Winona Clarke staff"


@pytest.mark.shows("NARMI-089", "NARMI-110")
def test_the_core_user_id_is_changed_in_six_steps(browser: Browser) -> None:
    action(browser, MARISOL, "lock")
    made = browser.world.control("POST", f"/users/narmi/{persona(MARISOL)}/core", {"accounts": []})
    action(browser, MARISOL, "contact", phone="+15555550999")
    device = stored(browser, MARISOL)["profile"]["mfaDevices"][0]["deviceId"]
    action(browser, MARISOL, f"device/{device}", number_type="voip")
    changed = action(browser, MARISOL, "change_core_user_id", core_user_id=made["coreUserId"])
    assert told(changed) == "The core user ID was changed; the login is as it was."
    after = facts(changed, "information")
    assert (after["Customer or member ID"], after["Username"]) == (made["coreUserId"], "MarisolV")
    assert facts(changed, "contact")["Phone"] == "+15555550999"
    assert told(action(browser, MARISOL, "unlock")) == "Unlocked."
    steps = ["user.unlock", "account.update", "phone.update", "phone.update", "user.lock"]
    assert happened(browser, MARISOL)[:5] == steps


def test_a_wrong_core_user_id_is_told_beside_the_field(browser: Browser) -> None:
    again = refused(browser, HUGO, "change_core_user_id", core_user_id="abc")
    assert again.one("input", id="core_user_id")["aria-describedby"] == "wrong-core_user_id"
    assert "Expected" in again.one("p", id="wrong-core_user_id").text
    assert (
        refused(browser, HUGO, "change_core_user_id").one("p", id="wrong-core_user_id").text == "cannot be left empty"
    )


@pytest.mark.shows("NARMI-087", "NARMI-088")
def test_core_user_ids_are_linked_and_unlinked(browser: Browser) -> None:
    linked = action(browser, MARISOL, "link_core_user_id", core_user_id="20417701")
    assert told(linked) == "The core user ID is linked."
    assert facts(linked, "information")["Linked IDs"] == "20417701"
    assert [row[1] for row in cells(linked, "accounts")][3:] == ["Shared Household", "Home Loan"]
    form = question(browser, MARISOL, "unlink_core_user_id").one("form", class_="confirm")
    assert [one.text for one in form.all("span", class_="tag")] == ["20417701", "10417701"]
    assert form.one("button").text == "Remove Linked Customer"
    assert (
        "409 already_linked"
        in refused(browser, MARISOL, "link_core_user_id", core_user_id="20417701").one("p", role="alert").text
    )
    apart = action(browser, MARISOL, "unlink_core_user_id", core_user_id="20417701")
    assert told(apart) == "The core user ID is linked no more."
    assert facts(apart, "information")["Linked IDs"] == "none"
    assert len(cells(apart, "accounts")) == 3
    assert refused(browser, MARISOL, "unlink_core_user_id", core_user_id="20417701").status == 404


@pytest.mark.shows("NARMI-084")
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
    assert happened(browser, MARISOL)[:2] == ["user.verify", "verify.create"]
    assert "for customers alone" in offered(browser.get(profile("theo-brandt")))["Verify User"]


@pytest.mark.shows("NARMI-094")
def test_a_reset_link_is_shown_and_completes_the_reset(browser: Browser) -> None:
    shown = action(browser, MARISOL, "reset_password")
    link = next(one["href"] for one in shown.one("main").all("a") if "/reset/" in one["href"])
    assert link in shown.one("code").text
    browser.press(browser.visit(link.removeprefix("http://localhost")).one("form"), password="Quince-1869")
    assert stored(browser, MARISOL)["password"] == "Quince-1869"
    assert codes(browser, MARISOL)[0] == "user.reset_password"
    assert "staff gets it by e-mail" in sentences(action(browser, "theo-brandt", "reset_password"))


@pytest.mark.shows("NARMI-008")
def test_an_enrolment_goes_on_by_the_code_or_by_a_reset(browser: Browser) -> None:
    ways = "Enrolment goes on by the e-mailed link, a password reset, or entering the data again."
    assert ways in browser.get(profile(NADIA)).one("span", role="tooltip").text
    assert "An e-mail is on its way" in sentences(action(browser, NADIA, "resend_enrollment_code"))
    assert "was sent the enrolment code" in sentences(action(browser, NADIA, "reset_password"))
    (code, again) = browser.world.control("GET", "/outbox")["items"]
    assert code["text"] == again["text"]


@pytest.mark.shows("NARMI-101")
def test_uat_sends_no_email_and_shows_staff_the_link_too(browser: Browser) -> None:
    action(browser, MARISOL, "uat-on")
    before = browser.world.control("GET", "/outbox")["total"]
    assert "UAT sends no e-mail" in sentences(action(browser, "pablo-inverno", "resend_invite"))
    for name in (MARISOL, "theo-brandt"):
        shown = action(browser, name, "reset_password")
        assert "/_simulator/reset/" in shown.one("code").text
    assert browser.world.control("GET", "/outbox")["total"] == before


@pytest.mark.shows("NARMI-086")
def test_voided_transactions_are_deleted_and_counted(browser: Browser) -> None:
    assert (
        "3 voided transactions were deleted" in action(browser, MARISOL, "check_deleted_transactions").one("main").text
    )
    assert "0 voided" in action(browser, MARISOL, "check_deleted_transactions").one("main").text


@pytest.mark.shows("NARMI-090")
def test_a_pull_from_the_core_is_a_task_that_takes_its_time(browser: Browser) -> None:
    browser.world.control("PATCH", f"/users/narmi/{persona(MARISOL)}", {"core": {"phone": "+15555550888"}})
    assert "is pending" in action(browser, MARISOL, "update_user").one("main").text
    assert "+15555550888" not in browser.get(profile(MARISOL)).one("section", aria_labelledby="contact").text
    browser.world.control("PUT", "/clock", {"advance": 3})
    assert "+15555550888" in browser.get(profile(MARISOL)).one("section", aria_labelledby="contact").text


@pytest.mark.shows("NARMI-091", "NARMI-092")
def test_a_bill_pay_credential_is_made_shown_and_changed(browser: Browser) -> None:
    made = action(browser, MARISOL, "create_billpay_credential")
    link = next(one["href"] for one in made.one("main").all("a") if one.text == "Update Billpay Credentials")
    form = browser.visit(link).one("form", class_="confirm")
    account, token = form.one("input", id="account_identifier")["value"], form.one("input", id="access_token")["value"]
    assert all((account, token))
    done = browser.press(form, access_token="another-token")
    assert "as you entered it" in told(done)
    credential = stored(browser, MARISOL)["profile"]["billpayCredential"]
    assert (credential["accountIdentifier"], credential["accessToken"]) == (account, "another-token")
    assert happened(browser, MARISOL)[:2] == ["billpay_credential.update", "billpay_credential.create"]
    assert "409 credential_exists" in refused(browser, MARISOL, "create_billpay_credential").one("p", role="alert").text


@pytest.mark.shows("NARMI-085", "NARMI-093")
def test_invitation_and_enrolment_code_are_sent_again(browser: Browser) -> None:
    for name, wanted in (("pablo-inverno", "resend_invite"), (NADIA, "resend_enrollment_code")):
        page = action(browser, name, wanted)
        assert page.one("main").one("h1").text == "Sent"
        assert browser.world.control("GET", "/outbox")["items"][0]["to"] in page.one("main").text
    assert "for staff alone" in offered(browser.get(profile(MARISOL)))["Resend Invite"]
    assert "was never invited" in offered(browser.get(profile("theo-brandt")))["Resend Invite"]


@pytest.mark.shows("NARMI-093", "NARMI-098")
def test_enrolment_codes_can_be_on_or_off(browser: Browser) -> None:
    action(browser, MARISOL, "codes-off")
    why = "the institution does not use enrolment codes"
    assert offered(browser.get(profile(NADIA)))["Resend Enrollment Code"] == why
    assert "enrollment_codes_off" in refused(browser, NADIA, "resend_enrollment_code").one("p", role="alert").text
    asked = question(browser, MARISOL, "codes-on")
    assert "Whoever enrols is asked for a code that was sent by e-mail." in sentences(asked)
    action(browser, MARISOL, "codes-on")
    action(browser, NADIA, "resend_enrollment_code")
    message = browser.visit(browser.get("/outbox").one("tbody").one("a", class_="whole")["href"])
    assert "code is" in sentences(message)


@pytest.mark.shows("NARMI-095")
def test_the_email_address_becomes_the_institutions(browser: Browser) -> None:
    form = question(browser, MARISOL, "update_email").one("form", class_="confirm")
    assert "now marisol.vega@example.com; the institution has marisol.vega@work.example.com" in words(form.text)
    done = browser.press(form)
    assert told(done) == "The e-mail address is the institution's."
    assert facts(done, "contact")["Email"] == "marisol.vega@work.example.com not confirmed"


@pytest.mark.shows("NARMI-033")
def test_contact_information_is_edited_and_only_what_changed_is_sent(browser: Browser) -> None:
    page = action(browser, MARISOL, "contact", **{"email": "new@example.com", "address.city": "Bangor"})
    assert told(page) == "The contact information was saved."
    assert facts(page, "contact")["Email"] == "new@example.com not confirmed"
    assert "Bangor, ME 04101" in facts(page, "contact")["Residential address"]
    after = stored(browser, MARISOL)
    assert (after["email"], after["address"]["city"], after["address"]["zip"]) == ("new@example.com", "Bangor", "04101")
    sent = browser.world.control("GET", "/journal?operation=editUserContact")["items"][0]["request"]["body"]
    assert sent == '{"email":"new@example.com","address":{"city":"Bangor"}}'
    again = refused(browser, MARISOL, "contact", phone="12", username="HugoLindgren")
    assert again.one("p", id="wrong-phone").text
    assert "This cannot be undone" in sentences(again)
    assert again.one("input", id="username")["value"] == "HugoLindgren"
    assert again.one("input", id="phone")["value"] == "12"


@pytest.mark.shows("NARMI-038", "NARMI-039", "NARMI-040", "NARMI-041", "NARMI-042", "NARMI-099")
def test_an_external_account_is_verified_by_hand_and_its_attempts_reset(browser: Browser) -> None:
    account = stored(browser, MARISOL)["profile"]["externalAccounts"][0]["accountId"]
    target = f"/narmi/admin/v1/users/{persona(MARISOL)}/external_accounts/{account}/guesses"
    for _ in range(10):
        browser.world.send("POST", target, {"amounts": [0.5, 0.5]}, headers=[browser.world.bearer("narmi")])
    page = browser.get(profile(MARISOL))
    assert cells(page, "external_accounts")[0][5:] == ["pending", "Microdeposits:10 of 10 guesses Reset Edit"]
    assert told(action(browser, MARISOL, f"reset_attempts/{account}")) == "The attempts were reset."
    assert "0 of 10 guesses" in browser.get(profile(MARISOL)).one("section", id="external_accounts").text
    form = question(browser, MARISOL, f"external/{account}").one("form", class_="confirm")
    assert [one["id"] for one in form.all("select")] == ["product_type", "account_purpose", "state"]
    assert "Very high risk" in form.text
    assert "This may overwrite other ways of verifying the account." in form.text
    saved = browser.press(form, product_type="savings", account_purpose="business", state="verified")
    assert told(saved) == "The external account was saved."
    assert cells(saved, "external_accounts")[0][3:6] == ["savings", "business", "verified"]
    assert (
        "409 account_not_pending" in refused(browser, MARISOL, f"reset_attempts/{account}").one("p", role="alert").text
    )
    assert question(browser, MARISOL, f"external/{persona(HUGO)}").status == 404
    assert question(browser, MARISOL, "external").status == 404


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
