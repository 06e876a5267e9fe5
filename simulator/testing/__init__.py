"""What tests of the simulator, and tests that use it, may hold: a simulator in this process or at an address, a sandbox
of it, and the bundled documents. Importing this costs nothing: whatever is heavy is imported when it is asked for.
"""

import os
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from simulator.domain.pointer import altered
    from simulator.front import Front
    from simulator.testing.clock import Clock
    from simulator.testing.control import SimulatorError
    from simulator.testing.record import Exchange, Message
    from simulator.testing.running import Running
    from simulator.testing.sandbox import Sandbox
    from simulator.testing.survival import survives
    from simulator.testing.user import User

__all__ = [
    "Clock",
    "Exchange",
    "Message",
    "Running",
    "Sandbox",
    "SimulatorError",
    "User",
    "altered",
    "asgi_app",
    "claims",
    "corpora",
    "defects",
    "specs",
    "survives",
]

HOMES = {
    "Clock": "simulator.testing.clock",
    "Exchange": "simulator.testing.record",
    "Message": "simulator.testing.record",
    "Running": "simulator.testing.running",
    "Sandbox": "simulator.testing.sandbox",
    "SimulatorError": "simulator.testing.control",
    "User": "simulator.testing.user",
    "altered": "simulator.domain.pointer",
    "survives": "simulator.testing.survival",
}


if not TYPE_CHECKING:

    def __getattr__(name: str) -> Any:
        if name not in HOMES:
            raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
        return getattr(import_module(HOMES[name]), name)


def asgi_app(**settings: Any) -> "Front":
    """A fresh simulator as an ASGI application. Settings as of `simulator serve`; strict unless told otherwise."""
    from simulator.app import composed, guarded, served
    from simulator.settings import gathered

    chosen = {"strict": True, **settings}
    gathering = gathered({name: _plain(value) for name, value in chosen.items()}, {})
    return served(composed(gathering), guarded(gathering))


def specs() -> dict[str, dict[str, Any]]:
    """The bundled OpenAPI documents of the vendors, parsed, by name (`banno/user-search`)."""
    from simulator import resources

    files = sorted(resources.folder("specs").glob("*/*.yaml"))
    return {f"{file.parent.name}/{file.stem}": _read(file) for file in files if file.parent.name != "simulator"}


def claims() -> list[dict[str, Any]]:
    """The bundled claims."""
    from simulator.claims import bundled

    return bundled()


def defects() -> list[dict[str, Any]]:
    """The seeded bugs that a simulator can be started with: `{name, provider, operation, story, claims}`."""
    from simulator.defects import known

    told = ("name", "provider", "operation", "story", "claims")
    return [{name: getattr(defect, name) for name in told} for defect in known().values()]


def corpora() -> Path | None:
    """The folder of test corpora: SIMULATOR_CORPORA, else `../shared/corpora` beside the checkout; None where there
    is none.
    """
    from simulator import resources

    told = os.environ.get("SIMULATOR_CORPORA")
    folder = Path(told) if told else resources.PACKAGE.parent.parent / "shared" / "corpora"
    return folder if folder.is_dir() else None


def _read(file: Path) -> Any:
    import yaml

    return yaml.load(file.read_bytes(), Loader=yaml.CSafeLoader)


def _plain(value: Any) -> Any:
    return tuple(map(str, value)) if isinstance(value, (list, tuple)) else value
