"""The introduction comes with the first start at a home, and with every one at a clinic. C6."""

from pathlib import Path

from tests.cli.program import run

INTRODUCTION = "Take your time. To choose, type a number."


def test_a_second_start_at_home_goes_without_the_introduction(tmp_path: Path) -> None:
    first = run(tmp_path, "--plain", typed="quit\n")
    assert INTRODUCTION in first.output
    second = run(tmp_path, "--plain", typed="quit\n")
    assert INTRODUCTION not in second.output
    assert "For help, say help" in second.output


def test_at_a_clinic_each_person_is_new(tmp_path: Path) -> None:
    configuration = tmp_path / "mskiosk.yaml"
    configuration.write_text("profile: clinic\nregion: uk\n")
    for _ in range(2):
        ended = run(tmp_path, "--plain", "--config", str(configuration), typed="quit\n")
        assert INTRODUCTION in ended.output
