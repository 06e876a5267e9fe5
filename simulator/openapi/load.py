"""Reading the bundled documents. Everything a document refers to must be inside it, so references are replaced on
loading.
"""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import yaml
from msgspec import Struct

__all__ = ["Document", "documents", "resolved"]

Json = Any


class Document(Struct, frozen=True):
    """One OpenAPI file: `name` is `folder/stem`, `source` what the file says, `tree` the same without references."""

    name: str
    source: dict[str, Json]
    tree: dict[str, Json]

    @property
    def provider(self) -> str:
        """The folder, which is the provider's name."""
        return self.name.partition("/")[0]

    @property
    def title(self) -> str:
        """The document's own title."""
        return str(self.source["info"]["title"])

    @property
    def ignores_case(self) -> bool:
        """Paths and the names of parameters and members are the same in any letter case."""
        return bool(self.source.get("x-ignore-case", False))

    @property
    def optional_slash(self) -> bool:
        """A slash at the end of a path does not matter."""
        return bool(self.source.get("x-optional-slash", False))

    @property
    def path_below_host(self) -> str:
        """The path part of the first server's address, without a trailing slash; empty where the address is a bare
        host.
        """
        address = str(self.source["servers"][0]["url"])
        host_and_path = address.partition("//")[2] if "//" in address else address
        return host_and_path[host_and_path.find("/") :].rstrip("/") if "/" in host_and_path else ""

    def served_at(self, address: str) -> dict[str, Json]:
        """The document with `address` as its first server, so that tools that read it call the simulator."""
        here = {"url": address + self.path_below_host, "description": "this simulator"}
        return {**self.source, "servers": [here, *self.source.get("servers", [])]}


def documents(folder: Path) -> list[Document]:
    """Every `*/*.yaml` below the folder, in order of name."""
    return [_document(path) for path in sorted(folder.glob("*/*.yaml"))]


def _document(path: Path) -> Document:
    source = yaml.load(path.read_bytes(), Loader=yaml.CSafeLoader)
    return Document(f"{path.parent.name}/{path.stem}", source, resolved(source, source))


def resolved(node: Json, root: Json, trail: tuple[str, ...] = ()) -> Json:
    """The node with each `$ref` replaced by what it names. Raises ValueError on a circle or a pointer to nothing."""
    if isinstance(node, list):
        return [resolved(item, root, trail) for item in node]
    if not isinstance(node, dict):
        return node
    if isinstance(pointer := node.get("$ref"), str):
        if pointer in trail:
            raise ValueError(f"{pointer} refers to itself")
        target = resolved(_pointed(root, pointer), root, (*trail, pointer))
        beside = {name: resolved(value, root, trail) for name, value in node.items() if name != "$ref"}
        return {**target, **beside} if isinstance(target, dict) else target
    return {name: resolved(value, root, trail) for name, value in node.items()}


def _pointed(root: Json, pointer: str) -> Json:
    node = root
    for step in _steps(pointer):
        if not isinstance(node, dict) or step not in node:
            raise ValueError(f"{pointer} points to nothing in this document")
        node = node[step]
    return node


def _steps(pointer: str) -> Iterator[str]:
    if not pointer.startswith("#/"):
        raise ValueError(f"{pointer} leaves the document; bundled documents stand alone")
    for step in pointer[2:].split("/"):
        yield step.replace("~1", "/").replace("~0", "~")
