"""The introduction comes with the first start at a home, and with every one at a clinic. C6."""

from pathlib import Path

from tests.cli.program import run

INTRODUCTION = "Take your time. To choose, type a number."


def test_the_first_start_at_home_is_remembered(tmp_path: Path) -> None:
    assert not list(tmp_path.rglob("introduced"))
    for _ in range(2):  # typed lines are explained each time: nobody can press or say anything
        assert INTRODUCTION in run(tmp_path, "--plain", typed="quit\n").output
        assert len(list(tmp_path.rglob("introduced"))) == 1


def test_at_a_clinic_each_person_is_new(tmp_path: Path) -> None:
    configuration = tmp_path / "mskiosk.yaml"
    configuration.write_text("profile: clinic\nregion: uk\n")
    for _ in range(2):
        ended = run(tmp_path, "--plain", "--config", str(configuration), typed="quit\n")
        assert INTRODUCTION in ended.output
