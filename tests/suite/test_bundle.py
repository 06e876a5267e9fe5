"""A bundle is a finding that can be carried away, and that tells nobody a secret."""

import json
from dataclasses import replace
from hashlib import sha256
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from contract_tests.bank import SAMPLE_ID, Bank, forked
from contract_tests.bundle.bundle import Bundle, Refused, loaded, saved
from contract_tests.bundle.replaying import replayed
from contract_tests.bundle.secret import hushed, redacted
from contract_tests.bundle.shortening import shortened
from contract_tests.bundle.writing import write
from contract_tests.exchange import Request, Response
from contract_tests.finding import Finding
from contract_tests.tape import Taped
from contract_tests.targets.inproc import InProcess
from tests.suite.ran import simulator
from tests.suite.wound import DEFECT, SETTINGS, STATUS, tape

FINDING = Finding("journeys", "an unlock shows", "it does not", "getUserStatus", ("BAN-T-09",))
CHECKED = replace(FINDING, layer="checks", title="an unlocked user stays unlocked")


@pytest.fixture(scope="module")
def bundle() -> Bundle:
    """What the tape of a simulator that forgets unlocks becomes."""
    taped = tape()
    made = Bundle(FINDING, SETTINGS, tuple(redacted(taped.tape, simulator=True)))
    taped.close()
    return made


def judged(bundle: Bundle, *defects: str) -> bool:
    target = InProcess(bundle.settings.seed, defects)
    try:
        return replayed(bundle, target).stands
    finally:
        target.close()


def test_a_bundle_is_the_same_when_it_is_read_again(bundle: Bundle, tmp_path: Path) -> None:
    assert loaded(saved(bundle, tmp_path / "deep" / "finding.json")) == bundle


def test_bytes_that_are_no_text_survive(bundle: Bundle, tmp_path: Path) -> None:
    odd = Request("POST", "/x", (("X-Odd", "\udcff\udc80"), ("X-Even", "é")), b"\xff\x00")
    whole = replace(bundle, said=((odd, Response(200, (), b"\x80")),))
    assert loaded(saved(whole, tmp_path / "odd.json")) == whole


def test_a_finding_stands_as_long_as_the_bug_is_there(bundle: Bundle) -> None:
    assert judged(bundle, DEFECT)
    assert not judged(bundle)


def test_what_a_check_found_is_looked_at_by_the_check_again(bundle: Bundle) -> None:
    assert judged(replace(bundle, finding=CHECKED), DEFECT)
    assert not judged(replace(bundle, finding=CHECKED))


def test_the_first_reply_that_differs_is_told(bundle: Bundle) -> None:
    target = InProcess(bundle.settings.seed)
    verdict = replayed(bundle, target)
    target.close()
    assert verdict.told.endswith('status was 200 {"status":"Locked"}, and is 200 {"status":"Active"}')


def test_a_long_tape_is_cut_down_to_the_one_exchange_that_shows_it(bundle: Bundle) -> None:
    made, minted, unlock, look = bundle.said
    long = replace(bundle, said=(made, minted, *[look] * 30, unlock, look))
    short = shortened(long, len(long.said) - 1)
    assert short.said == (made, minted, look)
    assert judged(short, DEFECT)


def test_what_a_sequence_shows_is_kept_whole(bundle: Bundle) -> None:
    sequence = replace(bundle.finding, title="Schemathesis, use_after_free: Use after free")
    long = replace(bundle, finding=sequence, said=(*bundle.said[:-1], *([bundle.said[-1]] * 30)))
    assert shortened(long, len(long.said) - 1) == long


def test_what_takes_a_state_gets_it(bundle: Bundle) -> None:
    """A clean simulator, so that the last status is Active, which it is only after the unlock."""
    taped = tape("")
    said = tuple(redacted(taped.tape, simulator=True))
    taped.close()
    made, minted, unlock, look = said
    clean = replace(bundle, settings=replace(SETTINGS, defects=()), said=(made, minted, *[unlock] * 30, look))
    later = (clean.said[2][0], Response(409, (), b""))
    clean = replace(clean, said=(made, minted, unlock, *[later] * 29, look))
    short = shortened(clean, len(clean.said) - 1)
    assert (len(short.said), short.state is not None) == (3, True)
    assert judged(short)


def test_no_token_is_told(bundle: Bundle) -> None:
    text = json.dumps(bundle.plain)
    assert "eyJ" not in text
    assert "Bearer {token:1}" in text
    assert "***" in text


def test_no_credential_of_a_real_upstream_is_told() -> None:
    asked = Request("GET", STATUS, (("Authorization", "Bearer s3cret"), ("Cookie", "a=b")))
    told = Response(200, (), b'{"secretText":"xyz","hint":"xyz"}')
    ((request, response),) = redacted([(asked, told)], simulator=False)
    assert request.headers == (("Authorization", "Bearer {token}"), ("Cookie", "{cookie}"))
    assert response.body == b'{"secretText":"***","hint":"xyz"}'


@pytest.mark.parametrize(
    ("spoil", "reason"),
    [
        (lambda text: text[: len(text) // 2], "is no JSON"),
        (lambda text: text.replace("Locked", "Active"), "was changed or damaged"),
        (lambda text: text.replace('"bundle": 1', '"bundle": 2'), "of format 2, this version reads format 1"),
        (lambda _: "[]", "is no bundle"),
        (lambda _: "{}", "is no bundle"),
    ],
)
def test_what_is_no_bundle_is_refused_with_the_reason(bundle: Bundle, tmp_path: Path, spoil: Any, reason: str) -> None:
    file = saved(bundle, tmp_path / "finding.json")
    file.write_text(spoil(file.read_text("utf-8")), "utf-8")
    with pytest.raises(Refused, match=reason):
        loaded(file)


@pytest.mark.parametrize(
    ("spoil", "reason"),
    [
        (lambda plain: plain.pop("finding"), "has other members than this version knows"),
        (lambda plain: plain["settings"].update(more=1), "has other members than this version knows"),
        (lambda plain: plain.update(settings="x"), "has other members than this version knows"),
        (lambda plain: plain.update(exchanges=[{}]), "has other members than this version knows"),
        (lambda plain: plain.update(exchanges=[]), "holds no exchange"),
    ],
)
def test_a_whole_bundle_of_other_members_is_refused(bundle: Bundle, tmp_path: Path, spoil: Any, reason: str) -> None:
    plain = bundle.plain
    spoil(plain)
    told = json.dumps(plain, sort_keys=True, ensure_ascii=False).encode()
    file = tmp_path / "other.json"
    file.write_text(json.dumps({**plain, "digest": sha256(told).hexdigest()}), "utf-8")
    with pytest.raises(Refused, match=reason):
        loaded(file)


def test_a_file_of_nothing_but_brackets_is_refused(tmp_path: Path) -> None:
    (tmp_path / "deep.json").write_text("[" * 100_000, "utf-8")
    with pytest.raises(Refused, match="is no JSON"):
        loaded(tmp_path / "deep.json")


def test_a_bundle_can_be_replayed_twice_at_one_target(bundle: Bundle) -> None:
    target = InProcess(bundle.settings.seed, (DEFECT,))
    assert replayed(bundle, target).stands
    assert replayed(bundle, target).stands
    assert replayed(bundle, target, keep=True).stands
    with pytest.raises(Refused, match=r"exists at the target; `simulator sandbox delete sandbox-1` makes room"):
        replayed(bundle, target)
    target.close()


@pytest.mark.parametrize(
    ("status", "mend"),
    [(401, "--token or SIMULATOR_TOKEN"), (403, "--token or SIMULATOR_TOKEN"), (404, "are these ids")],
)
def test_an_upstream_that_lets_nobody_in_or_knows_nobody_makes_no_finding_go(
    bundle: Bundle, status: int, mend: str
) -> None:
    """There is no control API, and every call is answered the same."""

    def answer(asked: Request) -> Response:
        return Response(404 if "health" in asked.target else status, (), b"")

    upstream = SimpleNamespace(url="http://h", answer=answer)
    with pytest.raises(Refused, match=mend):
        replayed(bundle, upstream, writes=True)


def test_what_was_made_at_an_upstream_is_asked_with_the_token_of_its_api(bundle: Bundle) -> None:
    asked: list[Request] = []

    def answer(request: Request) -> Response:
        asked.append(request)
        return Response(404 if "health" in request.target else 200, (), b"")

    said = ((Request("GET", STATUS), Response(200, (), b"")),)
    made = replace(bundle, said=said, settings=replace(SETTINGS, target="http://h", simulator=False))
    upstream = SimpleNamespace(url="http://h", answer=answer)
    assert replayed(made, upstream, "banno-consumer=c banno-admin=a=", writes=True).stands
    assert replayed(made, upstream, "plain", writes=True).stands
    assert [dict(one.headers)["Authorization"] for one in asked[1::2]] == ["Bearer a=", "Bearer plain"]


def test_a_bug_that_is_known_no_more_is_named(bundle: Bundle, tmp_path: Path) -> None:
    gone = replace(bundle, settings=replace(SETTINGS, defects=("banno-gone",)))
    done = simulator(tmp_path, "replay", str(saved(gone, tmp_path / "gone.json")))
    assert done.code == 2
    assert "was made with the bug banno-gone, which this version does not know; --without-defects" in done.out


def test_a_file_that_is_not_there_is_refused(tmp_path: Path) -> None:
    with pytest.raises(Refused, match="cannot be read"):
        loaded(tmp_path / "none.json")


def test_a_state_of_other_people_is_refused(bundle: Bundle) -> None:
    foreign = {"format": 1, "population": "0" * 16, "clock": "2026-01-01T00:00:00Z", "version": 0, "changes": []}
    with pytest.raises(Refused, match="made on population 0000"):
        judged(replace(bundle, state=foreign), DEFECT)


def test_equal_findings_share_a_bundle(tmp_path: Path) -> None:
    taped = tape()
    run: set[Path] = set()
    first = write(tmp_path, FINDING, taped.tape, SETTINGS, run)
    assert first.name == "journeys-getUserStatus-an-unlock-shows.json"
    assert write(tmp_path, replace(FINDING, message="again"), taped.tape[:1], SETTINGS, run) == first
    assert loaded(first).finding.message == "it does not"
    assert write(tmp_path, replace(FINDING, message="another run"), taped.tape, SETTINGS, set()) == first
    taped.close()
    assert loaded(first).finding.message == "another run"


def test_a_real_upstream_is_not_written_to_unless_that_is_said(bundle: Bundle) -> None:
    sent: list[str] = []

    def answer(request: Request) -> Response:
        sent.append(request.method)
        return Response(404 if "health" in request.target else 200, (), b"")

    with pytest.raises(Refused, match=r"would write at a real upstream \(PUT /a/consumer-status/.*--writes"):
        replayed(bundle, SimpleNamespace(url="http://h", answer=answer))
    assert sent == ["GET"]


def test_a_header_that_is_mended_makes_a_finding_go(bundle: Bundle) -> None:
    """What passes with every reply, such as its number, does not count."""
    *before, (request, response) = bundle.said
    headers = tuple((name, "other" if name == "X-Simulator-Request-Id" else value) for name, value in response.headers)
    assert judged(replace(bundle, said=(*before, (request, replace(response, headers=headers)))), DEFECT)
    bare = tuple((name, value) for name, value in headers if name.lower() != "content-type")
    assert not judged(replace(bundle, said=(*before, (request, replace(response, headers=bare)))), DEFECT)


def test_a_check_looks_at_each_sandbox_by_itself() -> None:
    """A clean simulator: what was changed in one sandbox reads as before in another."""
    taped = Taped(InProcess(1))
    first, second = Bank(taped, forked(taped)), Bank(taped, forked(taped))
    first.send("GET", STATUS, token=first.token("banno-admin"))
    second.edit(SAMPLE_ID, status="Active")
    second.send("GET", STATUS, token=second.token("banno-admin"))
    taped.close()
    finding = replace(
        FINDING, layer="checks", title="the same read twice, with no accepted write between, says the same"
    )
    made = Bundle(finding, replace(SETTINGS, defects=()), tuple(redacted(taped.tape, simulator=True)))
    assert not judged(made)


def test_a_message_tells_no_secret() -> None:
    told = hushed("""-> 200 b'{"secretText":"abc","hint":"abc"}' by eyJhbGciOi.eyJpc3Mi.c2ln""")
    assert told == """-> 200 b'{"secretText":"***","hint":"abc"}' by {token}"""


def test_what_was_made_behind_the_vendors_back_is_made_again() -> None:
    """Its reply names a place, which a bundle does not tell."""
    taped = Taped(InProcess(1, (DEFECT,)))
    bank = Bank(taped, forked(taped))
    bank.create(institutionId=SAMPLE_ID, firstName="Ann", lastName="Added")
    bank.send("GET", STATUS, token=bank.token("banno-admin"))
    taped.close()
    assert judged(Bundle(FINDING, SETTINGS, tuple(redacted(taped.tape, simulator=True))), DEFECT)


def test_long_titles_that_begin_alike_have_bundles_of_their_own(tmp_path: Path) -> None:
    taped = tape()
    title = "a promise of which there is so much to say that " * 2
    files = {write(tmp_path, replace(FINDING, title=title + end), taped.tape, SETTINGS, set()) for end in ("a", "b")}
    taped.close()
    assert len(files) == 2
