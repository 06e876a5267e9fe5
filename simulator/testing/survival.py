"""A test whose client must bear what a bank may say, as a decorator."""

from collections.abc import Callable, Mapping, Sequence
from importlib import import_module
from typing import Any

__all__ = ["survives"]


def survives(
    tiers: Sequence[str] = ("T1", "T2", "T3", "T4"),
    *,
    runs: int = 100,
    seed: int = 0,
    max_time: float = 5.0,
    max_total: float = 60.0,
    scenario: str = "",
    personas: Mapping[str, str] | None = None,
    plans: str = "fuzz-plans",
    plan: str = "",
) -> Callable[[Callable[..., object]], Callable[..., object]]:
    """Call a test again and again, its first parameter being a bank whose answers are edited, and fail with the fewest
    edits that make it raise, hang, ask what the specs do not allow, or believe what is not so.

    The bank has `url`, `token(api)` and `believe(get, at, equals=…)` or `believe(…, count=…)`. All other parameters are
    fixtures, the same for each run. `tiers` are T1 to T4 as of `simulator fuzz-client`; `runs` are those with several
    edits, beginning at `seed`; a run may take `max_time` seconds, all of them `max_total`; `scenario` is set first, and
    `personas` says whose the token of an API is; a plan of each cause is saved in the folder `plans`, and with
    `plan` only that file is replayed. Raises ValueError for an unknown tier. Needs the extra [test].
    """
    given: dict[str, Any] = {"runs": runs, "seed": seed, "max_time": max_time, "max_total": max_total}
    given |= {"scenario": scenario, "personas": personas, "plans": plans, "plan": plan}
    around: Callable[[Callable[..., object]], Callable[..., object]]
    around = import_module("contract_tests.client.fuzz.survival").survives(tiers, **given)
    return around
