"""Reads the options of a run against an upstream, and says what was expected where they do not go together."""

import os
import time
from collections.abc import Iterable

from contract_tests.operation import operations
from contract_tests.upstream.access import ID, Access
from contract_tests.upstream.options import READ_ONLY, SANDBOX
from contract_tests.upstream.token import Token

PROVIDERS = {"banno": "banno-admin", "customers_bank": "customers-bank"}
"""The providers, and whose token one is that is given without the name of its API."""

GIVEN = ("userId", "institutionId", "method")


class Unusable(ValueError):
    """The options do not go together; the message says what was expected."""


def told() -> list[str]:
    """The tokens in the environment, where no list of processes shows them: SIMULATOR_TOKEN, several with blanks
    between them.
    """
    return os.environ.get("SIMULATOR_TOKEN", "").split()


def access(
    profile: str,
    providers: Iterable[str],
    tokens: Iterable[str],
    commands: Iterable[str],
    given: Iterable[str],
    without: Iterable[str] = (),
    *,
    seed: int = 1,
    rate: float = 0.0,
    max_time: float | None = None,
) -> Access:
    """Read the options of a run. Raises Unusable."""
    if profile not in (READ_ONLY, SANDBOX):
        raise Unusable(f"expected profile {READ_ONLY} or {SANDBOX} for an upstream, got {profile!r}")
    chosen = set(providers)
    if unknown := chosen - set(PROVIDERS):
        raise Unusable(f"no provider {', '.join(sorted(unknown))}; there are {', '.join(PROVIDERS)}")
    held: dict[str, Token] = {}
    for words, kind in ((tokens, "given"), (commands, "command")):
        for word in words:
            api, text = _api(word, chosen)
            if api in held:
                raise Unusable(f"two tokens of {api}")
            held[api] = Token(api, **{kind: text})
    chosen = chosen or {known.provider for known in operations() if held.keys() & set(known.schemes)}
    if len(chosen) > 1:
        raise Unusable(f"a run is about one upstream: say --provider {' or '.join(sorted(chosen))}")
    return Access(
        profile=profile, tokens=held, given=_given(given), without=_known(without), providers=frozenset(chosen),
        seed=seed, rate=rate, until=float("inf") if max_time is None else time.monotonic() + max_time,
    )  # fmt: skip


def _api(word: str, chosen: set[str]) -> tuple[str, str]:
    known = sorted({api for known in operations() for api in known.schemes})
    api, separator, text = word.partition("=")
    if separator and api in known:
        found = api, text
    elif len(chosen) != 1:
        raise Unusable(f"a token needs the name of its API before it, {' or '.join(known)}, or else one --provider")
    else:
        found = PROVIDERS[next(iter(chosen))], word
    if not found[1].strip():
        raise Unusable(f"the token of {found[0]} is empty")
    return found


def _given(pairs: Iterable[str]) -> dict[str, str]:
    found: dict[str, str] = {}
    for pair in pairs:
        name, separator, value = pair.partition("=")
        if not separator or name not in GIVEN:
            raise Unusable(f"--given takes NAME=VALUE with one of the names {', '.join(GIVEN)}; got {pair!r}")
        if name in found:
            raise Unusable(f"{name} is given twice; the suite works with one")
        if not ID.fullmatch(value) or (name == "method" and value not in ("email", "sms")):
            expected = "email or sms" if name == "method" else "an id of letters, digits, - and _"
            raise Unusable(f"--given {name}: expected {expected}, got {value!r}")
        found[name] = value
    return found


def _known(without: Iterable[str]) -> frozenset[str]:
    known = {each.id for each in operations()}
    for id in without:
        if id not in known:
            raise Unusable(f"--without {id}: there is no such operation; there are {', '.join(sorted(known))}")
    return frozenset(without)
