"""The recogniser that comes along understands English: in another language nobody listens."""

from pathlib import Path

import pytest

from mskiosk.cli.arguments import parser
from mskiosk.cli.hearing import has_recogniser
from mskiosk.cli.setting import setting_of


@pytest.mark.parametrize(
    ("language", "engine", "hears"),
    [
        ("en", "auto", True),
        ("en", "pocketsphinx", True),
        ("en", "none", False),
        ("de", "auto", False),
        ("de", "pocketsphinx", False),
    ],
)
def test_without_a_model_only_english_is_listened_to(
    tmp_path: Path, language: str, engine: str, hears: bool
) -> None:
    file = tmp_path / "mskiosk.yaml"
    file.write_text(f"language: {language}\nlistening: {{engine: {engine}}}\n")
    arguments = parser("0").parse_args(["--config", str(file), "--models", str(tmp_path)])
    assert has_recogniser(setting_of(arguments)) is hears
