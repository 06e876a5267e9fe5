"""One sandbox from its beginning to its end, and everything that was heard in it."""

from collections import Counter
from typing import Any

from contract_tests.bank import CONTROL, Bank, Persona
from contract_tests.banno import Banno
from contract_tests.customers_bank import CustomersBank
from contract_tests.exchange import Exchange, Request, Response
from contract_tests.soak.canary import Canary
from contract_tests.soak.chance import Chance
from contract_tests.targets import Target
from contract_tests.targets.around import Around

ADDRESSES = ("path", "path", "host", "header", "token")
ROOM = 100
"""How much of a crossing is shown on each side of a foreign mark."""


def place(path: str) -> str:
    """What a path is about: its first three parts, as `/partners/v1/Users` or `/_simulator/v1/journal`."""
    return "/".join(path.split("/")[:4])


class Listener(Around):
    """A target that marks every request as the sandbox's own, and hears foreign marks in every reply."""

    def __init__(self, target: Target, canary: Canary) -> None:
        super().__init__(target)
        self.canary = canary
        self.crossed: list[str] = []
        self.heard: Counter[str] = Counter()

    def answer(self, request: Request) -> Response:
        """The target's reply to the marked request."""
        text = self.canary.text
        marks = (("User-Agent", f"soak/{text}"), ("X-Request-Id", text), ("Cookie", f"session={text}"))
        response = self.target.answer(Request(request.method, request.target, request.headers + marks, request.body))
        self.heard["accepted" if response.status < 400 else "refused"] += 1
        self._listen(request, response)
        return response

    def close(self) -> None:
        """Nothing: the target has other listeners."""

    def _listen(self, request: Request, response: Response) -> None:
        reply = f"{response.headers}\n{response.body.decode('utf-8', 'replace')}"
        for mark in self.canary.foreign(reply):
            at = max(reply.lower().find(mark), 0)
            shown = reply[max(at - ROOM, 0) : at + ROOM]
            asked = f"{request.method} {request.target}"
            self.crossed.append(f"{self.canary.name} ({self.canary.text}) saw {mark} in {asked}: …{shown}…")
        if self.canary.sings(reply):
            self.heard[place(request.path.removeprefix(f"/s/{self.canary.name}"))] += 1


class Life:
    """A sandbox in use: its callers, its marks, and what was made in it so far."""

    def __init__(self, target: Target, canary: Canary, seed: int, people: list[Persona]) -> None:
        self.canary = canary
        self.listener = Listener(target, canary)
        self.bank = Bank(self.listener, canary.name)
        self.banno = Banno(self.bank)
        self.customers = CustomersBank(self.bank)
        self.chance = Chance(seed, canary.text)
        self.people = people
        self.made: dict[str, list[str]] = {"partner users": [], "credentials": [], "banno users": []}
        self.keyed = False
        self.turn = 0

    def begin(self) -> None:
        """Come into being, as every sandbox does or as a fork of the default one."""
        wish = {"id": self.canary.name}
        path = self.chance.pick(["/sandboxes", "/sandboxes/default/fork"])
        made = self.bank.send("POST", CONTROL + path, json=wish, address="")
        assert made.status == 201, str(made)

    def end(self) -> None:
        """Cease to be."""
        self.bank.history.clear()
        self.bank.delete()

    def expect(self, kept: bool, crossing: str) -> None:
        """Write a crossing down that no mark tells of."""
        if not kept:
            self.listener.crossed.append(f"{self.canary.name} ({self.canary.text}): {crossing}")

    def control(self, method: str, path: str, json: Any = ...) -> Exchange:
        """Ask the control API, refused or not, in one of the three ways of naming the sandbox."""
        body = {} if json is ... else {"json": json}
        return self.bank.send(method, CONTROL + path, address=self.chance.pick(ADDRESSES[:-1]), **body)

    @property
    def person(self) -> Persona:
        """Somebody whom the sandbox began with."""
        return self.chance.pick(self.people)

    @property
    def address(self) -> str:
        """One of the four ways of naming the sandbox."""
        return self.chance.pick(ADDRESSES)

    @property
    def fresh(self) -> str:
        """The mark, and a number that it never had before."""
        self.turn += 1
        return f"{self.canary.text}{self.turn}"

    def one_of(self, kind: str) -> str:
        """The id of something that was made here, or of nothing."""
        known = self.made[kind]
        return self.chance.pick(known) if known else "7d444840-9dc0-41d1-b245-5ffdce74fad2"
