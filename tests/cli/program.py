"""The real program in a process of its own, without a terminal."""

import os
import subprocess
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

_MOST_SECONDS = 60.0


@dataclass(frozen=True, slots=True)
class Ended:
    status: int
    output: str
    errors: str

    @property
    def told(self) -> str:
        return self.output + self.errors


def run(
    home: Path,
    *arguments: str,
    typed: str | bytes = b"",
    environment: Mapping[str, str] | None = None,
    program: Sequence[str] = (sys.executable, "-m", "mskiosk"),
) -> Ended:
    """`mskiosk` with `arguments` and `home` as home; whatever it was given, no traceback."""
    kept = {k: v for k, v in os.environ.items() if not k.startswith("XDG_")}
    done = subprocess.run(
        [*program, *arguments],
        input=typed.encode() if isinstance(typed, str) else typed,
        capture_output=True,
        env={**kept, "HOME": str(home), **(environment or {})},
        cwd="/",
        timeout=_MOST_SECONDS,
        check=False,
    )
    ended = Ended(
        done.returncode,
        done.stdout.decode(errors="replace"),
        done.stderr.decode(errors="replace"),
    )
    assert_no_traceback(ended.told)
    return ended


def assert_no_traceback(told: str) -> None:
    for word in ("Traceback", "Exception", 'File "'):
        assert word not in told, told
