"""Whether there is memory for the kiosk (its budget is in `mskiosk bench`)."""

import re
from pathlib import Path

from mskiosk.doctor.finding import Finding, fail, ok, skipped, warn

KIOSK_MEGABYTES = 250
"""All processes, without a Vosk model."""
MODEL_MEGABYTES = 350
"""Of a small Vosk model, once loaded."""
_AVAILABLE = re.compile(r"^MemAvailable:\s*(\d+) kB", re.MULTILINE)


def examine_memory(*, has_model: bool, told: Path = Path("/proc/meminfo")) -> Finding:
    found = _AVAILABLE.search(told.read_text(encoding="ascii", errors="replace"))
    if not found:
        return skipped("The system does not say how much memory is free.")
    return judged_memory(int(found[1]) // 1024, has_model=has_model)


def judged_memory(megabytes: int, *, has_model: bool) -> Finding:
    needed = KIOSK_MEGABYTES + (MODEL_MEGABYTES if has_model else 0)
    there = f"{megabytes} MB of memory are free"
    wanted = f"the kiosk needs up to {needed} MB"
    close = "Close what else runs on this machine, or give it more memory."
    if megabytes < needed // 2:
        return fail(f"Only {there}, and {wanted}: it would be stopped amid a visit. {close}")
    if megabytes < needed:
        return warn(
            f"Only {there}, and {wanted}. If the kiosk runs just now, it has its own "
            f"already, and all is well. {close}"
        )
    return ok(f"{there}, and {wanted}.")
