"""The processes that a client has begun, whatever session or group they moved to: found, and ended.

On Linux this process adopts every orphan among its descendants, so that none gets away. Elsewhere the client's process
group is what can be reached.
"""

import contextlib
import ctypes
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

GRACE_SECONDS = 2.0
END_SECONDS = 5.0
LOOK_AGAIN_SECONDS = 0.02
PROC = Path("/proc")
Process = subprocess.Popen[bytes]
ADOPT_ORPHANS = 36
"""PR_SET_CHILD_SUBREAPER of <linux/prctl.h>."""
PEEK = os.WEXITED | os.WNOHANG | os.WNOWAIT if sys.platform == "linux" else 0


class Family:
    """All that descends from a client's process; made before it begins, so that what was there before is spared."""

    def __init__(self) -> None:
        if sys.platform == "linux":
            ctypes.CDLL(None).prctl(ADOPT_ORPHANS, 1, 0, 0, 0)
        self._spared = _descendants(os.getpid(), set())

    def ended(self, leader: Process) -> tuple[int, int]:
        """Ask all to end, and end what does not. How many were left beside the leader, and how many nobody could end.

        The leader is a child of this process and leads a group.
        """
        left = len(self._living() - {leader.pid})
        if not left and leader.poll() is not None and not _answers(leader.pid):
            return 0, 0
        self._signalled(leader, signal.SIGTERM)
        self._gone(leader, GRACE_SECONDS)
        deadline = time.monotonic() + END_SECONDS
        while self._signalled(leader, signal.SIGKILL) and time.monotonic() < deadline:
            self._gone(leader, LOOK_AGAIN_SECONDS)
        return left, len(self._living())

    def buried(self, leader: Process) -> None:
        """Take the exit codes of adopted processes, so that they do not fill the system."""
        running = leader.poll() is None
        if sys.platform != "linux":
            return
        with contextlib.suppress(ChildProcessError):
            while (ended := os.waitid(os.P_ALL, 0, PEEK)) is not None:
                if ended.si_pid in self._spared or (running and ended.si_pid == leader.pid):
                    return
                os.waitpid(ended.si_pid, 0)

    def _gone(self, leader: Process, seconds: float) -> None:
        """Wait until none is left, but not longer than this."""
        until = time.monotonic() + seconds
        while (self._living() or _answers(leader.pid)) and time.monotonic() < until:
            self.buried(leader)
            time.sleep(LOOK_AGAIN_SECONDS)

    def _signalled(self, leader: Process, number: int) -> bool:
        """Tell the leader's group at once, and then whoever left it; whether anybody was there."""
        living = self._living()
        if grouped := _answers(leader.pid):
            with contextlib.suppress(OSError):
                os.killpg(leader.pid, number)
        for one in living:
            with contextlib.suppress(OSError):
                os.kill(one, number)
        return bool(living) or grouped

    def _living(self) -> set[int]:
        return _descendants(os.getpid(), self._spared)


def _answers(group: int) -> bool:
    """Whether somebody alive is in the group. Where /proc does not tell, a process that nobody waited for counts."""
    if PROC.joinpath("self").exists():
        return any(_group(one) == group for one in _descendants(os.getpid(), set()))
    try:
        os.killpg(group, 0)
    except OSError:
        return False
    return True


def _group(process: int) -> int:
    try:
        return os.getpgid(process)
    except OSError:
        return 0


def _descendants(of: int, spared: set[int]) -> set[int]:
    """Everybody below a process who is alive, without the spared ones and all below them."""
    children, found, asked = _children(alive=True), set[int](), [of]
    while asked:
        new = children.get(asked.pop(), set()) - spared - found
        found |= new
        asked += new
    return found


def _children(*, alive: bool = False) -> dict[int, set[int]]:
    """Processes by their parent, those that ended and were not waited for among them unless they must be alive."""
    found: dict[int, set[int]] = {}
    for folder in PROC.glob("[0-9]*"):
        with contextlib.suppress(OSError):
            state, parent, *_ = (folder / "stat").read_bytes().rpartition(b")")[2].split()
            if not (alive and state == b"Z"):
                found.setdefault(int(parent), set()).add(int(folder.name))
    return found
