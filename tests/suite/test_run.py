"""What a user sees of `simulator test`: findings with claim, curl and bundle, reports, and exit codes that mean it."""

import json
import threading
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from xml.etree import ElementTree

import pytest

from tests.serving import served
from tests.suite.ran import simulator
from tests.suite.wound import DEFECT

FEW = ("-k", "support_call")
TOKEN = "a-control-token-for-this-test"


def test_a_sound_simulator_is_found_sound(tmp_path: Path) -> None:
    done = simulator(tmp_path, "test", *FEW)
    assert done.code == 0, done.out
    assert "0 findings" in done.out
    assert "claims proven (100.0 %)" in done.out
    assert list(tmp_path.iterdir()) == []


def test_a_bug_is_told_with_its_claim_a_curl_line_and_a_bundle_that_replays(tmp_path: Path) -> None:
    """And everything that was asked for is written."""
    reports = [word for form in ("junit", "html", "json") for word in ("--report", form, str(tmp_path / "told"))]
    done = simulator(tmp_path, "test", "--defect", DEFECT, *reports, *FEW)
    assert done.code == 1, done.out
    assert "claim  BAN-T-09: After a successful unlock" in done.out
    assert 'curl   curl -i -X GET -H "Authorization: Bearer $TOKEN" http' in done.out
    told = json.loads((tmp_path / "told" / "findings.json").read_text("utf-8"))
    assert told["defects"] == [DEFECT]
    assert ElementTree.parse(tmp_path / "told" / "junit.xml").getroot().find(".//failure") is not None  # noqa: S314
    assert "an unlocked user stays unlocked" in (tmp_path / "told" / "findings.html").read_text("utf-8")
    bundles = [found["bundle"] for found in told["findings"]]
    again = simulator(tmp_path, "replay", *bundles)
    assert (again.code, again.out.count("stands: ")) == (1, len(bundles)), again.out
    mended = simulator(tmp_path, "replay", "--without-defects", *bundles)
    assert (mended.code, mended.out.count("gone: ")) == (0, len(bundles)), mended.out


@pytest.mark.parametrize(
    ("words", "known"),
    [
        (("--provider", "bano"), "unknown bano (known: banno, customers_bank, narmi)"),
        (("--check", "none"), "unknown none (known: accepted-writes-show"),
        (("--profile", "all"), "choose from"),
        (("--defect", "rot"), "--defect: unknown rot (known: banno-"),
        (("--report", "pdf", "x"), "expected junit, html, json, got 'pdf'"),
        (("--rate", "-1"), "-1.0 is not in the range x>=0"),
        (("--effort", "0"), "0 is not in the range x>=1"),
        (("--fail-under", "-1"), "-1.0 is not in the range x>=0"),
        (("--token", "abc"), "--token is for a real upstream; say which with --profile read-only"),
        (("--given", "userId=x", "--profile", "full"), "--given is for a real upstream"),
        (("--defects", "--defect", "rot"), "unknown defect rot (known: banno-"),
        (("--defects", "--provider", "bano"), "unknown provider bano (known: banno, customers_bank, narmi)"),
        (("--defects", "--report", "html", "."), "with --defects, json is what there is"),
        (("--defects", "--provider", "customers_bank", "--defect", DEFECT), "none of these bugs is one of these"),
        (("--defects", "--jobs", "0"), "0 is not in the range"),
        (("--defects", "--check", "none", "--defect", DEFECT), "unknown none (known: accepted-writes-show"),
        (("--defects", "--no-such-option", "--defect", DEFECT), "unrecognized arguments"),
        (("--no-such-option",), "unrecognized arguments"),
    ],
)
def test_a_word_that_is_not_known_is_answered_with_the_known_ones(
    tmp_path: Path, words: tuple[str, ...], known: str
) -> None:
    done = simulator(tmp_path, "test", *words)
    assert done.code == 2, done.out
    assert known in done.out
    assert "Traceback" not in done.out


@pytest.mark.parametrize("more", [(), ("-n", "2")])
def test_a_target_that_does_not_answer_is_named(tmp_path: Path, more: tuple[str, ...]) -> None:
    done = simulator(tmp_path, "test", "http://127.0.0.1:9", *FEW, *more)
    assert done.code == 4, done.out
    assert "The target http://127.0.0.1:9 cannot be reached" in done.out


class Obliging(BaseHTTPRequestHandler):
    """Says 200 to everything."""

    def do_GET(self) -> None:
        self.send_response(200)
        self.end_headers()
        self.wfile.write(b"hello")


def test_a_simulator_with_a_token_of_its_own_is_given_that(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with served("--strict", "--control-token", TOKEN) as server:
        shut = simulator(tmp_path, "test", server.url, *FEW)
        assert shut.code != 0, shut.out
        assert "SIMULATOR_CONTROL_TOKEN" in shut.out
        monkeypatch.setenv("SIMULATOR_CONTROL_TOKEN", TOKEN)
        let_in = simulator(tmp_path, "test", server.url, *FEW)
        assert let_in.code == 0, let_in.out


def test_whoever_says_yes_to_everything_is_no_simulator(tmp_path: Path) -> None:
    with HTTPServer(("127.0.0.1", 0), Obliging) as stranger:
        threading.Thread(target=stranger.serve_forever, daemon=True).start()
        done = simulator(tmp_path, "test", f"http://127.0.0.1:{stranger.server_port}", *FEW)
        stranger.shutdown()
    assert done.code == 4, done.out
    assert "is no simulator: /_simulator/v1/health answered 200 hello" in done.out


@pytest.mark.parametrize("words", [("-k", "nosuchtest"), ("--max-time", "0")])
def test_nothing_that_ran_is_never_green(tmp_path: Path, words: tuple[str, ...]) -> None:
    assert simulator(tmp_path, "test", *words, "--provider", "banno").code == 5


def test_too_little_that_is_proven_fails(tmp_path: Path) -> None:
    done = simulator(tmp_path, "test", "--fail-under", "100.1", *FEW)
    assert done.code == 1, done.out
    assert "fewer than the 100.1 % that --fail-under asks for" in done.out


@pytest.mark.parametrize("file", ["none.json", "pyproject.toml"])
def test_what_is_no_bundle_is_not_replayed(tmp_path: Path, file: str) -> None:
    (tmp_path / "pyproject.toml").write_text("[tool]\n", "utf-8")
    done = simulator(tmp_path, "replay", file)
    assert done.code == 2
    assert f"simulator: {file}: " in done.out


def test_the_matrix_tells_who_caught_what(tmp_path: Path) -> None:
    done = simulator(tmp_path, "test", "--defects", "--defect", DEFECT, "--report", "json", str(tmp_path), *FEW)
    assert done.code == 0, done.out
    assert f"{DEFECT}  -----------  checks  -----  journeys  -----" in done.out
    assert "detection score: 1 of 1 seeded bugs (100.0 %)" in done.out
    assert json.loads((tmp_path / "defects.json").read_text("utf-8"))["score"] == 100.0
