"""Doing something to a user: the vendor's question, its warnings, what it needs; then the answer, or why not."""

from collections.abc import Mapping
from typing import Any
from urllib.parse import quote

from starlette.responses import Response

from simulator.console import person
from simulator.console.asking import Answer, Refusal
from simulator.console.form import Form, read
from simulator.console.manage.around import looking, shown
from simulator.console.manage.beside import beside
from simulator.console.manage.deeds import DEEDS, EMULATIONS, Deed
from simulator.console.manage.staff import EMULATED, Staff, cookie
from simulator.console.manage.wrong import blamed
from simulator.console.view import View

__all__ = ["asked", "done"]

Json = Mapping[str, Any]
UNCHANGED = "Nothing was changed, so there is nothing to save."


async def asked(view: View) -> Response:
    """Whether to do it, naming the user; what the store alone can do has a question of its own."""
    return await (_asked(view) if view.request.path_params["action"] in DEEDS else person.asked(view))


async def done(view: View) -> Response:
    """It was confirmed, and is done or refused."""
    return await (_done(view) if view.request.path_params["action"] in DEEDS else person.done(view))


@looking
async def _asked(who: Staff) -> Response:
    user, deed = await _user(who), _deed(who)
    return await _question(who, user, Form(await _before(who, deed, user)))


@looking
async def _done(who: Staff) -> Response:
    user, deed, form = await _user(who), _deed(who), await read(who.view.request)
    wish = await _sent(who, deed, user, form)
    if deed.edits and not wish:
        return await _question(who, user, Form(form.values, {"": UNCHANGED}), 422)
    answer = await who.do(deed.method, await _path(who, deed, user), deed.body(user["id"], wish))
    if answer.status >= 400:
        return await _question(who, user, blamed(form, answer, [field.name for field in deed.fields]), answer.status)
    return await _over(who, deed, user, answer)


async def _over(who: Staff, deed: Deed, user: Json, answer: Answer) -> Response:
    """Where one is after it was done."""
    view, name = who.view, who.view.request.path_params["action"]
    if deed.answers:
        return await shown(who, "manage/told.html", user=user, name=name, answer=answer.body)
    if deed.path == EMULATIONS:
        response = view.moved("users", "narmi", user["id"])
        cookie(view, response, EMULATED, f"{answer.body['id']} {user['id']} {answer.body['access_token']}")
        return response
    further = ("do", "verify_confirm") if name == "verify" else ()
    return view.moved("users", "narmi", user["id"], *further, done=name)


async def _question(who: Staff, user: Json, form: Form, status: int = 200) -> Response:
    deed, name = _deed(who), who.view.request.path_params["action"]
    entry = (await beside(who, user))[name] if deed.told else await _entry(who, user, name)
    return await shown(
        who,
        "manage/act.html",
        status,
        user=user,
        name=name,
        deed=deed,
        entry=entry,
        form=form,
    )


async def _entry(who: Staff, user: Json, name: str) -> Json:
    """What the vendor's menu says of the action."""
    menu = (await who.told(f"/users/{user['id']}/actions"))["results"]
    found: Json = next(one for one in menu if one["name"] == name)
    return found


async def _user(who: Staff) -> Json:
    user: Json = await who.told(f"/users/{quote(who.view.request.path_params['id'], safe='')}")
    return user


def _deed(who: Staff) -> Deed:
    found = DEEDS[who.view.request.path_params["action"]]
    if ("{part}" in found.path) != ("part" in who.view.request.path_params):
        raise Refusal(404, "No such action", "the address names no part of the profile that this can be done to")
    return found


async def _path(who: Staff, deed: Deed, user: Json) -> str:
    part = quote(who.view.request.path_params.get("part", ""), safe="")
    return deed.path if deed.path == EMULATIONS else f"/users/{user['id']}{deed.path.format(part=part)}"


async def _before(who: Staff, deed: Deed, user: Json) -> dict[str, str]:
    """How the fields stand as long as nobody typed anything."""
    stored = await _stored(who, deed, user)
    return {field.name: _text(stored, field.name) for field in deed.fields}


async def _stored(who: Staff, deed: Deed, user: Json) -> Json:
    if deed.edits in ("", "user"):
        return {**user, "username": user["login"]} if deed.edits else {}
    part = who.view.request.path_params.get("part", "").lower()
    listed = (await who.told(f"/users/{user['id']}/{deed.edits}", all="true"))["results"]
    found: Json = next((one for one in listed if one.get("id", "") == part), {})
    if part and not found:
        raise Refusal(404, "Not there", f"{user['login']} has nothing with the id {part}")
    return found


async def _sent(who: Staff, deed: Deed, user: Json, form: Form) -> dict[str, str]:
    """Of the fields what was changed or, where nothing stood there, filled in."""
    before = await _before(who, deed, user)
    names = [field.name for field in deed.fields]
    return {name: form[name].strip() for name in names if name in form.values and form[name].strip() != before[name]}


def _text(stored: Json, name: str) -> str:
    value: Any = stored
    for part in name.split("."):
        value = value.get(part) if isinstance(value, Mapping) else None
    return "" if value is None else str(value)
