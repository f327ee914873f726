"""The checks of `mskiosk doctor`, each with what it has to know of this kiosk."""

import argparse
from datetime import UTC, datetime
from pathlib import Path

from mskiosk.cli.hearing import VOSK
from mskiosk.cli.setting import Setting
from mskiosk.configuration.folders import Folders, wanted_folders
from mskiosk.configuration.settings import Downloads, EngineChoice
from mskiosk.content.faults import ContentFaults
from mskiosk.content.loading import load_guide
from mskiosk.core.policy import Profile
from mskiosk.doctor import speaker, voice
from mskiosk.doctor.clock import judged_clock
from mskiosk.doctor.content import checked_dates, examine_content
from mskiosk.doctor.devices import SoundDevices
from mskiosk.doctor.disk import examine_disk
from mskiosk.doctor.display import Surroundings, judged_display
from mskiosk.doctor.examining import SLOW_SECONDS, Examination
from mskiosk.doctor.finding import Check, Finding, State, gathered, skipped
from mskiosk.doctor.headset import examine_headset
from mskiosk.doctor.keymap import judged_keymap
from mskiosk.doctor.loud_enough import examine_loudness
from mskiosk.doctor.memory import examine_memory
from mskiosk.doctor.microphone import LIMIT_SECONDS as LISTENING_SECONDS
from mskiosk.doctor.microphone import examine_microphone
from mskiosk.doctor.models import examine_models
from mskiosk.doctor.network import examine_network
from mskiosk.doctor.permissions import examine_permissions
from mskiosk.doctor.screen import screen_here
from mskiosk.kiosk.approving import state_of_approval
from mskiosk.models.installed import best_model

_MORE_SECONDS = 15.0
"""For a process to be started and to be ended, beside its own limit."""


def examinations_of(arguments: argparse.Namespace, setting: Setting) -> dict[Check, Examination]:
    configuration = setting.configuration
    folders = wanted_folders(configuration.profile)
    devices = _devices(arguments, setting)
    is_silent = arguments.silent or arguments.mute
    every = (
        Examination(
            Check.CONTENT,
            lambda: examine_content(
                setting.content,
                language=configuration.language,
                region=configuration.region,
                today=datetime.now(UTC).date(),
                approval=_approval(setting),
            ),
            SLOW_SECONDS,
        ),
        Examination(
            Check.MODELS,
            lambda: examine_models(
                setting.models,
                engine=configuration.listening.engine,
                language=configuration.language,
            ),
            SLOW_SECONDS,
        ),
        Examination(
            Check.VOICE,
            lambda: voice.examine_voice(configuration.language),
            voice.LIMIT_SECONDS + _MORE_SECONDS,
        ),
        Examination(
            Check.SPEAKER,
            lambda: _speaker(devices, setting, folders, is_silent=is_silent),
            speaker.LIMIT_SECONDS + _MORE_SECONDS,
        ),
        Examination(
            Check.MICROPHONE,
            lambda: examine_microphone(devices),
            LISTENING_SECONDS + _MORE_SECONDS,
        ),
        Examination(Check.HEADSET, examine_headset),
        Examination(
            Check.KEYMAP,
            lambda: _keymap(setting),
        ),
        Examination(
            Check.DISPLAY,
            lambda: judged_display(
                screen_here(),
                Surroundings(
                    screen_diagonal_inches=configuration.kiosk.screen_diagonal_inches,
                    viewing_distance_cm=configuration.kiosk.viewing_distance_cm,
                ),
                text_size=configuration.screen.text_size,
                theme=configuration.screen.theme,
            ),
        ),
        Examination(Check.CLOCK, lambda: _clock(setting), SLOW_SECONDS),
        Examination(Check.DISK, lambda: examine_disk(folders)),
        Examination(Check.MEMORY, lambda: examine_memory(has_model=_has_model(setting))),
        Examination(
            Check.PERMISSIONS,
            lambda: examine_permissions(
                folders,
                says=_what_decides(setting),
                is_clinic=configuration.profile is Profile.CLINIC,
                command=configuration.staff.command,
            ),
        ),
        Examination(
            Check.NETWORK,
            lambda: examine_network(fetches_models=configuration.downloads is Downloads.ASK),
        ),
    )
    return {examination.check: examination for examination in every}


def _approval(setting: Setting) -> Finding | None:
    """What is known of the approval of the content, where there is one to ask for."""
    configuration = setting.configuration
    if configuration.profile is not Profile.CLINIC:
        return None
    data = wanted_folders(configuration.profile).data
    state, says = state_of_approval(setting.content, configuration.language, data=data)
    return Finding(State(state), says)


def _devices(arguments: argparse.Namespace, setting: Setting) -> SoundDevices:
    devices = SoundDevices.of(setting.configuration)
    if arguments.no_microphone:
        return SoundDevices(
            headset=devices.headset, is_apart=devices.is_apart, has_microphone=False
        )
    return devices


def _speaker(
    devices: SoundDevices, setting: Setting, folders: Folders, *, is_silent: bool
) -> Finding:
    sounds = speaker.examine_speaker(devices, is_silent=is_silent)
    loudness = examine_loudness(
        folders.data,
        start_step=setting.usual.voice.volume,
        is_clinic=setting.configuration.profile is Profile.CLINIC,
        today=datetime.now(UTC).date(),
    )
    if is_silent and (loudness is None or loudness.state is State.OK):
        return skipped(" ".join(found.says for found in (sounds, loudness) if found))
    return gathered([sounds, *([loudness] if loudness else [])])


def _keymap(setting: Setting) -> Finding:
    keymap_name = setting.configuration.keys.keymap
    return judged_keymap(setting.keymap, keymap_name, setting.configuration.policy().switches)


def _clock(setting: Setting) -> Finding:
    configuration = setting.configuration
    try:
        guide = load_guide(
            setting.content, language=configuration.language, region=configuration.region
        )
        dates = checked_dates(guide)
    except ContentFaults:
        dates = ()
    return judged_clock(datetime.now(UTC).astimezone(), dates)


def _has_model(setting: Setting) -> bool:
    configuration = setting.configuration
    wants_none = configuration.listening.engine in (EngineChoice.POCKETSPHINX, EngineChoice.NONE)
    return not wants_none and bool(best_model(setting.models, VOSK, configuration.language))


def _what_decides(setting: Setting) -> tuple[Path, ...]:
    file = setting.layers.written.file
    return (file, file.parent, setting.content, setting.content / setting.configuration.language)
