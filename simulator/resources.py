"""Where the bundled specs and fixtures lie: beside this package in a checkout, inside it in an installed wheel."""

from pathlib import Path

__all__ = ["folder"]

PACKAGE = Path(__file__).parent


def folder(name: str) -> Path:
    """The bundled folder of that name: `specs` or `fixtures`."""
    installed = PACKAGE / "_bundled" / name
    return installed if installed.is_dir() else PACKAGE.parent / name
