"""The processes of a visit: found, stopped ones noticed, and all of them ended."""

import contextlib
import ctypes
import os
import signal
import time
from pathlib import Path

_PR_SET_PDEATHSIG = 1
_PR_SET_CHILD_SUBREAPER = 36
_STOPPED = frozenset({"T", "t"})
_GONE = frozenset({"Z", "X"})
_GONE_SECONDS = 1.0
"""How long killed processes may take to go; the kernel keeps one that is stuck in a device."""
_LOOK_SECONDS = 0.01


def adopt_orphans() -> None:
    """From now on every descendant whose parent has ended is a child of this process."""
    _prctl(_PR_SET_CHILD_SUBREAPER, 1)


def end_with_parent() -> None:
    """The kernel kills this process when the one that started it has gone, even a stopped one."""
    _prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)


def _prctl(option: int, value: int) -> None:
    ctypes.CDLL(None, use_errno=True).prctl(option, value, 0, 0, 0)


def descendants(pid: int) -> list[int]:
    """Parents before their children, without those that merely wait to be collected."""
    children: dict[int, list[int]] = {}
    for each in _all_pids():
        state, parent = _state_and_parent(each)
        if state not in _GONE:
            children.setdefault(parent, []).append(each)
    found, known = [pid], {pid}
    for parent in found:
        new = [child for child in children.get(parent, ()) if child not in known]
        known.update(new)
        found += new
    return found[1:]


def is_stopped(pid: int) -> bool:
    return _state_and_parent(pid)[0] in _STOPPED


def is_there(pid: int) -> bool:
    state, _ = _state_and_parent(pid)
    return bool(state) and state not in _GONE


def kill_descendants(pid: int) -> list[int]:
    """Those that the kernel did not let go of in time; they have the signal and will go. Who forks
    while we look is found the next time round."""
    end = time.monotonic() + _GONE_SECONDS
    while left := descendants(pid):
        for each in left:
            with contextlib.suppress(OSError):
                os.kill(each, signal.SIGKILL)
        collect()
        if time.monotonic() > end:
            return left
        time.sleep(_LOOK_SECONDS)  # who is nobody's child tells nobody of its end
    collect()
    return []


def collect() -> dict[int, int]:
    """Children that have ended, orphans among them, with how each did."""
    ended = {}
    with contextlib.suppress(ChildProcessError):
        while True:
            pid, status = os.waitpid(-1, os.WNOHANG)
            if not pid:
                break
            ended[pid] = os.waitstatus_to_exitcode(status)
    return ended


def _all_pids() -> list[int]:
    return [int(name) for name in os.listdir("/proc") if name.isdecimal()]  # noqa: PTH208 - hundreds, each second


def _state_and_parent(pid: int) -> tuple[str, int]:
    """Empty for a process that is not there."""
    try:
        after_name = Path(f"/proc/{pid}/stat").read_text(errors="replace").rpartition(")")[2]
    except OSError:
        return "", 0
    state, parent = after_name.split()[:2]
    return state, int(parent)
