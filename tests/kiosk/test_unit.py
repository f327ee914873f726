"""The unit for systemd, for each display."""

import shutil
import subprocess
from pathlib import Path

import pytest

from mskiosk.cli.exits import Exit
from mskiosk.configuration.settings import DisplayKind
from mskiosk.kiosk.lives import SILENT_SECONDS
from mskiosk.kiosk.unit import NAME, STAGINGS, unit
from tests.cli.program import run

PROGRAM = Path("/bin/true")


def settings(text: str) -> dict[str, str]:
    lines = [line for line in text.splitlines() if "=" in line and not line.startswith("#")]
    return dict(line.split("=", 1) for line in lines)


@pytest.mark.parametrize("display", STAGINGS)
@pytest.mark.parametrize("staff", [None, "192.168.7.20"])
def test_systemd_finds_no_fault_in_the_unit(
    tmp_path: Path, display: DisplayKind, staff: str | None
) -> None:
    if not shutil.which("systemd-analyze"):
        pytest.skip("systemd-analyze is missing (apt install systemd)")
    if missing := [each for each in STAGINGS[display].programs if not Path(each).exists()]:
        staging = dict.fromkeys(missing, "/bin/true")
    else:
        staging = {}
    text = unit(PROGRAM, display, staff_address=staff)
    for program, substitute in staging.items():
        text = text.replace(f"ExecStart={program}", f"ExecStart={substitute}")
    (tmp_path / NAME).write_text(text)
    verified = subprocess.run(
        ["systemd-analyze", "verify", "--man=no", str(tmp_path / NAME)],
        capture_output=True,
        text=True,
        check=False,
    )
    assert (verified.returncode, verified.stderr) == (0, "")


@pytest.mark.parametrize("display", STAGINGS)
def test_what_watches_and_kills_reaches_every_process_of_the_unit(display: DisplayKind) -> None:
    """A log-in session would move them to another unit, out of reach."""
    found = settings(unit(PROGRAM, display))
    assert "PAMName" not in found
    assert (found["Type"], found["NotifyAccess"]) == ("notify", "all")
    assert (found["KillMode"], found["WatchdogSignal"]) == ("control-group", "SIGKILL")
    assert (found["Restart"], found["StartLimitIntervalSec"]) == ("always", "0")
    assert float(found["WatchdogSec"]) <= SILENT_SECONDS


@pytest.mark.parametrize("display", STAGINGS)
def test_the_unit_has_no_network_writes_to_its_folders_alone_and_keeps_no_dump(
    display: DisplayKind,
) -> None:
    """P5."""
    text = unit(PROGRAM, display)
    found = settings(text)
    assert found["RestrictAddressFamilies"] == "AF_UNIX AF_NETLINK"
    assert found["IPAddressDeny"] == "any"
    assert "IPAddressAllow" not in found
    assert found["ProtectSystem"] == "strict"
    assert (found["UMask"], found["LimitCORE"]) == ("0077", "0")
    for folder in ("State", "Cache", "Logs", "Runtime"):
        assert found[f"{folder}Directory"] == "mskiosk"
        assert found[f"{folder}DirectoryMode"] == "0700"


def test_a_call_for_staff_opens_the_way_to_its_address_alone() -> None:
    found = settings(unit(PROGRAM, DisplayKind.WAYLAND, staff_address="192.168.7.20"))
    assert found["RestrictAddressFamilies"] == "AF_UNIX AF_NETLINK AF_INET AF_INET6"
    assert (found["IPAddressDeny"], found["IPAddressAllow"]) == ("any", "192.168.7.20")


def test_the_command_prints_the_unit_that_starts_this_very_program(tmp_path: Path) -> None:
    ended = run(tmp_path, "kiosk", "--print-unit")
    assert (ended.status, ended.errors) == (0, "")
    command = settings(ended.output)["ExecStart"]
    assert command.startswith("/usr/bin/cage -d -- /")
    assert command.endswith("/mskiosk kiosk --display wayland")
    configuration = tmp_path / "mskiosk.yaml"
    configuration.write_text('region: us\nstaff: {address: "http://192.168.7.20/ring"}\n')
    with_staff = run(tmp_path, "--config", str(configuration), "kiosk", "--print-unit").output
    assert settings(with_staff)["IPAddressAllow"] == "192.168.7.20"
    assert "xinit" in run(tmp_path, "kiosk", "--print-unit", "--display", "x11").output


def test_no_unit_is_printed_from_settings_that_have_a_fault_or_are_missing(tmp_path: Path) -> None:
    """It would start another display, and keep the call for staff from its address."""
    file = tmp_path / "mskiosk.yaml"
    file.write_text(
        'region: us\nstaff: {address: "http://192.168.7.20/ring"}\nkiosk: {displai: x11}\n'
    )
    absent = tmp_path / "absent.yaml"
    own = {"CONFIGURATION_DIRECTORY": str(tmp_path)}
    named = run(tmp_path, "--config", str(file), "kiosk", "--print-unit")
    of_the_machine = run(tmp_path, "kiosk", "--print-unit", environment=own)
    missing = run(tmp_path, "--config", str(absent), "kiosk", "--print-unit")
    for ended, told in ((named, file), (of_the_machine, file), (missing, absent)):
        assert (ended.status, ended.output) == (Exit.FAULTS, "")
        assert f"{told}:" in ended.errors


@pytest.mark.parametrize(
    ("configured", "asked", "starts"),
    [
        ("x11", (), "--display x11"),
        ("console", (), "--display console"),
        ("auto", (), "--display wayland"),
        ("x11", ("--display", "console"), "--display console"),
    ],
)
def test_the_unit_starts_the_display_that_is_configured_if_no_other_is_asked_for(
    tmp_path: Path, configured: str, asked: tuple[str, ...], starts: str
) -> None:
    file = tmp_path / "mskiosk.yaml"
    file.write_text(f"profile: clinic\nregion: uk\nkiosk: {{display: {configured}}}\n")
    printed = run(tmp_path, "--config", str(file), "kiosk", *asked, "--print-unit")
    assert starts in settings(printed.output)["ExecStart"]
