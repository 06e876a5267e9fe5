"""Add a New User: staff under "User Info", a customer by hand under "Customer" (NARMI-020 to NARMI-022)."""

from typing import Any

from starlette.responses import Response

from simulator.console.asking import Refusal
from simulator.console.form import Form, read, wished
from simulator.console.manage.around import looking, shown
from simulator.console.manage.staff import Staff
from simulator.console.manage.wrong import blamed

__all__ = ["added", "asked"]

BRANCHES = {
    "staff": ("first_name", "last_name", "email", "phone"),
    "customer": ("username", "email", "core_user_id", "category"),
}


@looking
async def asked(who: Staff) -> Response:
    """The form of one branch."""
    return await _form(who, Form(wished(who.view.request, kind="staff")))


@looking
async def added(who: Staff) -> Response:
    """The user is there, or the form again with what was typed."""
    form = await read(who.view.request)
    answer = await who.do("POST", "/users", _wish(form))
    if answer.status < 400:
        return who.view.moved("users", "narmi", answer.body["id"], done="added")
    return await _form(who, blamed(form, answer, (*BRANCHES[_kind(form)], "role")), answer.status)


def _kind(form: Form) -> str:
    return form["kind"] if form["kind"] in BRANCHES else "staff"


def _wish(form: Form) -> dict[str, Any]:
    kind = _kind(form)
    wish: dict[str, Any] = {name: form[name].strip() for name in BRANCHES[kind] if form[name].strip()}
    if kind == "customer":
        return {"kind": kind, **wish}
    role = {"role": form["role"]} if form["role"] and form["admin"] != "Admin" else {}
    return {"kind": kind, "admin": form["admin"] == "Admin", **wish, **role}


async def _form(who: Staff, form: Form, status: int = 200) -> Response:
    return await shown(who, "manage/add.html", status, form=form, kind=_kind(form), roles=await _roles(who))


async def _roles(who: Staff) -> list[str] | None:
    """What roles there are; None where this staff may not see them."""
    try:
        return [role["name"] for role in (await who.told("/roles"))["results"]]
    except Refusal:
        return None
