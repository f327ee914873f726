"""`mskiosk bench WHAT`."""

import argparse
import sys
from collections.abc import Sequence

from mskiosk.cli.bench_listening import run_bench_listening
from mskiosk.cli.bench_visits import run_bench_visits
from mskiosk.cli.exits import Exit
from mskiosk.cli.setting import guide_of, setting_of
from mskiosk.cli.tracing import VARIABLE
from mskiosk.measuring.core import bench_core
from mskiosk.measuring.figures import Figure, Spread, as_json, as_table
from mskiosk.measuring.screen import bench_screen
from mskiosk.measuring.screen_soak import soak_screen
from mskiosk.measuring.sound_stage import NoSoundStageError
from mskiosk.measuring.start import bench_start
from mskiosk.measuring.terminal import EndedError

_TAKES = {
    "start": "",
    "core": "",
    "screen": "soak",
    "speaking": "soak",
    "listening": "engine spotter set",
    "listening --soak": "soak hours engine spotter set",
    "listening --own-voice": "own-voice set",
    "visits": "",
    "visits --soak": "soak hours engine spotter set",
}
"""The options of each measurement, besides those of every one."""
_OPTIONS = ("soak", "hours", "own-voice", "engine", "spotter", "set")


def run_bench(arguments: argparse.Namespace) -> int:
    """Raises `ConfigurationFaults` and `ContentFaults`, also where a kiosk is started that would
    tell them to a terminal that nobody sees."""
    if stray := stray_option(arguments):
        _tell(stray)
        return Exit.USAGE
    figures: Sequence[Figure | Spread]
    match arguments.what:
        case "core":
            figures = bench_core(setting_of(arguments).content)
        case "speaking" if arguments.mute:
            _tell("bench speaking measures the voice; leave out --mute")
            return Exit.USAGE
        case "speaking":
            from mskiosk.measuring.speaking import Extent, bench_speaking

            setting = setting_of(arguments)
            has_chimes = setting.configuration.voice.earcons
            guide = guide_of(setting, None)
            extent = Extent(has_chimes=has_chimes, is_soak=arguments.soak)
            try:
                figures = bench_speaking(_options(arguments), guide, VARIABLE, extent)
            except (NoSoundStageError, TimeoutError) as error:
                _tell(str(error))
                return Exit.NO_SOUND
        case "screen":
            setting = setting_of(arguments)
            try:
                figures = bench_screen(_options(arguments))
                if arguments.soak:
                    guide = guide_of(setting, None)
                    figures = [*figures, *soak_screen(guide, _tell)]
            except (TimeoutError, EndedError) as error:
                _tell(str(error))
                return Exit.BROKEN
        case "listening":
            return run_bench_listening(arguments)
        case "visits":
            return run_bench_visits(arguments, _options(arguments))
        case _:
            setting_of(arguments)
            try:
                figures = bench_start(_options(arguments), VARIABLE)
            except EndedError as error:
                _tell(str(error))
                return Exit.BROKEN
    print(as_json(figures) if arguments.json else as_table(figures))
    return Exit.DONE


def stray_option(arguments: argparse.Namespace) -> str | None:
    """What was asked for and belongs to another measurement, in words."""
    given = [option for option in _OPTIONS if _given(arguments, option)]
    ways = (f"{arguments.what} --{option}" for option in ("own-voice", "soak") if option in given)
    measured = next((way for way in ways if way in _TAKES), arguments.what)
    stray = next((option for option in given if option not in _TAKES[measured].split()), None)
    if stray is None:
        return None
    soaked = _TAKES.get(f"{measured} --soak", "").split()
    return (
        f"bench {measured} has no use for --{stray}{' without --soak' if stray in soaked else ''}"
    )


def _tell(fault: str) -> None:
    print(f"mskiosk: {fault}", file=sys.stderr)


def _options(arguments: argparse.Namespace) -> list[str]:
    """What this command was given, for the kiosk that it starts."""
    options = [f"--{name}" for name in ("mute", "no-microphone") if _given(arguments, name)]
    for name in ("content", "models", "profile", "config"):
        if value := _given(arguments, name):
            options += [f"--{name}", str(value)]
    return options


def _given(arguments: argparse.Namespace, name: str) -> object:
    return getattr(arguments, name.replace("-", "_"))
