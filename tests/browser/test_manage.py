"""Staff at Manage Users: the core ID changed in the six documented steps, backup codes, a reset, and being a user."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.bank import Bank
from tests.browser.staff import answered, done, entry, found
from tests.browser.visit import Visit

pytestmark = pytest.mark.xdist_group("browser")
PASSWORD = "Lighthouse-42!"


@pytest.mark.shows("NARMI-089", "NARMI-110")
def test_a_core_user_id_is_changed_in_six_steps(visit: Visit, bank: Bank) -> None:
    page = found(visit, "arisol veg", "Marisol Vega")
    identity = page.url.rpartition("/")[2]
    early = entry(page, "Change Core User ID")
    expect(early.get_by_role("link")).to_have_count(0)
    expect(early).to_contain_text("locked")

    done(page, "Lock User")
    expect(page.get_by_role("main").locator(".head")).to_contain_text("Locked")
    fresh = bank.control("POST", f"/users/narmi/{identity}/core", {})["coreUserId"]

    page.get_by_role("region", name="Contact Information").get_by_role("link", name="Edit").click()
    answered(page, Phone="+15555550123", Email="fresh@example.com")
    expect(page.get_by_role("region", name="Contact Information")).to_contain_text("fresh@example.com")
    page.get_by_role("link", name=re.compile("Communication Method")).first.click()
    kind = page.get_by_role("dialog").get_by_role("combobox")
    kind.select_option("landline" if kind.input_value() == "mobile" else "mobile")
    answered(page)

    done(page, "Change Core User ID", Core_user_ID=fresh)
    expect(page.get_by_role("region", name="User Information")).to_contain_text(fresh)
    done(page, "Unlock User")
    expect(page.get_by_role("main").locator(".head")).to_contain_text("Active")
    visit.go(f"/users/narmi/{identity}/list/history")
    codes = [one for one in page.locator("td.event code").all_inner_texts() if one != "user.email_update"]
    assert codes[:5] == ["user.unlock", "account.update", "phone.update", "phone.update", "user.lock"]


def test_backup_codes_are_shown_once(visit: Visit) -> None:
    page = found(visit, "arisol veg", "Marisol Vega")
    profile = page.url
    page.get_by_role("link", name="Generate Backup Codes").click()
    expect(page.get_by_role("dialog")).to_contain_text("Very high risk")
    page.get_by_role("dialog").get_by_role("button", name="Generate").click()
    codes = page.get_by_role("main").get_by_role("listitem").all_inner_texts()
    assert len(set(codes)) == 10
    page.goto(profile)
    assert not [one for one in codes if one in page.locator("main").inner_text()]


@pytest.mark.shows("NARMI-096")
def test_staff_is_logged_in_as_a_user_and_released(visit: Visit, bank: Bank) -> None:
    page = found(visit, "arisol veg", "Marisol Vega")
    profile = page.url
    done(page, "Login as User")
    banner = page.get_by_role("status").filter(has_text="You are logged in as Marisol Vega")
    expect(banner).to_contain_text("read only")
    before = bank.users("narmi", "marisol")
    page.goto(profile)
    expect(banner).to_be_visible()
    expect(entry(page, "Lock User").get_by_role("link")).to_have_count(0)
    contact = page.get_by_role("region", name="Contact Information")
    expect(contact).to_contain_text("read only")
    expect(contact.get_by_role("link")).to_have_count(0)
    page.goto(f"{profile}/do/contact")
    expect(page.get_by_role("alert")).to_contain_text("read only")
    expect(page.get_by_role("button", name="Save")).to_be_disabled()
    assert bank.users("narmi", "marisol") == before
    page.goto(profile)
    banner.get_by_role("button", name="Release").click()
    expect(page.get_by_text("You are logged in as")).to_have_count(0)
    done(page, "Lock User")
    expect(page.get_by_role("main").locator(".head")).to_contain_text("Locked")


def test_a_password_reset_of_staff_is_followed_to_a_new_password(visit: Visit, bank: Bank) -> None:
    page = found(visit, "arisol veg", "Marisol Vega")
    done(page, "Reset Password")
    page.get_by_role("link", name="Open the link").click()
    page.get_by_label("New password").fill(PASSWORD)
    page.get_by_role("button").click()
    expect(page.get_by_role("heading", name="Your password is set")).to_be_visible()


def test_view_as_a_role_says_what_it_may_not(visit: Visit) -> None:
    page = found(visit, "arisol veg", "Marisol Vega")
    profile = page.url
    expect(entry(page, "Lock User").get_by_role("link")).to_have_count(1)
    page.get_by_role("combobox", name="View as").select_option(label="Lila Moreau, Read only")
    page.get_by_role("button", name="Change").click()
    expect(page.get_by_role("combobox", name="View as").locator("option:checked")).to_have_text(re.compile("Lila"))
    page.goto(profile)
    expect(entry(page, "Lock User").get_by_role("link")).to_have_count(0)
    expect(entry(page, "Lock User")).to_contain_text("Can lock user")


@pytest.mark.shows("NARMI-006")
def test_why_a_username_is_temporary_can_be_read_in_the_last_row_too(visit: Visit) -> None:
    page = visit.go("/users/narmi?q=adia")
    expect(page.get_by_role("row")).to_have_count(2)
    page.locator(".tip").hover()
    assert page.locator(".tip-text").evaluate(LOWER_EDGE_SEEN)


LOWER_EDGE_SEEN = """one => {
  const box = one.getBoundingClientRect();
  return document.elementFromPoint(box.left + 9, box.bottom - 9) === one;
}"""


@pytest.mark.shows("NARMI-003")
def test_a_message_goes_to_all_who_were_ticked(visit: Visit) -> None:
    page = visit.go("/users/narmi")
    expect(page.get_by_role("button", name="Send a secure message")).to_be_hidden()
    for name in ("Marisol Vega", "Kathy Smith"):
        page.get_by_role("checkbox", name=f"Choose {name}", exact=True).check()
    page.get_by_role("button", name="Send a secure message").click()
    form = page.get_by_role("dialog").locator("form")
    expect(form).to_contain_text("Marisol Vega")
    form.get_by_label("Subject").fill("A new branch")
    form.get_by_label("Message").fill("It opens on Monday.")
    form.get_by_role("button", name="Send").click()
    expect(page.get_by_role("status").filter(has_text=re.compile("sent", re.IGNORECASE))).to_be_visible()
    page = visit.go("/users/narmi?q=arisol")
    page.get_by_role("link", name="Marisol Vega", exact=True).click()
    expect(page.get_by_role("main")).to_contain_text("A new branch")
