"""Which recogniser `mskiosk bench listening` measures."""

from collections.abc import Callable
from pathlib import Path

import pytest

from mskiosk.cli import hearing
from mskiosk.cli.arguments import parser
from mskiosk.cli.bench_listening import asked_recogniser, run_bench_listening
from mskiosk.cli.exits import Exit
from mskiosk.cli.setting import guide_of, setting_of
from mskiosk.listening.recogniser import EngineError, Recogniser
from mskiosk.listening.spotter import Spotter
from tests.content.small_content import SmallContent
from tests.listening.networks import WORDS, tiny, written

Ship = Callable[[Path | None], None]


@pytest.fixture
def ship(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Ship:
    """A tiny network comes along, or what is given instead."""

    def shipping(file: Path | None) -> None:
        monkeypatch.setattr(hearing, "shipped_file", lambda *_: file)

    shipping(written(tmp_path / "shipped.npz"))
    return shipping


def measured(tmp_path: Path, *options: str, configured: str = "") -> Recogniser:
    content = SmallContent(tmp_path / "content")
    configuration = tmp_path / "mskiosk.yaml"
    configuration.write_text(configured)
    places = {"content": content.folder, "models": tmp_path / "none", "config": configuration}
    given = [each for name, place in places.items() for each in (f"--{name}", str(place))]
    arguments = parser("0").parse_args([*given, "bench", "listening", *options])
    setting = setting_of(arguments)
    return asked_recogniser(arguments, setting, guide_of(setting, None))


@pytest.mark.usefixtures("ship")
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


def test_a_network_that_is_missing_or_broken_is_left_out_as_in_the_kiosk_and_told(
    tmp_path: Path, ship: Ship, capsys: pytest.CaptureFixture[str]
) -> None:
    """X8."""
    broken = tmp_path / "broken.npz"
    broken.write_bytes(b"PK")
    for file, told in (
        (broken, "is no network of the spotter"),
        (tmp_path / "absent.npz", "cannot be read: no such file or directory"),
    ):
        ship(file)
        assert measured(tmp_path).name == "pocketsphinx"
        assert f"{file} {told}" in capsys.readouterr().err
    ship(None)
    assert measured(tmp_path).name == "pocketsphinx"
    with pytest.raises(EngineError, match="no spotter for en"):
        measured(tmp_path, "--engine", "partners")


@pytest.mark.usefixtures("ship")
def test_the_default_is_what_the_configuration_says(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []

    def best_model(_: Path, engine: str, __: str) -> None:
        asked.append(engine)

    monkeypatch.setattr(hearing, "best_model", best_model)
    embedded = "listening: {engine: pocketsphinx}\n"
    assert measured(tmp_path, configured=embedded).name == "spotter+pocketsphinx"
    assert asked == []
    assert measured(tmp_path).name == "spotter+pocketsphinx"
    assert asked == ["vosk"]
    with pytest.raises(EngineError, match="does not listen"):
        measured(tmp_path, configured="listening: {engine: none}\n")


@pytest.mark.parametrize("options", [[], ["--engine", "partners"], ["--engine", "spotter"]])
def test_another_network_is_measured_by_its_file(tmp_path: Path, options: list[str]) -> None:
    file = written(tmp_path / "fold.npz", tiny((*WORDS, "seven")))
    recogniser = measured(tmp_path, *options, "--spotter", str(file))
    alone = recogniser if isinstance(recogniser, Spotter) else None
    assert recogniser.name == ("spotter" if "spotter" in options else "spotter+pocketsphinx")
    assert alone is None or alone.words == (*WORDS, "seven")


@pytest.mark.parametrize("options", [[], ["--engine", "partners"], ["--engine", "spotter"]])
def test_what_was_named_and_is_no_network_is_told(tmp_path: Path, options: list[str]) -> None:
    for name, told in (
        ("absent.npz", "cannot be read: no such file"),
        (".", "cannot be read: is a"),
    ):
        with pytest.raises(EngineError, match=told):
            measured(tmp_path, *options, "--spotter", str(tmp_path / name))


@pytest.mark.parametrize("engine", ["vosk", "pocketsphinx"])
def test_a_network_for_an_engine_that_has_none_is_refused(
    engine: str, capsys: pytest.CaptureFixture[str]
) -> None:
    options = ["--engine", engine, "--spotter", "fold.npz", "--set", "nowhere"]
    arguments = parser("0").parse_args(["bench", "listening", *options])
    assert run_bench_listening(arguments) == Exit.USAGE
    assert f"{engine} has no use for --spotter" in capsys.readouterr().err


def test_without_a_vosk_model_vosk_is_not_measured(tmp_path: Path) -> None:
    with pytest.raises(EngineError, match="no Vosk model"):
        measured(tmp_path, "--engine", "vosk")
