"""A secure message to users who were ticked in the list: to all of them, or to none (NARMI-003)."""

from typing import Any
from urllib.parse import quote

from starlette.responses import Response

from simulator.console.asking import Refusal
from simulator.console.form import Form, read
from simulator.console.manage.around import looking, shown
from simulator.console.manage.staff import Staff
from simulator.console.manage.wrong import blamed

__all__ = ["asked", "sent"]

TO_MAX = 100


@looking
async def asked(who: Staff) -> Response:
    """The form, with whom it goes to."""
    return await _form(who, Form({"to": " ".join(_each(who.view.request.query_params.getlist("to")[:TO_MAX]))}))


@looking
async def sent(who: Staff) -> Response:
    """It is sent, or the form again with what was typed."""
    form = await read(who.view.request)
    wish = {name: form[name] for name in ("subject", "body") if form[name].strip()}
    answer = await who.do("POST", "/messages", {"user_ids": _each(form["to"].split()), **wish})
    if answer.status < 400:
        return who.view.moved("users", "narmi", done="sent")
    return await _form(who, blamed(form, answer, ("subject", "body")), answer.status)


def _each(people: list[str]) -> list[str]:
    """Everybody once."""
    return list(dict.fromkeys(people))


async def _form(who: Staff, form: Form, status: int = 200) -> Response:
    people = [(one, await _named(who, one)) for one in form["to"].split()]
    return await shown(who, "manage/message.html", status, form=form, people=people)


async def _named(who: Staff, identity: str) -> dict[str, Any] | None:
    """The user; None for nobody."""
    try:
        user: dict[str, Any] = await who.told(f"/users/{quote(identity, safe='')}")
    except Refusal as refusal:
        if refusal.status != 404:
            raise
        return None
    return user
