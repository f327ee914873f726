"""`mskiosk bench WHAT`."""

import argparse

from mskiosk.cli.exits import Exit
from mskiosk.cli.setting import setting_of
from mskiosk.cli.tracing import VARIABLE
from mskiosk.measuring.core import bench_core
from mskiosk.measuring.figures import as_json, as_table
from mskiosk.measuring.start import bench_start


def run_bench(arguments: argparse.Namespace) -> int:
    if arguments.what == "core":
        figures = bench_core(setting_of(arguments).content)
    else:
        figures = bench_start(_options(arguments), VARIABLE)
    print(as_json(figures) if arguments.json else as_table(figures))
    return Exit.DONE


def _options(arguments: argparse.Namespace) -> list[str]:
    """What this command was given, for the kiosk that it starts."""
    options = [f"--{name}" for name in ("mute", "no-microphone") if _given(arguments, name)]
    for name in ("content", "models", "profile", "config"):
        if value := _given(arguments, name):
            options += [f"--{name}", str(value)]
    return options


def _given(arguments: argparse.Namespace, name: str) -> object:
    return getattr(arguments, name.replace("-", "_"))
