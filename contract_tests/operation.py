"""The operations of the bundled specs, as a client sees them: method, served path, documented replies."""

import functools
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import unquote, urlsplit

from simulator import testing

METHODS = ("get", "put", "post", "delete", "options", "head", "patch", "trace")
Document = dict[str, Any]


@dataclass(frozen=True, eq=False)
class Operation:
    """One operation of one spec; `path` is the served template (path part of the first server, then the path key)."""

    spec: str
    id: str
    method: str
    path: str
    described: Document = field(repr=False)
    document: Document = field(repr=False)

    @property
    def provider(self) -> str:
        """The vendor, by the folder of the spec."""
        return self.spec.partition("/")[0]

    @property
    def refusals(self) -> str:
        """The name of the order in which the operation refuses."""
        return str(self.described["x-refusals"])

    @property
    def takes_body(self) -> bool:
        """Whether the operation reads a request body."""
        return "requestBody" in self.described

    def reply(self, status: int) -> Document | None:
        """What the spec says about a reply with this status, references followed; None when it is undocumented."""
        found = self.described["responses"].get(str(status))
        return None if found is None else self.resolved(found)

    def resolved(self, node: Document) -> Document:
        """The object that a local reference names, or the object itself."""
        while "$ref" in node:
            found: Any = self.document
            for step in node["$ref"].removeprefix("#/").split("/"):
                found = found[step.replace("~1", "/").replace("~0", "~")]
            node = {**found, **{key: value for key, value in node.items() if key != "$ref"}}
        return node

    @property
    def body_examples(self) -> list[Any]:
        """The examples of the request body, whatever the media type."""
        contents = self.resolved(self.described["requestBody"])["content"].values()
        return [example["value"] for content in contents for example in content.get("examples", {}).values()]

    @property
    def never_accepts(self) -> bool:
        """Whether no status that says yes is documented."""
        return not any(status.startswith("2") for status in self.described["responses"])

    @property
    def variable_examples(self) -> dict[str, str]:
        """The first example of each variable of the path."""
        items = self.document["paths"].values()
        shared = next(item.get("parameters", ()) for item in items if self.described in item.values())
        described = [self.resolved(one) for one in (*shared, *self.described.get("parameters", ()))]
        return {
            one["name"]: next(iter(one["examples"].values()))["value"]
            for one in described
            if one["in"] == "path" and one.get("examples")
        }

    @property
    def variables(self) -> tuple[str, ...]:
        """The names of the path's variables, in order."""
        return tuple(re.findall(r"{(\w+)}", self.path))

    @property
    def schemes(self) -> tuple[str, ...]:
        """The APIs whose tokens the operation accepts, as `x-token-api` of its security schemes says."""
        known = self.document["components"]["securitySchemes"]
        required = (name for alternative in self.described["security"] for name in alternative)
        return tuple(known[name]["x-token-api"] for name in required)

    @property
    def needs_a_body(self) -> bool:
        """Whether no body at all is an unreadable one."""
        return self.takes_body and bool(self.resolved(self.described["requestBody"]).get("required"))

    @property
    def needs_a_right(self) -> bool:
        """Whether every way in names a scope or permission."""
        return all(names for way in self.described["security"] for names in way.values())

    def fill(self, arguments: Mapping[str, str]) -> str:
        """The path with its variables replaced; the values must be percent-encoded already."""
        return re.sub(r"{(\w+)}", lambda found: arguments[found[1]], self.path)

    def match(self, method: str, path: str) -> dict[str, str] | None:
        """The path's arguments, percent-decoded, when the request is for this operation."""
        ignores_case = bool(self.document.get("x-ignore-case"))
        found = _pattern(self.path, ignores_case).fullmatch(path) if method == self.method else None
        return {name: unquote(value) for name, value in found.groupdict().items()} if found else None


@functools.cache
def _pattern(template: str, ignores_case: bool) -> re.Pattern[str]:
    pattern = re.sub(r"\\{(\w+)\\}", r"(?P<\1>[^/]+)", re.escape(template))
    return re.compile(pattern, re.IGNORECASE if ignores_case else 0)


@functools.cache
def operations() -> tuple[Operation, ...]:
    """Every operation of every bundled spec of a vendor, in the order of the specs."""
    found = (_of(name, spec) for name, spec in sorted(testing.specs().items()) if is_vendor(spec))
    return tuple(operation for group in found for operation in group)


def operation(id: str) -> Operation:
    """The operation with this operationId."""
    return next(known for known in operations() if known.id == id)


def addressed(method: str, path: str) -> tuple[Operation | None, dict[str, str]]:
    """The operation that a method and a path (without sandbox prefix) address, with the path's arguments.

    A fixed path goes before one with a variable in its place, whichever methods it has.
    """
    for known in operations():
        arguments = known.match(method, path)
        if arguments is not None:
            return (None, {}) if arguments and _fixed(path, known) else (known, arguments)
    return None, {}


def _fixed(path: str, found: Operation) -> bool:
    """Whether another operation's path has fewer variables, and is this one too."""
    others = (known for known in operations() if len(known.variables) < len(found.variables))
    return any(known.match(known.method, path) is not None for known in others)


def described(document: Document) -> Iterator[tuple[str, str, Document]]:
    """Each operation of a spec: its path key, its method in small letters, and what the spec says of it."""
    for path, item in document["paths"].items():
        yield from ((path, method, item[method]) for method in METHODS if method in item)


def is_vendor(document: Document) -> bool:
    """Whether a spec describes a vendor's API, not the simulator's own."""
    return "x-provider" in document["info"]


def served_below(document: Document) -> str:
    """The path part of the spec's first server, with the defaults of its variables, without a closing slash."""
    server = document.get("servers", [{"url": "/"}])[0]
    defaults = {name: variable["default"] for name, variable in server.get("variables", {}).items()}
    return str(urlsplit(server["url"].format(**defaults)).path).rstrip("/")


def _of(spec: str, document: Document) -> Iterator[Operation]:
    base = served_below(document)
    for path, method, told in described(document):
        yield Operation(spec, told["operationId"], method.upper(), base + path, told, document)
