"""What a client finds in its environment: an address, and a token for each API."""

import os
from collections.abc import Iterable, Mapping

from contract_tests.client.running import CannotRun
from contract_tests.operation import operations
from contract_tests.unknown import unknown
from simulator.testing import Sandbox

TOKEN_SECONDS = 86_400


def apis() -> set[str]:
    """All APIs that tokens are for."""
    return {scheme for one in operations() for scheme in one.schemes}


def refuse_unknown(**asked: tuple[Iterable[str], set[str]]) -> None:
    """Raises CannotRun, naming what was meant, where an option names what nobody knows."""
    for option, (names, known) in asked.items():
        if strange := unknown(names, known):
            raise CannotRun(f"--{option}: unknown {strange}")


def tokens(sandbox: Sandbox, personas: Mapping[str, str]) -> dict[str, str]:
    """A token that opens the sandbox by API, each for its persona where one is named. Raises SimulatorError."""
    return {api: sandbox.token(api, personas.get(api), expires_in=TOKEN_SECONDS) for api in sorted(apis())}


def environment(sandbox: Sandbox, opening: Mapping[str, str], api: str) -> dict[str, str]:
    """Ours, with the sandbox's address and these tokens, and without what would lead elsewhere."""
    ours = {name: value for name, value in os.environ.items() if not name.startswith("SIMULATOR_TOKEN")}
    ours.pop("SIMULATOR_SANDBOX", None)
    named = {variable(api): token for api, token in opening.items()}
    return {**ours, **named, "SIMULATOR_URL": sandbox.url, "SIMULATOR_TOKEN": opening[api]}


def variable(api: str) -> str:
    """The name of the variable that has the token of an API."""
    return f"SIMULATOR_TOKEN_{api.upper().replace('-', '_')}"
