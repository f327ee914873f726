"""One session with its real parts: what the screen and the plain lines have in common."""

import argparse
import contextlib
import os
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from mskiosk.children.log_file import add_line, opened, place_of
from mskiosk.cli.absent import NoFetcher
from mskiosk.cli.attending import Attendance
from mskiosk.cli.exits import Exit
from mskiosk.cli.hearing import VOSK, has_recogniser, spotter_file, vosk_model
from mskiosk.cli.kept import keeper_of, kept_values, leave_out_refused, set_bad_aside
from mskiosk.cli.setting import Setting
from mskiosk.cli.tracing import traced
from mskiosk.configuration.folders import Folders
from mskiosk.configuration.settings import DEFAULT_DEVICE, NO_DEVICE, Downloads, EngineChoice
from mskiosk.core.dialogue import Dialogue, Step
from mskiosk.core.events import Beginning, Event, ListenerFailed, ListenerFault, SessionStarted
from mskiosk.core.guide import Guide
from mskiosk.core.policy import Policy, Profile, Switches
from mskiosk.core.state import State
from mskiosk.listening.spoken import SpokenListener
from mskiosk.listening.voice_file import VoiceFile
from mskiosk.models.fetcher import ModelFetcher
from mskiosk.models.offering import offer
from mskiosk.session.clock import LoopClock
from mskiosk.session.ports import Display, Listener, Speaker
from mskiosk.session.session import Ports, Session
from mskiosk.speaking.spoken import SpokenSpeaker

if TYPE_CHECKING:
    from mskiosk.cli.journalling import Watcher
    from mskiosk.cli.proving import ProvenModels

_FAILURE_LOG = "failure.log"
_VOICE_FILE = "voice-of-the-person"
_INTRODUCED = "introduced"
_VOICE_LOG = "voice-file.log"
_KEPT_LOG = "kept.log"
_STAFF_LOG = "staff.log"


class Stage:
    """Made on the running event loop; `open` starts the children, `close` ends them."""

    def __init__(
        self,
        arguments: argparse.Namespace,
        setting: Setting,
        folders: Folders,
        guide: Guide,
        *,
        on_end: Callable[[Beginning], None],
        on_failure: Callable[[int], None],
    ) -> None:
        """`on_end`: the session has ended, and the next one is to begin so.
        `on_failure`: the program is broken, and the log says how."""
        self._arguments = arguments
        self._setting = setting
        self._folders = folders
        self._guide = guide
        self._on_failure = on_failure
        self._is_typed = arguments.plain
        self._teaches = arguments.command == "tutor"
        self.listens = not arguments.no_microphone and _listens(setting)
        self.voice_file = self._voice_file()
        self.clock = LoopClock()
        self._fetcher_in_use: ModelFetcher | None = None
        policy = _policy(
            arguments, setting, listens=self.listens, is_first_visit=self._is_first_visit()
        )
        is_for_strangers = policy.has_visits and not self._teaches
        usual = Beginning.RESTING if is_for_strangers else Beginning.VISIT
        self._begins = arguments.begins or usual
        self._watcher: Watcher | None = None
        self._proven: ProvenModels | None = None
        if setting.configuration.profile is Profile.CLINIC:
            self._watch_over(guide)
        self.session = Session(Dialogue(guide, policy), self.clock, on_end, self._watch)
        self._report = traced(self._post)
        self._keeper = keeper_of(setting, self.report, self._complain(_KEPT_LOG))
        self._attendance = Attendance(
            setting.configuration,
            self.report,
            self.clock,
            self._complain(_STAFF_LOG),
            on_late_end=self._staff_called_late,
        )

    def _watch(self, before: State, event: Event, step: Step) -> None:
        if self._watcher:
            self._watcher.watch(before, event, step)

    def _staff_called_late(self, is_called: bool) -> None:
        if self._watcher:
            self._watcher.staff_called_late(is_called=is_called)

    def _watch_over(self, guide: Guide) -> None:
        """What is imported here would cost a start at home time."""
        from mskiosk.cli.journalling import Watcher, journal_of
        from mskiosk.cli.proving import ProvenModels

        if journal := journal_of(self._setting, self._folders):
            self._watcher = Watcher(journal, guide, self.clock.now)
            self._proven = ProvenModels(self._setting, self._folders.cache, journal)

    def report(self, event: Event) -> None:
        self._report(event)

    def begin(self, speaker: Speaker, listener: Listener, display: Display) -> None:
        """The kiosk begins to talk."""
        fetcher, megabytes = self._fetcher(listener)
        self._fetcher_in_use = fetcher
        ports = Ports(
            speaker=speaker,
            listener=listener,
            display=display,
            fetcher=fetcher or NoFetcher(),
            keeper=self._keeper,
            staff=self._attendance.staff,
        )
        self.report(
            SessionStarted(
                begins=self._begins,
                offers_model=fetcher is not None,
                model_megabytes=megabytes,
                has_microphone=self.listens or self._is_typed,
                teaches=self._teaches,
                knows_voice=_knows_voice(listener, self.voice_file),
                kept=kept_values(self._arguments, self._setting),
                place=self._setting.found.place,
                are_settings_lost=set_bad_aside(self._setting),
                are_settings_left_out=leave_out_refused(self._setting),
            )
        )
        self.session.connect(ports)
        self._attendance.start()

    def voice(self) -> SpokenSpeaker:
        return SpokenSpeaker(
            self.report,
            self.clock,
            log=self._log("speaking"),
            volume=self._setting.configuration.voice.volume,
            language=self._setting.configuration.language,
            voiced=self._guide.voiced,
            headset=self._setting.configuration.private_headset,
        )

    def ears(self) -> SpokenListener | None:
        configuration = self._setting.configuration
        if not self.listens:
            return None
        device = configuration.devices.microphone

        def do_without_model() -> None:
            self.report(ListenerFailed(ListenerFault.RESTARTING))
            ears.use_model(None)

        proven = self._proven
        ears = SpokenListener(
            self.report,
            model=proven.vosk_model(do_without_model) if proven else vosk_model(self._setting),
            spotter=proven.spotter() if proven else spotter_file(self._setting),
            device=None if device == DEFAULT_DEVICE else device,
            log=self._log("listening"),
            sounds=self._guide.sounds,
            voice_file=self.voice_file,
        )
        return ears

    async def close(self) -> None:
        self.session.close()
        await self._attendance.close()
        await self._keeper.close()
        if self._fetcher_in_use:
            await self._fetcher_in_use.close()

    def _fetcher(self, listener: Listener) -> tuple[ModelFetcher | None, int]:
        """The offer of a better recogniser, where there is one to make."""
        configuration = self._setting.configuration
        wants_model = configuration.listening.engine in (EngineChoice.AUTO, EngineChoice.VOSK)
        may_ask = configuration.downloads is Downloads.ASK and wants_model
        if not may_ask or not isinstance(listener, SpokenListener):
            return None, 0
        marker = self._folders.data / "model-declined"
        folder = self._setting.models
        if not offer(folder, marker, engine=VOSK, language=configuration.language):
            return None, 0
        from mskiosk.models.catalogue import best_known_model
        from mskiosk.models.locking import clean_leftovers

        clean_leftovers(folder)
        known = best_known_model(VOSK, configuration.language)
        if known is None:
            return None, 0
        fetcher = ModelFetcher(
            self.report,
            name=known.name,
            folder=folder,
            marker=marker,
            on_installed=listener.use_model,
        )
        return fetcher, known.megabytes

    def _voice_file(self) -> VoiceFile | None:
        """Where what was learned of a person's speech may be kept: at their home alone."""
        if self._setting.configuration.profile is not Profile.HOME:
            return None
        return VoiceFile(self._folders.data / _VOICE_FILE, self._complain(_VOICE_LOG))

    def _is_first_visit(self) -> bool:
        """At a clinic each is; at home the first start, which leaves a mark."""
        if self._setting.configuration.profile is not Profile.HOME:
            return True
        mark = self._folders.data / _INTRODUCED
        if mark.exists():
            return False
        with contextlib.suppress(OSError):  # then the introduction comes again
            mark.touch()
        return True

    def _complain(self, name: str) -> Callable[[str], None]:
        def complain(line: str) -> None:
            add_line(self._folders.log / name, line)

        return complain

    def _post(self, event: Event) -> None:
        try:
            self.session.post(event)
        except Exception:  # noqa: BLE001  # whatever it is, the log has it and the kiosk ends
            write_failure(self._folders)
            if self._watcher:
                self._watcher.broken()
            self._on_failure(Exit.BROKEN)

    def _log(self, name: str) -> Path | None:
        return self._folders.log / f"{name}.log"


def ending(folders: Folders, run: Callable[[], int]) -> int:
    """The exit status of `run`; of a broken program a sentence, and where to read more."""
    try:
        code = run()
    except Exception:  # noqa: BLE001  # whatever it is, the log has it
        code = Exit.BROKEN
        write_failure(folders)
    if code == Exit.BROKEN:
        log = folders.log / _FAILURE_LOG
        print(f"mskiosk: something in the program broke; {log} says where", file=sys.stderr)
    return code


def write_failure(folders: Folders) -> None:
    """Where the exception in flight came from, for staff; values, which may be words that
    somebody said, are left out."""
    error = sys.exception()
    if error is None:
        return
    with contextlib.suppress(OSError):
        log = opened(folders.log / _FAILURE_LOG, is_emptied=True)
        with os.fdopen(log, "w", encoding="utf-8", errors="backslashreplace") as file:
            file.write(f"{place_of(error)}\n")


def _policy(
    arguments: argparse.Namespace, setting: Setting, *, listens: bool, is_first_visit: bool
) -> Policy:
    policy = setting.usual.policy()
    policy = replace(policy, offers_lessons=listens, has_colours="NO_COLOR" not in os.environ)
    policy = replace(policy, offers_one_by_one=True, orients=is_first_visit)
    is_clinic = setting.configuration.profile is Profile.CLINIC
    policy = replace(policy, has_visits=is_clinic and not arguments.plain)
    if arguments.plain:
        policy = replace(policy, has_headset=True, is_heard_in_private=True)  # lines make no sound
        policy = replace(policy, switches=Switches.NONE, has_sound_switch=False)  # nor are pressed
    return replace(policy, is_aloud=False) if arguments.mute else policy


def _knows_voice(listener: Listener, voice_file: VoiceFile | None) -> bool:
    if isinstance(listener, SpokenListener):
        return listener.knows_voice
    return bool(voice_file and voice_file.load())


def _listens(setting: Setting) -> bool:
    return setting.configuration.devices.microphone != NO_DEVICE and has_recogniser(setting)
