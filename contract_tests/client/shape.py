"""What a reply's schema leaves open, as a flat list of named variants.

`email: null` names a member that may be null, `users: no item` a list, `status: Locked` a value of an enumeration.
Where a schema leaves no choice there is no variant.
"""

import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from contract_tests.operation import Document

SIZES = ("no item", "one item", "several items")
"""Lists of 0, 1 and more items."""
BODY = "the body"
Resolve = Callable[[Document], Document]


@dataclass(frozen=True)
class Shape:
    """What a schema allows, as far as variants go. `value` tells whether anything but null is allowed; `rest` is what
    members without a name of their own look like.
    """

    null: bool = False
    value: bool = True
    needed: frozenset[str] = frozenset()
    members: Mapping[str, "Shape"] = field(default_factory=dict)
    rest: "Shape | None" = None
    items: "Shape | None" = None
    sizes: tuple[str, ...] = ()
    values: tuple[str, ...] = ()


ANYTHING = Shape()


def shape(schema: Document, resolved: Resolve, above: tuple[str, ...] = ()) -> Shape:
    """The shape of a schema. What holds itself is followed once; `allOf` adds up, and what some of `anyOf` or `oneOf`
    allow is allowed.
    """
    if (name := schema.get("$ref", "")) in above and name:
        return ANYTHING
    above = (*above, name) if name else above
    node = resolved(schema)
    parts = [_own(node, resolved, above), *(shape(part, resolved, above) for part in node.get("allOf", ()))]
    choices = [[shape(part, resolved, above) for part in node[word]] for word in ("anyOf", "oneOf") if word in node]
    parts += [_joined(choice, frozenset.intersection) for choice in choices]
    return _joined(parts, frozenset.union)


def variants(of: Shape, place: str = "", *, optional: bool = False) -> Iterator[str]:
    """The names of all variants."""
    ways = [way for way, open in (("absent", optional), ("null", of.null), ("a value", of.value)) if open]
    for choices in (ways, of.values, of.sizes):
        if len(choices) > 1:
            yield from (f"{place or BODY}: {choice}" for choice in choices)
    for name, member in of.members.items():
        yield from variants(member, below(place, name), optional=name not in of.needed)
    if of.rest is not None:
        yield from variants(of.rest, below(place, "*"))
    if of.items is not None:
        yield from variants(of.items, f"{place}[]")


def _own(node: Document, resolved: Resolve, above: tuple[str, ...]) -> Shape:
    """What a schema says itself, without its combinations."""
    types = node.get("type", ())
    types = {types} if isinstance(types, str) else set(types)
    listed = node.get("enum", ())
    items, rest = node.get("items"), node.get("additionalProperties")
    least, most = node.get("minItems", 0), node.get("maxItems", len(SIZES))
    return Shape(
        null="null" in types or None in listed,
        value=types != {"null"},
        needed=frozenset(node.get("required", ())),
        members={name: shape(member, resolved, above) for name, member in node.get("properties", {}).items()},
        rest=shape(rest, resolved, above) if isinstance(rest, dict) else None,
        items=shape(items, resolved, above) if isinstance(items, dict) else None,
        sizes=tuple(SIZES[size] for size in (0, 1, 2) if _fits(size, least, most)) if "array" in types else (),
        values=tuple(worded(value) for value in listed if value is not None),
    )


def _fits(size: int, least: int, most: int) -> bool:
    """Whether a list may have so many items, two standing for two or more."""
    return least <= size <= most if size < 2 else most >= 2


def _joined(shapes: list[Shape], needed: Callable[..., frozenset[str]]) -> Shape:
    if len(shapes) == 1:
        return shapes[0]
    return Shape(
        null=any(one.null for one in shapes),
        value=any(one.value for one in shapes),
        needed=needed(*(one.needed for one in shapes)),
        members={name: member for one in shapes for name, member in one.members.items()},
        rest=next((one.rest for one in shapes if one.rest), None),
        items=next((one.items for one in shapes if one.items), None),
        sizes=_all(one.sizes for one in shapes),
        values=_all(one.values for one in shapes),
    )


def _all(choices: Iterable[tuple[str, ...]]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(choice for some in choices for choice in some))


def below(place: str, name: str) -> str:
    """The place of a member."""
    return f"{place}.{name}" if place else name


def worded(value: Any) -> str:
    """How a value of an enumeration is called."""
    return value if isinstance(value, str) else json.dumps(value)
