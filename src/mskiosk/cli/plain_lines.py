"""`mskiosk --plain`: the same dialogue as lines of text."""

import argparse
import asyncio

from mskiosk.cli.remarks import unusable
from mskiosk.cli.setting import Setting, served_guide, setting_of, working_folders
from mskiosk.cli.stage import Stage, ending
from mskiosk.configuration.folders import Folders
from mskiosk.core.guide import Guide
from mskiosk.listening.typed import TypedListener
from mskiosk.plain.front_end import PlainFrontEnd


def run_plain(arguments: argparse.Namespace) -> int:
    setting = setting_of(arguments)
    with working_folders(setting) as folders:
        guide = served_guide(setting, folders)
        return ending(folders, lambda: asyncio.run(_run(arguments, setting, folders, guide)))


async def _run(
    arguments: argparse.Namespace, setting: Setting, folders: Folders, guide: Guide
) -> int:
    stage = Stage(
        arguments,
        setting,
        folders,
        guide,
        on_end=lambda _: front_end.close(),
        on_failure=lambda code: front_end.close(code),
    )
    listener = TypedListener(
        stage.report, on_forget=stage.voice_file.delete if stage.voice_file else lambda: None
    )

    async def begin() -> None:
        stage.begin(front_end.speaker, listener, front_end.display)
        listener.start()

    front_end = PlainFrontEnd(
        clock=stage.clock,
        report=stage.report,
        on_line=listener.heard,
        on_ready=begin,
        on_closing=stage.close,
    )
    code = await front_end.run()
    return unusable(front_end.fault) if front_end.fault else code
