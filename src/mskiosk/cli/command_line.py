"""From the command line to the command, and from its end to an exit status."""

import argparse
import contextlib
import io
import signal
import sys
from collections.abc import Sequence

from mskiosk import __version__
from mskiosk.cli.arguments import parser
from mskiosk.cli.exits import Exit
from mskiosk.cli.remarks import unusable
from mskiosk.cli.setting import setting_of
from mskiosk.configuration.faults import ConfigurationFaults
from mskiosk.content.faults import ContentFaults


def main(argv: Sequence[str] | None = None) -> int:
    _print_whatever_comes()
    try:
        arguments = _parsed(argv)
        code = _run(arguments)
        is_kiosk = arguments.command in (None, "tutor")
        if not is_kiosk:  # a kiosk has no output left, and perhaps no terminal
            print(end="", flush=True)
    except (ConfigurationFaults, ContentFaults) as faults:
        print(faults, file=sys.stderr)
        return Exit.FAULTS
    except BrokenPipeError:
        # Whoever read our lines has gone; what Python still holds must not complain at its end.
        sys.stdout = None
        return Exit.NOBODY_READS
    except OSError as error:
        # What is read has its own sentence where it is read.
        sys.stdout = None
        return unusable(error)
    except KeyboardInterrupt:
        return Exit.INTERRUPTED
    return code


def _parsed(argv: Sequence[str] | None) -> argparse.Namespace:
    """`argparse` passes over that its help cannot be written."""
    told = io.StringIO()
    try:
        with contextlib.redirect_stdout(told):
            return parser(__version__).parse_args(argv)
    finally:
        print(told.getvalue(), end="", flush=True)


def _print_whatever_comes() -> None:
    """A character that the locale lacks is printed as its number, and a file name that is no
    text likewise."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")


def _run(arguments: argparse.Namespace) -> int:
    """Each command imports what it needs and nothing else: starting is measured."""
    match arguments.command:
        case None | "tutor" if arguments.plain:
            from mskiosk.cli.plain_lines import run_plain

            return run_plain(arguments)
        case None | "tutor":
            from mskiosk.cli.screen import run_screen

            return run_screen(arguments)
        case "kiosk":
            from mskiosk.cli.kiosk import run_kiosk

            return run_kiosk(arguments)
        case "models":
            from mskiosk.cli.models import run_models

            return run_models(arguments, setting_of(arguments))
        case "say":
            from mskiosk.cli.say import run_say

            return run_say(arguments)
        case "config":
            from mskiosk.cli.configuring import run_config

            signal.signal(signal.SIGPIPE, signal.SIG_DFL)
            return run_config(arguments)
        case "doctor":
            from mskiosk.cli.doctor import run_doctor

            return run_doctor(arguments)
        case "approve":
            from mskiosk.cli.approving import run_approve

            return run_approve(arguments)
        case "logs":
            from mskiosk.cli.logs import run_logs

            signal.signal(signal.SIGPIPE, signal.SIG_DFL)
            return run_logs(arguments)
        case "bench":
            from mskiosk.cli.bench import run_bench

            return run_bench(arguments)
        case _:
            from mskiosk.cli import checking

            signal.signal(signal.SIGPIPE, signal.SIG_DFL)
            return checking.COMMANDS[arguments.command](arguments)
