"""Installing the service, on a folder that stands for the machine."""

from collections.abc import Sequence
from pathlib import Path

import pytest

from mskiosk.cli.exits import Exit
from mskiosk.configuration.settings import DisplayKind
from mskiosk.kiosk.installing import Machine, RunError, run_program, why_not
from tests.cli.program import run

PROGRAM = Path("/opt/mskiosk/bin/mskiosk")
MASK = "etc/systemd/system/ctrl-alt-del.target"


class Noted:
    """Programs of the system that were to be run; they belong to root."""

    def __init__(self) -> None:
        self.commands: list[str] = []

    def __call__(self, command: Sequence[str]) -> None:
        self.commands.append(" ".join(command))


def machine(root: Path, noted: Noted, *, is_installed: bool = False) -> Machine:
    return Machine(root=root, run=noted, has_account=is_installed, has_systemd=True)


def files(root: Path) -> set[str]:
    return {str(path.relative_to(root)) for path in root.rglob("*")}


def test_each_step_says_what_it_does_before_anything_is_done(tmp_path: Path) -> None:
    noted = Noted()
    steps = machine(tmp_path, noted).installing(PROGRAM, DisplayKind.WAYLAND)
    assert (files(tmp_path), noted.commands) == (set(), [])
    told = "\n".join(step.says for step in steps)
    for what in (
        *("account mskiosk", "/var/lib/mskiosk", "/var/cache/mskiosk", "/var/log/mskiosk"),
        *("/etc/mskiosk", "/etc/systemd/system/mskiosk.service", "start with the machine"),
    ):
        assert what in told


def test_only_the_account_of_the_service_can_enter_its_folders(tmp_path: Path) -> None:
    """P5: and it cannot change its own settings."""
    settings = tmp_path / "mine.yaml"
    settings.write_text("profile: clinic\nregion: us\n")
    root = tmp_path / "machine"
    noted = Noted()
    for step in machine(root, noted).installing(PROGRAM, DisplayKind.X11, configuration=settings):
        step.do()
    for name in ("var/lib/mskiosk", "var/cache/mskiosk", "var/log/mskiosk"):
        assert (root / name).stat().st_mode & 0o777 == 0o700
        assert f"chown -R mskiosk:mskiosk {root / name}" in noted.commands
    assert (root / "etc/mskiosk").stat().st_mode & 0o777 == 0o750
    written = root / "etc/mskiosk/mskiosk.yaml"
    assert written.stat().st_mode & 0o777 == 0o640
    assert written.read_text() == settings.read_text()
    assert f"chown -R root:mskiosk {root / 'etc/mskiosk'}" in noted.commands
    assert "DontVTSwitch" in (root / "etc/X11/xorg.conf.d/90-mskiosk.conf").read_text()
    assert noted.commands[0].startswith("useradd --system")
    assert noted.commands[-1] == "systemctl --quiet enable mskiosk.service"


@pytest.mark.parametrize("display", [DisplayKind.WAYLAND, DisplayKind.X11, DisplayKind.CONSOLE])
def test_no_key_leads_to_a_log_in_or_restarts_the_machine(
    tmp_path: Path, display: DisplayKind
) -> None:
    noted = Noted()
    steps = machine(tmp_path, noted).installing(PROGRAM, display)
    for step in steps:
        step.do()
    told = "\n".join(step.says for step in steps)
    for name, lines in (
        ("etc/systemd/logind.conf.d/90-mskiosk.conf", {"[Login]", "NAutoVTs=0", "ReserveVT=0"}),
        ("etc/sysctl.d/90-mskiosk.conf", {"kernel.sysrq = 0"}),
    ):
        assert f"write /{name}: " in told
        assert lines <= {*(tmp_path / name).read_text().splitlines()}
    assert "mask ctrl-alt-del.target: " in told
    assert "systemctl --quiet mask ctrl-alt-del.target" in noted.commands


def test_nothing_is_asked_of_a_systemd_that_does_not_run(tmp_path: Path) -> None:
    noted = Noted()
    bare = Machine(root=tmp_path, run=noted, has_account=False, has_systemd=False)
    for step in bare.installing(PROGRAM, DisplayKind.CONSOLE):
        step.do()
    for step in bare.uninstalling():
        step.do()
    assert not [command for command in noted.commands if command.startswith("systemctl")]
    assert not list(tmp_path.rglob("90-mskiosk.conf"))


def test_what_was_installed_is_removed_but_the_settings_are_kept(tmp_path: Path) -> None:
    noted = Noted()
    for step in machine(tmp_path, noted).installing(PROGRAM, DisplayKind.X11):
        step.do()
    (tmp_path / MASK).symlink_to("/dev/null")
    installed = machine(tmp_path, noted, is_installed=True)
    for step in installed.uninstalling():
        step.do()
    assert "systemctl --quiet unmask ctrl-alt-del.target" in noted.commands
    (tmp_path / MASK).unlink()
    left = {name for name in files(tmp_path) if "mskiosk" in name}
    assert left == {"etc/mskiosk"}
    assert installed.keeps() == "/etc/mskiosk is kept; it holds your settings"
    assert noted.commands[-1] == "userdel mskiosk"
    assert machine(tmp_path, noted).uninstalling() == []


def test_installing_twice_does_no_harm(tmp_path: Path) -> None:
    noted = Noted()
    for step in machine(tmp_path, noted).installing(PROGRAM, DisplayKind.WAYLAND):
        step.do()
    before = files(tmp_path)
    for step in machine(tmp_path, noted, is_installed=True).installing(
        PROGRAM, DisplayKind.WAYLAND
    ):
        step.do()
    assert files(tmp_path) == before


@pytest.mark.parametrize(
    ("program", "account", "words"),
    [
        (PROGRAM, 1000, "use sudo"),
        (Path("/home/anna/bin/mskiosk"), 0, "a folder of a person"),
        (Path("/root/.local/bin/mskiosk"), 0, "a folder of a person"),
        (Path("/opt/my kiosk/mskiosk"), 0, "a character"),
        (Path("/opt/50%/mskiosk"), 0, "a character"),
    ],
)
def test_what_cannot_become_a_service_is_refused_in_a_sentence(
    program: Path, account: int, words: str
) -> None:
    reason = why_not(program, account)
    assert reason is not None
    assert words in reason
    assert why_not(PROGRAM, 0) is None


def test_packages_that_are_missing_are_named(tmp_path: Path) -> None:
    missing = machine(tmp_path, Noted()).missing_packages(DisplayKind.WAYLAND)
    assert {"cage", "foot", "seatd"} <= set(missing)
    assert machine(tmp_path, Noted()).missing_packages(DisplayKind.CONSOLE) == ()


def test_a_program_of_the_system_that_fails_is_told_with_what_it_said() -> None:
    with pytest.raises(RunError, match=r"sh -c .* failed: no such account"):
        run_program(["sh", "-c", "echo no such account >&2; exit 6"])
    with pytest.raises(RunError, match="cannot be run"):
        run_program(["/nowhere/useradd"])


def test_a_configuration_with_faults_is_not_installed(tmp_path: Path) -> None:
    file = tmp_path / "mskiosk.yaml"
    file.write_text("profile: clinic\n")
    ended = run(tmp_path, "--config", str(file), "kiosk", "--install", "--yes")
    assert ended.status in {Exit.FAULTS, Exit.UNREADABLE}
    assert "needs a region" in ended.errors or "use sudo" in ended.errors
