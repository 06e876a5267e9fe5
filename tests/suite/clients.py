"""Clients that are a few lines each, and the command that judges them, run as a user does."""

import sys
from pathlib import Path

from tests.suite.ran import Ran, simulator

KATHY = "3fa85f64-5717-4562-b3fc-2c963f66afa6"
PREAMBLE = f'''
import json, os, signal, socket, subprocess, sys, time, urllib.error, urllib.request
URL, TOKEN, KATHY = os.environ["SIMULATOR_URL"], os.environ["SIMULATOR_TOKEN"], "{KATHY}"
STATUS = f"/a/consumer-status/api/v0/users/{{KATHY}}/status"
SEARCH = f"/a/consumer-user-search/api/v0/institutions/{{KATHY}}/users?query="

def call(method, path, body=None, token=TOKEN, url=URL):
    content = None if body is None else json.dumps(body).encode()
    headers = {{"content-type": "application/json"}} | ({{"authorization": "Bearer " + token}} if token else {{}})
    try:
        with urllib.request.urlopen(urllib.request.Request(url + path, content, headers, method=method)) as answer:
            return answer.status, answer.read()
    except urllib.error.HTTPError as refusal:
        return refusal.code, refusal.read()
'''
GOOD = """
assert call("GET", SEARCH + "user@example.com")[0] == 200
assert call("GET", STATUS)[0] == 200
assert call("GET", STATUS, token="")[0] == 401
print("hello from the client")
"""


def client(folder: Path, program: str, *options: str) -> Ran:
    """The verb with a client of these lines."""
    (folder / "client.py").write_text(PREAMBLE + program, "utf-8")
    return simulator(folder, "client", *options, "--", sys.executable, "client.py")


def marked(mark: str) -> list[int]:
    """The processes whose command line holds a mark, which only those of one test's client do."""
    found = []
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            if mark.encode() in (folder / "cmdline").read_bytes():
                found.append(int(folder.name))
        except OSError:
            continue
    return found
