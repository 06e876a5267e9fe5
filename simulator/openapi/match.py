"""Which operation a request names: a trie of path segments, so that the last route costs what the first does."""

from collections.abc import Iterable
from difflib import SequenceMatcher
from urllib.parse import unquote

from msgspec import Struct

from simulator.domain.room import kept
from simulator.openapi.operation import Operation

__all__ = ["Match", "Matcher"]

RECENT_MAX, LENGTH_MAX = 512, 300
"""How many answers are remembered, and of how long a path at most."""
SEGMENT_MAX, SEGMENTS_MAX = 40, 12
"""How much of an address is looked at to guess what was meant: comparing texts takes time that grows with their
square.
"""


class Match(Struct, frozen=True):
    """An operation with its path parameters; or no operation, with the methods that the path does have (perhaps
    none).
    """

    operation: Operation | None
    path: dict[str, str]
    allowed: tuple[str, ...] = ()


class _Node:
    __slots__ = ("fixed", "methods", "names", "variable")

    def __init__(self) -> None:
        self.fixed: dict[str, _Node] = {}
        self.variable: _Node | None = None
        self.methods: dict[str, Operation] = {}
        self.names: tuple[str, ...] = ()

    def closed(self) -> "_Node":
        """The same place with a slash behind it, where nothing follows."""
        end = _Node()
        end.methods, end.names = self.methods, self.names
        return end


class Matcher:
    """The path table. A fixed segment wins over a variable one; segments are compared after percent-decoding, and in
    any letter case where their document says so; a slash may end a path where it says that.
    """

    def __init__(self, operations: Iterable[Operation]) -> None:
        self.operations = tuple(operations)
        self._exact, self._folded = _Node(), _Node()
        self._recent: dict[tuple[str, str], Match] = {}
        for operation in self.operations:
            self._add(operation)

    def _add(self, operation: Operation) -> None:
        node, names = self._folded if operation.ignores_case else self._exact, []
        for segment in operation.path.strip("/").split("/"):
            if segment.startswith("{"):
                names.append(segment[1:-1])
                node.variable = node.variable or _Node()
                node = node.variable
            else:
                node = node.fixed.setdefault(segment.casefold() if operation.ignores_case else segment, _Node())
        if operation.method in node.methods or node.names not in ((), tuple(names)):
            raise ValueError(f"{operation.method} {operation.path} is described twice")
        node.methods[operation.method] = operation
        node.names = tuple(names)
        if operation.optional_slash:
            node.fixed.setdefault("", node.closed())

    def match(self, method: str, path: str) -> Match:
        """The operation for this method and raw (still percent-encoded) path. The newest answers are remembered."""
        known = self._recent.get((method, path))
        if known is None:
            known = self._match(method, path)
            if len(path) <= LENGTH_MAX:
                kept(self._recent, RECENT_MAX, (method, path), known)
        return known

    def _match(self, method: str, path: str) -> Match:
        segments = path[1:].split("/")
        if "%" in path:
            segments = [unquote(segment) for segment in segments]
        values: list[str] = []
        node = _end(self._exact, segments, segments, values)
        if node is None and self._folded.fixed:
            node = _end(self._folded, [segment.casefold() for segment in segments], segments, values)
        if node is None:
            return Match(None, {})
        operation = node.methods.get(method)
        if operation is None:
            return Match(None, {}, tuple(sorted(node.methods)))
        return Match(operation, dict(zip(node.names, values, strict=True)))

    def at(self, path: str) -> Operation | None:
        """Any operation of that path, whatever its method: whose path it is."""
        for method in self.match("", path).allowed:
            return self.match(method, path).operation
        return None

    def nearest(self, method: str, path: str) -> Operation | None:
        """The operation whose address looks most like what was asked for: what the caller probably meant."""
        if not self.operations:
            return None
        asked = [segment[:SEGMENT_MAX] for segment in path.split("/")[:SEGMENTS_MAX]]
        shortened = "/".join(asked)

        def likeness(operation: Operation) -> tuple[float, bool]:
            return SequenceMatcher(None, shortened, _filled(operation.path, asked)).ratio(), operation.method == method

        return max(self.operations, key=likeness)


def _end(root: _Node, names: list[str], segments: list[str], values: list[str]) -> _Node | None:
    """The node a path ends at. `names` are the segments as fixed ones are compared, `segments` as variables take
    them.
    """
    return _followed(root, names, segments, values) or _found(root, names, segments, 0, values)


def _followed(node: _Node | None, names: list[str], segments: list[str], values: list[str]) -> _Node | None:
    """The end of the plain way down, which takes a fixed segment wherever there is one; None on a dead end."""
    for name, segment in zip(names, segments, strict=True):
        if node is None:
            break
        if (fixed := node.fixed.get(name)) is not None:
            node = fixed
        else:
            values.append(segment)
            node = node.variable if segment else None
    if node is not None and node.methods:
        return node
    values.clear()
    return None


def _found(node: _Node, names: list[str], segments: list[str], depth: int, values: list[str]) -> _Node | None:
    """The same with every other way tried, for a path that a fixed segment led astray."""
    if depth == len(segments):
        return node if node.methods else None
    fixed = node.fixed.get(names[depth])
    if fixed is not None and (end := _found(fixed, names, segments, depth + 1, values)) is not None:
        return end
    if node.variable is None or not segments[depth]:
        return None
    values.append(segments[depth])
    if (end := _found(node.variable, names, segments, depth + 1, values)) is None:
        values.pop()
    return end


def _filled(template: str, asked: list[str]) -> str:
    """The template with its variables replaced by what was asked at the same place, so that ids do not count as
    unlike.
    """
    parts = template.split("/")
    return "/".join(
        asked[place] if part.startswith("{") and place < len(asked) else part for place, part in enumerate(parts)
    )
