"""A compiled operation: everything of the document that answering one request needs, ready to use."""

from collections.abc import Iterable
from typing import Any

from msgspec import Struct

from simulator.domain.demand import Demand, Grant
from simulator.openapi.load import Document
from simulator.openapi.validate import Schema

__all__ = ["METHODS", "Operation", "Parameter", "granted", "operations"]

METHODS = ("get", "put", "post", "delete", "options", "head", "patch", "trace")
Json = Any


class Parameter(Struct, frozen=True):
    """One declared parameter. `type` is the JSON type its text is read as, `format` may narrow an integer.

    `idempotency_hours` is how long a header that makes a request repeatable is remembered; 0 for all others.
    """

    name: str
    required: bool
    type: str
    schema: Schema
    format: str = ""
    idempotency_hours: int = 0


class Operation(Struct, frozen=True):
    """One method on one path. `path` is the full template, `replies` the check for each status that has a body or
    None, `headers` the ones that a status must come with.

    `handler` is the name its handler goes by: the operationId, or what `x-handler` says for a second path to the same
    thing.
    """

    id: str
    provider: str
    document: str
    method: str
    path: str
    summary: str
    handler: str
    demand: Demand
    query: dict[str, Parameter]
    header: dict[str, Parameter]
    body: Schema | None
    body_required: bool
    replies: dict[int, Schema | None]
    headers: dict[int, frozenset[str]]
    claims: tuple[str, ...] = ()
    ignores_case: bool = False
    optional_slash: bool = False

    @property
    def idempotent(self) -> bool:
        """Whether a header may make its requests repeatable."""
        return any(parameter.idempotency_hours for parameter in self.header.values())


def operations(document: Document) -> list[Operation]:
    """The document's operations in its own order. Raises ValueError when one lacks what compiling needs."""
    return [
        _operation(document, path, item, method)
        for path, item in document.tree["paths"].items()
        for method in METHODS
        if method in item
    ]


def granted(operations: Iterable[Operation]) -> dict[str, frozenset[str]]:
    """By API, every scope or permission id that any of the operations asks of its tokens."""
    found: dict[str, frozenset[str]] = {}
    for operation in operations:
        for grant in operation.demand.grants:
            found[grant.api] = found.get(grant.api, frozenset()) | grant.names
    return found


def _operation(document: Document, path: str, item: dict[str, Json], method: str) -> Operation:
    node = item[method]
    identity = node["operationId"]
    parameters = [*item.get("parameters", ()), *node.get("parameters", ())]
    content = node.get("requestBody", {}).get("content", {})
    return Operation(
        id=identity,
        provider=document.provider,
        document=document.name,
        method=method.upper(),
        path=document.path_below_host + path,
        summary=node["summary"],
        handler=node.get("x-handler", identity),
        demand=Demand(
            identity, tuple(_grants(document, node)), frozenset(map(str.lower, content)), node.get("x-refusals", "")
        ),
        query={p["name"]: _parameter(p) for p in parameters if p["in"] == "query"},
        header={p["name"].lower(): _parameter(p) for p in parameters if p["in"] == "header"},
        body=_body(content),
        body_required=bool(node.get("requestBody", {}).get("required", False)),
        replies={int(status): _body(reply.get("content", {})) for status, reply in node["responses"].items()},
        headers={int(status): _required(reply.get("headers", {})) for status, reply in node["responses"].items()},
        claims=tuple(node.get("x-claims", ())),
        ignores_case=document.ignores_case,
        optional_slash=document.optional_slash,
    )


def _grants(document: Document, node: dict[str, Json]) -> Iterable[Grant]:
    schemes: dict[str, Json] = document.tree.get("components", {}).get("securitySchemes", {})
    requirements: list[dict[str, list[str]]] = node.get("security") or document.tree.get("security") or []
    for requirement in requirements:
        for name, grants in requirement.items():
            yield Grant(schemes[name]["x-token-api"], frozenset(grants))


def _parameter(node: dict[str, Json]) -> Parameter:
    schema = node["schema"]
    return Parameter(
        name=node["name"],
        required=bool(node.get("required")),
        type=schema.get("type", "string"),
        schema=Schema(schema),
        format=schema.get("format", ""),
        idempotency_hours=node.get("x-idempotency-hours", 0),
    )


def _required(headers: dict[str, Json]) -> frozenset[str]:
    return frozenset(name.lower() for name, header in headers.items() if header.get("required"))


def _body(content: dict[str, Json]) -> Schema | None:
    """The one schema of a body; bodies that may come in several media types have the same schema in each."""
    for medium in content.values():
        if "schema" in medium:
            return Schema(medium["schema"])
    return None
