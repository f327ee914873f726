"""`mskiosk config`: what is set, where it comes from, what it means, and changing it."""

import argparse
import json
import os
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

from mskiosk.cli.exits import Exit
from mskiosk.cli.setting import Setting, asked_profile, setting_of
from mskiosk.cli.shown import shown
from mskiosk.configuration.explaining import example_file, meanings
from mskiosk.configuration.faults import Fault
from mskiosk.configuration.folders import (
    configuration_file,
    kept_folder,
    log_folder,
    usual_profile,
)
from mskiosk.configuration.keys import all_keys, key_suggestion, value_of
from mskiosk.configuration.layers import KeyFault, ValueFault, value_for
from mskiosk.configuration.loading import check_configuration, load_configuration, written_profile
from mskiosk.configuration.programs import why_not_run
from mskiosk.configuration.settings import Configuration
from mskiosk.core.events import Value
from mskiosk.core.policy import Profile
from mskiosk.keeping.store import Store


def run_config(arguments: argparse.Namespace) -> int:
    """Raises `ConfigurationFaults`."""
    try:
        return _COMMANDS[arguments.what](arguments)
    except KeyFault as fault:
        return _refused(fault, Exit.USAGE)
    except ValueFault as fault:
        return _refused(fault, Exit.FAULTS)


def _show(arguments: argparse.Namespace) -> int:
    setting = setting_of(arguments)
    rows = [_row(setting, key) for key in all_keys()]
    if arguments.json:
        print(json.dumps(rows, indent=1))
    else:
        widths = [max(len(row[part]) for row in map(_cells, rows)) for part in (0, 1)]
        for name, value, origin in map(_cells, rows):
            print(f"{name:{widths[0]}}  {value:{widths[1]}}  {origin}")
    _warn(setting)
    return Exit.DONE


def _row(setting: Setting, key: str) -> dict[str, Any]:
    origin = setting.layers.origin(key)
    return {
        "key": key,
        "value": value_of(setting.configuration, key),
        "default": value_of(Configuration(), key),
        "from": origin,
    }


def _cells(row: dict[str, Any]) -> tuple[str, str, str]:
    return row["key"], shown(_written(row["value"])), shown(row["from"])


def _written(value: object) -> str:
    """As YAML has it."""
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)


def _set(arguments: argparse.Namespace) -> int:
    setting, store = _changeable(arguments)
    value = value_for(setting.layers, arguments.key, arguments.value)
    _warn(setting)
    return _change(store, arguments.key, value)


def _unset(arguments: argparse.Namespace) -> int:
    setting, store = _changeable(arguments)
    if arguments.key not in setting.found.settings:  # what is there may be of another version
        _known(arguments.key)
    return _change(store, arguments.key, None)


def _changeable(arguments: argparse.Namespace) -> tuple[Setting, Store]:
    setting = setting_of(arguments)
    if setting.store is None:
        file = setting.layers.written.file
        raise ValueFault(f"in a clinic, or without a home, nothing is kept; write it in {file}")
    return setting, setting.store


def _change(store: Store, key: str, value: Value | None) -> int:
    try:
        store.change([(key, value)])
    except OSError as error:
        reason = (error.strerror or "an unknown fault").lower()
        print(f"mskiosk: {store.settings_file} cannot be written: {reason}", file=sys.stderr)
        return Exit.UNREADABLE
    print(f"{shown(key)}: {'as usual' if value is None else shown(_written(value))}")
    return Exit.DONE


def _check(arguments: argparse.Namespace) -> int:
    """Of the file that is in use also what is kept, but that is a warning: it is left out."""
    profile = asked_profile(arguments)
    file = arguments.file or arguments.config
    faults = check_configuration(file, profile=profile)
    if not faults:
        if arguments.file is None:
            _warn(setting_of(arguments))
        command = load_configuration(file, profile=profile).staff.command
        if command and (reason := why_not_run(Path(command[0]))):  # on the kiosk it may be there
            print(f"mskiosk: {shown(reason)}", file=sys.stderr)
    return _told(faults)


def _told(faults: tuple[Fault, ...]) -> int:
    for fault in faults:
        print(fault)
    if not faults:
        print("no faults")
        return Exit.DONE
    print(f"{len(faults)} fault{'s' if len(faults) > 1 else ''}", file=sys.stderr)
    return Exit.FAULTS


def _explain(arguments: argparse.Namespace) -> int:
    key = _known(arguments.key)
    known = all_keys()[key]
    default = value_of(Configuration(), key)
    meaning = meanings(example_file().read_text(encoding="utf-8")).get(key)
    print(key)
    if meaning:
        print(meaning)
    print(f"allowed: {known.allowed}")
    if known.because:
        print(f"because: {known.because}")
    print(f"default: {_written(default)}")
    if not known.may_be_kept:
        print("only in mskiosk.yaml: `mskiosk config set` does not take it")
    return Exit.DONE


def _path(arguments: argparse.Namespace) -> int:
    """Also when the settings have faults: then above all somebody looks for them."""
    asked = asked_profile(arguments)
    file = arguments.config or configuration_file(asked or usual_profile())
    profile = asked or (written_profile(file) if file else Profile.HOME)
    _print_place("configuration", file)
    if profile is Profile.HOME:
        folder = kept_folder()
        _print_place("kept settings", Store(folder).settings_file if folder else None)
    logs = log_folder(profile)
    _print_place("logs", logs if logs.is_absolute() else None)
    return Exit.DONE


def _print_place(what: str, place: Path | None) -> None:
    if place is None:
        print(f"{what}: none, because there is no home folder")
        return
    is_there = os.path.lexists(place)  # whoever may not look has no answer
    print(f"{what}: {shown(place)}{'' if is_there else ' (not there)'}")


def _known(key: str) -> str:
    """Raises `KeyFault`."""
    if key not in all_keys():
        raise KeyFault(f'there is no setting "{key[:60]}"{key_suggestion(key[:60])}')
    return key


def _warn(setting: Setting) -> None:
    if setting.found.trouble:
        print(f"mskiosk: {shown(setting.found.trouble)}", file=sys.stderr)
    for refused in setting.layers.refused.values():
        print(f"mskiosk: kept, and left out: {shown(refused)}", file=sys.stderr)


def _refused(fault: Exception, status: Exit) -> int:
    print(f"mskiosk: {shown(fault)}", file=sys.stderr)
    return status


_COMMANDS: dict[str, Callable[[argparse.Namespace], int]] = {
    "show": _show,
    "set": _set,
    "unset": _unset,
    "check": _check,
    "explain": _explain,
    "path": _path,
}
