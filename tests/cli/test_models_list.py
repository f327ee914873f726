"""`mskiosk models list`: what the recognisers that are here can do."""

import json
import zipfile
from collections.abc import Sequence
from pathlib import Path

import pytest

from mskiosk.cli import main
from mskiosk.cli.abilities import question_of
from mskiosk.cli.exits import Exit
from mskiosk.content.loading import load_guide, shipped_content
from mskiosk.models.installing import install
from tests.content.small_content import SmallContent
from tests.listening.korean import korean_model
from tests.models.zips import zipped

NAME = "vosk-model-small-en-us-9.9"


def listed(
    capsys: pytest.CaptureFixture[str], *options: str, json_too: bool = False
) -> tuple[int, str]:
    last: Sequence[str] = ["--json"] if json_too else []
    status = main([*options, "models", "list", *last])
    output, errors = capsys.readouterr()
    assert errors == ""
    return status, output


def test_without_a_model_it_says_what_pocketsphinx_can_do(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    status, output = listed(capsys, "--models", str(tmp_path / "none"))
    assert status == Exit.DONE
    assert "None installed" in output
    assert "mskiosk models install vosk-model-small-en-us-0.15" in output
    assert "of its own for what it does not know" in output
    assert "takes silence, hum and noise for no phrase" in output
    assert "phrases of the guide" in output
    assert "Comes along: spotter-en (spotter, en): whole" in output
    assert "knows its words as wholes" in output
    assert "models install spotter" not in output
    assert "typed lines" in output


def test_it_tells_the_same_by_name(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / f"{NAME}.zip"
    file.write_bytes(zipped(top=NAME))
    install(file, tmp_path / "models")
    status, output = listed(capsys, "--models", str(tmp_path / "models"), json_too=True)
    assert status == Exit.DONE
    told = json.loads(output)
    assert told["pocketsphinx"]["abilities"]["asked"] > 200
    (shipped,) = told["shipped"]
    assert (shipped["name"], shipped["engine"], shipped["state"]) == (
        *("spotter-en", "spotter"),
        "whole",
    )
    assert shipped["abilities"]["engine"] == "spotter"
    (model,) = told["installed"]
    assert (model["name"], model["state"]) == (NAME, "whole")
    assert model["abilities"] is None
    assert "Vosk cannot load" in model["trouble"], "it is whole, and yet no model"


def test_content_with_faults_is_no_reason_to_tell_nothing(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    content = SmallContent(tmp_path / "content")
    content.replace("shelf-0/topic-1.yaml", "goto: topic-2", "goto: topic-22")
    status, output = listed(
        capsys, "--content", str(content.folder), "--models", str(tmp_path / "none")
    )
    assert status == Exit.DONE
    assert "The content has faults" in output
    assert "was ready in" in output
    assert "phrases of the guide" not in output


def test_a_model_of_another_language_is_not_asked_for_the_phrases(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    configuration = tmp_path / "mskiosk.yaml"
    configuration.write_text("language: de\n")
    german = Path(__file__).parents[1] / "content" / "second_language"
    options = ["--config", str(configuration), "--content", str(german)]
    status, output = listed(capsys, *options, "--models", str(tmp_path / "none"))
    assert status == Exit.DONE
    assert "the guide is in de" in output
    assert "phrases of the guide" not in output


@pytest.mark.long
def test_a_real_model_says_what_it_can_do(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """The Korean one, under a name that says English: nearly every phrase is beyond it."""
    folder = tmp_path / "models"
    folder.mkdir()
    status, output = listed(capsys, "--models", str(real_model(folder)))
    assert status == Exit.DONE
    assert "has a word for what it does not know (<UNK>)" in output
    assert "hears 0 of" in output
    assert "more" in output


def real_model(folder: Path) -> Path:
    file = folder.parent / f"{NAME}.zip"
    with zipfile.ZipFile(file, "w", zipfile.ZIP_STORED) as archive:
        for path in sorted(korean_model().rglob("*")):
            archive.write(path, f"{NAME}/{path.relative_to(korean_model())}")
    install(file, folder)
    return folder


def test_the_question_has_every_phrase_of_the_guide() -> None:
    question = question_of(load_guide(shipped_content()))
    assert {"two", "get help now", "main menu"} <= set(question.page) < set(question.phrases)
    assert question.sounds
