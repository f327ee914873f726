"""`mskiosk bench listening`."""

import argparse
import os
import sys
from pathlib import Path

from mskiosk.cli.exits import Exit
from mskiosk.cli.hearing import VOSK, has_recogniser, spotter_file, vosk_model
from mskiosk.cli.setting import Setting, guide_of, setting_of
from mskiosk.core.guide import Guide
from mskiosk.listening.recogniser import EngineError, Recogniser
from mskiosk.measuring.recordings import RecordingsError, RecordingSet
from mskiosk.models.installed import best_model
from mskiosk.speaking.library import NoEngineError
from mskiosk.speaking.voice import RenderingError

VARIABLE = "MSKIOSK_SPEECH"
"""The folder of recordings, where none is named."""
_NO_FOLDER = f"""\
mskiosk: name a folder of recordings with --set, or in {VARIABLE}. It holds human.tsv (columns path,
text and speaker), noise.tsv (path and name), and the sound as WAV with 16 kHz, mono. The same is
needed for --soak."""


def run_bench_listening(arguments: argparse.Namespace) -> int:
    from mskiosk.measuring.listening import Extent, bench_listening, memory_of_listening
    from mskiosk.measuring.listening_figures import listening_json, listening_table
    from mskiosk.measuring.overhearing import SOAK_HOURS

    if arguments.spotter and arguments.engine in ("vosk", "pocketsphinx"):
        print(f"mskiosk: {arguments.engine} has no use for --spotter", file=sys.stderr)
        return Exit.USAGE
    folder = arguments.set or os.environ.get(VARIABLE)
    if not folder:
        print(_NO_FOLDER, file=sys.stderr)
        return Exit.USAGE
    if arguments.own_voice:
        return _run_own_voice(Path(folder), is_json=arguments.json)
    setting = setting_of(arguments)
    guide = guide_of(setting, None)
    policy = setting.configuration.policy()
    try:
        recogniser = asked_recogniser(arguments, setting, guide)
        memory = memory_of_listening(guide, recogniser, policy)
        recordings = RecordingSet.read(Path(folder))
        extent = Extent(soak_hours=(arguments.hours or SOAK_HOURS) if arguments.soak else 0.0)
        measured = bench_listening(guide, recogniser, recordings, policy, extent, tell)
    except RecordingsError as error:
        print(f"mskiosk: {error}", file=sys.stderr)
        return Exit.UNREADABLE
    except EngineError as error:
        print(f"mskiosk: {error}", file=sys.stderr)
        return Exit.MODEL
    except (NoEngineError, RenderingError) as error:
        print(f"mskiosk: the commands cannot be synthesised: {error}", file=sys.stderr)
        return Exit.NO_SOUND
    measured.listening_megabytes = memory
    told = listening_json if arguments.json else listening_table
    print(told(measured, recogniser.name))
    return Exit.DONE


def _run_own_voice(folder: Path, *, is_json: bool) -> int:
    from mskiosk.measuring.own_voice_samples import (
        measure_own_voice,
        own_voice_json,
        own_voice_table,
        speakers_of,
    )

    try:
        speakers = speakers_of(folder)
        taught = {text for said in speakers.values() for text in said}
        clips = RecordingSet.read(folder).clips
    except RecordingsError as error:
        print(f"mskiosk: {error}", file=sys.stderr)
        return Exit.UNREADABLE
    measured = measure_own_voice(speakers, [x.pcm for x in clips if x.text not in taught])
    print(own_voice_json(measured) if is_json else own_voice_table(measured))
    return Exit.DONE


def tell(what: str) -> None:
    """How far it has come, for somebody who waits."""
    if sys.stderr is not None and sys.stderr.isatty():
        print(f"mskiosk: {what}", file=sys.stderr)


def asked_recogniser(arguments: argparse.Namespace, setting: Setting, guide: Guide) -> Recogniser:
    """The one that was asked for, which then has to be whole; else the one that the kiosk would
    use, which leaves out what is broken. Raises `EngineError`."""
    from mskiosk.listening.partners import Partners
    from mskiosk.listening.spotter import Spotter

    match arguments.engine:
        case "vosk":
            return _vosk(setting)
        case "pocketsphinx":
            from mskiosk.listening.embedded import PocketSphinx

            return PocketSphinx(guide.sounds)
        case "spotter":
            return Spotter.load(_network(arguments, setting))
        case None if arguments.spotter is None:
            return _kiosks_own(setting, guide, spotter=spotter_file(setting))
        case _:
            network = Spotter.load(_network(arguments, setting))
            return Partners(network, _kiosks_own(setting, guide, spotter=None))


def _kiosks_own(setting: Setting, guide: Guide, *, spotter: Path | None) -> Recogniser:
    from mskiosk.listening.engines import loaded

    if not has_recogniser(setting):
        raise EngineError("with this configuration the kiosk does not listen; see --engine")
    recogniser = loaded(
        model=vosk_model(setting), spotter=spotter, sounds=guide.sounds, log=_tell_staff
    )
    if recogniser is None:
        raise EngineError("no recogniser can be loaded")
    return recogniser


def _network(arguments: argparse.Namespace, setting: Setting) -> Path:
    file: Path | None = arguments.spotter or spotter_file(setting)
    if file is None:
        raise EngineError(f"there is no spotter for {setting.configuration.language}")
    return file


def _vosk(setting: Setting) -> Recogniser:
    from mskiosk.listening.installed import Vosk

    model = best_model(setting.models, VOSK, setting.configuration.language)
    if model is None:
        raise EngineError("no Vosk model is installed; see: mskiosk models list")
    return Vosk(model)


def _tell_staff(line: str) -> None:
    """What the kiosk would write into its log."""
    print(f"mskiosk: {line}", file=sys.stderr)
