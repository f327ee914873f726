"""`mskiosk doctor --calibrate`: measures the loudness with a person who holds a meter."""

import sys
from datetime import UTC, datetime

from mskiosk.cli.exits import Exit
from mskiosk.cli.setting import Setting
from mskiosk.cli.shown import shown
from mskiosk.configuration.folders import wanted_folders
from mskiosk.doctor.calibrating import Calibration, calibrate, player
from mskiosk.doctor.devices import SoundDevices
from mskiosk.doctor.loud_enough import examine_loudness

_MOST_TYPED = 1000
"""Bytes of a line."""


def run_calibration(setting: Setting) -> int:
    configuration = setting.configuration
    folder = wanted_folders(configuration.profile).data
    if not folder.is_absolute():
        print("mskiosk: there is no home folder to keep a calibration in", file=sys.stderr)
        return Exit.UNREADABLE
    start_step = setting.usual.voice.volume
    today = datetime.now(UTC).date()
    devices = SoundDevices.of(configuration)
    calibration = Calibration(
        ask=_ask, tell=_tell, play=player(devices, configuration.language, _tell)
    )
    try:
        is_whole = calibrate(folder, calibration, start_step=start_step, today=today)
    except OSError as error:
        reason = (error.strerror or "no reason given").lower()
        print(f"mskiosk: nothing can be kept in {shown(folder)}: {reason}", file=sys.stderr)
        return Exit.UNREADABLE
    if not is_whole:
        return Exit.FAULTS
    if found := examine_loudness(folder, start_step=start_step, is_clinic=True, today=today):
        _tell(found.says)
    return Exit.DONE


def _ask(question: str) -> str | None:
    print(question, end="", flush=True)
    line = sys.stdin.buffer.readline(_MOST_TYPED).decode(errors="replace")
    if not line or not sys.stdin.isatty():
        print()
    return line or None


def _tell(line: str) -> None:
    print(line, flush=True)
