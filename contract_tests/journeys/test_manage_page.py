"""The page that stands for Manage Users: how one comes to it, and what it opens on."""

import re
from html import unescape

from contract_tests.claims import proves
from contract_tests.journeys.test_manage_list import everybody
from contract_tests.narmi import KATHY, Narmi

CONSOLE = "/_simulator/ui"
LIST = f"{CONSOLE}/users/narmi"
LINK = re.compile(r'<a\b[^>]*\bhref="([^"]*)"')
ROW = re.compile(re.escape(LIST) + "/([0-9a-f-]{36})")


def links(narmi: Narmi, path: str) -> list[str]:
    """Where the page at that path leads to, as paths of this sandbox."""
    done = narmi.bank.send("GET", path)
    if done.status == 303:
        return links(narmi, str(done.header("Location")).removeprefix(narmi.bank.prefix))
    assert (done.status, done.response.media_type) == (200, "text/html"), done
    return [unescape(link).removeprefix(narmi.bank.prefix) for link in LINK.findall(done.body.decode())]


def listed(narmi: Narmi) -> list[str]:
    """The ids of whom the page lists, and of those on the pages behind it."""
    ids: list[str] = []
    path, number = LIST, 1
    while True:
        leads = links(narmi, path)
        ids += [row[1] for row in map(ROW.fullmatch, leads) if row]
        number += 1
        path = f"{LIST}?page={number}"
        if path not in leads:
            return ids


@proves("NARMI-002")
def test_manage_users_opens_from_the_bar_on_a_list_of_all_users(narmi: Narmi) -> None:
    """From the first page, as from a user's own: its bar leads to the users, and there to everybody, each once."""
    for path in (CONSOLE, f"{LIST}/{narmi.id_of(KATHY)}"):
        assert f"{CONSOLE}/users" in links(narmi, path)
    assert LIST in links(narmi, f"{CONSOLE}/users")
    assert sorted(listed(narmi)) == sorted(row["id"] for row in everybody(narmi))
