"""The one adapter around Schemathesis: all phases and all checks over one spec, and a plain result.

Its engine is undocumented, so the version is pinned and nothing else in the suite touches it.
"""

import tomllib
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import schemathesis
from schemathesis import engine

from contract_tests.conformance.door import Door
from contract_tests.operation import described

EXCEPTIONS = Path(__file__).parents[1] / "schemathesis.toml"
Config = dict[str, Any]


@dataclass(frozen=True)
class Place:
    """Where a spec is served: the base address, headers to send, and the door to the target that answers there."""

    url: str
    headers: Mapping[str, str]
    door: Door


@dataclass(frozen=True)
class Failure:
    """What Schemathesis calls a failure: its check, the operation as `METHOD /path`, and a curl line that shows it.

    `request_id` is the simulator's name of the exchange, empty where another upstream answered.
    """

    phase: str
    check: str
    operation: str
    title: str
    message: str
    curl: str = field(compare=False)
    request_id: str = field(compare=False)

    def __str__(self) -> str:
        """One line, and the curl line below it."""
        told = f"{self.phase}: {self.check}: {self.operation}: {self.title}: {self.message}"
        return f"{told}\n    {self.curl}"


@dataclass(frozen=True)
class Run:
    """What came of a run. `accepted` counts the replies that said yes, by `METHOD /path`, zeros included."""

    cases: int
    failures: tuple[Failure, ...]
    errors: tuple[str, ...]
    accepted: Mapping[str, int]

    @property
    def never_accepted(self) -> list[str]:
        """The operations that no call reached: whatever passed there has proven nothing."""
        return sorted(label for label, count in self.accepted.items() if count == 0)


def run(
    document: Config,
    place: Place,
    *,
    seed: int,
    examples: int,
    pinned: Mapping[str, str] | None = None,
    more: Config | None = None,
) -> Run:
    """Run all that Schemathesis has over a spec. `pinned` fixes parameters, such as `path.userId`, in every call;
    `more` is configuration that goes before our own.
    """
    config = schemathesis.Config.from_dict({**_config(place, seed, examples, pinned or {}), **(more or {})})
    schema = schemathesis.openapi.from_dict(document, config=config)
    schema.app = place.door
    return _gathered(acceptable(document), engine.from_schema(schema).execute())


def acceptable(document: Config) -> list[str]:
    """The operations that ever say yes, as `METHOD /path`: those that declare a 2xx."""
    return [
        f"{method.upper()} {path}"
        for path, method, operation in described(document)
        if any(status.startswith("2") for status in operation["responses"])
    ]


def _config(place: Place, seed: int, examples: int, pinned: Mapping[str, str]) -> Config:
    return {
        **tomllib.loads(EXCEPTIONS.read_text(encoding="utf-8")),
        "seed": seed,
        "base-url": place.url,
        "headers": dict(place.headers),
        "parameters": dict(pinned),
        "continue-on-failure": True,
        "workers": 1,
        "generation": {"max-examples": examples, "database": "none"},
        "cache": {"enabled": False},
    }


def _gathered(labels: Iterable[str], events: Iterable[Any]) -> Run:
    cases, accepted = 0, Counter(dict.fromkeys(labels, 0))
    failures: list[Failure] = []
    errors: list[str] = []
    for event in events:
        kind = type(event).__name__
        if kind == "ScenarioFinished":
            cases += len(event.recorder.cases)
            accepted.update(_accepted(event.recorder))
            failures += _failures(event)
        elif kind == "NonFatalError":
            errors.append(f"{event.label}: {event.info.format()}")
        elif kind == "Interrupted":
            raise KeyboardInterrupt
        elif kind == "FatalError":
            errors.append(f"{event.exception!r}")
    return Run(cases, tuple(dict.fromkeys(failures)), tuple(errors), accepted)


def _accepted(recorder: Any) -> Iterable[str]:
    for id, interaction in recorder.interactions.items():
        if interaction.response is not None and 200 <= interaction.response.status_code < 300 and id in recorder.cases:
            yield recorder.cases[id].value.operation.label


def _failures(event: Any) -> list[Failure]:
    found = ((id, node) for id, nodes in event.recorder.checks.items() for node in nodes if node.failure_info)
    return [_failure(event, id, node) for id, node in found]


def _failure(event: Any, id: str, node: Any) -> Failure:
    told, interaction = node.failure_info, event.recorder.interactions.get(id)
    answered = interaction.response.headers if interaction is not None and interaction.response is not None else {}
    return Failure(
        phase=event.phase.value,
        check=node.name,
        operation=str(told.failure.operation),
        title=str(told.failure.title),
        message=str(told.failure.message),
        curl=str(told.code_sample),
        request_id=next(iter(answered.get("x-simulator-request-id", ())), ""),
    )
