"""`mskiosk logs summary`: what the log of a clinic's kiosk adds up to."""

import argparse
import itertools
import json
import subprocess
import sys
from collections.abc import Iterable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

from mskiosk.cli.exits import Exit
from mskiosk.cli.setting import setting_of
from mskiosk.cli.shown import shown
from mskiosk.configuration.folders import log_folder
from mskiosk.configuration.settings import LogPlace
from mskiosk.core.policy import Profile
from mskiosk.kiosk.journal import log_files
from mskiosk.kiosk.summary import Summary, sentences, summary_of

_UNIT = "mskiosk"
_LONGEST_LINE = 10_000
"""In bytes; what is longer is torn."""


class _UnreadableError(Exception):
    pass


def run_logs(arguments: argparse.Namespace) -> int:
    """Raises `ConfigurationFaults`."""
    place = setting_of(arguments).configuration.logs.to
    folder = log_folder(Profile.CLINIC)
    files = log_files(folder)
    is_journal = place is LogPlace.JOURNAL or (place is LogPlace.AUTO and not files)
    try:
        lines = _journal(arguments.since) if is_journal else itertools.chain(*map(_lines, files))
        summary = summary_of(lines, arguments.since)
    except _UnreadableError as error:
        print(f"mskiosk: {error}", file=sys.stderr)
        return Exit.UNREADABLE
    if arguments.json:
        print(json.dumps(_by_name(summary), indent=2))
    else:
        for line in _told(summary, "the journal" if is_journal else str(folder)):
            print(line)
    return Exit.DONE


def _lines(file: Path) -> Iterator[str]:
    try:
        with file.open("rb") as stream:
            while raw := stream.readline(_LONGEST_LINE):
                yield raw.decode(errors="replace")
    except FileNotFoundError:
        return  # it was the oldest, and has just been dropped
    except OSError as error:
        reason = (error.strerror or "it is no file").lower()
        raise _UnreadableError(f"the log {file} cannot be read: {reason}") from error


def _journal(since: date | None) -> Iterable[str]:
    command = ["journalctl", "--unit", _UNIT, "--output", "cat", "--no-pager", "--quiet"]
    if since:
        command += ["--since", f"{since} 00:00:00"]
    try:
        done = subprocess.run(command, stdin=subprocess.DEVNULL, capture_output=True, check=False)
    except FileNotFoundError:
        return ()  # without systemd there is no journal, and nothing is in it
    except OSError as error:
        reason = (error.strerror or "no reason given").lower()
        raise _UnreadableError(f"journalctl cannot be run: {reason}") from error
    if done.returncode:
        told = done.stderr.decode(errors="replace").strip().partition("\n")[0]
        raise _UnreadableError(f"the journal cannot be read: {shown(told or 'no reason given')}")
    return done.stdout.decode(errors="replace").splitlines()


def _told(summary: Summary, where: str) -> Iterator[str]:
    if not summary.lines:
        yield f"There is nothing in the log yet (looked for in {where})."
    else:
        for day, figures in sorted(summary.days.items()):
            yield from sentences(str(day), figures)
        yield from sentences("In all", summary.total)
    if count := summary.foreign_lines:
        lines = "1 line is" if count == 1 else f"{count} lines are"
        yield f"{lines} not of the kiosk, or torn, and passed over."


def _by_name(summary: Summary) -> dict[str, Any]:
    return {
        "total": summary.total.by_name(),
        "days": {str(day): each.by_name() for day, each in sorted(summary.days.items())},
        "foreign_lines": summary.foreign_lines,
    }
