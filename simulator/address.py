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
    """Where a request goes: the sandbox it names (None: none was named), and its raw path without that name.

    `origin` is scheme and host as the caller wrote them, less a sandbox's name; `home` the base URL that the caller
    used for the sandbox, empty where a header or nothing named it; `root` what of `home` is path.
    """

    sandbox: str | None
    path: str
    origin: str
    home: str = ""
    root: str = ""

    def of(self, sandbox: str) -> str:
        """The base URL at which this caller reaches that sandbox."""
        if self.home and sandbox == self.sandbox:
            return self.home
        return self.origin if sandbox == DEFAULT else f"{self.origin}{_PREFIX}{sandbox}"


class AddressRefused(ValueError):
    """The request names no sandbox that could exist, or two that differ."""


def located(path: str, given: list[tuple[bytes, bytes]], headers: dict[bytes, bytes], scheme: str) -> Address:
    """Read the address out of the path and the headers, which come as they were given and by name.

    Raises AddressRefused where path, host and header disagree, a name has another form, or there is not one Host.
    """
    host = headers.get(b"host")
    if host is None or (len(headers) < len(given) and duplicated(given, b"host")):
        raise AddressRefused("send one Host header, as HTTP/1.1 asks")
    host = host.lower()
    origin = f"{scheme}://{host.decode('latin-1')}"
    if not (path.startswith(_PREFIX) or _SUFFIX in host or _HEADER in headers):
        return Address(None, path, origin)
    if len(headers) < len(given) and duplicated(given, _HEADER):
        raise AddressRefused(f"send one {HEADER} header")
    by_path, rest = _from_path(path)
    by_host = _from_host(host)
    by_header = headers[_HEADER].decode("latin-1") if _HEADER in headers else None
    sandbox = _agreed({"path": by_path, "host": by_host, "header": by_header})
    root = _PREFIX + by_path if by_path else ""
    home = origin + root if root or by_host else ""
    return Address(sandbox, rest, origin.replace(f"//{by_host}.", "//", 1), home, root)


def _from_path(path: str) -> tuple[str | None, str]:
    if not path.startswith(_PREFIX):
        return None, path
    name, _, rest = path[len(_PREFIX) :].partition("/")
    return name, "/" + rest


def _from_host(host: bytes) -> str | None:
    name = host.partition(b":")[0]
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
