"""A client that does nothing but ask. Its arguments are its name and how often; the simulator is in its environment."""

import os
import sys
from http.client import HTTPConnection
from urllib.parse import urlsplit

KATHY = "3fa85f64-5717-4562-b3fc-2c963f66afa6"
STATUS = f"/a/consumer-status/api/v0/users/{KATHY}/status"
SEARCH = f"/a/consumer-user-search/api/v0/institutions/{KATHY}/users?query=a"
LARGEST, LAST = 10, 50


def main() -> None:
    """Ask `same` or `anew` (with a connection for each call) for a status, `other` for pages of 1 to 10 users."""
    name, times = sys.argv[1], int(sys.argv[2])
    place, token = urlsplit(os.environ["SIMULATOR_URL"]), os.environ["SIMULATOR_TOKEN"]
    line = HTTPConnection(place.hostname or "", place.port)
    for number in range(times):
        path = f"{SEARCH}&limit={number % LARGEST + 1}&offset={number // LARGEST % LAST}" if name == "other" else STATUS
        line.request("GET", place.path + path, headers={"authorization": f"Bearer {token}"})
        line.getresponse().read()
        if name == "anew":
            line.close()


if __name__ == "__main__":
    main()
