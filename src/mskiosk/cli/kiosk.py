"""`mskiosk kiosk`: the supervisor of a clinic's machine, and its installation."""

import argparse
import os
import resource
import sys
import time
from collections.abc import Sequence
from pathlib import Path

from mskiosk.cli.exits import Exit
from mskiosk.cli.shown import shown
from mskiosk.configuration.faults import ConfigurationFaults
from mskiosk.configuration.folders import log_folder
from mskiosk.configuration.loading import load_configuration
from mskiosk.configuration.settings import Configuration, DisplayKind, Kiosk
from mskiosk.core.events import Beginning
from mskiosk.core.policy import Profile
from mskiosk.kiosk.displays import USUAL_PIXELS, connected_pixels, kind_here, server_behind
from mskiosk.kiosk.entries import entry_of
from mskiosk.kiosk.journal import line_writer, to_standard_error
from mskiosk.kiosk.letters import Glass, letter_pixels
from mskiosk.kiosk.notifying import Notifier
from mskiosk.kiosk.process_tree import end_with_parent
from mskiosk.kiosk.receiving import runtime_folder
from mskiosk.kiosk.records import dated, said
from mskiosk.kiosk.supervising import Supervisor, Surroundings
from mskiosk.kiosk.terminals import Console, terminal_for
from mskiosk.ui.terminal import withstand_signals

_APOLOGY = "mskiosk.kiosk.apology"
_PASSED_ON = ("config", "content", "models")
_PASSED_FLAGS = ("mute", "no_microphone")
_NO_DISPLAY = (
    "there is no {} to draw on; start it in one, or write another kiosk: display in mskiosk.yaml"
)


def run_kiosk(arguments: argparse.Namespace) -> int:
    if arguments.print_unit or arguments.install or arguments.uninstall:
        from mskiosk.cli.service import run_service

        return run_service(arguments)
    return _supervise(arguments)


def _supervise(arguments: argparse.Namespace) -> int:
    configured = _configured(arguments)
    wanted = configured.kiosk
    has_terminal = sys.stdin is not None and sys.stdin.isatty()
    asked = DisplayKind(arguments.display) if arguments.display else wanted.display
    kind = kind_here(asked, has_terminal=has_terminal)
    if kind is None:
        what = "screen" if asked is DisplayKind.AUTO else asked.value
        print(f"mskiosk: {_NO_DISPLAY.format(what)}", file=sys.stderr)
        return Exit.NO_TERMINAL
    end_with_parent()
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))  # P5: a core dump would hold what was said
    screen = arguments.screen or connected_pixels() or USUAL_PIXELS
    terminal = terminal_for(kind, _letters(screen, wanted), screen)
    if isinstance(terminal, Console):
        withstand_signals()
        terminal.lock()
    write = line_writer(configured.logs.to, log_folder(Profile.CLINIC))
    surroundings = Surroundings(
        folder=runtime_folder(),
        terminal=terminal,
        program=lambda begins, is_hopeless: _program(arguments, begins, is_hopeless=is_hopeless),
        apology=[sys.executable, "-m", _APOLOGY],
        systemd=Notifier.from_environment(),
        log=_logged,
        record=lambda record: write(dated(said(record))),
        pass_on=lambda line: write(line) if entry_of(line) else None,
        screen_server=server_behind(kind),
        environment=_environment(),
    )
    Supervisor(surroundings).run()
    if isinstance(terminal, Console):
        terminal.give_back()
    return Exit.DONE


def _configured(arguments: argparse.Namespace) -> Configuration:
    """With faults in the configuration the visits fail, and the screen says whom to ask; so the
    supervisor goes on with what is usual."""
    try:
        return load_configuration(arguments.config, profile=Profile.CLINIC)
    except ConfigurationFaults as faults:
        print(faults, file=sys.stderr)
        return Configuration()


def _letters(screen: tuple[int, int], wanted: Kiosk) -> int:
    width, height = screen
    glass = Glass(
        width_pixels=width, height_pixels=height, diagonal_inches=wanted.screen_diagonal_inches
    )
    return letter_pixels(glass, wanted.viewing_distance_cm)


def _program(
    arguments: argparse.Namespace, begins: Beginning, *, is_hopeless: bool
) -> Sequence[str]:
    visit = [sys.executable, "-m", "mskiosk", "--profile", "clinic", "--begins", begins.value]
    for name in _PASSED_ON:
        value: Path | None = getattr(arguments, name)
        if value:
            visit += [f"--{name}", str(value.absolute())]
    visit += [f"--{name.replace('_', '-')}" for name in _PASSED_FLAGS if getattr(arguments, name)]
    return [sys.executable, "-m", _APOLOGY, *visit] if is_hopeless else visit


def _environment() -> dict[str, str]:
    """Of the terminals: their letters are those of all languages."""
    return {**os.environ, "LANG": "C.UTF-8", "LC_ALL": "C.UTF-8"}


def _logged(line: str) -> None:
    """For the journal; on a console it would stand on the screen."""
    if sys.stderr is not None and not sys.stderr.isatty():
        moment = time.strftime("%Y-%m-%dT%H:%M:%S")
        to_standard_error(f"{moment} {shown(line)}")
