"""A question to an engine, asked in a process of its own: the engine may end that process.

Both ends are ours: a module of this room, run as `python -m MODULE ARGUMENTS`, reads the question
as JSON and prints the answer as JSON, or leaves a last line of complaint and a status.
"""

import contextlib
import json
import signal
import subprocess
import sys
from typing import Any

from mskiosk.listening.recogniser import EngineError

MOST_SECONDS = 120.0
"""A model that takes longer to load and to answer hangs."""


def answer_of(
    module: str, *arguments: str, question: Any, most_seconds: float = MOST_SECONDS
) -> Any:
    """Raises `EngineError` with what was wrong: a refusal, a killed process, a hang."""
    try:
        done = subprocess.run(
            (sys.executable, "-m", module, *arguments),
            input=json.dumps(question),
            capture_output=True,
            encoding="utf-8",
            errors="replace",
            timeout=most_seconds,
            check=False,
        )
        if done.returncode:
            raise EngineError(_complaint(done))
        return json.loads(done.stdout)
    except subprocess.TimeoutExpired as error:
        raise EngineError(f"there was no answer within {most_seconds:g} seconds") from error
    except (OSError, ValueError) as error:
        raise EngineError(str(error)) from error


def _complaint(done: subprocess.CompletedProcess[str]) -> str:
    if done.returncode > 0:
        lines = done.stderr.strip().splitlines()
        return lines[-1] if lines else f"it ended with status {done.returncode}"
    name = f"signal {-done.returncode}"
    with contextlib.suppress(ValueError):
        name = signal.Signals(-done.returncode).name
    return f"it brought its process down ({name})"
