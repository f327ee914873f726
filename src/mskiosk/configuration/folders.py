"""Where things are kept: configuration, models, and what the program writes."""

import contextlib
import os
import pwd
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import platformdirs

from mskiosk.core.policy import Profile

_NAME = "mskiosk"
_FILE = "mskiosk.yaml"
_STAFF = ("root", _NAME)
_SYSTEM_CONFIGURATION = Path("/etc/mskiosk")
_SYSTEM_DATA = Path("/var/lib/mskiosk")
_SYSTEM_FOLDERS = {
    "data": ("STATE_DIRECTORY", _SYSTEM_DATA),
    "cache": ("CACHE_DIRECTORY", Path("/var/cache/mskiosk")),
    "log": ("LOGS_DIRECTORY", Path("/var/log/mskiosk")),
}
"""At a clinic: the variables in which systemd names the folders of a service, and what they are
where it names none."""
_PRIVATE = 0o700


@dataclass(frozen=True, slots=True, kw_only=True)
class Folders:
    """Folders that can be written to. `remarks` are sentences about those that could not be
    used, which are `unusable`; `temporary` stands in for them, and is for the caller to remove at
    the end."""

    data: Path
    cache: Path
    log: Path
    temporary: Path | None = None
    remarks: tuple[str, ...] = ()
    unusable: tuple[Path, ...] = ()


def configuration_file(profile: Profile) -> Path | None:
    """Where the file of a profile is, if it has one; None for a person without a home folder."""
    if profile is Profile.CLINIC:
        return Path(os.environ.get("CONFIGURATION_DIRECTORY", _SYSTEM_CONFIGURATION)) / _FILE
    folder = _personal(platformdirs.user_config_path)
    return folder / _FILE if folder.is_absolute() else None


def usual_profile() -> Profile:
    """Whose file is read where nobody says: on a machine that has been made a kiosk, root and the
    account of the kiosk look after that, and not after a home of their own."""
    file = configuration_file(Profile.CLINIC)
    try:
        is_staff = pwd.getpwuid(os.geteuid()).pw_name in _STAFF
        is_clinic = is_staff and file is not None and file.exists()
    except (KeyError, OSError):
        is_clinic = False
    return Profile.CLINIC if is_clinic else Profile.HOME


def models_folder(profile: Profile) -> Path:
    """Where the recognisers of a profile are installed; it need not exist or be writable."""
    folder = _wanted(profile)["data"]
    return (folder if folder.is_absolute() else _SYSTEM_DATA) / "models"


def data_folder(profile: Profile) -> Path:
    """It need not exist or be writable."""
    return _wanted(profile)["data"]


def log_folder(profile: Profile) -> Path:
    """It need not exist."""
    return _wanted(profile)["log"]


def kept_folder() -> Path | None:
    """Where the settings of a person at home are kept; it need not exist or be writable. None
    where there is no home folder."""
    folder = _wanted(Profile.HOME)["data"]
    return folder if folder.is_absolute() else None


def wanted_folders(profile: Profile) -> Folders:
    """Where a profile would write; nothing is made or tried. A folder that is not absolute: there
    is no home folder."""
    wanted = _wanted(profile)
    return Folders(data=wanted["data"], cache=wanted["cache"], log=wanted["log"])


def user_folders(profile: Profile) -> Folders:
    """Makes the folders; in place of one that cannot be had, a temporary one and a remark."""
    folders: dict[str, Path] = {}
    remarks: list[str] = []
    unusable: list[Path] = []
    temporary: Path | None = None
    for purpose, folder in _wanted(profile).items():
        problem = _problem(folder)
        if problem:
            temporary = temporary or _temporary_folder()
            unusable.append(folder)
            remarks.append(_remark(purpose, folder, problem, temporary))
            if temporary:
                folder = temporary / purpose
                with contextlib.suppress(OSError):
                    folder.mkdir(mode=_PRIVATE, exist_ok=True)
        folders[purpose] = folder
    return Folders(**folders, temporary=temporary, remarks=tuple(remarks), unusable=tuple(unusable))


def _wanted(profile: Profile) -> dict[str, Path]:
    if profile is Profile.CLINIC:
        return {
            purpose: _of_the_service(variable) or usual
            for purpose, (variable, usual) in _SYSTEM_FOLDERS.items()
        }
    return {
        "data": _personal(platformdirs.user_data_path),
        "cache": _personal(platformdirs.user_cache_path),
        "log": _personal(platformdirs.user_log_path),
    }


def _of_the_service(variable: str) -> Path | None:
    """Systemd lists several with colons; the first is the one with our name."""
    first = os.environ.get(variable, "").partition(":")[0]
    return Path(first) if first.startswith("/") else None


def _personal(folder: Callable[[str], Path]) -> Path:
    """The folder of the person; one that is not absolute when they have no home."""
    try:
        return folder(_NAME)
    except RuntimeError:
        return Path("~")


def _problem(folder: Path) -> str | None:
    """Why the folder cannot be used, found by using it. Others cannot look into it."""
    if not folder.is_absolute():
        return "there is no home folder"
    try:
        folder.mkdir(mode=_PRIVATE, parents=True, exist_ok=True)
        if folder.stat().st_mode & ~_PRIVATE & 0o777:
            with contextlib.suppress(OSError):  # it is somebody else's, who lets us write there
                folder.chmod(_PRIVATE)
        descriptor, name = tempfile.mkstemp(prefix=".try-", dir=folder)
        try:
            os.write(descriptor, b"\n")
        finally:
            os.close(descriptor)
            Path(name).unlink()
    except OSError as error:
        return (error.strerror or "it cannot be written to").lower()
    return None


def _temporary_folder() -> Path | None:
    try:
        return Path(tempfile.mkdtemp(prefix="mskiosk-"))
    except OSError:
        return None


def _remark(purpose: str, folder: Path, problem: str, temporary: Path | None) -> str:
    place = f"{temporary} is used, until the kiosk ends" if temporary else "nothing is kept"
    return f"The {purpose} folder {folder} cannot be used ({problem}). Instead {place}."
