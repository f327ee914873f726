"""`mskiosk kiosk --print-unit`, `--install` and `--uninstall`."""

import argparse
import shutil
import sys
from collections.abc import Sequence
from pathlib import Path

from mskiosk.cli.exits import Exit
from mskiosk.cli.shown import shown
from mskiosk.configuration.faults import ConfigurationFaults
from mskiosk.configuration.folders import configuration_file
from mskiosk.configuration.loading import load_configuration, load_written
from mskiosk.configuration.local_addresses import local_address
from mskiosk.configuration.settings import Configuration, DisplayKind
from mskiosk.core.policy import Profile
from mskiosk.kiosk.installing import Machine, RunError, Step, why_not
from mskiosk.kiosk.reachable import unreachable
from mskiosk.kiosk.unit import NAME, unit

_YES = {"y", "yes"}


def run_service(arguments: argparse.Namespace) -> int:
    """Raises `ConfigurationFaults`."""
    if arguments.print_unit:
        configuration = _configured(arguments)
        display, staff = _display(arguments, configuration), _staff_address(configuration)
        print(unit(_program(), display, staff_address=staff), end="")
        return Exit.DONE
    try:
        return _uninstall(arguments) if arguments.uninstall else _install(arguments)
    except RunError as error:
        print(f"mskiosk: {shown(error)}; the steps after it were left out", file=sys.stderr)
        return Exit.UNREADABLE


def _install(arguments: argparse.Namespace) -> int:
    program = _program()
    if reason := why_not(program):
        print(f"mskiosk: {reason}", file=sys.stderr)
        return Exit.UNREADABLE
    # A kiosk with faults would start and tell people to ask at the desk.
    written = load_written(arguments.config, profile=Profile.CLINIC)
    if faults := unreachable(written):
        raise ConfigurationFaults(faults)
    display = _display(arguments, written.configuration)
    machine = Machine.here()
    if missing := machine.missing_packages(display):
        print(f"mskiosk: first do this: apt install {' '.join(missing)}", file=sys.stderr)
        return Exit.UNREADABLE
    steps = machine.installing(
        program,
        display,
        staff=_staff_address(written.configuration),
        configuration=arguments.config,
    )
    if not _done(arguments, steps):
        return Exit.DONE
    print(
        "The kiosk is installed. It begins when the machine starts again, "
        f"or with: systemctl start {NAME}"
        if machine.has_systemd
        else "The kiosk is installed; systemd does not run here, so nothing starts it yet."
    )
    return Exit.DONE


def _uninstall(arguments: argparse.Namespace) -> int:
    if reason := why_not(Path("/")):
        print(f"mskiosk: {reason}", file=sys.stderr)
        return Exit.UNREADABLE
    machine = Machine.here()
    steps = machine.uninstalling()
    if not steps:
        print("there is nothing to remove")
    elif not _done(arguments, steps):
        return Exit.DONE
    if kept := machine.keeps():
        print(kept)
    return Exit.DONE


def _done(arguments: argparse.Namespace, steps: Sequence[Step]) -> bool:
    """Whether they were to be done; raises `OSError` where one fails, and the rest is left."""
    print("This is what will be done:")
    for step in steps:
        print(f"  {step.says}")
    if not (arguments.yes or _agreed()):
        print("nothing was done")
        return False
    for step in steps:
        step.do()
    return True


def _agreed() -> bool:
    print("Do it? [y/N] ", end="", flush=True)
    return sys.stdin.readline().strip().lower() in _YES


def _program() -> Path:
    """What is running, by the path that a service can start it by."""
    beside = Path(sys.executable).parent / "mskiosk"
    found = shutil.which("mskiosk")
    program = Path(sys.argv[0])
    if program.name != "mskiosk":
        program = beside if beside.exists() or not found else Path(found)
    return program.absolute()


def _configured(arguments: argparse.Namespace) -> Configuration:
    """A unit can be looked at where nothing is configured yet. Raises `ConfigurationFaults`."""
    file = arguments.config or configuration_file(Profile.CLINIC)
    if arguments.config is None and not (file and file.exists()):
        return Configuration()
    return load_configuration(file, profile=Profile.CLINIC)


def _display(arguments: argparse.Namespace, configuration: Configuration) -> DisplayKind:
    """What the unit starts: as asked, or as configured. At boot no display is there to be found."""
    display = DisplayKind(arguments.display or configuration.kiosk.display)
    return DisplayKind.WAYLAND if display is DisplayKind.AUTO else display


def _staff_address(configuration: Configuration) -> str | None:
    """Of the one host that the unit lets the kiosk reach."""
    address = configuration.staff.address
    return str(local_address(address).host) if address else None
