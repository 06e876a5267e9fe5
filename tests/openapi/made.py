"""Small OpenAPI documents for the tests of what is made out of them."""

from typing import Any

from simulator.openapi.load import Document, resolved
from simulator.openapi.operation import Operation, operations

__all__ = ["document", "operation", "routes"]

Json = Any


def document(
    paths: dict[str, Json], *, name: str = "shop/doors", server: str = "https://shop.example", **more: Json
) -> Document:
    """A document with these paths, compiled as one that was read from a file."""
    source = {
        "openapi": "3.1.0",
        "info": {"title": "Doors", "version": "1"},
        "servers": [{"url": server}],
        "paths": paths,
        **more,
    }
    return Document(name, source, resolved(source, source))


def operation(
    *,
    query: dict[str, Json] | None = None,
    body: Json = None,
    required: bool = True,
    media_types: tuple[str, ...] = ("application/json",),
    replies: dict[str, Json] | None = None,
) -> Operation:
    """One operation. `query` maps a parameter's name to its schema; one whose name ends in `!` is required."""
    node: dict[str, Json] = {
        "operationId": "openDoor",
        "summary": "Open a door",
        "parameters": [
            {"name": name.rstrip("!"), "in": "query", "required": name.endswith("!"), "schema": schema}
            for name, schema in (query or {}).items()
        ],
        "responses": replies or {"204": {"description": "Open."}},
    }
    if body is not None:
        node["requestBody"] = {"required": required, "content": {kind: {"schema": body} for kind in media_types}}
    return operations(document({"/doors": {"post": node}}))[0]


def routes(*lines: str) -> list[Operation]:
    """Operations with nothing but a method and a path, such as `GET /doors/{id}`."""
    paths: dict[str, Json] = {}
    for line in lines:
        method, _, path = line.partition(" ")
        node = {"operationId": line, "summary": line, "responses": {"200": {"description": "Yes."}}}
        paths.setdefault(path, {})[method.lower()] = node
    return operations(document(paths))
