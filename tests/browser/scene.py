"""Pages on which somebody has just done something, so that no address shows them: for the pictures and for axe-core."""

from collections.abc import Callable, Mapping

from playwright.sync_api import Page

from tests.browser.staff import answered, done, menu
from tests.browser.visit import Visit, ready

__all__ = ["SCENES"]


def _sheet(visit: Visit) -> None:
    page = visit.go("/users/banno?q=kathy")
    page.get_by_role("link", name="Kathy Smith").click()
    page.get_by_role("heading", name="Kathy Smith").wait_for()
    ready(page).get_by_role("link", name="Unlock", exact=True).click()
    page.get_by_role("dialog", name="Unlock").wait_for()


def _drawer(visit: Visit) -> None:
    page = visit.go("/journal")
    page.locator("#rows").get_by_role("link").first.click()
    page.get_by_role("dialog").wait_for()


def _wrong(visit: Visit) -> None:
    page = visit.go("/users/banno/new")
    page.get_by_role("button", name="Create").click()
    page.get_by_role("alert").wait_for()


def _minted(visit: Visit) -> None:
    page = visit.go()
    page.get_by_role("button", name="Mint").click()
    page.get_by_text("Good for an hour").wait_for()


def _profile(visit: Visit) -> Page:
    (user,) = visit.bank.users("narmi", "marisol")
    return visit.go(f"/users/narmi/{user['userId']}")


def _menu(visit: Visit) -> None:
    menu(_profile(visit))


def _viewed_as(visit: Visit) -> None:
    page = _profile(visit)
    chooser = page.get_by_role("combobox", name="View as")
    chooser.select_option(label="Lila Moreau, Read only")
    page.get_by_role("button", name="Change").click()
    menu(_profile(visit))
    chooser.focus()


def _emulated(visit: Visit) -> None:
    page = _profile(visit)
    done(page, "Login as User")
    page.get_by_role("button", name="Release").wait_for()


def _backup_codes(visit: Visit) -> None:
    page = _profile(visit)
    page.get_by_role("link", name="Generate Backup Codes").click()
    answered(page)
    page.get_by_role("heading", name="Backup codes of").wait_for()


def _reset(visit: Visit) -> None:
    page = _profile(visit)
    done(page, "Reset Password")
    page.get_by_role("heading", name="Password reset of").wait_for()


def _pin(visit: Visit) -> None:
    page = _profile(visit)
    done(page, "Verify User")
    page.get_by_label("PIN").fill("no")
    page.get_by_role("button", name="Verify").click()
    page.get_by_role("alert").wait_for()


def _barred(visit: Visit) -> None:
    page = _profile(visit)
    visit.page.goto(f"{page.url}/do/unlock")
    page.get_by_role("alert").wait_for()


def _nobody(visit: Visit) -> None:
    visit.go("/users/narmi/nobody").get_by_role("heading", name="Narmi answered").wait_for()


def _debugged(visit: Visit) -> None:
    page = visit.go("/users/narmi/debugger")
    page.get_by_label("Core user ID").fill("10417701")
    page.get_by_label("Last name").fill("Vaga")
    page.get_by_role("button", name="Submit").click()
    page.get_by_role("alert").wait_for()


def _ticked(visit: Visit) -> None:
    page = visit.go("/users/narmi?q=ma")
    page.get_by_role("checkbox").first.check()
    page.get_by_role("button", name="Send a secure message").wait_for()


SCENES: Mapping[str, Callable[[Visit], None]] = {
    "home-minted": _minted,
    "user-sheet": _sheet,
    "user-new-wrong": _wrong,
    "exchange-drawer": _drawer,
    "narmi-menu": _menu,
    "narmi-viewed-as": _viewed_as,
    "narmi-emulated": _emulated,
    "narmi-backup-codes": _backup_codes,
    "narmi-reset": _reset,
    "narmi-pin": _pin,
    "narmi-barred": _barred,
    "narmi-nobody": _nobody,
    "narmi-debugged": _debugged,
    "narmi-ticked": _ticked,
}
