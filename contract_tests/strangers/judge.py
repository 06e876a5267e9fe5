"""A program of its own, in the environment of openapi-core: what that library thinks of recorded exchanges.

Takes two files, the specs by name as JSON and one exchange a line, and writes for each exchange the faults of its
request, of its reply, and of the reply that somebody spoiled, by name. It imports nothing of this project.
"""

import base64
import json
import sys
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, unquote

from openapi_core import Config, OpenAPI
from openapi_core.testing import MockRequest, MockResponse
from werkzeug.datastructures import ImmutableMultiDict

HOST = "http://simulator.example"


READ_AS_JSON = dict.fromkeys(("application/merge-patch+json", "application/problem+json"), json.loads)
"""Media types that openapi-core does not read by itself."""


def judged(exchange: dict[str, Any], specs: dict[str, Any]) -> dict[str, list[str]]:
    """The faults of an exchange."""
    api, request = specs[exchange["spec"]], _request(exchange)
    replies = {name: exchange[name] for name in ("reply", "spoilt") if exchange[name]}
    found = {name: api.iter_response_errors(request, _reply(reply)) for name, reply in replies.items()}
    found["request"] = api.iter_request_errors(request)
    return {name: [_named(fault) for fault in faults] for name, faults in found.items()}


def _named(fault: BaseException) -> str:
    """The kinds of a fault and of its causes, and what the schema says; never its own words, which may not decode."""
    named = []
    cause: BaseException | None = fault
    while cause is not None:
        said = [error.message[:80] for error in getattr(cause, "schema_errors", ())]
        named.append(" ".join([type(cause).__name__, str(getattr(cause, "name", "")), *said]).strip())
        cause = cause.__cause__
    return " <- ".join(named)


def _request(exchange: dict[str, Any]) -> MockRequest:
    path, _, query = exchange["target"].partition("?")
    headers = dict(exchange["headers"])
    made = MockRequest(
        HOST,
        exchange["method"],
        unquote(path),
        headers=headers,
        data=base64.b64decode(exchange["body"]),
        content_type=_content_type(headers),
    )
    made.parameters.query = ImmutableMultiDict(parse_qsl(query, keep_blank_values=True))
    return made


def _reply(reply: dict[str, Any]) -> MockResponse:
    headers, body = dict(reply["headers"]), base64.b64decode(reply["body"])
    return MockResponse(body, reply["status"], headers=headers, content_type=_content_type(headers))


def _content_type(headers: dict[str, str]) -> str:
    return next((value for name, value in headers.items() if name.lower() == "content-type"), "")


def main(specs_file: str, exchanges_file: str) -> None:
    """Judge every line of the second file, one line of JSON each."""
    documents = json.loads(Path(specs_file).read_text())
    config = Config(extra_media_type_deserializers=READ_AS_JSON)
    specs = {name: OpenAPI.from_dict(document, config=config) for name, document in documents.items()}
    with Path(exchanges_file).open() as lines:
        for line in lines:
            sys.stdout.write(json.dumps(judged(json.loads(line), specs)) + "\n")


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2])
