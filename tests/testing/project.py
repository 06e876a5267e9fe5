"""A project of somebody who uses the plugin: files in a folder of its own, and its tests run by pytest there."""

import subprocess
import sys
from pathlib import Path
from xml.etree import ElementTree

from tests.serving import environment

__all__ = ["ALONE", "Told", "ran", "words"]

ALONE = {"PYTEST_DISABLE_PLUGIN_AUTOLOAD": "1"}
"""No plugin but those that are named: they need their time to start, and each is tested by others."""

PLUGIN = "simulator.testing.plugin"
PATIENCE_SECONDS = 120

CLIENT = '''
"""A client of the support desk, as small as can be."""
import json
from urllib.error import HTTPError
from urllib.request import Request, urlopen


def call(method, url, token, body=None):
    headers = {"content-type": "application/json", "authorization": f"Bearer {token}"}
    content = None if body is None else json.dumps(body).encode()
    try:
        with urlopen(Request(url, content, headers, method=method), timeout=30) as answer:
            return answer.status, answer.read()
    except HTTPError as refusal:
        with refusal:
            return refusal.code, refusal.read()


def unlock(sandbox, user_id, state=False, part="users"):
    url = f"{sandbox.url}/a/consumer-status/api/v0/{part}/{user_id}/status/locked"
    return call("PUT", url, sandbox.token(), {"state": state})[0]


def reset(sandbox, user):
    path = f"/institutions/{user.institution_id}/users/{user.user_id}/password/reset"
    return call("POST", sandbox.url + "/a/password-reset/api/v0" + path, sandbox.token(), {"method": "email"})[0]
'''


class Told:
    """What pytest said: its exit code, its output, and by test's name how it went and why."""

    def __init__(self, code: int, text: str, report: Path) -> None:
        self.code, self.text = code, text
        cases = ElementTree.parse(report).iter("testcase") if report.exists() else ()  # noqa: S314
        self.tests = {case.attrib["name"]: [(part.tag, part.get("message", "")) for part in case] for case in cases}

    def passed(self) -> set[str]:
        """The tests about which there is nothing to say."""
        return {name for name, parts in self.tests.items() if not parts}


def words(*flags: str) -> list[str]:
    """The words that run pytest with the plugin."""
    return [sys.executable, "-m", "pytest", "-p", "no:cacheprovider", "-p", PLUGIN, "-W", "error", *flags]


def ran(
    folder: Path, tests: str, *flags: str, more: dict[str, str] | None = None, files: dict[str, str] | None = None
) -> Told:
    """Run the tests of a project that has a client, and these further files."""
    settings = "[pytest]\npythonpath = .\nmarkers = mine\n"
    written = {"pytest.ini": settings, "client.py": CLIENT, "test_desk.py": tests, **(files or {})}
    for name, text in written.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, "utf-8")
    report = folder / "report.xml"
    done = subprocess.run(
        words(f"--junit-xml={report}", *flags),
        cwd=folder,
        env=environment({**ALONE, **(more or {})}),
        capture_output=True,
        text=True,
        timeout=PATIENCE_SECONDS,
        check=False,
    )
    return Told(done.returncode, done.stdout + done.stderr, report)
