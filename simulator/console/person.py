"""One user: the profile, what can be done, and the forms that make and change a user."""

from typing import Any

from starlette.responses import Response

from simulator.console.asking import Refusal
from simulator.console.form import Form, read
from simulator.console.rooms.room import Action, Field, Json, Room, named
from simulator.console.secret import masked
from simulator.console.user import people, room_of
from simulator.console.view import View

__all__ = ["asked", "created", "done", "edited", "editing", "fresh", "shown"]

RECENT = 10
DELETE = Action(
    id="delete",
    label="Delete",
    effect="The user and all that hangs on the user is removed from this sandbox. Nothing brings it back but a reset.",
    done="The user is gone.",
    icon="trash",
    grave=True,
)


async def shown(view: View) -> Response:
    """The profile."""
    room, user = room_of(view), await _user(view)
    recent = await view.client.ask("listJournal", about=user["userId"], limit=RECENT)
    return await view.shown(
        "user.html",
        room=room,
        user=user,
        masked=masked(user),
        named=named,
        persona=(await people(view, room)).get(user["userId"], ""),
        actions=[(one, one.barred(user)) for one in (*room.actions, DELETE)],
        exchanges=recent["items"],
        total=recent["total"],
    )


async def asked(view: View) -> Response:
    """Whether to do it, naming the user."""
    room, user = room_of(view), await _user(view)
    return await _confirm(view, room, user, _action(view, room), "")


async def done(view: View) -> Response:
    """It was confirmed, and is done or refused."""
    room, user = room_of(view), await _user(view)
    action = _action(view, room)
    if barred := action.barred(user):
        return await _confirm(view, room, user, action, barred, 409)
    try:
        if refused := await _carried_out(view, room, user, action):
            return await _confirm(view, room, user, action, refused, 409)
    except Refusal as refusal:
        return await _confirm(view, room, user, action, refusal.detail, refusal.status)
    if action is DELETE:
        return view.moved("users", room.provider, done="deleted")
    return view.moved("users", room.provider, user["userId"], done=action.id)


async def fresh(view: View) -> Response:
    """The form for somebody new."""
    return await _form(view, room_of(view), None, Form({"accountEnabled": "on"}))


async def created(view: View) -> Response:
    """Somebody new is there, or the form again."""
    room, form = room_of(view), await read(view.request)
    members = {field.name: _value(field, form) for field in room.fields if form[field.name] or field.kind == "flag"}
    try:
        user = await view.client.ask("createUser", members, provider=room.provider)
    except Refusal as refusal:
        return await _form(view, room, None, form.refused(refusal), refusal.status)
    return view.moved("users", room.provider, user["userId"], done="created")


async def editing(view: View) -> Response:
    """The form with what is stored."""
    room, user = room_of(view), await _user(view)
    return await _form(view, room, user, Form({field.name: _text(field, user) for field in room.fields}))


async def edited(view: View) -> Response:
    """What was changed is stored, or the form again."""
    room, user, form = room_of(view), await _user(view), await read(view.request)
    changed = [field for field in room.fields if form[field.name] != _text(field, user)]
    try:
        if changed:
            patch = {field.name: _value(field, form) for field in changed}
            await view.client.ask("editUser", patch, _path(view))
    except Refusal as refusal:
        return await _form(view, room, user, form.refused(refusal), refusal.status)
    return view.moved("users", room.provider, user["userId"], done="edited")


async def _user(view: View) -> Json:
    found: Json = await view.client.ask("readUser", path=_path(view))
    return found


def _path(view: View) -> dict[str, str]:
    return {"provider": room_of(view).provider, "id": view.request.path_params["id"]}


def _action(view: View, room: Room) -> Action:
    identity = view.request.path_params["action"]
    found = DELETE if identity == DELETE.id else room.action(identity)
    if found is None:
        raise Refusal(404, "No such action", f"nothing called {identity!r} can be done to a user of {room.title}")
    return found


async def _carried_out(view: View, room: Room, user: Json, action: Action) -> str:
    """Do it. Returns what the vendor's API had against it."""
    if action is DELETE:
        await view.client.ask("deleteUser", path=_path(view))
    elif action.call is not None:
        call = action.call
        token = await view.client.token(call.api)
        answer = await view.client.call(token, call.method, call.path(user), call.body)
        if answer.status >= 400:
            return f"{room.title} answered {answer.status}: {answer.hint} (exchange {answer.exchange})"
    else:
        await view.client.ask("editUser", action.patch, _path(view))
    return ""


async def _confirm(view: View, room: Room, user: Json, action: Action, wrong: str, status: int = 200) -> Response:
    return await view.shown(
        "confirm.html",
        status=status,
        title=f"{action.label}, for everybody?" if action.everybody else f"{action.label}: {room.name(user)}?",
        effect=action.effect,
        label=action.label,
        grave=action.grave,
        wrong=wrong or action.barred(user),
        form=None,
        back=view.at("users", room.provider, user["userId"]),
    )


async def _form(view: View, room: Room, user: Json | None, form: Form, status: int = 200) -> Response:
    return await view.shown("user_form.html", status=status, room=room, user=user, form=form)


def _text(field: Field, user: Json) -> str:
    value: Any = user.get(field.name)
    if field.kind == "flag":
        return "on" if value else ""
    return ", ".join(value) if field.kind == "words" else str(value or "")


def _value(field: Field, form: Form) -> Any:
    """What the field says, as the store takes it; an empty field is nothing."""
    text = form[field.name]
    if field.kind == "flag":
        return text == "on"
    if field.kind == "words":
        return [word.strip() for word in text.split(",") if word.strip()]
    return text or None
