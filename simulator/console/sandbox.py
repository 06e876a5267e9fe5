"""Sandboxes: which there are, what each changed, and how to begin, fork, reset and end one."""

from msgspec import Struct
from starlette.responses import RedirectResponse, Response

from simulator.console.asking import Refusal
from simulator.console.form import Form, read
from simulator.console.view import SAFE, View

__all__ = ["asked", "created", "done", "listed", "shown"]

CHANGES_MAX = 500


class Deed(Struct, frozen=True):
    """Something to be done to a sandbox: its operation, what it is called, what will happen, and what was done."""

    operation: str
    label: str
    effect: str
    told: str
    names: bool = False


DEEDS = {
    "fork": Deed("forkSandbox", "Fork", "A new sandbox goes on from where this one is now.", "made", names=True),
    "reset": Deed("resetSandbox", "Reset", "All its changes, its messages and its journal are gone.", "reset"),
    "delete": Deed("deleteSandbox", "Delete", "The sandbox and everything in it is gone.", "ended"),
}


async def listed(view: View, form: Form | None = None, status: int = 200) -> Response:
    """All of them, newest first."""
    found = await view.client.ask("listSandboxes")
    return await view.shown(
        "sandboxes.html", status=status, listed=found["items"][::-1], total=found["total"], form=form or Form()
    )


async def shown(view: View) -> Response:
    """What one sandbox changed."""
    path = {"id": view.request.path_params["id"]}
    sandbox = await view.client.ask("getSandbox", path=path)
    changes = await view.client.ask("listChanges", path=path)
    return await view.shown(
        "sandbox.html", sandbox=sandbox, changes=changes["items"][:CHANGES_MAX], total=changes["total"]
    )


async def created(view: View) -> Response:
    """One more, or the form again."""
    form = await read(view.request)
    try:
        made = await view.client.ask("createSandbox", {"id": form["id"]} if form["id"] else {})
    except Refusal as refusal:
        return await listed(view, Form(form.values, {"id": refusal.detail}), refusal.status)
    return _entered(made["url"])


async def asked(view: View) -> Response:
    """Whether to do it, naming the sandbox."""
    await view.client.ask("getSandbox", path={"id": view.request.path_params["id"]})
    return await _confirm(view, _deed(view), Form())


async def done(view: View) -> Response:
    """It was confirmed, and is done or refused."""
    deed, form = _deed(view), await read(view.request)
    body = {"id": form["id"]} if deed.names and form["id"] else None
    try:
        made = await view.client.ask(deed.operation, body, {"id": view.request.path_params["id"]})
    except Refusal as refusal:
        return await _confirm(view, deed, Form(form.values, {"id": refusal.detail}), refusal.status)
    if deed.names:
        return _entered(made["url"])
    gone = view.request.path_params["id"] == view.client.sandbox and deed.told == "ended"
    return RedirectResponse(_home(view), 303, SAFE) if gone else view.moved("sandboxes", done=deed.told)


def _deed(view: View) -> Deed:
    name = view.request.path_params["action"]
    if name not in DEEDS:
        raise Refusal(404, "No such action", f"nothing called {name!r} can be done to a sandbox")
    return DEEDS[name]


async def _confirm(view: View, deed: Deed, form: Form, status: int = 200) -> Response:
    return await view.shown(
        "confirm.html",
        status=status,
        title=f"{deed.label} sandbox {view.request.path_params['id']}?",
        effect=deed.effect,
        label=deed.label,
        grave=not deed.names,
        wrong="" if deed.names else form.wrong.get("id", ""),
        form=form if deed.names else None,
        back=view.at("sandboxes"),
    )


def _entered(url: str) -> Response:
    return RedirectResponse(f"{url}/_simulator/ui/sandboxes?done=made", 303, SAFE)


def _home(view: View) -> str:
    return f"{view.client.address.origin}/_simulator/ui/sandboxes?done=ended"
