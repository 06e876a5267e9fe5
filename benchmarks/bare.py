"""The yardstick: an ASGI application that reads the request and answers fixed bytes, on uvicorn as it comes.

The reply is a JSON file named by the first argument: status, headers and body. The second is the port.
"""

import json
import sys
from pathlib import Path
from typing import Any

import uvicorn


class Bare:
    """Answers every request with one reply."""

    def __init__(self, status: int, headers: list[tuple[bytes, bytes]], body: bytes) -> None:
        self.start = {"type": "http.response.start", "status": status, "headers": headers}
        self.body = {"type": "http.response.body", "body": body}

    async def __call__(self, scope: dict[str, Any], receive: Any, send: Any) -> None:
        """Read the body to its end where there is one, then answer."""
        while scope["method"] != "GET" and (await receive()).get("more_body"):
            pass
        await send(self.start)
        await send(self.body)


def main() -> None:
    """Serve until terminated."""
    reply = json.loads(Path(sys.argv[1]).read_text())
    headers = [(name.encode(), value.encode()) for name, value in reply["headers"]]
    app: Any = Bare(reply["status"], headers, reply["body"].encode())
    options: dict[str, Any] = {"http": "httptools", "loop": "uvloop", "lifespan": "off", "access_log": False}
    options |= {"server_header": False, "date_header": False}  # as `simulator serve` has it
    uvicorn.run(app, host="127.0.0.1", port=int(sys.argv[2]), log_level="warning", **options)


if __name__ == "__main__":
    main()
