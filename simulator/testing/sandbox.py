"""A sandbox as a test holds it: an address for the client under test, and everything around it that a test wants to set
up or to see.
"""

from collections.abc import Sequence
from types import TracebackType
from typing import Any, Self

from simulator.testing.clock import Clock
from simulator.testing.contract import JUDGED, blamed
from simulator.testing.control import SimulatorError, asked
from simulator.testing.record import Exchange, Journal, Outbox, exchange, message
from simulator.testing.user import User, known

__all__ = ["Sandbox"]

AT_ONCE = 1000
"""How many exchanges the control API tells of in one answer."""


class Sandbox:
    """A whole bank of one's own. `url` is the base URL for the client under test, `name` the sandbox's name."""

    def __init__(self, root: str, name: str, url: str) -> None:
        self.name = name
        self.url = url
        self._root = root

    def __repr__(self) -> str:
        return f"<sandbox {self.name} at {self.url}>"

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.delete()

    def ask(self, method: str, path: str, *names: str, body: Any = None, **query: Any) -> Any:
        """Call the control API for this sandbox, `path` being what follows `/_simulator/v1`, with `names` for its `{}`.

        The answer's JSON, None where it has none. Raises SimulatorError with the simulator's own sentence.
        """
        __tracebackhide__ = True
        return asked(self._root, self.name, method, path, *names, body=body, **query)

    def token(
        self,
        api: str = "banno-admin",
        persona: str | None = None,
        *,
        scopes: Sequence[str] | None = None,
        permissions: Sequence[str] | None = None,
        expires_in: int | None = None,
        defect: str | None = None,
    ) -> str:
        """An access token that opens this sandbox. Scopes or permissions left out are all that the API has.

        `api` is `banno-admin`, `banno-consumer` or `customers-bank`; `expires_in` is in seconds; `defect` spoils it
        (`expired`, `bad-signature`, `wrong-algorithm`, `none-algorithm`, `wrong-sandbox`, `not-yet`).
        Raises SimulatorError for what is unknown, listing what is known.
        """
        __tracebackhide__ = True
        lists = {"scopes": scopes, "permissions": permissions}
        wish: dict[str, Any] = {name: list(given) for name, given in lists.items() if given is not None}
        wish |= {"api": api, "persona": persona, "expires_in": expires_in, "defect": defect}
        body = {name: value for name, value in wish.items() if value is not None}
        return str(self.ask("POST", "/tokens", body=body)["access_token"])

    @property
    def personas(self) -> dict[str, str]:
        """The story of each persona, by name."""
        return {one["name"]: one["story"] for one in self.ask("GET", "/personas")["items"]}

    def user(self, persona: str, provider: str | None = None) -> User:
        """The user that a persona is to a provider: the one named, or the first that knows the persona (`banno` before
        `customers_bank`). Raises SimulatorError for an unknown one, listing the known ones.
        """
        __tracebackhide__ = True
        cast = {one["name"]: one for one in self.ask("GET", "/personas")["items"]}
        if persona not in cast:
            raise SimulatorError(f"no persona {persona!r}; {known(persona, cast)}")
        ids = {name: told for name, told in cast[persona].items() if isinstance(told, dict)}
        chosen = provider or next(iter(ids))
        if chosen not in ids:
            raise SimulatorError(
                f"{persona} is no user of {chosen!r}; the providers that know {persona}: {', '.join(ids)}"
            )
        return User(self.ask, persona, chosen, ids[chosen])

    def scenario(self, name: str) -> dict[str, Any]:
        """Set the scene of a scenario: its personas are as it wants them, and its clock stands. What it is.

        Raises SimulatorError for an unknown one.
        """
        __tracebackhide__ = True
        return dict(self.ask("POST", "/scenarios/{}", name))

    def fault(self, kind: str, **settings: Any) -> dict[str, Any]:
        """Plan misbehaviour of the simulated APIs: `fault("status", status=503, retryAfter=30, count=1)`.

        Kinds and settings are those of `POST /_simulator/v1/faults`. What was planned, with its id. Raises
        SimulatorError for what is unknown, listing what is known.
        """
        __tracebackhide__ = True
        return dict(self.ask("POST", "/faults", body={"kind": kind, **settings}))

    @property
    def outbox(self) -> Outbox:
        """The messages that users were sent, newest first."""
        return Outbox(map(message, self.ask("GET", "/outbox")["items"]))

    @property
    def journal(self) -> Journal:
        """What the simulated APIs were asked and what they answered, newest first; the newest thousand."""
        return Journal(map(exchange, self.ask("GET", "/journal", limit=AT_ONCE)["items"]))

    @property
    def clock(self) -> Clock:
        """The sandbox's clock."""
        return Clock(self.ask)

    @property
    def broken(self) -> tuple[Exchange, ...]:
        """The exchanges in which the client broke the contract, oldest first."""
        found = [
            exchange(told)
            for verdict in JUDGED
            for told in self.ask("GET", "/journal", verdict=verdict, limit=AT_ONCE)["items"]
        ]
        return tuple(sorted(filter(blamed, found), key=lambda one: int(one.id.rpartition("-")[2])))

    @property
    def dropped(self) -> int:
        """How many exchanges the journal no longer keeps, so that nobody can judge them."""
        return int(self.ask("GET", "/journal", limit=1)["dropped"])

    def delete(self) -> None:
        """End the sandbox, and everything in it."""
        self.ask("DELETE", "/sandboxes/{}", self.name)
