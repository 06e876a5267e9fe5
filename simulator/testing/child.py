"""The process of a test session's simulator: the command `simulator`, which stops when its standard input ends.

So it never outlives the tests, however they end.
"""

import os
import signal
import sys
from threading import Thread

from simulator import cli

__all__ = ["main"]


def main() -> None:
    """Run the command with the arguments of this process."""
    Thread(target=_follow, name="follow", daemon=True).start()
    cli.main(sys.argv[1:])


def _follow() -> None:
    """Read from the descriptor itself: a thread that waits inside sys.stdin would hold its lock while Python ends."""
    while os.read(0, 64):
        pass
    os.kill(os.getpid(), signal.SIGTERM)
