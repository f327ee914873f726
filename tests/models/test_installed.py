"""What is there: its state, the one to use, and removing it."""

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from mskiosk.models.catalogue import KnownModel
from mskiosk.models.installed import (
    InstalledModel,
    ModelState,
    best_model,
    installed_models,
    language_of,
    part_file,
    remove,
    verify,
)
from mskiosk.models.installing import install
from mskiosk.models.manifest import MANIFEST_NAME
from mskiosk.models.model_error import ModelError
from mskiosk.models.offering import Marker, offer
from tests.models.zips import FILES, NAME, known, zipped

PINNED: tuple[KnownModel, ...] = (known(zipped()),)


@pytest.fixture
def model(folder: Path, tmp_path: Path) -> InstalledModel:
    return installed(folder, NAME)


def installed(folder: Path, top: str, **changes: bytes) -> InstalledModel:
    file = folder.parent / "FILE.zip"
    file.write_bytes(zipped({**FILES, **changes}, top=top))
    return install(file, folder, known=PINNED)


def test_a_folder_without_models_or_none_at_all_has_none(folder: Path) -> None:
    assert installed_models(folder) == verify(folder) == ()
    folder.mkdir()
    (folder / "a file").write_text("x")
    (folder / ".hidden").mkdir()
    assert installed_models(folder) == verify(folder) == ()
    assert best_model(folder, "vosk", "en") is None


def test_a_folder_that_cannot_be_read_is_a_sentence(folder: Path) -> None:
    folder.write_text("x")
    for bad in (folder, Path("nul\0"), Path("x" * 300)):
        with pytest.raises(ModelError, match="cannot be read"):
            installed_models(bad)
        assert best_model(bad, "vosk", "en") is None


DAMAGE: dict[str, tuple[Callable[[Path], object], str]] = {
    "missing": (lambda p: (p / "conf/mfcc.conf").unlink(), "conf/mfcc.conf is missing"),
    "short": (lambda p: os.truncate(p / "am/final.mdl", 5), "am/final.mdl has 5 bytes"),
    "link": (
        lambda p: (p / "README").rename(p / "MORE").with_name("README").symlink_to("/etc/passwd"),
        "README is not a file any more",
    ),
    "no folder": (lambda p: (p / "am").rename(p / "am2"), "am/final.mdl is missing"),
    "manifest empty": (lambda p: (p / MANIFEST_NAME).write_text(""), "cannot be read"),
    "manifest a list": (lambda p: (p / MANIFEST_NAME).write_text("[]"), "cannot be read"),
    "manifest deep": (lambda p: (p / MANIFEST_NAME).write_text("[" * 100_000), "cannot be read"),
    "manifest elsewhere": (
        lambda p: _rewrite(p / MANIFEST_NAME, "am/final.mdl", "../../../etc/passwd"),
        "cannot be read",
    ),
    "manifest without files": (
        lambda p: (p / MANIFEST_NAME).write_text(
            '{"engine": "vosk", "language": "en", "zip_sha256": "", "files": {}}'
        ),
        "names no files",
    ),
}


def _rewrite(path: Path, old: str, new: str) -> None:
    path.write_text(path.read_text().replace(old, new))


@pytest.mark.parametrize("damage", DAMAGE)
def test_damage_is_seen_at_once_and_the_model_is_not_used(
    folder: Path, model: InstalledModel, damage: str
) -> None:
    make, words = DAMAGE[damage]
    make(model.path)
    for found in (installed_models(folder), verify(folder)):
        assert found[0].state is ModelState.DAMAGED
        assert words in (found[0].reason or "")
    assert best_model(folder, "vosk", "en") is None


def test_changed_bytes_are_seen_by_verifying(folder: Path, model: InstalledModel) -> None:
    content = bytearray((model.path / "am/final.mdl").read_bytes())
    content[1000] ^= 1
    (model.path / "am/final.mdl").write_bytes(content)
    assert installed_models(folder, known=PINNED) == (model,)
    (found,) = verify(folder, known=PINNED)
    assert found.state is ModelState.DAMAGED
    assert found.reason == "am/final.mdl has other contents than were installed"


def test_a_model_that_was_put_there_by_hand_is_unknown_and_not_used(folder: Path) -> None:
    for path, content in FILES.items():
        (folder / NAME / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / NAME / path).write_bytes(content)
    (found,) = installed_models(folder)
    assert found.state is ModelState.UNKNOWN
    assert "mskiosk models install" in (found.reason or "")
    assert best_model(folder, "vosk", "en") is None


def test_a_model_of_models_yaml_is_used_before_others(folder: Path, model: InstalledModel) -> None:
    installed(folder, "vosk-model-en-us-0.1")
    assert model.is_pinned
    assert best_model(folder, "vosk", "en", known=PINNED) == model.path
    assert best_model(folder, "vosk", "nl", known=PINNED) is None
    assert best_model(folder, "other", "en", known=PINNED) is None
    remove(NAME, folder)
    assert best_model(folder, "vosk", "en", known=PINNED) == folder / "vosk-model-en-us-0.1"


@pytest.mark.parametrize(
    ("name", "language"),
    [
        ("vosk-model-small-en-us-0.15", "en"),
        ("vosk-model-en-us-0.22-lgraph", "en"),
        ("vosk-model-small-ko-0.22", "ko"),
        ("vosk-model-de", "de"),
        ("my-model-en", None),
        ("vosk-model-small", None),
    ],
)
def test_the_name_of_a_vosk_model_says_its_language(name: str, language: str | None) -> None:
    assert language_of(name) == language


def test_a_removed_model_is_gone_and_cannot_be_removed_twice(
    folder: Path, model: InstalledModel
) -> None:
    part_file(folder, NAME).write_bytes(b"x")
    remove(NAME, folder)
    assert [path.name for path in folder.iterdir()] == [".lock"]
    with pytest.raises(ModelError, match=f"There is no model {NAME}"):
        remove(NAME, folder)


def test_what_has_come_of_a_download_can_be_removed(folder: Path) -> None:
    folder.mkdir()
    part_file(folder, NAME).write_bytes(b"x")
    remove(NAME, folder)
    assert not part_file(folder, NAME).exists()


@pytest.mark.parametrize(
    "name", ["", ".", "..", "../other", "/", ".lock", "a/b", "a\0b", "x" * 500]
)
def test_only_a_model_can_be_removed(folder: Path, model: InstalledModel, name: str) -> None:
    with pytest.raises(ModelError, match="is not the name of a model"):
        remove(name, folder)
    assert model.path.exists()


def test_removing_a_link_leaves_what_it_leads_to(folder: Path, tmp_path: Path) -> None:
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    (elsewhere / "a file").write_text("x")
    folder.mkdir()
    (folder / NAME).symlink_to(elsewhere)
    remove(NAME, folder)
    assert (elsewhere / "a file").exists()
    assert not (folder / NAME).is_symlink()


def test_the_offer_is_made_until_there_is_a_model(folder: Path, tmp_path: Path) -> None:
    marker = tmp_path / "declined"
    assert offer(folder, marker)
    installed(folder, NAME)
    assert not offer(folder, marker)
    assert offer(folder, marker, language="nl")
    (folder / NAME / "README").unlink()
    assert offer(folder, marker)


def test_the_offer_is_not_made_again_to_whoever_declined(folder: Path, tmp_path: Path) -> None:
    marker = tmp_path / "new" / "declined"
    Marker(marker).set()
    Marker(marker).set()
    assert not offer(folder, marker)
    assert [path.name for path in marker.parent.iterdir()] == ["declined"]


def test_a_refusal_that_cannot_be_written_down_holds_for_now(tmp_path: Path) -> None:
    (tmp_path / "a file").write_text("x")
    marker = Marker(tmp_path / "a file" / "declined")
    assert not marker.is_set
    marker.set()
    assert marker.is_set
