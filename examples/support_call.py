"""The support call of Banno's guide as a program: find a customer, unlock them if need be, send a password reset.

Start `make run` first; `SIMULATOR_URL` names another address. Standard library only.
"""

import json
import os
import sys
from typing import Any
from urllib.parse import quote
from urllib.request import Request, urlopen

URL = os.environ.get("SIMULATOR_URL", "http://127.0.0.1:8765")
INSTITUTION = os.environ.get("INSTITUTION_ID", "3fa85f64-5717-4562-b3fc-2c963f66afa6")


def call(method: str, path: str, body: Any = None, token: str = "") -> Any:
    """One exchange, JSON both ways; an empty answer is None. Raises urllib.error.HTTPError for a refusal."""
    headers = {"content-type": "application/json"} | ({"authorization": f"Bearer {token}"} if token else {})
    content = None if body is None else json.dumps(body).encode()
    with urlopen(Request(URL + path, content, headers, method=method), timeout=10) as answer:
        received = answer.read()
    return json.loads(received) if received else None


def main(email: str) -> None:
    """Help the customer who has this address."""
    token = call("POST", "/_simulator/v1/tokens", {"api": "banno-admin"})["access_token"]
    institution = f"/institutions/{INSTITUTION}/users"

    found = call("GET", f"/a/consumer-user-search/api/v0{institution}?query={quote(email)}", token=token)["users"]
    if not found:
        raise SystemExit(f"nobody has the address {email}")
    user = found[0]["userId"]

    details = call("GET", f"/a/mobile/api/v0{institution}/{user}/details", token=token)
    print(f"{details['firstName']} {details['lastName']}, born {details['demographic']['birthday']}")

    status = call("GET", f"/a/consumer-status/api/v0/users/{user}/status", token=token)["status"]
    print(f"status: {status}")
    if status == "Locked":
        call("PUT", f"/a/consumer-status/api/v0/users/{user}/status/locked", {"state": False}, token)
        print("unlocked")

    call("POST", f"/a/password-reset/api/v0{institution}/{user}/password/reset", {"method": "email"}, token)
    mail = call("GET", "/_simulator/v1/outbox/latest")
    print(f"sent to {mail['to']}: {mail['link']}")


if __name__ == "__main__":
    main(sys.argv[1] if len(sys.argv) > 1 else "user@example.com")
