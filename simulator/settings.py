"""Settings: a flag beats the environment, which beats the file, which beats the default. Unknown names are errors
that guess.
"""

import os
import tomllib
from collections.abc import Mapping
from difflib import get_close_matches
from pathlib import Path
from typing import Annotated, Any, Literal, get_args, get_type_hints

import msgspec
from msgspec import Meta, Struct

__all__ = ["Settings", "SettingsError", "gathered"]

PREFIX = "SIMULATOR_"
FILES = ("simulator.toml", "pyproject.toml")
ELSEWHERE = frozenset({"URL", "TOKEN", "SANDBOX", "CORPORA", "CONFIG", "BELIEFS", "CHROMIUM"})
SEPARATORS = {"fixtures": os.pathsep, "defect": os.pathsep, "allow_host": ","}
Port = Annotated[int, Meta(ge=0, le=65535)]
Count = Annotated[int, Meta(ge=0, le=1_000_000)]


class SettingsError(ValueError):
    """A setting that cannot be used; the message says which, where it came from, and what was expected."""


class Settings(Struct, frozen=True, forbid_unknown_fields=True):
    """How a simulator is set up.

    `clock` is `wall`, `frozen` or `frozen:<instant>`; `auth` is `enforced` or `any` (no token is asked); `journal` is
    how many exchanges each sandbox keeps; `fixtures` are directories read after the bundled one. `allow_host` are
    names beside the loopback's by which the control API and the console may be asked for, `control_token` what both
    then ask for.
    """

    host: Annotated[str, Meta(min_length=1)] = "127.0.0.1"
    port: Port = 8765
    ready_file: str = ""
    fixtures: tuple[str, ...] = ()
    seed: int = 0
    users: Count = 0
    clock: str = "wall"
    auth: Literal["enforced", "any"] = "enforced"
    defect: tuple[str, ...] = ()
    journal: Annotated[int, Meta(ge=1, le=1_000_000)] = 500
    strict: bool = False
    bare: bool = False
    allow_host: tuple[str, ...] = ()
    control_token: str = ""


def gathered(flags: Mapping[str, Any], environment: Mapping[str, str] | None = None) -> Settings:
    """The settings from all four places. `flags` that are None or empty were not given. Raises SettingsError."""
    environment = os.environ if environment is None else environment
    given = {name: value for name, value in flags.items() if value is not None and value != ()}
    file = given.pop("config", None) or environment.get(PREFIX + "CONFIG")
    settings = Settings()
    for where, values in (
        _from_file(file),
        ("the environment", _from_environment(environment)),
        ("the command line", given),
    ):
        settings = _with(settings, values, where)
    return settings


def _with(settings: Settings, values: Mapping[str, Any], where: str) -> Settings:
    for name in values:
        if name not in Settings.__struct_fields__:
            raise SettingsError(f"{where}: unknown setting {name!r}{_guess(name, Settings.__struct_fields__)}")
    try:
        return msgspec.convert({**msgspec.structs.asdict(settings), **values}, Settings, strict=False)
    except msgspec.ValidationError as error:
        raise SettingsError(f"{where}: {_worded(str(error), values)}") from None


def _from_environment(environment: Mapping[str, str]) -> dict[str, Any]:
    values: dict[str, Any] = {}
    for name, text in environment.items():
        if name.startswith(PREFIX) and not _of_others(name) and not _of_a_cluster(name, text):
            key = name.removeprefix(PREFIX).lower()
            values[key] = tuple(filter(None, text.split(SEPARATORS[key]))) if key in SEPARATORS else text
    return values


def _of_others(name: str) -> bool:
    """What other verbs read, and the tokens of a client that `simulator client` runs, are no settings."""
    return name.removeprefix(PREFIX) in ELSEWHERE or name.startswith(f"{PREFIX}TOKEN_")


def _of_a_cluster(name: str, text: str) -> bool:
    """What Kubernetes sets beside a service that is called simulator is no setting of ours."""
    return name.startswith((f"{PREFIX}SERVICE_", f"{PREFIX}PORT_")) or (name == f"{PREFIX}PORT" and "://" in text)


def _from_file(named: str | None) -> tuple[str, dict[str, Any]]:
    for path in [Path(named)] if named else map(Path, FILES):
        if named or path.is_file():
            values = _section(path)
            if values or named:
                return str(path), {name.replace("-", "_"): value for name, value in values.items()}
    return "", {}


def _section(path: Path) -> dict[str, Any]:
    try:
        document = tomllib.loads(path.read_text("utf-8"))
    except OSError as error:
        raise SettingsError(f"{path}: cannot be read ({error.strerror})") from None
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise SettingsError(f"{path}: is no TOML: {error}") from None
    if path.name != "pyproject.toml":
        return document
    tools = document.get("tool", {})
    section = tools.get("simulator", {}) if isinstance(tools, dict) else {}
    if not isinstance(section, dict):
        raise SettingsError(f"{path}: expected a table [tool.simulator], got {section!r}")
    return section


def _worded(said: str, values: Mapping[str, Any]) -> str:
    """The library's complaint with the setting's name in front and its value behind."""
    complaint, _, path = said.partition(" - at `$.")
    name = path.rstrip("`").partition("[")[0]
    if not name:
        return said
    options = get_args(get_type_hints(Settings)[name])
    if options and all(isinstance(option, str) for option in options):
        complaint = f"expected {' or '.join(options)}"
    return f"{name}: {complaint[:1].lower()}{complaint[1:].replace(', got `str`', '')}, got {values.get(name)!r}"


def _guess(name: str, known: tuple[str, ...]) -> str:
    close = get_close_matches(name, known, n=1)
    return f" (did you mean {close[0]!r}?)" if close else f" (known: {', '.join(known)})"
