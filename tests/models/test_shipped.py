"""The models that come with the program: in models.yaml, in the clone and in the wheel."""

import hashlib
import zipfile
from dataclasses import replace
from pathlib import Path

import pytest
from hatchling.builders.wheel import WheelBuilder

from mskiosk.models.catalogue import (
    KnownModel,
    best_known_model,
    known_model,
    known_models,
    shipped_models_file,
)
from mskiosk.models.installed import ModelState
from mskiosk.models.installing import install
from mskiosk.models.model_error import ModelError
from mskiosk.models.shipped import damage_of, shipped_file, shipped_models

CLONE = Path(__file__).parents[2]
MOST_BYTES = 3_000_000
INSIDE = "mskiosk/shipped/models/spotter/en.npz"


@pytest.fixture
def spotter() -> KnownModel:
    return known_model("spotter-en")


def test_the_file_of_the_spotter_is_the_one_that_models_yaml_pins(spotter: KnownModel) -> None:
    file = shipped_file("spotter", "en")
    assert file is not None
    content = file.read_bytes()
    assert len(content) == spotter.bytes < MOST_BYTES
    assert hashlib.sha256(content).hexdigest() == spotter.sha256
    assert (spotter.engine, spotter.language, spotter.licence) == ("spotter", "en", "Apache-2.0")
    (looked_at,) = shipped_models()
    assert (looked_at.name, looked_at.state) == ("spotter-en", ModelState.WHOLE)


def test_the_wheel_holds_it(tmp_path: Path, spotter: KnownModel) -> None:
    (wheel,) = WheelBuilder(str(CLONE)).build(directory=str(tmp_path), versions=["standard"])
    with zipfile.ZipFile(wheel) as archive:
        assert hashlib.sha256(archive.read(INSIDE)).hexdigest() == spotter.sha256
        shipped = [name for name in archive.namelist() if "/shipped/models/" in name]
    assert sorted(shipped) == ["mskiosk/shipped/models/models.yaml", INSIDE]


def test_a_language_has_the_file_of_its_own_spotter_or_none() -> None:
    assert shipped_file("spotter", "en-GB") == shipped_file("spotter", "en")
    assert shipped_file("spotter", "de") is None
    assert shipped_file("vosk", "en") is None
    assert shipped_file("spotter", "en", known=()) is None


@pytest.mark.parametrize(
    ("change", "reason"),
    [({"bytes": 5}, "instead of 5"), ({"sha256": "0" * 64}, "has other contents")],
)
def test_another_file_is_damaged_and_the_reason_says_what_to_do(
    spotter: KnownModel, change: dict[str, int | str], reason: str
) -> None:
    (looked_at,) = shipped_models((replace(spotter, **change),))  # type: ignore[arg-type]  # by name
    assert looked_at.state is ModelState.DAMAGED
    assert reason in str(looked_at.reason)
    assert "install mskiosk again" in str(looked_at.reason)


def test_a_file_that_is_not_there_is_damaged(spotter: KnownModel) -> None:
    (looked_at,) = shipped_models((replace(spotter, language="xx"),))
    assert looked_at.state is ModelState.DAMAGED
    assert "cannot be read" in str(looked_at.reason)


def test_it_is_neither_offered_nor_installed(tmp_path: Path) -> None:
    assert best_known_model("spotter", "en") is None
    with pytest.raises(ModelError, match="comes with the program"):
        install("spotter-en", tmp_path)


def test_only_a_spotter_may_have_no_address(tmp_path: Path) -> None:
    file = tmp_path / "models.yaml"
    text = shipped_models_file().read_text(encoding="utf-8")
    for old, new in (
        ("engine: spotter\n", "engine: vosk\n"),
        ("engine: spotter\n", "engine: spotter\n  address: https://models.invalid/a.zip\n"),
    ):
        file.write_text(text.replace(old, new), encoding="utf-8")
        with pytest.raises(ModelError, match="must have exactly"):
            known_models(file)


def test_a_file_of_another_content_is_told(spotter: KnownModel) -> None:
    assert damage_of("spotter", "en") is None
    other = (replace(spotter, sha256="0" * 64),)
    damage = damage_of("spotter", "en-GB", known=other)
    assert damage
    assert damage.endswith("en.npz has other contents; to mend it, install mskiosk again")
    assert damage_of("spotter", "ko") is None
