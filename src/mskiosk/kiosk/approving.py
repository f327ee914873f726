"""To approve content, and to serve none but that.

A kiosk of a clinic serves its content folder as long as each file is as it was approved. When one
is not, it names the file to staff and serves the copy that was made at the approval; when that is
damaged, too, what comes with the program, if it is the same; else it does not start.
"""

import contextlib
import os
import shutil
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from mskiosk import __version__
from mskiosk.content.faults import ContentFaults, Fault
from mskiosk.kiosk.approval import (
    CURRENT,
    SUMS,
    Approval,
    Difference,
    place_of,
    read_approval,
    sums_of,
    today,
)

_HOW = "see what has changed, and then run `mskiosk approve`"
_NEW = ".new-"
_FILE_MODE, _FOLDER_MODE = 0o400, 0o500
_MOST_NAMED = 20


@dataclass(frozen=True, slots=True, kw_only=True)
class Served:
    folder: Path
    """The content folder to serve."""
    seal: str = ""
    """Of the approval; empty where there is none."""
    refused: tuple[Difference, ...] = ()
    """What is not served of the folder that was asked for."""
    day: str = ""
    """Of the approval."""

    @property
    def remarks(self) -> tuple[str, ...]:
        """Sentences for staff."""
        named = [f"{each.file} is not as approved ({each.change})" for each in self.refused]
        if len(named) > _MOST_NAMED:
            named[_MOST_NAMED:] = [f"and {len(named) - _MOST_NAMED} more files"]
        served = f"the content that was approved on {self.day} is served instead; {_HOW}"
        return (*named, served) if named else ()


def content_to_serve(folder: Path, language: str, *, data: Path, shipped: Path) -> Served | None:
    """What may be served instead of `folder`, or `folder` itself; None where nothing has been
    approved yet, and for the program's own content where the program has been renewed or nobody
    can say any more what was approved: whoever could change it could change the program.

    Raises `ContentFaults` where nothing is as approved.
    """
    place = place_of(data, folder, language)
    approval = read_approval(place)
    is_stale = approval is None or approval.version != __version__
    if not has_approval(place) or (is_stale and folder == shipped):
        return None
    if approval is None:
        raise ContentFaults((Fault(place / CURRENT / SUMS, 1, "this is damaged", _HOW),))
    refused = approval.differences(folder, language)
    if not refused:
        return Served(folder=folder, seal=approval.seal)
    for other in (place / CURRENT, shipped):
        if not approval.differences(other, language):
            return Served(folder=other, seal=approval.seal, refused=refused, day=str(approval.day))
    faults = (
        Fault(folder / each.file, 1, f"this is not as approved ({each.change})")
        for each in refused[:_MOST_NAMED]
    )
    copy = Fault(place / CURRENT, 1, "this copy of what was approved is damaged, too", _HOW)
    raise ContentFaults((*faults, copy))


def has_approval(place: Path) -> bool:
    """Perhaps a damaged one."""
    return os.path.lexists(place / CURRENT)


def approve(
    folder: Path, language: str, *, data: Path, sync: Callable[[], None] = os.sync
) -> Approval:
    """From now on this is what is served, also after a power cut. Whoever runs it, the files are
    for the owner of `data`.

    Raises `OSError` where it cannot be kept, and `ContentFaults` for a file that cannot be read.
    """
    approval = Approval(version=__version__, day=today(), sums=sums_of(folder, language))
    unfit = [file for file, digest in approval.sums.items() if not digest or "\\" in file]
    if unfit or not approval.sums:
        faults = (Fault(folder / file, 1, "this cannot be approved") for file in unfit or [""])
        raise ContentFaults(tuple(faults))
    place = place_of(data, folder, language)
    data.mkdir(mode=0o700, parents=True, exist_ok=True)
    for folder_above in (place.parent, place):
        folder_above.mkdir(mode=0o700, exist_ok=True)
    made = Path(tempfile.mkdtemp(prefix=_NEW, dir=place))
    try:
        _fill(made, folder, approval)
        _check_copy(made, folder, language, approval)
        _give_to_owner(data, made)
        # Or a power cut could leave the name, and empty files. All at one stroke: a call for each
        # of the hundreds of files takes half a second and more.
        sync()
        version = place / f"{approval.seal[:16]}-{made.name.removeprefix(_NEW)}"
        made.rename(version)
        _point(place, version.name)
        sync()
    except BaseException:
        _remove(made)
        raise
    for other in place.iterdir():
        if other.name not in (CURRENT, version.name):
            _remove(other)
    return approval


def state_of_approval(folder: Path, language: str, *, data: Path) -> tuple[str, str]:
    """ok, warn or fail, with a sentence: for whoever looks at the whole machine."""
    place = place_of(data, folder, language)
    approval = read_approval(place)
    if approval is None:
        if has_approval(place):
            return "fail", f"{place / CURRENT / SUMS} is damaged; {_HOW}."
        return "warn", "The content has not been approved yet; run `mskiosk approve`."
    refused = approval.differences(folder, language)
    is_copy_whole = not approval.differences(place / CURRENT, language)
    names = ", ".join(f"{each.file} ({each.change})" for each in refused[:_MOST_NAMED])
    if refused and is_copy_whole:
        instead = f"what was approved on {approval.day} is served instead"
        return "warn", f"Not as approved: {names}; {instead}; {_HOW}."
    if refused:
        return "fail", f"Not as approved: {names}; and the copy is damaged, too; {_HOW}."
    if not is_copy_whole:
        return "warn", "The copy of the approved content is damaged; run `mskiosk approve`."
    return "ok", f"All {len(approval.sums)} files are as approved on {approval.day}."


def _fill(made: Path, folder: Path, approval: Approval) -> None:
    for file in approval.sums:
        copy = made / file
        copy.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        shutil.copyfile(folder / file, copy)
        copy.chmod(_FILE_MODE)
    (made / SUMS).write_text(approval.text, encoding="utf-8")
    (made / SUMS).chmod(_FILE_MODE)
    for inside, folders, _ in os.walk(made, topdown=False):
        for name in folders:
            Path(inside, name).chmod(_FOLDER_MODE)


def _check_copy(made: Path, folder: Path, language: str, approval: Approval) -> None:
    if changed := approval.differences(made, language):
        faults = (Fault(folder / each.file, 1, "this changes just now") for each in changed)
        raise ContentFaults(tuple(faults))


def _give_to_owner(data: Path, made: Path) -> None:
    """Root approves, and the kiosk, which is somebody else, must be able to read it."""
    if os.geteuid() != 0:
        return
    owner = data.stat()
    above = [each for each in made.parents if each.is_relative_to(data) and each != data]
    for path in (*above, made, *made.rglob("*")):
        os.chown(path, owner.st_uid, owner.st_gid, follow_symlinks=False)


def _point(place: Path, version: str) -> None:
    (place / version).chmod(_FOLDER_MODE)
    with tempfile.TemporaryDirectory(prefix=_NEW, dir=place) as beside:
        link = Path(beside, CURRENT)
        link.symlink_to(version)
        link.replace(place / CURRENT)


def _remove(version: Path) -> None:
    """Its folders may be closed even to their owner."""
    with contextlib.suppress(OSError):
        for inside, _, _ in os.walk(version):
            Path(inside).chmod(0o700)
    shutil.rmtree(version, ignore_errors=True)
