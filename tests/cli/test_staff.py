"""Staff are called from the whole program, as the configuration says. S9, C3."""

from pathlib import Path

import pytest

from mskiosk.cli.arguments import parser
from mskiosk.cli.setting import guide_of, setting_of
from mskiosk.core.guide import Text
from tests.cli.program import run

CLINIC = "profile: clinic\nregion: uk\n"


def configured(folder: Path, text: str) -> str:
    file = folder / "mskiosk.yaml"
    file.write_text(text)
    return str(file)


@pytest.mark.parametrize("profile", [CLINIC, ""])
def test_staff_are_called_by_the_command_and_the_person_hears_how_to_get_one(
    tmp_path: Path, profile: str
) -> None:
    """Also at home, and also where the visit ends at once: what was asked for is done."""
    bell = tmp_path / "bell"
    configuration = configured(
        tmp_path,
        f'{profile}staff: {{command: [/usr/bin/touch, "{bell}"], words: "Dr. MS is in."}}\n',
    )
    ended = run(tmp_path, "--plain", "--config", configuration, typed="staff please\nquit\n")
    assert ended.status == 0
    assert "I am calling for someone." in ended.output
    assert "Dr. MS is in." in ended.output
    assert bell.exists()


def test_a_clinic_without_a_way_to_call_sends_to_the_desk_and_calls_nobody(tmp_path: Path) -> None:
    configuration = configured(tmp_path, CLINIC)
    ended = run(tmp_path, "--plain", "--config", configuration, typed="staff please\nquit\n")
    assert "Please ask at the desk." in ended.output
    assert "calling" not in ended.output


def test_a_call_that_fails_is_one_line_for_staff_with_nothing_of_the_person(tmp_path: Path) -> None:
    absent = tmp_path / "absent"
    configuration = configured(tmp_path, f"staff: {{command: [{absent}]}}\n")
    run(tmp_path, "--plain", "--config", configuration, typed="staff please\nquit\n")
    (log,) = tmp_path.rglob("staff.log")
    assert log.read_text() == (
        f"staff could not be called: {absent} cannot be started: no such file or directory\n"
    )


def test_what_staff_have_written_is_said_as_the_lexicon_has_it(tmp_path: Path) -> None:
    configuration = configured(tmp_path, 'staff: {words: "Ask the MS nurse."}\n')
    setting = setting_of(parser("0").parse_args(["--config", configuration]))
    assert guide_of(setting, None).staff_words == Text("Ask the MS nurse.", "Ask the M S nurse.")
