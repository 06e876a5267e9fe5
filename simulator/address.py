"""Which sandbox a request names by its address: a path that begins with /s/{sandbox}, a host {sandbox}.localhost, or
a header.
"""

import re
from collections.abc import Iterable

from msgspec import Struct

__all__ = ["DEFAULT", "HEADER", "NAME", "Address", "AddressRefused", "located"]

DEFAULT = "default"
HEADER = "X-Simulator-Sandbox"
NAME = re.compile(r"[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?")
_HEADER = HEADER.lower().encode()
_PREFIX = "/s/"
_SUFFIX = b".localhost"


class Address(Struct, frozen=True):
    """Where a request goes: the sandbox it names (None: none was named), and raw path and origin without that name.

    `origin` is scheme and host as the caller wrote them.
    """

    sandbox: str | None
    path: str
    origin: str
    root: str = ""

    def of(self, sandbox: str) -> str:
        """The base URL at which this caller reaches that sandbox."""
        if self.root or sandbox == DEFAULT or self.origin.partition("//")[2].startswith(f"{sandbox}."):
            return self.origin + self.root
        return f"{self.origin}{_PREFIX}{sandbox}"


class AddressRefused(ValueError):
    """The request names no sandbox that could exist, or two that differ."""


def located(path: str, headers: dict[bytes, bytes], scheme: str) -> Address:
    """Read the address. Raises AddressRefused where path, host and header disagree or a name has another form."""
    host = headers.get(b"host", b"")
    origin = f"{scheme}://{host.decode('latin-1')}"
    if not (path.startswith(_PREFIX) or _SUFFIX in host or _HEADER in headers):
        return Address(None, path, origin)
    by_path, rest = _from_path(path)
    by_header = headers[_HEADER].decode("latin-1") if _HEADER in headers else None
    sandbox = _agreed({"path": by_path, "host": _from_host(host), "header": by_header})
    return Address(sandbox, rest, origin, _PREFIX + by_path if by_path else "")


def _from_path(path: str) -> tuple[str | None, str]:
    if not path.startswith(_PREFIX):
        return None, path
    name, _, rest = path[len(_PREFIX) :].partition("/")
    return name, "/" + rest


def _from_host(host: bytes) -> str | None:
    name = host.partition(b":")[0].lower()
    return name[: -len(_SUFFIX)].decode("latin-1") if name.endswith(_SUFFIX) else None


def _agreed(named: dict[str, str | None]) -> str | None:
    given = {place: name for place, name in named.items() if name is not None}
    if len(set(given.values())) > 1:
        told = ", ".join(f"{place} names {name!r}" for place, name in given.items())
        raise AddressRefused(f"the request names two sandboxes: {told}; name one")
    for place, name in given.items():
        if not NAME.fullmatch(name):
            raise AddressRefused(f"{place} names sandbox {name!r}; {EXPECTED}")
        return name
    return None


def named(text: str) -> str:
    """The text, if a sandbox may be called so. Raises ValueError with the form expected."""
    if not NAME.fullmatch(text):
        raise ValueError(f"{text!r} is no sandbox name; {EXPECTED}")
    return text


def duplicated(headers: Iterable[tuple[bytes, bytes]], name: bytes) -> bool:
    """Whether a header that may come once came more often."""
    return sum(found == name for found, _ in headers) > 1


EXPECTED = "expected 1 to 63 of a-z, 0-9 and -, beginning and ending with a letter or digit"
