"""`mskiosk doctor`: looks at the machine, and says in words what to do about it."""

import argparse
import json
import shlex
import shutil
import sys
import textwrap
from collections.abc import Iterator
from typing import TextIO

from mskiosk.cli.examinations import examinations_of
from mskiosk.cli.exits import Exit
from mskiosk.cli.pressing import tried_keys
from mskiosk.cli.setting import setting_of
from mskiosk.configuration.faults import ConfigurationFaults
from mskiosk.core.legible import harmless
from mskiosk.doctor.examining import examined
from mskiosk.doctor.finding import Check, Finding, State, fail, skipped

_NAMES = {State.OK: "ok", State.WARN: "WARN", State.FAIL: "FAIL", State.SKIPPED: "-"}
_INDENT = " " * 19
_MOST_COLUMNS = 100


def run_doctor(arguments: argparse.Namespace) -> int:
    if flaw := _flaw(arguments):
        print(f"mskiosk doctor: {flaw}", file=sys.stderr)
        return Exit.USAGE
    checks = [check for check in Check if check in (arguments.checks or Check)]
    if arguments.calibrate:
        from mskiosk.cli.calibrating import run_calibration

        return run_calibration(setting_of(arguments))
    try:
        setting = setting_of(arguments)
        examinations = examinations_of(arguments, setting)
    except ConfigurationFaults as faults:
        told = dict(_unconfigured(checks, faults, arguments))
        if not arguments.json:
            for check, finding in told.items():
                _print(check, finding)
    else:
        told = {}
        for check in checks:
            if not arguments.json:
                _print_beginning(check)
            if check is Check.KEYMAP and arguments.interactive:
                told[check] = tried_keys(setting)
            else:
                told[check] = examined(examinations[check])
            if not arguments.json:
                _print(check, told[check])
    if arguments.json:
        print(json.dumps({check: _by_name(found) for check, found in told.items()}, indent=1))
    else:
        _print_summary(told)
    has_failed = any(found.state is State.FAIL for found in told.values())
    return Exit.FAULTS if has_failed else Exit.DONE


def _flaw(arguments: argparse.Namespace) -> str | None:
    has_terminal = _is_terminal(sys.stdin) and _is_terminal(sys.stdout)
    if arguments.interactive and (arguments.json or not has_terminal):
        return "--interactive asks for keys: it needs a terminal, and does not go with --json"
    if arguments.calibrate and (arguments.json or arguments.silent or arguments.checks):
        return "--calibrate plays and asks: it goes with no check, and not with --json or --silent"
    return None


def _is_terminal(stream: TextIO | None) -> bool:
    """A stream that was closed before the start is None."""
    return stream is not None and stream.isatty()


def _unconfigured(
    checks: list[Check], faults: ConfigurationFaults, arguments: argparse.Namespace
) -> Iterator[tuple[Check, Finding]]:
    """Without its configuration nobody knows what the machine should be like."""
    count = len(faults.faults)
    given = {"config": arguments.config, "profile": arguments.profile}
    options = [part for name, value in given.items() if value for part in (f"--{name}", str(value))]
    command = shlex.join(["mskiosk", *options, "config", "check"])
    told = f"{count} fault{'s' if count > 1 else ''}, the first is {faults.faults[0]}"
    for place, check in enumerate(checks):
        if place:
            yield check, skipped(f"Not looked at, because of what {checks[0]} says.")
        else:
            yield (
                check,
                fail(
                    f"The configuration has {told}. Run `{command}`, correct "
                    "it, and check again: until then nothing can be looked at."
                ),
            )


def _by_name(finding: Finding) -> dict[str, str]:
    return {"state": finding.state, "says": finding.says}


def _print_beginning(check: Check) -> None:
    if _is_terminal(sys.stdout):
        print(f"...   {check}", end="\r", flush=True)


def _print(check: Check, finding: Finding) -> None:
    line = f"{_NAMES[finding.state]:6}{check:13}{harmless(finding.says)}"
    if _is_terminal(sys.stdout):
        columns = min(shutil.get_terminal_size().columns, _MOST_COLUMNS) - 1
        line = textwrap.fill(
            line,
            max(columns, 2 * len(_INDENT)),
            subsequent_indent=_INDENT,
            break_long_words=False,
            break_on_hyphens=False,
        )
        line = f"\r\x1b[K{line}"
    print(line, flush=True)


def _print_summary(told: dict[Check, Finding]) -> None:
    named = {
        state: ", ".join(check for check, found in told.items() if found.state is state)
        for state in State
    }
    print()
    if named[State.FAIL]:
        print(f"Mend before people come: {named[State.FAIL]}.")
    if named[State.WARN]:
        print(f"The kiosk works, but look at: {named[State.WARN]}.")
    if not named[State.FAIL] and not named[State.WARN]:
        print("All is well.")
