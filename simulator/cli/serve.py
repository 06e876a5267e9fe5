"""`simulator serve`: bind first, compose, say where everything is, answer until told to stop."""

import gc
import json
import os
import signal
import socket
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import click
import uvicorn

from simulator import clock
from simulator.address import DEFAULT
from simulator.app import composed, guarded, served
from simulator.cli.failure import Failure
from simulator.connection import Connection
from simulator.fixtures import FixtureError
from simulator.minting import Wish, minted
from simulator.openapi.operation import Operation
from simulator.settings import Settings, SettingsError, gathered
from simulator.simulator import Simulator

__all__ = ["command"]

KEEP_ALIVE_SECONDS = 75
STOP_SECONDS = 3
BACKLOG = 2048
COLLECT_AFTER = 50_000


@click.command()
@click.option("--host", metavar="HOST", help="Address to listen on [default: 127.0.0.1].")
@click.option("--port", metavar="PORT", help="Port to listen on; 0 takes a free one [default: 8765].")
@click.option(
    "--ready-file", metavar="FILE", help="Write a JSON object with url and pid there, once the server answers."
)
@click.option("--fixtures", metavar="DIR", multiple=True, help="More fixtures; may be given again.")
@click.option("--seed", metavar="N", help="What ids and generated users are derived from [default: 0].")
@click.option("--users", metavar="N", help="Add this many generated users [default: 0].")
@click.option("--clock", metavar="CLOCK", help="wall, frozen, or frozen:<instant> [default: wall].")
@click.option("--auth", metavar="AUTH", help="enforced, or any: ask nobody for a token [default: enforced].")
@click.option("--defect", metavar="NAME", multiple=True, help="Seed a known bug, to see whether your checks find it.")
@click.option("--journal", metavar="N", help="Exchanges that each sandbox keeps [default: 500].")
@click.option("--strict", is_flag=True, default=None, help="Answer 500 where a reply would break its own spec.")
@click.option("--bare", is_flag=True, default=None, help="Leave out the X-Simulator-… headers.")
@click.option("--allow-host", metavar="HOST", multiple=True, help="Another name of this server; may be given again.")
@click.option(
    "--control-token", metavar="TOKEN", help="What control API and console ask for [default: on loopback none]."
)
@click.option("--config", metavar="FILE", help="A TOML file of settings [default: simulator.toml, if there is one].")
def command(**flags: Any) -> None:
    """Run the simulator until it is told to stop.

    Every option can be given as an environment variable too: SIMULATOR_PORT and so on.
    """
    try:
        settings = _checked(gathered(flags))
        rules = guarded(settings)
        listening = _bound(settings)
        simulator = composed(settings)
    except (SettingsError, FixtureError) as error:
        raise Failure(str(error)) from None
    url = _url(settings, listening)
    config = uvicorn.Config(
        served(simulator, rules),
        http=Connection,
        ws="none",
        lifespan="off",
        access_log=False,
        proxy_headers=False,
        log_level="warning",
        server_header=False,
        date_header=False,
        timeout_keep_alive=KEEP_ALIVE_SECONDS,
        timeout_graceful_shutdown=STOP_SECONDS,
    )
    _settled()
    _Server(config, settings, simulator, url, rules.token).run(sockets=[listening])


def _checked(settings: Settings) -> Settings:
    folder = Path(settings.ready_file or ".").parent
    if not folder.is_dir():
        raise Failure(f"ready_file: {folder} is no directory; make it first")
    return settings


def _settled() -> None:
    """What boot made stays for good, so the collector need not look at it again; and it looks less often."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(COLLECT_AFTER, 10, 10)


ASKED = """
Other machines may reach this port: console and control API ask for the control token

  {token}

Commands find it in SIMULATOR_CONTROL_TOKEN, programs send it as Authorization: Bearer <token>.
"""


class _Server(uvicorn.Server):
    """Tells the world when it answers."""

    def __init__(
        self, config: uvicorn.Config, settings: Settings, simulator: Simulator, url: str, control: str
    ) -> None:
        super().__init__(config)
        self._settings = settings
        self._simulator = simulator
        self._url = url
        self._control = control

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        """Start, then print the banner and write the ready file."""
        await super().startup(sockets)
        if self.should_exit:
            return
        snapshot = await self._simulator.store.read(DEFAULT)
        token = minted(self._simulator, snapshot, DEFAULT, self._url, Wish("banno-admin"))["access_token"]
        click.echo(_banner(self._simulator, self._url, token, clock.setting(snapshot), self._control))
        if self._settings.ready_file:
            _written(Path(self._settings.ready_file), {"url": self._url, "pid": os.getpid()})

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        """Stop, and count being told to stop as no failure: uvicorn would die of the signal once more."""
        self._simulator.journal.close()
        await super().shutdown(sockets)
        if self._settings.ready_file:
            _removed(self._settings.ready_file)
        self._captured_signals = [number for number in self._captured_signals if number != signal.SIGTERM]


def _removed(ready_file: str) -> None:
    """Nobody shall find a server there that is not."""
    Path(ready_file).unlink(missing_ok=True)


def _bound(settings: Settings) -> socket.socket:
    """The socket, before anything slow is done: a busy port is said at once."""
    family = socket.AF_INET6 if ":" in settings.host else socket.AF_INET
    listening = socket.socket(family, socket.SOCK_STREAM)
    listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listening.bind((settings.host, settings.port))
        listening.listen(BACKLOG)
    except OSError as error:
        where = f"{settings.host}:{settings.port}"
        raise Failure(f"cannot listen on {where} ({error.strerror}); choose another with --port, or --port 0") from None
    return listening


def _url(settings: Settings, listening: socket.socket) -> str:
    host = f"[{settings.host}]" if ":" in settings.host else settings.host
    return f"http://{host}:{listening.getsockname()[1]}"


def _banner(simulator: Simulator, url: str, token: str, setting: clock.Setting, control: str) -> str:
    users = len(simulator.beginning.table("banno", "users"))
    mode = "wall clock" if setting.frozen_at is None else f"clock frozen at {setting.frozen_at:%Y-%m-%dT%H:%M:%SZ}"
    addresses = "\n".join(f"  {api:15} {url}{path}" for api, path in _roots(simulator.matcher.operations).items())
    sample = f"{url}/a/consumer-status/api/v0/users/3fa85f64-5717-4562-b3fc-2c963f66afa6/status"
    return f"""simulator: {users} users, seed {simulator.seed}, {mode}
The signing key is public knowledge: trust these tokens nowhere else.

{addresses}
  Console         {url}/_simulator/ui
  Control API     {url}/_simulator/v1
  API docs        {url}/_simulator/docs/
{ASKED.format(token=control) if control else ""}
A token of banno-admin, good for an hour (`simulator token --url {url}` makes another):

{token}

Try it:

curl -i {sample} \\
  --header 'authorization: Bearer {token}'
"""


def _roots(operations: Iterable[Operation]) -> dict[str, str]:
    """What all paths of an API have in common, up to their first variable, by the name that its tokens go by."""
    paths: dict[str, list[str]] = {}
    for operation in operations:
        for grant in operation.demand.grants[:1]:
            paths.setdefault(grant.api, []).append(operation.path.partition("/{")[0])
    return {api: f"{os.path.commonpath(found)}/…" for api, found in paths.items()}


def _written(path: Path, value: dict[str, Any]) -> None:
    """Whole or not at all: whoever waits for the file never reads half of it."""
    part = path.with_name(path.name + ".part")
    part.write_text(json.dumps(value) + "\n", "utf-8")
    part.replace(path)
