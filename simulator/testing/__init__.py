"""What tests of the simulator, and tests that use it, may hold: a simulator in this process, and the bundled
documents.
"""

import os
from pathlib import Path
from typing import Any

import yaml

from simulator import resources
from simulator.app import composed, served
from simulator.claims import bundled
from simulator.front import Front
from simulator.settings import gathered

__all__ = ["asgi_app", "claims", "corpora", "specs"]


def asgi_app(**settings: Any) -> Front:
    """A fresh simulator as an ASGI application. Settings as of `simulator serve`; strict unless told otherwise."""
    chosen = {"strict": True, **settings}
    return served(composed(gathered({name: _plain(value) for name, value in chosen.items()}, {})))


def specs() -> dict[str, dict[str, Any]]:
    """The bundled OpenAPI documents of the vendors, parsed, by name (`banno/user-search`)."""
    files = sorted(resources.folder("specs").glob("*/*.yaml"))
    return {f"{file.parent.name}/{file.stem}": _read(file) for file in files if file.parent.name != "simulator"}


def claims() -> list[dict[str, Any]]:
    """The bundled claims."""
    return bundled()


def corpora() -> Path | None:
    """The folder of test corpora: SIMULATOR_CORPORA, else `../shared/corpora` beside the checkout; None where there
    is none.
    """
    told = os.environ.get("SIMULATOR_CORPORA")
    folder = Path(told) if told else resources.PACKAGE.parent.parent / "shared" / "corpora"
    return folder if folder.is_dir() else None


def _read(file: Path) -> Any:
    return yaml.load(file.read_bytes(), Loader=yaml.CSafeLoader)


def _plain(value: Any) -> Any:
    return tuple(map(str, value)) if isinstance(value, (list, tuple)) else value
