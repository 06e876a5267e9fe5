"""The bundled specs are sound: examples hold, names resolve, claims exist, each operation is fully described."""

from collections.abc import Iterator
from typing import Any

import jsonschema_rs
import pytest

from contract_tests.operation import Document, Operation, is_vendor, operations
from simulator import testing

SPECS = {name: spec for name, spec in sorted(testing.specs().items()) if is_vendor(spec)}
ALL_FOUND = {
    "listPartnerUsers", "createPartnerUser", "listCredentials", "createCredential", "listManagedUsers",
    "addManagedUser", "listRoles", "sendMessages", "debugEnrollment",
}  # fmt: skip
"""Operations that name nobody who could be unknown."""

every_operation = pytest.mark.parametrize("operation", operations(), ids=lambda operation: operation.id)
every_spec = pytest.mark.parametrize("spec", SPECS.values(), ids=SPECS.keys())


@every_operation
def test_every_example_is_valid(operation: Operation) -> None:
    """Of bodies, replies and parameters, against their own schemas, formats included."""
    for place, schema, examples in _shown(operation):
        validator = jsonschema_rs.Draft202012Validator(_rooted(operation.document, schema), validate_formats=True)
        for name, value in examples:
            found = [error.message for error in validator.iter_errors(value)]
            assert not found, f"{place}, example {name}: {found}"


@every_operation
def test_every_body_and_parameter_has_an_example(operation: Operation) -> None:
    """So that the docs page and the contract suite can make the call."""
    for place, _, examples in _shown(operation):
        assert examples, f"{place} has no example"


@every_operation
def test_an_operation_says_what_a_reader_needs(operation: Operation) -> None:
    """Id, summary, description, tags, security, claims, order of refusals, and the refusals that every call has."""
    described = operation.described
    assert {"operationId", "summary", "description", "tags", "security", "x-claims", "x-refusals", "responses"} <= set(
        described
    )
    assert {"401", "403"} <= set(described["responses"])
    assert ("404" in described["responses"]) is (operation.id not in ALL_FOUND)
    assert ({"400", "413", "415"} <= set(described["responses"])) is operation.takes_body
    assert {tag["name"] for tag in operation.document["tags"]} >= set(described["tags"])


@every_spec
def test_security_schemes_links_and_claims_exist(spec: Document) -> None:
    """No requirement, link or claim points nowhere."""
    schemes = set(spec["components"]["securitySchemes"])
    ids = {known.id for known in operations()}
    claims = {claim["id"] for claim in testing.claims()}
    for node in _nodes(spec):
        assert {name for alternative in node.get("security", ()) for name in alternative} <= schemes
        assert set(node.get("x-claims", ())) <= claims
        for link in node["links"].values() if isinstance(node.get("links"), dict) else ():
            assert not isinstance(link, dict) or "$ref" in link or link["operationId"] in ids


@every_spec
def test_every_local_reference_resolves(spec: Document) -> None:
    """And there are no others: a spec is one file."""
    probe = Operation("", "", "", "", {}, spec)
    for node in _nodes(spec):
        if isinstance(node.get("$ref"), str):
            assert node["$ref"].startswith("#/")
            assert isinstance(probe.resolved(node), dict)


@every_spec
def test_replies_are_closed_and_requests_are_open(spec: Document) -> None:
    """A reply has no member that the spec does not name; a request may have more."""
    for operation in operations():
        if operation.document is spec:
            for place, schema, _ in _shown(operation):
                for node in _nodes(_inlined(operation, schema)):
                    if "properties" in node and node.get("type") == "object":
                        closed = node.get("additionalProperties") is False or node.get("unevaluatedProperties") is False
                        assert closed is place.startswith("reply"), f"{operation.id}: {place}"


def test_operation_ids_are_unique() -> None:
    """Over all specs, since links and coverage speak of ids only."""
    ids = [operation.id for operation in operations()]
    assert len(ids) == len(set(ids))


def _shown(operation: Operation) -> Iterator[tuple[str, Document, list[tuple[str, Any]]]]:
    """Every place of an operation that has a schema, with its examples."""
    for parameter in (
        *operation.document["paths"][_key(operation)].get("parameters", ()),
        *operation.described.get("parameters", ()),
    ):
        node = operation.resolved(parameter)
        yield f"parameter {node['name']}", node["schema"], _examples(node)
    if operation.takes_body:
        for media_type, node in operation.resolved(operation.described["requestBody"])["content"].items():
            yield f"body {media_type}", node["schema"], _examples(node)
    for status in operation.described["responses"]:
        for media_type, node in (operation.reply(int(status)) or {}).get("content", {}).items():
            yield f"reply {status} {media_type}", node["schema"], _examples(node)


def _key(operation: Operation) -> str:
    keys = (key for key, item in operation.document["paths"].items() if operation.described in item.values())
    return str(next(keys))


def _examples(node: Document) -> list[tuple[str, Any]]:
    named = [(name, example["value"]) for name, example in node.get("examples", {}).items()]
    return [*named, *([("", node["example"])] if "example" in node else [])]


def _rooted(document: Document, schema: Document) -> Document:
    return {"components": document.get("components", {}), **schema}


def _inlined(operation: Operation, schema: Any, depth: int = 0) -> Any:
    if isinstance(schema, dict):
        node = operation.resolved(schema)
        return {key: _inlined(operation, value, depth + 1) for key, value in node.items()}
    return [_inlined(operation, value, depth + 1) for value in schema] if isinstance(schema, list) else schema


def _nodes(value: Any) -> Iterator[Document]:
    if isinstance(value, dict):
        yield value
    for inner in value.values() if isinstance(value, dict) else value if isinstance(value, list) else ():
        yield from _nodes(inner)
