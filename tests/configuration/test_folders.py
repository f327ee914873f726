"""The folders that are written to are there, whatever the machine is like."""

import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest

from mskiosk.configuration.folders import (
    Folders,
    configuration_file,
    models_folder,
    user_folders,
    usual_profile,
)
from mskiosk.configuration.loading import load_configuration
from mskiosk.core.policy import Profile


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    for name in ("CONFIG", "DATA", "CACHE", "STATE"):
        monkeypatch.delenv(f"XDG_{name}_HOME", raising=False)
    for name in ("STATE", "CACHE", "LOGS"):
        monkeypatch.delenv(f"{name}_DIRECTORY", raising=False)
    place = tmp_path / "home"
    place.mkdir()
    (tmp_path / "temporary").mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "temporary"))
    monkeypatch.setenv("HOME", str(place))
    return place


def assert_writable(folders: Folders) -> None:
    for folder in (folders.data, folders.cache, folders.log):
        (folder / "a file").write_text("x")


def test_at_home_they_are_the_folders_of_the_person(home: Path) -> None:
    folders = user_folders(Profile.HOME)
    assert folders.remarks == ()
    assert folders.temporary is None
    assert folders.data == home / ".local/share/mskiosk"
    assert folders.cache == home / ".cache/mskiosk"
    assert folders.log.is_relative_to(home / ".local/state/mskiosk")
    assert folders.data.stat().st_mode & 0o077 == 0
    assert_writable(folders)
    assert user_folders(Profile.HOME) == folders


def test_a_try_to_write_leaves_nothing_behind(home: Path) -> None:
    folders = user_folders(Profile.HOME)
    assert [*folders.data.iterdir()] == []


def test_a_home_that_is_a_file_is_replaced_with_a_remark(home: Path) -> None:
    home.rmdir()
    home.write_text("not a folder")
    folders = user_folders(Profile.HOME)
    assert folders.temporary
    assert len(folders.remarks) == len(folders.unusable) == 3
    assert str(home) in folders.remarks[0]
    assert_writable(folders)


def test_one_bad_folder_alone_is_replaced(home: Path) -> None:
    (home / ".cache").write_text("not a folder")
    folders = user_folders(Profile.HOME)
    (remark,) = folders.remarks
    assert "cache folder" in remark
    assert folders.temporary == folders.cache.parent
    assert folders.data == home / ".local/share/mskiosk"
    assert_writable(folders)


def test_without_any_place_to_write_there_are_remarks_and_no_failure(
    home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shutil.rmtree(home)
    home.write_text("not a folder")
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "absent"))
    folders = user_folders(Profile.HOME)
    assert folders.temporary is None
    assert all("nothing is kept" in remark for remark in folders.remarks)


def test_a_home_that_may_not_be_written_to_is_replaced_with_a_remark(home: Path) -> None:
    """Root may write everywhere, so the question is put by a user who is not root."""
    home.chmod(0o555)
    code = """
import os, tempfile
from mskiosk.configuration.folders import user_folders
from mskiosk.core.policy import Profile
if os.getuid() == 0:
    os.setgid(65534)
    os.setuid(65534)
folders = user_folders(Profile.HOME)
(folders.data / "a file").write_text("x")
print(folders.temporary.stat().st_uid == os.getuid(), *folders.remarks)
import shutil
shutil.rmtree(folders.temporary)
"""
    for folder in home.parents[:3] if os.getuid() == 0 else ():
        folder.chmod(0o755)
    answer = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True
    )
    assert answer.stdout.startswith("True The data folder")
    assert "permission denied" in answer.stdout


def test_without_a_home_there_is_a_remark(home: Path) -> None:
    """A user without an entry and without HOME has no home folder at all."""
    if os.getuid() != 0:
        pytest.skip("only root can become a user that the machine does not know")
    code = """
import os
from mskiosk.configuration.folders import configuration_file, models_folder, user_folders
from mskiosk.configuration.loading import load_configuration
from mskiosk.core.policy import Profile
if os.getuid() == 0:
    os.setgid(54321)
    os.setuid(54321)
del os.environ["HOME"]
folders = user_folders(Profile.HOME)
(folders.data / "a file").write_text("x")
load_configuration()
assert models_folder(Profile.HOME).is_absolute()
if folders.temporary:
    import shutil
    shutil.rmtree(folders.temporary)
print(configuration_file(Profile.HOME), *folders.remarks)
"""
    for folder in home.parents[:3] if os.getuid() == 0 else ():
        folder.chmod(0o755)
    answer = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd="/"
    )
    assert answer.stdout.startswith("None The data folder")
    assert "there is no home folder" in answer.stdout


def test_the_clinic_has_folders_of_the_system(home: Path) -> None:
    assert configuration_file(Profile.CLINIC) == Path("/etc/mskiosk/mskiosk.yaml")
    assert models_folder(Profile.CLINIC) == Path("/var/lib/mskiosk/models")


def test_a_service_writes_where_systemd_says(
    home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("STATE", "CACHE", "LOGS"):
        monkeypatch.setenv(f"{name}_DIRECTORY", f"{tmp_path / name}:/somewhere/else")
    folders = user_folders(Profile.CLINIC)
    assert (folders.data, folders.cache) == (tmp_path / "STATE", tmp_path / "CACHE")
    assert folders.log == tmp_path / "LOGS"
    assert models_folder(Profile.CLINIC) == tmp_path / "STATE" / "models"
    assert not user_folders(Profile.HOME).data.is_relative_to(tmp_path / "STATE")


def test_nobody_else_looks_into_the_folders_of_a_clinic(
    home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """P5: also where they were made before, for everybody."""
    for name in ("STATE", "CACHE", "LOGS"):
        monkeypatch.setenv(f"{name}_DIRECTORY", str(tmp_path / name))
    (tmp_path / "LOGS").mkdir(mode=0o755)
    folders = user_folders(Profile.CLINIC)
    for folder in (folders.data, folders.cache, folders.log):
        assert folder.stat().st_mode & 0o777 == 0o700


def test_asking_for_the_models_makes_nothing(home: Path) -> None:
    assert models_folder(Profile.HOME) == home / ".local/share/mskiosk/models"
    assert [*home.iterdir()] == []


def test_on_a_machine_that_is_a_kiosk_its_staff_look_after_that(
    home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CONFIGURATION_DIRECTORY", str(tmp_path))
    assert home.is_dir()
    assert usual_profile() is Profile.HOME
    (tmp_path / "mskiosk.yaml").write_text("profile: clinic\nregion: us\n")
    is_staff = os.geteuid() == 0
    assert usual_profile() is (Profile.CLINIC if is_staff else Profile.HOME)
    profile = load_configuration().profile
    assert profile is (Profile.CLINIC if is_staff else Profile.HOME)
