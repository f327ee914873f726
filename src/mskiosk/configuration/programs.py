"""Whether a program that a configuration names is there to be run."""

import os
from pathlib import Path


def why_not_run(program: Path) -> str | None:
    """On this machine, by this account; None where it can be."""
    if os.access(program, os.X_OK) and program.is_file():
        return None
    return f"{program} is no program that can be run here; correct staff: command"
