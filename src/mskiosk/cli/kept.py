"""What is kept of the person, at the start of a session and during it."""

import argparse
import contextlib
import sys
from collections.abc import Callable

from mskiosk.cli.setting import Setting
from mskiosk.configuration.keys import all_keys, value_of
from mskiosk.core.bookmark import Bookmark
from mskiosk.core.events import SettingsNotKept, Value
from mskiosk.core.keeping import KEPT
from mskiosk.keeping.keeper import FileKeeper
from mskiosk.keeping.store import Store
from mskiosk.session.ports import Reporter

_MUTED = "voice.aloud"
_SWITCHES = "keys.switches"


class NoKeeper:
    """For a clinic, and for a person without a home folder."""

    def __init__(self, report: Reporter) -> None:
        self._report = report

    def keep_settings(self, changes: tuple[tuple[str, Value | None], ...]) -> None:  # noqa: ARG002  # the port has it
        self._report(SettingsNotKept())

    def keep_place(self, place: Bookmark | None) -> None:
        """There is nowhere to keep it."""

    async def close(self) -> None:
        """There is nothing to wait for."""


def keeper_of(
    setting: Setting, report: Reporter, log: Callable[[str], None]
) -> FileKeeper | NoKeeper:
    return FileKeeper(setting.store, report, log) if setting.store else NoKeeper(report)


def kept_values(arguments: argparse.Namespace, setting: Setting) -> tuple[tuple[str, Value], ...]:
    """What the person can change in the kiosk and has; what the command line says counts more, and
    so do keys that are nothing but switches: one alone is not used as two. Plain lines have no
    keys."""
    values = {key: value_of(setting.configuration, key) for key in setting.layers.kept}
    if arguments.mute:
        values.pop(_MUTED, None)
    switches = setting.configuration.keys.switches
    if arguments.plain or not setting.configuration.can_be_used_with(switches):
        values.pop(_SWITCHES, None)
    return tuple((key, value) for key, value in values.items() if key in KEPT)


def set_bad_aside(setting: Setting) -> bool:
    """Moves settings that cannot be read out of the way, and says on standard error what is wrong.
    Whether anything was."""
    trouble = setting.found.trouble
    if trouble and setting.store:
        aside = None
        with contextlib.suppress(OSError):
            aside = setting.store.set_aside()
        where = f"It is now {aside}, and the" if aside else "The"
        print(f"mskiosk: {trouble}. {where} usual settings are used.", file=sys.stderr)
    return bool(trouble)


def leave_out_refused(setting: Setting) -> bool:
    """Says on standard error which settings do not fit, and keeps those of the person no longer, so
    that they are told of once. Whether there is anything to tell the person."""
    refused = setting.layers.refused
    own = tuple(key for key in refused if key in KEPT)
    is_changed = bool(own) and _is_forgotten(setting.store, own)
    for key, why in refused.items():
        file = setting.store.settings_file if setting.store else ""
        is_gone = is_changed and key in own
        follows = "It is kept no longer" if is_gone else "The setting is left out"
        print(f"mskiosk: {file}: {why}. {follows}.", file=sys.stderr)
    return any(key in all_keys() for key in refused)  # others are of another version


def _is_forgotten(store: Store | None, keys: tuple[str, ...]) -> bool:
    try:
        if store:
            store.change((key, None) for key in keys)
    except OSError:
        return False
    return store is not None
