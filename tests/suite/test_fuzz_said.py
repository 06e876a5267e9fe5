"""What a client said as it ended: the telling line, and the place in its own source, in three languages."""

import subprocess
import sys
from pathlib import Path

import pytest

from contract_tests.client.fuzz.said import LINE_CHARS, Said

PYTHON = """
asked for the status
Traceback (most recent call last):
  File "/home/ann/desk/desk.py", line 12, in <module>
    main()
  File "/home/ann/desk/reading.py", line 30, in phone
    return told["phone"].replace(" ", "")
  File "/usr/lib/python3.11/json/decoder.py", line 337, in decode
    obj, end = self.raw_decode(s, idx=_w(s, 0).end())
  File "/home/ann/desk/site-packages/requests/models.py", line 9, in json
    raise RequestsJSONDecodeError(e.msg, e.doc, e.pos)
  File "<frozen runpy>", line 88, in _run_code
requests.exceptions.JSONDecodeError: Expecting value: line 1 column 1 (char 0)
"""
CHAINED = """
Traceback (most recent call last):
  File "/home/ann/desk.py", line 5, in load
KeyError: 'phone'

During handling of the above exception, another exception occurred:

Traceback (most recent call last):
  File "/home/ann/desk.py", line 40, in main
ValueError: no phone
"""
NODE = """
node:internal/process/promises:288
            triggerUncaughtException(err, true /* fromPromise */);
            ^

TypeError: Cannot read properties of null (reading 'replace')
    at phone (file:///home/ann/desk/reading.js:14:22)
    at node_modules/undici/index.js:3:1
    at async main (file:///home/ann/desk/desk.js:40:3)
    at process.processTicksAndRejections (node:internal/process/task_queues:95:5)

Node.js v20.19.0
"""
NODE_FOREIGN = """
Error: x
    at Object.throws (/home/ann/node_modules/got/index.js:3:1)
    at node:internal/main/run_main_module:28:49
    at Object.<anonymous> (/home/ann/desk.js:7:9)
"""
SHELL = """
desk.sh: line 31: told: parameter not set
"""
DASH = """
/home/ann/desk.sh: 31: told: parameter not set
"""


@pytest.mark.parametrize(
    ("text", "last", "place"),
    [
        (
            PYTHON,
            "requests.exceptions.JSONDecodeError: Expecting value: line 1 column 1 (char 0)",
            "reading.py:30",
        ),
        (CHAINED, "ValueError: no phone", "desk.py:40"),
        (NODE, "TypeError: Cannot read properties of null (reading 'replace')", "reading.js:14"),
        (NODE_FOREIGN, "Error: x", "desk.js:7"),
        (SHELL, "desk.sh: line 31: told: parameter not set", "desk.sh:31"),
        (DASH, "/home/ann/desk.sh: 31: told: parameter not set", "desk.sh:31"),
        ("", "", ""),
        ("\n \n", "", ""),
        ("gave up: no status\n\n", "gave up: no status", ""),
        ("one\ntwo\n", "two", ""),
    ],
)
def test_the_line_that_tells_and_the_place_in_the_clients_own_source(text: str, last: str, place: str) -> None:
    assert Said.of(text) == Said(last, place)


def test_a_long_line_is_cut() -> None:
    assert Said.of("x" * 10_000).last == "x" * LINE_CHARS


def test_what_is_no_text_does_no_harm() -> None:
    noise = bytes(range(256)).decode("utf-8", "replace") * 200
    assert len(Said.of(noise).last) <= LINE_CHARS


def test_what_this_python_says(tmp_path: Path) -> None:
    program = tmp_path / "desk.py"
    program.write_text("import json\n\ndef load():\n    return json.loads('{')\n\nload()\n", "utf-8")
    done = subprocess.run([sys.executable, str(program)], capture_output=True, text=True, check=False)
    found = Said.of(done.stderr)
    assert found.place == "desk.py:4"
    assert found.last.startswith("json.decoder.JSONDecodeError: ")


def test_what_this_shell_says(tmp_path: Path) -> None:
    program = tmp_path / "desk.sh"
    program.write_text("set -u\n:\necho $told\n", "utf-8")
    done = subprocess.run(["sh", str(program)], capture_output=True, text=True, check=False)
    assert Said.of(done.stderr).place == "desk.sh:3"


def test_what_an_exception_says() -> None:
    with pytest.raises(KeyError) as caught:
        {"email": 1}["phone"]
    found = Said.by(caught.value)
    assert found.last == "KeyError: 'phone'"
    assert found.place.startswith("test_fuzz_said.py:")
