"""Bugs in the list of users and in the search."""

from typing import Any

from simulator.defects.narmi.parts import Json, bug, listing, rewritten, shown
from simulator.providers.narmi.state import State

__all__ = ["DEFECTS"]

LIST = "listManagedUsers"


def _as_spelled(rows: list[Json], _: State, query: Json) -> list[Json]:
    text = query.get("search", "")
    return [row for row in rows if text in row["login"] or text in f"{row['first_name']} {row['last_name']}"]


def _by_name(rows: list[Json], _: State, query: Json) -> list[Json]:
    text = query.get("search", "").casefold()
    return [row for row in rows if text in f"{row['first_name']} {row['last_name']}".casefold()]


def _by_login_or_one_name(rows: list[Json], _: State, query: Json) -> list[Json]:
    text = query.get("search", "").casefold()
    return [row for row in rows if any(text in row[name].casefold() for name in ("login", "first_name", "last_name"))]


def _not_archived(rows: list[Json], _: State, query: Json) -> list[Json]:
    return rows if "archived" in query else [row for row in rows if not row["archived"]]


def _capitals_first(rows: list[Json], _: State, __: Json) -> list[Json]:
    return sorted(rows, key=lambda row: (row["first_name"].casefold(), row["last_name"].casefold(), row["id"]))


def _first_day(rows: list[Json], state: State, query: Json) -> list[Json]:
    if query.get("type") is None and query.get("archived") is None:
        return rows
    known = ((row, state.users.rows.get(row["id"])) for row in rows)
    return [row for row, first in known if first is None or query.get("archived") in (None, first.archived)]


def _overlapping(body: Json) -> Json:
    link = body["links"]["next"]
    if link is None:
        return {}
    head, _, number = link.rpartition("offset=")
    return {"links": {**body["links"], "next": f"{head}offset={int(number) - 1}"}}


def _without_search(body: Json) -> Json:
    links: dict[str, Any] = dict(body["links"])
    for name, link in links.items():
        if link is not None:
            head, _, query = link.partition("?")
            links[name] = head + "?" + "&".join(part for part in query.split("&") if not part.startswith("search="))
    return {"links": links}


DEFECTS = (
    bug("narmi-list-total-of-page", LIST,
        "The total of the list is the number of users on the page.", ("NARMI-M-03",),
        shown(LIST, lambda body: {"meta": {"total": len(body["results"])}})),
    bug("narmi-list-hides-archived", LIST,
        "Archived users are left out unless they are asked for.", ("NARMI-004", "NARMI-M-03"),
        listing(_not_archived)),
    bug("narmi-list-archive-mark-stale", LIST,
        "Whoever was locked since the beginning is not found among archived users, whatever the row shows.",
        ("NARMI-004", "NARMI-082"),
        listing(_first_day)),
    bug("narmi-list-order-first-name", LIST,
        "Users are listed in the order of first names.", ("NARMI-M-03",),
        listing(_capitals_first)),
    bug("narmi-list-links-overlap", LIST,
        "The link to the next page begins with the last user of this one.", ("NARMI-M-03",),
        shown(LIST, _overlapping)),
    bug("narmi-list-links-forget-search", LIST,
        "The links to other pages forget what was searched for.", ("NARMI-M-03",),
        shown(LIST, _without_search)),
    bug("narmi-list-admins-are-staff", LIST,
        "A row shows Admins as staff.", ("NARMI-004",),
        rewritten(LIST, lambda row: {"type": "customer" if row["type"] == "customer" else "staff"})),
    bug("narmi-list-enrolled-is-login", LIST,
        "A row shows the last login as the day of enrolment.", ("NARMI-011",),
        rewritten(LIST, lambda row: {"enrolled_at": row["last_login_at"]})),
    bug("narmi-search-case-sensitive", LIST,
        "A search takes capital and small letters for different ones.", ("NARMI-012",),
        listing(_as_spelled)),
    bug("narmi-search-misses-login", LIST,
        "Nobody is found by the login.", ("NARMI-012",),
        listing(_by_name)),
    bug("narmi-search-misses-whole-names", LIST,
        "Nobody is found by first and last name together.", ("NARMI-012",),
        listing(_by_login_or_one_name)),
)  # fmt: skip
