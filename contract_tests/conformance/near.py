"""What of a spec is near an operation: all of its path, and of what the links of the spec lead to or come from."""

from collections.abc import Collection, Iterator

from contract_tests.operation import METHODS, Document, described


def near(document: Document, wanted: Collection[str]) -> Document:
    """The spec with only the paths of what is wanted, or a link away from it; the whole spec where nothing is."""
    if not wanted:
        return document
    every = {one["operationId"]: path for path, _, one in described(document)}
    links = [{one["operationId"], other} for _, _, one in described(document) for other in _linked(one)]
    paths = {every[id] for id in every.keys() & set(wanted).union(*(link for link in links if link & set(wanted)))}
    ids = {id for id, path in every.items() if path in paths}
    kept = {path: _unlinked(item, ids) for path, item in document["paths"].items() if path in paths}
    return {**document, "paths": kept}


def _linked(operation: Document) -> Iterator[str]:
    for response in operation["responses"].values():
        yield from (link["operationId"] for link in response.get("links", {}).values() if "operationId" in link)


def _unlinked(item: Document, ids: Collection[str]) -> Document:
    """The path item without links to what is left out."""
    return {key: _kept(value, ids) if key in METHODS else value for key, value in item.items()}


def _kept(operation: Document, ids: Collection[str]) -> Document:
    replies = {status: _without(reply, ids) for status, reply in operation["responses"].items()}
    return {**operation, "responses": replies}


def _without(response: Document, ids: Collection[str]) -> Document:
    if "links" not in response:
        return response
    links = {name: link for name, link in response["links"].items() if link.get("operationId") in {None, *ids}}
    return {**response, "links": links}
