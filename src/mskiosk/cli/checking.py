"""Commands for those who write: check, rehearse."""

import argparse
import sys
from collections.abc import Callable, Iterable, Iterator
from datetime import UTC, datetime
from pathlib import Path

from mskiosk.cli.exits import Exit
from mskiosk.cli.recognisers import recognisers_of
from mskiosk.cli.setting import guide_of, setting_of
from mskiosk.cli.shown import shown
from mskiosk.content.loading import DEFAULT_LANGUAGE, examination_of
from mskiosk.rehearsing.rehearsal import Rehearsal
from mskiosk.rehearsing.script import ScriptError

_MOST_BYTES = 10_000
"""Of a line of a rehearsal; a longer one means nothing anyway."""


def content_to_check(arguments: argparse.Namespace) -> tuple[Path, str]:
    """The content folder, and the language in it. Raises `ConfigurationFaults`."""
    if arguments.folder is not None:
        return arguments.folder, arguments.language or DEFAULT_LANGUAGE
    setting = setting_of(arguments)
    return setting.content, arguments.language or setting.configuration.language


def _check(arguments: argparse.Namespace) -> int:
    if arguments.schema or arguments.report or arguments.json or arguments.since:
        from mskiosk.cli.reviewing import run_review

        return run_review(arguments)
    folder, language = content_to_check(arguments)
    found = examination_of(
        folder,
        language,
        today=datetime.now(UTC).date(),
        recognisers=recognisers_of(arguments, language),
    )
    return _told(found.faults, f"{folder}: no faults", found.notes)


def _told(faults: Iterable[object], all_well: str, warnings: Iterable[object] = ()) -> int:
    found = list(faults)
    for fault in found:
        print(fault)
    for warning in warnings:
        print(f"warning: {warning}")
    if not found:
        print(all_well)
        return Exit.DONE
    count = len(found)
    print(f"{count} fault{'s' if count > 1 else ''}", file=sys.stderr)
    return Exit.FAULTS


def _rehearse(arguments: argparse.Namespace) -> int:
    setting = setting_of(arguments)
    rehearsal = Rehearsal(
        guide_of(setting, None),
        setting.usual.policy(),
        setting.keymap.keys,
        lambda line: print(line, flush=True),
        offers_model=arguments.offer,
    )
    try:
        rehearsal.play(_lines(arguments.file))
    except (_UnreadableError, ScriptError) as error:
        place = f"{shown(arguments.file)}: " if arguments.file else "mskiosk: "
        print(f"{place}{shown(error)}", file=sys.stderr)
        return Exit.FAULTS if isinstance(error, ScriptError) else Exit.UNREADABLE
    return Exit.DONE


class _UnreadableError(Exception):
    pass


def _lines(file: Path | None) -> Iterator[str]:
    """Line by line, so that a rehearsal can be typed; what is not UTF-8 is a line that means
    nothing. Raises `_UnreadableError`."""
    try:
        with file.open("rb") if file else open(0, "rb", closefd=False) as script:
            while raw := script.readline(_MOST_BYTES):
                yield raw.decode(errors="replace")
    except OSError as error:
        reason = (error.strerror or "it is no file").lower()
        raise _UnreadableError(f"the lines cannot be read: {reason}") from error


COMMANDS: dict[str, Callable[[argparse.Namespace], int]] = {
    "check": _check,
    "rehearse": _rehearse,
}
