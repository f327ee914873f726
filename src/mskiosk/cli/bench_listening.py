"""`mskiosk bench listening`."""

import argparse
import os
import sys
from pathlib import Path

from mskiosk.cli.exits import Exit
from mskiosk.cli.setting import Setting, guide_of, setting_of
from mskiosk.core.guide import Guide
from mskiosk.listening.recogniser import EngineError, Recogniser
from mskiosk.measuring.recordings import RecordingsError, RecordingSet
from mskiosk.models.installed import best_model

VARIABLE = "MSKIOSK_SPEECH"
"""The folder of recordings, where none is named."""


def run_bench_listening(arguments: argparse.Namespace) -> int:
    from mskiosk.measuring.listening import bench_listening
    from mskiosk.measuring.listening_figures import listening_json, listening_table

    folder = arguments.set or os.environ.get(VARIABLE)
    if not folder:
        message = f"name a folder of recordings with --set, or in {VARIABLE}"
        print(f"mskiosk: {message}", file=sys.stderr)
        return Exit.USAGE
    setting = setting_of(arguments)
    guide = guide_of(setting, None)
    try:
        recordings = RecordingSet.read(Path(folder))
        recogniser = _recogniser(arguments.engine, setting, guide)
    except RecordingsError as error:
        print(f"mskiosk: {error}", file=sys.stderr)
        return Exit.UNREADABLE
    except EngineError as error:
        print(f"mskiosk: {error}", file=sys.stderr)
        return Exit.MODEL
    policy = setting.configuration.policy()
    measured = bench_listening(guide, recogniser, recordings, policy)
    tell = listening_json if arguments.json else listening_table
    print(tell(measured, recogniser.name))
    return Exit.DONE


def _recogniser(engine: str | None, setting: Setting, guide: Guide) -> Recogniser:
    """The one that the kiosk would use, or the one that was asked for. Raises `EngineError`."""
    from mskiosk.listening.embedded import PocketSphinx
    from mskiosk.listening.installed import Vosk

    model = None
    if engine != "pocketsphinx":
        model = best_model(setting.models, "vosk", setting.configuration.language)
    if model is not None:
        return Vosk(model)
    if engine == "vosk":
        raise EngineError("no Vosk model is installed; see: mskiosk models list")
    return PocketSphinx(guide.sounds)
