"""models.yaml names each model with everything that it takes to trust it."""

from pathlib import Path

import pytest

from mskiosk.models.addresses import is_allowed, is_loopback, is_secure
from mskiosk.models.catalogue import (
    best_known_model,
    known_model,
    known_models,
    shipped_models_file,
)
from mskiosk.models.model_error import ModelError
from tests.models.zips import NAME, known

GOOD = f"""
{NAME}:
  engine: vosk
  language: en
  address: https://models.invalid/{NAME}.zip
  bytes: 5
  sha256: {"0a" * 32}
  licence: Apache-2.0
"""


def test_the_shipped_file_pins_the_small_english_model() -> None:
    model = known_model("vosk-model-small-en-us-0.15")
    assert shipped_models_file().name == "models.yaml"
    assert model.bytes == 41_205_931
    assert model.megabytes == 41
    assert model.sha256 == "30f26242c4eb449f948e42cb302dd7a686cb29a3423a8367f99ff41780942498"
    assert model.address.startswith("https://alphacephei.com/vosk/models/")
    assert best_known_model("vosk", "en") == model
    assert best_known_model("vosk", "xx") is None


def test_a_good_file_is_read(tmp_path: Path) -> None:
    file = tmp_path / "models.yaml"
    file.write_text(GOOD)
    (model,) = known_models(file)
    assert (model.name, model.engine, model.bytes) == (NAME, "vosk", 5)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("engine: vosk", "engine: 5"),
        ("engine: vosk\n", ""),
        ("engine: vosk", "engine: vosk\n  more: 1"),
        ("language: en", "language: no"),
        ("https://", "http://"),
        ("https://", "ftp://"),
        ("https://models.invalid/", "models/"),
        ("bytes: 5", "bytes: 0"),
        ("bytes: 5", "bytes: true"),
        ("bytes: 5", "bytes: many"),
        ("0a" * 32, "0a" * 31),
        ("0a" * 32, "0A" * 32),
        (NAME + ":", "../evil:"),
        (GOOD, ""),
        (GOOD, "- a\n- b\n"),
        (GOOD, "a: [1, 2"),
        (GOOD, "a: b"),
        (GOOD, "[" * 1500),
        (GOOD, "\x00"),
    ],
)
def test_a_bad_file_is_one_clear_sentence(tmp_path: Path, old: str, new: str) -> None:
    file = tmp_path / "models.yaml"
    file.write_text(GOOD.replace(old, new))
    with pytest.raises(ModelError, match=r"models\.yaml"):
        known_models(file)


def test_a_file_that_is_not_there_is_a_sentence(tmp_path: Path) -> None:
    for place in (tmp_path / "absent", tmp_path):
        with pytest.raises(ModelError, match="cannot be read"):
            known_models(place)


def test_a_name_that_is_not_known_is_a_sentence() -> None:
    with pytest.raises(ModelError, match=f"There is: {NAME}"):
        known_model("zzz", (known(b""),))
    with pytest.raises(ModelError, match="There is: none"):
        known_model("zzz", ())


def test_only_https_and_this_machine_are_asked() -> None:
    assert is_secure("https://models.invalid/x")
    for address in ("http://models.invalid/", "https:///x", "//x", "", "https://[::1", "file:///"):
        assert not is_secure(address)
    for address in ("http://127.0.0.1:80/", "http://localhost/", "https://[::1]/x"):
        assert is_loopback(address)
    for address in ("http://127.0.0.1.invalid/", "ftp://127.0.0.1/", "http://10.0.0.1/", "x"):
        assert not is_loopback(address)
    assert not is_allowed("https://models.invalid/", "http://127.0.0.1/")
    assert not is_allowed("http://127.0.0.1/", "https://models.invalid/")
