"""Makes a machine with Debian a kiosk, and takes that back: a list of steps, each of which says
what it does before anything is done."""

import os
import pwd
import re
import shutil
import subprocess
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from mskiosk.configuration.settings import DisplayKind
from mskiosk.kiosk.unit import ACCOUNT, NAME, STAGINGS, unit

Run = Callable[[Sequence[str]], None]
"""Runs a program of the system; raises `RunError` with a sentence where it fails."""

_FOLDERS = ("var/lib/mskiosk", "var/cache/mskiosk", "var/log/mskiosk")
_CONFIGURATION = "etc/mskiosk"
_SETTINGS = f"{_CONFIGURATION}/mskiosk.yaml"
_UNIT = f"etc/systemd/system/{NAME}"
_X_KEYS = "etc/X11/xorg.conf.d/90-mskiosk.conf"
_X_KEYS_TEXT = """\
# Made by `mskiosk kiosk --install`: no key leads out of the kiosk.
Section "ServerFlags"
    Option "DontVTSwitch" "true"
    Option "DontZap" "true"
EndSection
"""
_CONSOLES = "etc/systemd/logind.conf.d/90-mskiosk.conf"
_CONSOLES_TEXT = """\
# Made by `mskiosk kiosk --install`: no other console has a log-in.
[Login]
NAutoVTs=0
ReserveVT=0
"""
_KERNEL_KEYS = "etc/sysctl.d/90-mskiosk.conf"
_KERNEL_KEYS_TEXT = """\
# Made by `mskiosk kiosk --install`: no key speaks to the kernel.
kernel.sysrq = 0
"""
_RESTARTING = "ctrl-alt-del.target"
_RESTARTING_MASK = f"etc/systemd/system/{_RESTARTING}"
_PRIVATE = ("home", "root")
_PLAIN_PATH = re.compile(r"[\w/.+-]+", re.ASCII)


class RunError(Exception):
    """A program of the system failed, and this is the sentence that says how."""


@dataclass(frozen=True, slots=True)
class Step:
    says: str
    do: Callable[[], None]


def run_program(command: Sequence[str]) -> None:
    try:
        done = subprocess.run(command, capture_output=True, text=True, check=False)
    except OSError as error:
        raise RunError(f"{command[0]} cannot be run: {error.strerror}") from error
    if done.returncode:
        said = (done.stderr or done.stdout).strip().splitlines()
        raise RunError(f"{' '.join(command)} failed{': ' + said[-1] if said else ''}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Machine:
    """`root`: the folder that all the paths start from."""

    root: Path = Path("/")
    run: Run = run_program
    has_account: bool
    has_systemd: bool

    @classmethod
    def here(cls) -> "Machine":
        try:
            pwd.getpwnam(ACCOUNT)
        except KeyError:
            has_account = False
        else:
            has_account = True
        return cls(has_account=has_account, has_systemd=Path("/run/systemd/system").is_dir())

    def installing(
        self,
        program: Path,
        display: DisplayKind,
        *,
        staff: str | None = None,
        configuration: Path | None = None,
    ) -> list[Step]:
        """`staff`: the address that may be called. `configuration`: the file that is to be the
        one of the machine; None: the one that is there."""
        steps = list[Step]()
        if not self.has_account:
            says = f"add the system account {ACCOUNT}, which nobody can log in to"
            steps.append(Step(says, self._add_account))
        for name in _FOLDERS:
            says = f"make the folder /{name}, which only {ACCOUNT} can enter"
            steps.append(Step(says, lambda name=name: self._make_folder(name)))  # type: ignore[misc]
        if configuration:
            says = f"write /{_SETTINGS}, as {configuration} has it"
            text = configuration.read_text(encoding="utf-8")
            steps.append(Step(says, lambda: self._write(_SETTINGS, text)))
        says = f"make the folder /{_CONFIGURATION}, which {ACCOUNT} can read and only root write"
        steps.append(Step(says, self._make_configuration_folder))
        if display is DisplayKind.X11:
            says = f"write /{_X_KEYS}: no key of the X server leads out"
            steps.append(Step(says, lambda: self._write(_X_KEYS, _X_KEYS_TEXT)))
        says = f"write /{_CONSOLES}: from the next start no other console has a log-in"
        steps.append(Step(says, lambda: self._write(_CONSOLES, _CONSOLES_TEXT)))
        says = f"write /{_KERNEL_KEYS}: from the next start no key speaks to the kernel"
        steps.append(Step(says, lambda: self._write(_KERNEL_KEYS, _KERNEL_KEYS_TEXT)))
        service = unit(program, display, staff_address=staff)
        steps.append(Step(f"write the unit /{_UNIT}", lambda: self._write(_UNIT, service)))
        if self.has_systemd:
            says = f"mask {_RESTARTING}: Ctrl+Alt+Del does not restart the machine"
            steps += [
                self._systemctl("tell systemd of it", "daemon-reload"),
                self._systemctl(says, "mask", _RESTARTING),
                self._systemctl("let it start with the machine", "enable", NAME),
            ]
        return steps

    def uninstalling(self) -> list[Step]:
        steps = list[Step]()
        if self.has_systemd and self._path(_UNIT).exists():
            says = "stop the kiosk, and let it start no more"
            steps.append(self._systemctl(says, "disable", "--now", NAME))
        if self.has_systemd and self._path(_RESTARTING_MASK).is_symlink():
            says = f"unmask {_RESTARTING}: Ctrl+Alt+Del restarts the machine again"
            steps.append(self._systemctl(says, "unmask", _RESTARTING))
        for name in (_UNIT, _X_KEYS, _CONSOLES, _KERNEL_KEYS):
            if self._path(name).exists():
                steps.append(Step(f"remove /{name}", self._path(name).unlink))
        if self.has_systemd and self._path(_UNIT).exists():
            steps.append(self._systemctl("tell systemd of it", "daemon-reload"))
        for name in _FOLDERS:
            if self._path(name).exists():
                says = f"remove the folder /{name} with all that is in it"
                steps.append(Step(says, lambda name=name: shutil.rmtree(self._path(name))))  # type: ignore[misc]
        if self.has_account:
            says = f"remove the account {ACCOUNT}"
            steps.append(Step(says, lambda: self.run(["userdel", ACCOUNT])))
        return steps

    def keeps(self) -> str | None:
        folder = self._path(_CONFIGURATION)
        return f"/{_CONFIGURATION} is kept; it holds your settings" if folder.exists() else None

    def missing_packages(self, display: DisplayKind) -> tuple[str, ...]:
        """Packages of Debian whose programs are not there; all that the display needs, then."""
        staging = STAGINGS[display]
        is_whole = all(self._path(program[1:]).exists() for program in staging.programs)
        return () if is_whole else staging.packages

    def _path(self, name: str) -> Path:
        return self.root / name

    def _systemctl(self, says: str, *arguments: str) -> Step:
        return Step(says, lambda: self.run(["systemctl", "--quiet", *arguments]))

    def _add_account(self) -> None:
        home, shell = "/var/lib/mskiosk", "/usr/sbin/nologin"
        options = ["--system", "--user-group", "--no-create-home", "--home-dir", home]
        self.run(["useradd", *options, "--shell", shell, ACCOUNT])

    def _make_folder(self, name: str) -> None:
        folder = self._path(name)
        folder.mkdir(parents=True, exist_ok=True)
        folder.chmod(0o700)
        self.run(["chown", "-R", f"{ACCOUNT}:{ACCOUNT}", str(folder)])

    def _make_configuration_folder(self) -> None:
        folder = self._path(_CONFIGURATION)
        folder.mkdir(parents=True, exist_ok=True)
        self.run(["chown", "-R", f"root:{ACCOUNT}", str(folder)])
        folder.chmod(0o750)
        for file in folder.iterdir():
            if file.is_file() and not file.is_symlink():
                file.chmod(0o640)

    def _write(self, name: str, text: str) -> None:
        """Whole or not at all."""
        path = self._path(name)
        path.parent.mkdir(parents=True, exist_ok=True)
        new = path.with_name(f".{path.name}.new")
        new.write_text(text, encoding="utf-8")
        new.chmod(0o644)
        new.replace(path)


def why_not(program: Path, account_id: int | None = None) -> str | None:
    """Why this program cannot be installed as a service by whoever runs it."""
    if (os.geteuid() if account_id is None else account_id) != 0:
        return "installing changes the machine, which only root may: use sudo"
    if len(program.parts) > 1 and program.parts[1] in _PRIVATE:
        return (
            f"{program} is in a folder of a person, which the service cannot enter; install "
            "mskiosk in /opt/mskiosk, say, and run it from there"
        )
    if not _PLAIN_PATH.fullmatch(str(program)):
        return f"{program} has a character in it that is not for a unit; install mskiosk elsewhere"
    return None
