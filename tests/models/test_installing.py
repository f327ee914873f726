"""A model appears whole or not at all, whatever happens meanwhile."""

import os
import threading
from pathlib import Path

import pytest

from mskiosk.models.installed import (
    ModelState,
    best_model,
    installed_models,
    remove,
    verify,
)
from mskiosk.models.installing import install
from mskiosk.models.locking import clean_leftovers
from mskiosk.models.manifest import MANIFEST_NAME
from mskiosk.models.model_error import ModelError, Trouble
from mskiosk.models.stopping import Stopper
from tests.models.publisher import Publisher, Way
from tests.models.zips import FILES, NAME, known, zip_of, zipped

OTHER = "vosk-model-small-nl-0.22"


@pytest.fixture
def file(tmp_path: Path) -> Path:
    file = tmp_path / "FILE.zip"
    file.write_bytes(zipped())
    return file


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_a_known_zip_is_installed_under_its_own_name(folder: Path, file: Path) -> None:
    file.write_bytes(zipped(top="renamed"))
    model = known(file.read_bytes())
    installed = install(file, folder, known=(model,))
    assert (installed.name, installed.is_pinned) == (NAME, True)
    assert installed.path == folder / NAME
    assert {p: (folder / NAME / p).read_bytes() for p in FILES} == FILES
    assert file.exists()


def test_an_unknown_zip_is_installed_under_the_name_of_its_folder(folder: Path, file: Path) -> None:
    file.write_bytes(zipped(top=OTHER))
    installed = install(file, folder, known=(known(b"another"),))
    assert (installed.name, installed.is_pinned) == (OTHER, False)
    assert (installed.engine, installed.language) == ("vosk", "nl")
    assert best_model(folder, "vosk", "nl", known=()) == folder / OTHER


def test_a_model_whose_name_says_no_language_is_installed_but_never_chosen(
    folder: Path, file: Path
) -> None:
    file.write_bytes(zipped(top="my-model"))
    assert install(file, folder, known=()).language is None
    assert best_model(folder, "vosk", "en", known=()) is None


def test_a_zip_that_only_has_the_name_of_a_known_one_is_refused(folder: Path, file: Path) -> None:
    with pytest.raises(ModelError, match="is not the zip of that name"):
        install(file, folder, known=(known(b"another"),))
    assert names(folder) == [".lock"]


def test_everybody_may_read_what_root_installs(folder: Path, file: Path) -> None:
    before = os.umask(0o077)
    try:
        installed = install(file, folder, known=())
    finally:
        os.umask(before)
    for path in (installed.path, *installed.path.rglob("*")):
        assert path.stat().st_mode & 0o777 == (0o755 if path.is_dir() else 0o644)


def test_the_same_zip_twice_is_one_model(folder: Path, file: Path) -> None:
    assert install(file, folder, known=()) == install(str(file), folder, known=())


def test_another_zip_of_the_same_name_needs_the_first_removed(folder: Path, file: Path) -> None:
    install(file, folder, known=())
    file.write_bytes(zipped({**FILES, "README": b"another"}))
    with pytest.raises(ModelError, match=f"mskiosk models remove {NAME}"):
        install(file, folder, known=())
    remove(NAME, folder)
    assert install(file, folder, known=()).state is ModelState.WHOLE


def test_a_damaged_model_is_mended_by_installing_it_again(
    folder: Path, publisher: Publisher
) -> None:
    model = known(publisher.content, publisher.address)
    installed = install(NAME, folder, known=(model,))
    (installed.path / "am/final.mdl").write_bytes(b"short")
    assert installed_models(folder, known=(model,))[0].state is ModelState.DAMAGED
    assert install(NAME, folder, known=(model,)) == installed
    assert names(folder) == [".lock", NAME]


def test_a_folder_that_was_put_there_by_hand_is_not_touched(folder: Path, file: Path) -> None:
    (folder / NAME).mkdir(parents=True)
    (folder / NAME / "mine").write_text("x")
    with pytest.raises(ModelError, match="Remove it first"):
        install(file, folder, known=())
    assert (folder / NAME / "mine").read_text() == "x"


def test_a_link_in_the_place_of_a_model_is_not_followed(
    folder: Path, file: Path, tmp_path: Path
) -> None:
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    folder.mkdir()
    (folder / NAME).symlink_to(elsewhere)
    with pytest.raises(ModelError, match="Remove it first"):
        install(file, folder, known=())
    assert [*elsewhere.iterdir()] == []


def test_a_zip_of_an_installed_model_may_be_carried_to_another_kiosk(
    folder: Path, file: Path
) -> None:
    file.write_bytes(zip_of((f"{NAME}/{MANIFEST_NAME}", b"{}")))
    install(file, folder, known=())
    assert verify(folder, known=())[0].state is ModelState.WHOLE


@pytest.mark.parametrize("name", ["absent.zip", "absent", "", "x" * 5000, "nul\0.zip", "/tmp", "."])
def test_what_is_neither_a_name_nor_a_zip_is_a_sentence(
    folder: Path, name: str, tmp_path: Path
) -> None:
    with pytest.raises(ModelError) as caught:
        install(name, folder, known=(known(b""),))
    assert str(caught.value).isprintable()


def test_a_misspelt_name_is_answered_with_the_right_one(folder: Path) -> None:
    with pytest.raises(ModelError, match=f"Did you mean {NAME}?"):
        install("vosk-model-en-us", folder)


def test_what_comes_along_is_not_offered(folder: Path) -> None:
    for name in ("nope", "spotter-em"):
        with pytest.raises(ModelError) as caught:
            install(name, folder)
        assert "spotter-en" not in str(caught.value)
    with pytest.raises(ModelError, match="spotter-en comes with the program"):
        install("spotter-en", folder)


def test_a_pipe_is_no_zip(folder: Path, tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.zip")
    with pytest.raises(ModelError, match="is no file"):
        install(tmp_path / "pipe.zip", folder, known=())


def test_two_installs_at_once_are_one_install_and_a_sentence(
    folder: Path, publisher: Publisher
) -> None:
    publisher.way = Way.HANG
    model = known(publisher.content, publisher.address)
    stopper = Stopper()
    failures: list[ModelError] = []

    def first() -> None:
        try:
            install(NAME, folder, known=(model,), stopper=stopper)
        except ModelError as error:
            failures.append(error)

    thread = threading.Thread(target=first)
    thread.start()
    publisher.is_halfway.wait()
    with pytest.raises(ModelError, match="Another install or removal is at work") as caught:
        install(NAME, folder, known=(model,))
    assert caught.value.trouble is Trouble.BUSY
    clean_leftovers(folder)
    stopper.stop()
    thread.join()
    assert [error.trouble for error in failures] == [Trouble.STOPPED]
    publisher.way = Way.WHOLE
    assert install(NAME, folder, known=(model,)).state is ModelState.WHOLE


def test_a_folder_that_is_a_file_is_a_sentence(folder: Path, file: Path) -> None:
    folder.write_text("not a folder")
    with pytest.raises(ModelError, match="cannot be used"):
        install(file, folder, known=())
