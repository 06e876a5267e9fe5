"""The matrix for a terminal and as JSON: who caught what, the detection score, and the survivors."""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from contract_tests.finding import LAYERS
from contract_tests.matrix.trial import Trial


@dataclass(frozen=True)
class Matrix:
    """Trials of all seeded bugs, of some of them again behind a socket, and of none at all; and the bugs' stories."""

    trials: Sequence[Trial]
    again: Sequence[Trial]
    clean: Sequence[Trial]
    stories: Mapping[str, str]

    @property
    def lost(self) -> list[Trial]:
        """What was found in this process and not behind a socket."""
        found = {trial.defect for trial in self.trials if trial.findings}
        return [trial for trial in self.again if trial.defect in found and not trial.findings]

    def good(self, least: float) -> bool:
        """Whether the score is reached, every finding replays, a socket hides nothing, and nothing is found in vain."""
        replay = all(stands for trial in self.trials for stands in trial.replays.values())
        silent = not any(trial.findings or trial.failed for trial in self.clean)
        return detected(self.trials) >= least and replay and silent and not self.lost


def detected(trials: Sequence[Trial]) -> float:
    """The detection score: the share of seeded bugs that any layer found, in percent."""
    return 100.0 * sum(bool(trial.findings) for trial in trials) / len(trials) if trials else 0.0


def row(trial: Trial, width: int) -> str:
    """One trial: a mark for each layer that found something, and for plain Schemathesis."""
    name = trial.defect or f"(clean, seed {trial.seed})"
    if trial.failed:
        return f"{name:{width}}  {trial.failed}"
    marks = [layer if layer in trial.layers else "-" * len(layer) for layer in LAYERS]
    return "  ".join([f"{name:{width}}", *marks, "plain" if trial.plain else "-----"])


def summary(matrix: Matrix) -> Iterator[str]:
    """What all of it comes to."""
    trials = matrix.trials
    caught = sum(bool(trial.findings) for trial in trials)
    yield f"detection score: {caught} of {len(trials)} seeded bugs ({detected(trials):.1f} %)"
    for layer in LAYERS:
        yield f"  by {layer}: {sum(layer in trial.layers for trial in trials)}, {_alone(trials, layer)} of them alone"
    yield f"  plain Schemathesis beside it: {sum(trial.plain for trial in trials)}"
    for trial in trials:
        if not trial.findings:
            yield f"survivor: {trial.defect}: {trial.failed or matrix.stories[trial.defect]}"
    yield from _replayed(trials)
    if matrix.again:
        layers = {trial.defect: trial.layers for trial in trials}
        same = sum(trial.layers == layers[trial.defect] for trial in matrix.again)
        found = sum(bool(trial.findings) for trial in matrix.again)
        yield f"behind a socket: {found} of {len(matrix.again)} found, {same} by the same layers"
    yield from (f"lost behind a socket: {trial.defect} {trial.failed}" for trial in matrix.lost)
    if matrix.clean:
        silent = sum(not (trial.findings or trial.failed) for trial in matrix.clean)
        yield f"clean simulator: silent with {silent} of {len(matrix.clean)} seeds"


def written(folder: Path, trials: Sequence[Trial], again: Sequence[Trial], clean: Sequence[Trial]) -> None:
    """Write `defects.json` into the folder."""
    folder.mkdir(parents=True, exist_ok=True)
    told = {
        "score": round(detected(trials), 2),
        "defects": [_plain(trial) for trial in trials],
        "socket": [_plain(trial) for trial in again],
        "clean": [{"seed": trial.seed, "findings": len(trial.findings), "failed": trial.failed} for trial in clean],
    }
    (folder / "defects.json").write_text(json.dumps(told, indent=1) + "\n", "utf-8")


def _plain(trial: Trial) -> dict[str, Any]:
    return {
        "defect": trial.defect,
        "layers": list(trial.layers),
        "plain": trial.plain,
        "failed": trial.failed,
        "findings": [one.plain for one in trial.findings],
        "replays": sum(trial.replays.values()),
        "bundles": len(trial.replays),
    }


def _alone(trials: Sequence[Trial], layer: str) -> int:
    return sum(trial.layers == (layer,) for trial in trials)


def _replayed(trials: Sequence[Trial]) -> Iterator[str]:
    replays = {bundle: stands for trial in trials for bundle, stands in trial.replays.items()}
    if replays:
        stand = f"{sum(replays.values())} of {len(replays)} findings stand"
        yield f"replayed in a fresh process: {stand}, and are gone without the bug"
    yield from (f"does not replay: {bundle}" for bundle, stands in replays.items() if not stands)
