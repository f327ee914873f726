"""At a clinic without a supervisor: the next visit, in a process that knows nothing of the last."""

import os
import sys
from collections.abc import Sequence

from mskiosk.core.events import Beginning
from mskiosk.kiosk.terminals import CLEAN

_OPTION = "--begins"
_SHORTEST = len("--b")


def replace_visit(begins: Beginning) -> None:
    """Does not come back: this process becomes a new one, on a terminal where nothing is left."""
    if sys.__stdout__ is not None:
        os.write(sys.__stdout__.fileno(), CLEAN)
    command = next_command(sys.orig_argv, len(sys.argv) - 1, begins)
    os.execv(sys.executable, command)  # noqa: S606 - no shell is wanted


def next_command(running: Sequence[str], arguments: int, begins: Beginning) -> list[str]:
    """`running`, of which the last so many are arguments, with another beginning."""
    start = len(running) - arguments
    return [*running[:start], _OPTION, begins.value, *_without_beginning(running[start:])]


def _without_beginning(arguments: Sequence[str]) -> list[str]:
    kept = list[str]()
    is_value = False
    for argument in arguments:
        name, _, value = argument.partition("=")
        is_beginning = len(name) >= _SHORTEST and _OPTION.startswith(name)
        if not is_value and not is_beginning:
            kept.append(argument)
        is_value = is_beginning and not value
    return kept
