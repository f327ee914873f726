"""Which recogniser `mskiosk bench listening` measures."""

from pathlib import Path

import pytest

from mskiosk.cli.arguments import parser
from mskiosk.cli.bench_listening import _recogniser
from mskiosk.cli.setting import guide_of, setting_of
from mskiosk.listening.recogniser import EngineError, Recogniser
from mskiosk.listening.spotter import Spotter
from tests.content.small_content import SmallContent
from tests.listening.networks import WORDS, tiny, written


def measured(tmp_path: Path, *options: str) -> Recogniser:
    content = SmallContent(tmp_path / "content")
    places = ["--content", str(content.folder), "--models", str(tmp_path / "none")]
    arguments = parser("0").parse_args([*places, "bench", "listening", *options])
    setting = setting_of(arguments)
    return _recogniser(arguments, setting, guide_of(setting, None))


@pytest.mark.parametrize(
    ("options", "name"),
    [
        ([], "spotter+pocketsphinx"),
        (["--engine", "partners"], "spotter+pocketsphinx"),
        (["--engine", "pocketsphinx"], "pocketsphinx"),
        (["--engine", "spotter"], "spotter"),
    ],
)
def test_the_engine_that_was_asked_for_is_measured(
    tmp_path: Path, options: list[str], name: str
) -> None:
    assert measured(tmp_path, *options).name == name


def test_another_network_is_measured_by_its_file(tmp_path: Path) -> None:
    file = written(tmp_path / "fold.npz", tiny((*WORDS, "seven")))
    recogniser = measured(tmp_path, "--engine", "spotter", "--spotter", str(file))
    assert isinstance(recogniser, Spotter)
    assert recogniser.words == (*WORDS, "seven")


@pytest.mark.parametrize("engine", ["spotter", "partners"])
def test_what_is_no_network_is_told(tmp_path: Path, engine: str) -> None:
    with pytest.raises(EngineError, match="holds no spotter"):
        measured(tmp_path, "--engine", engine, "--spotter", str(tmp_path / "absent.npz"))


def test_without_a_vosk_model_vosk_is_not_measured(tmp_path: Path) -> None:
    with pytest.raises(EngineError, match="no Vosk model"):
        measured(tmp_path, "--engine", "vosk")
