"""What a process and all its children use, read from /proc (Linux)."""

import os
from pathlib import Path


def tree(pid: int) -> list[int]:
    """`pid` and its children and theirs, as far as they are still there."""
    found = [pid]
    for parent in found:
        try:
            threads = list(Path(f"/proc/{parent}/task").iterdir())
            lists = [(thread / "children").read_text() for thread in threads]
        except OSError:
            continue
        found += [int(child) for line in lists for child in line.split()]
    return found


def memory_megabytes(pid: int) -> float:
    """Proportional set size of the tree: what is shared counts once."""
    kilobytes = 0
    for member in tree(pid):
        try:
            lines = Path(f"/proc/{member}/smaps_rollup").read_text().splitlines()
        except OSError:
            continue
        kilobytes += sum(int(line.split()[1]) for line in lines if line.startswith("Pss:"))
    return kilobytes / 1024


def cpu_seconds(pid: int) -> float:
    """User and system time of the tree so far."""
    ticks = 0
    for member in tree(pid):
        try:
            after_name = Path(f"/proc/{member}/stat").read_text().rpartition(")")[2].split()
        except OSError:
            continue
        ticks += int(after_name[11]) + int(after_name[12])
    return ticks / os.sysconf("SC_CLK_TCK")


def resident_megabytes() -> float:
    """Of this process now."""
    return _own_megabytes("VmRSS")


def peak_megabytes() -> float:
    """The most that this process has had resident."""
    return _own_megabytes("VmHWM")


def _own_megabytes(field: str) -> float:
    for line in Path("/proc/self/status").read_text().splitlines():
        if line.startswith(f"{field}:"):
            return int(line.split()[1]) / 1024
    return 0.0
