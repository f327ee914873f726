"""`mskiosk bench visits`."""

import argparse
import os
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

from mskiosk.cli.bench_listening import VARIABLE as SPEECH_VARIABLE
from mskiosk.cli.bench_listening import asked_recogniser, tell
from mskiosk.cli.exits import Exit
from mskiosk.cli.setting import Setting, guide_of, setting_of
from mskiosk.cli.tracing import VARIABLE as TRACE_VARIABLE
from mskiosk.core.guide import Guide
from mskiosk.core.policy import Profile
from mskiosk.listening.recogniser import EngineError
from mskiosk.measuring.figures import Figure, Spread, as_json, as_table
from mskiosk.measuring.recordings import RecordingsError, RecordingSet
from mskiosk.measuring.sound_stage import NoSoundStageError, sound_stage
from mskiosk.speaking.library import NoEngineError
from mskiosk.speaking.voice import RenderingError


def run_bench_visits(arguments: argparse.Namespace, options: Sequence[str]) -> int:
    """`options`: for the kiosks that a soak starts."""
    from mskiosk.measuring.compressed_visits import (
        COMPRESSED_VISITS,
        SOAKED_VISITS,
        visit_compressed,
    )
    from mskiosk.measuring.visits import compressed_figures, policies_of_visits

    folder: str | Path | None = arguments.set or os.environ.get(SPEECH_VARIABLE)
    if arguments.soak and not folder:
        told = f"name a folder of recordings with --set, or in {SPEECH_VARIABLE}"
        print(f"mskiosk: {told}; the soak needs it", file=sys.stderr)
        return Exit.USAGE
    setting = setting_of(arguments)
    guide = guide_of(setting, None)
    visits = SOAKED_VISITS if arguments.soak else COMPRESSED_VISITS
    policies = policies_of_visits(setting.configuration.policy())
    figures: list[Figure | Spread] = []
    figures += compressed_figures(visit_compressed(guide, policies, visits, _say))
    if arguments.soak and folder:
        try:
            figures += _soaked(arguments, setting, guide, Path(folder), options)
        except RecordingsError as error:
            print(f"mskiosk: {error}", file=sys.stderr)
            return Exit.UNREADABLE
        except EngineError as error:
            print(f"mskiosk: {error}", file=sys.stderr)
            return Exit.MODEL
        except (NoEngineError, RenderingError) as error:
            print(f"mskiosk: the voices cannot be synthesised: {error}", file=sys.stderr)
            return Exit.NO_SOUND
    print(as_json(figures) if arguments.json else as_table(figures))
    return Exit.DONE


def _soaked(
    arguments: argparse.Namespace,
    setting: Setting,
    guide: Guide,
    folder: Path,
    options: Sequence[str],
) -> list[Figure | Spread]:
    from mskiosk.measuring.visit_processes import REAL_VISITS, visit_for_real
    from mskiosk.measuring.visits import babble_figures, real_figures
    from mskiosk.measuring.waiting_room import BABBLE_HOURS

    recordings = RecordingSet.read(folder)
    recogniser = asked_recogniser(arguments, setting, guide)
    tell("real visits")
    with tempfile.TemporaryDirectory(prefix="mskiosk-bench-") as name:
        options = [*options, *_at_a_clinic(setting, Path(name))]
        try:
            with sound_stage() as stage:
                real = visit_for_real(options, stage.environment, TRACE_VARIABLE, REAL_VISITS, _say)
        except NoSoundStageError as error:
            _say(f"{error}; the real visits are captions only")
            real = visit_for_real([*options, "--mute"], {}, TRACE_VARIABLE, REAL_VISITS, _say)
    tell("waiting room")
    hours = arguments.hours or BABBLE_HOURS
    policy = setting.configuration.policy()
    babble = babble_figures(guide, policy, recogniser, recordings, hours, _say)
    return [*real_figures(real), *babble]


def _at_a_clinic(setting: Setting, folder: Path) -> list[str]:
    """The options that make a kiosk at home one of a clinic, which needs a region."""
    if setting.configuration.profile is Profile.CLINIC:
        return []
    file = folder / "mskiosk.yaml"
    file.write_text("profile: clinic\nregion: us\n", encoding="utf-8")
    return ["--config", str(file), "--profile", Profile.CLINIC]


def _say(what: str) -> None:
    """What was not as it should be, or what the room was taken for."""
    print(f"mskiosk: {what}", file=sys.stderr)
