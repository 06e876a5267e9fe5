"""One sandbox of the target, with everything that a test does to it: calls, tokens, users, outbox, clock."""

import json as json_codec
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import quote, urlencode

from contract_tests.exchange import Exchange, Request
from contract_tests.operation import addressed
from contract_tests.targets import Target

CONTROL = "/_simulator/v1"
SAMPLE_ID = "3fa85f64-5717-4562-b3fc-2c963f66afa6"
"""The id of the documents' sample user, and of its institution."""

UNSENT: Any = object()
Pairs = Mapping[str, Any] | Sequence[tuple[str, Any]]


@dataclass(frozen=True)
class Persona:
    """A named user of the fixtures, or the documents' sample user."""

    name: str
    user_id: str = SAMPLE_ID
    institution_id: str = SAMPLE_ID
    story: str = ""


SAMPLE = Persona("")


@dataclass(eq=False)
class Bank:
    """A sandbox. `history` keeps every exchange, in order, for the checks."""

    target: Target = field(repr=False)
    sandbox: str
    history: list[Exchange] = field(default_factory=list, repr=False)
    tokens: dict[str, str] = field(default_factory=dict, repr=False)
    forks: list["Bank"] = field(default_factory=list, repr=False)

    @property
    def prefix(self) -> str:
        """The path prefix that chooses this sandbox."""
        return f"/s/{self.sandbox}"

    @property
    def clock(self) -> "Clock":
        """The sandbox's clock."""
        return Clock(self)

    def send(
        self,
        method: str,
        path: str,
        *,
        token: str | None = None,
        json: Any = UNSENT,
        content: bytes | None = None,
        headers: Pairs = (),
        params: Pairs = (),
        media_type: str | None = None,
        address: str = "path",
    ) -> Exchange:
        """Send one request and keep the exchange.

        `json` is encoded, `content` goes out as it is; either is labelled with `media_type` (JSON by default, "" for no
        label). `token` "" or None sends none. `address` says how the sandbox is chosen: `path`, `host`, `header`,
        or `token` (nothing but the token).
        """
        body = content if content is not None else b"" if json is UNSENT else json_codec.dumps(json).encode()
        if media_type is None and (content is not None or json is not UNSENT):
            media_type = "application/json"
        sent = [*_pairs(headers)]
        if token:
            sent.append(("Authorization", f"Bearer {token}"))
        if media_type:
            sent.append(("Content-Type", media_type))
        query = urlencode(_pairs(params), quote_via=quote)
        target = path + ("&" if "?" in path else "?") + query if query else path
        return self._exchange(Request(method, target, (*sent, *self._chosen_by_header(address)), body), address)

    def token(
        self,
        api: str = "banno-admin",
        *,
        persona: Persona | None = None,
        scopes: list[str] | None = None,
        permissions: list[str] | None = None,
        **more: Any,
    ) -> str:
        """An access token of this sandbox; the same question is asked once."""
        wanted = {
            "api": api,
            "persona": (persona and persona.name) or None,
            "scopes": scopes,
            "permissions": permissions,
        }
        asked = {name: value for name, value in {**wanted, **more}.items() if value is not None}
        key = json_codec.dumps(asked, sort_keys=True)
        if key not in self.tokens:
            self.tokens[key] = self.control("POST", "/tokens", asked, expect=201)["access_token"]
        return self.tokens[key]

    def control(self, method: str, path: str, json: Any = UNSENT, *, expect: int | None = None) -> Any:
        """Call the control API for this sandbox; the reply's JSON (None without one), or a failed assertion."""
        done = self.send(method, CONTROL + path, json=json)
        assert done.status == expect if expect else done.accepted, f"the control API refused: {done}"
        return done.json if done.body else None

    def fork(self) -> "Bank":
        """A new sandbox that starts as this one is now; it has a history of its own, and goes when this one goes."""
        made = Bank(self.target, forked(self.target, self.sandbox))
        self.forks.append(made)
        return made

    def delete(self) -> None:
        """Delete the sandbox and its forks."""
        for fork in self.forks:
            fork.delete()
        self.target.answer(Request("DELETE", f"{CONTROL}/sandboxes/{self.sandbox}"))

    def persona(self, name: str) -> Persona:
        """The persona with this name; the failed assertion lists the known ones."""
        known = {persona.name: persona for persona in self.personas()}
        assert name in known, f"no persona {name!r}; there are {sorted(known)}"
        return known[name]

    def personas(self) -> list[Persona]:
        """Every persona that has a Banno user."""
        listed = self.control("GET", "/personas")["items"]
        ids = [(each, each["banno"]) for each in listed if each.get("banno")]
        return [Persona(each["name"], own["userId"], own["institutionId"], each["story"]) for each, own in ids]

    def persona_pair(self) -> tuple[Persona, Persona]:
        """Two personas of the sample institution, neither of them the documents' sample user."""
        near = [known for known in self.personas() if known.institution_id == SAMPLE_ID and known.user_id != SAMPLE_ID]
        return near[0], near[1]

    def outbox(self) -> list[dict[str, Any]]:
        """The messages that the sandbox has sent, oldest first."""
        return list(reversed(self.control("GET", "/outbox")["items"]))

    def users(self, provider: str = "banno") -> list[dict[str, Any]]:
        """The stored records of all users of a provider."""
        return list(self.control("GET", f"/users?provider={provider}&limit=1000")["items"])

    def stored(self, user_id: str, provider: str = "banno") -> dict[str, Any]:
        """The stored record of one user of a provider."""
        return dict(self.control("GET", f"/users/{provider}/{user_id}"))

    def edit(self, user_id: str, provider: str = "banno", /, **changes: Any) -> None:
        """Change a stored user of a provider outside the vendor's rules, as QA does."""
        self.control("PATCH", f"/users/{provider}/{user_id}", changes)

    def create(self, **fields: Any) -> dict[str, Any]:
        """Create a Banno user through the control API; the stored record."""
        return dict(self.control("POST", "/users?provider=banno", fields, expect=201))

    def _chosen_by_header(self, address: str) -> list[tuple[str, str]]:
        if address == "header":
            return [("X-Simulator-Sandbox", self.sandbox)]
        return [("Host", f"{self.sandbox}.localhost")] if address == "host" else []

    def _exchange(self, request: Request, address: str) -> Exchange:
        target = self.prefix + request.target if address == "path" else request.target
        sent = Request(request.method, target, request.headers, request.body)
        operation, arguments = addressed(request.method, request.path)
        done = Exchange(request, self.target.answer(sent), operation, arguments)
        self.history.append(done)
        return done


@dataclass(frozen=True)
class Clock:
    """The clock of one sandbox."""

    bank: Bank

    def now(self) -> str:
        """The sandbox's present, as the control API writes it."""
        return str(self.bank.control("GET", "/clock")["now"])

    def freeze(self, at: str | None = None) -> None:
        """Stop the clock, at this instant or where it is."""
        self.bank.control("PUT", "/clock", {"freeze": at or True})

    def advance(self, seconds: float) -> None:
        """Move the clock forward."""
        self.bank.control("PUT", "/clock", {"advance": seconds})


def forked(target: Target, parent: str = "") -> str:
    """The id of a new sandbox of the target: forked from another one, or else as every sandbox begins.

    What somebody did to the target's own sandboxes is none of the suite's business.
    """
    made = target.answer(Request("POST", f"{CONTROL}/sandboxes" + (f"/{parent}/fork" if parent else "")))
    assert made.status == 201, f"making a sandbox answered {made.status}: {made.body[:300]!r}"
    return str(made.json["id"])


def _pairs(given: Pairs) -> list[tuple[str, Any]]:
    return list(given.items()) if isinstance(given, Mapping) else list(given)
