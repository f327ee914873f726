"""`mskiosk`: the kiosk on a terminal."""

import argparse
import asyncio
import sys

from mskiosk.cli.absent import DeafListener
from mskiosk.cli.exits import Exit
from mskiosk.cli.setting import Setting, served_guide, setting_of, working_folders
from mskiosk.cli.stage import Stage, ending
from mskiosk.configuration.folders import Folders
from mskiosk.core.events import Beginning
from mskiosk.core.guide import Guide
from mskiosk.core.policy import Profile
from mskiosk.kiosk.heartbeat import Heartbeat
from mskiosk.kiosk.notifying import Notifier
from mskiosk.ui.terminal import Terminal, prepare_environment, why_not, withstand_signals

_ENDINGS = {Beginning.CLEARED: Exit.VISIT_OVER, Beginning.ANEW: Exit.NEW_PERSON}
_BEGINNINGS = {int(code): begins for begins, code in _ENDINGS.items()}


def run_screen(arguments: argparse.Namespace) -> int:
    terminal = Terminal.here()
    if reason := why_not(terminal):
        print(f"mskiosk: {reason}", file=sys.stderr)
        return Exit.NO_TERMINAL
    prepare_environment()
    notifier = Notifier.from_environment()
    if notifier.is_watched:
        from mskiosk.kiosk.process_tree import end_with_parent

        end_with_parent()
    setting = setting_of(arguments)
    is_clinic = setting.configuration.profile is Profile.CLINIC
    if is_clinic:
        withstand_signals()
    with working_folders(setting) as folders:
        guide = served_guide(setting, folders)
        code = ending(
            folders,
            lambda: asyncio.run(_run(arguments, setting, folders, guide, terminal, notifier)),
        )
    if is_clinic and code in _BEGINNINGS and not notifier.is_watched:
        from mskiosk.cli.next_visit import replace_visit

        replace_visit(_BEGINNINGS[code])
    return code


async def _run(
    arguments: argparse.Namespace,
    setting: Setting,
    folders: Folders,
    guide: Guide,
    terminal: Terminal,
    notifier: Notifier,
) -> int:
    """The children start first, and load their engines while Textual is loaded here."""
    stage = Stage(
        arguments,
        setting,
        folders,
        guide,
        on_end=lambda following: end(following),
        on_failure=lambda code: app.close(code),
    )
    heartbeat = Heartbeat(notifier, lambda: app.close(Exit.TERMINATED))
    heartbeat.start()
    speaker, ears = stage.voice(), stage.ears()
    speaker.start()
    if ears:
        ears.start()
    await asyncio.sleep(0)

    from mskiosk.ui.app import KioskApp

    def end(following: Beginning) -> None:
        heartbeat.end(following)
        app.close(_ENDINGS.get(following, Exit.DONE))

    async def serve() -> None:
        app.call_after_refresh(heartbeat.serve)

    async def close() -> None:
        await asyncio.gather(stage.close(), speaker.close(), *([ears.close()] if ears else []))

    app = KioskApp(
        report=stage.report,
        keymap=setting.keymap,
        on_ready=serve,
        on_closing=close,
        is_clinic=setting.configuration.profile is Profile.CLINIC,
        is_ascii_only=terminal.is_ascii_only,
        language=setting.configuration.language,
    )
    stage.begin(speaker, ears or DeafListener(stage.voice_file), app)
    try:
        return await app.run_until_closed()
    finally:
        heartbeat.stop()
