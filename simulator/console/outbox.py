"""The messages that users were sent, with links that work."""

from starlette.responses import Response

from simulator.console.asking import Refusal
from simulator.console.view import View

__all__ = ["asked", "cleared", "listed", "shown"]


async def listed(view: View) -> Response:
    """All messages, newest first."""
    found = await view.client.ask("listOutbox")
    return await view.shown("outbox.html", messages=found["items"], total=found["total"])


async def shown(view: View) -> Response:
    """One message."""
    identity = view.request.path_params["id"]
    listed = (await view.client.ask("listOutbox"))["items"]
    message = next((one for one in listed if one["id"] == identity), None)
    if message is None:
        raise Refusal(404, "No such message", f"there is no message {identity!r}; the outbox may have been emptied")
    return await view.shown("message.html", message=message)


async def asked(view: View) -> Response:
    """Whether to throw them away."""
    return await view.shown(
        "confirm.html",
        title=f"Empty the outbox of {view.client.sandbox}?",
        effect="All messages are thrown away. Links that were sent stay good until they expire.",
        label="Empty",
        grave=True,
        wrong="",
        form=None,
        back=view.at("outbox"),
    )


async def cleared(view: View) -> Response:
    """Empty."""
    await view.client.ask("clearOutbox")
    return view.moved("outbox", done="cleared")
