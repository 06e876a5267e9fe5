"""Who carries out runs: a process for each stage, so that what a client begins in one is nobody's in another."""

import atexit
import contextlib
import multiprocessing
import os
import signal
from collections.abc import Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from contextlib import AbstractContextManager, ExitStack, contextmanager
from threading import Thread
from types import FrameType
from typing import NoReturn, Protocol

from contract_tests.client.fuzz.edit import Edit
from contract_tests.client.fuzz.run import Run
from contract_tests.client.fuzz.stage import Stage
from contract_tests.client.leaving import told_to_end
from contract_tests.client.running import CannotRun
from simulator.testing import SimulatorError


class Opening(Protocol):
    """How a stage is set up, told to another process: so it pickles."""

    def __call__(self) -> AbstractContextManager[Stage]:
        """The stage, until the end of the block. Raises SimulatorError and CannotRun."""


class Crew(Protocol):
    """Carries out runs, so many `at_once`."""

    at_once: int

    def run(self, edits: Sequence[Edit], requests: int) -> "Future[Run]":
        """A run with these edits, which may make so many requests."""


class Here:
    """Runs in this process, one after another."""

    at_once = 1

    def __init__(self, stage: Stage) -> None:
        self._stage = stage

    def run(self, edits: Sequence[Edit], requests: int) -> "Future[Run]":
        """Run it now."""
        done: Future[Run] = Future()
        done.set_result(self._stage.run(edits, requests))
        return done


class Processes:
    """Runs in processes of their own."""

    def __init__(self, pool: ProcessPoolExecutor, at_once: int) -> None:
        self.at_once = at_once
        self._pool = pool

    def run(self, edits: Sequence[Edit], requests: int) -> "Future[Run]":
        """Have it run."""
        return self._pool.submit(_run, list(edits), requests)


@contextmanager
def processes(opening: Opening, at_once: int) -> Iterator[Processes]:
    """A crew of so many processes, each with a stage of its own; when the block ends, so do they and their clients."""
    spawning = multiprocessing.get_context("spawn")
    pool = ProcessPoolExecutor(at_once, spawning, initializer=_begin, initargs=(opening,))
    try:
        yield Processes(pool, at_once)
    finally:
        workers = list((pool._processes or {}).values())
        for worker in workers:
            with contextlib.suppress(OSError):
                worker.terminate()
        pool.shutdown(cancel_futures=True)


_until_the_end = ExitStack()
_stages: list[Stage] = []
_failed: list[Exception] = []


def _begin(opening: Opening) -> None:
    """Set this process's stage up. What goes wrong is raised by its first run, where somebody hears it."""
    atexit.register(_until_the_end.close)
    signal.signal(signal.SIGINT, _passed_over)
    _until_the_end.enter_context(told_to_end())
    Thread(target=_follow, name="follow", daemon=True).start()
    try:
        _stages.append(_until_the_end.enter_context(opening()))
    except (SimulatorError, CannotRun) as error:
        _failed.append(error)
    except SystemExit as told:
        _leave(told)


def _run(edits: Sequence[Edit], requests: int) -> Run:
    if _failed:
        raise _failed[0]
    try:
        return _stages[0].run(edits, requests)
    except SystemExit as told:
        _leave(told)


def _leave(told: SystemExit) -> NoReturn:
    """End at once: the pool would take this for the result of a run, and go on to the next."""
    _until_the_end.close()
    os._exit(int(told.code or 0))


def _follow() -> None:
    """End with the process that began us, however that ends."""
    began = multiprocessing.parent_process()
    assert began is not None
    began.join()
    os.kill(os.getpid(), signal.SIGTERM)


def _passed_over(number: int, frame: FrameType | None) -> None:
    """Ctrl-C reaches everybody at the terminal; who began us tells us what to do about it."""
